"""What the tests of this feature share."""

import pytest

from tracker.web.attempts import forget_attempts


@pytest.fixture(autouse=True)
def forgotten_attempts() -> None:
    """Each test begins as if nobody had tried to sign in for a long time."""
    forget_attempts()
