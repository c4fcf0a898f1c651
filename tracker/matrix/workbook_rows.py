"""The columns of the sheet "Matriks", and an indicator's cells in them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from flask_babel import gettext as _

from tracker.matrix import wording
from tracker.matrix.comparison import change_of
from tracker.matrix.field_words import field_heading
from tracker.matrix.rows import CellPosition, MatrixRow, RowDifference, YearCell
from tracker.matrix.states import RowChange
from tracker.matrix.workbook_achieved import account_cells, headings
from tracker.matrix.workbook_cells import (
    Cell,
    difference_content,
    value_cell,
    whole_content,
)
from tracker.matrix.workbook_edition import Edition
from tracker.matrix.workbook_styles import (
    AGREED_FIGURE,
    ALARM_TEXT,
    BODY,
    FIGURE,
    GROUP_FIGURE,
    GROUP_MUTED_WORDS,
    MUTED_TEXT,
    MUTED_WORDS,
    NUMBER,
    OPEN_TEXT,
    STATUS_CONTINUED,
    STATUS_LOOK,
    STRONG,
    Look,
)
from tracker.targets.states import TalkStatus

_BEFORE = {"commitment": 12.0, "name": 25.0, "definition": 25.0, "unit": 9.5}
_YEAR = {"initial": 12.0, "counter": 12.0, "agreed": 12.5, "difference": 11.0}
_AFTER = {"status": 15.5, "lead": 14.0, "supporters": 14.0, "csos": 11.0, "reasons": 40.0, "sources": 25.0}
_AFTER |= {"warnings": 23.0, "ministry_remark": 18.0, "cso_remark": 18.0}
_KEY = {"key": 12.0}
_CONTINUED_NUMBER = Look("muted", "number")
# Fields of a year that only follow from others.
_FOLLOWING = (".status", ".difference")
_NO_FIRST_FIGURE: Cell = ("", GROUP_FIGURE)
_NO_FIGURE: Cell = ("", FIGURE)
_NUMBER, _CHANGE = {"number": 5.0}, {"change": 14.0}


@dataclass(frozen=True)
class Column:
    """A column: the field it shows, its heading, its width in characters, and its group's heading.

    `is_set_off`: a stronger line on its left.
    """

    field: str
    heading: str
    width: float
    group: str = ""
    is_set_off: bool = False


def columns_of(edition: Edition) -> list[Column]:
    """The columns in their order; the one for changes only when versions are compared."""
    return [
        *_plain_columns(_NUMBER | _CHANGE if edition.comparison else _NUMBER),
        *_plain_columns(_BEFORE),
        *_baseline_columns(),
        *(column for year in edition.matrix.years for column in _year_columns(edition, year)),
        *_plain_columns(_AFTER),
        *(_achieved_columns() if edition.matrix.shows_achieved else ()),
        *_plain_columns(_KEY),
    ]


def _plain_columns(widths: dict[str, float]) -> list[Column]:
    headings = wording.columns()
    return [
        Column(field, headings[field], width, is_set_off=field == "status") for field, width in widths.items()
    ]


def _baseline_columns() -> tuple[Column, Column]:
    group = wording.columns()["baseline"]
    return Column("baseline", _("Nilai"), 10.5, group), Column(
        "baseline_note", _("Tahun dan sumber"), 15.0, group
    )


def _year_columns(edition: Edition, year: int) -> list[Column]:
    group = wording.year_heading(year, edition.matrix)
    return [
        Column(f"{year}.{column.field}", column.heading, column.width, group, column.field == "initial")
        for column in _plain_columns(_YEAR)
    ]


def _achieved_columns() -> list[Column]:
    first, *others = (Column(*column, _("Capaian")) for column in headings())
    return [replace(first, is_set_off=True), *others]


class RowWriter:
    """Turns indicators into cells. Words that come again and again are looked up once."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._language, self._audience = edition.language, edition.audience
        compared = edition.comparison
        self._changes = {change.key: change for change in compared.differing} if compared else None
        self._status = {status: wording.status_text(status) for status in TalkStatus}
        self._missing, self._not_agreed = wording.missing_text(), wording.not_agreed_text()
        self._points = _("poin")
        self._heading = cache(field_heading)

    def cells(self, row: MatrixRow) -> list[Cell]:
        """The indicator's cells, one for each of `columns_of`."""
        cells_by_year = {cell.year: cell for cell in row.years}
        figures = [
            *self._identity(row),
            *self._baseline(row),
            *(
                cell
                for year in self._edition.matrix.years
                for cell in self._year(row, cells_by_year.get(year))
            ),
        ]
        number: Cell = (whole_content(row.number), NUMBER)
        change = () if self._changes is None else ((self._change_text(row), BODY),)
        return [
            number,
            *change,
            (row.commitment, BODY),
            *(_struck(figures) if row.is_dropped else figures),
            *self._talks(row),
            *(account_cells(row, self._language)[0] if self._edition.matrix.shows_achieved else ()),
            (row.key, MUTED_TEXT),
        ]

    def further_accounts(self, row: MatrixRow) -> list[list[Cell]]:
        """The cells of each account but the first, which stand in rows of their own (D27)."""
        return account_cells(row, self._language)[1:]

    def continued(self, row: MatrixRow) -> dict[str, Cell]:
        """What stands in the rows that continue the indicator's long texts, so that filters keep them."""
        return {
            "number": (f"{row.number} …", _CONTINUED_NUMBER),
            "commitment": (row.commitment, MUTED_TEXT),
            "status": (self._status[row.status], STATUS_CONTINUED),
        }

    def _identity(self, row: MatrixRow) -> list[Cell]:
        return [
            (wording.name_text(row, self._language), STRONG),
            (wording.definition_text(row, self._language), BODY if _is_defined(row) else MUTED_TEXT),
            (row.unit.in_language(self._language), BODY),
        ]

    def _baseline(self, row: MatrixRow) -> list[Cell]:
        if row.baseline is None:
            return [(self._missing, MUTED_WORDS), ("", BODY)]
        value = value_cell(row.baseline.quantity, row.kind, self._language, FIGURE)
        return [value, (wording.baseline_note(row.baseline, row.kind, self._language), BODY)]

    def _year(self, row: MatrixRow, cell: YearCell | None) -> list[Cell]:
        # Nothing is awaited of a dropped indicator.
        missing = _NO_FIRST_FIGURE if row.is_dropped else (self._missing, GROUP_MUTED_WORDS)
        not_agreed = _NO_FIGURE if row.is_dropped else (self._not_agreed, MUTED_WORDS)
        if cell is None:
            return [missing, _NO_FIGURE, _NO_FIGURE, _NO_FIGURE]
        return [
            self._figure(row, cell.initial, GROUP_FIGURE) or missing,
            self._figure(row, cell.counter, FIGURE) or _NO_FIGURE,
            self._figure(row, cell.agreed, AGREED_FIGURE) or not_agreed,
            self._difference(row, cell),
        ]

    def _figure(self, row: MatrixRow, position: CellPosition | None, look: Look) -> Cell | None:
        return value_cell(position.quantity, row.kind, self._language, look) if position else None

    def _difference(self, row: MatrixRow, cell: YearCell) -> Cell:
        if cell.difference is None:
            return _NO_FIGURE
        return difference_content(cell.difference, row.kind, self._language, self._points), FIGURE

    def _talks(self, row: MatrixRow) -> list[Cell]:
        audience = self._audience
        return [
            (self._status[row.status], STATUS_LOOK[row.status]),
            (wording.party_text(row.lead, audience), BODY),
            ("\n".join(row.supporters), BODY),
            ("\n".join(row.csos), BODY),
            (_listed(wording.reason_text(line, audience) for line in row.reasons), BODY),
            (_listed(wording.cell_sources(row, self._language, audience)), BODY),
            ("\n".join(wording.warning_text(line, audience) for line in row.warnings), ALARM_TEXT),
            ("", OPEN_TEXT),
            ("", OPEN_TEXT),
        ]

    def _change_text(self, row: MatrixRow) -> str:
        difference = (self._changes or {}).get(row.key)
        if difference is None or change_of(difference) is RowChange.SAME:
            return ""
        fields = (field for field in difference.fields if not field.endswith(_FOLLOWING))
        return "\n".join((change_mark(difference), *(self._heading(field) for field in fields)))


def change_mark(difference: RowDifference) -> str:
    """What happened to a row, in a mark and a word; one that is now struck through says so (D14)."""
    before, after = difference.before, difference.after
    if before and after and after.is_dropped and not before.is_dropped:
        return wording.status_text(TalkStatus.DROPPED)
    return wording.change_text(change_of(difference))


def _is_defined(row: MatrixRow) -> bool:
    return bool(row.definition.ind or row.definition.eng)


def _listed(texts: Iterable[str]) -> str:
    return "\n".join(f"• {text}" for text in texts)


def _struck(cells: list[Cell]) -> list[Cell]:
    return [(content, look._replace(is_struck=look.font != "muted")) for content, look in cells]
