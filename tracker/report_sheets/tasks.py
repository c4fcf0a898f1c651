"""Background work for the workbooks of reports: throwing away old ones."""

from huey import crontab

from tracker.jobs.queue import queue
from tracker.report_sheets import clearing


@queue.periodic_task(crontab(hour="19", minute="50"))  # type: ignore[untyped-decorator]
def clear_report_uploads() -> None:
    """Once a day, at night in Indonesia."""
    with queue.app.app_context():
        clearing.clear_uploads()
