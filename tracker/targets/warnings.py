"""From stored ledgers, baselines and series to the warnings about them (D9)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from tracker.core.quantities import Comparator
from tracker.plans.models import Baseline, Commitment, Indicator
from tracker.targets.models import Position, PublishedSeries, SetAsideWarning
from tracker.targets.plausibility import (
    Anomaly,
    BaselineFacts,
    Claim,
    IndicatorFacts,
    assess,
    assess_series,
)
from tracker.targets.queries import Ledger, ledgers, series_of, set_aside_by_fingerprint
from tracker.targets.rules import in_force
from tracker.targets.series import Point, Series
from tracker.targets.states import PositionKind


@dataclass(frozen=True)
class RaisedWarning:
    """A warning and, once somebody answered for it, that answer."""

    anomaly: Anomaly
    set_aside: SetAsideWarning | None


def warnings_about(
    indicator: Indicator, ledger: Ledger, series: Iterable[PublishedSeries]
) -> tuple[Anomaly, ...]:
    """The warnings about an indicator and its own series. A dropped one is no longer judged (D14)."""
    if ledger.talks.is_dropped:
        return ()
    own = [plain_series(one) for one in series if one.indicator_id == indicator.id]
    scope = indicator.commitment.plan.code
    about_series = (found for one in own for found in assess_series(one, scope=scope, subject=indicator.key))
    return (*assess(facts_of(indicator, ledger, own)), *about_series)


def warnings_about_commitment(
    commitment: Commitment, series: Iterable[PublishedSeries]
) -> tuple[Anomaly, ...]:
    """The warnings about those published series of a commitment that belong to no single indicator."""
    shared = (plain_series(one) for one in series if one.indicator_id is None)
    scope, subject = commitment.plan.code, commitment.code
    return tuple(found for one in shared for found in assess_series(one, scope=scope, subject=subject))


def all_warnings(commitment: Commitment) -> tuple[RaisedWarning, ...]:
    """Every warning about a commitment and its indicators, in a fixed number of statements."""
    known = ledgers([indicator.id for indicator in commitment.indicators])
    series = series_of([commitment.id])[commitment.id]
    found = list(warnings_about_commitment(commitment, series))
    for indicator in commitment.indicators:
        found += warnings_about(indicator, known[indicator.id], series)
    return answered(found, [commitment.id])


def answered(anomalies: Iterable[Anomaly], commitment_ids: Collection[int]) -> tuple[RaisedWarning, ...]:
    """The warnings with the answers given to them."""
    kept = set_aside_by_fingerprint(commitment_ids)
    return tuple(RaisedWarning(anomaly, kept.get(anomaly.fingerprint)) for anomaly in anomalies)


def facts_of(indicator: Indicator, ledger: Ledger, published: Sequence[Series]) -> IndicatorFacts:
    """What the plausibility rules need to know about an indicator."""
    definition = indicator.definition
    positions = (ledger.position(entry) for entry in in_force(ledger.talks))
    return IndicatorFacts(
        scope=indicator.commitment.plan.code,
        subject=indicator.key,
        kind=indicator.kind,
        direction=indicator.direction,
        name=definition.name_ind,
        definition=definition.definition_ind,
        numerator=definition.numerator_ind,
        baseline=_baseline_facts(indicator.baseline),
        published=tuple(published),
        claims=tuple(_claim(position) for position in positions if position),
    )


def plain_series(series: PublishedSeries) -> Series:
    """The numbers of a published series; years with a level only are left out."""
    points = (Point(point.year, point.value) for point in series.points if point.value is not None)
    return Series(series.name_ind, tuple(points), series.name_eng)


def _baseline_facts(baseline: Baseline | None) -> BaselineFacts | None:
    if baseline is None:
        return None
    return BaselineFacts(
        value=baseline.value,
        as_written=baseline.as_written,
        year=baseline.year,
        numerator=baseline.numerator,
        denominator=baseline.denominator,
    )


def _claim(position: Position) -> Claim:
    assert position.target is not None  # the database keeps no value without its year
    return Claim(
        party="" if position.kind is PositionKind.AGREED else position.organisation.short_name,
        year=position.target.year,
        value=position.value,
        as_written=position.as_written,
        denominator=position.denominator,
        denominator_comparator=position.denominator_comparator or Comparator.EQUAL,
    )
