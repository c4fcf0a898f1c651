"""Fixtures: an application with a database of its own, a session, a visitor."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import settings as hypothesis_settings
from sqlalchemy.orm import Session

from tests.browser import Browser
from tracker import create_app
from tracker.accounts import sign_in
from tracker.accounts.actors import command_line_actor
from tracker.config import Settings
from tracker.demo.seed import seed_demo
from tracker.extensions import db, expect_reads, unit_of_work
from tracker.jobs.queue import queue
from tracker.matrix import exports
from tracker.matrix.states import FileFormat

# The same examples on every machine, and none of them failed for being slow on a busy one.
hypothesis_settings.load_profile("ci")


@dataclass(frozen=True)
class House:
    """An installation that one test process uses, and its database as it is when nothing is in it yet."""

    app: Flask
    settings: Settings
    database: Path
    empty: Path

    def clear(self) -> None:
        """Make it as good as new."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()
        for folder in ("exports", "uploads", "report-uploads", "evidence"):
            shutil.rmtree(self.settings.instance_path / folder, ignore_errors=True)
        for leftover in self.settings.instance_path.glob("tracker.db*"):
            leftover.unlink()
        shutil.copyfile(self.empty, self.database)


# Thousands of times quicker to make and to guess than those of an installation.
CHEAP_PASSWORDS = {"argon2__memory_cost": 8, "argon2__rounds": 1, "argon2__parallelism": 1}


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """A password costs a quarter of a second on purpose; tests only need it to be right."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sign_in.SETTINGS, "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS", CHEAP_PASSWORDS)
        yield


@contextmanager
def built_app(settings: Settings) -> Iterator[Flask]:
    """A new application with empty tables."""
    app = create_app(settings)
    app.config["TESTING"] = True
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Building the app and its tables takes longer than most tests, so a process does it once."""
    folder = tmp_path_factory.mktemp("instance")
    database, empty = folder / "tracker.db", folder / "empty.db"
    with built_app(settings_in(folder)) as app:
        with app.app_context():
            db.engine.dispose()
        shutil.copyfile(database, empty)
        yield House(app, settings_in(folder), database, empty)


def settings_in(folder: Path) -> Settings:
    """Settings of an installation that nobody else uses."""
    return Settings(
        instance_path=folder,
        database_url=f"sqlite:///{folder / 'tracker.db'}",
        secret_key="only for tests",
        base_url="http://tracker.test",
        is_secure=False,
    )


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings for a test that builds an app of its own."""
    return settings_in(tmp_path)


@pytest.fixture(autouse=True)
def every_test_begins_reading() -> None:
    """A request sent outside a context of its own leaves behind whether it was a writing one."""
    expect_reads()


@pytest.fixture
def app(house: House) -> Iterator[Flask]:
    """The application over an empty database."""
    house.clear()
    house.app.extensions.pop("tracker_kept", None)
    queue.bind(house.app)
    queue.immediate = True
    before = dict(house.app.config)
    yield house.app
    house.app.config.clear()
    house.app.config.update(before)
    with house.app.app_context():
        db.session.remove()


@pytest.fixture(scope="session")
def demo_database(house: House, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The demo as a database file, filled by the first test process that needs it."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    filled = shared / "demo.db"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not filled.exists():
            house.clear()
            fill_with_demo(house.app)
            shutil.copytree(house.settings.instance_path / "evidence", shared / "demo-evidence")
            shutil.copyfile(house.database, filled)
    return filled


def fill_with_demo(app: Flask) -> None:
    """What `flask seed demo` does, and nothing left open."""
    with app.app_context():
        with unit_of_work():
            seed_demo(command_line_actor(), progress=lambda _done, _total: None)
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def demo(demo_database: Path, house: House, app: Flask) -> Flask:
    """The application with the demo in it."""
    with app.app_context():
        db.engine.dispose()
    shutil.copyfile(demo_database, house.database)
    return app


@pytest.fixture
def own_app(settings: Settings) -> Iterator[Flask]:
    """An application of this test's own, for tests that add views to it."""
    with built_app(settings) as app:
        yield app


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A database session, for tests below the pages."""
    with app.app_context():
        yield db.session  # type: ignore[misc]
        db.session.rollback()


@pytest.fixture
def visitor(app: Flask) -> Browser:
    """A reader who is not signed in. `visitor.sign_in(user)` changes that."""
    return Browser(app)


@pytest.fixture
def later(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every file is a large one, and the worker does not come before `work` calls it."""
    monkeypatch.setattr(exports, "ROWS_AT_ONCE", {FileFormat.XLSX: 0, FileFormat.PDF: 0})
    monkeypatch.setattr("tracker.matrix.file_sending.ROWS_AT_ONCE", exports.ROWS_AT_ONCE)
    queue.immediate = False
    yield
    queue.flush()
    queue.immediate = True
