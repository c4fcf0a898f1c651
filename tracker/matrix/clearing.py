"""What is thrown away again: drafts' files, kept volumes. Files of frozen versions stay for ever (D18)."""

import shutil
from datetime import timedelta

from tracker.core import clock
from tracker.matrix.exports import volumes_folder
from tracker.matrix.file_making import throw_away
from tracker.matrix.models import Export

DRAFTS_KEPT_FOR = timedelta(days=7)
VOLUMES_KEPT_FOR = timedelta(days=30)


def clear_drafts() -> int:
    """Throw away the files and contents of drafts older than seven days; returns how many there were."""
    return throw_away(Export, Export.version_id.is_(None), older_than=DRAFTS_KEPT_FOR)


def clear_volumes() -> int:
    """Throw away volumes that no PDF has used for thirty days; returns how many there were."""
    oldest = (clock.now() - VOLUMES_KEPT_FOR).timestamp()
    unused = [path for path in volumes_folder().iterdir() if path.stat().st_mtime < oldest]
    for path in unused:
        if path.is_dir():
            # Left behind by a PDF that was broken off.
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(unused)
