"""What the tests of this feature share."""

import pytest
from flask import Flask

from tracker.extensions import limiter


@pytest.fixture(autouse=True)
def forgotten_attempts(app: Flask) -> None:
    """Each test begins as if nobody had tried to sign in for a long time."""
    with app.app_context():
        limiter.reset()
