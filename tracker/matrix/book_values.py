"""What a filled cell of a returned workbook holds, whatever that is about: a text, a choice, a number."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from flask_babel import force_locale

from tracker.core.bilingual import LANGUAGES
from tracker.core.errors import RuleBroken
from tracker.core.quantities import NumberProblem, without_idle_zeros
from tracker.core.text import SHORT_TEXT, check_length, clean_text
from tracker.matrix import book_reading as raw
from tracker.matrix.book_reading import RawCell
from tracker.web.labels import label

OTHER_THINGS = {
    raw.FORMULA: "answer_is_formula",
    raw.DATE: "answer_is_date",
    raw.FAULT: "answer_is_fault",
}
_LONGEST_NUMBER = 60

Choice = TypeVar("Choice", bound=StrEnum)


def named(members: Iterable[Choice]) -> dict[str, Choice]:
    """The members by their words in every language, without regard to capitals and blanks."""
    by_word: dict[str, Choice] = {}
    members = tuple(members)
    for language in LANGUAGES:
        with force_locale(language):
            by_word |= {folded(label(member)): member for member in members}
    return by_word


def folded(text: str) -> str:
    """A word as it is looked up."""
    return " ".join(clean_text(text).casefold().split())


def read_text(cell: RawCell | None, *, limit: int) -> str:
    """A text. RuleBroken when the cell holds a formula or a fault, or too much."""
    if cell is None:
        return ""
    if cell.kind in (raw.FORMULA, raw.FAULT):
        raise RuleBroken(OTHER_THINGS[cell.kind])
    text = clean_text(cell.text)
    check_length(text, field="remark", limit=limit)
    return text


def read_choice(cell: RawCell | None, choices: Mapping[str, Choice], *, code: str) -> Choice | None:
    """The member whose word stands in the cell; None for a blank one, RuleBroken `code` for another word."""
    text = read_text(cell, limit=SHORT_TEXT)
    if not text:
        return None
    if folded(text) not in choices:
        raise RuleBroken(code, params={"part": text})
    return choices[folded(text)]


def number_of(digits: str) -> Decimal:
    """The number that a cell holds; NumberProblem for one that is none, or beyond all reason."""
    try:
        value = Decimal(digits)
    except InvalidOperation:
        raise NumberProblem("number_not_understood", {"part": digits}) from None
    if not value.is_finite() or abs(value.adjusted()) > _LONGEST_NUMBER:
        raise NumberProblem("number_not_understood", {"part": digits})
    return without_idle_zeros(value)
