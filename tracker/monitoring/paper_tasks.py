"""Background work for the reports of periods: making them, and throwing away those that nobody asks for."""

from huey import crontab

from tracker.jobs.queue import queue, sweeps
from tracker.monitoring import paper_files


@queue.task()  # type: ignore[untyped-decorator]
def make_period_file(file_id: int) -> None:
    """Make one file, in the app's own context."""
    with queue.app.app_context():
        paper_files.make_file(file_id)


@queue.periodic_task(crontab(hour="19", minute="40"))  # type: ignore[untyped-decorator]
def clear_period_files() -> None:
    """Once a day, at night in Indonesia: make room."""
    with queue.app.app_context():
        paper_files.clear_files()


def enqueue_waiting() -> None:
    """Take up files that were written down but whose job was lost."""
    for file_id in paper_files.waiting_files():
        make_period_file(file_id)


sweeps.append(enqueue_waiting)
