"""What is kept in memory, and pages that are not sent again."""

from functools import partial

from flask import Flask, Response, flash

from tracker.web.conditional import unless_known
from tracker.web.keeping import Kept, kept


def test_a_value_is_made_once_and_the_longest_unused_goes_first() -> None:
    store: Kept[str] = Kept(limit=2, weigh=lambda _value: 1)
    for key in ("a", "b", "a", "c"):
        assert store.get(key, partial(str, key)) == key
    assert [store.find(key) for key in ("a", "b", "c")] == ["a", None, "c"]


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


def _ask(app: Flask, parts: tuple[str, ...], *, tag: str = "", said: str = "") -> tuple[Response, list[str]]:
    """Ask for a page that depends on `parts`; also tells whether it had to be made."""
    made: list[str] = []
    with app.test_request_context("/kept", headers={"If-None-Match": tag}):
        if said:
            flash(said)

        def make() -> str:
            made.append("made")
            return "".join(parts)

        response = unless_known(parts, make)
    return response, made


def test_a_page_is_made_again_only_when_something_it_depends_on_changes(app: Flask) -> None:
    first, _made = _ask(app, ("1",))
    tag = first.headers["ETag"]
    kept_page, made = _ask(app, ("1",))
    assert (kept_page.get_data(as_text=True), made) == ("1", [])
    assert _ask(app, ("1",), tag=tag)[0].status_code == 304
    changed, made = _ask(app, ("2",), tag=tag)
    assert (changed.status_code, changed.get_data(as_text=True), made) == (200, "2", ["made"])


def test_a_page_with_a_message_is_neither_kept_nor_left_out(app: Flask) -> None:
    tag = _ask(app, ("1",))[0].headers["ETag"]
    response, made = _ask(app, ("1",), tag=tag, said="Tersimpan")
    assert (response.status_code, made) == (200, ["made"])
    assert "ETag" not in response.headers


def test_every_reader_must_ask_whether_the_page_is_still_good(app: Flask) -> None:
    response, _made = _ask(app, ("1",))
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in response.headers["Vary"]


def test_a_kept_page_is_compressed_once(demo: Flask) -> None:
    client = demo.test_client()
    headers = {"Accept-Encoding": "br"}
    address = "/plans/RAN-OGI-2020-2022/matrix"
    first, second = (client.get(address, headers=headers) for _time in range(2))
    assert first.headers["Content-Encoding"] == second.headers["Content-Encoding"] == "br"
    assert first.data == second.data
    tag, _is_weak = first.get_etag()
    assert tag
    with demo.app_context():
        store = kept("compressed", limit=0, weigh=len)
        assert store.find(f"br;{tag.partition(':')[0]}") == first.data


def test_pages_that_are_not_kept_do_not_share_a_compressed_form(demo: Flask) -> None:
    client = demo.test_client()
    pages = [
        client.get(path, headers={"Accept-Encoding": "br"}).data for path in ("/sign-in", "/sign-in?lang=en")
    ]
    assert pages[0] != pages[1]
