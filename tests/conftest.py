"""Fixtures: an application with a database of its own, a session, a visitor."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.browser import Browser
from tracker import create_app
from tracker.accounts.actors import command_line_actor
from tracker.config import Settings
from tracker.demo.seed import seed_demo
from tracker.extensions import db, unit_of_work
from tracker.jobs.queue import queue


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
        shutil.rmtree(self.settings.instance_path / "exports", ignore_errors=True)
        for leftover in self.settings.instance_path.glob("tracker.db*"):
            leftover.unlink()
        shutil.copyfile(self.empty, self.database)


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Building the app and its tables takes longer than most tests, so a process does it once."""
    folder = tmp_path_factory.mktemp("instance")
    database, empty = folder / "tracker.db", folder / "empty.db"
    app = create_app(settings_in(folder))
    app.config["TESTING"] = True
    app.config["RATELIMIT_ENABLED"] = False
    with app.app_context():
        db.create_all()
        db.engine.dispose()
    shutil.copyfile(database, empty)
    yield House(app, settings_in(folder), database, empty)
    with app.app_context():
        db.engine.dispose()


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
def demo_database(house: House) -> Path:
    """The demo as a database file, filled once for a process."""
    house.clear()
    with house.app.app_context():
        with unit_of_work():
            seed_demo(command_line_actor(), progress=lambda _done, _total: None)
        db.session.remove()
        db.engine.dispose()
    return Path(shutil.copyfile(house.database, house.database.with_name("demo.db")))


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
    app = create_app(settings)
    app.config["TESTING"] = True
    app.config["RATELIMIT_ENABLED"] = False
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


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
