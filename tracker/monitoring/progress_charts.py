"""The chart of an indicator over the periods: where it began, what was aimed at, reported and verified."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext as _

from tracker.core.bilingual import bilingual
from tracker.monitoring.progress_queries import Account, CommitmentProgress, Kept
from tracker.monitoring.progress_wording import amount, rounded, short_figure
from tracker.plans.models import Indicator
from tracker.plans.states import IndicatorKind
from tracker.reports.achievement_rules import Known
from tracker.reports.asked import AskedIndicator
from tracker.reports.asked_queries import asked_indicator
from tracker.reports.figure_rules import measure
from tracker.reports.period_rules import Period
from tracker.targets.queries import Ledger
from tracker.web.charts import Axis, AxisPlace, LineChart, Point, Series, SeriesKind, line_chart
from tracker.web.filters import language


@dataclass(frozen=True)
class _Told:
    """What one organisation told of an indicator in each period, None where it told nothing."""

    organisation: str
    accounts: Sequence[Account | None]

    def points(self, key: str, kind: SeriesKind) -> tuple[Point, ...]:
        """The numbers, as reported or as verified. Other figures have no place in a chart."""
        kept = [_of_kind(one, kind) if one else None for one in self.accounts]
        found = ((at, _point(at, key, one)) for at, one in enumerate(kept) if one)
        return tuple(point for _at, point in found if point)


def charts_of(progress: CommitmentProgress, ledgers: Mapping[int, Ledger]) -> list[LineChart]:
    """One for each indicator and organisation that gave numbers on it, in the plan's order.

    `ledgers` are those of the commitment's indicators, by their ids. Nothing is interpolated (D7).
    """
    told = list(_told(progress))
    return [
        chart
        for indicator in progress.commitment.indicators
        for chart in _charts(indicator, progress, ledgers[indicator.id], told)
    ]


def axis_of(periods: Iterable[Period]) -> Axis:
    """The periods along the bottom of a chart, each year under its first one."""
    return Axis(_("Periode"), tuple(_place(one) for one in periods))


def _place(period: Period) -> AxisPlace:
    year = str(period.start.year)
    return AxisPlace(period.code, period.code.removeprefix(f"{year}-"), year)


def _told(progress: CommitmentProgress) -> Iterator[_Told]:
    by_period = [
        {one.organisation: one for one in period.agencies if one.standing} for period in progress.periods
    ]
    for organisation in dict.fromkeys(one for known in by_period for one in known):
        yield _Told(organisation.short_name, [known.get(organisation) for known in by_period])


def _charts(
    indicator: Indicator, progress: CommitmentProgress, ledger: Ledger, told: Sequence[_Told]
) -> Iterator[LineChart]:
    periods = [one.period for one in progress.periods]
    aims = [asked_indicator(indicator, ledger, period) for period in periods]
    name = f"{indicator.key} {bilingual(indicator.definition, 'name').in_language(language())}"
    for one in told:
        said = _said(one, indicator.key)
        if said:
            yield line_chart(
                name if len(told) == 1 else f"{name} · {one.organisation}",
                _(
                    "Data dasar, usulan awal, kesepakatan, angka yang dilaporkan, dan angka terverifikasi "
                    "per periode untuk: %(name)s",
                    name=name,
                ),
                [*_aimed(aims), *said],
                suffix="%" if indicator.kind is IndicatorKind.PERCENTAGE else "",
                axis=axis_of(one.days for one in periods),
            )


def _said(told: _Told, key: str) -> list[Series]:
    names = {SeriesKind.REPORTED: _("Dilaporkan"), SeriesKind.VERIFIED: _("Diverifikasi")}
    series = (Series(name, kind, told.points(key, kind)) for kind, name in names.items())
    return [one for one in series if one.points]


def _aimed(aims: Sequence[AskedIndicator]) -> Iterator[Series]:
    values: tuple[tuple[str, SeriesKind, list[Known]], ...] = (
        (_("Data dasar"), SeriesKind.BASELINE, [one.baseline for one in aims]),
        (_("Usulan awal"), SeriesKind.PROPOSAL, [one.aims.original for one in aims]),
        (_("Disepakati pada awal periode"), SeriesKind.AGREED, [one.aims.at_start for one in aims]),
    )
    for name, kind, known in values:
        points = tuple(
            Point(at, value, amount(aims[at], value))
            for at, value in enumerate(known)
            if isinstance(value, Decimal) and value >= 0
        )
        yield Series(name, kind, points, is_stepped=True)


def _of_kind(account: Account, kind: SeriesKind) -> Kept | None:
    return account.reported if kind is SeriesKind.REPORTED else account.verified


def _point(at: int, key: str, kept: Kept) -> Point | None:
    asked, figure = kept.told.asked.indicator(key), kept.figure(key)
    measured = measure(asked.kind, figure) if asked and figure else None
    if asked is None or measured is None or measured.value is None or measured.value < 0:
        return None
    return Point(at, rounded(asked, measured), short_figure(asked, measured))
