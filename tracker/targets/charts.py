"""The chart of an indicator: baseline, road map, proposals, counters and what was agreed."""

from collections.abc import Iterable
from decimal import Decimal

from flask_babel import gettext as _

from tracker.core.bilingual import bilingual
from tracker.plans.models import Indicator
from tracker.plans.states import IndicatorKind
from tracker.targets import wording
from tracker.targets.models import Position, PublishedSeries
from tracker.targets.queries import Ledger
from tracker.targets.states import PositionKind, Stance
from tracker.web.charts import LineChart, Point, Series, SeriesKind, line_chart
from tracker.web.filters import language

_KINDS = {
    PositionKind.INITIAL: SeriesKind.PROPOSAL,
    PositionKind.PROPOSAL: SeriesKind.PROPOSAL,
    PositionKind.COUNTER: SeriesKind.COUNTER,
}


def chart_of(indicator: Indicator, ledger: Ledger, series: Iterable[PublishedSeries]) -> LineChart | None:
    """The chart, or None when there are no numbers to draw. Nothing is interpolated (D7)."""
    own = [one for one in series if one.indicator_id == indicator.id]
    drawn = [*_baseline(indicator), *(_road_map(indicator, one) for one in own), *_claims(indicator, ledger)]
    shown = [one for one in drawn if one.points and all(point.value >= 0 for point in one.points)]
    if not indicator.kind.is_numeric or not shown:
        return None
    name = bilingual(indicator.definition, "name").in_language(language())
    return line_chart(
        _("Grafik target"),
        _("Data dasar, usulan, usulan balik, dan kesepakatan per tahun untuk: %(name)s", name=name),
        shown,
        suffix="%" if indicator.kind is IndicatorKind.PERCENTAGE else "",
    )


def _baseline(indicator: Indicator) -> Iterable[Series]:
    baseline = indicator.baseline
    if baseline and baseline.year and baseline.value is not None:
        text = wording.baseline_of(indicator, baseline)
        yield Series(_("Data dasar"), SeriesKind.BASELINE, (Point(baseline.year, baseline.value, text),))


def _road_map(indicator: Indicator, series: PublishedSeries) -> Series:
    points = tuple(
        _point(indicator, known.year, known.value) for known in series.points if known.value is not None
    )
    return Series(bilingual(series, "name").in_language(language()), SeriesKind.ROAD_MAP, points)


def _point(indicator: Indicator, year: int, value: Decimal) -> Point:
    return Point(year, value, wording.amount(indicator, value=value, level=None))


def _claims(indicator: Indicator, ledger: Ledger) -> Iterable[Series]:
    """One series for each party and kind, in the order in which they spoke, then the agreed one."""
    talks = ledger.talks
    held = [ledger.position(entry) for entry in talks.held if entry.stance is Stance.VALUE]
    said = [position for position in held if position and position.value is not None]
    for kind, holder in dict.fromkeys((_KINDS[one.kind], wording.holder(one)) for one in said):
        own = [one for one in said if (_KINDS[one.kind], wording.holder(one)) == (kind, holder)]
        yield Series(_series_name(kind, holder), kind, _latest(own))
    agreed = [ledger.position(talks.agreed(year)) for year in talks.years]
    yield Series(
        _("Disepakati"),
        SeriesKind.AGREED,
        _latest([position for position in agreed if position and position.value is not None]),
    )


def _series_name(kind: SeriesKind, holder: str) -> str:
    if kind is SeriesKind.COUNTER:
        return str(_("Usulan balik %(party)s", party=holder))
    return str(_("Usulan %(party)s", party=holder))


def _latest(positions: Iterable[Position]) -> tuple[Point, ...]:
    """The last word on each year."""
    by_year = {
        position.target.year: Point(position.target.year, position.value, wording.amount_of(position))
        for position in positions
        if position.target and position.value is not None
    }
    return tuple(by_year[year] for year in sorted(by_year))
