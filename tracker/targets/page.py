"""What the page of an indicator shows, ready to be set: words, addresses and marks, no more to decide."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from tracker.accounts.actors import Actor
from tracker.core.bilingual import bilingual
from tracker.core.dates import format_datetime_wib
from tracker.core.quantities import format_number
from tracker.plans.models import DefinitionVersion, Indicator
from tracker.targets import policy, wording
from tracker.targets.charts import chart_of
from tracker.targets.labels import explain
from tracker.targets.models import Position, PublishedSeries, SetAsideWarning
from tracker.targets.plausibility import Anomaly
from tracker.targets.queries import Ledger, ledger_of, series_of
from tracker.targets.rules import Cell, indicator_status
from tracker.targets.states import PlausibilityRule, TalkStatus
from tracker.targets.timeline import Event, Stand, events_of, stands_of
from tracker.targets.warnings import RaisedWarning, answered, warnings_about, warnings_about_commitment
from tracker.targets.wording import SourceLink
from tracker.web.charts import LineChart
from tracker.web.filters import language


@dataclass(frozen=True)
class Shown:
    """A value in a target cell: how much, whose, and where it stands."""

    amount: str
    holder: str
    source: SourceLink


@dataclass(frozen=True)
class YearLine:
    """One year of the target table. `is_midterm`: after the plan's end, shown but not scored (D8)."""

    point: str
    status: TalkStatus
    initial: Shown | None
    counter: Shown | None
    agreed: Shown | None
    difference: str
    is_midterm: bool

    @property
    def is_blank(self) -> bool:
        """Whether nobody has spoken about the year."""
        return not (self.initial or self.counter or self.agreed)


@dataclass(frozen=True)
class WarningEntry:
    """A warning in words; `href` leads to setting it aside, for those who may; `answer` once that is done."""

    rule: PlausibilityRule
    text: str
    answer: str
    reason: str
    href: str

    @property
    def is_set_aside(self) -> bool:
        """Whether somebody answered for it (D9)."""
        return bool(self.answer)


@dataclass(frozen=True)
class SeriesEntry:
    """A series published earlier, each year as written."""

    title: str
    levels: tuple[tuple[int, str], ...]
    source: SourceLink
    remove_href: str


@dataclass(frozen=True)
class IndicatorPage:
    """Everything on the page of one indicator. `shared_warnings` are about series of the whole commitment."""

    indicator: Indicator
    status: TalkStatus
    baseline: str
    fraction: str
    undated_baseline: str
    baseline_source: SourceLink | None
    former: tuple[DefinitionVersion, ...]
    suggested: tuple[DefinitionVersion, ...]
    years: tuple[YearLine, ...]
    events: tuple[Event, ...]
    stands: tuple[Stand, ...]
    warnings: tuple[WarningEntry, ...]
    shared_warnings: tuple[WarningEntry, ...]
    series: tuple[SeriesEntry, ...]
    chart: LineChart | None
    without_source: int

    @property
    def open_warnings(self) -> tuple[WarningEntry, ...]:
        """Those nobody has answered for."""
        return tuple(warning for warning in self.warnings if not warning.is_set_aside)

    @property
    def answered_warnings(self) -> tuple[WarningEntry, ...]:
        """Those somebody answered for."""
        return tuple(warning for warning in self.warnings if warning.is_set_aside)


def page_of(actor: Actor, indicator: Indicator) -> IndicatorPage:
    """The page of an indicator as this actor sees it."""
    ledger = ledger_of(actor, indicator)
    all_series = series_of([indicator.commitment_id])[indicator.commitment_id]
    series = [one for one in all_series if one.indicator_id in (indicator.id, None)]
    return IndicatorPage(
        indicator=indicator,
        status=indicator_status(ledger.talks),
        baseline=_baseline(indicator),
        fraction=_fraction(indicator),
        undated_baseline="" if indicator.baseline and indicator.baseline.year else _baseline(indicator),
        baseline_source=_baseline_source(actor, indicator),
        former=_former(indicator),
        suggested=_suggested(indicator),
        years=tuple(_year_lines(actor, indicator, ledger)),
        events=events_of(actor, ledger),
        stands=tuple(stands_of(actor, ledger)),
        warnings=_warnings(actor, indicator, warnings_about(indicator, ledger, series)),
        shared_warnings=_warnings(actor, indicator, warnings_about_commitment(indicator.commitment, series)),
        series=tuple(_series_entry(actor, one) for one in series),
        chart=chart_of(indicator, ledger, series),
        without_source=sum(not (said.clause_id or said.source_text) for said in ledger.positions),
    )


def _baseline(indicator: Indicator) -> str:
    return wording.baseline_of(indicator, indicator.baseline) if indicator.baseline else ""


def _fraction(indicator: Indicator) -> str:
    """Numerator and denominator of a percentage's baseline; what is missing is said (D5, D7)."""
    baseline = indicator.baseline
    if baseline is None or (baseline.numerator is None and baseline.denominator is None):
        return ""
    parts = {
        name: _("belum diisi") if part is None else format_number(part, locale=language())
        for name, part in (("above", baseline.numerator), ("below", baseline.denominator))
    }
    return str(_("Pembilang %(above)s, penyebut %(below)s", **parts))


def _baseline_source(actor: Actor, indicator: Indicator) -> SourceLink | None:
    baseline = indicator.baseline
    return wording.source(actor, baseline.clause, baseline.source_text) if baseline else None


def _former(indicator: Indicator) -> tuple[DefinitionVersion, ...]:
    in_force = indicator.definition
    return tuple(known for known in indicator.definitions if known.is_adopted and known is not in_force)


def _suggested(indicator: Indicator) -> tuple[DefinitionVersion, ...]:
    later = (known for known in indicator.definitions if known.number > indicator.definition.number)
    return tuple(known for known in later if not known.is_adopted)


def _year_lines(actor: Actor, indicator: Indicator, ledger: Ledger) -> Iterable[YearLine]:
    targets = {said.target.year: said.target for said in ledger.positions if said.target}
    plan = indicator.commitment.plan
    for found in ledger.cells(range(plan.first_year, plan.last_year + 1)):
        target = targets.get(found.year)
        due = wording.point(target) if target else _("akhir %(year)s", year=found.year)
        yield _year_line(actor, indicator, ledger, found, due=due)


def _year_line(actor: Actor, indicator: Indicator, ledger: Ledger, found: Cell, *, due: str) -> YearLine:
    return YearLine(
        point=due,
        status=found.status,
        initial=_shown(actor, ledger.position(found.initial)),
        counter=_shown(actor, ledger.position(found.counter)),
        agreed=_shown(actor, ledger.position(found.agreed)),
        difference=wording.difference(indicator, found.difference),
        is_midterm=found.year > indicator.commitment.plan.last_year,
    )


def _shown(actor: Actor, position: Position | None) -> Shown | None:
    if position is None:
        return None
    source = wording.source(actor, position.clause, position.source_text)
    return Shown(wording.amount_of(position), wording.holder(position), source)


def _warnings(actor: Actor, indicator: Indicator, found: Iterable[Anomaly]) -> tuple[WarningEntry, ...]:
    may_answer = policy.can_set_aside(actor, indicator.commitment)
    raised = answered(found, [indicator.commitment_id])
    return tuple(_warning_entry(actor, indicator, one, may_answer=may_answer) for one in raised)


def _warning_entry(
    actor: Actor, indicator: Indicator, raised: RaisedWarning, *, may_answer: bool
) -> WarningEntry:
    anomaly, kept = raised.anomaly, raised.set_aside
    href = url_for("targets.set_aside", indicator_id=indicator.id, fingerprint=anomaly.fingerprint)
    return WarningEntry(
        rule=anomaly.rule,
        text=explain(anomaly.rule, anomaly.params),
        answer=_answer(actor, kept) if kept else "",
        reason=kept.reason if kept else "",
        href=href if may_answer and not kept else "",
    )


def _answer(actor: Actor, kept: SetAsideWarning) -> str:
    when = format_datetime_wib(kept.set_aside_at, locale=language())
    name = kept.set_aside_by.name if kept.set_aside_by and actor.is_signed_in else _("Sekretariat")
    return str(_("Disisihkan oleh %(name)s, %(when)s", name=name, when=when))


def _in_words(thing: object, field: str) -> str:
    return bilingual(thing, field).in_language(language())


def _series_entry(actor: Actor, series: PublishedSeries) -> SeriesEntry:
    may_remove = policy.can_publish_series(actor, series.commitment)
    return SeriesEntry(
        title=f"{_in_words(series, 'name')} ({_in_words(series, 'unit')})",
        levels=tuple((known.year, known.as_written) for known in series.points),
        source=wording.source(actor, series.clause, series.source_text),
        remove_href=url_for("targets.remove_series", series_id=series.id) if may_remove else "",
    )
