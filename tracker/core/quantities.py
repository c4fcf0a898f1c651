"""What a quantity is, and how it is shown and said in Indonesian and English."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from num2words import num2words

from tracker.core.errors import RuleBroken

PERCENT = "percent"
RUPIAH = "rupiah"


class Comparator(StrEnum):
    """How an actual figure is held against a target (D1)."""

    EQUAL = "equal"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"

    @property
    def symbol(self) -> str:
        """The sign printed before a value; nothing for EQUAL."""
        return _SYMBOLS[self]


class Qualifier(StrEnum):
    """How sure the writer was (D2); "lebih dari" is no qualifier but Comparator.MORE_THAN."""

    ABOUT = "about"
    NEARLY = "nearly"


class NumberProblem(RuleBroken, ValueError):
    """A text that is no number, or more than one. Codes and their params:

    number_blank · number_too_long (limit, length) · number_too_big (digits) · number_not_understood (part) ·
    number_grouping_broken (part) · number_ambiguous (candidates: two Readings, the Indonesian one first) ·
    number_words_disagree (digits, words: Decimals, for "45% (empat puluh persen)").
    """

    def __init__(self, code: str, params: Mapping[str, object] | None = None) -> None:
        super().__init__(code, params=params)


@dataclass(frozen=True)
class Reading:
    """A quantity as written and as understood (D1 to D4).

    A percent is 45 with unit "percent"; money has unit "rupiah"; other units are words such as "pengaduan".
    `is_foreign_decimal` says that points and commas stand the English way round, so that it can be shown.
    """

    as_written: str
    value: Decimal
    comparator: Comparator = Comparator.EQUAL
    qualifier: Qualifier | None = None
    unit: str | None = None
    is_foreign_decimal: bool = False


_SYMBOLS = {
    Comparator.EQUAL: "",
    Comparator.AT_LEAST: "≥",
    Comparator.MORE_THAN: ">",
    Comparator.AT_MOST: "≤",
    Comparator.LESS_THAN: "<",
}
_MARK_WORDS: dict[tuple[Comparator | Qualifier | None, str], str] = {
    (Comparator.AT_LEAST, "id"): "minimal",
    (Comparator.AT_LEAST, "en"): "at least",
    (Comparator.MORE_THAN, "id"): "lebih dari",
    (Comparator.MORE_THAN, "en"): "more than",
    (Comparator.AT_MOST, "id"): "maksimal",
    (Comparator.AT_MOST, "en"): "at most",
    (Comparator.LESS_THAN, "id"): "kurang dari",
    (Comparator.LESS_THAN, "en"): "less than",
    (Qualifier.ABOUT, "id"): "sekitar",
    (Qualifier.ABOUT, "en"): "about",
    (Qualifier.NEARLY, "id"): "hampir",
    (Qualifier.NEARLY, "en"): "nearly",
}
_UNIT_WORDS = {(PERCENT, "id"): "persen", (PERCENT, "en"): "percent"}
_TO_INDONESIAN = str.maketrans(",.", ".,")


def format_number(value: Decimal, *, locale: str = "id") -> str:
    """The exact value grouped in threes, without idle zeros: 227.995,5, in English 227,995.5."""
    # Not babel: it fails beyond 28 digits unless every caller widens the decimal context.
    text = f"{without_idle_zeros(value):,f}"
    return text if _is_english(locale) else text.translate(_TO_INDONESIAN)


def format_one_way(value: Decimal) -> str:
    """The exact value in Indonesian marks, so that it can only be read in one way: 1234 and 1,2340."""
    whole, _mark, decimals = f"{without_idle_zeros(value):f}".partition(".")
    # Three decimals look like a group of thousands; an idle zero says that they are none.
    return f"{whole},{decimals.ljust(4, '0') if len(decimals) == 3 else decimals}" if decimals else whole


def without_idle_zeros(value: Decimal) -> Decimal:
    """The same value as 45, not 45.0 or -0 or 4E+1; exact, unlike Decimal.normalize."""
    text = f"{value or Decimal(0):f}"
    return Decimal(text.rstrip("0").rstrip(".")) if "." in text else Decimal(text)


def format_percent(value: Decimal, *, locale: str = "id") -> str:
    """A percentage stored as 45 (D3), exact and without a space: 45%, 18,68%."""
    return format_number(value, locale=locale) + "%"


def format_rupiah(value: Decimal, *, locale: str = "id") -> str:
    """An amount of money, Rp 1.250.000, with a no-break space (U+00A0) after Rp."""
    sign = "-" if value < 0 else ""
    return f"{sign}Rp\u00a0{format_number(value.copy_abs(), locale=locale)}"


def format_quantity(
    value: Decimal,
    *,
    unit: str | None = None,
    comparator: Comparator = Comparator.EQUAL,
    qualifier: Qualifier | None = None,
    locale: str = "id",
) -> str:
    """A quantity with what belongs to it: "≥ 80%", "sekitar 19%", "> 623 instansi" (D1, D2)."""
    amount = _with_unit(value, unit, locale)
    return _joined(_mark_word(qualifier, locale), comparator.symbol, amount)


def format_reading(reading: Reading, *, locale: str = "id") -> str:
    """`format_quantity` of a reading."""
    return format_quantity(
        reading.value,
        unit=reading.unit,
        comparator=reading.comparator,
        qualifier=reading.qualifier,
        locale=locale,
    )


def number_in_words(value: Decimal, *, unit: str | None = None, locale: str = "id") -> str:
    """The number as spoken, then its unit: "delapan belas koma enam delapan persen"."""
    # num2words loses the sign of -0.5 in English, says the ambiguous "min" in Indonesian ("min. 45%"), and
    # stumbles over exponents; it is only given whole numbers.
    whole, _, decimals = format_number(value.copy_abs(), locale="en").replace(",", "").partition(".")
    minus, point = ("minus" if value < 0 else ""), ("point" if _is_english(locale) else "koma")
    fraction = [point, *(_whole_in_words(digit, locale) for digit in decimals)] if decimals else []
    return _joined(minus, _whole_in_words(whole, locale), *fraction, _unit_word(unit, locale))


def echo(reading: Reading, *, locale: str = "id") -> str:
    """What was understood, in digits and in words, for the writer to check (D4).

    "≥ 80% — minimal delapan puluh persen". The sentence around it is made at the edge.
    """
    words = _joined(
        _mark_word(reading.qualifier, locale),
        _mark_word(reading.comparator, locale),
        number_in_words(reading.value, unit=reading.unit, locale=locale),
    )
    return f"{format_reading(reading, locale=locale)} — {words}"


def number_from_words(words: str) -> Decimal | None:
    """The number that Indonesian words say, or None when a number is not said that way."""
    said = _unfolded(words)
    minus, rest = said.startswith("minus "), said.removeprefix("minus ")
    whole, _, fraction = rest.partition(" koma ")
    digits = "".join(str(_DIGITS.get(word, "")) for word in fraction.split())
    value = Decimal(f"{'-' if minus else ''}{_whole_from_words(whole.split())}.{digits or 0}")
    # Saying it back is the grammar: it catches "lima ratus ratus", unknown words and wrong order.
    return value if _unfolded(number_in_words(value)) == said else None


_DIGIT_WORDS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_DIGITS = {word: digit for digit, word in enumerate(_DIGIT_WORDS)}
_BELOW_THOUSAND = {"puluh": 10, "ratus": 100}
_THOUSANDS = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}
_FOLDED = re.compile(r"\bse(?=(?:puluh|belas|ratus|ribu|juta|miliar|triliun)\b)")
NUMBER_WORDS = frozenset(
    [*_DIGITS, *_BELOW_THOUSAND, *_THOUSANDS, "belas", "koma", "minus", "milyar", "trilyun"]
    + [f"se{word}" for word in (*_BELOW_THOUSAND, *_THOUSANDS, "belas")]
)


def _whole_from_words(words: Iterable[str]) -> int:
    total = group = digit = 0
    for word in words:
        if word in _THOUSANDS:
            total, group, digit = total + (group + digit) * _THOUSANDS[word], 0, 0
        elif word == "belas":
            group, digit = group + 10 + digit, 0
        elif word in _BELOW_THOUSAND:
            group, digit = group + digit * _BELOW_THOUSAND[word], 0
        else:
            digit = _DIGITS.get(word, 0)
    return total + group + digit


def _unfolded(words: str) -> str:
    spelled = words.lower().replace("milyar", "miliar").replace("trilyun", "triliun")
    return " ".join(_FOLDED.sub("satu ", spelled).split())


def _whole_in_words(digits: str, locale: str) -> str:
    words = str(num2words(int(digits), lang="en" if _is_english(locale) else "id"))
    # num2words says "satu juta satu ribu"; Indonesian says "satu juta seribu".
    return re.sub(r"\b(juta|miliar|\w+liun) satu ribu\b", r"\1 seribu", words)


def _with_unit(value: Decimal, unit: str | None, locale: str) -> str:
    if unit == PERCENT:
        return format_percent(value, locale=locale)
    if unit == RUPIAH:
        return format_rupiah(value, locale=locale)
    return _joined(format_number(value, locale=locale), unit or "")


def _mark_word(mark: Comparator | Qualifier | None, locale: str) -> str:
    return _MARK_WORDS.get((mark, "en" if _is_english(locale) else "id"), "")


def _unit_word(unit: str | None, locale: str) -> str:
    return _UNIT_WORDS.get((unit or "", "en" if _is_english(locale) else "id"), unit or "")


def _is_english(locale: str) -> bool:
    return locale.startswith("en")


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
