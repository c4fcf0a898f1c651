"""What stands in a cell of the workbook: text that is no formula, and numbers digit for digit (D3, D40)."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from tracker.core.bilingual import Language
from tracker.core.quantities import Comparator, Qualifier, format_quantity, without_idle_zeros
from tracker.matrix.rows import Quantity
from tracker.matrix.wording import quantity_text
from tracker.matrix.workbook_styles import WORDS_INSTEAD, Look
from tracker.plans.states import IndicatorKind

# Excel keeps fifteen digits of a number; a longer one would silently become another one.
MOST_DIGITS = 15
LONGEST_TEXT = 32_767
LOCALE_MARK: dict[Language, str] = {"id": "[$-421]", "en": "[$-409]"}

_DAY_ZERO = date(1899, 12, 30)
_HUNDRED = Decimal(100)
_FORMULA_MARKS = ("=", "+", "-", "@")
_BLANKS = " \t\n\v\f\r\u00a0\u200b\u2060\ufeff"
# What XML cannot hold, and marks that make a text read differently from what is stored.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Figure(NamedTuple):
    """A real number: its digits as they stand in the file, and the format it is shown in."""

    digits: str
    number_format: str


Content = str | Figure
Cell = tuple[Content, Look]


def safe_text(text: str) -> str:
    """The text without what a workbook cannot hold or show honestly; cut where Excel would cut it."""
    if _UNFIT.search(text):
        text = _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text[:LONGEST_TEXT]


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula, also after blanks, tabs or line ends."""
    return text.lstrip(_BLANKS).startswith(_FORMULA_MARKS)


def value_content(quantity: Quantity, kind: IndicatorKind, language: Language) -> Content:
    """A quantity for a cell: a real number whose format carries comparator and qualifier, else its words."""
    if quantity.value is None:
        return quantity_text(quantity, kind, language)
    shown = without_idle_zeros(quantity.value)
    if len(shown.as_tuple().digits) > MOST_DIGITS:
        return quantity_text(quantity, kind, language)
    number_format = _value_format(
        quantity.comparator, quantity.qualifier, _decimals(shown), kind is IndicatorKind.PERCENTAGE, language
    )
    return Figure(f"{cell_value(shown, kind):f}", number_format)


def value_cell(quantity: Quantity, kind: IndicatorKind, language: Language, look: Look) -> Cell:
    """A quantity in a look for figures, or in the look for words that goes with it."""
    content = value_content(quantity, kind, language)
    return content, WORDS_INSTEAD[look] if isinstance(content, str) else look


def cell_value(value: Decimal, kind: IndicatorKind) -> Decimal:
    """The number a cell holds: 45 percent is 0.45, everything else is itself (D3)."""
    return value / _HUNDRED if kind is IndicatorKind.PERCENTAGE else value


def difference_content(difference: Decimal, kind: IndicatorKind, language: Language, points: str) -> Figure:
    """A difference with its sign; between percentages it is in points, written out as `points`."""
    shown = without_idle_zeros(difference)
    unit = f'" {points}"' if kind is IndicatorKind.PERCENTAGE else ""
    body = _number_pattern(_decimals(shown)) + unit
    return Figure(f"{shown:f}", f'{LOCALE_MARK[language]}"+"{body};{LOCALE_MARK[language]}"−"{body};{body}')


def share_content(percent: Decimal, language: Language) -> Figure:
    """A computed percent, rounded to one decimal by the caller: 57.5 is 0.575, shown as 57,5%."""
    return Figure(f"{percent / _HUNDRED:f}", f"{LOCALE_MARK[language]}#,##0.0%")


def whole_content(number: int) -> Figure:
    """A year or an ordinal: no grouping."""
    return Figure(str(number), "0")


def date_content(on: date, language: Language) -> Figure:
    """A day as a real date: 21 Sep 2020."""
    return Figure(str((on - _DAY_ZERO).days), f"{LOCALE_MARK[language]}d mmm yyyy")


@lru_cache(maxsize=1000)
def _value_format(
    comparator: Comparator, qualifier: Qualifier | None, decimals: int, is_percent: bool, language: Language
) -> str:
    marks = format_quantity(Decimal(0), comparator=comparator, qualifier=qualifier, locale=language)
    prefix = f'"{marks[:-1]}"' if len(marks) > 1 else ""
    return f"{LOCALE_MARK[language]}{prefix}{_number_pattern(decimals)}{'%' if is_percent else ''}"


def _number_pattern(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _decimals(shown: Decimal) -> int:
    exponent = shown.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
