"""Where uploaded workbooks of reports lie."""

from pathlib import Path

from flask import current_app

from tracker.report_sheets.models import ReportUpload


def uploads_folder() -> Path:
    """Where they lie, each named by its hash."""
    folder = Path(current_app.instance_path, "report-uploads")
    folder.mkdir(exist_ok=True)
    return folder


def path_of(upload: ReportUpload) -> Path:
    """Where an uploaded workbook lies."""
    return uploads_folder() / f"{upload.sha256}.xlsx"
