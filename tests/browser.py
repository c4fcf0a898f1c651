"""A small browser for tests: follows pages and checks each one it sees."""

import contextvars
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask
from lxml import html
from werkzeug.test import TestResponse

from tracker.accounts.models import User


@dataclass
class Page:
    """One answer of the server."""

    status: int
    response: TestResponse

    @property
    def text(self) -> str:
        """The visible text, with runs of blanks made one."""
        return " ".join(self.tree.text_content().split())

    @property
    def tree(self) -> Any:
        """The parsed document."""
        return html.fromstring(self.response.get_data(as_text=True))

    def find(self, selector: str) -> Any:
        """The first element for a CSS selector; fails when there is none."""
        found = self.tree.cssselect(selector)
        assert found, f"nothing for {selector} in: {self.text[:500]}"
        return found[0]

    def all(self, selector: str) -> list[Any]:
        """All elements for a CSS selector."""
        return list(self.tree.cssselect(selector))


class Browser:
    """Visits pages as one person. Every HTML page visited is checked for the house's promises."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()

    def sign_in(self, user: User) -> "Browser":
        """Become `user` without going through the sign-in form."""
        identity = user.fs_uniquifier
        with self.client.session_transaction() as session:
            session["_user_id"] = identity
            session["_fresh"] = True
        return self

    def get(self, address: str, *, status: int = 200, follow: bool = True, **options: Any) -> Page:
        """Open a page and expect this status."""
        return self._visit(
            lambda: self.client.get(address, follow_redirects=follow, buffered=True, **options), status
        )

    def post(
        self, address: str, data: Mapping[str, Any] | None = None, *, status: int = 200, follow: bool = True
    ) -> Page:
        """Send a form the way a person does: open it first, keep what it holds, then fill in `data`."""
        token = self._token(address)
        return self._visit(
            lambda: self.client.post(
                address, data={"csrf_token": token, **(data or {})}, follow_redirects=follow
            ),
            status,
        )

    def submit(self, address: str, changes: Mapping[str, Any] | None = None, *, status: int = 200) -> Page:
        """Open the form at `address`, change some of its fields, and send all of it."""
        form = self.get(address).find("main form[method=post]")
        fields: dict[str, Any] = {}
        for name, value in form.form_values():
            fields.setdefault(name, []).append(value)
        return self.post(form.get("action") or address, {**fields, **(changes or {})}, status=status)

    def _token(self, address: str) -> str:
        from_form = _outside(lambda: self.client.get("/sign-in" if "://" in address else address))
        tokens = (
            html.fromstring(from_form.get_data(as_text=True)).cssselect("input[name=csrf_token]")
            if from_form.mimetype == "text/html" and from_form.data
            else []
        )
        if tokens:
            return str(tokens[0].get("value"))
        home = html.fromstring(_outside(lambda: self.client.get("/plans")).get_data(as_text=True))
        tokens = home.cssselect("input[name=csrf_token]")
        return str(tokens[0].get("value")) if tokens else ""

    def _visit(self, request: Callable[[], TestResponse], status: int) -> Page:
        response = _outside(request)
        page = Page(response.status_code, response)
        assert page.status == status, (
            f"{response.request.path}: {page.status}, {response.get_data(as_text=True)[:2000]}"
        )
        if response.mimetype == "text/html" and response.data:
            check_page(page)
        return page


def _outside(request: Callable[[], TestResponse]) -> TestResponse:
    # An app context held open by a fixture would leak `current_user` from one request into the next.
    return contextvars.Context().run(request)


def check_page(page: Page) -> None:
    """What every page promises: one h1, unique ids, labelled fields, guarded forms, nothing inline."""
    tree = page.tree
    where = page.response.request.path
    assert len(tree.cssselect("h1")) == 1, f"{where}: not exactly one h1"
    ids = [element.get("id") for element in tree.cssselect("[id]")]
    assert len(ids) == len(set(ids)), f"{where}: ids used twice: {sorted(i for i in ids if ids.count(i) > 1)}"
    assert not tree.cssselect("[style], [onclick], [onchange], [onsubmit]"), (
        f"{where}: inline style or script"
    )
    assert not [s for s in tree.cssselect("script") if not s.get("src") and (s.text or "").strip()], where
    labelled = {label.get("for") for label in tree.cssselect("label")}
    for field in tree.cssselect("input:not([type=hidden]):not([type=submit]), select, textarea"):
        named = field.get("id") in labelled or field.get("aria-label") or field.get("aria-labelledby")
        assert named or field.getparent().tag == "label", f"{where}: no label for {field.get('name')}"
    for form in tree.cssselect("form[method=post], form[method=POST]"):
        assert form.cssselect("input[name=csrf_token]"), f"{where}: form without CSRF token"
