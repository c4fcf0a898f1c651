"""What a report is asked about at this moment, read from the plan and its ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tracker.plans.models import Baseline, Commitment, Indicator, Milestone
from tracker.reports.achievement_rules import Known, aims_of, known
from tracker.reports.asked import Asked, AskedIndicator, AskedMilestone
from tracker.reports.models import ReportingPeriod
from tracker.reports.states import Uncounted
from tracker.targets.queries import Ledger, ledgers


def asked_of(commitment: Commitment, period: ReportingPeriod) -> Asked:
    """What a report is asked about: indicators with their targets for the period's year, and milestones.

    Of an indicator that has been dropped nothing is asked any more (D14).
    """
    asked = asked_in([commitment], period)[commitment.id]
    kept = tuple(one for one in asked.indicators if one.aims.latest is not Uncounted.DROPPED)
    return replace(asked, indicators=kept)


def asked_in(commitments: Sequence[Commitment], period: ReportingPeriod) -> dict[int, Asked]:
    """All of several commitments at once, what was dropped too, by their ids; none costs a statement."""
    said = ledgers([indicator.id for one in commitments for indicator in one.indicators])
    return {one.id: _asked(one, period, said) for one in commitments}


def _asked(commitment: Commitment, period: ReportingPeriod, said: Mapping[int, Ledger]) -> Asked:
    plan = commitment.plan
    return Asked(
        year=period.starts_on.year,
        first_year=plan.first_year,
        last_year=plan.last_year,
        indicators=tuple(asked_indicator(one, said[one.id], period) for one in commitment.indicators),
        milestones=tuple(_milestone(one) for one in commitment.milestones),
    )


def asked_indicator(indicator: Indicator, ledger: Ledger, period: ReportingPeriod) -> AskedIndicator:
    """An indicator with its targets for a period, from its ledger as it stands."""
    wording, baseline = indicator.definition, indicator.baseline
    return AskedIndicator(
        key=indicator.key,
        kind=indicator.kind,
        direction=indicator.direction,
        name_ind=wording.name_ind,
        name_eng=wording.name_eng,
        unit_ind=indicator.unit_ind,
        unit_eng=indicator.unit_eng,
        numerator_ind=wording.numerator_ind,
        numerator_eng=wording.numerator_eng,
        denominator_ind=wording.denominator_ind,
        denominator_eng=wording.denominator_eng,
        is_cumulative=indicator.is_cumulative,
        baseline=_known_baseline(baseline),
        baseline_denominator=baseline.denominator if baseline else None,
        aims=aims_of(
            ledger.entries,
            ledger.told_marks,
            year=period.starts_on.year,
            start=period.starts_on,
            last_year=period.plan.last_year,
        ),
    )


def _known_baseline(baseline: Baseline | None) -> Known:
    if baseline is None:
        return Uncounted.NO_BASELINE
    return known(baseline.value, baseline.level, missing=Uncounted.NO_BASELINE)


def _milestone(milestone: Milestone) -> AskedMilestone:
    return AskedMilestone(
        milestone.key, milestone.text_ind, milestone.text_eng, milestone.due_on, milestone.due_text
    )
