"""How a file comes to be, whatever it is of: its row is marked, the file made and kept, its row marked again.

Making may be lost when the machine stops; the row then still says that somebody waits.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path, PurePath
from typing import Protocol, TypeVar

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.exc import IntegrityError

from tracker.core import clock
from tracker.core.digest import sha256_of_file
from tracker.extensions import db, reading, unit_of_work
from tracker.matrix.models import FileInMaking
from tracker.matrix.states import GONE, ExportState

File = TypeVar("File", bound=FileInMaking)
Progress = Callable[[int, int], None]
# Makes the file at the path, telling how far it is.
Write = Callable[[Path, Progress], None]


class Kept(Protocol):
    """What says where a finished file lies."""

    @property
    def shelf(self) -> str:
        """The folder among the files that were made."""

    @property
    def sha256(self) -> str | None:
        """Its own hash; None while there is no file."""

    @property
    def file_name(self) -> str:
        """What it is called when it is sent."""


def exports_folder() -> Path:
    """Where finished files lie, each named by its hash."""
    return Path(current_app.instance_path, "exports")


def kept_path(file: Kept) -> Path:
    """Where the finished file lies; a path that does not exist while there is none."""
    return exports_folder() / file.shelf / f"{file.sha256}{PurePath(file.file_name).suffix}"


def find_or_add(wanted: sa.Select[File], new: Callable[[], File]) -> File:
    """The file of this query, or a new one; theirs, when somebody asks for the same at the same moment."""
    found = db.session.scalar(wanted)
    if found is None:
        try:
            with db.session.begin_nested():
                db.session.add(found := new())
        except IntegrityError:
            return db.session.scalars(wanted).one()
    return found


def ask_again(file: FileInMaking) -> None:
    """Let a file that failed, or is not there any more, be made once more."""
    if file.state is ExportState.FAILED or (file.is_ready and not kept_path(file).exists()):
        file.state, file.problem = ExportState.WAITING, ""


def ask_for(wanted: sa.Select[File], new: Callable[[], File]) -> int:
    """The id of the kept file of this query, or of a new one that waits to be made; asked for now."""
    file = find_or_add(wanted, new)
    ask_again(file)
    # Kept until nobody has asked for it for a while.
    file.requested_at = clock.now()
    db.session.flush()
    return file.id


def make(kind: type[FileInMaking], file_id: int, write: Write, progress: Progress | None = None) -> None:
    """Make a waiting file: mark, make, mark. Anything else than waiting is left alone."""
    with unit_of_work():
        claimed = db.session.scalar(
            sa.update(kind)
            .where(kind.id == file_id, kind.state == ExportState.WAITING)
            .values(state=ExportState.WORKING, started_at=clock.now(), done=0)
            .returning(kind.file_name)
        )
    if claimed:
        # Making takes long and must not keep others from writing; each mark says again that it writes.
        with reading():
            _make_claimed(kind, file_id, partial(_make_and_keep, kind, file_id, claimed, write, progress))


def _make_claimed(kind: type[FileInMaking], file_id: int, make_and_keep: Callable[[], None]) -> None:
    try:
        make_and_keep()
    except Exception:
        # Whatever went wrong, the person waiting must see it, and the log its cause.
        _finish(kind, file_id, state=ExportState.FAILED, problem="export_failed")
        raise


def _make_and_keep(
    kind: type[FileInMaking], file_id: int, name: str, write: Write, progress: Progress | None
) -> None:
    shelf, suffix = exports_folder() / kind.shelf, PurePath(name).suffix
    shelf.mkdir(parents=True, exist_ok=True)
    unfinished = shelf / f"unfinished-{file_id}{suffix}"
    write(unfinished, progress or partial(_note_progress, kind, file_id))
    sha256, size = sha256_of_file(unfinished), unfinished.stat().st_size
    unfinished.replace(shelf / f"{sha256}{suffix}")
    _finish(kind, file_id, state=ExportState.READY, problem="", sha256=sha256, size=size)


def _finish(kind: type[FileInMaking], file_id: int, **values: object) -> None:
    db.session.rollback()
    with unit_of_work():
        db.session.execute(
            sa.update(kind).where(kind.id == file_id).values(finished_at=clock.now(), **values)
        )


def _note_progress(kind: type[FileInMaking], file_id: int, done: int, total: int) -> None:
    with unit_of_work():
        db.session.execute(sa.update(kind).where(kind.id == file_id).values(done=done, total=total))


def left_lying(kind: type[FileInMaking], *, stuck_for: timedelta = timedelta(minutes=30)) -> list[int]:
    """Files nobody is making: those that wait, and those whose maker has been silent for too long."""
    too_old = clock.now() - stuck_for
    with unit_of_work():
        db.session.execute(
            sa.update(kind)
            .where(kind.state == ExportState.WORKING, kind.started_at < too_old)
            .values(state=ExportState.WAITING)
        )
    return list(db.session.scalars(sa.select(kind.id).where(kind.state == ExportState.WAITING)))


def throw_away(kind: type[FileInMaking], *which: sa.ColumnElement[bool], older_than: timedelta) -> int:
    """Throw away finished files that were asked for longer ago than this; returns how many there were."""
    with unit_of_work():
        old = db.session.scalars(
            sa.select(kind).where(
                kind.state.in_((ExportState.READY, ExportState.FAILED)),
                kind.problem != GONE,
                kind.requested_at < clock.now() - older_than,
                *which,
            )
        ).all()
        files = {kept_path(file) for file in old if file.sha256}
        for file in old:
            file.throw_away()
        db.session.flush()
        needed = _still_needed(kind, files)
    for path in files - needed:
        path.unlink(missing_ok=True)
    return len(old)


def _still_needed(kind: type[FileInMaking], files: set[Path]) -> set[Path]:
    """Those of the files that another row, of the same content, leads to."""
    hashes = [path.stem for path in files]
    return {kept_path(file) for file in db.session.scalars(sa.select(kind).where(kind.sha256.in_(hashes)))}
