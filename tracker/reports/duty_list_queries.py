"""What an organisation owes in all plans that an actor may read, and what is owed for one period."""

from datetime import date

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.core.errors import NotFound
from tracker.plans.models import Commitment, Plan
from tracker.plans.queries import visible_plans
from tracker.reports import policy
from tracker.reports.duty_queries import (
    Owed,
    commitments_of,
    lock_on,
    owed_of_plan,
    society_reports,
    voice_of,
)
from tracker.reports.models import ReportingPeriod
from tracker.reports.queries import list_periods
from tracker.reports.report_models import Report
from tracker.reports.states import Voice


def duties_of_organisation(actor: Actor, organisation: Organisation, *, today: date) -> list[Owed]:
    """The reports it owes in the plans this actor may read, newest plan first; closed plans too."""
    plans = [line.plan for line in visible_plans(actor)]
    return [one for plan in plans for one in owed_of_plan(plan, today=today, organisation_id=organisation.id)]


def find_period(actor: Actor, plan: Plan, code: str) -> ReportingPeriod:
    """The period of a plan with this code. NotFound when there is none or the plan is not theirs to see."""
    found = next((one for one in list_periods(actor, plan) if one.code == code), None)
    if found is None:
        raise NotFound("period")
    return found


def duties_in_period(actor: Actor, period: ReportingPeriod, *, today: date) -> list[Owed]:
    """The reports owed for a period, in order of the commitments."""
    if not policy.can_read_periods(actor, period.plan):
        raise NotFound("period")
    return [one for one in owed_of_plan(period.plan, today=today) if one.period is period]


def accounts_in_period(actor: Actor, period: ReportingPeriod) -> list[Report]:
    """The accounts of civil society for a period that this actor may read (D27)."""
    return [
        one
        for one in society_reports(period.plan)
        if one.period_id == period.id and policy.can_read_report(actor, one)
    ]


def own_accounts(actor: Actor) -> list[Report]:
    """The accounts that this actor's organisation has begun, those of the newest periods first (D27)."""
    accounts = [one for line in visible_plans(actor) for one in society_reports(line.plan)]
    own = [one for one in accounts if one.organisation_id == actor.organisation_id]
    return sorted(own, key=lambda one: (one.period.starts_on, one.id), reverse=True)


def periods_to_speak_of(actor: Actor, *, today: date) -> list[ReportingPeriod]:
    """The newest period that is open, of each plan this actor may read; the newest plan first."""
    found = []
    for line in visible_plans(actor):
        begun = [one for one in list_periods(actor, line.plan) if one.opens_on <= today]
        found += begun[-1:]
    return found


def accounts_to_begin(actor: Actor, period: ReportingPeriod, *, today: date) -> list[Commitment]:
    """The commitments of which this actor's organisation may begin an account of its own now (D27)."""
    own = actor.organisation_id
    if own is None or lock_on(period, own, Voice.SOCIETY, (), today=today):
        return []
    accounts = [one for one in society_reports(period.plan) if one.period_id == period.id]
    begun = {one.commitment_id for one in accounts if one.organisation_id == own}
    return [
        one
        for one in commitments_of(period.plan)
        if voice_of(one, own) is Voice.SOCIETY
        and policy.can_begin_report(actor, one, own, Voice.SOCIETY)
        and one.id not in begun
    ]
