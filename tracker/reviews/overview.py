"""How a round stands: who has come, who has answered what, and what waits for the secretariat."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.accounts.models import Organisation
from tracker.matrix.rows import MatrixRow
from tracker.matrix.states import AnswerKind
from tracker.notifications.models import Mail
from tracker.reviews import answer_queries, rules
from tracker.reviews.answer_queries import RoundAnswers
from tracker.reviews.models import Answer, Disposition, Recipient, ReviewRound
from tracker.reviews.states import RoundState, RowStanding


@dataclass(frozen=True)
class RecipientLine:
    """A recipient, how many of the rows asked about have their own answer, and the last letter to them."""

    recipient: Recipient
    answered: int
    letter: Mail | None = None

    @property
    def asked(self) -> int:
        """How many rows the recipient is asked about."""
        return len(self.recipient.row_keys)


@dataclass(frozen=True)
class AnswerLine:
    """A standing answer and what was decided about it; `needs_decision` while somebody waits for one."""

    answer: Answer
    disposition: Disposition | None
    is_official: bool
    needs_decision: bool

    @property
    def is_decided(self) -> bool:
        """Whether the newest decision stands."""
        return rules.is_decided(self.disposition.decision if self.disposition else None)


@dataclass(frozen=True)
class OrganisationLine:
    """What an organisation says about a row, and what its people's answers amount to (D12, D16)."""

    organisation: Organisation
    standing: RowStanding
    answers: Sequence[AnswerLine]


@dataclass(frozen=True)
class OwnRow:
    """A row as one recipient sees it: their own answer, and what colleagues of theirs say."""

    row: MatrixRow
    standing: RowStanding
    own: AnswerLine | None
    others: Sequence[AnswerLine]

    @property
    def who(self) -> list[str]:
        """Who at the organisation has answered, the recipient first."""
        given = (*((self.own,) if self.own else ()), *self.others)
        return [one.answer.recipient.name for one in given]


@dataclass(frozen=True)
class RowLine:
    """A row of the matrix with the answers of all who were asked about it."""

    row: MatrixRow
    organisations: Sequence[OrganisationLine]

    @property
    def answers(self) -> Iterator[AnswerLine]:
        """All answers to the row."""
        return (answer for line in self.organisations for answer in line.answers)


def own_rows(recipient: Recipient, rows: Sequence[MatrixRow], answers: RoundAnswers) -> list[OwnRow]:
    """The rows a recipient is asked about, with their own answer and those of colleagues."""
    return [own_row(recipient, row, answers) for row in rows]


def own_row(recipient: Recipient, row: MatrixRow, answers: RoundAnswers) -> OwnRow:
    """One row, as its recipient sees it."""
    line = _line(recipient.round, row.key, recipient.organisation, answers)
    own = [one for one in line.answers if one.answer.recipient_id == recipient.id]
    others = [one for one in line.answers if one.answer.recipient_id != recipient.id]
    return OwnRow(row, line.standing, own[0] if own else None, others)


def recipient_lines(
    review: ReviewRound, answers: RoundAnswers, letters: Sequence[Mail] = ()
) -> list[RecipientLine]:
    """The recipients in the order in which they were added; `letters` are those about the round, in order."""
    last = {letter.params["recipient_id"]: letter for letter in letters}
    return [RecipientLine(one, len(_answered(one, answers)), last.get(one.id)) for one in review.recipients]


def colleague_lines(recipient: Recipient, answers: RoundAnswers) -> list[RecipientLine]:
    """Everybody asked at the recipient's organisation, the recipient first, and how far each is."""
    there = (one for one in recipient.round.recipients if one.organisation_id == recipient.organisation_id)
    lines = [RecipientLine(one, len(_answered(one, answers))) for one in there]
    return sorted(lines, key=lambda line: line.recipient.id != recipient.id)


def _answered(recipient: Recipient, answers: RoundAnswers) -> set[str]:
    return {
        key
        for key in recipient.row_keys
        for answer in answers.of(key, recipient.organisation_id)
        if answer.recipient_id == recipient.id
    }


def row_lines(review: ReviewRound, rows: Sequence[MatrixRow], answers: RoundAnswers) -> list[RowLine]:
    """Every row that anybody was asked about, in the matrix's order."""
    asked = _asked_by_row(review)
    return [
        RowLine(row, [_line(review, row.key, one, answers) for one in asked[row.key].values()])
        for row in rows
        if row.key in asked
    ]


def _asked_by_row(review: ReviewRound) -> Mapping[str, dict[int, Organisation]]:
    asked: dict[str, dict[int, Organisation]] = {}
    for recipient in review.recipients:
        for key in recipient.row_keys:
            asked.setdefault(key, {})[recipient.organisation_id] = recipient.organisation
    return asked


def _line(
    review: ReviewRound, key: str, organisation: Organisation, answers: RoundAnswers
) -> OrganisationLine:
    given = answers.of(key, organisation.id)
    official = answers.official.get((organisation.id, key))
    standing = rules.standing(
        [answer_queries.given(answer) for answer in given],
        official=official,
        is_closed=review.state in {RoundState.CLOSED, RoundState.FINAL},
    )
    lines = [_answer_line(answer, official, answers) for answer in given]
    return OrganisationLine(organisation, standing, lines)


def _answer_line(answer: Answer, official: int | None, answers: RoundAnswers) -> AnswerLine:
    disposition = answers.dispositions.get(answer.id)
    decided = rules.is_decided(disposition.decision if disposition else None)
    needs = rules.needs_disposition(answer_queries.content_of(answer)) and not decided
    return AnswerLine(answer, disposition, answer.id == official, needs)


def counts_by_kind(answers: RoundAnswers) -> dict[AnswerKind, int]:
    """How many standing answers there are of each kind, in the order of the kinds."""
    kinds = [
        answer.kind
        for by_organisation in answers.by_row.values()
        for given in by_organisation.values()
        for answer in given
    ]
    shown = (kind for kind in AnswerKind if kind is not AnswerKind.CLEARED)
    return {kind: kinds.count(kind) for kind in shown if kind in kinds}
