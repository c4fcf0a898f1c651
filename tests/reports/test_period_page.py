"""One period: every owed report with how it stands, and the accounts of civil society beside."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from tests.browser import Browser
from tests.factories import make_organisation
from tests.reports.duty_scene import Desk, duty_desk, everywhere_at, user
from tests.reports.scene import AFTER_TW1
from tracker.accounts.states import Role
from tracker.extensions import unit_of_work
from tracker.plans.models import CommitmentParty
from tracker.plans.states import Involvement
from tracker.reports import verification_services


@pytest.fixture
def desk(app: Flask) -> Iterator[Desk]:
    """The first quarter of 2022 can be reported; Bappenas supports the commitment."""
    with duty_desk(app) as desk, everywhere_at(AFTER_TW1):
        commitment = desk.quarter.talks.indicator.commitment
        with unit_of_work():
            helper = make_organisation("Bappenas")
            commitment.parties.append(CommitmentParty(organisation=helper, involvement=Involvement.SUPPORTER))
        yield replace(desk, address=f"/plans/{commitment.plan.code}/periods/2022-TW1")


def rows(browser: Browser, desk: Desk) -> list[str]:
    """The rows of the table, with runs of blanks made one."""
    return [" ".join(row.text_content().split()) for row in browser.get(desk.address).all("tbody tr")]


def test_every_owed_report_of_the_period_is_there(desk: Desk, visitor: Browser) -> None:
    with unit_of_work():
        desk.quarter.handed_in()
    lead, supporter = rows(visitor, desk)
    for words in ("K01", "KemenPAN-RB", "penanggung jawab", "diajukan", "tepat waktu"):
        assert words in lead
    for words in ("K01", "Bappenas", "pendukung", "belum dimulai", "10 hari lagi"):
        assert words in supporter


def test_the_list_of_periods_leads_there(desk: Desk, visitor: Browser) -> None:
    periods = desk.address.removesuffix("/2022-TW1")
    assert visitor.get(periods).all(f"main a[href='{desk.address}']")
    visitor.get(f"{periods}/2022-TW9", status=404)


def test_an_account_stands_beside_once_it_is_published(desk: Desk, visitor: Browser, app: Flask) -> None:
    with unit_of_work():
        account = desk.quarter.account()
    link = f"main a[href='/reports/{account.id}']"
    assert "Belum ada." in visitor.get(desk.address).text
    assert Browser(app).sign_in(user(desk, Role.CSO)).get(desk.address).all(link)
    with unit_of_work():
        verification_services.verify_as_reported(desk.quarter.staff, account.newest)
    assert visitor.get(desk.address).all(link)
    assert not visitor.get(desk.address.replace("TW1", "TW2")).all(link)


def test_a_period_of_an_unpublished_plan_is_for_those_who_sign_in(
    desk: Desk, visitor: Browser, app: Flask
) -> None:
    with unit_of_work():
        desk.quarter.talks.indicator.commitment.plan.published_at = None
    visitor.get(desk.address, status=404)
    Browser(app).sign_in(user(desk, Role.MINISTRY)).get(desk.address)
