"""The letters that the demo shows are thrown away after a month; that they were sent is not forgotten."""

from datetime import timedelta

from sqlalchemy.orm import Session

from tests.notifications.scene import MORNING, note, shown_subjects, states
from tracker.core import clock
from tracker.extensions import unit_of_work
from tracker.notifications import tasks
from tracker.notifications.sending import send_due
from tracker.notifications.states import MailState

TWO_DAYS = timedelta(days=2)


def test_a_letter_of_the_demo_is_shown_for_thirty_days(session: Session) -> None:
    for moment, subject in ((MORNING, "Lama"), (MORNING + TWO_DAYS, "Baru")):
        with clock.fixed_at(moment):
            with unit_of_work():
                note(subject)
            send_due()
    with clock.fixed_at(MORNING + timedelta(days=30)):
        tasks.clear_old_letters.call_local()
        assert shown_subjects(session) == ["Lama", "Baru"]
    with clock.fixed_at(MORNING + timedelta(days=31)):
        tasks.clear_old_letters.call_local()
        assert shown_subjects(session) == ["Baru"]
    assert states(session) == {"Lama": MailState.SENT, "Baru": MailState.SENT}
