"""Background work of reminders."""

from huey import crontab

from tracker.core import clock
from tracker.extensions import db, unit_of_work
from tracker.jobs.queue import queue
from tracker.plans.models import Plan
from tracker.reports import reminder_queries, reminder_services


# Before the morning's mail leaves, and every hour of the working day after it, so that a machine that slept
# in the morning makes up for it.
@queue.periodic_task(crontab(minute="30", hour="23,0-9"))  # type: ignore[untyped-decorator]
def remind_reporters() -> None:
    """Write down the reminders that are owed today; each is written once."""
    with queue.app.app_context():
        plans = reminder_queries.plans_to_remind()
    for plan_id in plans:
        remind_in_plan(plan_id)


@queue.task()  # type: ignore[untyped-decorator]
def remind_in_plan(plan_id: int) -> None:
    """Find out which organisations of a plan are to be reminded; one plan's fault keeps no other waiting."""
    with queue.app.app_context():
        plan = db.session.get_one(Plan, plan_id)
        organisations = reminder_services.organisations_to_remind(plan, today=clock.today())
    for organisation_id in organisations:
        remind_one_organisation(plan_id, organisation_id)


@queue.task()  # type: ignore[untyped-decorator]
def remind_one_organisation(plan_id: int, organisation_id: int) -> None:
    """The reminders of one organisation: a job of its own, so that its fault keeps no other waiting."""
    with queue.app.app_context(), unit_of_work():
        plan = db.session.get_one(Plan, plan_id)
        reminder_services.remind_organisation(plan, organisation_id, today=clock.today())
