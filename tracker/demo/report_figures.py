"""The invented figures of a report, typed as in its form: they grow from quarter to quarter, each at its pace."""

from datetime import date, timedelta

from tracker.core.dates import format_date
from tracker.plans.models import Commitment, Indicator, Milestone
from tracker.plans.states import IndicatorKind, RegulationStage
from tracker.reports.draft_rules import Fields
from tracker.reports.models import ReportingPeriod
from tracker.reports.states import Completion, MilestoneState, Statement

FIRST_YEAR = 2025
_INDICATORS_EACH = 6
# How much of what was proposed is reached, in percent.
_PACES = (100, 72, 94, 106, 55, 88)
_STAGES = tuple(RegulationStage)
_NEARLY = timedelta(days=240)


def quarter_of(period: ReportingPeriod) -> int:
    """Which quarter of the plan a period is: its first one is 1."""
    return (period.starts_on.year - FIRST_YEAR) * 4 + (period.starts_on.month + 2) // 3


def figures(
    commitment: Commitment, number: int, period: ReportingPeriod, *, share: int = 100
) -> dict[str, str]:
    """What is said on every indicator; `share` is how much of the lead's figures somebody counts, in percent."""
    quarter = quarter_of(period)
    return {
        f"{one.key}.{part}": text
        for place, one in enumerate(commitment.indicators)
        for part, text in _figure(one, number * _INDICATORS_EACH + place, quarter, share).items()
    }


def _figure(indicator: Indicator, seed: int, quarter: int, share: int) -> Fields:
    is_first = seed % _INDICATORS_EACH == 0
    if not is_first and (seed + quarter) % 9 == 4:
        return {"statement": Statement.NO_PROGRESS}
    return {"statement": Statement.FIGURE, **_measured(indicator.kind, seed, quarter, share)}


def _measured(kind: IndicatorKind, seed: int, quarter: int, share: int) -> Fields:
    """As the plan's baselines and proposals: from 20% to 75%, or from 1.000 to 3.250 services, in three years."""
    pace = _PACES[seed % len(_PACES)] * share // 100
    if kind is IndicatorKind.REGULATION:
        stage = min((quarter + seed % 4) // 3, len(_STAGES) - 1)
        return {"level": _STAGES[stage]}
    if kind is IndicatorKind.COUNT:
        return {"value": str(1000 + seed % 9 + quarter * 190 * pace // 100)}
    whole = 1000 + seed * 20
    per_mille = 200 + seed % 9 * 10 + (60 + quarter * 42) * pace // 100
    return {"numerator": str(whole * per_mille // 1000), "denominator": str(whole)}


def milestones(commitment: Commitment, number: int, period: ReportingPeriod) -> dict[str, str]:
    """How far each milestone is at the end of a period."""
    return {
        f"{one.key}.{part}": text
        for one in commitment.milestones
        for part, text in _milestone(one, number, period.ends_on).items()
    }


def _milestone(milestone: Milestone, number: int, day: date) -> Fields:
    due_on = milestone.due_on or day
    done_on = due_on + timedelta(days=number % 5 * 6 - 12)
    if done_on <= day:
        return _done(done_on)
    if due_on - day > _NEARLY:
        return {"state": MilestoneState.NOT_STARTED}
    return {"state": MilestoneState.STALLED if number % 6 == 5 else MilestoneState.UNDER_WAY}


def finished(commitment: Commitment, period: ReportingPeriod) -> dict[str, str]:
    """A commitment whose milestones are all done, some before they were due."""
    return {
        f"{one.key}.{part}": text
        for one in commitment.milestones
        for part, text in _done(min(one.due_on or period.ends_on, period.ends_on)).items()
    } | {"completion": Completion.COMPLETE}


def _done(day: date) -> Fields:
    return {"state": MilestoneState.DONE, "on": format_date(day)}


def completion(number: int, period: ReportingPeriod) -> Completion:
    """How far a commitment is said to be."""
    quarter = quarter_of(period)
    if quarter < number % 7:
        return Completion.NOT_STARTED
    return Completion.SUBSTANTIAL if quarter > 4 + number % 5 else Completion.LIMITED


def completion_seen(number: int) -> Completion:
    """How far civil society finds it where it has its doubts."""
    if number % 4 == 3:
        return Completion.NO_EVIDENCE
    return Completion.LIMITED if number % 2 else Completion.NOT_STARTED
