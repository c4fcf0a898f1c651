"""Background work of the matrix: making files."""

from tracker.jobs.queue import queue, sweeps
from tracker.matrix import exports


@queue.task()  # type: ignore[untyped-decorator]
def make_export(export_id: int) -> None:
    """Make one export, in the app's own context."""
    with queue.app.app_context():
        exports.make_export(export_id)


def enqueue_waiting() -> None:
    """Take up exports that were written down but whose job was lost."""
    for export_id in exports.waiting_exports():
        make_export(export_id)


sweeps.append(enqueue_waiting)
