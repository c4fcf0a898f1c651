"""The secretariat's page of reminders: who was told what, what comes next, and how it is silenced."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.browser import Browser
from tests.factories import make_commitment
from tests.reports.duty_scene import everywhere_at
from tests.reports.reminder_scene import (
    CODE,
    DUE_ON,
    WEEK_BEFORE,
    Owing,
    at,
    late,
    make_owing,
    remind,
    remind_every_day,
)
from tracker.accounts.states import Role
from tracker.core import clock
from tracker.extensions import db, unit_of_work
from tracker.reports.report_models import ReminderSilence


@pytest.fixture
def owing(app: Flask) -> Iterator[Owing]:
    """Nothing is reported yet."""
    with app.app_context():
        yield make_owing()


@pytest.fixture
def staff(owing: Owing, app: Flask) -> Browser:
    """Somebody of the secretariat."""
    return Browser(app).sign_in(owing.secretary)


def address(owing: Owing, query: str = "") -> str:
    """The page of the plan's reminders."""
    return f"/plans/{owing.commitment.plan.code}/reminders{query}"


def rows(browser: Browser, owing: Owing, query: str = "") -> list[str]:
    """The rows of the table, with runs of blanks made one."""
    page = browser.get(address(owing, query))
    return [" ".join(row.text_content().split()) for row in page.all("tbody tr")]


def row_of(browser: Browser, owing: Owing, organisation: str = "KemenPAN-RB") -> str:
    """The row of an organisation."""
    (found,) = [row for row in rows(browser, owing) if organisation in row]
    return found


def test_it_tells_what_was_sent_to_whom_and_what_comes_next(owing: Owing, staff: Browser) -> None:
    remind_every_day(WEEK_BEFORE, DUE_ON)
    with everywhere_at(at(late(1))):
        row = row_of(staff, owing)
    for words in (
        "K01 2022-TW1",
        "15 Apr 2022",
        "ke-2, 15 Apr 2022, 06.00 WIB",
        f"kepada {owing.ministry.name}",
        "1 sebelumnya ke-1, 8 Apr 2022",
        "22 Apr 2022",
        "dengan tembusan",
    ):
        assert words in row


def test_a_copy_is_shown_with_who_got_it(owing: Owing, staff: Browser) -> None:
    remind_every_day(WEEK_BEFORE, late(7))
    with everywhere_at(at(late(8))):
        assert f"tembusan {owing.secretary.name}" in row_of(staff, owing)
        assert f"tembusan {owing.ministry.name}" in row_of(staff, owing, "Bappenas")


def test_letters_that_have_not_left_say_so(owing: Owing, staff: Browser) -> None:
    remind(WEEK_BEFORE, 5)
    with everywhere_at(at(WEEK_BEFORE)):
        assert "menunggu" in row_of(staff, owing)


def test_letters_that_were_called_off_say_so(owing: Owing, staff: Browser) -> None:
    remind(WEEK_BEFORE, 5)
    with clock.fixed_at(at(WEEK_BEFORE)), unit_of_work():
        owing.quarter.handed_in()
    remind_every_day(WEEK_BEFORE, WEEK_BEFORE)
    with everywhere_at(at(late(1))):
        row = row_of(staff, owing)
    assert "tidak jadi dikirim" in row
    assert "laporannya sudah diajukan" in row


def test_before_the_first_it_tells_when_it_comes(owing: Owing, staff: Browser) -> None:
    with everywhere_at(at(late(-10))):
        assert "belum ada 8 Apr 2022" in row_of(staff, owing)
    with everywhere_at(at(WEEK_BEFORE, 5)):
        assert "belum ada segera" in row_of(staff, owing)


def test_an_organisation_that_cannot_be_written_to_is_not_lost(owing: Owing, staff: Browser) -> None:
    with unit_of_work():
        owing.helper_user.active = False
    remind_every_day(WEEK_BEFORE, WEEK_BEFORE)
    with everywhere_at(at(late(-6))):
        page = staff.get(address(owing))
        assert "Tidak ada penerima untuk Bappenas:" in page.find(".notice-warning").text_content()
        assert "tidak ada penerima" in row_of(staff, owing, "Bappenas")
        assert "tidak ada penerima" not in row_of(staff, owing)


def test_forms_that_are_not_open_yet_are_shown_when_asked_for(owing: Owing, staff: Browser) -> None:
    with everywhere_at(at(late(-10))):
        assert len(rows(staff, owing)) == 2
        later = rows(staff, owing, "?period=2022-TW2")
        assert len(later) == 2
        assert "8 Jul 2022" in later[0]


def test_it_is_narrowed_by_period_and_organisation(owing: Owing, staff: Browser) -> None:
    with everywhere_at(at(late(-10))):
        (only,) = rows(staff, owing, f"?organisation={owing.helper.id}&period={CODE}")
        assert "Bappenas" in only
        assert len(rows(staff, owing, "?organisation=999&period=lain")) == 2


def test_a_report_is_silenced_with_a_reason_and_goes_on_again(owing: Owing, staff: Browser) -> None:
    with everywhere_at(at(WEEK_BEFORE)):
        link = staff.get(address(owing)).find("a[href*='/silence']").get("href")
        assert "K01 2022-TW1" in staff.get(link).text
        assert staff.submit(link, {"reason": " "}).all(".error")
        page = staff.submit(link, {"reason": "Sedang berganti menteri."})
        assert "Pengingat dihentikan." in page.text
        row = row_of(staff, owing)
        for words in (
            "dihentikan sekretariat",
            "8 Apr 2022",
            owing.secretary.name,
            "Sedang berganti menteri.",
        ):
            assert words in row
        assert "sudah dihentikan" in staff.submit(link, {"reason": "Sekali lagi."}).text
        end = page.find("a[href^='/silences/']").get("href")
        assert "Pengingat berjalan lagi." in staff.submit(end).text
        assert "sudah berjalan lagi" in staff.submit(end).text
    db.session.rollback()
    assert db.session.scalars(sa.select(ReminderSilence)).one().ended_at is not None


def test_what_is_not_owed_cannot_be_silenced(owing: Owing, staff: Browser) -> None:
    stranger = owing.quarter.talks.stranger.id
    staff.get(address(owing, f"/{CODE}/K01/{stranger}/silence"), status=404)
    staff.get(address(owing, f"/2022-TW9/K01/{owing.helper.id}/silence"), status=404)
    staff.get("/silences/999/end", status=404)


@pytest.mark.parametrize("role", [Role.MINISTRY, Role.CSO])
def test_others_do_not_see_it(owing: Owing, app: Flask, role: Role) -> None:
    browser = Browser(app).sign_in(owing.quarter.talks.users[role])
    browser.get(address(owing), status=403)
    plan = owing.commitment.plan.code
    assert "Pengingat" not in browser.get(f"/plans/{plan}/periods").find("main").text_content()
    assert "Pengingat" not in browser.get(f"/plans/{plan}/periods/{CODE}").find("main").text_content()


def test_the_pages_of_periods_lead_there(owing: Owing, staff: Browser) -> None:
    plan = owing.commitment.plan.code
    assert staff.get(f"/plans/{plan}/periods").all(f"main a[href='{address(owing)}']")
    narrowed = address(owing, f"?period={CODE}")
    assert staff.get(f"/plans/{plan}/periods/{CODE}").all(f"main a[href='{narrowed}']")


def test_a_plan_without_reminders_says_how_they_come(owing: Owing, staff: Browser) -> None:
    with everywhere_at(at(late(-60))):
        assert "Belum ada pengingat" in staff.get(address(owing)).text


def test_more_reports_cost_no_more_statements(owing: Owing, staff: Browser) -> None:
    def statements() -> int:
        counted: list[object] = []
        sa.event.listen(db.engine, "before_cursor_execute", lambda *args: counted.append(args[2]))
        staff.get(address(owing))
        return len(counted)

    remind_every_day(WEEK_BEFORE, WEEK_BEFORE)
    with everywhere_at(at(WEEK_BEFORE, 9)):
        few = statements()
        with unit_of_work():
            for number in range(2, 12):
                make_commitment(owing.commitment.plan, lead=owing.helper, code=f"K{number:02}")
        remind(WEEK_BEFORE, 8)
        assert statements() == few
        assert len(rows(staff, owing)) == 12
