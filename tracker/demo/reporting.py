"""The reporting periods of the invented plan, and an exception from one."""

from datetime import timedelta

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.core import clock
from tracker.plans.models import Plan
from tracker.reports import services
from tracker.reports.models import ReportingPeriod
from tracker.reports.period_rules import FormDays
from tracker.reports.states import ExceptionKind, PeriodCalendar

DAYS = FormDays(opens=1, due=15, locks=30)


def seed_periods(actor: Actor, plan: Plan) -> list[ReportingPeriod]:
    """Quarters, each with two weeks to report and two more to be late."""
    return services.make_periods(actor, plan, calendar=PeriodCalendar.TRIWULAN, days=DAYS)


def seed_extension(actor: Actor, period: ReportingPeriod, organisation: Organisation) -> None:
    """One organisation may report three weeks later than the others."""
    services.grant_exception(
        actor,
        period,
        organisation=organisation,
        kind=ExceptionKind.EXTENSION,
        until_on=max(period.due_on, clock.today()) + timedelta(days=21),
        reason="Data daerah baru lengkap setelah rekonsiliasi.",
    )
