"""A letter leaves as soon as what it tells of is stored, and not before."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.notifications.scene import note
from tracker.extensions import db, unit_of_work
from tracker.jobs.queue import queue
from tracker.notifications.models import Mail
from tracker.notifications.states import MailState


@pytest.fixture
def waiting_queue(app: Flask) -> Iterator[None]:
    """Jobs wait until they are taken."""
    queue.immediate = False
    queue.flush()
    with app.app_context():
        yield
    queue.flush()
    queue.immediate = True


pytestmark = pytest.mark.usefixtures("waiting_queue")


def states() -> list[MailState]:
    """Where every letter is."""
    return list(db.session.scalars(sa.select(Mail.state)))


def test_one_job_sends_all_that_one_act_wrote() -> None:
    with unit_of_work():
        note("satu")
        note("dua", to="budi@example.org")
        assert len(queue) == 0
    assert len(queue) == 1
    queue.execute(queue.dequeue())
    assert states() == [MailState.SENT] * 2


def test_what_is_rolled_back_sends_nothing() -> None:
    def break_off() -> None:
        with unit_of_work():
            note("satu")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    with unit_of_work():
        pass
    assert len(queue) == 0
    assert states() == []


def test_what_waits_for_the_morning_is_not_hurried() -> None:
    with unit_of_work():
        note("nanti", is_personal=False)
    assert len(queue) == 0
    assert states() == [MailState.WAITING]
