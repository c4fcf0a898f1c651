"""The workbook of a period's report while it is written: its sheets, and cells they have in common (D40)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask_babel import gettext as _
from openpyxl import Workbook

from tracker.core.bilingual import Language, bilingual
from tracker.matrix.rows import Quantity
from tracker.matrix.workbook_cells import Cell, date_content, value_cell
from tracker.matrix.workbook_grid import Grid
from tracker.matrix.workbook_styles import BODY, COLUMN_HEADING, FIGURE, ORDINAL, SUBTITLE
from tracker.monitoring.paper_content import PaperContent
from tracker.monitoring.paper_wording import heading
from tracker.plans.states import IndicatorKind

_HEADING_ROW = 2


@dataclass(frozen=True)
class Book:
    """A workbook being written, and all that it is written from."""

    workbook: Workbook
    content: PaperContent
    fingerprint: str
    language: Language

    def table(self, title: str, headings: Mapping[str, float], lines: Iterable[Sequence[Cell]]) -> None:
        """A sheet with a heading row that stays in sight and is repeated on paper."""
        grid = Grid(self.workbook, title, list(headings.values()))
        grid.freeze(below=_HEADING_ROW, columns=2)
        grid.line(f"{title} · {heading(self.content)} · {self.content.plan_code}", SUBTITLE, height=18)
        grid.headings([(words, COLUMN_HEADING) for words in headings])
        for cells in lines:
            grid.append(cells)
        grid.finish(headings=(_HEADING_ROW, _HEADING_ROW), footer=self.footer)

    @property
    def footer(self) -> tuple[str, str, str]:
        """What stands at the foot of every printed page."""
        left = f"{self.content.plan_code} · {self.content.period.code} · {self.content.as_of.isoformat()}"
        printed = _("sidik jari %(short)s", short=self.fingerprint[:12])
        return left.replace("&", "&&"), printed, _("Halaman %(page)s dari %(pages)s", page="&P", pages="&N")

    def day(self, on: date | None) -> Cell:
        """A day as a real date."""
        return (date_content(on, self.language) if on else "", ORDINAL)

    def text(self, thing: object, field: str) -> Cell:
        """A bilingual text."""
        return bilingual(thing, field).in_language(self.language), BODY

    def number(self, value: Decimal | None) -> Cell:
        """A plain number, digit for digit; an empty cell for none."""
        if value is None:
            return "", FIGURE
        return value_cell(Quantity("", value), IndicatorKind.COUNT, self.language, FIGURE)
