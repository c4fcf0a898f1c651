"""The reporting of the invented plan: its periods, exceptions from them, and what was reported."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.core import clock
from tracker.demo.report_stories import MORNING, QUARTERS
from tracker.plans.models import Plan
from tracker.reports import services
from tracker.reports.models import ReportingPeriod
from tracker.reports.period_rules import FormDays, periods_of
from tracker.reports.states import ExceptionKind, PeriodCalendar

DAYS = FormDays(opens=1, due=15, locks=30)


def seed_periods(actor: Actor, plan: Plan, *, today: date) -> list[ReportingPeriod]:
    """Quarters, each with two weeks to report and two more to be late; returns those due before `today`.

    Reporting begins with the fourth quarter before today, so that none stands empty.
    """
    quarters = periods_of(PeriodCalendar.TRIWULAN, plan.first_year, plan.last_year, days=DAYS)
    due = [one for one in quarters if one.due_on < today]
    begins = max(0, len(due) - QUARTERS)
    periods = [services.add_period(actor, plan, one) for one in quarters[begins:]]
    return periods[: len(due) - begins]


def seed_exceptions(
    actor: Actor,
    periods: Sequence[ReportingPeriod],
    *,
    extended: Organisation,
    exempt: Organisation,
    today: date,
) -> None:
    """One organisation may still report on the newest quarter, one need not report on the second."""
    if periods:
        _grant(actor, periods[-1], extended, ExceptionKind.EXTENSION, today + timedelta(days=21),
               "Data daerah baru lengkap setelah rekonsiliasi.")  # fmt: skip
    if len(periods) > 1:
        _grant(actor, periods[1], exempt, ExceptionKind.EXEMPTION, date(today.year + 2, 12, 31),
               "Susunan organisasi berganti; laporannya digabung ke triwulan berikutnya.")  # fmt: skip


def _grant(
    actor: Actor,
    period: ReportingPeriod,
    organisation: Organisation,
    kind: ExceptionKind,
    until_on: date,
    reason: str,
) -> None:
    """Granted on the last day in time."""
    with clock.fixed_at(datetime.combine(period.due_on, MORNING)):
        services.grant_exception(
            actor, period, organisation=organisation, kind=kind, until_on=until_on, reason=reason
        )
