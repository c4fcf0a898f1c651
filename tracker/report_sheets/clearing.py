"""What is thrown away again: uploaded workbooks of reports. That they came, and what they led to, stays."""

from datetime import timedelta

import sqlalchemy as sa

from tracker.core import clock
from tracker.core.leftovers import throw_away
from tracker.extensions import db, unit_of_work
from tracker.report_sheets import queries, uploads
from tracker.report_sheets.models import ReportUpload

UPLOADS_KEPT_FOR = timedelta(days=90)
# Whoever uploads puts the file there first and writes its row afterwards.
_LEFT_ALONE_FOR = timedelta(days=1)


def clear_uploads() -> int:
    """Throw away files ninety days after they were uploaded; returns how many there were.

    The same content uploaded again is one file, and stays as long as the later of the two.
    """
    before = clock.now() - UPLOADS_KEPT_FOR
    with unit_of_work():
        old = sa.update(ReportUpload).where(ReportUpload.uploaded_at < before)
        db.session.execute(old.values(sheets=sa.null()))
        needed = queries.hashes_since(before)
    unneeded = (path for path in uploads.uploads_folder().iterdir() if path.stem not in needed)
    return throw_away(unneeded, unused_since=clock.now() - _LEFT_ALONE_FOR)
