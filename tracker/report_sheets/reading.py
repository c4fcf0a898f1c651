"""What a report's workbook says that came back. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tracker.matrix.book_reading import Problem
from tracker.matrix.states import Severity


class CellAt(NamedTuple):
    """Where a field stands: sheet "Indikator", cell "K5"."""

    sheet: str
    cell: str


@dataclass(frozen=True)
class SheetReading:
    """Every field that the workbook has, as text of a draft, and everything that is wrong with it at once.

    Of a field whose column or row is gone, or whose cell holds no text, nothing is said in `fields`. `sheet`
    is where the marks were found first.
    """

    fields: Mapping[str, str]
    cells: Mapping[str, CellAt]
    problems: tuple[Problem, ...]
    sheet: str

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the workbook out."""
        return tuple(one for one in self.problems if one.severity is Severity.ERROR)

    @property
    def questions(self) -> tuple[Problem, ...]:
        """The warnings that need a word before anything is saved (D4)."""
        return tuple(one for one in self.problems if one.is_question)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that only need a look."""
        return tuple(one for one in self.problems if one.severity is Severity.WARNING and not one.is_question)
