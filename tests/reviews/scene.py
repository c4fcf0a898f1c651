"""A round over the frozen matrix of one small negotiation, and people who are asked about it."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from tests.factories import SECRETARY, make_indicator
from tests.matrix.ledger import Story, make_story
from tracker.accounts.actors import Actor, Visit
from tracker.accounts.models import Organisation, Unit
from tracker.core import clock
from tracker.extensions import db
from tracker.matrix.answers import AnswerContent
from tracker.matrix.rows import Quantity
from tracker.matrix.services import freeze
from tracker.matrix.states import AnswerKind
from tracker.reviews import invitation_services, round_services
from tracker.reviews.answer_services import give_answer
from tracker.reviews.models import Answer, Recipient, ReviewRound
from tracker.reviews.states import AskScope

ROW = "RAN7-01/1"


@dataclass
class Scene:
    """A round and the people it asks: two of the ministry, one of Pattiro."""

    story: Story
    review: ReviewRound
    bureau: Recipient
    planner: Recipient
    pattiro: Recipient


def make_round(*, is_open: bool = True, rows: int = 1, published: bool = True) -> Scene:
    """A round over version 1, due in ten days; opened unless told otherwise."""
    story = make_story(published=published)
    for number in range(2, rows + 1):
        make_indicator(story.commitment, name=f"Indikator {number}")
    version = freeze(SECRETARY, story.plan, title="Setelah rapat")
    db.session.flush()
    review = round_services.create_round(
        SECRETARY,
        story.plan,
        version=version,
        title="Tanggapan atas versi 1",
        due_on=clock.today() + timedelta(days=10),
        letter_ind="Mohon tanggapan.",
    )
    scene = Scene(
        story,
        review,
        bureau=ask(review, story.ministry, "Biro", unit=story.bureau, is_coordinator=True),
        planner=ask(review, story.ministry, "Perencana"),
        pattiro=ask(review, story.cso, "Pattiro"),
    )
    if is_open:
        round_services.open_round(SECRETARY, review)
    db.session.flush()
    return scene


def ask(
    review: ReviewRound,
    organisation: Organisation,
    name: str,
    *,
    unit: Unit | None = None,
    is_coordinator: bool = False,
    scope: AskScope = AskScope.OWN,
) -> Recipient:
    """One more recipient."""
    recipient = invitation_services.add_recipient(
        SECRETARY,
        review,
        organisation=organisation,
        unit=unit,
        name=name,
        email=f"{name.lower()}@contoh.example",
        is_coordinator=is_coordinator,
        scope=scope,
    )
    db.session.flush()
    return recipient


def by_link(recipient: Recipient) -> Actor:
    """Whoever came by this recipient's personal link just now."""
    return Actor(recipient.name, visit=Visit(recipient.id, clock.now()))


def counter(value: str, reason: str = "Bertahap sampai 2024.") -> AnswerContent:
    """A counter-value for 2022."""
    quantity = Quantity(f"{value}%", Decimal(value))
    return AnswerContent(AnswerKind.COUNTER, ((2022, quantity),), remark=reason)


AGREES = AnswerContent(AnswerKind.AGREE)


def answered(recipient: Recipient, content: AnswerContent, row: str = ROW) -> Answer:
    """An answer given by the recipient's link."""
    answer = give_answer(by_link(recipient), recipient, row, content)
    db.session.flush()
    return answer
