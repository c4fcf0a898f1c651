"""Fixtures: an application with a database of its own, a session, a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.browser import Browser
from tracker import create_app
from tracker.config import Settings
from tracker.extensions import db


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an installation that nobody else uses."""
    return Settings(
        instance_path=tmp_path,
        database_url=f"sqlite:///{tmp_path / 'tracker.db'}",
        secret_key="only for tests",
        base_url="http://tracker.test",
        is_secure=False,
    )


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The application over an empty database."""
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
def browser(app: Flask) -> Browser:
    """A reader who is not signed in. `browser.sign_in(user)` changes that."""
    return Browser(app)
