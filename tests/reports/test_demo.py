"""The demo's reports: four quarters as in life, on whatever day they are made (D24–D28, D32)."""

from collections import Counter
from datetime import datetime
from decimal import Decimal

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.conftest import fill_with_demo
from tests.factories import SECRETARY
from tracker.accounts.queries import get_organisation_by_code
from tracker.accounts.states import Role
from tracker.core import clock
from tracker.demo.invented_plan import PLAN
from tracker.demo.people import INTRODUCED
from tracker.evidence.models import EvidenceItem
from tracker.evidence.states import Access, LinkState
from tracker.extensions import db
from tracker.matrix.models import FrozenVersion
from tracker.plans.queries import get_plan
from tracker.reports.content_json import asked_from_json
from tracker.reports.duty_queries import Owed, owed_of_plan
from tracker.reports.report_models import Decision, Report, Submission
from tracker.reports.states import Completion, ReportState, ReportStep, Statement, Voice

MINISTRY = "CONTOH-KL-1"
# How the fingerprints of the frozen versions begin, on every machine and on every day.
FINGERPRINTS = ["69c34b3b", "45ce0ae2", "303229cf", "a77a4824"]


def owed() -> list[Owed]:
    """What was asked for by now."""
    found = owed_of_plan(get_plan(SECRETARY, PLAN), today=clock.today())
    return [one for one in found if one.period.due_on < clock.today()]


def fingerprints() -> list[str]:
    """How those of the frozen versions begin."""
    return [one[:8] for one in db.session.scalars(sa.select(FrozenVersion.sha256).order_by(FrozenVersion.id))]


def test_four_quarters_are_as_in_life(demo: Flask) -> None:
    with demo.app_context():
        known = owed()
        states = Counter(one.state for one in known)
        assert len({one.period.code for one in known}) == 4
        assert {*ReportState} <= {*states}
        assert states[ReportState.VERIFIED] > len(known) / 2
        assert any(one.is_missing for one in known)
        assert any(one.is_exempt for one in known)
        assert any(one.days_late and one.state is ReportState.VERIFIED for one in known)
        assert any(one.standing.was_returned and one.state is ReportState.VERIFIED for one in known)
        assert any(len(one.report.versions) > 1 for one in known if one.report)


def test_whoever_signs_in_as_the_ministry_has_something_to_do(demo: Flask) -> None:
    with demo.app_context():
        organisation = get_organisation_by_code(SECRETARY, MINISTRY)
        mine = [one for one in owed() if one.organisation is organisation and one.lock is None]
        assert {one.state for one in mine} >= {None, ReportState.DRAFT, ReportState.RETURNED}
    assert {one.user.role for one in INTRODUCED} == {*Role}
    assert any(one.user.organisation == MINISTRY for one in INTRODUCED)


def test_what_was_said_is_as_varied_as_life(demo: Flask) -> None:
    with demo.app_context():
        contents = list(db.session.scalars(sa.select(Submission.content)))
        verified = db.session.scalars(sa.select(Decision).where(Decision.step == ReportStep.VERIFY))
        assert any(one.reasons for one in verified)
        assert len({one["narrative"] for one in contents}) > len(contents) / 2
        assert any(one["completion"] == Completion.COMPLETE for one in contents)
        said = [answer["figure"]["statement"] for one in contents for answer in one["indicators"]]
        assert {*said} == {*Statement}
        assert any(db.session.scalars(sa.select(Submission.is_on_behalf)))


def test_a_target_was_lowered_and_earlier_reports_stay_what_they_were(demo: Flask) -> None:
    with demo.app_context():
        verified = db.session.scalars(sa.select(Decision).where(Decision.step == ReportStep.VERIFY))
        asked = [asked_from_json(one.asked).indicator("CTH-02/2") for one in verified if one.asked]
        aims = [one.aims for one in asked if one]
        lowered = [isinstance(one.latest, Decimal) and one.at_start != one.latest for one in aims]
        assert set(lowered) == {False, True}


def test_civil_society_contradicts_what_is_verified(demo: Flask) -> None:
    with demo.app_context():
        reports = list(db.session.scalars(sa.select(Report)))
        verified = {
            (one.commitment_id, one.period_id, one.voice): one.newest.last.content
            for one in reports
            if one.newest.state is ReportState.VERIFIED and one.newest.last
        }
        pairs = [
            (content, verified.get((commitment, period, Voice.GOVERNMENT)))
            for (commitment, period, voice), content in verified.items()
            if voice is Voice.SOCIETY
        ]
        assert any(other and other["completion"] != own["completion"] for own, other in pairs)


def test_evidence_is_open_restricted_and_looked_at(demo: Flask) -> None:
    with demo.app_context():
        items = list(db.session.scalars(sa.select(EvidenceItem)))
        assert {one.access for one in items} == {*Access}
        assert len({one.kind for one in items}) == 4
        assert {one.link_state for one in items if one.url} == {LinkState.ALIVE, LinkState.DEAD}
        assert all(one.checked_at for one in items if one.url)


@pytest.mark.parametrize(("day", "quarters"), [("2024-12-24", 0), ("2026-01-16", 4), ("2029-08-17", 4)])
def test_the_demo_is_made_on_any_day(app: Flask, day: str, quarters: int) -> None:
    with clock.fixed_at(datetime.fromisoformat(f"{day}T03:00+00:00")):
        fill_with_demo(app)
        with app.app_context():
            assert len({one.period.code for one in owed()}) == quarters
            assert all(one < clock.now() for one in db.session.scalars(sa.select(Submission.submitted_at)))
            assert fingerprints() == FINGERPRINTS
