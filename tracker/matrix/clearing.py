"""What is thrown away again: drafts' files, kept volumes. Files of frozen versions stay for ever (D18)."""

from datetime import timedelta

from tracker.core import clock, leftovers
from tracker.matrix.exports import volumes_folder
from tracker.matrix.file_making import throw_away
from tracker.matrix.models import Export

DRAFTS_KEPT_FOR = timedelta(days=7)
VOLUMES_KEPT_FOR = timedelta(days=30)


def clear_drafts() -> int:
    """Throw away the files and contents of drafts older than seven days; returns how many there were."""
    return throw_away(Export, Export.version_id.is_(None), older_than=DRAFTS_KEPT_FOR)


def clear_volumes() -> int:
    """Throw away volumes that no PDF has used for thirty days, and folders of those that were broken off.

    Returns how many there were.
    """
    return leftovers.throw_away(volumes_folder().iterdir(), unused_since=clock.now() - VOLUMES_KEPT_FOR)
