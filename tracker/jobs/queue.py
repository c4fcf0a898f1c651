"""The queue. A job may be lost when the machine stops but never runs twice, so whatever must happen is also
a row, written in the act's own transaction, that waits; `sweeps` take up the rows that wait too long."""

from collections.abc import Callable
from pathlib import Path

from flask import Flask
from huey import SqliteHuey, crontab


class Queue(SqliteHuey):  # type: ignore[misc]
    """huey's queue in a file of the instance folder, with the app whose context its jobs run in."""

    app: Flask

    def bind(self, app: Flask) -> None:
        """Keep the jobs of this app. Until then they run at once, so that importing touches no disk."""
        self.app = app
        self.storage_kwargs["filename"] = str(Path(app.instance_path) / "jobs.db")
        self.immediate = False


queue = Queue("tracker", immediate=True, filename="")
sweeps: list[Callable[[], None]] = []


@queue.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
def sweep() -> None:
    """Once a minute: take up what was left lying. Where one look fails, the others are taken all the same."""
    for look in sweeps:
        try:
            # A context each, so that none begins with what another left undone in the database.
            with queue.app.app_context():
                look()
        except Exception:
            queue.app.logger.exception("sweep: %s failed", look.__qualname__)
