"""Every look at workbooks of reports that came back."""

from datetime import datetime

import sqlalchemy as sa

from tracker.accounts.actors import Actor
from tracker.core.errors import NotFound
from tracker.extensions import db
from tracker.report_sheets.models import ReportUpload
from tracker.reports import policy


def get_upload(actor: Actor, upload_id: int) -> ReportUpload:
    """An uploaded workbook. NotFound unless the actor may write its report."""
    upload = db.session.get(ReportUpload, upload_id)
    if upload is None or not policy.can_write_report(actor, upload.version.report):
        raise NotFound("report_upload")
    return upload


def hashes_since(moment: datetime) -> set[str]:
    """The files that were uploaded since then."""
    query = sa.select(ReportUpload.sha256).where(ReportUpload.uploaded_at >= moment)
    return set(db.session.scalars(query))
