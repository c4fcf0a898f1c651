"""How values look on a page, in the language of the request."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import Any

from flask import Flask
from flask_babel import get_locale, gettext

from tracker.core import bilingual, dates, quantities
from tracker.core.text import paragraphs
from tracker.web.labels import label, meaning

_SIZES = ("B", "kB", "MB")


def language() -> str:
    """The language of this page: "id" or "en"."""
    locale = get_locale()
    return locale.language if locale else "id"


def number(value: Decimal | int) -> str:
    """227.995,5"""
    return quantities.format_number(Decimal(value), locale=language())


def rounded(value: Decimal) -> str:
    """47,08: a computed number, rounded half up to two decimals."""
    return number(value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def file_size(count: int) -> str:
    """475 B, 2,4 kB, 12 MB: bytes counted in thousands, with a decimal below ten."""
    power = max(0, min(len(str(count)) - 1, 6) // 3)
    size = Decimal(count) / 1000**power
    decimals = Decimal("0.1") if power and size < 10 else Decimal(1)
    return f"{number(size.quantize(decimals, rounding=ROUND_HALF_UP))} {_SIZES[power]}"


def share(percent: Decimal) -> str:
    """102,2%: a computed percent, rounded half up to one decimal."""
    rounded = percent.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return quantities.format_percent(rounded, locale=language())


def day(on: date) -> str:
    """21 September 2020"""
    return dates.format_date(on, locale=language())


def long_day(on: date) -> str:
    """Senin, 21 September 2020"""
    return dates.format_long_date(on, locale=language())


def short_day(on: date) -> str:
    """21 Sep 2020"""
    return dates.format_short_date(on, locale=language())


def moment(at: datetime) -> str:
    """21 Sep 2020, 13.30 WIB"""
    return dates.format_datetime_wib(at, locale=language())


def in_language(thing: object, field: str) -> str:
    """`thing`'s bilingual text `field` in the language of the page."""
    return bilingual.bilingual(thing, field).in_language(language())


def text_of(pair: bilingual.Bilingual) -> str:
    """A bilingual value in the language of the page."""
    return pair.in_language(language())


def mark(member: Enum) -> str:
    """The sign of a state that stands without colour: ✓"""
    return meaning(member).mark


def tone(member: Enum) -> str:
    """The colour meaning of a state: agreed, contested, returned, dropped, info or plain."""
    return meaning(member).tone


def reading(value: object) -> str:
    """What a number field understood: "≥ 80% — minimal delapan puluh persen"; nothing for anything else."""
    return quantities.echo(value, locale=language()) if isinstance(value, quantities.Reading) else ""


def newest(field: Any) -> str:
    """What somebody else saved in this field meanwhile, in the words the field itself would use."""
    value = field.newest
    offered = {str(choice.value): str(choice.label) for choice in _choices(field)}
    if offered and isinstance(value, list | tuple | set | frozenset):
        return ", ".join(offered.get(_as_choice(one), "") for one in value) or str(gettext("tidak ada"))
    if offered and _as_choice(value) in offered:
        return offered[_as_choice(value)]
    return _in_words(value)


def _choices(field: Any) -> list[Any]:
    return list(field.iter_choices()) if hasattr(field, "iter_choices") else []


def _as_choice(value: object) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    return "" if value is None else str(value)


def _in_words(value: object) -> str:
    if value is None or value == "":
        return str(gettext("kosong"))
    if isinstance(value, bool):
        return str(gettext("ya") if value else gettext("tidak"))
    if isinstance(value, Enum):
        return label(value)
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, date):
        return moment(value) if isinstance(value, datetime) else day(value)
    return str(getattr(value, "as_written", value))


def field_notes(field: Any, hint: object) -> Mapping[str, str]:
    """The attributes that tie an input to its hint, its error and its other notes for a screen reader."""
    there = {
        "hint": hint,
        "error": field.errors,
        "newest": hasattr(field, "newest"),
        "reading": hasattr(field, "reads_number"),
    }
    ids = " ".join(f"{field.id}-{name}" for name, present in there.items() if present)
    described = {"aria_describedby": ids} if ids else {}
    return {**described, "aria_invalid": "true"} if field.errors else described


def register(app: Flask) -> None:
    """Hand the filters to Jinja."""
    values = (number, rounded, share, file_size, in_language, text_of, paragraphs)
    days = (day, long_day, short_day, moment)
    states = (label, mark, tone)
    fields = (reading, newest)
    app.jinja_env.filters.update({given.__name__: given for given in (*values, *days, *states, *fields)})
    app.jinja_env.globals.update(language=language, field_notes=field_notes)
