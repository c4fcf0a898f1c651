"""What is kept in memory, and pages that are not sent again."""

from flask import Flask, flash

from tests.browser import Browser
from tracker.web.access import public
from tracker.web.conditional import unless_known
from tracker.web.keeping import Kept, kept

_PAGE = '<!doctype html><html lang="id"><title>x</title><h1>%s</h1>'


def test_a_value_is_made_once_and_the_longest_unused_goes_first() -> None:
    made: list[str] = []
    store: Kept[str] = Kept(limit=2, weigh=lambda _value: 1)
    for key in ("a", "b", "a", "c", "a", "b"):
        store.get(key, lambda key=key: made.append(key) or key)  # type: ignore[func-returns-value]
    assert made == ["a", "b", "c", "b"]


def test_a_value_heavier_than_the_limit_is_kept_alone() -> None:
    store: Kept[str] = Kept(limit=3, weigh=len)
    store.get("small", lambda: "x")
    assert store.get("large", lambda: "xxxxx") == "xxxxx"
    assert (store.find("small"), store.find("large")) == (None, "xxxxx")


def test_each_application_keeps_its_own(app: Flask) -> None:
    other = Flask("other")
    with app.app_context():
        kept("things", limit=1, weigh=lambda _value: 1).get("key", lambda: "ours")
    with other.app_context():
        assert kept("things", limit=1, weigh=lambda _value: 1).find("key") is None


def test_a_page_is_made_again_only_when_something_it_depends_on_changes(app: Flask, browser: Browser) -> None:
    state = {"version": "1", "made": "0"}

    @app.get("/kept")
    @public
    def page() -> object:
        def make() -> str:
            state["made"] = str(int(state["made"]) + 1)
            return _PAGE % state["version"]

        return unless_known((state["version"],), make)

    tag = browser.get("/kept").response.headers["ETag"]
    assert browser.get("/kept").find("h1").text_content() == "1"
    browser.get("/kept", headers={"If-None-Match": tag}, status=304)
    assert state["made"] == "1"
    state["version"] = "2"
    assert browser.get("/kept", headers={"If-None-Match": tag}).find("h1").text_content() == "2"


def test_a_page_with_a_message_is_neither_kept_nor_left_out(app: Flask, browser: Browser) -> None:
    @app.get("/said")
    @public
    def said() -> str:
        flash("Tersimpan")
        return _PAGE % "said"

    @app.get("/kept")
    @public
    def page() -> object:
        return unless_known((), lambda: _PAGE % "kept")

    tag = browser.get("/kept").response.headers["ETag"]
    browser.get("/said")
    answer = browser.get("/kept", headers={"If-None-Match": tag}).response
    assert "ETag" not in answer.headers
