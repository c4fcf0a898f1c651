"""What was found in a round's workbook that came back. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.core.quantities import Reading
from tracker.matrix.answers import AnswerContent
from tracker.matrix.book_reading import Problem
from tracker.matrix.states import Severity


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
