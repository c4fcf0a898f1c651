"""Where uploaded workbooks lie, and what the marks of workbooks are sealed with."""

from pathlib import Path

from flask import current_app

from tracker.reviews.models import WorkbookImport


def secret_of_books() -> bytes:
    """What the hidden marks of workbooks are sealed with."""
    return str(current_app.secret_key).encode()


def uploads_folder() -> Path:
    """Where uploaded workbooks lie, each named by its hash."""
    folder = Path(current_app.instance_path, "uploads")
    folder.mkdir(exist_ok=True)
    return folder


def path_of(upload: WorkbookImport) -> Path:
    """Where an uploaded workbook lies."""
    return uploads_folder() / f"{upload.sha256}.xlsx"


def is_kept(upload: WorkbookImport) -> bool:
    """Whether the file of an uploaded workbook is still there; see `reviews.clearing`."""
    return path_of(upload).exists()
