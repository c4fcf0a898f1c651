"""Reading numbers as Indonesians write them (D4). What is not understood is refused, never repaired."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Generic, NoReturn, TypeVar

from tracker.core.quantities import (
    NUMBER_WORDS,
    PERCENT,
    RUPIAH,
    Comparator,
    NumberProblem,
    Qualifier,
    Reading,
    echo,
    format_number,
    format_percent,
    format_quantity,
    format_reading,
    format_rupiah,
    number_from_words,
    number_in_words,
    without_idle_zeros,
)
from tracker.core.text import clean_text

__all__ = [
    "PERCENT",
    "RUPIAH",
    "Comparator",
    "NumberProblem",
    "Qualifier",
    "Reading",
    "echo",
    "format_number",
    "format_percent",
    "format_quantity",
    "format_reading",
    "format_rupiah",
    "number_in_words",
    "read_number",
]

LONGEST_TEXT = 200
MOST_DIGITS = 30

T = TypeVar("T")


class _Phrases(Generic[T]):
    """Wordings and what they mean; the longest one that fits wins."""

    def __init__(self, meanings: Mapping[str, T]) -> None:
        self.meanings = {wording.lower(): meaning for wording, meaning in meanings.items()}
        longest_first = sorted(self.meanings, key=len, reverse=True)
        self.pattern = re.compile("|".join(map(_whole_word, longest_first)), re.IGNORECASE | re.ASCII)


def _whole_word(phrase: str) -> str:
    boundary = r"(?![^\W\d_])" if phrase[-1].isalpha() else ""
    return re.escape(phrase) + boundary


def _each(meaning: T, wordings: str) -> dict[str, T]:
    return {wording.strip(): meaning for wording in wordings.split("|")}


_COMPARATORS = _Phrases(
    _each(Comparator.EQUAL, "=|sama dengan|tepat|exactly")
    | _each(Comparator.AT_LEAST, "≥|⩾|≧|>=|min|min.|minimal|minimum|paling sedikit|paling kurang")
    | _each(Comparator.AT_LEAST, "paling tidak|paling rendah|sedikitnya|setidaknya|sekurang-kurangnya")
    | _each(Comparator.AT_LEAST, "sekurangnya|serendah-rendahnya|sedikit-dikitnya|tidak kurang dari")
    | _each(Comparator.AT_LEAST, "at least|no less than")
    | _each(Comparator.MORE_THAN, ">|lebih dari|lebih besar dari|lebih tinggi dari|di atas|diatas|melebihi")
    | _each(Comparator.MORE_THAN, "more than|over|above")
    | _each(Comparator.AT_MOST, "≤|⩽|≦|<=|maks|maks.|max|max.|maksimal|maksimum|maximum|paling banyak")
    | _each(Comparator.AT_MOST, "paling tinggi|paling lama|setinggi-tingginya|sebanyak-banyaknya")
    | _each(Comparator.AT_MOST, "tidak lebih dari|at most|no more than")
    | _each(Comparator.LESS_THAN, "<|kurang dari|lebih kecil dari|lebih rendah dari|di bawah|dibawah")
    | _each(Comparator.LESS_THAN, "less than|under|below")
)
_COMPARATORS_AFTER = _Phrases(
    _each(Comparator.AT_LEAST, "atau lebih|ke atas|or more")
    | _each(Comparator.AT_MOST, "atau kurang|ke bawah|or less")
)
_QUALIFIERS = _Phrases(
    _each(Qualifier.ABOUT, "sekitar|kurang lebih|lebih kurang|kira-kira|±|+/-|~|≈|about|around|approximately")
    | _each(Qualifier.NEARLY, "hampir|mendekati|nearly|almost")
)
_SCALES = _Phrases(
    _each(10**3, "ribu|rb|thousand")
    | _each(10**6, "juta|jt|million")
    | _each(10**9, "miliar|milyar|billion")
    | _each(10**12, "triliun|trilyun|trillion")
)
_MONEY = _Phrases(_each(RUPIAH, "Rp|Rp.|IDR"))
_UNIT_WORDS = (
    "pengaduan|aduan|laporan|kasus|permohonan|layanan|instansi|K/L|KL|kementerian|lembaga|badan|pemda|provinsi|"
    "kabupaten|kota|kecamatan|desa|OMS|orang|peserta|pengelola|responden|unit|kegiatan|pertemuan|dokumen|"
    "peraturan|regulasi|kebijakan|rekomendasi|indikator|komitmen|dataset|tahap|aspek|poin|kali|hari|bulan|tahun"
)
_USUAL_UNITS = {
    **{unit: unit for unit in _UNIT_WORDS.split("|")},
    **_each(PERCENT, "%|persen|percent"),
    **_each(RUPIAH, "rupiah"),
}

_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212\ufe63"), "-")
_MINUS_BEFORE_MONEY = re.compile(r"-(Rp\.?|IDR) ?(?=[0-9])", re.IGNORECASE | re.ASCII)
_ASIDE = re.compile(r"(?<=\S) ?\(([^()]*)\)")
_DIGITS = re.compile(r"(minus |-)?([0-9]+(?:[.,][0-9]+)*)", re.IGNORECASE | re.ASCII)
_WORD = "(?:" + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True)) + ")"
_WORDS = re.compile(rf"{_WORD}(?: {_WORD})*(?![^\W\d_])", re.IGNORECASE | re.ASCII)
_INDONESIAN_FIGURE = re.compile(r"-?(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,[0-9]+)?")
_SWAP_MARKS = str.maketrans(",.", ".,")
_NO_CENTS = re.compile(",-")


@dataclass(frozen=True)
class _Parts:
    """A text taken apart; `figure` is digits still to be read, or the value its words say."""

    qualifier: Qualifier | None
    comparator: Comparator
    figure: str | Decimal
    scale: int
    unit: str | None


class _Cursor:
    """A text that is eaten from the front."""

    def __init__(self, text: str) -> None:
        self.rest = text

    def take(self, phrases: _Phrases[T]) -> T | None:
        """What the phrase at the front means, now eaten; None when there is none."""
        found = self.match(phrases.pattern)
        return phrases.meanings[found[0].lower()] if found else None

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The pattern at the front, now eaten; None when there is none."""
        found = pattern.match(self.rest)
        if found:
            self.rest = self.rest[found.end() :].lstrip()
        return found


def read_number(
    text: str,
    *,
    decimals_usual: bool = False,
    own_units: Collection[str] = (),
    chosen: Decimal | None = None,
) -> Reading:
    """The quantity a text states, with comparator, qualifier and unit (D1 to D4).

    `decimals_usual` says that "1.234" may well mean 1,234 here, as in a field for percentages or ratios.
    `own_units` are unit words to know besides the usual ones, such as the indicator's own.
    `chosen` is the candidate a person picked after `number_ambiguous`; the text stays as written.
    Raises NumberProblem, and nothing else, for a text that does not state exactly one number.
    """
    units = _Phrases({" ".join(unit.split()): unit for unit in own_units if unit.strip()} | _USUAL_UNITS)
    main, aside = _split_aside(_tidy(text))
    readings = _readings(text, _take_apart(main, units), decimals_usual=decimals_usual)
    if aside is not None:
        readings = _confirmed(readings, aside, units)
    return _the_one(readings, chosen)


def _tidy(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise NumberProblem("number_too_long", {"limit": LONGEST_TEXT, "length": len(text)})
    plain = " ".join(clean_text(text).translate(_WIDE | _DASHES).split())
    if not plain:
        raise NumberProblem("number_blank")
    return _MINUS_BEFORE_MONEY.sub(r"\1 -", plain)


def _split_aside(text: str) -> tuple[str, str | None]:
    """The text without "(empat puluh lima persen)", by which official papers repeat a number in words."""
    aside = _ASIDE.search(text)
    return (_ASIDE.sub("", text, count=1), aside[1].strip()) if aside else (text, None)


def _take_apart(text: str, units: _Phrases[str]) -> _Parts:
    cursor = _Cursor(text)
    qualifier, comparator = _take_marks(cursor)
    money = cursor.take(_MONEY)
    figure = _take_figure(cursor, text)
    if money:
        cursor.match(_NO_CENTS)
    scale = cursor.take(_SCALES)
    unit = _take_unit(cursor, units, money=money, scale=scale)
    after = None if comparator else cursor.take(_COMPARATORS_AFTER)
    if cursor.rest:
        _refuse(cursor.rest)
    return _Parts(qualifier, comparator or after or Comparator.EQUAL, figure, scale or 1, unit)


def _take_marks(cursor: _Cursor) -> tuple[Qualifier | None, Comparator | None]:
    qualifier = cursor.take(_QUALIFIERS)
    comparator = cursor.take(_COMPARATORS)
    return qualifier or cursor.take(_QUALIFIERS), comparator


def _take_figure(cursor: _Cursor, whole: str) -> str | Decimal:
    written = cursor.rest or whole
    if digits := cursor.match(_DIGITS):
        return ("-" if digits[1] else "") + digits[2]
    words = cursor.match(_WORDS)
    value = number_from_words(words[0]) if words else None
    return _refuse(written) if value is None else value


def _take_unit(cursor: _Cursor, units: _Phrases[str], *, money: str | None, scale: int | None) -> str | None:
    written = cursor.rest
    unit = cursor.take(units)
    if (money and unit not in (None, money)) or (scale and unit == PERCENT):
        _refuse(written)
    return money or unit


def _readings(text: str, parts: _Parts, *, decimals_usual: bool) -> list[Reading]:
    if isinstance(parts.figure, Decimal):
        return [_reading(text, parts, parts.figure)]
    digits = sum(map(str.isdigit, parts.figure))
    if digits > MOST_DIGITS:
        raise NumberProblem("number_too_big", {"digits": digits, "limit": MOST_DIGITS})
    usual = decimals_usual or parts.unit == PERCENT or parts.scale > 1
    local, foreign = _values(parts.figure, decimals_usual=usual)
    readings = [] if local is None else [_reading(text, parts, local)]
    return readings if foreign is None else [*readings, _reading(text, parts, foreign, is_foreign=True)]


def _values(figure: str, *, decimals_usual: bool) -> tuple[Decimal | None, Decimal | None]:
    """What digits with marks mean in Indonesian and, where that is another possible meaning, in English."""
    local, foreign = _indonesian(figure), _indonesian(figure.translate(_SWAP_MARKS))
    if local is None and foreign is None:
        if figure.lstrip("-").isdigit():
            _refuse(figure)
        raise NumberProblem("number_grouping_broken", {"part": figure})
    is_grouped_count = local is not None and "." in figure and not decimals_usual
    return local, None if is_grouped_count or foreign == local else foreign


def _indonesian(figure: str) -> Decimal | None:
    if not _INDONESIAN_FIGURE.fullmatch(figure):
        return None
    return Decimal(figure.replace(".", "").replace(",", "."))


def _reading(text: str, parts: _Parts, figure: Decimal, *, is_foreign: bool = False) -> Reading:
    with localcontext(prec=2 * MOST_DIGITS):  # the usual 28 digits would round silently
        value = without_idle_zeros(figure * parts.scale)
    whole_digits = value.adjusted() + 1
    if whole_digits > MOST_DIGITS:
        raise NumberProblem("number_too_big", {"digits": whole_digits, "limit": MOST_DIGITS})
    return Reading(text, value, parts.comparator, parts.qualifier, parts.unit, is_foreign)


def _confirmed(readings: list[Reading], aside: str, units: _Phrases[str]) -> list[Reading]:
    """The readings that the words in brackets agree with: they can settle what digits leave open."""
    cursor = _Cursor(aside)
    words = cursor.match(_WORDS)
    value = number_from_words(words[0]) if words else None
    unit = cursor.take(units)
    if value is None or cursor.rest:
        _refuse(aside)
    agreeing = [reading for reading in readings if reading.value == value and unit in (None, reading.unit)]
    if not agreeing:
        raise NumberProblem("number_words_disagree", {"digits": readings[0].value, "words": value})
    return agreeing


def _the_one(readings: list[Reading], chosen: Decimal | None) -> Reading:
    picked = [reading for reading in readings if len(readings) == 1 or reading.value == chosen]
    if not picked:
        raise NumberProblem("number_ambiguous", {"candidates": tuple(readings)})
    return picked[0]


def _refuse(part: str) -> NoReturn:
    raise NumberProblem("number_not_understood", {"part": part})
