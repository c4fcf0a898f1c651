"""A draft while it is written: a lost connection, a session that ended, and two people at once."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask_security.utils import hash_password
from playwright.sync_api import Browser, Page, expect

from tests.factories import make_user
from tests.journeys.conftest import Site, served
from tests.reports.scene import make_reporting
from tracker.accounts.models import User
from tracker.accounts.states import Role
from tracker.demo.people import PASSWORD
from tracker.extensions import db, unit_of_work

pytestmark = pytest.mark.browser
NARRATIVE, OBSTACLE, STATE = "[name=narrative]", "[name='obstacles.0.text']", "[data-draft-state]"


@dataclass(frozen=True)
class Office:
    """A ministry with a report to write, and the addresses of two colleagues there."""

    site: Site
    form: str
    people: tuple[str, str]


@pytest.fixture
def office(app: Flask) -> Iterator[Office]:
    """The report is begun, and its form open."""
    with app.app_context():
        with unit_of_work():
            quarter = make_reporting()
            quarter.open_now()
            report = quarter.begin(quarter.ministry).report
            db.session.flush()
            people = (
                quarter.talks.users[Role.MINISTRY],
                make_user(Role.MINISTRY, organisation=quarter.talks.ministry),
            )
            addresses = _with_passwords(*people)
            form = f"/reports/{report.id}/edit"
        db.session.remove()
    with served(app) as site:
        yield Office(site, form, addresses)


def _with_passwords(first: User, second: User) -> tuple[str, str]:
    for user in (first, second):
        user.password = hash_password(PASSWORD)
    return first.email, second.email


def test_what_a_lost_connection_kept_back_is_sent_with_the_next_word(office: Office, page: Page) -> None:
    office.site.sign_in(page, office.people[0])
    office.site.open(page, office.form)
    page.context.set_offline(True)
    page.fill(NARRATIVE, "Ditulis di perjalanan.")
    expect(page.locator(STATE)).to_contain_text("periksa sambungan")
    page.context.set_offline(False)
    page.fill(OBSTACLE, "Sinyal hilang.")
    expect(page.locator(STATE)).to_have_text("Draf tersimpan.")
    office.site.open(page, office.form)
    expect(page.locator(NARRATIVE)).to_have_value("Ditulis di perjalanan.")


def test_what_was_written_after_the_session_ended_is_there_after_signing_in(
    office: Office, page: Page
) -> None:
    office.site.sign_in(page, office.people[0])
    office.site.open(page, office.form)
    page.context.clear_cookies()
    page.fill(NARRATIVE, "Sudah keluar tanpa sadar.")
    expect(page.locator(STATE)).to_contain_text("sudah keluar")
    office.site.sign_in(page, office.people[0])
    office.site.open(page, office.form)
    expect(page.locator(NARRATIVE)).to_have_value("Sudah keluar tanpa sadar.")
    expect(page.locator(STATE)).to_contain_text("dipulihkan")
    page.get_by_role("button", name="Simpan draf").click()
    expect(page.locator(NARRATIVE)).to_have_value("Sudah keluar tanpa sadar.")
    expect(page.locator(STATE)).to_be_empty()


def test_a_form_sent_after_the_session_ended_is_not_lost(office: Office, page: Page) -> None:
    office.site.sign_in(page, office.people[0])
    office.site.open(page, office.form)
    page.context.clear_cookies()
    page.fill(NARRATIVE, "Dikirim setelah keluar.")
    page.get_by_role("button", name="Simpan draf").click()
    expect(page.locator("main")).to_contain_text("Dikirim setelah keluar.")
    office.site.sign_in(page, office.people[0])
    office.site.open(page, office.form)
    expect(page.locator(NARRATIVE)).to_have_value("Dikirim setelah keluar.")


def test_what_has_arrived_is_shown_as_it_was_kept(office: Office, page: Page) -> None:
    office.site.sign_in(page, office.people[0])
    office.site.open(page, office.form)
    page.fill("[name='K01/1.numerator']", " 46 ")
    page.get_by_role("button", name="Simpan dan tambah kendala").click()
    expect(page.locator("[name='obstacles.0.text']")).to_be_visible()
    expect(page.locator("[name='K01/1.numerator']")).to_have_value("46")
    expect(page.locator(STATE)).to_be_empty()


def test_two_people_see_what_the_other_writes(office: Office, page: Page, browser: Browser) -> None:
    colleague = browser.new_context().new_page()
    for who, email in zip((page, colleague), office.people, strict=True):
        office.site.sign_in(who, email)
        office.site.open(who, office.form)
    page.fill(NARRATIVE, "Dari yang pertama.")
    expect(page.locator(STATE)).to_have_text("Draf tersimpan.")
    colleague.fill(OBSTACLE, "Dari yang kedua.")
    expect(colleague.locator(STATE)).to_contain_text("Rekan Anda mengubah: Uraian kemajuan")
    expect(colleague.locator(NARRATIVE)).to_have_value("Dari yang pertama.")
    page.fill(OBSTACLE, "Juga dari yang pertama.")
    expect(page.locator(STATE)).to_contain_text("isian yang sama")
    expect(page.locator(OBSTACLE)).to_have_value("Juga dari yang pertama.")
    page.get_by_role("button", name="Simpan draf").click()
    expect(page.locator("main")).to_contain_text("Dari yang kedua.")
    colleague.context.close()
