"""Background work of the outbox."""

from typing import Any

import sqlalchemy as sa
from huey import crontab
from sqlalchemy.orm import Session

from tracker.core import clock
from tracker.extensions import db
from tracker.jobs.queue import queue, sweeps
from tracker.notifications.clearing import clear_demo_letters
from tracker.notifications.models import Mail
from tracker.notifications.sending import send_due
from tracker.notifications.states import MailState

# What is not sent at once, because the job was lost or the server away, is taken up by the sweep.
sweeps.append(send_due)
_HAS_DUE_MAIL = "has due mail"


@queue.task()  # type: ignore[untyped-decorator]
def send_soon() -> None:
    """Send what is due now, without waiting for the next sweep."""
    with queue.app.app_context():
        send_due()


@sa.event.listens_for(db.session, "after_flush")
def _note_due_mail(session: Session, _flush: Any) -> None:
    if any(isinstance(one, Mail) and _is_due(one) for one in (*session.new, *session.dirty)):
        session.info[_HAS_DUE_MAIL] = True


def _is_due(mail: Mail) -> bool:
    return mail.state is MailState.WAITING and mail.due_at <= clock.now()


@sa.event.listens_for(db.session, "after_rollback")
def _forget_due_mail(session: Session) -> None:
    session.info.pop(_HAS_DUE_MAIL, None)


@sa.event.listens_for(db.session, "after_commit")
def _send_committed_mail(session: Session) -> None:
    # A queue that works at once would work inside the commit, where nothing can be looked up.
    if session.info.pop(_HAS_DUE_MAIL, False) and not queue.immediate:
        send_soon()


@queue.periodic_task(crontab(hour="19", minute="10"))  # type: ignore[untyped-decorator]
def clear_old_letters() -> None:
    """Once a day, at night in Indonesia."""
    with queue.app.app_context():
        clear_demo_letters()
