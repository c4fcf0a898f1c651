"""Where a visitor comes from, as the audit trail and the limits on signing in see it."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from tests.browser import Browser
from tests.conftest import built_app
from tests.factories import make_user
from tracker.accounts.states import Role
from tracker.audit.models import AuditEntry
from tracker.config import Settings, settings_from_environment
from tracker.extensions import db, unit_of_work

PROXY, VISITOR, INVENTED = "10.0.0.2", "203.0.113.7", "198.51.100.9"


def origin_of_an_act(app: Flask, forwarded: str) -> str:
    """What the trail says of where an act came from, when the web server got it from the proxy's address."""
    with app.app_context(), unit_of_work():
        visitor = Browser(app).sign_in(make_user(Role.ADMINISTRATOR))
    visitor.client.environ_base["REMOTE_ADDR"] = PROXY
    visitor.client.environ_base["HTTP_X_FORWARDED_FOR"] = forwarded
    visitor.submit("/account", {"name": "Nama baru"})
    with app.app_context():
        return str(db.session.scalars(db.select(AuditEntry.origin).order_by(AuditEntry.id.desc())).first())


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, INVENTED, PROXY),
        (1, VISITOR, VISITOR),
        (1, f"{INVENTED}, {VISITOR}", VISITOR),
        (2, f"{INVENTED}, {VISITOR}, 10.0.0.1", VISITOR),
        (2, INVENTED, PROXY),
    ],
)
def test_an_address_is_believed_only_from_a_proxy_of_ours(
    settings: Settings, proxies: int, forwarded: str, expected: str
) -> None:
    with built_app(replace(settings, proxies=proxies)) as app:
        assert origin_of_an_act(app, forwarded) == f"web {expected}"


@pytest.mark.parametrize(
    ("proxies", "second", "status"),
    [(0, INVENTED, 429), (1, INVENTED, 200), (1, f"{INVENTED}, {VISITOR}", 429)],
    ids=["an invented address", "another visitor", "the same visitor inventing one"],
)
def test_guesses_are_counted_by_the_address_that_is_believed(
    settings: Settings, proxies: int, second: str, status: int
) -> None:
    with built_app(replace(settings, proxies=proxies)) as app:
        app.config["WTF_CSRF_ENABLED"] = False
        for number in range(30):
            guess(app, number, VISITOR)
        assert guess(app, 31, second) == status


def guess(app: Flask, number: int, forwarded: str) -> int:
    """The answer to somebody who tries yet another account."""
    client = app.test_client()
    client.environ_base |= {"REMOTE_ADDR": PROXY, "HTTP_X_FORWARDED_FOR": forwarded}
    return client.post("/sign-in", data={"email": f"tebak{number}@", "password": "x"}).status_code


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """The environment of an installation that decided nothing yet but its folder."""
    monkeypatch.setenv("TRACKER_INSTANCE_PATH", str(tmp_path))
    monkeypatch.delenv("TRACKER_PROXIES", raising=False)
    return monkeypatch


def test_no_proxy_is_believed_unless_the_installation_says_so(environment: pytest.MonkeyPatch) -> None:
    assert settings_from_environment().proxies == 0
    for written, proxies in (("", 0), ("0", 0), ("2", 2)):
        environment.setenv("TRACKER_PROXIES", written)
        assert settings_from_environment().proxies == proxies


@pytest.mark.parametrize("written", ["-1", "one", "1.0", "²"])
def test_a_number_of_proxies_that_is_none_is_refused_by_its_name(
    environment: pytest.MonkeyPatch, written: str
) -> None:
    environment.setenv("TRACKER_PROXIES", written)
    with pytest.raises(ValueError, match="TRACKER_PROXIES"):
        settings_from_environment()
