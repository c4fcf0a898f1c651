"""What was left lying is taken up every minute, whatever happens to the rest of it."""

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.factories import make_user
from tracker.accounts.models import User
from tracker.accounts.states import Role
from tracker.extensions import db, unit_of_work
from tracker.jobs.queue import sweep


def break_half_way() -> None:
    """A sweep that leaves a user in the session and then fails."""
    make_user(Role.SECRETARIAT)
    db.session.flush()
    raise ZeroDivisionError("in the middle")


def write_one_user() -> None:
    """A sweep that does its work."""
    assert count_users() == 0
    with unit_of_work():
        make_user(Role.ADMINISTRATOR)


def count_users() -> int:
    """How many users there are in the session's eyes."""
    return db.session.scalar(sa.select(sa.func.count(User.id))) or 0


@pytest.fixture(autouse=True)
def own_sweeps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two sweeps, of which the first fails."""
    monkeypatch.setattr("tracker.jobs.queue.sweeps", [break_half_way, write_one_user])


def test_a_sweep_that_fails_leaves_the_others_their_turn_and_nothing_behind(app: Flask) -> None:
    sweep.call_local()
    with app.app_context():
        assert count_users() == 1


@pytest.mark.usefixtures("app")
def test_a_sweep_that_fails_is_in_the_log_with_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    sweep.call_local()
    (told,) = caplog.records
    assert told.levelname == "ERROR"
    assert "break_half_way" in told.getMessage()
    assert "ZeroDivisionError: in the middle" in caplog.text
