"""What is thrown away again: uploaded workbooks. What was read from them stays, as does that they came."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from tracker.core import clock
from tracker.core.leftovers import throw_away
from tracker.extensions import db, unit_of_work
from tracker.reviews import uploads
from tracker.reviews.models import Recipient, RoundEvent, WorkbookImport
from tracker.reviews.states import LAST_STEPS, ImportState

UPLOADS_KEPT_FOR = timedelta(days=90)
# Whoever uploads puts the file there first and writes its row afterwards.
_LEFT_ALONE_FOR = timedelta(days=1)
# What became of a workbook that nobody confirmed.
GONE = "upload_gone"


def clear_uploads() -> int:
    """Throw away the files that no import needs; returns how many there were.

    A file is needed for ninety days after its round ended, or after the upload when nobody confirmed it. The
    same content uploaded twice is one file, and stays as long as one of the two needs it.
    """
    before = clock.now() - UPLOADS_KEPT_FOR
    with unit_of_work():
        _give_up_unconfirmed(before)
        needed = _needed_hashes(before)
    unneeded = (path for path in uploads.uploads_folder().iterdir() if path.stem not in needed)
    return throw_away(unneeded, unused_since=clock.now() - _LEFT_ALONE_FOR)


def _give_up_unconfirmed(before: datetime) -> None:
    waiting = WorkbookImport.state.in_((ImportState.WAITING, ImportState.READ))
    given_up = sa.update(WorkbookImport).where(waiting, WorkbookImport.uploaded_at < before)
    db.session.execute(given_up.values(state=ImportState.REFUSED, problem=GONE))


def _needed_hashes(before: datetime) -> set[str]:
    over = sa.select(RoundEvent.round_id).where(
        RoundEvent.step.in_(LAST_STEPS), RoundEvent.happened_at < before
    )
    needed = sa.select(WorkbookImport.sha256).join(WorkbookImport.recipient)
    return set(
        db.session.scalars(
            needed.where(
                Recipient.round_id.not_in(over),
                sa.or_(WorkbookImport.confirmed_at.is_not(None), WorkbookImport.uploaded_at >= before),
            )
        )
    )
