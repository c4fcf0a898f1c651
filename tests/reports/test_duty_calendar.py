"""Duties as a calendar: read back with the library that calendar programs are written with."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from icalendar import Calendar

from tests.browser import Browser
from tests.reports.duty_scene import Desk, duty_desk, everywhere_at, second_plan, user
from tests.reports.scene import AFTER_TW1
from tracker.accounts.states import Role
from tracker.core import clock
from tracker.extensions import unit_of_work
from tracker.reports import services
from tracker.reports.states import ExceptionKind


@pytest.fixture
def desk(app: Flask) -> Iterator[Desk]:
    """Eight quarters, one commitment, and nothing reported."""
    with duty_desk(app) as desk:
        yield desk


def events(browser: Browser, address: str) -> dict[str, Any]:
    """The events of a feed by their summaries."""
    answer = browser.get(address).response
    assert answer.mimetype == "text/calendar"
    return {str(one["summary"]): one for one in Calendar.from_ical(answer.data).walk("VEVENT")}


def test_every_owed_report_is_an_event_of_whole_days(desk: Desk, visitor: Browser) -> None:
    found = events(visitor, f"{desk.address}.ics")
    assert len(found) == 8
    first = found["Laporan K01 2021-TW1"]
    assert first["dtstart"].dt == date(2021, 4, 1)
    assert first["dtend"].dt == date(2021, 4, 16)
    plan = desk.quarter.talks.indicator.commitment.plan
    assert first["url"] == f"http://tracker.test/plans/{plan.code}/commitments/K01"
    assert first["status"] == "CONFIRMED"
    assert len({str(one["uid"]) for one in found.values()}) == 8


def test_the_same_duties_give_the_same_file_on_another_day(desk: Desk, visitor: Browser) -> None:
    address = f"{desk.address}.ics"
    with everywhere_at(AFTER_TW1):
        once = visitor.get(address).response.data
    with everywhere_at(AFTER_TW1 + timedelta(days=1)):
        assert visitor.get(address).response.data == once


def test_an_extension_moves_the_end_and_an_exemption_calls_it_off(desk: Desk, visitor: Browser) -> None:
    grants = {ExceptionKind.EXTENSION: "2022-TW1", ExceptionKind.EXEMPTION: "2022-TW2"}
    with everywhere_at(AFTER_TW1):
        with unit_of_work():
            for kind, code in grants.items():
                services.grant_exception(
                    desk.quarter.staff,
                    desk.quarter.periods[code],
                    organisation=desk.quarter.talks.ministry,
                    kind=kind,
                    until_on=date(2022, 4, 20),
                    reason="Banjir.",
                )
        found = events(visitor, f"{desk.address}.ics")
        assert found["Laporan K01 2022-TW1"]["dtend"].dt == date(2022, 4, 21)
        assert found["Laporan K01 2022-TW1"]["last-modified"].dt == clock.now()
        assert found["Laporan K01 2022-TW2"]["status"] == "CANCELLED"


def test_a_step_of_the_report_is_its_newest_change(desk: Desk, visitor: Browser, app: Flask) -> None:
    with everywhere_at(clock.now() + timedelta(hours=1)), unit_of_work():
        plan = desk.quarter.talks.indicator.commitment.plan
        code = "2022-TW1"
        services.grant_exception(
            desk.quarter.staff,
            desk.quarter.periods[code],
            organisation=desk.quarter.talks.ministry,
            kind=ExceptionKind.UNLOCK,
            until_on=clock.today() + timedelta(days=1),
            reason="Data baru lengkap.",
        )
    with everywhere_at(clock.now() + timedelta(hours=2)):
        with unit_of_work():
            sent = desk.quarter.handed_in(code=code)
        found = events(Browser(app).sign_in(user(desk, Role.MINISTRY)), f"{desk.address}.ics")
        changed = found[f"Laporan K01 {code}"]
        assert changed["last-modified"].dt == sent.submitted_at.replace(microsecond=0)
        assert str(changed["url"]).endswith(f"/reports/{sent.version.report_id}")
        other = events(visitor, f"{desk.address}.ics")[f"Laporan K01 {code}"]
        assert str(other["url"]).endswith(f"/plans/{plan.code}/commitments/K01")


def test_the_feed_holds_what_its_reader_may_read(desk: Desk, visitor: Browser, app: Flask) -> None:
    second_plan(desk, published=False)
    assert len(events(visitor, f"{desk.address}.ics")) == 8
    assert len(events(Browser(app).sign_in(user(desk, Role.SECRETARIAT)), f"{desk.address}.ics")) == 12


def test_the_language_is_in_the_address(desk: Desk, visitor: Browser) -> None:
    with unit_of_work():
        desk.quarter.talks.indicator.commitment.title_eng = "Complaints"
    by_language = {
        language: next(iter(events(visitor, f"{desk.address}.ics?lang={language}").values()))["description"]
        for language in ("id", "en")
    }
    assert "Complaints" in by_language["en"]
    assert "Komitmen" in by_language["id"]
    assert visitor.get(desk.address).all("main a[href$='duties.ics?lang=id']")
