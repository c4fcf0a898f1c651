"""Setting the reporting periods of a plan, and granting exceptions from them (D24)."""

from collections.abc import Iterable
from datetime import date, timedelta

from tracker.accounts.actors import Actor, authorise
from tracker.accounts.models import Organisation
from tracker.audit.services import from_nothing, record, record_change, to_nothing
from tracker.core import clock
from tracker.core.errors import RuleBroken
from tracker.core.revisions import check_revision
from tracker.core.text import LONG_TEXT, check_length, clean_text
from tracker.extensions import db
from tracker.plans.models import Plan
from tracker.reports import policy, queries
from tracker.reports.breaches import refuse
from tracker.reports.models import ExceptionGrant, ReportingPeriod
from tracker.reports.period_rules import FormDays, Period, period_breaches, periods_of
from tracker.reports.states import ExceptionKind, PeriodCalendar


def make_periods(
    actor: Actor, plan: Plan, *, calendar: PeriodCalendar, days: FormDays
) -> list[ReportingPeriod]:
    """Cut the years of a plan into periods by a calendar."""
    authorise(policy.can_set_periods, actor, plan)
    made = periods_of(calendar, plan.first_year, plan.last_year, days=days)
    if not made:
        raise RuleBroken("calendar_has_no_periods", field="calendar")
    return [add_period(actor, plan, period) for period in made]


def add_period(actor: Actor, plan: Plan, period: Period) -> ReportingPeriod:
    """Add one period."""
    authorise(policy.can_set_periods, actor, plan)
    _check(plan, period, queries.periods_of_plan(plan))
    values = _values(period)
    added = ReportingPeriod(plan=plan, **values)
    record(actor, "period:create", added, label=_label(added), changes=from_nothing(values))
    return added


def edit_period(actor: Actor, period: ReportingPeriod, days: Period, *, seen_revision: int) -> None:
    """Give a period other days, or another code."""
    authorise(policy.can_set_periods, actor, period.plan)
    values = _values(days)
    check_revision(period, seen_revision, tuple(values))
    others = (one for one in queries.periods_of_plan(period.plan) if one is not period)
    _check(period.plan, days, others)
    record_change(actor, "period:edit", period, values, label=_label(period))


def remove_period(actor: Actor, period: ReportingPeriod) -> None:
    """Take a period out. Raises period_has_reports for one that somebody has reported about."""
    authorise(policy.can_set_periods, actor, period.plan)
    if queries.has_reports(period):
        raise RuleBroken("period_has_reports")
    _remove(actor, period)


def remove_unused_periods(actor: Actor, plan: Plan) -> int:
    """Take out every period that nobody has reported about, as after a wrong calendar; how many they were."""
    authorise(policy.can_set_periods, actor, plan)
    unused = queries.periods_without_reports(plan)
    for period in unused:
        _remove(actor, period)
    return len(unused)


def _remove(actor: Actor, period: ReportingPeriod) -> None:
    record(actor, "period:remove", period, label=_label(period), changes=to_nothing(_values(period.days)))
    db.session.delete(period)


def grant_exception(
    actor: Actor,
    period: ReportingPeriod,
    *,
    organisation: Organisation,
    kind: ExceptionKind,
    until_on: date,
    reason: str,
) -> ExceptionGrant:
    """Let one organisation report later, open its form again, or ask no report of it; until a day."""
    authorise(policy.can_set_periods, actor, period.plan)
    reason = clean_text(reason)
    if not reason:
        raise RuleBroken("exception_reason_missing", field="reason")
    check_length(reason, field="reason", limit=LONG_TEXT)
    if until_on < clock.today():
        raise RuleBroken("exception_is_past", field="until_on")
    values = {"kind": kind, "until_on": until_on, "reason": reason}
    grant = ExceptionGrant(
        period=period,
        organisation=organisation,
        granted_at=clock.now(),
        granted_by_id=actor.user_id,
        **values,
    )
    changes = from_nothing(values | {"organisation": organisation})
    record(actor, "exception:grant", grant, label=_label(period), changes=changes, on_behalf_of=organisation)
    return grant


def end_exception(actor: Actor, grant: ExceptionGrant) -> None:
    """Let an exception hold no longer from today on; that it was granted stays readable."""
    authorise(policy.can_set_periods, actor, grant.period.plan)
    yesterday = clock.today() - timedelta(days=1)
    if grant.until_on <= yesterday:
        raise RuleBroken("exception_is_over")
    record_change(actor, "exception:end", grant, {"until_on": yesterday}, label=_label(grant.period))


def _check(plan: Plan, period: Period, others: Iterable[ReportingPeriod]) -> None:
    years = {"first_year": plan.first_year, "last_year": plan.last_year}
    refuse(period_breaches(period, others=[other.days for other in others], **years))


def _values(period: Period) -> dict[str, object]:
    return {
        "code": period.code,
        "starts_on": period.start,
        "ends_on": period.end,
        "opens_on": period.opens_on,
        "due_on": period.due_on,
        "locks_on": period.locks_on,
    }


def _label(period: ReportingPeriod) -> str:
    return f"{period.plan.code} {period.code}"
