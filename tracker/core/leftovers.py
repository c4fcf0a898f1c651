"""Files that nobody needs any more."""

import shutil
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path


def throw_away(paths: Iterable[Path], *, unused_since: datetime) -> int:
    """Remove those files and folders that nobody changed since then; returns how many there were."""
    unused = [path for path in paths if _is_unused(path, unused_since.timestamp())]
    for path in unused:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(unused)


def _is_unused(path: Path, oldest: float) -> bool:
    # What is gone by now was somebody's work in progress.
    with suppress(FileNotFoundError):
        return path.stat().st_mtime < oldest
    return False
