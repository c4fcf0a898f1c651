"""What an uploaded workbook would do, row by row, from values alone (D42)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.core.errors import RuleBroken
from tracker.matrix.answer_book_reading import ReadRow
from tracker.matrix.answers import AnswerContent
from tracker.matrix.rows import RowDifference
from tracker.reviews.rules import GivenAnswer, classify
from tracker.reviews.states import ImportClass

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Known:
    """What stands for one row now: the uploader's own newest answer, their organisation's newest, and what
    the secretariat has changed in the row since it was sent out."""

    own: GivenAnswer | None = None
    newest: GivenAnswer | None = None
    moved: RowDifference | None = None

    def is_answered_since(self, base: int | None) -> bool:
        """Whether somebody at the organisation has answered, or taken back, after answer `base`."""
        return (self.newest.id if self.newest else None) != base


@dataclass(frozen=True)
class ImportLine:
    """One row of the workbook with what it would do.

    A conflict is about `standing`, the newest answer at the organisation, when the row `is_answered_since`,
    and about what was `moved`.
    """

    row: ReadRow
    kind: ImportClass
    own: AnswerContent | None
    standing: AnswerContent | None
    is_answered_since: bool
    moved: RowDifference | None


def lines_of(rows: Iterable[ReadRow], known: Mapping[str, Known]) -> list[ImportLine]:
    """Every row that was read without a fault, with what it would do to the answers that stand now."""
    return [_line(row, known.get(row.row_key, Known())) for row in rows if not row.is_faulty]


def _line(row: ReadRow, known: Known) -> ImportLine:
    is_answered_since = known.is_answered_since(row.base)
    is_overtaken = is_answered_since or known.moved is not None
    return ImportLine(
        row=row,
        kind=classify(row.answer, mine=known.own, is_overtaken=is_overtaken),
        own=known.own.content if known.own else None,
        standing=known.newest.content if known.newest else None,
        is_answered_since=is_answered_since,
        moved=known.moved,
    )


def chosen_lines(lines: Iterable[ImportLine], choices: Mapping[str, str]) -> list[ImportLine]:
    """The rows to be saved. Refuses a conflict that nobody has chosen about."""
    saved = []
    for line in lines:
        if line.kind is ImportClass.CONFLICT and choices.get(line.row.row_key) not in {MINE, THEIRS}:
            raise RuleBroken("conflict_not_chosen", params={"row": line.row.row_key})
        is_taken = line.kind is ImportClass.CONFLICT and choices[line.row.row_key] == MINE
        if is_taken or line.kind in {ImportClass.NEW, ImportClass.CHANGED}:
            saved.append(line)
    return saved
