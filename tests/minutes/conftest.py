"""Ways to store minutes, and people of each role to look at them."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.browser import Browser
from tests.factories import make_user
from tracker.accounts.states import Role
from tracker.extensions import db


@pytest.fixture
def stored(app: Flask) -> Callable[[Callable[[], object]], None]:
    """Store what a function makes, as another request would have done."""

    def store(make: Callable[[], object]) -> None:
        with app.app_context():
            make()
            db.session.commit()

    return store


@pytest.fixture
def as_role(app: Flask) -> Callable[[Role], Browser]:
    """A browser of somebody in a role."""

    def sign_in(role: Role) -> Browser:
        with app.app_context():
            user = make_user(role)
            db.session.commit()
            return Browser(app).sign_in(user)

    return sign_in


@pytest.fixture
def staff(as_role: Callable[[Role], Browser]) -> Browser:
    """The secretariat's visitor."""
    return as_role(Role.SECRETARIAT)
