"""What was answered in rounds, and what was decided about it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.core.errors import NotFound
from tracker.extensions import db
from tracker.matrix.answers import AnswerContent
from tracker.matrix.rows import Quantity
from tracker.matrix.states import AnswerKind
from tracker.reviews import policy
from tracker.reviews.models import (
    Answer,
    AnswerDraft,
    AnswerValue,
    Disposition,
    DispositionEntry,
    OfficialAnswer,
    Recipient,
    ReviewRound,
)
from tracker.reviews.rules import GivenAnswer, answer_of_organisation, is_decided, needs_disposition, standing
from tracker.reviews.states import RoundState, RowStanding


def rows_open_at_organisation(recipient: Recipient) -> list[str]:
    """The rows a recipient was asked about and nobody at their organisation has answered."""
    newest = (
        sa.select(sa.func.max(Answer.id))
        .join(Recipient, Recipient.id == Answer.recipient_id)
        .where(Recipient.round_id == recipient.round_id)
        .where(Recipient.organisation_id == recipient.organisation_id)
        .group_by(Answer.recipient_id, Answer.row_key)
    )
    query = sa.select(Answer.row_key).where(Answer.id.in_(newest), Answer.kind != AnswerKind.CLEARED)
    answered = set(db.session.scalars(query))
    return [key for key in recipient.row_keys if key not in answered]


def decided_between(recipient: Recipient, since: datetime, until: datetime) -> list[Disposition]:
    """What was decided about a recipient's answers from `since` and before `until`: the last word on each."""
    query = (
        sa.select(Disposition)
        .join(Answer, Answer.id == Disposition.answer_id)
        .where(Answer.recipient_id == recipient.id)
        .where(Disposition.decided_at >= since, Disposition.decided_at < until)
        .order_by(Disposition.id)
        .options(joinedload(Disposition.answer))
    )
    return list({disposition.answer_id: disposition for disposition in db.session.scalars(query)}.values())


def newest_answers(review: ReviewRound) -> Sequence[Answer]:
    """The newest answer of each recipient to each row, cleared ones too, by row and recipient."""
    newest = (
        sa.select(sa.func.max(Answer.id))
        .join(Recipient, Recipient.id == Answer.recipient_id)
        .where(Recipient.round_id == review.id)
        .group_by(Answer.recipient_id, Answer.row_key)
    )
    query = sa.select(Answer).where(Answer.id.in_(newest)).order_by(Answer.row_key, Answer.id)
    return db.session.scalars(query.options(selectinload(Answer.values), _asked())).all()


def _asked() -> sa.orm.strategy_options._AbstractLoad:
    return joinedload(Answer.recipient).joinedload(Recipient.organisation).selectinload(Organisation.names)


def newest_answer(recipient: Recipient, row_key: str) -> Answer | None:
    """What one recipient last said about one row."""
    query = sa.select(Answer).where(Answer.recipient_id == recipient.id, Answer.row_key == row_key)
    return db.session.scalar(query.order_by(Answer.id.desc()).limit(1))


def newest_ids_of_organisation(recipient: Recipient) -> dict[str, int]:
    """For each row: the id of the newest answer by anybody at the recipient's organisation in this round."""
    query = (
        sa.select(Answer.row_key, sa.func.max(Answer.id).label("newest"))
        .join(Recipient, Recipient.id == Answer.recipient_id)
        .where(Recipient.round_id == recipient.round_id)
        .where(Recipient.organisation_id == recipient.organisation_id)
        .group_by(Answer.row_key)
    )
    return {row.row_key: row.newest for row in db.session.execute(query)}


def official_answers(review: ReviewRound) -> dict[tuple[int, str], int]:
    """(organisation id, row) → the answer its coordinator marked last as official (D12)."""
    query = (
        sa.select(Recipient.organisation_id, Answer.row_key, Answer.id)
        .join(Answer, Answer.recipient_id == Recipient.id)
        .join(OfficialAnswer, OfficialAnswer.answer_id == Answer.id)
        .where(Recipient.round_id == review.id)
        .order_by(OfficialAnswer.id)
    )
    return {(organisation, key): answer for organisation, key, answer in db.session.execute(query)}


def stands_for_organisation(answer: Answer) -> bool:
    """Whether this is what the organisation says: its only position, or the one that is official (D12)."""
    recipient = answer.recipient
    answers = answers_of(recipient.round)
    said = answers.of(answer.row_key, recipient.organisation_id)
    official = answers.official.get((recipient.organisation_id, answer.row_key))
    chosen = answer_of_organisation([given(one) for one in said], official=official)
    return chosen is not None and content_of(answer) == chosen.content


def get_answer(actor: Actor, answer_id: int) -> Answer:
    """An answer with its values. NotFound unless the actor may see its round."""
    answer = db.session.get(Answer, answer_id, options=[selectinload(Answer.values), _asked()])
    if answer is None or not policy.can_see_round(actor, answer.recipient.round):
        raise NotFound("answer")
    return answer


def dispositions_of(review: ReviewRound) -> dict[int, Disposition]:
    """Answer id → its newest disposition, with the entries of the ledger it led to."""
    query = (
        sa.select(Disposition)
        .join(Answer, Answer.id == Disposition.answer_id)
        .join(Recipient, Recipient.id == Answer.recipient_id)
        .where(Recipient.round_id == review.id)
        .order_by(Disposition.id)
        .options(
            joinedload(Disposition.decided_by),
            selectinload(Disposition.entries).joinedload(DispositionEntry.position),
        )
    )
    return {disposition.answer_id: disposition for disposition in db.session.scalars(query)}


def newest_disposition(answer: Answer) -> Disposition | None:
    """What was last decided about an answer."""
    query = sa.select(Disposition).where(Disposition.answer_id == answer.id)
    return db.session.scalar(query.order_by(Disposition.id.desc()).limit(1))


def earlier_answers(recipient: Recipient, row_key: str) -> Sequence[tuple[Answer, Disposition | None]]:
    """What the recipient's organisation said about the row in earlier rounds of the plan, newest first."""
    review = recipient.round
    query = (
        sa.select(Answer)
        .join(Answer.recipient)
        .join(Recipient.round)
        .where(ReviewRound.plan_id == review.plan_id, ReviewRound.number < review.number)
        .where(Recipient.organisation_id == recipient.organisation_id, Answer.row_key == row_key)
        .order_by(Answer.id.desc())
        .options(selectinload(Answer.values), _asked())
    )
    return [(answer, newest_disposition(answer)) for answer in db.session.scalars(query)]


def own_answers(recipient: Recipient) -> dict[str, Answer]:
    """Row → what the recipient last said about it; what was taken back is left out."""
    answers = (one for one in newest_answers(recipient.round) if one.recipient_id == recipient.id)
    return {answer.row_key: answer for answer in answers if answer.kind is not AnswerKind.CLEARED}


def rows_open_for(recipient: Recipient) -> list[str]:
    """The rows the recipient is asked about and has not answered, in the matrix's order."""
    own = own_answers(recipient)
    return [key for key in recipient.row_keys if key not in own]


def drafts_of(recipient: Recipient) -> dict[str, AnswerDraft]:
    """Row → what the recipient is typing there."""
    query = sa.select(AnswerDraft).where(AnswerDraft.recipient_id == recipient.id)
    return {draft.row_key: draft for draft in db.session.scalars(query)}


def given(answer: Answer) -> GivenAnswer:
    """An answer as the rules see it."""
    return GivenAnswer(answer.id, answer.recipient_id, content_of(answer))


def content_of(answer: Answer) -> AnswerContent:
    """What an answer says, as plain values."""
    values = tuple((value.year, quantity_of(value)) for value in answer.values)
    return AnswerContent(answer.kind, values, answer.drop_reason, answer.remark, answer.note)


def quantity_of(value: AnswerValue) -> Quantity:
    """A counter-value in the matrix's own shape."""
    return Quantity(value.as_written, value.value, value.level, value.comparator, value.qualifier)


@dataclass(frozen=True)
class RoundAnswers:
    """All newest answers of a round, by row and organisation, with what is official and decided."""

    by_row: Mapping[str, Mapping[int, Sequence[Answer]]]
    official: Mapping[tuple[int, str], int]
    dispositions: Mapping[int, Disposition]

    def of(self, row_key: str, organisation_id: int) -> Sequence[Answer]:
        """The answers of an organisation's people to one row, oldest first; cleared ones are left out."""
        answers = self.by_row.get(row_key, {}).get(organisation_id, ())
        return [answer for answer in answers if answer.kind is not AnswerKind.CLEARED]


def answers_of(review: ReviewRound) -> RoundAnswers:
    """Everything that was answered in a round, in five SELECTs whatever its size."""
    by_row: dict[str, dict[int, list[Answer]]] = defaultdict(lambda: defaultdict(list))
    for answer in newest_answers(review):
        by_row[answer.row_key][answer.recipient.organisation_id].append(answer)
    return RoundAnswers(by_row, official_answers(review), dispositions_of(review))


def undisposed(answers: RoundAnswers) -> list[Answer]:
    """The answers that ask for something and have no standing disposition (D17), by row."""
    waiting = []
    for by_organisation in answers.by_row.values():
        for answer in (one for given_there in by_organisation.values() for one in given_there):
            newest = answers.dispositions.get(answer.id)
            if needs_disposition(content_of(answer)) and not is_decided(newest.decision if newest else None):
                waiting.append(answer)
    return waiting


def not_single_rows(review: ReviewRound, answers: RoundAnswers) -> set[str]:
    """The rows on which an organisation's people differ and none of them is marked official (D12)."""
    return {
        key
        for key, by_organisation in answers.by_row.items()
        for organisation, given_there in by_organisation.items()
        if standing(
            [given(answer) for answer in given_there],
            official=answers.official.get((organisation, key)),
            is_closed=review.state is not RoundState.OPEN,
        )
        is RowStanding.NOT_SINGLE
    }
