"""What was found in a workbook that came back, before it means anything. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tracker.core.errors import RuleBroken
from tracker.matrix.states import Severity

# What a cell held. A number is told as its digits; "percent" is one in a percent format, so 0.45 for 45%.
TEXT, NUMBER, PERCENT = "text", "number", "percent"
FORMULA, DATE, FLAG, FAULT = "formula", "date", "flag", "fault"

_QUESTIONS = frozenset({"percent_shown_larger", "share_read_as_percent", "decimals_in_count"})


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
