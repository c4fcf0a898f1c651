"""What was found in a workbook that came back. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tracker.core.errors import RuleBroken
from tracker.core.quantities import Reading
from tracker.matrix.answers import AnswerContent
from tracker.matrix.states import Severity

# What a cell held. A number is told as its digits; "percent" is one in a percent format, so 0.45 for 45%.
TEXT, NUMBER, PERCENT = "text", "number", "percent"
FORMULA, DATE, FLAG, FAULT = "formula", "date", "flag", "fault"

_QUESTIONS = frozenset({"percent_shown_larger", "share_read_as_percent"})


class RawCell(NamedTuple):
    """A filled cell: what kind of thing stands in it, and that thing as text."""

    kind: str
    text: str


class RawRow(NamedTuple):
    """A row with its number in the sheet and its filled cells, by field."""

    number: int
    cells: Mapping[str, RawCell]


class RawSheet(NamedTuple):
    """A sheet that has the hidden marks: its stamp, the letter of each column, fields that stand twice.

    `heading` is the row of the headings that people see.
    """

    title: str
    stamp: str
    heading: int
    columns: Mapping[str, str]
    twice: tuple[str, ...]
    rows: tuple[RawRow, ...]


@dataclass(frozen=True)
class Problem:
    """One thing wrong, with what was read. `cell` is "F12", or "" when it is about the whole sheet.

    Its words are those of the error `code`, made at the edge from `params`.
    """

    sheet: str
    cell: str
    read: str
    code: str
    severity: Severity = Severity.ERROR
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_question(self) -> bool:
        """Whether the cell can be read in two ways, so that its writer must confirm this one (D4)."""
        return self.code in _QUESTIONS

    @property
    def refusal(self) -> RuleBroken:
        """The same as an error of the domain, for whoever has words for those."""
        return RuleBroken(self.code, params=self.params)


@dataclass(frozen=True)
class ReadRow:
    """A row of the matrix as it came back.

    `base` is the newest answer's id when the workbook was made, None when there was none. `answer` is None
    when the row was left blank, and when it `is_faulty`: its errors are among the problems. `cells` says
    where each field stands ("F12"), and `echoes` how each value was understood, for the writer to check (D4).
    """

    row_key: str
    base: int | None
    answer: AnswerContent | None
    cells: Mapping[str, str]
    echoes: Mapping[str, Reading | str]
    sheet: str = ""
    is_faulty: bool = False


@dataclass(frozen=True)
class BookReading:
    """Everything a returned workbook says, and everything wrong with it. `sheet` is where it was found."""

    round_id: int
    recipient_id: int
    version_sha256: str
    rows: tuple[ReadRow, ...]
    problems: tuple[Problem, ...]
    sheet: str

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep a row out."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def questions(self) -> tuple[Problem, ...]:
        """The warnings that need a word before anything is saved."""
        return tuple(problem for problem in self.warnings if problem.is_question)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that only need a look."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.WARNING)
