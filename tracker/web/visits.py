"""Visits by a personal link: what the session remembers of somebody who has no account."""

from datetime import datetime

from flask import current_app, session

from tracker.accounts.actors import Visit
from tracker.core import clock

_KEY = "visit"


def begin_visit(recipient_id: int, name: str) -> None:
    """Let the person who holds the link of this recipient in; a session of their own begins."""
    current_app.session_interface.regenerate(session)  # type: ignore[attr-defined]
    session[_KEY] = {"recipient": recipient_id, "name": name, "began_at": clock.now().isoformat()}


def current_visit() -> tuple[str, Visit] | None:
    """The name of the visitor and the visit, if this session is one."""
    kept = session.get(_KEY)
    if not kept:
        return None
    return kept["name"], Visit(kept["recipient"], datetime.fromisoformat(kept["began_at"]))
