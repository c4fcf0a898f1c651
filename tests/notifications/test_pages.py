"""The outbox and the demo's letters, as the secretariat sees them."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.browser import Browser, Page
from tests.factories import make_organisation, make_user
from tests.notifications.scene import MORNING, note
from tests.notifications.sink import Sink
from tracker.accounts.states import Role
from tracker.audit.models import AuditEntry
from tracker.core import clock
from tracker.extensions import db, unit_of_work
from tracker.notifications.models import Mail
from tracker.notifications.sending import send_due
from tracker.notifications.states import MailState

PAGES = ("/mail", "/mail/demo", "/mail/demo/1", "/mail/1/send-again")


@pytest.fixture
def staff(app: Flask) -> Browser:
    """Somebody of the secretariat."""
    with app.app_context(), unit_of_work():
        user = make_user(Role.SECRETARIAT)
        return Browser(app).sign_in(user)


def _write(app: Flask, *subjects: str, **more: object) -> None:
    with app.app_context(), unit_of_work():
        for subject in subjects:
            note(subject, **more)  # type: ignore[arg-type]


def _sweep(app: Flask) -> None:
    with app.app_context():
        send_due()


def _fail(app: Flask, **values: object) -> None:
    known: dict[str, object] = {"state": MailState.FAILED, "problem": "mail_refused 554 Penuh"}
    with app.app_context(), unit_of_work():
        db.session.execute(db.update(Mail).values(**known | values))


def _links(page: Page) -> list[str]:
    return [link.get("href") for link in page.all("main a")]


def test_an_empty_outbox_says_what_will_be_there(staff: Browser) -> None:
    assert "Belum ada surat" in staff.get("/mail").text
    assert "Belum ada surat" in staff.get("/mail/demo").text


def test_the_outbox_shows_newest_first_what_goes_to_whom(app: Flask, staff: Browser) -> None:
    _write(app, "Satu")
    _sweep(app)
    _write(app, "Dua", to="budi@example.org", is_personal=False)
    first, second = [" ".join(row.text_content().split()) for row in staff.get("/mail").all("tbody tr")]
    assert "budi@example.org" in first
    assert "dalam kabar harian" in first
    assert "07.00 WIB" in first
    assert "ani@example.org" in second
    assert "terkirim" in second


def test_a_long_outbox_comes_in_pages(app: Flask, staff: Browser) -> None:
    _write(app, *(f"Surat {number}" for number in range(51)))
    assert len(staff.get("/mail").all("tbody tr")) == 50
    assert len(staff.get("/mail?page=2").all("tbody tr")) == 1


def test_a_letter_that_failed_is_shown_with_its_problem_and_can_be_sent_again(
    app: Flask, staff: Browser
) -> None:
    _write(app, "Undangan")
    _fail(app)
    page = staff.get("/mail")
    assert "Server surel menolak surat ini. 554 Penuh" in page.text
    assert "/mail/1/send-again" in _links(page)
    assert "akan dikirim lagi" in staff.submit("/mail/1/send-again").text
    _sweep(app)
    assert staff.get("/mail/demo").find("tbody a").text == "Undangan"
    with app.app_context():
        acts = list(db.session.scalars(db.select(AuditEntry.act)))
        assert acts == ["mail:send-again"]


def test_opening_the_question_sends_nothing(app: Flask, staff: Browser) -> None:
    _write(app, "Undangan")
    _fail(app)
    staff.get("/mail/1/send-again")
    _sweep(app)
    assert "Belum ada surat" in staff.get("/mail/demo").text


def test_a_letter_that_was_cut_off_says_that_it_may_have_arrived(app: Flask, staff: Browser) -> None:
    _write(app, "Undangan")
    _fail(app, state=MailState.SENDING, problem="", claimed_at=MORNING)
    page = staff.get("/mail")
    assert "mungkin sudah sampai" in page.text
    assert "/mail/1/send-again" in _links(page)


def test_a_letter_on_its_way_is_not_sent_again(app: Flask, staff: Browser) -> None:
    _write(app, "Undangan")
    _fail(app, state=MailState.SENDING, problem="", claimed_at=clock.now() - timedelta(seconds=1))
    assert "/mail/1/send-again" not in _links(staff.get("/mail"))
    assert "tidak tersangkut" in staff.submit("/mail/1/send-again").text


def test_a_demo_letter_is_read_with_its_link(app: Flask, staff: Browser) -> None:
    _write(app, "Satu", "Dua")
    _sweep(app)
    subjects = [link.text for link in staff.get("/mail/demo").all("tbody a")]
    assert subjects == ["Dua", "Satu"]
    page = staff.get(_links(staff.get("/mail/demo"))[-1])
    assert page.find("h1").text == "Satu"
    assert "http://tracker.test/r/rahasia" in _links(page)
    assert "Yth. <Bapak>" in page.text


def _navigation(page: Page) -> list[str]:
    return [link.get("href") for link in page.all(".site-menu a")]


def test_the_demo_leads_to_its_letters(staff: Browser) -> None:
    assert "/mail/demo" in _navigation(staff.get("/plans"))
    assert "/mail/demo" in _links(staff.get("/mail"))


def test_where_mail_leaves_the_outbox_is_in_the_navigation(sink: Sink, staff: Browser) -> None:
    shown = _navigation(staff.get("/plans"))
    assert "/mail" in shown
    assert "/mail/demo" not in shown


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("role", [Role.MINISTRY, Role.CSO])
def test_mail_is_for_the_secretariat_only(app: Flask, address: str, role: Role) -> None:
    _write(app, "Undangan")
    _sweep(app)
    with app.app_context(), unit_of_work():
        visitor = Browser(app).sign_in(make_user(role, organisation=make_organisation()))
    visitor.get(address, status=403)
    assert "/mail/demo" not in _navigation(visitor.get("/plans"))


@pytest.mark.parametrize("address", PAGES)
def test_the_public_is_asked_to_sign_in(visitor: Browser, address: str) -> None:
    visitor.get(address, status=302, follow=False)


@pytest.mark.parametrize("address", ["/mail/demo/9", "/mail/9/send-again"])
def test_a_letter_that_is_not_there_is_not_found(staff: Browser, address: str) -> None:
    staff.get(address, status=404)
