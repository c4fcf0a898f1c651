"""What may be written in a plan, decided from values alone."""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tracker.core.errors import RuleBroken
from tracker.core.quantities import PERCENT
from tracker.core.text import LONG_TEXT, SHORT_TEXT, check_length, clean_text
from tracker.plans.states import IndicatorKind, OgpValue, RegulationStage, YesNo

LONGEST_CODE = 40
LONGEST_TITLE = 1_000
FIRST_YEAR, LAST_YEAR = 1990, 2100
HIGHEST_NUMBER = 999

_CODE = re.compile(r"[A-Za-z0-9]+(?:[-._][A-Za-z0-9]+)*")
_OGP_ID = re.compile(r"[A-Z]{2}[0-9]{4}")
# Words of the addresses: a thing with such a code could not be reached.
_RESERVED = frozenset({"new"})
_PLACEHOLDER = re.compile(
    r"[-–—.…?_x]+|tb[dac]|n/?a|placeholder|lorem ipsum.*|\[.*\]|<.*>", re.IGNORECASE | re.DOTALL
)
_LEVELS: dict[IndicatorKind, tuple[StrEnum, ...]] = {
    IndicatorKind.YES_NO: tuple(YesNo),
    IndicatorKind.REGULATION: tuple(RegulationStage),
}
_SIDES = {"_ind": "_eng", "_eng": "_ind"}


def tidied(values: Mapping[str, object], *, short: Collection[str] = ()) -> dict[str, object]:
    """The values with every text cleaned and within its limit; `short` names the one-line texts."""
    return {
        name: _tidied_text(name, value, short) if isinstance(value, str) else value
        for name, value in values.items()
    }


def _tidied_text(name: str, value: str, short: Collection[str]) -> object:
    if isinstance(value, StrEnum):
        return value
    text = clean_text(value)
    check_length(text, field=name, limit=SHORT_TEXT if name in short else LONG_TEXT)
    return text


def check_given(field: str, text: str) -> None:
    """Refuse a blank text where one must stand."""
    if not text.strip():
        raise RuleBroken("text_missing", field=field)


def check_reason(reason: str) -> None:
    """Refuse an act without its reason (D11)."""
    if not reason.strip():
        raise RuleBroken("plan_reason_missing", field="reason")


def check_code(code: str) -> None:
    """Refuse a local code that cannot stand in an address and in a file, such as RAN7-01 can (D35)."""
    if len(code) > LONGEST_CODE or not _CODE.fullmatch(code):
        raise RuleBroken("code_not_understood", field="code", params={"limit": LONGEST_CODE})
    if code.lower() in _RESERVED:
        raise RuleBroken("code_reserved", field="code", params={"code": code})


def check_ogp_id(ogp_id: str | None) -> None:
    """Refuse an OGP id that is not two capitals and four digits, such as ID0112 (D35)."""
    if ogp_id is not None and not _OGP_ID.fullmatch(ogp_id):
        raise RuleBroken("ogp_id_not_understood", field="ogp_id")


def check_plan_years(*, period_start: int, period_end: int, first_year: int, last_year: int) -> None:
    """Refuse years out of order: an OGP period and the years in which the plan is carried out (D35)."""
    for field, year in (("period_start", period_start), ("first_year", first_year)):
        _check_year(field, year)
    _check_order("period_end", period_start, period_end)
    _check_order("last_year", first_year, last_year)


def _check_year(field: str, year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise RuleBroken("year_out_of_range", field=field, params={"first": FIRST_YEAR, "last": LAST_YEAR})


def _check_order(field: str, start: int, end: int) -> None:
    _check_year(field, end)
    if end < start:
        raise RuleBroken("years_out_of_order", field=field, params={"start": start})


def check_ordinal(ordinal: int) -> None:
    """Refuse a plan that would be the 0th or the 100th."""
    if not 1 <= ordinal <= 99:
        raise RuleBroken("ordinal_out_of_range", field="ordinal")


def check_milestone_dates(start_on: date | None, due_on: date | None) -> None:
    """Refuse a milestone that is due before it starts; either date may be missing."""
    if start_on and due_on and due_on < start_on:
        raise RuleBroken("due_before_start", field="due_on")


def check_unit_belongs(organisation_id: int | None, unit_organisation_id: int | None, *, field: str) -> None:
    """Refuse a work unit of another organisation than the one named. No unit (None) is fine."""
    if unit_organisation_id is not None and unit_organisation_id != organisation_id:
        raise RuleBroken("unit_of_other_organisation", field=field)


def next_number(used: Iterable[int]) -> int:
    """The number after the highest ever used: a dropped one is never given again (D14)."""
    return max(used, default=0) + 1


def check_number(number: int, used: Collection[int]) -> None:
    """Refuse an indicator number that was ever used (D14), or that is none."""
    if not 1 <= number <= HIGHEST_NUMBER:
        raise RuleBroken("number_out_of_range", field="number", params={"limit": HIGHEST_NUMBER})
    if number in used:
        raise RuleBroken("number_used", field="number", params={"number": number})


def levels_of(kind: IndicatorKind) -> tuple[StrEnum, ...]:
    """The levels a value of this kind can have, in order; none for numbers and quality's free levels (D6)."""
    return _LEVELS.get(kind, ())


def check_value_of_kind(kind: IndicatorKind, value: Decimal | None, level: str | None) -> None:
    """Refuse a value that the kind cannot have: numbers for numeric kinds, levels for the others (D6)."""
    if kind.is_numeric:
        _check_number_only(value, level)
    elif levels_of(kind):
        _check_level_only(kind, value, level)
    elif (value is None) == (not level):
        raise RuleBroken("one_value_or_level", field="as_written")


def _check_number_only(value: Decimal | None, level: str | None) -> None:
    if value is None or level:
        raise RuleBroken("number_expected", field="as_written")


def _check_level_only(kind: IndicatorKind, value: Decimal | None, level: str | None) -> None:
    if value is not None or level not in levels_of(kind):
        raise RuleBroken("level_expected", field="level")


def check_unit_read(kind: IndicatorKind, unit: str | None) -> None:
    """Refuse "19 instansi" for a percentage and "19%" for a count; `unit` was read behind the number."""
    if kind is IndicatorKind.PERCENTAGE and unit not in {None, PERCENT}:
        raise RuleBroken("percent_expected", field="as_written")
    if kind is IndicatorKind.COUNT and unit == PERCENT:
        raise RuleBroken("percent_not_expected", field="as_written")


def check_fraction(numerator: Decimal | None, denominator: Decimal | None) -> None:
    """Refuse a denominator of nothing or less, and a negative numerator. Odd sizes only warn (D9)."""
    if denominator is not None and denominator <= 0:
        raise RuleBroken("denominator_not_positive", field="denominator")
    if numerator is not None and numerator < 0:
        raise RuleBroken("numerator_negative", field="numerator")


def is_placeholder(text: str) -> bool:
    """Whether a text only keeps a place: "-", "TBD", "placeholder" (D38). A blank one is no placeholder."""
    return bool(_PLACEHOLDER.fullmatch(text.strip()))


def check_no_placeholder(values: Mapping[str, object]) -> None:
    """Refuse a text that only keeps a place in what everybody can read (D38)."""
    for name, value in values.items():
        if isinstance(value, str) and not isinstance(value, StrEnum) and is_placeholder(value):
            raise RuleBroken("placeholder_text", field=name, params={"text": value})


def check_publishable(texts: Iterable[tuple[str, str]]) -> None:
    """Refuse to publish while texts only keep a place; `texts` are pairs of a thing's key and text (D38)."""
    found = [f"{key} (“{text}”)" for key, text in texts if is_placeholder(text)]
    if found:
        raise RuleBroken("placeholders_left", params={"count": len(found), "places": ", ".join(found[:3])})


def other_side(field: str) -> str | None:
    """The same text in the other language: title_ind → title_eng; None for what has no other side."""
    suffix = field[-4:]
    return field[:-4] + _SIDES[suffix] if suffix in _SIDES else None


def stale_sides(marked: Collection[str], changed: Collection[str], texts: Mapping[str, object]) -> list[str]:
    """Which sides of bilingual texts need another look after an edit (D37).

    `marked` were marked before, `changed` were edited now, `texts` are the values after the edit. An edit
    marks the other side, unless that was edited too, says nothing, or the edit itself was the catching up.
    """
    fresh = [other for field in changed if field not in marked and (other := other_side(field))]
    stale = (set(marked) | set(fresh)) - set(changed)
    return sorted(name for name in stale if texts.get(name))


def ordered_ogp_values(given: Iterable[str]) -> list[str]:
    """OGP values in their usual order, each once; refuses what is none."""
    chosen = set(given)
    if chosen - set(OgpValue):
        raise RuleBroken("ogp_value_unknown", field="ogp_values")
    return [value.value for value in OgpValue if value in chosen]


def tidied_links(given: Iterable[str]) -> list[str]:
    """References such as "16.6", each once, in the order given; refuses an over-long one."""
    links = list(dict.fromkeys(link for text in given if (link := clean_text(text))))
    for link in links:
        check_length(link, field="sdg_links", limit=LONGEST_CODE)
    return links


def check_adoptable(number: int, in_force: int) -> None:
    """Refuse to adopt a wording that is older than the one in force: that would turn history round (D13)."""
    if number <= in_force:
        raise RuleBroken("newer_definition_in_force", params={"number": number, "in_force": in_force})
