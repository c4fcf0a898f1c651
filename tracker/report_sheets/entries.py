"""A field of the draft as a cell, and back: what is not changed in the cell is not changed in the draft."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from tracker.core.bilingual import Language
from tracker.core.dates import format_date, read_date
from tracker.core.errors import RuleBroken
from tracker.core.numbers import read_number
from tracker.core.quantities import Comparator, format_number, format_percent
from tracker.core.text import LONG_TEXT, SHORT_TEXT, check_length, clean_text
from tracker.matrix import book_reading as raw
from tracker.matrix.book_reading import RawCell
from tracker.matrix.book_values import OTHER_THINGS, named, number_of, read_choice
from tracker.matrix.rows import Quantity
from tracker.matrix.workbook_cells import LOCALE_MARK, Content, Figure, date_content, value_content
from tracker.plans.states import IndicatorKind
from tracker.report_sheets.slots import Slot, Takes
from tracker.web.labels import label

# Excel counts days before March 1900 otherwise than the calendar.
_FIRST_YEAR_OF_DAYS = 1901
_HUNDRED = Decimal(100)
_THOUSAND = Decimal(1000)


def content_of(slot: Slot, text: str, language: Language) -> Content:
    """The cell for a field's text: a real number, a real date or a word of the list, if it is one (D40)."""
    if slot.takes is Takes.CHOICE:
        return next((label(one) for one in slot.choices if one == text), text)
    if slot.takes is Takes.NUMBER:
        value = _exact_value(slot, text)
        return text if value is None else value_content(Quantity(text, value), IndicatorKind.COUNT, language)
    if slot.takes is Takes.DAY:
        return _day_content(text, language)
    return text


def _exact_value(slot: Slot, text: str) -> Decimal | None:
    """The number that a text is without more: no unit, no "at least", no "about"."""
    try:
        read = read_number(text, own_units=slot.units, decimals_usual=slot.is_decimal_usual)
    except RuleBroken:
        return None
    is_plain = read.comparator is Comparator.EQUAL and read.qualifier is None and read.unit is None
    return read.value if is_plain else None


def _day_content(text: str, language: Language) -> Content:
    on = _day(text)
    if on is not None and on.year >= _FIRST_YEAR_OF_DAYS:
        return date_content(on, language)
    # A protected sheet keeps its formats, so a blank cell has that of a date.
    return text or Figure("", f"{LOCALE_MARK[language]}d mmm yyyy")


def _day(text: str) -> date | None:
    try:
        return read_date(text).on
    except RuleBroken:
        return None


def typed_in(slot: Slot, cell: RawCell | None, before: str) -> str:
    """The text that a cell of a workbook gives its field, which was `before` when the workbook was made.

    A cell that still says the same gives the same text, however that was typed. RuleBroken for a cell that
    holds a formula, a fault, a date for a number, or a word that is not in its list.
    """
    if cell is None:
        return ""
    if before and cell == _cell_of(slot, before):
        return before
    text = _READERS[slot.takes](slot, cell)
    return before if before and text == _typed_again(slot, before) else text


def _typed_again(slot: Slot, before: str) -> str | None:
    """What the cell of an unchanged field reads as; None for a text that stands there as no such thing."""
    try:
        return _READERS[slot.takes](slot, _cell_of(slot, before))
    except RuleBroken:
        return None


def _cell_of(slot: Slot, text: str) -> RawCell:
    content = content_of(slot, text, "id")
    if isinstance(content, str):
        return RawCell(raw.TEXT, content)
    if slot.takes is Takes.DAY:
        return RawCell(raw.DATE, f"{_day(text)}")
    return RawCell(raw.NUMBER, content.digits)


def _read_choice(slot: Slot, cell: RawCell) -> str:
    """The chosen member's value, by its word in any language or by itself."""
    words = {one.value: one for one in slot.choices} | named(slot.choices)
    return str(read_choice(cell, words, code="sheet_choice_unknown") or "")


def _read_number(slot: Slot, cell: RawCell) -> str:
    if cell.kind == raw.DATE:
        raise RuleBroken(OTHER_THINGS[raw.DATE])
    if cell.kind == raw.NUMBER:
        return _one_way(number_of(cell.text), slot)
    return _line(slot, cell)


def _one_way(value: Decimal, slot: Slot) -> str:
    """The number as Indonesians write it, spelled so that it reads one way only (D4)."""
    grouped = format_number(value)
    plain = grouped.replace(".", "")
    spellings = (grouped, plain, f"{plain}0")
    return next((one for one in spellings if _exact_value(slot, one) == value), plain)


def _read_day(slot: Slot, cell: RawCell) -> str:
    return _line(slot, cell)


def _line(slot: Slot, cell: RawCell) -> str:
    text = " ".join(_plain(cell).split("\n"))
    check_length(text, field=slot.name, limit=SHORT_TEXT)
    return text


def _text(slot: Slot, cell: RawCell) -> str:
    text = _plain(cell)
    check_length(text, field=slot.name, limit=LONG_TEXT)
    return text


def _plain(cell: RawCell) -> str:
    """What stands in the cell as a person would write it."""
    if cell.kind in (raw.FORMULA, raw.FAULT):
        raise RuleBroken(OTHER_THINGS[cell.kind])
    if cell.kind == raw.PERCENT:
        return format_percent(number_of(cell.text) * _HUNDRED)
    if cell.kind == raw.NUMBER:
        return format_number(number_of(cell.text)).replace(".", "")
    if cell.kind == raw.DATE:
        return _date_words(cell.text)
    return clean_text(cell.text)


def _date_words(text: str) -> str:
    """A date cell in words; a time of day, or another thing of the clock, as it stands."""
    try:
        return format_date(date.fromisoformat(text.removesuffix(" 00:00:00")))
    except ValueError:
        return text


_READERS: dict[Takes, Callable[[Slot, RawCell], str]] = {
    Takes.CHOICE: _read_choice,
    Takes.NUMBER: _read_number,
    Takes.DAY: _read_day,
    Takes.LINE: _line,
    Takes.TEXT: _text,
}


def other_reading(slot: Slot, cell: RawCell) -> Decimal | None:
    """What else a number may have meant that its program took for one with decimals: 1,234 as 1.234 (D4).

    None where it reads one way. An English spreadsheet stores the thousands of an Indonesian as decimals.
    """
    if slot.takes is not Takes.NUMBER or slot.is_decimal_usual or cell.kind != raw.NUMBER:
        return None
    value = number_of(cell.text)
    # What stands before the mark and what stands behind it, if that is a mark between thousands.
    if not 1 <= abs(value) < _THOUSAND or value == value.to_integral_value():
        return None
    in_thousands = value * _THOUSAND
    return in_thousands if in_thousands == in_thousands.to_integral_value() else None
