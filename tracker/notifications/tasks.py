"""Background work of the outbox."""

from huey import crontab

from tracker.jobs.queue import queue, sweeps
from tracker.notifications.clearing import clear_demo_letters
from tracker.notifications.sending import send_due

sweeps.append(send_due)


@queue.periodic_task(crontab(hour="19", minute="10"))  # type: ignore[untyped-decorator]
def clear_old_letters() -> None:
    """Once a day, at night in Indonesia."""
    with queue.app.app_context():
        clear_demo_letters()
