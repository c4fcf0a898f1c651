"""Opens one workbook of a stranger, within limits: tells what stands in its marked columns, or marks cells.

It is a program of its own, which `book_cage` runs. It imports nothing of the application, so that it
is loaded quickly and a hostile file has little to reach.
"""

import json
import os
import re
import resource
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_NO_PERCENT = re.compile(r'"[^"]*"|\\.|_.')
# Marks are near the top; only where there are none so near is the rest searched too.
_NEAR_TOP = 100
_LONGEST_TEXT = 32_767
_MEGABYTE = 1 << 20
_AUTHOR = "RAN OGI Tracker"
_COLOURS = {"error": "F6C9C4", "warning": "FBE7B2"}

Told = tuple[str, str]
Columns = Mapping[str, int]


def extract(path: str, *, prefix: str, most_rows: int) -> list[dict[str, Any]]:
    """Every sheet that has the marks, with the filled cells of their columns."""
    # The dimensions that a sheet claims are not believed; a sheet without any would be gone through for them.
    ReadOnlyWorksheet._get_size = lambda _sheet: None  # type: ignore[attr-defined]
    book = load_workbook(path, read_only=True, keep_links=False)
    try:
        sheets = book.worksheets
        marks = re.compile(rf"{prefix}[0-9]+\.(.+)", re.DOTALL)
        near = [_told_sheet(sheet, marks, _NEAR_TOP, most_rows) for sheet in sheets]
        found = near if any(near) else [_told_sheet(sheet, marks, most_rows, most_rows) for sheet in sheets]
        return [sheet for sheet in found if sheet]
    finally:
        book.close()


def _told_sheet(sheet: Any, marks: re.Pattern[str], search: int, most_rows: int) -> dict[str, Any] | None:
    rows = enumerate(sheet.iter_rows(max_row=most_rows), 1)
    for number, row in rows:
        if number > search:
            break
        if stamp := _stamp(row, marks):
            return {"heading": number + 1, **_told_table(sheet.title, stamp, _marked(row, marks), rows)}
    return None


def _stamp(row: Sequence[Any], marks: re.Pattern[str]) -> str:
    texts = (cell.value.strip() for cell in row if isinstance(cell.value, str))
    found = (match for text in texts if (match := marks.fullmatch(text)))
    return next((match[0] for match in found if match[1].startswith("stamp.")), "")


def _marked(row: Sequence[Any], marks: re.Pattern[str]) -> list[tuple[str, int]]:
    """The field and the place, from 0, of each marked column."""
    found = (
        (marks.fullmatch(cell.value.strip()), place)
        for place, cell in enumerate(row)
        if isinstance(cell.value, str)
    )
    fields = ((match[1], place) for match, place in found if match)
    return [("key" if field.startswith("stamp.") else field, place) for field, place in fields]


def _told_table(
    title: str, stamp: str, marked: list[tuple[str, int]], rows: Iterable[tuple[int, Sequence[Any]]]
) -> dict[str, Any]:
    columns: dict[str, int] = {}
    for field, place in marked:
        columns.setdefault(field, place)
    fields = [field for field, _place in marked]
    return {
        "title": title,
        "stamp": stamp,
        "columns": {field: get_column_letter(place + 1) for field, place in columns.items()},
        "twice": sorted({field for field in fields if fields.count(field) > 1}),
        "rows": list(_told_rows(rows, columns)),
    }


def _told_rows(
    rows: Iterable[tuple[int, Sequence[Any]]], columns: Columns
) -> Iterator[tuple[int, dict[str, Told]]]:
    for number, row in rows:
        told = {
            field: cell
            for field, place in columns.items()
            if place < len(row) and (cell := _told_cell(row[place]))
        }
        if told:
            yield number, told


def _told_cell(cell: Any) -> Told | None:
    value = cell.value
    if value is None:
        return None
    if isinstance(value, str) and cell.data_type == "s":
        return ("text", value[:_LONGEST_TEXT]) if value.strip() else None
    if isinstance(value, bool):
        return "flag", str(value).upper()
    if isinstance(value, int | float):
        return _told_number(cell, value)
    if isinstance(value, date | datetime | time | timedelta):
        return "date", str(value)
    if cell.data_type == "f":
        return "formula", str(getattr(value, "text", value))[:_LONGEST_TEXT]
    return "fault", str(value)[:_LONGEST_TEXT]


def _told_number(cell: Any, value: float) -> Told:
    # Fifteen digits, as spreadsheets show them: what comes after is noise of the binary number.
    digits = str(value) if isinstance(value, int) else f"{value:.15g}"
    is_percent = "%" in _NO_PERCENT.sub("", cell.number_format or "")
    return "percent" if is_percent else "number", digits


def mark(path: str, *, target: str, marks: Sequence[tuple[str, str, str, str]]) -> None:
    """Write the workbook again with cells coloured and commented: sheet, cell, severity and words of each."""
    book = load_workbook(path)
    texts: dict[tuple[str, str], list[str]] = {}
    colours: dict[tuple[str, str], str] = {}
    for title, place, severity, words in marks:
        where = (title if title in book.sheetnames else book.sheetnames[0], place or "A1")
        texts.setdefault(where, []).append(words)
        if colours.get(where) != _COLOURS["error"]:
            colours[where] = _COLOURS[severity]
    for (title, place), said in texts.items():
        _mark_cell(book[title], place, "\n".join(said), colours[title, place])
    book.save(target)


def _mark_cell(sheet: Any, place: str, text: str, colour: str) -> None:
    cell = sheet[place]
    if isinstance(cell, MergedCell):
        # Of merged cells only the first is seen.
        place = next(area.start_cell.coordinate for area in sheet.merged_cells.ranges if place in area)
        cell = sheet[place]
    cell.fill = PatternFill("solid", fgColor=colour)
    cell.comment = Comment(text, _AUTHOR, width=320, height=120)


def tell(path: str, *, wanted: str) -> str:
    """What one of the workbook's own properties says, as text; "" when there is none of this name."""
    book = load_workbook(path, read_only=True, keep_links=False)
    try:
        found = (
            one.value
            for one in book.custom_doc_props.props  # type: ignore[attr-defined]
            if one.name == wanted
        )
        return str(next(found, ""))[:_LONGEST_TEXT]
    finally:
        book.close()


_WORKS: dict[str, Callable[..., Any]] = {"extract": extract, "mark": mark, "tell": tell}


def serve() -> int:
    """Read an order, take on its limits, do the work and print what came out; returns the exit status."""
    order = json.loads(sys.stdin.readline() or "null")
    if order is None:
        return os.EX_OK
    _limit(seconds=order["seconds"], megabytes=order["megabytes"])
    try:
        sys.stdout.write(json.dumps(_WORKS[order["work"]](**order["about"])))
    except MemoryError:
        return os.EX_TEMPFAIL
    return os.EX_OK


def _limit(*, seconds: float, megabytes: int) -> None:
    # What is loaded by now counts as memory, but not as time.
    signal.setitimer(signal.ITIMER_PROF, seconds)
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * _MEGABYTE,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(serve())
