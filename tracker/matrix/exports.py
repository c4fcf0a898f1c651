"""Files of the matrix: made once for a frozen version, kept under their own hash, then only sent."""

import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import ClassVar

import sqlalchemy as sa
from flask import current_app
from flask_babel import force_locale, ngettext

from tracker.accounts.actors import Actor, authorise
from tracker.core import clock
from tracker.core.digest import sha256_of
from tracker.core.errors import NotFound
from tracker.extensions import db, first_row, unit_of_work
from tracker.matrix import pdf, policy, workbook
from tracker.matrix.content import open_content, to_content, with_rows_at_hand
from tracker.matrix.content_queries import content_pieces
from tracker.matrix.file_making import (
    Progress,
    ask_again,
    exports_folder,
    find_or_add,
    kept_path,
    left_lying,
    make,
)
from tracker.matrix.models import Export, FrozenVersion
from tracker.matrix.rows import Matrix, VersionStamp
from tracker.matrix.rules import restrict
from tracker.matrix.states import Audience, ExportState, FileFormat
from tracker.matrix.wishes import FileWish, file_name, read_wish
from tracker.plans.models import Plan
from tracker.plans.policy import Publishable

# Beyond this many rows a file is made by the worker, not while somebody's request waits.
ROWS_AT_ONCE = {FileFormat.XLSX: 150, FileFormat.PDF: 30}
MEDIA_TYPE = {
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileFormat.PDF: "application/pdf",
}


@dataclass(frozen=True)
class Origin:
    """What a file is made from: a matrix, its stamp, and the earlier matrix to mark changes against."""

    matrix: Matrix
    stamp: VersionStamp
    before: Matrix | None = None


def earlier_number(version: FrozenVersion) -> int | None:
    """The version that a version's changes are marked against: the one before it."""
    return version.number - 1 or None


def stamp_of(version: FrozenVersion) -> VersionStamp:
    """What identifies a frozen version on paper."""
    return VersionStamp(
        version.number,
        version.title,
        version.note,
        version.sha256,
        version.frozen_at,
        check_url(version.sha256),
    )


def draft_stamp(content: str, matrix: Matrix) -> VersionStamp:
    """What identifies a live draft: its own fingerprint, and no number."""
    sha256 = sha256_of(content)
    return VersionStamp(None, "", "", sha256, matrix.as_of, check_url(sha256))


def check_url(sha256: str) -> str:
    """The public address that tells whether a copy is the latest; the QR code leads there."""
    return f"{current_app.config['SETTINGS'].base_url}/check/{sha256[:12]}"


def frozen_origin(version: FrozenVersion, wish: FileWish) -> Origin:
    """A frozen version's matrix, cut down to what the wish is about."""
    before = None
    if wish.against is not None:
        before = open_content(content_pieces(_version(version.plan_id, wish.against)))
    matrix = open_content(content_pieces(version))
    return _cut(Origin(matrix, stamp_of(version), before), wish)


def draft_origin(content: str, wish: FileWish) -> Origin:
    """A draft's matrix, cut down to what the wish is about."""
    matrix = open_content([content])
    return _cut(Origin(matrix, draft_stamp(content, matrix)), wish)


def _version(plan_id: int, number: int) -> FrozenVersion:
    query = sa.select(FrozenVersion).filter_by(plan_id=plan_id, number=number)
    return db.session.execute(query).scalar_one()


def _cut(origin: Origin, wish: FileWish) -> Origin:
    def cut(matrix: Matrix) -> Matrix:
        part = {"commitment": wish.commitment or None, "organisation": wish.organisation or None}
        return restrict(matrix, **part, keys=wish.rows)

    before = None if origin.before is None else cut(origin.before)
    return replace(origin, matrix=cut(origin.matrix), before=before)


def write_file(origin: Origin, wish: FileWish, target: Path, progress: Progress | None = None) -> None:
    """Make the file of `wish` at `target`. The PDF carries the workbook of the same wish inside."""
    with force_locale(wish.language):
        if wish.format is FileFormat.XLSX:
            _write_workbook(origin, wish, target, progress)
            return
        with tempfile.TemporaryDirectory() as folder:
            attached = Path(folder) / "matrix.xlsx"
            _write_workbook(origin, wish, attached, None)
            pdf.write_pdf(
                with_rows_at_hand(origin.matrix),
                origin.stamp,
                language=wish.language,
                audience=wish.audience,
                paper=wish.paper,
                workbook=attached,
                target=target,
                compared_with=origin.before,
                progress=progress,
                keep=volumes_folder(),
                excerpt=_excerpt(wish),
            )


def _excerpt(wish: FileWish) -> str:
    """What the file is only a part of the matrix about, in words."""
    if wish.rows is not None:
        return str(ngettext("%(num)s baris", "%(num)s baris", len(wish.rows)))
    return wish.commitment or wish.organisation


def _write_workbook(origin: Origin, wish: FileWish, target: Path, progress: Progress | None) -> None:
    workbook.write_workbook(
        origin.matrix,
        origin.stamp,
        language=wish.language,
        audience=wish.audience,
        target=target,
        compared_with=origin.before,
        progress=progress,
    )


def request_frozen(actor: Actor, version: FrozenVersion, wish: FileWish) -> Export:
    """The kept export of this wish, or a new one that waits to be made."""
    authorise(policy.can_read_matrix, actor, version.plan)
    return request_of(version, wish)


def request_of(version: FrozenVersion, wish: FileWish) -> Export:
    """As `request_frozen`, for a caller who knows by another rule that the version is the reader's."""
    wanted = sa.select(Export).filter_by(version_id=version.id, wish=wish.spelled())
    export = find_or_add(wanted, lambda: _new_export(version, wish))
    ask_again(export)
    return export


def _new_export(version: FrozenVersion, wish: FileWish) -> Export:
    return Export(
        plan_id=version.plan_id,
        version_id=version.id,
        wish=wish.spelled(),
        row_keys=None if wish.rows is None else list(wish.rows),
        file_name=file_name(version.plan.code, f"v{version.number}", wish),
        requested_at=clock.now(),
    )


def request_draft(actor: Actor, plan: Plan, matrix: Matrix, wish: FileWish) -> Export:
    """A new export of the plan as it is at this moment, marked DRAF."""
    authorise(policy.can_read_matrix, actor, plan)
    export = Export(
        plan=plan,
        wish=wish.spelled(),
        content=to_content(matrix),
        file_name=file_name(plan.code, f"draf-{clock.now():%Y%m%d-%H%M%S}", wish),
        requested_at=clock.now(),
    )
    db.session.add(export)
    return export


@dataclass(frozen=True)
class KeptFile:
    """A finished file, as far as sending it goes, and when its plan was published."""

    shelf: ClassVar[str] = Export.shelf
    file_name: str
    sha256: str
    finished_at: datetime
    published_at: datetime | None


# Made once: a kept file is sent faster than this statement is put together.
_KEPT = (
    sa.select(Export.file_name, Export.sha256, Export.finished_at, Plan.published_at)
    .join(Export.version)
    .join(Export.plan)
    .where(
        Plan.code == sa.bindparam("code"),
        FrozenVersion.number == sa.bindparam("number"),
        Export.wish == sa.bindparam("wish"),
        Export.state == ExportState.READY,
    )
)


def find_kept(actor: Actor, plan_code: str, number: int, wish: FileWish) -> KeptFile | None:
    """The finished file that this actor may have, in one SELECT; None when it must be made."""
    row = first_row(_KEPT, code=plan_code, number=number, wish=wish.spelled())
    file = KeptFile(*row) if row else None
    if file is None or not _may_have(actor, wish, file):
        return None
    return file if kept_path(file).exists() else None


def get_export(actor: Actor, export_id: int) -> Export:
    """An export by its id, as far as the actor may have it."""
    export = db.session.get(Export, export_id)
    if export is None or not _may_have(actor, wish_of(export), export.plan):
        raise NotFound("export")
    return export


def get_export_of(version: FrozenVersion, export_id: int, *, audience: Audience) -> Export:
    """An export of a version that the caller knows to be the reader's, if it is for readers like this one."""
    export = db.session.get(Export, export_id)
    if export is None or export.version_id != version.id:
        raise NotFound("export")
    if wish_of(export).audience not in {audience, Audience.PUBLIC}:
        raise NotFound("export")
    return export


def wish_of(export: Export) -> FileWish:
    """Which file an export is."""
    return read_wish(export.wish, export.row_keys)


def _may_have(actor: Actor, wish: FileWish, plan: Publishable) -> bool:
    is_for_actor = actor.is_signed_in or wish.audience is Audience.PUBLIC
    return is_for_actor and policy.can_read_matrix(actor, plan)


def write_fresh(
    actor: Actor, version: FrozenVersion, wish: FileWish, target: Path, *, progress: Progress | None = None
) -> None:
    """Make the file anew, whether or not one is kept."""
    authorise(policy.can_read_matrix, actor, version.plan)
    write_file(frozen_origin(version, wish), wish, target, progress)


def write_kept(
    actor: Actor, version: FrozenVersion, wish: FileWish, target: Path, *, progress: Progress | None = None
) -> None:
    """Copy the kept file to `target`, making and keeping it first when there is none."""
    with unit_of_work():
        export = request_frozen(actor, version, wish)
    if export.state is not ExportState.READY:
        make_export(export.id, progress)
        db.session.refresh(export)
    shutil.copyfile(kept_path(export), target)


def volumes_folder() -> Path:
    """Where the volumes of large PDFs lie, each named by its content."""
    folder = exports_folder() / "volumes"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def make_export(export_id: int, progress: Progress | None = None) -> None:
    """Make a waiting export."""
    make(Export, export_id, partial(_write_export, export_id), progress)


def _write_export(export_id: int, target: Path, progress: Progress) -> None:
    export = db.session.get_one(Export, export_id)
    wish = wish_of(export)
    origin = (
        frozen_origin(export.version, wish) if export.version else draft_origin(export.content or "", wish)
    )
    db.session.rollback()
    write_file(origin, wish, target, progress)


def waiting_exports() -> list[int]:
    """Exports nobody is making."""
    return left_lying(Export)
