"""Fixtures: a letter to send, and a server that takes it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from tests.notifications.scene import TEST_LETTERS
from tests.notifications.sink import Sink, running_sink
from tracker.config import SmtpServer
from tracker.extensions import mailman
from tracker.notifications import letters
from tracker.notifications.post import mail_settings


@pytest.fixture(autouse=True)
def test_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters that only tests write."""
    for name, kind in TEST_LETTERS.items():
        monkeypatch.setitem(letters._KINDS, name, kind)


@pytest.fixture
def sink(app: Flask) -> Iterator[Sink]:
    """An installation whose mail really leaves, to a server of this test's own."""
    before = app.extensions["mailman"]
    with running_sink() as server:
        send_to(app, server.port)
        yield server
    app.extensions["mailman"] = before


def send_to(app: Flask, port: int) -> None:
    """Let the app's mail leave to this port."""
    settings = replace(
        app.config["SETTINGS"],
        smtp=SmtpServer("127.0.0.1", port),
        mail_from="Seknas OGI <surat@ogi.example>",
    )
    app.config.update(SETTINGS=settings, **mail_settings(settings))
    mailman.init_app(app)
