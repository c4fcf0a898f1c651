"""What an organisation owes, and the clock set for everybody."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import pytest
from flask import Flask

from tests.factories import SECRETARY, make_commitment, make_plan
from tests.reports.scene import Reporting, make_reporting
from tracker.accounts.models import User
from tracker.accounts.states import Role
from tracker.core import clock
from tracker.extensions import unit_of_work
from tracker.reports import services
from tracker.reports.period_rules import FormDays
from tracker.reports.states import PeriodCalendar


@contextmanager
def everywhere_at(moment: datetime) -> Iterator[None]:
    """Let it be `moment`, inside requests too, which have a context of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: moment)
        yield


@dataclass(frozen=True)
class Desk:
    """The quarters of a published plan, and where the duties of the ministry are."""

    quarter: Reporting
    address: str


@contextmanager
def duty_desk(app: Flask) -> Iterator[Desk]:
    """Eight quarters, one commitment, and nothing reported."""
    with app.app_context():
        with unit_of_work():
            quarter = make_reporting()
        yield Desk(quarter, f"/organisations/{quarter.talks.ministry.id}/duties")


def user(desk: Desk, role: Role) -> User:
    """Who plays this role."""
    return desk.quarter.talks.users[role]


def second_plan(desk: Desk, *, published: bool) -> None:
    """Another plan in which the same ministry leads a commitment."""
    with unit_of_work():
        plan = make_plan("RAN-BARU", published=published)
        make_commitment(plan, lead=desk.quarter.talks.ministry, code="B01")
        days = FormDays(opens=1, due=15, locks=30)
        services.make_periods(SECRETARY, plan, calendar=PeriodCalendar.SEMESTER, days=days)
