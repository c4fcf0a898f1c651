"""A quarter to report about: Pattiro proposed 80%, the ministry got 45% agreed, before the quarter began."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tests.factories import SECRETARY, make_milestone
from tests.targets.scene import Scene, make_scene, set_baseline
from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.accounts.states import Role
from tracker.core import clock
from tracker.reports import report_services, services
from tracker.reports.models import ReportingPeriod
from tracker.reports.period_rules import FormDays
from tracker.reports.report_models import Report, ReportVersion, Submission
from tracker.reports.states import ExceptionKind, PeriodCalendar

MEETING = datetime(2021, 9, 21, 3, tzinfo=UTC)
AFTER_TW1 = datetime(2022, 4, 5, 3, tzinfo=UTC)
FIGURE = {
    "K01/1.statement": "figure",
    "K01/1.numerator": "46",
    "K01/1.denominator": "100",
}
WHOLE = FIGURE | {
    "K01/T1.state": "under_way",
    "narrative": "Pengaduan ditindaklanjuti lewat admin penghubung.",
    "obstacles.0.category": "staff",
    "obstacles.0.text": "Admin penghubung sering berganti.",
    "completion": "limited",
}
ACCOUNT = {"narrative": "Warga masih menunggu jawaban.", "completion": "not_started"}


@dataclass
class Reporting:
    """The talks, the quarters of the plan, and who reports."""

    talks: Scene
    periods: dict[str, ReportingPeriod]

    @property
    def ministry(self) -> Actor:
        """Somebody of the agency that leads the commitment."""
        return self.talks.actor(Role.MINISTRY)

    @property
    def staff(self) -> Actor:
        """Somebody of the secretariat."""
        return self.talks.actor(Role.SECRETARIAT)

    @property
    def pattiro(self) -> Actor:
        """Somebody of the organisation that proposed it."""
        return self.talks.actor(Role.CSO)

    def open_now(self, kind: ExceptionKind = ExceptionKind.UNLOCK) -> None:
        """The first quarter of 2022 is long over; its form is open again for the ministry."""
        services.grant_exception(
            self.staff,
            self.periods["2022-TW1"],
            organisation=self.talks.ministry,
            kind=kind,
            until_on=clock.today() + timedelta(days=7),
            reason="Data baru lengkap.",
        )

    def begin(
        self, actor: Actor, code: str = "2022-TW1", organisation: Organisation | None = None
    ) -> ReportVersion:
        """The first version of the ministry's report, or of another organisation's."""
        commitment = self.talks.indicator.commitment
        report = report_services.begin_report(
            actor, commitment, self.periods[code], organisation or self.talks.ministry
        )
        return report.newest

    def handed_in(self, fields: dict[str, str] = WHOLE, code: str = "2022-TW1") -> Submission:
        """The ministry's report, handed in by its own people."""
        version = self.begin(self.ministry, code)
        save = report_services.save_draft(self.ministry, version, fields, seen=0)
        return report_services.submit(self.ministry, version, seen=save.number)

    def account(self) -> Report:
        """Pattiro's account of the same quarter, handed in."""
        version = self.begin(self.pattiro, organisation=self.talks.pattiro)
        save = report_services.save_draft(self.pattiro, version, ACCOUNT, seen=0)
        report_services.submit(self.pattiro, version, seen=save.number)
        return version.report


def make_reporting(*, published: bool = True) -> Reporting:
    """Everything but a report."""
    with clock.fixed_at(MEETING):
        talks = make_scene(published=published)
        make_milestone(talks.indicator.commitment)
        set_baseline(talks.indicator, "19", denominator="642")
        talks.proposal()
        talks.agreement(talks.counter())
        plan = talks.indicator.commitment.plan
        days = FormDays(opens=1, due=15, locks=30)
        made = services.make_periods(SECRETARY, plan, calendar=PeriodCalendar.TRIWULAN, days=days)
    return Reporting(talks, {period.code: period for period in made})
