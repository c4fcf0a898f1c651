"""The outbox as its page shows it."""

from dataclasses import dataclass
from datetime import datetime

from tracker.notifications import rules
from tracker.notifications.labels import CUT_OFF, PROBLEMS
from tracker.notifications.letters import title_of
from tracker.notifications.models import Mail
from tracker.notifications.states import MailState


@dataclass(frozen=True)
class OutboxLine:
    """One letter: `leaves_at` only while it waits; `is_stuck` when it needs somebody to send it again."""

    id: int
    to_name: str
    to_address: str
    title: str
    is_personal: bool
    state: MailState
    written_at: datetime
    leaves_at: datetime | None
    sent_at: datetime | None
    problem: str
    is_stuck: bool


def line(mail: Mail, *, now: datetime) -> OutboxLine:
    """A letter in the words of the page's language."""
    is_stuck = rules.is_stuck(mail.state, claimed_at=mail.claimed_at, now=now)
    return OutboxLine(
        id=mail.id,
        to_name=mail.to_name,
        to_address=mail.to_address,
        title=title_of(mail.letter),
        is_personal=mail.is_personal,
        state=mail.state,
        written_at=mail.written_at,
        leaves_at=mail.due_at if mail.state is MailState.WAITING else None,
        sent_at=mail.sent_at,
        problem=_problem(mail, is_stuck=is_stuck),
        is_stuck=is_stuck,
    )


def _problem(mail: Mail, *, is_stuck: bool) -> str:
    if mail.state is MailState.SENDING and is_stuck:
        return str(CUT_OFF)
    code, _blank, detail = mail.problem.partition(" ")
    return f"{PROBLEMS.get(code, code)} {detail}".strip()
