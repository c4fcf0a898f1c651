"""Two workers at the same outbox, over either database."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from flask import Flask

from tests.database.conftest import DATABASES
from tests.notifications.scene import TEST_LETTERS, note
from tracker.extensions import db, unit_of_work
from tracker.notifications import letters, sending
from tracker.notifications.models import DemoLetter, Mail
from tracker.notifications.post import DemoPost
from tracker.notifications.states import MailState

LETTERS = 12


@pytest.mark.parametrize("kind", DATABASES)
@pytest.mark.parametrize("is_personal", [True, False])
def test_two_workers_send_each_letter_once(
    migrated: Callable[[str], Flask], monkeypatch: pytest.MonkeyPatch, kind: str, is_personal: bool
) -> None:
    app, both_know = migrated(kind), Barrier(2)
    monkeypatch.setitem(letters._KINDS, "note", TEST_LETTERS["note"])

    def meet() -> DemoPost:
        # By now either worker has its list of what is due.
        both_know.wait(timeout=30)
        return DemoPost()

    monkeypatch.setattr(sending, "open_post", meet)
    with app.app_context(), unit_of_work():
        for number in range(LETTERS):
            mail = note(f"Surat {number}", is_personal=is_personal)
            mail.due_at = mail.written_at
    workers = [Thread(target=_sweep, args=(app,)) for _worker in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)
    with app.app_context():
        subjects = list(db.session.scalars(db.select(DemoLetter.subject)))
        assert len(subjects) == len(set(subjects)) == (LETTERS if is_personal else 1)
        assert set(db.session.scalars(db.select(Mail.state))) == {MailState.SENT}


def _sweep(app: Flask) -> None:
    with app.app_context():
        sending.send_due()
