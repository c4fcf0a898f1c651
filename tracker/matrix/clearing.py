"""What is thrown away again: drafts' files, kept volumes. Files of frozen versions stay for ever (D18)."""

from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from tracker.core import clock
from tracker.core.leftovers import throw_away
from tracker.extensions import db, unit_of_work
from tracker.matrix.exports import kept_path, volumes_folder
from tracker.matrix.models import Export
from tracker.matrix.states import ExportState

DRAFTS_KEPT_FOR = timedelta(days=7)
VOLUMES_KEPT_FOR = timedelta(days=30)
# What became of a draft's file. Its row stays without content: a new file under an old number would be
# taken for the old one, and whoever opens the old address is told what happened.
GONE = "export_gone"


def clear_drafts() -> int:
    """Throw away the files and contents of drafts older than seven days; returns how many there were."""
    with unit_of_work():
        old = db.session.scalars(
            sa.select(Export).where(
                Export.version_id.is_(None),
                Export.state.in_((ExportState.READY, ExportState.FAILED)),
                Export.problem != GONE,
                Export.requested_at < clock.now() - DRAFTS_KEPT_FOR,
            )
        ).all()
        files = {kept_path(export) for export in old if export.sha256}
        for export in old:
            export.state, export.problem = ExportState.FAILED, GONE
            export.content, export.sha256, export.size = "", None, None
        db.session.flush()
        needed = _still_needed(files)
    for path in files - needed:
        path.unlink(missing_ok=True)
    return len(old)


def _still_needed(files: set[Path]) -> set[Path]:
    """Those of the files that another export, of the same content, leads to."""
    hashes = [path.stem for path in files]
    return {
        kept_path(export) for export in db.session.scalars(sa.select(Export).where(Export.sha256.in_(hashes)))
    }


def clear_volumes() -> int:
    """Throw away volumes that no PDF has used for thirty days, and folders of those that were broken off.

    Returns how many there were.
    """
    return throw_away(volumes_folder().iterdir(), unused_since=clock.now() - VOLUMES_KEPT_FOR)
