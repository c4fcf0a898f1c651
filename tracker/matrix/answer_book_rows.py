"""From the filled cells of a row to an answer, and everything that is wrong with it."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from tracker.core.errors import RuleBroken
from tracker.core.quantities import Reading
from tracker.core.text import LONG_TEXT
from tracker.matrix.answer_book_reading import ReadRow
from tracker.matrix.answer_book_tags import DROP_REASON, KIND, NOTE, REMARK, RowTag, is_open, year_of
from tracker.matrix.answer_book_values import AnswerWords, read_value
from tracker.matrix.answers import AnswerContent, breaches_of
from tracker.matrix.book_reading import Problem, RawRow, RawSheet
from tracker.matrix.book_values import read_choice, read_text
from tracker.matrix.rows import MatrixRow, Quantity
from tracker.matrix.states import AnswerKind, Severity
from tracker.targets.states import DropReason

Read = TypeVar("Read")


class RoundFacts(NamedTuple):
    """What is the same for every row: the words that may stand in cells, and the years of the matrix."""

    words: AnswerWords
    years: tuple[int, ...]


class RowReader:
    """Reads one row; `problems` is filled while it does."""

    def __init__(self, sheet: RawSheet, row: RawRow, indicator: MatrixRow, about: RoundFacts) -> None:
        self._sheet, self._row, self._indicator = sheet, row, indicator
        self._words, self._years = about
        self._echoes: dict[str, Reading | str] = {}
        self.problems: list[Problem] = []

    def read(self, tag: RowTag) -> ReadRow:
        """The row, with its answer unless it is blank or has errors."""
        answer = self._answer() if open_cells(self._row) else None
        is_faulty = any(problem.severity is Severity.ERROR for problem in self.problems)
        return ReadRow(
            row_key=tag.row_key,
            base=tag.base,
            answer=None if is_faulty else answer,
            cells=cells_of(self._sheet, self._row),
            echoes=self._echoes,
            sheet=self._sheet.title,
            is_faulty=is_faulty,
        )

    def _answer(self) -> AnswerContent | None:
        values = tuple(self._values())
        drop_reason = self._tried(DROP_REASON, self._drop_reason)
        remark, note = (self._tried(field, self._text(field)) or "" for field in (REMARK, NOTE))
        misread = {problem.cell for problem in self.problems}
        kind = self._tried(KIND, self._kind)
        if kind is None:
            self._miss_kind()
            return None
        answer = AnswerContent(kind, values, drop_reason, remark, note)
        for breach in breaches_of(answer):
            self._note_breach(breach, misread)
        return answer

    def _kind(self) -> AnswerKind | None:
        cell = self._row.cells.get(KIND)
        return read_choice(cell, self._words.kinds, code="answer_kind_unknown")

    def _drop_reason(self) -> DropReason | None:
        cell = self._row.cells.get(DROP_REASON)
        return read_choice(cell, self._words.drop_reasons, code="answer_drop_reason_unknown")

    def _text(self, field: str) -> Callable[[], str]:
        return lambda: read_text(self._row.cells.get(field), limit=LONG_TEXT)

    def _values(self) -> Iterator[tuple[int, Quantity]]:
        for field in self._value_fields():
            year, quantity = year_of(field), self._tried(field, self._quantity(field))
            if year and quantity:
                yield year, quantity

    def _value_fields(self) -> list[str]:
        return sorted(field for field in self._row.cells if year_of(field) is not None)

    def _quantity(self, field: str) -> Callable[[], Quantity]:
        def read() -> Quantity:
            if year_of(field) not in self._years:
                raise RuleBroken("answer_year_unknown", params={"year": str(year_of(field))})
            understood = read_value(self._row.cells[field], self._indicator, self._words)
            self._echoes[field] = understood.echo
            if understood.warning:
                params = {"read": self._row.cells[field].text, "value": understood.quantity.value}
                self._add(field, understood.warning, Severity.WARNING, params)
            return understood.quantity

        return read

    def _tried(self, field: str, read: Callable[[], Read]) -> Read | None:
        try:
            return read()
        except RuleBroken as refusal:
            self._add(field, refusal.code, Severity.ERROR, refusal.params)
            return None

    def _miss_kind(self) -> None:
        if KIND in self._row.cells:
            return
        counters = self._value_fields()
        for field in counters or [KIND]:
            self._add(field, "value_without_kind" if counters else "answer_kind_missing", Severity.ERROR, {})

    def _note_breach(self, breach: RuleBroken, misread: set[str]) -> None:
        """Say what the answer lacks, unless it only lacks it because a cell could not be read."""
        field = breach.field or KIND
        fields = self._value_fields() if field == "values" else [field]
        places = {cell_of(self._sheet, self._row, each) for each in fields}
        if not places & misread:
            first_year = next((each for each in self._sheet.columns if year_of(each) is not None), KIND)
            self._add(first_year if field == "values" else field, breach.code, Severity.ERROR, breach.params)

    def _add(self, field: str, code: str, severity: Severity, params: Mapping[str, object]) -> None:
        read = self._row.cells[field].text if field in self._row.cells else ""
        cell = cell_of(self._sheet, self._row, field)
        self.problems.append(Problem(self._sheet.title, cell, read, code, severity, params))


def open_cells(row: RawRow) -> list[str]:
    """The fields of an answer that are filled in."""
    return [field for field in row.cells if is_open(field)]


def cell_of(sheet: RawSheet, row: RawRow, field: str) -> str:
    """Where a field of a row stands: "F12"; its answer where the sheet lacks the column."""
    letter = sheet.columns.get(field) or sheet.columns.get(KIND) or "A"
    return f"{letter}{row.number}"


def cells_of(sheet: RawSheet, row: RawRow) -> dict[str, str]:
    """Where every field of an answer stands."""
    return {field: f"{letter}{row.number}" for field, letter in sheet.columns.items() if is_open(field)}
