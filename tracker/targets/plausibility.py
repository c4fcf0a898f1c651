"""What can be odd about numbers (D5, D9). A warning explains itself, never blocks and corrects nothing.

The params of a warning are plain text in one notation for every language, "45%" or "227995", so that the
same warning has the same fingerprint everywhere; `targets.labels.explain` puts them into words.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext
from functools import cached_property
from itertools import pairwise

from tracker.core.digest import canonical_json, sha256_of
from tracker.core.quantities import Comparator, without_idle_zeros
from tracker.plans.states import Direction, IndicatorKind
from tracker.targets.series import Point, Series, doubling_repair
from tracker.targets.states import PlausibilityRule

# Params that only tell the same in another language: with or without them it is the same warning.
_TRANSLATIONS = frozenset({"series_eng"})
# Room for the longest number that can be entered, squared; the usual 28 digits would raise.
DIGITS = 80


@dataclass(frozen=True)
class Anomaly:
    """One anomaly. `subject` is the indicator's key or the commitment's code; `scope` the plan's code."""

    rule: PlausibilityRule
    scope: str
    subject: str
    params: tuple[tuple[str, str], ...]

    @property
    def fingerprint(self) -> str:
        """Of its own values: when one of them changes, this is another warning (D9)."""
        values = [param for param in self.params if param[0] not in _TRANSLATIONS]
        return sha256_of(canonical_json([self.scope, self.subject, self.rule.value, values]))


@dataclass(frozen=True)
class BaselineFacts:
    """Where an indicator starts; `as_written` shows with how many decimals the percent was stated."""

    value: Decimal | None
    as_written: str = ""
    year: int | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True)
class Claim:
    """A value somebody asks for, or that was agreed ("" is then the party's name)."""

    party: str
    year: int
    value: Decimal | None
    as_written: str = ""
    denominator: Decimal | None = None
    denominator_comparator: Comparator = Comparator.EQUAL


@dataclass(frozen=True)
class IndicatorFacts:
    """Everything the rules need about one indicator. `claims` are those in force, in the ledger's order."""

    scope: str
    subject: str
    kind: IndicatorKind
    direction: Direction = Direction.RISE
    name: str = ""
    definition: str = ""
    numerator: str = ""
    baseline: BaselineFacts | None = None
    published: tuple[Series, ...] = ()
    claims: tuple[Claim, ...] = ()

    @cached_property
    def numbers(self) -> list[tuple[Claim, Point]]:
        """The claims that are numbers, each with its point in time."""
        return [(claim, Point(claim.year, claim.value)) for claim in self.claims if claim.value is not None]


Found = Iterator[tuple[PlausibilityRule, dict[str, str]]]


def assess(facts: IndicatorFacts) -> tuple[Anomaly, ...]:
    """Every warning about an indicator, each once."""
    with localcontext(prec=DIGITS):
        found = [
            Anomaly(rule, facts.scope, facts.subject, tuple(params.items()))
            for check in _CHECKS
            for rule, params in check(facts)
        ]
    return tuple(dict.fromkeys(found))


def assess_series(series: Series, *, scope: str, subject: str) -> tuple[Anomaly, ...]:
    """Every warning about a published series."""
    fitting = doubling_repair(series.points)
    if fitting is None:
        return ()
    wrong = next(point for point in series.points if point.year == fitting.year)
    params = {
        **_named(series),
        "year": str(wrong.year),
        "value": _plain(wrong.value),
        "fitting": _plain(fitting.value),
        "levels": " · ".join(_plain(point.value) for point in series.points),
    }
    return (Anomaly(PlausibilityRule.BROKEN_DOUBLING, scope, subject, tuple(params.items())),)


def _named(series: Series) -> dict[str, str]:
    return {"series": series.name} | ({"series_eng": series.name_eng} if series.name_eng else {})


def _is_worse(facts: IndicatorFacts, value: Decimal, than: Decimal) -> bool:
    """Further from where the indicator should go. To keep a level has no better and worse."""
    if facts.direction is Direction.FALL:
        return value > than
    return facts.direction is Direction.RISE and value < than


def _below_baseline(facts: IndicatorFacts) -> Found:
    baseline = facts.baseline
    if baseline is None or baseline.value is None:
        return
    for claim, point in facts.numbers:
        if _is_worse(facts, point.value, baseline.value) and point.year >= (baseline.year or point.year):
            yield PlausibilityRule.BELOW_BASELINE, _claimed(facts, claim, baseline=baseline.value)


def _below_published(facts: IndicatorFacts) -> Found:
    """Compared with the earliest level that the series already gave for that year or one before."""
    for series in facts.published:
        for claim, point in facts.numbers:
            if better := _level_passed(facts, series, point):
                known = _named(series) | {"published_year": str(better.year)}
                yield PlausibilityRule.BELOW_PUBLISHED, _claimed(facts, claim, published=better.value) | known


def _level_passed(facts: IndicatorFacts, series: Series, point: Point) -> Point | None:
    passed = (level for level in series.points if level.year <= point.year)
    return next((level for level in passed if _is_worse(facts, point.value, level.value)), None)


def _not_monotonic(facts: IndicatorFacts) -> Found:
    for party in dict.fromkeys(claim.party for claim in facts.claims):
        # The latest word on a year is the one that counts.
        latest = {claim.year: (claim, point) for claim, point in facts.numbers if claim.party == party}
        for (_claim, before), (claim, after) in pairwise(latest[year] for year in sorted(latest)):
            if _is_worse(facts, after.value, before.value):
                known = {"earlier_year": str(before.year)}
                yield PlausibilityRule.NOT_MONOTONIC, _claimed(facts, claim, earlier=before.value) | known


def _over_hundred(facts: IndicatorFacts) -> Found:
    if facts.kind is not IndicatorKind.PERCENTAGE:
        return
    for claim, point in facts.numbers:
        if point.value > 100:
            yield PlausibilityRule.OVER_HUNDRED, _claimed(facts, claim)
    stated = facts.baseline.value if facts.baseline else None
    if stated is not None and stated > 100:
        yield PlausibilityRule.OVER_HUNDRED, {"value": _quantity(facts, stated)}


def _open_denominator(facts: IndicatorFacts) -> Found:
    for claim, _point in facts.numbers:
        if claim.denominator is not None and claim.denominator_comparator is not Comparator.EQUAL:
            denominator = f"{claim.denominator_comparator.symbol}\u00a0{_plain(claim.denominator)}"
            yield PlausibilityRule.OPEN_DENOMINATOR, _claimed(facts, claim) | {"denominator": denominator}


def _percent_mismatch(facts: IndicatorFacts) -> Found:
    stated = _stated_share(facts)
    if stated is None or stated.numerator is None or not stated.denominator or stated.value is None:
        return
    computed = stated.numerator * 100 / stated.denominator
    step = _step(stated)
    if computed.quantize(step, ROUND_HALF_UP) != stated.value.quantize(step, ROUND_HALF_UP):
        yield (
            PlausibilityRule.PERCENT_MISMATCH,
            {
                "value": _quantity(facts, stated.value),
                "numerator": _plain(stated.numerator),
                "denominator": _plain(stated.denominator),
                "computed": _quantity(facts, computed.quantize(step / 10, ROUND_HALF_UP)),
            },
        )


def _baseline_without_denominator(facts: IndicatorFacts) -> Found:
    stated = _stated_share(facts)
    if stated is None or stated.denominator is not None:
        return
    params = {"value": _quantity(facts, stated.value or Decimal(0))}
    if stated.numerator is not None:
        params["numerator"] = _plain(stated.numerator)
        params |= _fitting_denominators(stated.numerator, stated.value or Decimal(0), _step(stated))
    yield PlausibilityRule.BASELINE_WITHOUT_DENOMINATOR, params


def _stated_share(facts: IndicatorFacts) -> BaselineFacts | None:
    baseline = facts.baseline
    is_share = facts.kind is IndicatorKind.PERCENTAGE and baseline is not None and baseline.value is not None
    return baseline if is_share else None


def _fitting_denominators(numerator: Decimal, percent: Decimal, step: Decimal) -> dict[str, str]:
    """The whole denominators that give the percent as it was rounded: 122 being 19% fits 626 to 659."""
    if numerator <= 0 or percent * 2 <= step:
        return {}
    lowest = (numerator * 100 / (percent + step / 2)).to_integral_value(ROUND_FLOOR) + 1
    highest = (numerator * 100 / (percent - step / 2)).to_integral_value(ROUND_FLOOR)
    return {"lowest": _plain(lowest), "highest": _plain(highest)} if lowest <= highest else {}


_STATED_DECIMALS = re.compile(r",([0-9]+)\s*(?:%|persen)")


def _step(stated: BaselineFacts) -> Decimal:
    """One in the last place of the percent as stated: 1 for 19%, 0.1 for 19,0%."""
    if written := _STATED_DECIMALS.search(stated.as_written):
        return Decimal(1).scaleb(-len(written[1]))
    exponent = without_idle_zeros(stated.value or Decimal(0)).as_tuple().exponent
    return Decimal(1).scaleb(min(int(exponent), 0))


# What official papers mix up although it is not the same (DOMAIN glossary): concept and how it is worded.
_FOLLOWED_UP = re.compile(r"\b(?:di|ter)?tindak[ -]?lanjut|\b[mp]enindak[ -]?lanjut", re.IGNORECASE)
_RESOLVED = re.compile(r"\b(?:di|ter)selesaikan|\b[mp]enyelesai|\b(?:telah|sudah) selesai", re.IGNORECASE)
_CONNECTED = re.compile(r"\b(?:ke)?terhubung|\b(?:ter)?koneksi", re.IGNORECASE)
_INTEGRATED = re.compile(r"\b(?:ter|di|meng|peng)?integrasi", re.IGNORECASE)
_NOT_SYNONYMS = (
    (("ditindaklanjuti", _FOLLOWED_UP), ("diselesaikan", _RESOLVED)),
    (("diselesaikan", _RESOLVED), ("ditindaklanjuti", _FOLLOWED_UP)),
    (("terhubung", _CONNECTED), ("terintegrasi", _INTEGRATED)),
    (("terintegrasi", _INTEGRATED), ("terhubung", _CONNECTED)),
)


def _name_and_aim_differ(facts: IndicatorFacts) -> Found:
    names = (facts.name, facts.definition)
    aims = (facts.numerator, *(claim.as_written for claim in facts.claims))
    for (named, name_words), (aimed, aim_words) in _NOT_SYNONYMS:
        # The aims first: they are short, and most of them speak of neither.
        if _only(aim_words, name_words, aims) and _only(name_words, aim_words, names):
            yield PlausibilityRule.NAME_AND_AIM_DIFFER, {"named": named, "aimed": aimed}


def _only(words: re.Pattern[str], others: re.Pattern[str], texts: Iterable[str]) -> bool:
    return any(words.search(text) and not others.search(text) for text in texts)


def _claimed(facts: IndicatorFacts, claim: Claim, **levels: Decimal) -> dict[str, str]:
    value = _quantity(facts, claim.value or Decimal(0))
    compared = {name: _quantity(facts, level) for name, level in levels.items()}
    return {"party": claim.party, "year": str(claim.year), "value": value, **compared}


def _quantity(facts: IndicatorFacts, value: Decimal) -> str:
    return _plain(value) + ("%" if facts.kind is IndicatorKind.PERCENTAGE else "")


def _plain(value: Decimal) -> str:
    return format(without_idle_zeros(value), "f")


_CHECKS: tuple[Callable[[IndicatorFacts], Found], ...] = (
    _below_baseline,
    _below_published,
    _not_monotonic,
    _over_hundred,
    _percent_mismatch,
    _baseline_without_denominator,
    _open_denominator,
    _name_and_aim_differ,
)
