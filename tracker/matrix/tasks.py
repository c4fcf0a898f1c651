"""Background work of the matrix: making files, and throwing away those that nobody needs."""

from huey import crontab

from tracker.jobs.queue import queue, sweeps
from tracker.matrix import clearing, exports


@queue.task()  # type: ignore[untyped-decorator]
def make_export(export_id: int) -> None:
    """Make one export, in the app's own context."""
    with queue.app.app_context():
        exports.make_export(export_id)


@queue.periodic_task(crontab(hour="19", minute="30"))  # type: ignore[untyped-decorator]
def clear_old_files() -> None:
    """Once a day, at night in Indonesia: make room."""
    with queue.app.app_context():
        clearing.clear_drafts()
        clearing.clear_volumes()


def enqueue_waiting() -> None:
    """Take up exports that were written down but whose job was lost."""
    for export_id in exports.waiting_exports():
        make_export(export_id)


sweeps.append(enqueue_waiting)
