"""Every look into rounds, recipients, answers and dispositions."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.core.digest import sha256_of
from tracker.core.errors import NotFound
from tracker.extensions import db
from tracker.plans.models import Commitment, Indicator, Plan
from tracker.reviews import policy
from tracker.reviews.models import (
    NonResponse,
    Recipient,
    ReviewRound,
    RoundEvent,
    Signature,
    WorkbookImport,
)
from tracker.reviews.states import RoundState


def list_rounds(actor: Actor, plan: Plan) -> list[ReviewRound]:
    """The rounds of a plan that this actor may see, newest first."""
    query = (
        sa.select(ReviewRound)
        .where(ReviewRound.plan_id == plan.id)
        .order_by(ReviewRound.number.desc())
        .options(joinedload(ReviewRound.version), selectinload(ReviewRound.recipients))
    )
    return [review for review in db.session.scalars(query) if policy.can_see_round(actor, review)]


def get_round(actor: Actor, round_id: int) -> ReviewRound:
    """A round with recipients and history. NotFound when there is none or it is not this actor's to see."""
    query = (
        sa.select(ReviewRound)
        .where(ReviewRound.id == round_id)
        .options(
            joinedload(ReviewRound.plan),
            joinedload(ReviewRound.version),
            selectinload(ReviewRound.recipients).options(
                joinedload(Recipient.organisation).selectinload(Organisation.names),
                joinedload(Recipient.unit),
            ),
            selectinload(ReviewRound.events).joinedload(RoundEvent.by),
        )
    )
    review = db.session.scalar(query)
    if review is None or not policy.can_see_round(actor, review):
        raise NotFound("round")
    return review


def get_recipient(actor: Actor, recipient_id: int) -> Recipient:
    """A recipient with its round. NotFound unless the actor may look at what is asked of it."""
    recipient = db.session.get(Recipient, recipient_id, options=[joinedload(Recipient.round)])
    if recipient is None or not policy.can_visit(actor, recipient):
        raise NotFound("recipient")
    return recipient


def recipient_by_link(secret: str) -> Recipient | None:
    """Whom a personal link belongs to, whether or not it still opens anything."""
    return db.session.scalar(sa.select(Recipient).where(Recipient.link_sha256 == sha256_of(secret)))


def recipients_of_user(user_id: int) -> Sequence[Recipient]:
    """The invitations somebody answers with an account, newest first."""
    query = sa.select(Recipient).where(Recipient.user_id == user_id).order_by(Recipient.id.desc())
    return db.session.scalars(query.options(joinedload(Recipient.round))).all()


def recipient_to_write_to(recipient_id: int) -> Recipient | None:
    """Whom a letter goes to, with the round it is about; None when they are not asked any more."""
    query = sa.select(Recipient).where(Recipient.id == recipient_id)
    return db.session.scalar(query.options(joinedload(Recipient.round).joinedload(ReviewRound.plan)))


def open_rounds() -> Sequence[int]:
    """The ids of the rounds that take answers."""
    query = sa.select(ReviewRound.id).where(ReviewRound.state == RoundState.OPEN).order_by(ReviewRound.id)
    return db.session.scalars(query).all()


def next_number(plan: Plan) -> int:
    """The number of the plan's next round. Holds the plan, so that two people do not get the same one."""
    db.session.execute(sa.select(Plan.id).where(Plan.id == plan.id).with_for_update())
    last = sa.select(sa.func.max(ReviewRound.number)).where(ReviewRound.plan_id == plan.id)
    return (db.session.scalar(last) or 0) + 1


def get_import(actor: Actor, import_id: int) -> WorkbookImport:
    """An uploaded workbook. NotFound unless the actor may import for its recipient."""
    upload = db.session.get(WorkbookImport, import_id, options=[joinedload(WorkbookImport.recipient)])
    if upload is None or not policy.can_import(actor, upload.recipient):
        raise NotFound("import")
    return upload


def signatures_of(review: ReviewRound) -> Sequence[Signature]:
    """Who signed, in order."""
    query = sa.select(Signature).where(Signature.round_id == review.id).order_by(Signature.id)
    return db.session.scalars(query.options(joinedload(Signature.organisation))).all()


def non_responses(review: ReviewRound) -> Sequence[NonResponse]:
    """The silences that the last closing wrote down."""
    last = (
        sa.select(sa.func.max(NonResponse.event_id)).join(RoundEvent).where(RoundEvent.round_id == review.id)
    )
    query = sa.select(NonResponse).where(NonResponse.event_id == last.scalar_subquery())
    return db.session.scalars(query.order_by(NonResponse.id)).all()


def indicator_of(plan: Plan, row_key: str) -> Indicator:
    """The indicator that a row of the matrix ("RAN6-01/1") stands for. NotFound when there is none."""
    code, _slash, number = row_key.rpartition("/")
    query = (
        sa.select(Indicator)
        .join(Indicator.commitment)
        .where(Commitment.plan_id == plan.id, Commitment.code == code, Indicator.number == int(number))
    )
    indicator = db.session.scalar(query)
    if indicator is None:
        raise NotFound("indicator")
    return indicator
