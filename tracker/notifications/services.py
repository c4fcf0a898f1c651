"""Writing letters down, and what happens to them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from tracker.accounts.actors import Actor, authorise
from tracker.audit.services import record
from tracker.core import clock
from tracker.core.errors import RuleBroken
from tracker.core.text import SHORT_TEXT
from tracker.extensions import db
from tracker.notifications import policy, queries, rules
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

    What is not `is_personal` waits for the next morning's digest of its address.
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
        due_at=due_at or (now if is_personal else rules.next_digest(now)),
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
    if not rules.is_stuck(mail.state, claimed_at=mail.claimed_at, now=clock.now()):
        raise RuleBroken("mail_not_stuck")
    record(actor, "mail:send-again", mail, label=mail.to_address)
    mail.state, mail.due_at, mail.attempts, mail.problem = MailState.WAITING, clock.now(), 0, ""


def claim(mail_id: int) -> Sequence[Mail]:
    """Take a due letter, and with one of the digest all that are due to its address, before it leaves.

    Nothing when somebody else was quicker: whoever changes the row first has it.
    """
    now = clock.now()
    digest_of = sa.select(Mail.to_address).where(Mail.id == mail_id, Mail.is_personal.is_(False))
    is_of_digest = sa.and_(Mail.is_personal.is_(False), Mail.to_address == digest_of.scalar_subquery())
    taken = (
        sa.update(Mail)
        .where(Mail.state == MailState.WAITING, Mail.due_at <= now, sa.or_(Mail.id == mail_id, is_of_digest))
        .values(state=MailState.SENDING, claimed_at=now, attempts=Mail.attempts + 1)
        .returning(Mail)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    return sorted(db.session.scalars(taken), key=lambda mail: mail.id)


def note_sent(mail_ids: Collection[int]) -> None:
    """Write down that claimed letters have left."""
    for mail in queries.in_states(mail_ids, MailState.SENDING):
        mail.state, mail.sent_at, mail.problem = MailState.SENT, clock.now(), ""


def put_off(mail_ids: Collection[int], *, problem: str) -> None:
    """Write down that claimed letters were surely not taken; they wait for their next try, if any."""
    for mail in queries.in_states(mail_ids, MailState.SENDING):
        _put_off(mail, problem)


def miss_turn(mail_ids: Collection[int], *, problem: str) -> None:
    """Count a try of letters that could not even be claimed, as no mail can leave now."""
    now = clock.now()
    for mail in queries.in_states(mail_ids, MailState.WAITING):
        if mail.due_at <= now:
            mail.attempts += 1
            _put_off(mail, problem)


def _put_off(mail: Mail, problem: str) -> None:
    again = rules.next_try(mail.attempts, failed_at=clock.now())
    mail.problem = problem[:SHORT_TEXT]
    mail.state = MailState.WAITING if again else MailState.FAILED
    mail.due_at = again or mail.due_at


def give_up(mail_ids: Collection[int], *, problem: str) -> None:
    """Write down that letters are not sent by themselves any more."""
    for mail in queries.in_states(mail_ids, MailState.WAITING, MailState.SENDING):
        mail.state, mail.problem = MailState.FAILED, problem[:SHORT_TEXT]
