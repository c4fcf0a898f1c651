"""Reading uploaded workbooks without holding the database: small ones at once, large ones by the worker."""

from datetime import timedelta

import sqlalchemy as sa

from tracker.core import clock
from tracker.core.errors import RuleBroken
from tracker.extensions import db, reading, unit_of_work
from tracker.matrix.answer_book_reading import BookReading
from tracker.reviews import import_services
from tracker.reviews.models import WorkbookImport
from tracker.reviews.states import ImportState

# About three hundred rows; a larger file is read by the worker, and its page shows that it is waiting.
LARGEST_AT_ONCE = 128 * 1024
_LOST_AFTER = timedelta(minutes=1)


def read(import_id: int) -> None:
    """Read a waiting workbook and keep what it says, or why it is refused; one already read is left alone."""
    found: BookReading | RuleBroken
    try:
        found = _read_without_writing(import_id)
    except RuleBroken as refusal:
        found = refusal
    except Exception:
        # Whatever went wrong, the person waiting must see it, and the log its cause.
        _keep(import_id, RuleBroken("answer_book_broken"))
        raise
    _keep(import_id, found)


def _read_without_writing(import_id: int) -> BookReading:
    with reading():
        return import_services.read_file_of(db.session.get_one(WorkbookImport, import_id))


def _keep(import_id: int, found: BookReading | RuleBroken) -> None:
    with unit_of_work():
        upload = db.session.get_one(WorkbookImport, import_id)
        if isinstance(found, RuleBroken):
            import_services.note_refusal(upload, found)
        else:
            import_services.note_reading(upload, found)


def lost_uploads() -> list[int]:
    """The workbooks that wait although their reader should have come long ago."""
    query = sa.select(WorkbookImport.id).where(
        WorkbookImport.state == ImportState.WAITING, WorkbookImport.uploaded_at < clock.now() - _LOST_AFTER
    )
    return list(db.session.scalars(query))
