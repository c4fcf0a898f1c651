"""The app over both databases, their tables made by the migrations."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask_migrate import upgrade

from tests.postgres import fresh_database, postgres_server
from tracker import create_app
from tracker.config import Settings
from tracker.extensions import db

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
            address = fresh_database(request.getfixturevalue("server"))
            own = replace(settings, database_url=address.replace("postgresql://", "postgresql+psycopg://"))
        app = create_app(own)
        apps.append(app)
        with app.app_context():
            upgrade()
        return app

    yield build
    for app in apps:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
