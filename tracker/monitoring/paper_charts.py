"""The small charts of the printed report: an indicator over the periods, as one agency tells it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from flask_babel import gettext as _

from tracker.core.bilingual import bilingual
from tracker.monitoring.paper_content import IndicatorPart, PastFigure
from tracker.monitoring.progress_charts import axis_of
from tracker.monitoring.progress_wording import amount, rounded, short_figure
from tracker.reports.achievement_rules import Known
from tracker.reports.asked import AskedIndicator
from tracker.reports.figure_rules import Measured
from tracker.reports.period_rules import Period
from tracker.reports.states import Uncounted, Voice
from tracker.web.charts import LineChart, Point, Series, SeriesKind, line_chart
from tracker.web.filters import language


def chart_of(part: IndicatorPart, periods: Sequence[Period]) -> LineChart | None:
    """That of the first agency that gave numbers, the lead before all others; None when nobody did.

    Nothing is interpolated, and levels have no place here (D7).
    """
    agencies = [one.organisation for one in part.past if one.voice is Voice.GOVERNMENT]
    order = [one.organisation for one in part.said if one.organisation in agencies]
    chosen = next(iter((*order, *agencies)), None)
    return _chart(part, chosen, periods) if chosen else None


def _chart(part: IndicatorPart, organisation: str, periods: Sequence[Period]) -> LineChart:
    asked = part.asked
    name = f"{asked.key} {bilingual(asked, 'name').in_language(language())}"
    own = {one.period: one for one in part.past if one.organisation == organisation}
    return line_chart(
        _("Menurut %(organisation)s", organisation=organisation),
        _("Target dan capaian per periode menurut %(who)s: %(name)s", who=organisation, name=name),
        list(_series(asked, own, [one.code for one in periods])),
        suffix="%" if asked.is_percentage else "",
        axis=axis_of(periods),
    )


def _series(asked: AskedIndicator, own: Mapping[str, PastFigure], codes: Sequence[str]) -> Iterator[Series]:
    """Where it began, what each report was held against, what was reported and verified."""
    told = [own.get(code) for code in codes]
    original = [one.original if one else None for one in told]
    at_start = [one.at_start if one else None for one in told]
    aims: tuple[tuple[str, SeriesKind, list[Known | None]], ...] = (
        (_("Data dasar"), SeriesKind.BASELINE, [asked.baseline for _code in codes]),
        (_("Usulan awal"), SeriesKind.PROPOSAL, original),
        (_("Disepakati pada awal periode"), SeriesKind.AGREED, at_start),
    )
    for name, kind, known in aims:
        yield Series(name, kind, tuple(_aimed(asked, known)), is_stepped=True)
    reported = [one.reported if one else None for one in told]
    verified = [one.verified if one else None for one in told]
    yield Series(_("Dilaporkan"), SeriesKind.REPORTED, tuple(_measured(asked, reported)))
    yield Series(_("Diverifikasi"), SeriesKind.VERIFIED, tuple(_measured(asked, verified)))


def _aimed(asked: AskedIndicator, known: Iterable[Known | None]) -> Iterator[Point]:
    for at, value in enumerate(known):
        if value is not None and not isinstance(value, Uncounted) and value >= 0:
            yield Point(at, value, amount(asked, value))


def _measured(asked: AskedIndicator, figures: Iterable[Measured | None]) -> Iterator[Point]:
    for at, one in enumerate(figures):
        if one and one.value is not None and one.value >= 0:
            yield Point(at, rounded(asked, one), short_figure(asked, one))
