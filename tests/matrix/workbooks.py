"""Reading a matrix workbook back the way its readers see it: by sheet, row key and column heading."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook

from tests.matrix.samples import clause, make_row, minutes_matrix, position, year_cell
from tracker.matrix.rows import Matrix, MatrixRow, Party, Quantity
from tracker.plans.states import IndicatorKind

WriteXlsx = Callable[..., Path]

YEAR = "Target 2022"
PATTIROS = Party("Pattiro", person="Bejo")
FIRST_HEADINGS = ("No", "No.")
KEY_HEADINGS = ("Kunci baris", "Row key")


def matrix_of(*rows: MatrixRow) -> Matrix:
    """The plan of the minutes with other indicators."""
    return replace(minutes_matrix(), rows=rows, history=(), definitions=())


def row_with(quantity: Quantity, kind: IndicatorKind = IndicatorKind.PERCENTAGE) -> MatrixRow:
    """An indicator whose first figure for 2022 is `quantity`."""
    cell = year_cell(2022, initial=position(quantity, PATTIROS, clause("II.2.e")))
    return make_row(1, "Indikator", kind=kind, years=(cell,))


@dataclass(frozen=True)
class MatrixPage:
    """The first sheet of a workbook."""

    sheet: Any

    @property
    def heading_row(self) -> int:
        """The number of the lower row of headings."""
        return next(
            int(row[0].row) for row in self.sheet.iter_rows(max_col=1) if row[0].value in FIRST_HEADINGS
        )

    @property
    def title_block(self) -> str:
        """All text above the headings."""
        rows = self.sheet.iter_rows(max_row=self.heading_row - 2, max_col=1, values_only=True)
        return "\n".join(str(value) for (value,) in rows)

    def column(self, heading: str, group: str = "") -> int:
        """The number of the column under a heading, of the group with that heading if there is one."""
        above, below = (self.sheet[self.heading_row - 1], self.sheet[self.heading_row])
        current = ""
        for over, under in zip(above, below, strict=True):
            current = over.value or current
            if under.value == heading and group in ("", current):
                return int(under.column)
        raise LookupError(f"{group} {heading}")

    def cell(self, key: str, heading: str, group: str = "") -> Any:
        """The cell of an indicator in a column."""
        return self.sheet.cell(self.row_of(key), self.column(heading, group))

    def row_of(self, key: str) -> int:
        """The number of an indicator's row."""
        return next(number for number, found in self.keyed_rows() if found == key)

    def keyed_rows(self) -> Iterator[tuple[int, str]]:
        """The number and the key of every row that has one."""
        column = next(cell.column for cell in self.sheet[self.heading_row] if cell.value in KEY_HEADINGS)
        for number in range(self.heading_row + 1, self.sheet.max_row + 1):
            key = self.sheet.cell(number, column).value
            if key:
                yield number, str(key)


def first_page(path: Path) -> MatrixPage:
    """The matrix sheet of a file."""
    return MatrixPage(load_workbook(path).worksheets[0])


def table(path: Path, title: str) -> list[dict[str, Any]]:
    """The rows of one of the other sheets, by column heading."""
    sheet: Any = load_workbook(path)[title]
    headings, *rows = sheet.iter_rows(min_row=2, values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def parts(path: Path) -> dict[str, str]:
    """The files inside a workbook, as text."""
    with ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}
