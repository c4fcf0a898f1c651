"""The demo, served to a real browser."""

import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page
from werkzeug.serving import make_server

from tests.conftest import settings_in
from tracker import create_app
from tracker.accounts.actors import command_line_actor
from tracker.demo.people import PASSWORD
from tracker.demo.seed import seed_demo
from tracker.extensions import db, limiter, unit_of_work
from tracker.jobs.queue import queue

CHROMIUM = Path("/usr/bin/chromium")


@dataclass(frozen=True)
class Site:
    """The running demo."""

    app: Flask
    address: str

    def open(self, page: Page, path: str) -> None:
        """Open a page of the demo."""
        page.goto(self.address + path)

    def sign_in(self, page: Page, email: str) -> None:
        """Sign in through the form, as a person does; as often as tests like."""
        with self.app.app_context():
            limiter.reset()
        self.open(page, "/sign-in")
        page.fill("input[name=email]", email)
        page.fill("input[name=password]", PASSWORD)
        page.click("main form button[type=submit]")
        page.wait_for_url(lambda address: "/sign-in" not in address)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium, kept from calling home."""
    assert CHROMIUM.exists(), "Chromium is missing: apt-get install -y --no-install-recommends chromium"
    quiet = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    return {
        "executable_path": str(CHROMIUM),
        "args": [*quiet.split(), "--disable-component-update", "--disable-sync"],
        # Setting a PDF leaves this process with our two fonts alone; a browser needs the machine's.
        "env": {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"},
    }


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo on a port of its own, shared by the tests of a process: each only adds to it."""
    folder = tmp_path_factory.mktemp("site")
    server_app = create_app(settings_in(folder))
    queue.immediate = True
    with server_app.app_context():
        db.create_all()
        with unit_of_work():
            seed_demo(command_line_actor(), progress=lambda _done, _total: None)
    server = make_server("127.0.0.1", 0, server_app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(server_app, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    thread.join()
    server.server_close()
    with server_app.app_context():
        db.engine.dispose()
