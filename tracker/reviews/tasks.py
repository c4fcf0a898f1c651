"""Background work of the rounds."""

from huey import crontab

from tracker.core import clock
from tracker.extensions import db, unit_of_work
from tracker.jobs.queue import queue, sweeps
from tracker.reviews import clearing, intake, queries
from tracker.reviews.models import ReviewRound
from tracker.reviews.reminder_services import remind_round


# Every hour of the working day in Indonesia, so that a machine that slept in the morning makes up for it.
@queue.periodic_task(crontab(minute="0", hour="1-10"))  # type: ignore[untyped-decorator]
def remind_recipients() -> None:
    """Write down the reminders that are owed today; each is written once."""
    with queue.app.app_context():
        rounds = queries.open_rounds()
    for round_id in rounds:
        remind_one_round(round_id)


@queue.task()  # type: ignore[untyped-decorator]
def remind_one_round(round_id: int) -> None:
    """The reminders of one round: a job of its own, so that its fault keeps no other round waiting."""
    with queue.app.app_context(), unit_of_work():
        remind_round(db.session.get_one(ReviewRound, round_id), today=clock.today())


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


@queue.periodic_task(crontab(hour="19", minute="20"))  # type: ignore[untyped-decorator]
def clear_old_uploads() -> None:
    """Once a day, at night in Indonesia."""
    with queue.app.app_context():
        clearing.clear_uploads()
