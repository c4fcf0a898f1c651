"""What an organisation owes, for everybody to read: what is to be done, what comes, how punctual it was."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask

from tests.browser import Browser
from tests.reports.duty_scene import Desk, duty_desk, everywhere_at, second_plan, user
from tests.reports.scene import AFTER_TW1
from tracker.accounts.states import Role
from tracker.core import clock
from tracker.extensions import unit_of_work
from tracker.plans.states import PlanState
from tracker.reports import services, verification_services
from tracker.reports.states import ExceptionKind

EARLY_IN_2021 = datetime(2021, 2, 1, 3, tzinfo=UTC)
LATE = datetime(2022, 4, 22, 3, tzinfo=UTC)
NOW, COMING, DONE = "Perlu dikerjakan sekarang", "Akan datang", "Sudah selesai atau tidak ditunggu lagi"
MISSED = "Terlewat: formulirnya terkunci"


@pytest.fixture
def desk(app: Flask) -> Iterator[Desk]:
    """Eight quarters, one commitment, and nothing reported."""
    with duty_desk(app) as desk:
        yield desk


def table(visitor: Browser, desk: Desk, caption: str) -> str:
    """The text of one group, with runs of blanks made one; "" when there is no such group."""
    for one in visitor.get(desk.address).all("table"):
        if one.find("caption").text_content().strip() == caption:
            return " ".join(one.text_content().split())
    return ""


def test_before_the_first_form_opens_all_is_coming_and_nobody_was_punctual(
    desk: Desk, visitor: Browser
) -> None:
    with everywhere_at(EARLY_IN_2021):
        coming = table(visitor, desk, COMING)
        page = visitor.get(desk.address)
    assert "K01 2021-TW1" in coming
    assert "formulirnya belum dibuka" in coming
    assert "penanggung jawab" in coming
    assert "73 hari lagi" in coming
    assert "Belum ada: belum ada laporan" in page.text
    assert NOW not in page.text


def test_an_open_form_is_to_be_done_and_a_locked_one_says_why(desk: Desk, visitor: Browser) -> None:
    with everywhere_at(AFTER_TW1):
        to_do, coming, missed = (table(visitor, desk, group) for group in (NOW, COMING, MISSED))
    assert "10 hari lagi" in to_do
    assert "batas waktunya lewat dan formulirnya terkunci" in missed
    assert "terlambat 80 hari" in missed
    assert "2022-TW2" in coming


def test_what_was_handed_in_late_is_counted(desk: Desk, visitor: Browser) -> None:
    with everywhere_at(LATE):
        with unit_of_work():
            desk.quarter.handed_in()
        page, done = visitor.get(desk.address).text, table(visitor, desk, DONE)
    assert "2022-TW1" in done
    assert "diajukan" in done
    assert "terlambat 7 hari" in done
    assert "Keterlambatan yang di tengah 7 hari" in page
    assert "Tidak diajukan 4" in page


def test_the_report_is_linked_for_those_who_may_read_it(desk: Desk, visitor: Browser, app: Flask) -> None:
    with everywhere_at(AFTER_TW1), unit_of_work():
        sent = desk.quarter.handed_in()
        address = f"main table a[href='/reports/{sent.version.report_id}']"
    staff = Browser(app).sign_in(user(desk, Role.SECRETARIAT))
    with everywhere_at(AFTER_TW1):
        assert not visitor.get(desk.address).all(address)
        assert staff.get(desk.address).all(address)


def test_who_is_exempt_has_nothing_to_do(desk: Desk, visitor: Browser) -> None:
    with everywhere_at(AFTER_TW1):
        with unit_of_work():
            services.grant_exception(
                desk.quarter.staff,
                desk.quarter.periods["2022-TW1"],
                organisation=desk.quarter.talks.ministry,
                kind=ExceptionKind.EXEMPTION,
                until_on=clock.today(),
                reason="Kantornya pindah.",
            )
        done = table(visitor, desk, DONE)
        assert "bebas dari laporan" in done
        assert "Kantornya pindah." not in visitor.get(desk.address).text


def test_a_closed_plan_asks_for_nothing_more(desk: Desk, visitor: Browser) -> None:
    with unit_of_work():
        desk.quarter.talks.indicator.commitment.plan.state = PlanState.CLOSED
    assert "rencana aksinya sudah ditutup" in table(visitor, desk, DONE)
    assert table(visitor, desk, NOW) == ""


def test_who_owes_nothing_is_told_when_that_changes(desk: Desk, visitor: Browser) -> None:
    page = visitor.get(f"/organisations/{desk.quarter.talks.stranger.id}/duties")
    assert "Belum ada kewajiban laporan" in page.text
    visitor.get("/organisations/999/duties", status=404)


def test_duties_of_an_unpublished_plan_are_for_those_who_sign_in(
    desk: Desk, visitor: Browser, app: Flask
) -> None:
    second_plan(desk, published=False)
    assert "RAN-BARU" not in visitor.get(desk.address).text
    assert "RAN-BARU" in Browser(app).sign_in(user(desk, Role.CSO)).get(desk.address).text


def test_duties_of_several_plans_are_narrowed_to_one(desk: Desk, visitor: Browser) -> None:
    assert not visitor.get(desk.address).all("select[name=plan]")
    second_plan(desk, published=True)
    page = visitor.get(f"{desk.address}?plan=RAN-BARU")
    rows = [row.text_content() for row in page.all("tbody tr")]
    assert len(rows) == 4
    assert all("B01" in row for row in rows)
    assert len(visitor.get(f"{desk.address}?plan=RAN-TIDAK-ADA").all("tbody tr")) == 12


def test_a_ministry_finds_its_own_duties_in_the_navigation(desk: Desk, visitor: Browser, app: Flask) -> None:
    ministry = Browser(app).sign_in(user(desk, Role.MINISTRY))
    link = "header a[href='/duties']"
    assert ministry.get("/plans").all(link)
    assert ministry.get("/duties").response.request.path == desk.address
    assert not visitor.get("/plans").all(link)
    assert not Browser(app).sign_in(user(desk, Role.CSO)).get("/plans").all(link)


def test_the_page_of_an_organisation_leads_to_its_duties(desk: Desk, visitor: Browser) -> None:
    assert visitor.get(desk.address.removesuffix("/duties")).all(f"main a[href='{desk.address}']")


def test_a_returned_report_is_to_be_done_again_and_counted(desk: Desk, visitor: Browser) -> None:
    with everywhere_at(AFTER_TW1):
        with unit_of_work():
            sent = desk.quarter.handed_in()
            verification_services.return_report(
                desk.quarter.staff, sent.version, note="Sebutkan instansinya.", notes={}, fields=()
            )
        assert "dikembalikan" in table(visitor, desk, NOW)
        assert "Pernah dikembalikan 1" in visitor.get(desk.address).text


def test_the_page_of_an_organisation_says_in_a_line_what_it_owes_and_how_punctual_it_was(
    desk: Desk, visitor: Browser
) -> None:
    page = desk.address.removesuffix("/duties")
    with everywhere_at(EARLY_IN_2021):
        assert "Tepat waktu" not in visitor.get(page).text
    with everywhere_at(AFTER_TW1):
        now = visitor.get(page).text
    assert "1 laporan perlu dikerjakan sekarang." in now
    assert "Tepat waktu: 0 · terlambat: 0 · tidak diajukan: 4." in now
