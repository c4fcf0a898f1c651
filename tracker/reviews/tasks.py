"""Background work of the rounds."""

from huey import crontab

from tracker.core import clock
from tracker.extensions import db, unit_of_work
from tracker.jobs.queue import queue, sweeps
from tracker.reviews import intake, queries
from tracker.reviews.models import ReviewRound
from tracker.reviews.reminder_services import remind_round


# Every hour of the working day in Indonesia, so that a machine that slept in the morning makes up for it.
@queue.periodic_task(crontab(minute="0", hour="1-10"))  # type: ignore[untyped-decorator]
def remind_recipients() -> None:
    """Write down the reminders that are owed today; each is written once."""
    with queue.app.app_context():
        remind_all()


@queue.task()  # type: ignore[untyped-decorator]
def read_upload(import_id: int) -> None:
    """Read one large workbook."""
    with queue.app.app_context():
        intake.read(import_id)


def read_lost_uploads() -> None:
    """Take up workbooks whose reader was lost."""
    for import_id in intake.lost_uploads():
        read_upload(import_id)


sweeps.append(read_lost_uploads)


def remind_all() -> None:
    """Go through the open rounds, each in a transaction of its own."""
    rounds = queries.open_rounds()
    db.session.rollback()
    for round_id in rounds:
        with unit_of_work():
            remind_round(db.session.get_one(ReviewRound, round_id), today=clock.today())
