"""What a spreadsheet program checks while a report is filled in: choices, numbers, dates, lengths."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import groupby
from typing import Any, NamedTuple

from flask_babel import gettext as _
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from tracker.core.text import LONG_TEXT, SHORT_TEXT
from tracker.matrix.book_checks import drop_down, ranges
from tracker.matrix.workbook_grid import Grid
from tracker.report_sheets.slots import Slot, Takes


class Placed(NamedTuple):
    """Where a field stands in a sheet: its row and its column, from 1."""

    row: int
    column: int
    slot: Slot


def write_checks(grid: Grid, placed: Sequence[Placed]) -> None:
    """Add the checks to the sheet: one for the cells of a column that take the same."""
    for (column, takes, choices), cells in groupby(sorted(placed, key=_same), key=_same):
        letter = get_column_letter(column)
        places = ranges([cell.row for cell in cells], letter, letter)
        grid.check(_check(takes, choices, places))


def _same(one: Placed) -> tuple[int, Takes, tuple[StrEnum, ...]]:
    return one.column, one.slot.takes, tuple(one.slot.choices)


def _check(takes: Takes, choices: Sequence[StrEnum], places: str) -> DataValidation:
    if takes is Takes.CHOICE:
        return drop_down(choices, places, style="stop")
    return {Takes.NUMBER: _number, Takes.DAY: _day, Takes.LINE: _line, Takes.TEXT: _text}[takes](places)


def _number(places: str) -> DataValidation:
    # Warnings can be overruled: a number in words is a text, and is read as well.
    return _rule(
        places,
        type="decimal",
        operator="greaterThanOrEqual",
        formula1="0",
        errorStyle="warning",
        errorTitle=_("Bukan angka biasa"),
        error=_("Tulis jumlahnya sebagai angka tanpa titik ribuan, misalnya 1250 atau 12,5."),
    )


def _day(places: str) -> DataValidation:
    return _rule(
        places,
        type="date",
        operator="greaterThanOrEqual",
        formula1="367",
        errorStyle="warning",
        errorTitle=_("Bukan tanggal"),
        error=_("Tulis tanggal, misalnya 31/3/2022. Teks “31 Maret 2022” juga dapat dibaca: pilih Ya."),
    )


def _line(places: str) -> DataValidation:
    return _length(places, SHORT_TEXT)


def _text(places: str) -> DataValidation:
    return _length(places, LONG_TEXT)


def _length(places: str, limit: int) -> DataValidation:
    return _rule(
        places,
        type="textLength",
        operator="lessThanOrEqual",
        formula1=str(limit),
        errorTitle=_("Teks terlalu panjang"),
        error=_("Paling banyak %(limit)s karakter.", limit=limit),
    )


def _rule(places: str, **options: Any) -> DataValidation:
    return DataValidation(allow_blank=True, showErrorMessage=True, sqref=places, **options)
