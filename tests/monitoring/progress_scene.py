"""The quarters of one commitment as people watch them: KemenPAN-RB leads, Bappenas supports it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from flask import Flask

from tests.factories import make_organisation
from tests.reports.duty_scene import everywhere_at
from tests.reports.scene import WHOLE, Reporting, make_reporting
from tracker.accounts.models import User
from tracker.accounts.states import Role
from tracker.extensions import db, unit_of_work
from tracker.plans.models import Commitment, CommitmentParty
from tracker.plans.states import Involvement
from tracker.reports import report_services, verification_services
from tracker.reports.report_models import Submission

# The second quarter is open and not due yet; the first was due on 15 April.
IN_JULY = datetime(2022, 7, 5, 3, tzinfo=UTC)
Fields = dict[str, str]


@dataclass(frozen=True)
class Watch:
    """The quarters, and where their progress is shown."""

    quarter: Reporting
    plan_page: str
    commitment_page: str

    @property
    def commitment(self) -> Commitment:
        """What is watched."""
        return self.quarter.talks.indicator.commitment

    def user(self, role: Role) -> User:
        """Who plays this role."""
        return self.quarter.talks.users[role]

    def reported(
        self, numerator: str = "46", code: str = "2022-TW1", more: Fields | None = None
    ) -> Submission:
        """The ministry's report, five days after the quarter, of so many out of 100; `more` are fields."""
        at = datetime(2022, 4 if code == "2022-TW1" else 7, 5, 2, tzinfo=UTC)
        with everywhere_at(at), unit_of_work():
            return self.quarter.handed_in(_fields(numerator, more), code)

    def verified(
        self, numerator: str = "46", code: str = "2022-TW1", more: Fields | None = None
    ) -> Submission:
        """The same, verified as reported."""
        submission = self.reported(numerator, code, more)
        with unit_of_work():
            verification_services.verify_as_reported(self.quarter.staff, submission.version)
        return submission

    def supported(self, numerator: str) -> Submission:
        """The report of the supporting agency, handed in on its behalf in April and not verified."""
        with everywhere_at(datetime(2022, 4, 5, 2, tzinfo=UTC)), unit_of_work():
            staff, (helper,) = self.quarter.staff, self.commitment.supporters
            version = self.quarter.begin(staff, organisation=helper)
            save = report_services.save_draft(staff, version, _fields(numerator, None), seen=0)
            return report_services.submit(staff, version, seen=save.number)

    def corrected(self, submission: Submission, numerator: str) -> Submission:
        """A correction of a verified report, handed in and not verified."""
        ministry = self.quarter.ministry
        with unit_of_work():
            version = report_services.correct(ministry, submission.version.report, reason="Salah hitung.")
            save = report_services.save_draft(ministry, version, _fields(numerator, None), seen=1)
            return report_services.submit(ministry, version, seen=save.number)


def _fields(numerator: str, more: Fields | None) -> Fields:
    return {**WHOLE, "K01/1.numerator": numerator, **(more or {})}


@contextmanager
def watched(app: Flask) -> Iterator[Watch]:
    """A published plan of eight quarters in July 2022; nothing is reported yet."""
    with app.app_context():
        with unit_of_work():
            quarter = make_reporting()
            commitment = quarter.talks.indicator.commitment
            helper = CommitmentParty(
                organisation=make_organisation("Bappenas"), involvement=Involvement.SUPPORTER
            )
            commitment.parties.append(helper)
            plan = f"/plans/{commitment.plan.code}"
        with everywhere_at(IN_JULY):
            yield Watch(quarter, f"{plan}/progress", f"{plan}/commitments/K01/progress")


@contextmanager
def selects() -> Iterator[list[str]]:
    """The SELECTs that are sent meanwhile."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            found.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    yield found
    sa.event.remove(db.engine, "before_cursor_execute", note)
