"""Reading and writing dates as Indonesians do: dates, points in a year, ranges of years (D1, D22)."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import NoReturn

from babel import Locale
from babel import dates as babel_dates

from tracker.core.errors import RuleBroken
from tracker.core.text import clean_text

# Fixed offsets, not zone names: Indonesia has no summer time, and a slim machine may lack zone data.
WIB = timezone(timedelta(hours=7), "WIB")
WITA = timezone(timedelta(hours=8), "WITA")
WIT = timezone(timedelta(hours=9), "WIT")

LONGEST_TEXT = 200
FIRST_YEAR, LAST_YEAR = 1900, 2199


class DateProblem(RuleBroken, ValueError):
    """A text that states no date. Codes and their params:

    date_blank · date_too_long (limit, length) · date_not_understood (part) ·
    date_impossible (day, month, year: 31 February, or a year before 1900 or after 2199).
    """

    def __init__(self, code: str, params: Mapping[str, object] | None = None) -> None:
        super().__init__(code, params=params)


@dataclass(frozen=True)
class DateReading:
    """A date as written and as understood; a wrong weekday is noted, never corrected (D22).

    `weekday_matches` is None when no weekday is written.
    """

    as_written: str
    on: date
    weekday_written: str | None = None
    weekday_matches: bool | None = None


@dataclass(frozen=True)
class _Period:
    """Whole months from `first` to `last` of a year."""

    year: int
    first: int
    last: int


@dataclass(frozen=True)
class PointInYear:
    """When a value is due or true, as written and as a day: "akhir 2022" is 2022-12-31 (D1)."""

    as_written: str
    on: date


def _names(kind: str, more: dict[str, int]) -> dict[str, int]:
    names = dict(more)
    for language in ("id", "en"):
        for width in ("wide", "abbreviated"):
            for number, name in getattr(Locale(language), kind)["format"][width].items():
                names[name.lower()] = number
    return names


def _any_of(names: dict[str, int]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


# The spellings that people use and the locale data lacks.
_MONTHS = _names("months", {"sept": 9, "agt": 8, "agst": 8, "ags": 8, "pebruari": 2, "peb": 2, "mrt": 3})
_MONTHS |= {"nopember": 11, "nop": 11, "desember": 12}
_WEEKDAYS = _names("days", {"jum'at": 4, "ahad": 6})
_ORDINALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_ORDINALS |= {"pertama": 1, "kesatu": 1, "kedua": 2, "ketiga": 3, "keempat": 4}
_ORDINALS |= {"first": 1, "second": 2, "third": 3, "fourth": 4}
_PARTS = {"awal": "start", "beginning of": "start", "early": "start", "start of": "start"}
_PARTS |= {"pertengahan": "middle", "tengah": "middle", "mid": "middle", "middle of": "middle"}
_PARTS |= {"akhir": "end", "end of": "end", "late": "end"}

_MONTH = rf"(?P<month>{_any_of(_MONTHS)})\.?"
_DAY = r"(?P<day>[0-9]{1,2})"
_YEAR = r"(?P<year>[0-9]{4})"
_FLAGS = re.IGNORECASE | re.ASCII
_WEEKDAY = re.compile(rf"(?:hari )?(?P<weekday>{_any_of(_WEEKDAYS)})\b\.? ?[,/]? ?", _FLAGS)
_DATE_PREFIX = re.compile(r"(?:tanggal|tgl\.?) ", _FLAGS)
_DATE_SHAPES = (
    re.compile(rf"{_DAY} ?-? ?{_MONTH} ?-? ?,? ?{_YEAR}", _FLAGS),
    re.compile(rf"{_MONTH} {_DAY},? {_YEAR}", _FLAGS),
    re.compile(rf"{_DAY} ?(?P<mark>[-/.]) ?(?P<month>[0-9]{{1,2}}) ?(?P=mark) ?{_YEAR}", _FLAGS),
    re.compile(rf"{_YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})", _FLAGS),
)

_POINT_PREFIX = re.compile(r"(?:pada|di|per|hingga|sampai(?: dengan)?|s\.?d\.?|by|at|in|the) ", _FLAGS)
_OF_YEAR = rf"(?:tahun |of )?{_YEAR}"
_PART = re.compile(rf"(?P<part>{'|'.join(_PARTS)})[ -]", _FLAGS)
_WHOLE_YEAR = re.compile(_OF_YEAR, _FLAGS)
_WHOLE_MONTH = re.compile(rf"(?:bulan )?{_MONTH} {_OF_YEAR}", _FLAGS)
_PART_OF_YEAR = re.compile(
    rf"(?P<kind>semester|smt|triwulan|tw|kuartal|kwartal|quarter|q)[ .-]?(?:ke ?-? ?)?"
    rf"(?P<ordinal>[1-4]|i{{1,3}}|iv|pertama|kesatu|kedua|ketiga|keempat)[ ,/-]{{1,2}}{_OF_YEAR}",
    _FLAGS,
)
_ENGLISH_PART_OF_YEAR = re.compile(
    rf"(?P<ordinal>first|second|third|fourth) (?P<kind>semester|quarter) {_OF_YEAR}", _FLAGS
)

_DASH = "[-\u2010\u2011\u2012\u2013\u2014\u2015\u2212]"
_YEAR_RANGE = re.compile(rf"(?<![0-9])([0-9]{{4}})\s*{_DASH}\s*([0-9]{{4}})(?![0-9])")


def read_date(text: str) -> DateReading:
    """The one day that a text states, day first, with or without a weekday, in Indonesian or English (D22).

    Raises DateProblem, and nothing else: two-digit years and texts with more than a date are refused.
    """
    rest = _tidy(text)
    weekday = _WEEKDAY.match(rest)
    rest = _DATE_PREFIX.sub("", rest[weekday.end() :] if weekday else rest, count=1)
    on = _day(rest)
    if not weekday:
        return DateReading(text, on)
    written = weekday["weekday"]
    return DateReading(text, on, written, _WEEKDAYS[written.lower()] == on.weekday())


def read_point_in_year(text: str) -> PointInYear:
    """The day meant by "akhir 2022", "triwulan II 2022", "Desember 2020" or a full date (D1).

    A year, semester, quarter or month by itself means its last day. The middle of a year is 30 June and of a
    month the 15th; the middle of other periods is refused, as is all that is not understood (DateProblem).
    """
    rest = _POINT_PREFIX.sub("", _tidy(text), count=1)
    part = _PART.match(rest)
    period = _period(rest[part.end() :] if part else rest)
    if period:
        return PointInYear(text, _point(period, _PARTS[part["part"].lower()] if part else "end", rest))
    return PointInYear(text, _refuse(rest) if part else read_date(rest).on)


def find_year_ranges(text: str) -> list[tuple[int, int]]:
    """All ranges of years joined by a dash, such as 2020-2022, in reading order, also across line breaks."""
    ranges = [(int(first), int(last)) for first, last in _YEAR_RANGE.findall(text)]
    return [(first, last) for first, last in ranges if FIRST_YEAR <= first <= last <= LAST_YEAR]


def weekday_name(on: date, *, locale: str = "id") -> str:
    """The day of the week: Senin, Monday."""
    return babel_dates.format_date(on, "EEEE", locale=locale)


def format_date(on: date, *, locale: str = "id") -> str:
    """A day with its month in full: 21 September 2020."""
    return babel_dates.format_date(on, "d MMMM y", locale=locale)


def format_long_date(on: date, *, locale: str = "id") -> str:
    """A day with its weekday: Senin, 21 September 2020."""
    return babel_dates.format_date(on, "EEEE, d MMMM y", locale=locale)


def format_short_date(on: date, *, locale: str = "id") -> str:
    """A day with its month shortened: 21 Agu 2020."""
    return babel_dates.format_date(on, "d MMM y", locale=locale)


def format_time_wib(moment: datetime, *, locale: str = "id") -> str:
    """The time in Jakarta of an aware moment: 13.30 WIB, in English 13:30 WIB. ValueError for a naive one."""
    mark = ":" if locale.startswith("en") else "."
    return f"{_in_wib(moment):%H{mark}%M} WIB"


def format_datetime_wib(moment: datetime, *, locale: str = "id") -> str:
    """Day and time in Jakarta of an aware moment: 21 Sep 2020, 13.30 WIB. ValueError for a naive one."""
    on = format_short_date(day_in_wib(moment), locale=locale)
    return f"{on}, {format_time_wib(moment, locale=locale)}"


def day_in_wib(moment: datetime) -> date:
    """The day on which an aware moment falls in Jakarta. ValueError for a naive one."""
    return _in_wib(moment).date()


def _in_wib(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("naive datetime")
    return moment.astimezone(WIB)


def _tidy(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise DateProblem("date_too_long", {"limit": LONGEST_TEXT, "length": len(text)})
    plain = " ".join(re.sub(_DASH, "-", clean_text(text)).replace("\u2019", "'").split())
    if not plain:
        raise DateProblem("date_blank")
    return plain


def _day(text: str) -> date:
    for shape in _DATE_SHAPES:
        if found := shape.fullmatch(text):
            month = _MONTHS.get(found["month"].lower()) or int(found["month"])
            return _checked(int(found["year"]), month, int(found["day"]))
    return _refuse(text)


def _checked(year: int, month: int, day: int) -> date:
    """The day, if the calendar has it and its year is one that a plan can mean."""
    is_real = FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    if not is_real:
        raise DateProblem("date_impossible", {"day": day, "month": month, "year": year})
    return date(year, month, day)


def _period(text: str) -> _Period | None:
    if found := _WHOLE_YEAR.fullmatch(text):
        return _Period(int(found["year"]), 1, 12)
    if found := _WHOLE_MONTH.fullmatch(text):
        month = _MONTHS[found["month"].lower()]
        return _Period(int(found["year"]), month, month)
    found = _PART_OF_YEAR.fullmatch(text) or _ENGLISH_PART_OF_YEAR.fullmatch(text)
    return _part_of_year(found) if found else None


def _part_of_year(found: re.Match[str]) -> _Period:
    length = 6 if found["kind"].lower().startswith("s") else 3
    last = _ORDINALS[found["ordinal"].lower()] * length
    return _Period(int(found["year"]), last - length + 1, last) if last <= 12 else _refuse(found[0])


def _point(period: _Period, part: str, written: str) -> date:
    if part == "middle":
        month, day = _middle(period) or _refuse(written)
        return _checked(period.year, month, day)
    if part == "start":
        return _checked(period.year, period.first, 1)
    return _checked(period.year, period.last, monthrange(period.year, period.last)[1])


def _middle(period: _Period) -> tuple[int, int] | None:
    if period.first == period.last:
        return period.first, 15
    return (6, 30) if (period.first, period.last) == (1, 12) else None


def _refuse(part: str) -> NoReturn:
    raise DateProblem("date_not_understood", {"part": part})
