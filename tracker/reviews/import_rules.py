"""What an uploaded workbook would do, row by row, from values alone (D42)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.core.errors import RuleBroken
from tracker.matrix.answer_book_reading import ReadRow
from tracker.matrix.answers import AnswerContent
from tracker.reviews.rules import GivenAnswer, classify
from tracker.reviews.states import ImportClass

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Known:
    """What stands for one row now: the uploader's own newest answer, and their organisation's newest."""

    own: GivenAnswer | None = None
    newest: GivenAnswer | None = None


@dataclass(frozen=True)
class ImportLine:
    """One row of the workbook with what it would do. `standing` is what a conflict is about."""

    row: ReadRow
    kind: ImportClass
    own: AnswerContent | None
    standing: AnswerContent | None


def lines_of(rows: Iterable[ReadRow], known: Mapping[str, Known]) -> list[ImportLine]:
    """Every row that was read without a fault, with what it would do to the answers that stand now."""
    return [_line(row, known.get(row.row_key, Known())) for row in rows if not row.is_faulty]


def _line(row: ReadRow, known: Known) -> ImportLine:
    kind = classify(
        row.answer,
        mine=known.own,
        base_id=row.base,
        newest_id=known.newest.id if known.newest else None,
    )
    own = known.own.content if known.own else None
    return ImportLine(row, kind, own, known.newest.content if known.newest else None)


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
