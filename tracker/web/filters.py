"""How values look on a page, in the language of the request."""

from datetime import date, datetime
from decimal import Decimal

from flask import Flask
from flask_babel import get_locale

from tracker.core import bilingual, dates, quantities
from tracker.web.labels import label


def language() -> str:
    """The language of this page: "id" or "en"."""
    locale = get_locale()
    return locale.language if locale else "id"


def number(value: Decimal | int) -> str:
    """227.995,5"""
    return quantities.format_number(Decimal(value), locale=language())


def day(on: date) -> str:
    """21 September 2020"""
    return dates.format_date(on, locale=language())


def long_day(on: date) -> str:
    """Senin, 21 September 2020"""
    return dates.format_long_date(on, locale=language())


def moment(at: datetime) -> str:
    """21 Sep 2020, 13.30 WIB"""
    return dates.format_datetime_wib(at, locale=language())


def in_language(thing: object, field: str) -> str:
    """`thing`'s bilingual text `field` in the language of the page."""
    return bilingual.bilingual(thing, field).in_language(language())


def text_of(pair: bilingual.Bilingual) -> str:
    """A bilingual value in the language of the page."""
    return pair.in_language(language())


def register(app: Flask) -> None:
    """Hand the filters to Jinja."""
    app.jinja_env.filters.update(
        number=number, day=day, long_day=long_day, moment=moment, label=label, in_language=in_language, text_of=text_of
    )
    app.jinja_env.globals.update(language=language)
