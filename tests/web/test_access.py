"""The gate on every view, headers on every answer, addresses, and the pages of errors."""

import contextvars
from dataclasses import replace

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.exceptions import BadRequest

from tests.browser import Browser
from tests.factories import make_user
from tracker import create_app
from tracker.accounts.states import EVERY_ROLE, Role
from tracker.config import Settings
from tracker.core.errors import RuleBroken
from tracker.extensions import db
from tracker.web.access import gate_of, public, roles
from tracker.web.addresses import own_address


@pytest.fixture
def gated(own_app: Flask) -> Flask:
    """An application with a few views of our own."""

    @own_app.route("/for-all")
    @public
    def for_all() -> str:
        return "<h1>for all</h1>"

    @own_app.route("/for-staff", methods=["GET", "POST"])
    @roles(Role.SECRETARIAT)
    def for_staff() -> str:
        return "<h1>for staff</h1>"

    @own_app.route("/undecided")
    def undecided() -> str:
        return "should stay shut"

    @own_app.route("/broken")
    @public
    def broken() -> str:
        raise RuleBroken("number_blank")

    @own_app.route("/refused")
    @public
    def refused() -> str:
        raise BadRequest

    @own_app.route("/crash")
    @public
    def crash() -> str:
        raise ZeroDivisionError

    return own_app


@pytest.fixture
def stranger(gated: Flask) -> Browser:
    """A reader of that application who is not signed in."""
    return Browser(gated)


def signed_in(app: Flask, role: Role) -> Browser:
    with app.app_context():
        user = make_user(role)
        db.session.commit()
        return Browser(app).sign_in(user)


def test_a_view_nobody_decided_about_stays_shut(gated: Flask, stranger: Browser) -> None:
    stranger.get("/undecided", status=404)
    signed_in(gated, Role.ADMINISTRATOR).get("/undecided", status=404)


def test_strangers_are_sent_to_sign_in_and_others_refused(gated: Flask, stranger: Browser) -> None:
    stranger.get("/for-all")
    asked = stranger.get("/for-staff?a=1", status=302, follow=False)
    assert asked.response.headers["Location"] == "/sign-in?next=/for-staff?a%3D1"
    signed_in(gated, Role.SECRETARIAT).get("/for-staff")
    refused = signed_in(gated, Role.CSO).get("/for-staff", status=403)
    assert "tidak berhak" in refused.text


def test_what_a_stranger_sent_is_no_page_to_come_back_to(gated: Flask, stranger: Browser) -> None:
    token = stranger.get("/sign-in").find("input[name=csrf_token]").get("value")
    sent = contextvars.Context().run(stranger.client.post, "/for-staff", data={"csrf_token": token})
    assert sent.headers["Location"] == "/sign-in"


def test_marks_say_who_may_come_in() -> None:
    assert gate_of(public(lambda: "")) == frozenset()
    assert gate_of(roles()(lambda: "")) == EVERY_ROLE
    assert gate_of(roles(Role.CSO)(lambda: "")) == frozenset({Role.CSO})
    assert gate_of(lambda: "") is None


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/no-such-page", 404, "tidak ada"),
        ("/broken", 422, "Tulis sebuah angka."),
        ("/refused", 400, "tidak dapat dibaca"),
        ("/sign-out", 405, "Cara ini tidak dikenal"),
    ],
)
def test_every_error_has_a_page_in_words(
    gated: Flask, stranger: Browser, address: str, status: int, words: str
) -> None:
    assert words in stranger.get(address, status=status).text


def test_a_crash_says_that_nothing_is_lost_and_shows_no_inner_workings(
    gated: Flask, stranger: Browser
) -> None:
    gated.config["PROPAGATE_EXCEPTIONS"] = False
    page = stranger.get("/crash", status=500)
    assert "tetap aman" in page.text
    assert "ZeroDivisionError" not in page.text


def test_an_expired_form_gives_back_what_was_typed_but_no_password(gated: Flask, stranger: Browser) -> None:
    typed = {
        "csrf_token": "old",
        "reason": "Alasan <b>panjang</b>",
        "password": "rahasia sekali",
        "revision": "3",
    }
    answer = contextvars.Context().run(stranger.client.post, "/organisations/add", data=typed)
    body = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "Alasan &lt;b&gt;panjang&lt;/b&gt;" in body
    assert "rahasia" not in body


def test_too_large_a_form_is_refused_in_words(visitor: Browser) -> None:
    answer = contextvars.Context().run(visitor.client.post, "/sign-in", data={"email": "a" * 21_000_000})
    assert answer.status_code == 413
    assert "terlalu besar" in answer.get_data(as_text=True)


@pytest.mark.parametrize("address", ["/sign-in", "/no-such-page", "/for-staff", "/static/css/app.css"])
def test_every_answer_carries_the_policy(gated: Flask, stranger: Browser, address: str) -> None:
    answer = contextvars.Context().run(stranger.client.get, address)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    answer.close()


def test_a_page_is_kept_by_its_reader_only(visitor: Browser) -> None:
    answer = visitor.get("/organisations").response
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_a_server_behind_https_says_so(settings: Settings) -> None:
    secure = create_app(replace(settings, is_secure=True, base_url="https://tracker.test"))
    answer = contextvars.Context().run(secure.test_client().get, "/sign-in")
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    assert "Secure" in answer.headers["Set-Cookie"]


@pytest.mark.parametrize(
    "wanted", ["/", "/plans", "/plans/RAN7?year=2022#baris-3", "/a//b", "/organisations/1"]
)
def test_pages_of_this_site_are_gone_back_to(wanted: str) -> None:
    assert own_address(wanted, otherwise="/else") == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        None,
        "",
        "plans",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "/a\\b",
        "/\t/evil.example",
        "/ /evil.example",
        "/\n//evil.example",
        " /plans",
        "javascript:alert(1)",
        "/\x00",
    ],
)
def test_nothing_else_is(wanted: str | None) -> None:
    assert own_address(wanted, otherwise="/else") == "/else"


@given(st.text())
def test_whatever_is_asked_the_way_back_stays_on_this_site(wanted: str) -> None:
    address = own_address(wanted, otherwise="/")
    assert address.startswith("/")
    assert address[1:2] not in {"/", "\\"}
    assert not any(mark in address for mark in "\t\r\n\\ ")


def test_the_language_of_the_address_counts_before_the_switch(visitor: Browser) -> None:
    visitor.get("/language/en?next=/sign-in")
    assert visitor.get("/sign-in?lang=id").find("html").get("lang") == "id"
    assert visitor.get("/sign-in?lang=xx").find("html").get("lang") == "en"
    assert visitor.get("/sign-in").find("html").get("lang") == "en"
