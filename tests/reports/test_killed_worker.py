"""A worker that is killed in the middle of a job leaves nothing half-written; the next sweep does the job."""

import os
import signal
import subprocess
import sys

from flask import Flask

from tests.evidence.samples import taken_outside
from tests.reports.test_evidence_pages import Writing, items, writing
from tests.reports.test_report_pages import desk
from tracker.evidence import tasks
from tracker.extensions import db

__all__ = ["desk", "writing"]

# The first copy is in the store when the power goes.
KILLED_BETWEEN_TWO_COPIES = """
import os, signal, sys
from tracker import create_app
from tracker.evidence import keeping
put = keeping.EvidenceStore.put_bytes
def put_and_die(store, content):
    put(store, content)
    os.kill(os.getpid(), signal.SIGKILL)
keeping.EvidenceStore.put_bytes = put_and_die
with create_app().app_context():
    keeping.make_copies(int(sys.argv[1]))
"""


def test_copies_of_a_picture_are_made_after_the_worker_was_killed(writing: Writing, app: Flask) -> None:
    writing.upload(taken_outside(), "foto.jpg")
    (item,) = items()
    number = item.id
    db.session.rollback()
    settings = app.config["SETTINGS"]
    here = {
        "TRACKER_INSTANCE_PATH": str(settings.instance_path),
        "TRACKER_DATABASE_URL": settings.database_url,
        "TRACKER_SECRET_KEY": settings.secret_key,
    }
    command = [sys.executable, "-c", KILLED_BETWEEN_TWO_COPIES, str(number)]
    killed = subprocess.run(command, env=os.environ | here, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert (items()[0].copy_sha256, items()[0].preview_sha256) == (None, None)
    tasks.take_up_new_evidence()
    assert items()[0].copy_sha256
    assert items()[0].preview_sha256
