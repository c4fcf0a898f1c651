"""What the files of a round depend on: how much was answered, whether all is decided, what happened last."""

import sqlalchemy as sa

from tracker.accounts.actors import Actor
from tracker.extensions import db
from tracker.matrix.models import FrozenVersion
from tracker.reviews import policy
from tracker.reviews.answer_queries import RoundAnswers, undisposed
from tracker.reviews.file_models import RoundFile
from tracker.reviews.models import Answer, Disposition, OfficialAnswer, Recipient, ReviewRound, RoundEvent


def fingerprint_of_file(sha256: str) -> str | None:
    """The fingerprint of the version that a finished file of a round is about; None for no such file."""
    query = sa.select(FrozenVersion.sha256).join(ReviewRound, ReviewRound.version_id == FrozenVersion.id)
    query = query.join(RoundFile, RoundFile.round_id == ReviewRound.id).where(RoundFile.sha256 == sha256)
    return db.session.scalars(query.limit(1)).first()


def rows_asked_in(review: ReviewRound) -> set[str]:
    """The rows that anybody is asked about."""
    return {key for recipient in review.recipients for key in recipient.row_keys}


def count_answers(review: ReviewRound) -> int:
    """How many newest answers there are, those taken back too."""
    query = sa.select(Answer.recipient_id, Answer.row_key).join(Answer.recipient)
    query = query.where(Recipient.round_id == review.id).distinct()
    return db.session.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0


def has_dispositions(actor: Actor, review: ReviewRound, answers: RoundAnswers) -> bool:
    """Whether the table is the actor's to have: for others than the secretariat once all is decided (D17)."""
    if policy.can_run_round(actor, review):
        return True
    return policy.can_read_dispositions(actor, review) and not undisposed(answers)


def state_of_answers(review: ReviewRound) -> tuple[object, ...]:
    """Changes with everything that is told about the answers of a round, names included."""
    asked = [
        (one.organisation.short_name, one.unit.short_name if one.unit else None) for one in review.recipients
    ]
    revisions = (review.version.sha256, review.plan.revision, review.revision)
    return (*revisions, asked, *db.session.execute(_last_of(review)).one())


def _last_of(review: ReviewRound) -> sa.Select[*tuple[int | None, ...]]:
    of_round = Recipient.round_id == review.id
    answers = sa.select(sa.func.max(Answer.id)).join(Answer.recipient).where(of_round)
    official = sa.select(sa.func.max(OfficialAnswer.id)).join(OfficialAnswer.answer)
    decided = sa.select(sa.func.max(Disposition.id)).join(Disposition.answer)
    events = sa.select(sa.func.max(RoundEvent.id)).where(RoundEvent.round_id == review.id)
    of_answers = (query.join(Answer.recipient).where(of_round) for query in (official, decided))
    return sa.select(*(query.scalar_subquery() for query in (answers, events, *of_answers)))
