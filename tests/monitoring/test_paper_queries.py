"""What the paper of a period says, and to whom (D27, D32, D36)."""

import sqlalchemy as sa
from flask import Flask

from tests.browser import Browser
from tests.factories import make_commitment, make_indicator, make_milestone
from tests.monitoring.paper_scene import paper, reported, told
from tests.monitoring.progress_scene import Watch, selects
from tests.reports.duty_scene import everywhere_at
from tests.reports.scene import AFTER_TW1, WHOLE
from tracker.accounts.actors import PUBLIC
from tracker.accounts.states import Role
from tracker.core.dates import day_in_wib
from tracker.evidence.states import Access
from tracker.extensions import db, unit_of_work
from tracker.matrix.states import Audience
from tracker.monitoring.paper_content import Account
from tracker.monitoring.paper_json import paper_from_json, paper_to_json
from tracker.monitoring.paper_states import Arrival
from tracker.monitoring.progress_states import Look
from tracker.reports import report_services, verification_services
from tracker.reports.report_models import ReportVersion
from tracker.reports.states import Completion, ReportState, Voice


def numerator(account: Account) -> str:
    """As reported and as verified: "46/41"."""
    contents = (account.reported, account.verified)
    numbers = [one.indicators[0].figure.numerator if one else None for one in contents]
    return "/".join("-" if one is None else str(one) for one in numbers)


def test_who_owes_a_report_and_how_it_came_is_told(app: Flask) -> None:
    with reported(app) as (watch, _submission):
        content = paper(watch, PUBLIC)
    came, missing = content.duties
    assert (came.organisation, came.arrival, came.state) == (
        "KemenPAN-RB",
        Arrival.ON_TIME,
        ReportState.SUBMITTED,
    )
    assert (missing.organisation, missing.arrival, missing.days_late) == ("Bappenas", Arrival.MISSING, 81)


def test_what_nobody_verified_is_on_no_paper_but_its_writers_and_the_secretariats(app: Flask) -> None:
    with reported(app) as (watch, _submission):
        for actor in (watch.quarter.staff, watch.quarter.ministry):
            (account,) = paper(watch, actor).accounts
            assert numerator(account) == "46/-"
        for actor in (PUBLIC, watch.quarter.pattiro):
            content = paper(watch, actor)
            assert content.accounts == []
            assert [one.look for one in content.commitments[0].indicators[0].said] == [
                Look.AWAITED,
                Look.NOT_REPORTED,
            ]


def test_a_draft_is_on_no_paper(app: Flask) -> None:
    with reported(app) as (watch, _submission):
        with unit_of_work():
            version = watch.quarter.begin(watch.quarter.ministry, "2022-TW2")
            report_services.save_draft(watch.quarter.ministry, version, WHOLE, seen=0)
        assert paper(watch, watch.quarter.ministry, "2022-TW2").accounts == []


def test_a_returned_report_shows_no_figures_until_it_comes_back(app: Flask) -> None:
    with reported(app) as (watch, submission):
        with unit_of_work():
            verification_services.return_report(
                watch.quarter.staff, submission.version, notes={}, note="Lengkapi.", fields=()
            )
        content = paper(watch, watch.quarter.staff)
    assert content.accounts == []
    assert content.duties[0].was_returned
    assert content.commitments[0].indicators[0].said[0].look is Look.SENT_BACK


def test_reported_verified_and_civil_societys_stand_beside_each_other(app: Flask) -> None:
    with told(app) as watch:
        content = paper(watch, PUBLIC)
    ministry, pattiro = content.accounts
    assert numerator(ministry) == "46/41"
    assert ministry.reasons["K01/1"] == "Lima pengaduan tercatat dua kali."
    assert (pattiro.voice, pattiro.content.completion) == (Voice.SOCIETY, Completion.NOT_STARTED)


def test_a_correction_that_waits_leaves_the_paper_as_it_was_verified(app: Flask) -> None:
    with told(app) as watch:
        before = paper(watch, watch.quarter.staff).accounts[0]
        verified = db.session.scalars(sa.select(ReportVersion).order_by(ReportVersion.id)).first()
        assert verified
        assert verified.last
        watch.corrected(verified.last, "99")
        after = paper(watch, watch.quarter.staff).accounts[0]
    assert (numerator(after), after.version) == ("46/41", 1)
    assert after == before


def test_names_of_people_are_on_internal_papers_only(app: Flask) -> None:
    with told(app) as watch:
        with unit_of_work():
            watch.commitment.contact = "Rosikin, 0812"
        for_staff, for_all = (paper(watch, actor) for actor in (watch.quarter.staff, PUBLIC))
        names = {watch.quarter.staff.name, watch.quarter.ministry.name, "Rosikin"}
    assert for_staff.audience is Audience.INTERNAL
    assert all(name in paper_to_json(for_staff) for name in names)
    assert not any(name in paper_to_json(for_all) for name in names)


def test_restricted_evidence_shows_its_reason_and_nothing_else(app: Flask) -> None:
    with told(app) as watch:
        public, restricted = paper(watch, PUBLIC).accounts[0].proofs
    assert (public.title, public.url, public.place) == (
        "Rekap pengaduan",
        "https://contoh.example/rekap",
        "K01/1",
    )
    assert (restricted.access, restricted.restriction_reason) == (Access.RESTRICTED, "Memuat data pribadi.")
    assert (restricted.title, restricted.url, restricted.sha256) == ("", "", "")


def test_the_figures_of_earlier_periods_are_there_for_the_chart(app: Flask) -> None:
    with told(app) as watch:
        watch.verified("52", "2022-TW2")
        content = paper(watch, PUBLIC, "2022-TW2")
        early = paper(watch, PUBLIC)
    past = content.commitments[0].past
    shown = [
        (one.period, str(one.reported and one.reported.value)) for one in past if one.organisation != "x"
    ]
    assert shown == [("2022-TW1", "46"), ("2022-TW2", "52")]
    assert [str(one.verified and one.verified.value) for one in past] == ["41", "52"]
    assert [one.period for one in early.commitments[0].past] == ["2022-TW1"]


def test_what_is_kept_reads_back_as_it_was(app: Flask) -> None:
    with told(app) as watch:
        content = paper(watch, watch.quarter.staff)
    assert paper_from_json(paper_to_json(content)) == content
    assert content.as_of == day_in_wib(content.newest or content.accounts[0].handed_in_at)


def one_more(watch: Watch, code: str) -> None:
    """Another commitment of the ministry, with its report of the same quarter."""
    ministry, period = watch.quarter.ministry, watch.quarter.periods["2022-TW1"]
    commitment = make_commitment(watch.commitment.plan, lead=watch.quarter.talks.ministry, code=code)
    make_indicator(commitment)
    make_milestone(commitment)
    fields = {name.replace("K01", code): text for name, text in WHOLE.items()}
    report = report_services.begin_report(ministry, commitment, period, watch.quarter.talks.ministry)
    save = report_services.save_draft(ministry, report.newest, fields, seen=0)
    report_services.submit(ministry, report.newest, seen=save.number)


def test_a_paper_costs_the_same_selects_however_large_the_plan_is(app: Flask) -> None:
    with told(app) as watch:
        staff = Browser(app).sign_in(watch.user(Role.SECRETARIAT))
        address = f"/plans/{watch.commitment.plan.code}/periods/2022-TW1/report.xlsx"
        with selects() as few:
            staff.get(address)
        # What this session has read is older than what the request wrote.
        db.session.rollback()
        with everywhere_at(AFTER_TW1), unit_of_work():
            for number in range(2, 6):
                one_more(watch, f"K0{number}")
        with selects() as many:
            staff.get(address)
    assert len(many) == len(few)
