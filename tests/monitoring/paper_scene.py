"""The first quarter of 2022 as its paper tells it: reported, verified with less, civil society beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from flask import Flask

from tests.monitoring.progress_scene import Watch, watched
from tests.reports.duty_scene import everywhere_at
from tests.reports.scene import WHOLE, Reporting
from tracker.accounts.actors import Actor
from tracker.core import clock
from tracker.evidence.states import Access
from tracker.extensions import unit_of_work
from tracker.monitoring.paper_content import PaperContent
from tracker.monitoring.paper_queries import content_of
from tracker.reports import evidence_services, report_services, verification_services
from tracker.reports.draft_rules import REASON
from tracker.reports.duty_list_queries import find_period
from tracker.reports.evidence_services import Caption
from tracker.reports.report_models import Submission

REPORT = WHOLE | {
    "K01/1.numerator": "46",
    "narrative": "=Pengaduan ditindaklanjuti lewat admin penghubung.",
    "follow_ups.0.text": "Melatih admin penghubung.",
    "follow_ups.0.owner": "Biro MKOK",
    "follow_ups.0.due_on": "30 Juni 2022",
}
OPEN = Caption(title="Rekap pengaduan", place="K01/1", issued_by="KemenPAN-RB", number="B/12/2022")
CLOSED = Caption(title="Daftar pelapor", access=Access.RESTRICTED, reason="Memuat data pribadi.")
CHECKED = {
    "K01/1.numerator": "41",
    f"K01/1{REASON}": "Lima pengaduan tercatat dua kali.",
    "K01/T1.state": "stalled",
    f"K01/T1{REASON}": "Rapat terakhir bulan Januari.",
    "completion": "not_started",
    f"completion{REASON}": "Belum ada data dukung.",
}


def hand_in(quarter: Reporting) -> Submission:
    """The ministry's report, with evidence for everybody and evidence for few."""
    ministry, version = quarter.ministry, quarter.begin(quarter.ministry)
    for link, caption in (("https://contoh.example/rekap", OPEN), ("https://contoh.example/daftar", CLOSED)):
        evidence_services.add_link(ministry, version, link=link, caption=caption)
    save = report_services.save_draft(ministry, version, REPORT, seen=0)
    return report_services.submit(ministry, version, seen=save.number)


def verify(quarter: Reporting, submission: Submission) -> None:
    """The secretariat found five complaints that were counted twice."""
    verification_services.verify_as_typed(quarter.staff, submission.version, REPORT | CHECKED)


@contextmanager
def reported(app: Flask) -> Iterator[tuple[Watch, Submission]]:
    """July 2022. KemenPAN-RB handed in in time, and nobody has verified it; Bappenas handed in nothing."""
    with watched(app) as watch:
        with everywhere_at(datetime(2022, 4, 5, 2, tzinfo=UTC)), unit_of_work():
            submission = hand_in(watch.quarter)
        yield watch, submission


@contextmanager
def told(app: Flask) -> Iterator[Watch]:
    """The same, verified in July, and Pattiro's account of it, moderated."""
    with reported(app) as (watch, submission):
        with unit_of_work():
            verify(watch.quarter, submission)
            account = watch.quarter.account()
            verification_services.verify_as_reported(watch.quarter.staff, account.newest)
        yield watch


def paper(watch: Watch, actor: Actor, code: str = "2022-TW1") -> PaperContent:
    """The paper of a quarter as this actor has it."""
    period = find_period(actor, watch.commitment.plan, code)
    return content_of(actor, period, today=clock.today())
