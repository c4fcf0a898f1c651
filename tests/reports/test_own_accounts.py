"""What an organisation of civil society has said, and what it can speak of now."""

from flask import Flask

from tests.browser import Browser
from tests.factories import make_user
from tests.reports.scene import ACCOUNT
from tests.reports.test_report_pages import Desk, desk, where
from tracker.accounts.states import Role
from tracker.extensions import unit_of_work

__all__ = ["desk"]
OWN = "/accounts-of-ours"


def test_an_account_is_begun_and_found_again(desk: Desk) -> None:
    page = desk.pattiro.get(OWN)
    assert "Belum ada catatan" in page.text
    button = page.find("main form.post-button")
    form = where(desk.pattiro.post(button.get("action"), dict(button.form_values())))
    desk.pattiro.submit(form, {**ACCOUNT, "then": "hand-in"})
    found = desk.pattiro.get(OWN)
    assert found.find("main table tbody a").get("href") == form.removesuffix("/edit")
    assert "diajukan" in found.text
    assert not found.all("main form.post-button")


def test_only_civil_society_has_such_a_page(desk: Desk, visitor: Browser) -> None:
    desk.ministry.get(OWN, status=403)
    desk.staff.get(OWN, status=403)
    assert "Masuk" in visitor.get(OWN).text


def test_an_account_without_an_organisation_is_shown_an_empty_page(app: Flask) -> None:
    with app.app_context(), unit_of_work():
        browser = Browser(app).sign_in(make_user(Role.CSO))
    assert "Belum ada catatan" in browser.get(OWN).text
