"""What a spreadsheet program checks while an answer is entered: drop-downs, numbers, lengths."""

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import gettext as _
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from tracker.core.text import LONG_TEXT
from tracker.matrix.answer_book_tags import DROP_REASON, KIND, NOTE, REMARK, value_field
from tracker.matrix.answer_book_values import ANSWERS
from tracker.matrix.book_checks import drop_down, ranges
from tracker.matrix.workbook_grid import Grid
from tracker.plans.rules import levels_of
from tracker.plans.states import IndicatorKind
from tracker.targets.states import DropReason


class Placed(NamedTuple):
    """The number of a row in the sheet, and the kind of its indicator."""

    row: int
    kind: IndicatorKind


def write_checks(
    grid: Grid, fields: Sequence[str], placed: Sequence[Placed], *, years: Sequence[int], first: int
) -> None:
    """Add the checks to the sheet; rows of answers stand from `first` to the last."""
    last = max(first, grid.row)
    for field, members in ((KIND, ANSWERS), (DROP_REASON, tuple(DropReason))):
        letter = get_column_letter(fields.index(field) + 1)
        grid.check(drop_down(members, f"{letter}{first}:{letter}{last}", style="stop"))
    if years and placed:
        left, right = (
            get_column_letter(fields.index(value_field(year)) + 1) for year in (years[0], years[-1])
        )
        _check_values(grid, placed, left, right)
    grid.allow_text(
        (fields.index(REMARK) + 1, fields.index(NOTE) + 1),
        first=first,
        limit=LONG_TEXT,
        title=_("Catatan terlalu panjang"),
        problem=_("Catatan paling banyak %(limit)s karakter.", limit=LONG_TEXT),
    )


def _check_values(grid: Grid, placed: Sequence[Placed], left: str, right: str) -> None:
    numeric = [each.row for each in placed if each.kind.is_numeric]
    if numeric:
        grid.check(_number(ranges(numeric, left, right)))
    for kind in IndicatorKind:
        rows = [each.row for each in placed if each.kind is kind]
        if rows and levels_of(kind):
            # Only a warning: sorting moves rows, but not the checks.
            grid.check(drop_down(levels_of(kind), ranges(rows, left, right), style="warning"))


def _number(places: str) -> DataValidation:
    # A warning can be overruled: "min. 45%" is a text, and a good answer.
    return DataValidation(
        type="decimal",
        operator="greaterThanOrEqual",
        formula1="0",
        allow_blank=True,
        errorStyle="warning",
        showErrorMessage=True,
        errorTitle=_("Bukan angka biasa"),
        error=_("Tulis angka, misalnya 45% atau 1250. Teks seperti “min. 45%” juga dapat dibaca: pilih Ya."),
        sqref=places,
    )
