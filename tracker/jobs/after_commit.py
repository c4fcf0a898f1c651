"""Work that begins when what it is about is stored for good. What is lost is taken up by a sweep."""

from collections.abc import Callable, Hashable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.extensions import db
from tracker.jobs.queue import queue


def start_after_commit(wanted: Callable[[object], Hashable], start: Callable[[Any], object]) -> None:
    """After each commit `start` what each stored thing asks for: once for each `wanted` that is not None."""
    asked = f"asked for by {wanted.__module__}.{wanted.__qualname__}"

    def note(session: Session, _flush: object) -> None:
        found = {wanted(thing) for thing in (*session.new, *session.dirty)} - {None}
        session.info.setdefault(asked, set()).update(found)

    def forget(session: Session) -> None:
        session.info.pop(asked, None)

    def begin(session: Session) -> None:
        # A queue that works at once would work inside the commit, where nothing can be looked up.
        if not queue.immediate:
            for one in sorted(session.info.pop(asked, ())):
                start(one)

    sa.event.listen(db.session, "after_flush", note)
    sa.event.listen(db.session, "after_rollback", forget)
    sa.event.listen(db.session, "after_commit", begin)
