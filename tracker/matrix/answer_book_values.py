"""What a filled cell of a returned workbook means: a figure, a level, a kind of answer (D4, D6)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from tracker.core.errors import RuleBroken
from tracker.core.numbers import read_number
from tracker.core.quantities import (
    PERCENT,
    Reading,
    format_number,
    format_percent,
    without_idle_zeros,
)
from tracker.core.text import SHORT_TEXT, check_length, clean_text
from tracker.matrix import book_reading as raw
from tracker.matrix.book_reading import RawCell
from tracker.matrix.book_values import OTHER_THINGS, folded, named, number_of
from tracker.matrix.rows import MatrixRow, Quantity
from tracker.matrix.states import AnswerKind
from tracker.plans.rules import levels_of
from tracker.plans.states import IndicatorKind
from tracker.targets.admission import check_amount
from tracker.targets.states import DropReason
from tracker.web.labels import label

ANSWERS = tuple(kind for kind in AnswerKind if kind is not AnswerKind.CLEARED)

_HUNDRED = Decimal(100)
# Nobody aims at more than 1000%: 45 in a cell that shows it as 4500% was put there by a program.
_PLAIN_SHARE = Decimal(10)


@dataclass(frozen=True)
class Understood:
    """A value that was understood: what it says, how to echo it, and what to point out, if anything."""

    quantity: Quantity
    echo: Reading | str
    warning: str = ""


@dataclass(frozen=True)
class AnswerWords:
    """The words that may stand in the cells, in every language, without regard to capitals and blanks."""

    kinds: Mapping[str, AnswerKind]
    drop_reasons: Mapping[str, DropReason]
    levels: Mapping[IndicatorKind, Mapping[str, str]]


def answer_words() -> AnswerWords:
    """The words of every language."""
    return AnswerWords(
        named(ANSWERS),
        named(DropReason),
        {kind: named(levels_of(kind)) for kind in IndicatorKind},
    )


def read_value(cell: RawCell, row: MatrixRow, words: AnswerWords) -> Understood:
    """The counter-value in a cell, for an indicator of this kind (D4, D6). RuleBroken says what is wrong."""
    if cell.kind in OTHER_THINGS:
        raise RuleBroken(OTHER_THINGS[cell.kind])
    if row.kind.is_numeric:
        return _read_figure(cell, row.kind, (row.unit.ind, row.unit.eng))
    return _read_level(cell, row.kind, words)


def _read_level(cell: RawCell, kind: IndicatorKind, words: AnswerWords) -> Understood:
    text, known = clean_text(cell.text), words.levels[kind]
    check_length(text, field="values", limit=SHORT_TEXT)
    level = known.get(folded(text), "") if known else text
    if not level:
        params = {"part": text, "levels": ", ".join(label(each) for each in levels_of(kind))}
        raise RuleBroken("answer_level_unknown", params=params)
    return Understood(Quantity(text, level=str(level)), text)


@lru_cache(maxsize=5_000)
def _read_figure(cell: RawCell, kind: IndicatorKind, units: tuple[str, ...]) -> Understood:
    reading, warning = _reading(cell, kind, units), ""
    if kind is IndicatorKind.PERCENTAGE:
        reading, warning = _as_percent(reading, cell)
    elif cell.kind == raw.PERCENT:
        reading = replace(reading, unit=PERCENT)
    check_amount(kind, value=reading.value, level=None, unit=reading.unit)
    reading = reading if reading.as_written else _put_into_words(reading)
    quantity = Quantity(
        reading.as_written, reading.value, comparator=reading.comparator, qualifier=reading.qualifier
    )
    return Understood(quantity, reading, warning)


def _put_into_words(reading: Reading) -> Reading:
    """A number that a program stored has no wording of its own; it gets the Indonesian one."""
    written = format_percent if reading.unit == PERCENT else format_number
    return replace(reading, as_written=written(reading.value))


def _reading(cell: RawCell, kind: IndicatorKind, units: tuple[str, ...]) -> Reading:
    """The number in a cell as it stands, which for a percentage may still be a share of one."""
    if cell.kind in (raw.NUMBER, raw.PERCENT):
        return Reading("", number_of(cell.text))
    usual = kind in (IndicatorKind.PERCENTAGE, IndicatorKind.RATIO)
    return read_number(clean_text(cell.text), decimals_usual=usual, own_units=units)


def _as_percent(reading: Reading, cell: RawCell) -> tuple[Reading, str]:
    """A number for a percentage as percent, and what to point out about it.

    In a percent format 0.45 is 45%. Elsewhere 45 is, and so is 0.45; only 1 could be either.
    """
    if reading.unit is not None:
        return reading, ""
    share = abs(reading.value)
    if cell.kind == raw.PERCENT:
        is_larger = share > _PLAIN_SHARE
        return _times(reading, 1 if is_larger else _HUNDRED), "percent_shown_larger" if is_larger else ""
    if share == 1:
        raise _unclear(reading.value, reading.value * _HUNDRED)
    is_share = 0 < share < 1
    return _times(reading, _HUNDRED if is_share else 1), "share_read_as_percent" if is_share else ""


def _times(reading: Reading, factor: Decimal | int) -> Reading:
    return replace(reading, value=without_idle_zeros(reading.value * factor), unit=PERCENT)


def _unclear(first: Decimal, second: Decimal) -> RuleBroken:
    params = {"first": format_percent(first), "second": format_percent(second)}
    return RuleBroken("percent_unclear", params=params)
