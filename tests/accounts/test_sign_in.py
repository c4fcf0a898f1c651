"""Signing in and out, and changing language."""

import contextvars
import re
from urllib.parse import quote, urljoin

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.browser import Browser, Page
from tests.factories import make_user
from tracker.accounts.models import User
from tracker.accounts.states import Role

PASSWORD = "rencana-aksi-terbuka"
REFUSED = "Alamat surel atau kata sandi tidak cocok."


@pytest.fixture
def user(session: Session) -> User:
    """A staff member with a password."""
    user = make_user(Role.SECRETARIAT, password=PASSWORD)
    session.commit()
    return user


def sign_in(visitor: Browser, email: str, password: str, *, after: str = "", status: int = 200) -> Page:
    address = f"/sign-in?next={quote(after)}" if after else "/sign-in"
    return visitor.post(
        address, {"email": email, "password": password, "next": after}, status=status, follow=False
    )


def test_the_right_password_lets_in(visitor: Browser, user: User) -> None:
    sign_in(visitor, user.email, PASSWORD, status=302)
    assert visitor.get("/account").find("h1").text_content() == "Akun saya"


def test_an_address_is_recognised_however_it_is_capitalised(visitor: Browser, user: User) -> None:
    sign_in(visitor, user.email.upper(), PASSWORD, status=302)
    visitor.get("/account")


def test_a_refusal_does_not_tell_whether_the_address_is_known(visitor: Browser, user: User) -> None:
    known = sign_in(visitor, user.email, "bukan-kata-sandinya")
    unknown = sign_in(visitor, "siapa@example.org", "bukan-kata-sandinya")
    assert known.find(".error-summary").text_content() == unknown.find(".error-summary").text_content()
    assert REFUSED in known.text


def test_a_closed_account_is_refused_in_the_same_words(
    visitor: Browser, user: User, session: Session
) -> None:
    user.active = False
    session.commit()
    refused = sign_in(visitor, user.email, PASSWORD)
    assert refused.find(".error-summary li").text_content().startswith(REFUSED)


def test_a_refusal_brings_back_the_address_but_not_the_password(visitor: Browser, user: User) -> None:
    page = sign_in(visitor, user.email, "bukan-kata-sandinya")
    assert page.find("input[name=email]").get("value") == user.email
    assert not page.find("input[name=password]").get("value")


def test_a_blank_form_is_refused_once(visitor: Browser) -> None:
    assert len(sign_in(visitor, "", "").all(".error-summary li")) == 1


@pytest.mark.parametrize(
    "hostile",
    ["", "bukan alamat", "\x00@\x00", "a" * 300_000 + "@example.org", "😀@example.org", "' or 1=1 --"],
)
def test_hostile_addresses_are_refused_like_any_other(visitor: Browser, hostile: str) -> None:
    assert REFUSED in sign_in(visitor, hostile, "x").text


def test_one_comes_back_to_the_page_one_wanted(visitor: Browser, user: User) -> None:
    asked = visitor.get("/audit?act=user%3Aadd", status=302, follow=False)
    wanted = asked.response.headers["Location"]
    assert wanted.startswith("/sign-in?next=/audit")
    page = visitor.post(wanted, {"email": user.email, "password": PASSWORD}, status=302, follow=False)
    assert page.response.headers["Location"] == "/audit?act=user%3Aadd"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "///evil.example",
        "javascript:alert(1)",
        "https:evil.example",
        " //evil.example",
        "\\\\evil.example",
        "http:///evil.example",
        "/\t/evil.example",
    ],
)
def test_signing_in_never_leads_to_another_site(visitor: Browser, user: User, elsewhere: str) -> None:
    page = sign_in(visitor, user.email, PASSWORD, after=elsewhere, status=302)
    location = page.response.headers["Location"]
    assert urljoin("http://tracker.test/sign-in", location).startswith("http://tracker.test/")
    assert not re.match(r"[/\\\s]{2}", location)


def test_signing_in_gives_a_new_session(app: Flask, visitor: Browser, user: User) -> None:
    visitor.get("/sign-in")
    before = visitor.client.get_cookie("session")
    sign_in(visitor, user.email, PASSWORD, status=302)
    after = visitor.client.get_cookie("session")
    assert before
    assert after
    assert before.value != after.value
    thief = Browser(app)
    thief.client.set_cookie("session", before.value)
    thief.get("/account", status=302, follow=False)


def test_signing_out_ends_the_session_on_the_server(app: Flask, visitor: Browser, user: User) -> None:
    sign_in(visitor, user.email, PASSWORD, status=302)
    cookie = visitor.client.get_cookie("session")
    assert cookie
    visitor.post("/sign-out", status=302, follow=False)
    thief = Browser(app)
    thief.client.set_cookie("session", cookie.value)
    thief.get("/account", status=302, follow=False)


def test_signing_out_by_a_link_is_not_possible(visitor: Browser, user: User) -> None:
    sign_in(visitor, user.email, PASSWORD, status=302)
    visitor.get("/sign-out", status=405)
    visitor.get("/account")


def test_guessing_at_one_account_is_slowed_down(visitor: Browser, user: User) -> None:
    for _attempt in range(10):
        sign_in(visitor, user.email, "bukan-kata-sandinya")
    refused = sign_in(visitor, user.email.upper(), PASSWORD, status=429)
    assert "Terlalu banyak percobaan" in refused.text
    sign_in(visitor, "lain@example.org", "x")


def test_guessing_from_one_address_is_slowed_down(visitor: Browser) -> None:
    for attempt in range(30):
        sign_in(visitor, f"tebak{attempt}@", "x")
    sign_in(visitor, "tebak@", "x", status=429)


@pytest.mark.parametrize(
    "address",
    ["/register", "/reset", "/change", "/confirm", "/verify", "/login", "/logout", "/fs-static/js/base64.js"],
)
def test_pages_of_the_library_that_nobody_asked_for_are_shut(visitor: Browser, address: str) -> None:
    visitor.get(address, status=404)


def test_sign_in_hands_out_no_tokens(visitor: Browser, user: User) -> None:
    token = visitor.get("/sign-in").find("main input[name=csrf_token]").get("value")
    answer = contextvars.Context().run(
        visitor.client.post,
        "/sign-in?include_auth_token",
        json={"email": user.email, "password": PASSWORD},
        headers={"X-CSRFToken": token, "Accept": "application/json"},
    )
    assert b"token" not in answer.data


def test_the_language_is_switched_on_the_page_one_is_on(visitor: Browser) -> None:
    page = visitor.get("/organisations?kind=ministry&lang=id")
    page = visitor.get(page.find("nav.language a[hreflang=en]").get("href"))
    assert page.find("html").get("lang") == "en"
    assert page.response.request.full_path == "/organisations?kind=ministry"
    assert visitor.get("/sign-in").find("html").get("lang") == "en"


def test_reading_and_switching_begin_no_session(visitor: Browser) -> None:
    page = visitor.get("/language/en?next=/organisations")
    assert page.find("html").get("lang") == "en"
    assert visitor.client.get_cookie("session") is None


def test_a_persons_own_language_holds_on_every_machine(app: Flask, visitor: Browser, user: User) -> None:
    visitor.sign_in(user).submit("/account", {"language": "en"})
    assert Browser(app).sign_in(user).get("/account").find("html").get("lang") == "en"


def test_an_unknown_language_is_no_page(visitor: Browser) -> None:
    visitor.get("/language/xx?next=/sign-in", status=404)


def test_switching_never_leads_to_another_site(visitor: Browser) -> None:
    page = visitor.get("/language/en?next=//evil.example", status=302, follow=False)
    assert page.response.headers["Location"] == "/"
