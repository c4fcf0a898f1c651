"""Reporting periods: cut by a calendar, written by hand, changed, taken out; and exceptions from them."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.browser import Browser
from tests.factories import make_organisation, make_plan, make_user
from tracker.accounts.states import Role
from tracker.audit.models import AuditEntry
from tracker.core import clock
from tracker.core.dates import format_date
from tracker.extensions import db, unit_of_work
from tracker.reports.models import ExceptionGrant, ReportingPeriod

PERIODS = "/plans/RAN9/periods"
CALENDAR = {"calendar": "triwulan", "opens_on": "1", "due_on": "15", "locks_on": "30"}
BY_HAND = {
    "code": "2021-AWAL",
    "start": "1 Januari 2021",
    "end": "30 Juni 2021",
    "opens_on": "1 Juli 2021",
    "due_on": "15 Juli 2021",
    "locks_on": "31 Juli 2021",
}


@pytest.fixture
def staff(app: Flask) -> Iterator[Browser]:
    """Somebody at the secretariat, and a plan of two years that is open to all."""
    with app.app_context():
        with unit_of_work():
            make_plan("RAN9", published=True)
            make_organisation("Pattiro")
            user = make_user(Role.SECRETARIAT)
            browser = Browser(app).sign_in(user)
        yield browser


def codes() -> list[str]:
    """The periods there are."""
    db.session.rollback()
    return list(db.session.scalars(sa.select(ReportingPeriod.code).order_by(ReportingPeriod.starts_on)))


def acts() -> list[str]:
    """What the trail says was done to periods."""
    query = sa.select(AuditEntry.act).where(AuditEntry.act.startswith("period:")).order_by(AuditEntry.id)
    return list(db.session.scalars(query))


def test_a_plan_without_periods_says_so(staff: Browser, visitor: Browser) -> None:
    assert "Belum ada periode" in visitor.get(PERIODS).text
    assert not visitor.get(PERIODS).all("main .button")
    assert staff.get(PERIODS).all("a[href$='/periods/new']")


def test_a_calendar_cuts_the_years_of_the_plan(staff: Browser, visitor: Browser) -> None:
    page = staff.submit(f"{PERIODS}/new", CALENDAR)
    assert "8 periode dibuat." in page.text
    assert codes() == [f"{year}-TW{number}" for year in (2021, 2022) for number in (1, 2, 3, 4)]
    first = visitor.get(PERIODS).find("tbody tr").text_content()
    for words in ("1 Januari 2021", "31 Maret 2021", "1 April 2021", "15 April 2021", "30 April 2021"):
        assert words in " ".join(first.split())


def test_a_second_calendar_over_the_same_years_is_refused(staff: Browser) -> None:
    staff.submit(f"{PERIODS}/new", CALENDAR)
    page = staff.submit(f"{PERIODS}/new", CALENDAR | {"calendar": "semester"})
    assert "bertumpang tindih dengan 2021-TW1" in page.text
    assert len(codes()) == 8


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"due_on": "40"}, "Formulir dikunci paling cepat"),
        ({"opens_on": "20"}, "Batas waktu tidak boleh sebelum"),
        ({"due_on": "lima belas"}, "tidak terbaca sebagai jumlah hari"),
    ],
)
def test_days_that_cannot_be_are_refused_and_come_back(
    staff: Browser, change: dict[str, str], words: str
) -> None:
    page = staff.submit(f"{PERIODS}/new", CALENDAR | change)
    assert words in page.find(".field .error").text_content()
    for name, typed in change.items():
        assert page.find(f"input[name={name}]").get("value") == typed
    assert codes() == []


def test_a_period_is_written_by_hand_changed_and_taken_out(staff: Browser) -> None:
    assert "2021-AWAL" in staff.submit(f"{PERIODS}/add", BY_HAND).text
    edit = staff.get(PERIODS).find("a[href$='/edit']").get("href")
    assert staff.get(edit).find("input[name=due_on]").get("value") == "15 Juli 2021"
    assert "20 Juli 2021" in staff.submit(edit, {"due_on": "20 Juli 2021"}).text
    remove = staff.get(PERIODS).find("a[href$='/remove']").get("href")
    assert "Periode dihapus." in staff.submit(remove).text
    assert codes() == []
    assert acts() == ["period:create", "period:edit", "period:remove"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"end": "31 Desember 2020"}, "Hari terakhir harus"),
        ({"start": "1 Januari 2019"}, "di antara tahun 2021 dan 2022"),
        ({"locks_on": "1 Juli 2021"}, "Formulir dikunci paling cepat"),
    ],
)
def test_a_period_that_cannot_be_is_refused(staff: Browser, change: dict[str, str], words: str) -> None:
    assert words in staff.submit(f"{PERIODS}/add", BY_HAND | change).text
    assert codes() == []


def test_all_that_is_wrong_with_a_period_is_said_at_once(staff: Browser) -> None:
    wrong = {"start": "1 Januari 2019", "due_on": "1 Juni 2021", "locks_on": "1 Mei 2021"}
    page = staff.submit(f"{PERIODS}/add", BY_HAND | wrong)
    for name in wrong:
        assert page.find(f"#{name}-error") is not None


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(staff: Browser) -> None:
    staff.submit(f"{PERIODS}/add", BY_HAND)
    edit = staff.get(PERIODS).find("a[href$='/edit']").get("href")
    seen = dict(staff.get(edit).find("main form[method=post]").form_values())
    staff.submit(edit, {"due_on": "20 Juli 2021"})
    page = staff.post(edit, seen | {"due_on": "18 Juli 2021"})
    assert "Orang lain menyimpan perubahan" in page.text
    assert "20 Juli 2021" in staff.get(PERIODS).text


def test_an_exception_has_a_reason_and_an_end_and_is_for_those_who_sign_in(
    staff: Browser, visitor: Browser
) -> None:
    staff.submit(f"{PERIODS}/add", BY_HAND)
    grant = staff.get(PERIODS).find("a[href$='/exceptions/new']").get("href")
    organisation = staff.get(grant).all("#organisation option")[1].get("value")
    until = format_date(clock.today() + timedelta(days=5), locale="id")
    given = {"organisation": organisation, "kind": "extension", "until_on": until, "reason": "Banjir."}
    assert staff.submit(grant, given | {"reason": " "}).all(".error")
    past = format_date(clock.today() - timedelta(days=1), locale="id")
    assert "sedikitnya sampai hari ini" in staff.submit(grant, given | {"until_on": past}).text
    page = staff.submit(grant, given)
    assert f"perpanjangan waktu, sampai {until}" in page.text
    assert "Banjir." not in visitor.get(PERIODS).text
    staff.submit(page.find("a[href$='/end']").get("href"))
    assert "sudah berakhir" in staff.get(PERIODS).text
    kept = db.session.scalars(sa.select(ExceptionGrant)).one()
    assert kept.until_on == clock.today() - timedelta(days=1)
    assert "sudah berakhir" in staff.submit(f"/exceptions/{kept.id}/end").text


def test_others_only_read(staff: Browser, visitor: Browser, app: Flask) -> None:
    staff.submit(f"{PERIODS}/add", BY_HAND)
    with unit_of_work():
        ministry = Browser(app).sign_in(make_user(Role.MINISTRY, organisation=make_organisation()))
    page = ministry.get(PERIODS)
    assert "2021-AWAL" in page.text
    assert not page.all("main table td a")
    ministry.get(f"{PERIODS}/new", status=403)
    ministry.get("/periods/1/edit", status=403)


def test_all_periods_of_a_wrong_calendar_go_at_once(staff: Browser) -> None:
    staff.submit(f"{PERIODS}/new", CALENDAR)
    there = codes()
    question = staff.get(f"{PERIODS}/remove-unused")
    assert all(code in question.text for code in there)
    assert f"{len(there)} periode dihapus" in staff.submit(f"{PERIODS}/remove-unused").text
    assert codes() == []
    assert acts().count("period:remove") == len(there)
    assert "Belum ada periode" in staff.get(f"{PERIODS}/remove-unused").text
