"""Background work of the outbox."""

from huey import crontab

from tracker.core import clock
from tracker.jobs.after_commit import start_after_commit
from tracker.jobs.queue import queue, sweeps
from tracker.notifications.clearing import clear_demo_letters
from tracker.notifications.models import Mail
from tracker.notifications.sending import send_due
from tracker.notifications.states import MailState

# What is not sent at once, because the job was lost or the server away, is taken up by the sweep.
sweeps.append(send_due)


@queue.task()  # type: ignore[untyped-decorator]
def send_soon() -> None:
    """Send what is due now, without waiting for the next sweep."""
    with queue.app.app_context():
        send_due()


def _is_due(thing: object) -> bool | None:
    return (
        isinstance(thing, Mail) and thing.state is MailState.WAITING and thing.due_at <= clock.now()
    ) or None


start_after_commit(_is_due, lambda _due: send_soon())


@queue.periodic_task(crontab(hour="19", minute="10"))  # type: ignore[untyped-decorator]
def clear_old_letters() -> None:
    """Once a day, at night in Indonesia."""
    with queue.app.app_context():
        clear_demo_letters()
