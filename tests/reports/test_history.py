"""What an organisation handed in and what became of it, newest first, on a page of its own."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask

from tests.browser import Browser
from tests.plans.acts import counted_reads
from tests.reports.duty_scene import Desk, duty_desk, everywhere_at, user
from tests.reports.scene import AFTER_TW1
from tracker.accounts.states import Role
from tracker.extensions import unit_of_work
from tracker.reports import report_services, verification_services
from tracker.reports.report_models import ReportVersion

LATE = datetime(2022, 4, 22, 3, tzinfo=UTC)
MAY = datetime(2022, 5, 3, 3, tzinfo=UTC)


@pytest.fixture
def desk(app: Flask) -> Iterator[Desk]:
    """Eight quarters, one commitment, and nothing reported."""
    with duty_desk(app) as desk:
        yield desk


def lines(visitor: Browser, address: str) -> list[str]:
    """What happened, line by line, with runs of blanks made one."""
    return [" ".join(row.text_content().split()) for row in visitor.get(address).all("tbody tr")]


def history(desk: Desk) -> str:
    """Where the ministry's history is."""
    return desk.address.replace("duties", "reports")


def send_back(desk: Desk, version: ReportVersion) -> None:
    """Return it to the ministry."""
    verification_services.return_report(desk.quarter.staff, version, note="Lengkapi.", notes={}, fields=())


def submit(desk: Desk, version: ReportVersion) -> None:
    """Hand it in again as it is."""
    report_services.submit(desk.quarter.ministry, version, seen=version.saves[-1].number)


def test_each_round_and_each_decision_has_its_line(desk: Desk, visitor: Browser) -> None:
    with everywhere_at(LATE), unit_of_work():
        version = desk.quarter.handed_in().version
        send_back(desk, version)
    with everywhere_at(MAY):
        with unit_of_work():
            submit(desk, version)
            verification_services.verify_as_reported(desk.quarter.staff, version)
        found = lines(visitor, history(desk))
    assert [line.partition("Komitmen ")[2] for line in found] == [
        "Diverifikasi 3 Mei 2022, 10.00 WIB",
        "Diajukan lagi 3 Mei 2022, 10.00 WIB",
        "Dikembalikan 22 Apr 2022, 10.00 WIB",
        "Diajukan terlambat 7 hari 22 Apr 2022, 10.00 WIB",
    ]


def test_what_was_taken_back_is_no_part_of_it(desk: Desk, visitor: Browser) -> None:
    with everywhere_at(AFTER_TW1):
        with unit_of_work():
            version = desk.quarter.handed_in().version
            report_services.withdraw(desk.quarter.ministry, version)
        assert "Belum ada riwayat" in visitor.get(history(desk)).text
        with unit_of_work():
            submit(desk, version)
        assert [line.partition("Komitmen ")[2] for line in lines(visitor, history(desk))] == [
            "Diajukan tepat waktu 5 Apr 2022, 10.00 WIB"
        ]


def test_a_correction_is_called_one(desk: Desk, visitor: Browser) -> None:
    with everywhere_at(AFTER_TW1):
        with unit_of_work():
            version = desk.quarter.handed_in().version
            verification_services.verify_as_reported(desk.quarter.staff, version)
            corrected = report_services.correct(desk.quarter.ministry, version.report, reason="Salah hitung.")
            submit(desk, corrected)
        newest = lines(visitor, history(desk))[0]
    assert "Diajukan koreksi, versi 2" in newest
    assert "tepat waktu" not in newest


def test_a_report_is_linked_for_those_who_may_read_it(desk: Desk, visitor: Browser, app: Flask) -> None:
    with everywhere_at(AFTER_TW1), unit_of_work():
        report = desk.quarter.handed_in().version.report_id
    link = f"tbody a[href='/reports/{report}']"
    assert len(lines(visitor, history(desk))) == 1
    assert not visitor.get(history(desk)).all(link)
    assert Browser(app).sign_in(user(desk, Role.MINISTRY)).get(history(desk)).all(link)


def test_an_account_of_civil_society_is_told_to_those_who_may_read_it(
    desk: Desk, visitor: Browser, app: Flask
) -> None:
    own = Browser(app).sign_in(user(desk, Role.CSO))
    address = f"/organisations/{desk.quarter.talks.pattiro.id}/reports"
    with everywhere_at(LATE):
        with unit_of_work():
            account = desk.quarter.account()
        assert lines(visitor, address) == []
        assert "terlambat" not in lines(own, address)[0]
        with unit_of_work():
            verification_services.verify_as_reported(desk.quarter.staff, account.newest)
        assert len(lines(visitor, address)) == 2


def test_the_history_of_an_unpublished_plan_is_for_those_who_sign_in(
    desk: Desk, visitor: Browser, app: Flask
) -> None:
    with everywhere_at(AFTER_TW1), unit_of_work():
        desk.quarter.handed_in()
        desk.quarter.talks.indicator.commitment.plan.published_at = None
    assert lines(visitor, history(desk)) == []
    assert len(lines(Browser(app).sign_in(user(desk, Role.CSO)), history(desk))) == 1


def test_it_is_read_in_as_many_statements_however_long_it_is(desk: Desk, visitor: Browser) -> None:
    with everywhere_at(AFTER_TW1):
        with unit_of_work():
            version = desk.quarter.handed_in().version
        with counted_reads() as few:
            visitor.get(history(desk))
        with unit_of_work():
            for _ in range(30):
                send_back(desk, version)
                submit(desk, version)
        with counted_reads() as many:
            page = visitor.get(history(desk))
        assert len(page.all("tbody tr")) == 50
        assert len(lines(visitor, f"{history(desk)}?page=2")) == 11
    assert len(few) == len(many)


def test_the_page_of_an_organisation_leads_to_its_history(desk: Desk, visitor: Browser) -> None:
    link = f"main a[href='{history(desk)}']"
    assert visitor.get(desk.address.removesuffix("/duties")).all(link)
    assert visitor.get(desk.address).all(link)
    assert visitor.get(history(desk)).all(f"main a[href='{desk.address}']")
