"""Every address of the application: gated, and answered to everybody without a crash."""

import contextvars
import re

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.browser import Browser
from tests.factories import make_indicator, make_organisation, make_user
from tracker.accounts.states import Role
from tracker.web.access import _OPEN_ENDPOINTS, gate_of

# Views of extensions that stay shut by the gate, which sees no mark on them.
SHUT = {"security.static"}


def test_every_view_says_who_may_come_in(app: Flask) -> None:
    unmarked = {name for name, view in app.view_functions.items() if gate_of(view) is None}
    assert unmarked == _OPEN_ENDPOINTS | SHUT


_FIXED_PART = re.compile(r"[a-z0-9.-]*")


def test_addresses_are_in_kebab_case(app: Flask) -> None:
    odd = {
        rule.rule
        for rule in app.url_map.iter_rules()
        for part in rule.rule.split("/")
        if not part.startswith("<") and not _FIXED_PART.fullmatch(part)
    }
    assert odd == set()


def addresses(app: Flask) -> list[str]:
    """Every page that can be opened without knowing a thing."""
    return sorted(
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or set()) and not rule.arguments and rule.endpoint not in SHUT
    )


@pytest.mark.parametrize("role", [*Role, None], ids=lambda role: role or "public")
def test_every_page_answers_every_role(app: Flask, session: Session, role: Role | None) -> None:
    make_indicator()
    user = make_user(role, organisation=make_organisation()) if role else None
    session.commit()
    visitor = Browser(app)
    if user:
        visitor.sign_in(user)
    for address in addresses(app):
        _outcome(visitor, address)


def _outcome(visitor: Browser, address: str) -> None:
    answer = contextvars.Context().run(visitor.client.get, address)
    assert answer.status_code in {200, 302, 403}, address
