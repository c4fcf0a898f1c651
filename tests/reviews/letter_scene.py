"""A round that is opened, and the letters that come of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask_babel import force_locale
from sqlalchemy.orm import Session

from tests.factories import SECRETARY
from tests.matrix.ledger import Story, make_story
from tracker.core import clock
from tracker.core.bilingual import Language
from tracker.core.dates import WIB
from tracker.extensions import db, unit_of_work
from tracker.matrix.answers import AnswerContent
from tracker.matrix.services import freeze
from tracker.matrix.states import AnswerKind
from tracker.notifications.letters import Addressee, Letter, writer_of
from tracker.notifications.models import DemoLetter, Mail
from tracker.notifications.sending import send_due
from tracker.notifications.states import MailState
from tracker.reviews.answer_services import give_answer
from tracker.reviews.invitation_services import add_recipient
from tracker.reviews.models import Answer, Recipient, ReviewRound
from tracker.reviews.round_services import create_round, open_round

OPENED_ON = date(2026, 3, 2)
DUE_ON = date(2026, 3, 20)


def at(day: date, hour: int = 9) -> datetime:
    """A moment of that day in Jakarta."""
    return datetime.combine(day, time(hour), WIB).astimezone(UTC)


def days_before_due(days: int) -> date:
    """That many days before the last day to answer."""
    return DUE_ON - timedelta(days=days)


@dataclass
class Asked:
    """A round over one row, with somebody at the ministry and somebody at the CSO, who reads English."""

    story: Story
    review: ReviewRound
    ministry: Recipient
    cso: Recipient


def make_asked(*, letter_ind: str = "Mohon dibaca.", letter_eng: str = "", grace_days: int = 14) -> Asked:
    """The round, prepared."""
    story = make_story()
    version = freeze(SECRETARY, story.plan, title="Sebelum rapat")
    review = create_round(
        SECRETARY,
        story.plan,
        version=version,
        title="Tinjauan pertama",
        due_on=DUE_ON,
        grace_days=grace_days,
        letter_ind=letter_ind,
        letter_eng=letter_eng,
    )
    ministry = add_recipient(
        SECRETARY, review, organisation=story.ministry, name="Ani", email="ani@panrb.example"
    )
    cso = add_recipient(
        SECRETARY, review, organisation=story.cso, name="Budi", email="budi@pattiro.example", language="en"
    )
    return Asked(story, review, ministry, cso)


def make_open(**more: Any) -> Asked:
    """The round, opened and committed."""
    with clock.fixed_at(at(OPENED_ON)), unit_of_work():
        asked = make_asked(**more)
        open_round(SECRETARY, asked.review)
    return asked


def answer(
    recipient: Recipient, kind: AnswerKind = AnswerKind.REMARK, remark: str = "Terlalu tinggi."
) -> Answer:
    """What a recipient says about the first row they were asked about."""
    content = AnswerContent(kind, remark=remark if kind is AnswerKind.REMARK else "")
    return give_answer(SECRETARY, recipient, recipient.row_keys[0], content)


def wording(letter: str, recipient: Recipient, *, language: Language = "id", **params: Any) -> Letter | None:
    """The letter as it would be written now."""
    told: Mapping[str, Any] = {"recipient_id": recipient.id, **params}
    with force_locale(language):
        return writer_of(letter)(Addressee(recipient.email, recipient.name, language), told)


def text_of(letter: Letter | None) -> str:
    """All words of a letter."""
    assert letter is not None
    return f"{letter.subject}\n{letter.blocks}\n{letter.reason}"


def post(day: date, hour: int = 9) -> None:
    """Let the worker send what is due at that moment."""
    with clock.fixed_at(at(day, hour)):
        send_due()


def letters_to(session: Session, recipient: Recipient) -> list[DemoLetter]:
    """What the demo shows for a recipient, oldest first."""
    query = db.select(DemoLetter).filter_by(to_address=recipient.email).order_by(DemoLetter.id)
    return list(session.scalars(query))


def link_in(letter: DemoLetter) -> str:
    """The secret of the personal link in a letter."""
    return letter.text.partition("http://tracker.test/r/")[2].split()[0]


def waiting(session: Session, letter: str) -> list[Mail]:
    """The letters of a kind that have not left."""
    query = db.select(Mail).filter_by(letter=letter, state=MailState.WAITING).order_by(Mail.id)
    return list(session.scalars(query))
