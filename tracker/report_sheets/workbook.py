"""A report's draft as a workbook, to be filled in and sent back (D40)."""

from datetime import UTC
from pathlib import Path

from flask_babel import gettext as _
from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties

from tracker.matrix.workbook_archive import save_steadily
from tracker.matrix.workbook_styles import set_base_font
from tracker.report_sheets.book import ReportBook
from tracker.report_sheets.sheet_tags import Seal
from tracker.report_sheets.workbook_guide import write_guide_sheet
from tracker.report_sheets.workbook_sheets import write_entry_sheets

_CREATOR = "RAN OGI Tracker"


def write_report_book(book: ReportBook, *, secret: bytes, target: Path) -> None:
    """Write the workbook to `target`, byte for byte the same for the same draft.

    `secret` seals the hidden marks; reading the workbook back takes the same one. Words come from the
    catalogue of the moment, so the caller has forced the book's language on it.
    """
    workbook = Workbook(write_only=True)
    set_base_font(workbook)
    write_guide_sheet(workbook, book)
    write_entry_sheets(workbook, book, Seal(secret))
    moment = book.made_at.astimezone(UTC).replace(tzinfo=None)
    workbook.properties = DocumentProperties(
        title=f"{_('Isian laporan')} · {book.label}",
        creator=_CREATOR,
        lastModifiedBy=_CREATOR,
        language=book.language,
        created=moment,
        modified=moment,
    )
    save_steadily(workbook, target)
