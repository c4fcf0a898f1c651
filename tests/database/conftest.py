"""The app over both databases, their tables made by the migrations, and the demo on PostgreSQL."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask_migrate import upgrade

from tests.browser import Browser
from tests.conftest import settings_in
from tests.postgres import copy_database, fresh_database, postgres_server
from tracker import create_app
from tracker.config import Settings
from tracker.extensions import db
from tracker.jobs.queue import queue

DATABASES = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server for this test process."""
    with postgres_server() as address:
        yield address


@pytest.fixture
def migrated(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Callable[[str], Flask]]:
    """Build the app over a new database of this kind and bring it up to date."""
    apps: list[Flask] = []

    def build(kind: str) -> Flask:
        own = settings
        if kind == "postgresql":
            own = replace(settings, database_url=fresh_database(request.getfixturevalue("server")))
        app = create_app(own)
        apps.append(app)
        with app.app_context():
            upgrade()
        return app

    yield build
    for app in apps:
        _hang_up(app)


@pytest.fixture(scope="session")
def filled(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An app over PostgreSQL, set up and filled by the commands of the README."""
    address = copy_database(server, "template1", "front")
    app = create_app(replace(settings_in(tmp_path_factory.mktemp("postgresql")), database_url=address))
    for command in (["db", "upgrade"], ["seed", "demo"]):
        result = app.test_cli_runner().invoke(args=command)
        assert result.exit_code == 0, result.output
    _hang_up(app)
    copy_database(server, "front", "demo")
    yield app
    _hang_up(app)


@pytest.fixture
def demo_on_postgresql(filled: Flask, server: str) -> Flask:
    """The filled app, whatever the tests before have added taken away again."""
    _hang_up(filled)
    copy_database(server, "demo", "front")
    filled.extensions.pop("tracker_kept", None)
    queue.bind(filled)
    queue.immediate = True
    return filled


@pytest.fixture
def reader(demo_on_postgresql: Flask) -> Browser:
    """A reader of the demo on PostgreSQL."""
    return Browser(demo_on_postgresql)


def _hang_up(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
