"""The demo, served to a real browser."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page
from werkzeug.serving import make_server

from tests.conftest import settings_in
from tracker import create_app
from tracker.demo.people import PASSWORD
from tracker.extensions import db
from tracker.jobs.queue import queue
from tracker.web.attempts import forget_attempts

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
        forget_attempts()
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
    }


@pytest.fixture(scope="session")
def running_site(tmp_path_factory: pytest.TempPathFactory, demo_database: Path) -> Iterator[Site]:
    """The demo on a port of its own, shared by the tests of a process: each only adds to it."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copyfile(demo_database, folder / "tracker.db")
    shutil.copytree(demo_database.with_name("demo-evidence"), folder / "evidence")
    with served(create_app(settings_in(folder))) as site:
        yield site


@contextmanager
def served(app: Flask) -> Iterator[Site]:
    """An application on a port of its own."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(app, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    thread.join()
    server.server_close()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def site(running_site: Site) -> Site:
    """The running demo, its jobs done at once in its own app and not in that of the test before."""
    queue.bind(running_site.app)
    queue.immediate = True
    return running_site
