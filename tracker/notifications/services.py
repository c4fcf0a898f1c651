"""Writing letters down, and what happens to them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tracker.accounts.actors import Actor, authorise
from tracker.audit.services import record
from tracker.core import clock
from tracker.core.errors import RuleBroken
from tracker.extensions import db
from tracker.notifications import policy, queries
from tracker.notifications.letters import Addressee
from tracker.notifications.models import Mail
from tracker.notifications.states import MailState


def write_down(
    letter: str,
    to: Addressee,
    *,
    key: str,
    params: Mapping[str, Any],
    due_at: datetime | None = None,
    is_personal: bool = True,
) -> Mail | None:
    """Put a letter into the outbox, in the caller's transaction; None when `key` is there already.

    What is not `is_personal` waits for the day's digest of its address.
    """
    if queries.is_written(key):
        return None
    now = clock.now()
    mail = Mail(
        key=key,
        letter=letter,
        params=dict(params),
        to_address=to.address,
        to_name=to.name,
        language=to.language,
        is_personal=is_personal,
        written_at=now,
        due_at=due_at or now,
    )
    db.session.add(mail)
    db.session.flush()
    return mail


def cancel_letters(prefix: str) -> None:
    """Take back the letters whose key begins with `prefix` and that have not left."""
    for mail in queries.waiting_with_prefix(prefix):
        mail.state = MailState.CANCELLED


def send_again(actor: Actor, mail: Mail) -> None:
    """Let a letter that failed or was cut off be sent once more."""
    authorise(policy.can_manage_mail, actor)
    if mail.state not in {MailState.FAILED, MailState.SENDING}:
        raise RuleBroken("mail_not_stuck")
    record(actor, "mail:send-again", mail, label=mail.key, changes={"state": (mail.state, MailState.WAITING)})
    mail.state, mail.due_at, mail.problem = MailState.WAITING, clock.now(), ""
