"""Where mail leaves, from the environment."""

import smtplib
import ssl
from pathlib import Path
from typing import Any

import pytest

from tracker.config import SmtpServer, read_smtp_url, settings_from_environment
from tracker.notifications.post import Smtp


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """An environment that says nothing of mail."""
    monkeypatch.setenv("TRACKER_INSTANCE_PATH", str(tmp_path))
    monkeypatch.delenv("TRACKER_SMTP_URL", raising=False)
    monkeypatch.delenv("TRACKER_MAIL_FROM", raising=False)
    return monkeypatch


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("smtp://localhost", SmtpServer("localhost", 25)),
        ("smtp://localhost:1025/", SmtpServer("localhost", 1025)),
        ("smtp://a:b@mail.example:587?tls=1", SmtpServer("mail.example", 587, "a", "b", starttls=True)),
        ("smtp://mail.example?tls=0", SmtpServer("mail.example", 25)),
        ("smtps://a%40x:p%3Aq@mail.example", SmtpServer("mail.example", 465, "a@x", "p:q", tls=True)),
    ],
)
def test_an_address_of_a_server_is_read(written: str, expected: SmtpServer) -> None:
    assert read_smtp_url(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "mail.example:25",
        "http://a:geheim@mail.example",
        "smtp://",
        "smtp://a:geheim@mail.example:99999",
        "smtp://a:geheim@mail.example:x",
        "smtp://a:geheim@mail.example/inbox",
        "smtp://a:geheim@mail.example?ssl=1",
    ],
)
def test_what_is_no_address_of_a_server_is_refused_without_repeating_the_password(written: str) -> None:
    with pytest.raises(ValueError, match="TRACKER_SMTP_URL") as refused:
        read_smtp_url(written)
    assert "geheim" not in str(refused.value)


def test_without_a_server_it_is_a_demo(environment: pytest.MonkeyPatch) -> None:
    assert settings_from_environment().is_demo


def test_with_a_server_mail_leaves_and_the_password_is_not_shown(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("TRACKER_SMTP_URL", "smtp://a:geheim@mail.example")
    environment.setenv("TRACKER_MAIL_FROM", "Seknas OGI <surat@ogi.example>")
    settings = settings_from_environment()
    assert (settings.is_demo, settings.mail_from) == (False, "Seknas OGI <surat@ogi.example>")
    assert "geheim" not in repr(settings)


@pytest.mark.parametrize("sender", ["", "Seknas OGI"])
def test_a_server_needs_a_sender(environment: pytest.MonkeyPatch, sender: str) -> None:
    environment.setenv("TRACKER_SMTP_URL", "smtp://mail.example")
    environment.setenv("TRACKER_MAIL_FROM", sender)
    with pytest.raises(ValueError, match="TRACKER_MAIL_FROM"):
        settings_from_environment()


def test_starttls_believes_only_a_certificate_it_can_check(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[ssl.SSLContext] = []

    def starttls(_self: smtplib.SMTP, **options: Any) -> tuple[int, bytes]:
        seen.append(options["context"])
        return 220, b""

    monkeypatch.setattr(smtplib.SMTP, "starttls", starttls)
    Smtp().starttls(context=None)
    assert (seen[0].verify_mode, seen[0].check_hostname) == (ssl.CERT_REQUIRED, True)
