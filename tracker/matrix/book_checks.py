"""What a spreadsheet program checks while a workbook is filled in, whatever it is about."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import groupby
from typing import Literal

from flask_babel import gettext as _
from openpyxl.worksheet.datavalidation import DataValidation

from tracker.web.labels import label

Style = Literal["stop", "warning"]


def drop_down(members: Sequence[StrEnum], places: str, *, style: Style) -> DataValidation:
    """A list of words to choose from, or to leave blank."""
    words = [label(member) for member in members]
    return DataValidation(
        type="list",
        formula1=f'"{",".join(words)}"',
        allow_blank=True,
        errorStyle=style,
        showErrorMessage=True,
        errorTitle=_("Pilih dari daftar"),
        error=_("Pilih salah satu dari daftar pada sel ini, atau kosongkan."),
        sqref=places,
    )


def ranges(rows: Iterable[int], left: str, right: str) -> str:
    """The rows between two columns as ranges, neighbours in one."""
    found = []
    for _gap, group in groupby(enumerate(rows), key=lambda numbered: numbered[1] - numbered[0]):
        run = [row for _place, row in group]
        found.append(f"{left}{run[0]}:{right}{run[-1]}")
    return " ".join(found)
