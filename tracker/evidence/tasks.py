"""Background work on evidence: copies of pictures, looks at links, and room in the storage."""

from collections.abc import Callable
from datetime import timedelta

from flask import current_app
from huey import crontab

from tracker.evidence import keeping, queries
from tracker.evidence.models import EvidenceItem
from tracker.jobs.after_commit import start_after_commit
from tracker.jobs.queue import queue, sweeps

# What fails for a day is left to the night, so that it is not tried again every minute for ever.
_TRIED_EVERY_MINUTE = timedelta(days=1)


@queue.task()  # type: ignore[untyped-decorator]
def look_after(item_id: int) -> None:
    """Make the copies of a picture, or look at a new link."""
    with queue.app.app_context():
        keeping.make_copies(item_id)
        keeping.check_new_link(item_id)


def _new_item(thing: object) -> int | None:
    if not isinstance(thing, EvidenceItem):
        return None
    lacks_copies = thing.is_picture and thing.preview_sha256 is None
    is_unseen_link = thing.url is not None and thing.checked_at is None
    return thing.id if lacks_copies or is_unseen_link else None


start_after_commit(_new_item, look_after)


def take_up_new_evidence() -> None:
    """Take up pictures and links whose job was lost."""
    _each(keeping.make_copies, queries.pictures_without_copies(younger_than=_TRIED_EVERY_MINUTE))
    _each(keeping.check_link, queries.links_never_looked_at(younger_than=_TRIED_EVERY_MINUTE))


sweeps.append(take_up_new_evidence)


@queue.periodic_task(crontab(hour="18", minute="20"))  # type: ignore[untyped-decorator]
def look_after_evidence() -> None:
    """Once a day, at night in Indonesia: look at links again, and make room."""
    with queue.app.app_context():
        _each(keeping.make_copies, queries.pictures_without_copies())
        _each(keeping.check_link, queries.links_to_look_at())
        keeping.clear_store()


def _each(act: Callable[[int], None], ids: list[int]) -> None:
    """Do it for each; where one fails, the others are done all the same."""
    for item_id in ids:
        try:
            act(item_id)
        except Exception:
            current_app.logger.exception("evidence: %s failed for %s", act.__name__, item_id)
