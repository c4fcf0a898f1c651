"""Files of the matrix: made once for a frozen version, kept under their own hash, then only sent."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path, PurePath

import sqlalchemy as sa
from flask import current_app
from flask_babel import force_locale

from tracker.accounts.actors import Actor, authorise
from tracker.core import clock
from tracker.core.bilingual import Language
from tracker.core.digest import sha256_of, sha256_of_file
from tracker.core.errors import NotFound
from tracker.extensions import db, first_row, unit_of_work
from tracker.matrix import pdf, policy, workbook
from tracker.matrix.content import open_content, to_content, with_rows_at_hand
from tracker.matrix.content_queries import content_pieces
from tracker.matrix.models import Export, FrozenVersion
from tracker.matrix.rows import Matrix, VersionStamp
from tracker.matrix.rules import restrict
from tracker.matrix.states import Audience, ExportState, FileFormat, Paper
from tracker.plans.models import Plan
from tracker.plans.policy import Publishable

Progress = Callable[[int, int], None]

# Part of every wish: raise it when a layout changes, so that files of the old layout are not served for it.
LAYOUT = 2
# Beyond this many rows a file is made by the worker, not while somebody's request waits.
ROWS_AT_ONCE = {FileFormat.XLSX: 150, FileFormat.PDF: 30}
MEDIA_TYPE = {
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileFormat.PDF: "application/pdf",
}


@dataclass(frozen=True)
class FileWish:
    """Which file somebody wants: of the whole plan, of one commitment or of one organisation (by code).

    `against` is the number of the earlier version that changes are marked against; None for no marks.
    """

    format: FileFormat
    language: Language
    audience: Audience
    paper: Paper = Paper.A3
    commitment: str = ""
    organisation: str = ""
    against: int | None = None

    def spelled(self) -> str:
        """The wish as one text, the same for the same file."""
        paper = self.paper if self.format is FileFormat.PDF else ""
        parts = (
            LAYOUT,
            self.format,
            self.language,
            self.audience,
            paper,
            self.commitment,
            self.organisation,
            self.against,
        )
        return "|".join("" if part is None else str(part) for part in parts)


def read_wish(spelled: str) -> FileWish:
    """The wish that `FileWish.spelled` wrote."""
    _layout, file_format, language, audience, paper, commitment, organisation, against = spelled.split("|")
    return FileWish(
        FileFormat(file_format),
        "en" if language == "en" else "id",
        Audience(audience),
        Paper(paper) if paper else Paper.A3,
        commitment,
        organisation,
        int(against) if against else None,
    )


@dataclass(frozen=True)
class Origin:
    """What a file is made from: a matrix, its stamp, and the earlier matrix to mark changes against."""

    matrix: Matrix
    stamp: VersionStamp
    before: Matrix | None = None


def earlier_number(version: FrozenVersion) -> int | None:
    """The version that a version's changes are marked against: the one before it."""
    return version.number - 1 or None


def audience_for(actor: Actor) -> Audience:
    """Officials' names go to people who are signed in (D36)."""
    return Audience.INTERNAL if actor.is_signed_in else Audience.PUBLIC


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
        return restrict(matrix, commitment=wish.commitment or None, organisation=wish.organisation or None)

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
                excerpt=wish.commitment or wish.organisation,
            )


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
    query = sa.select(Export).filter_by(version_id=version.id, wish=wish.spelled())
    export = db.session.execute(query).scalar_one_or_none()
    if export is None:
        name = file_name(version.plan.code, f"v{version.number}", wish)
        export = Export(
            plan=version.plan, version=version, wish=wish.spelled(), file_name=name, requested_at=clock.now()
        )
        db.session.add(export)
    elif export.state is ExportState.FAILED or not kept_path(export).exists():
        export.state = ExportState.WAITING
    return export


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
    if export is None or not _may_have(actor, read_wish(export.wish), export.plan):
        raise NotFound("export")
    return export


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


def file_name(plan_code: str, version: str, wish: FileWish) -> str:
    """A name that says what it is: matriks-RAN-OGI-2020-2022-v2-id.xlsx."""
    parts = ["matriks", plan_code, wish.commitment, wish.organisation, version, wish.language]
    return "-".join(part for part in parts if part) + f".{wish.format}"


def exports_folder() -> Path:
    """Where finished files lie, each named by its hash."""
    return Path(current_app.instance_path, "exports")


def volumes_folder() -> Path:
    """Where the volumes of large PDFs lie, each named by its content."""
    folder = exports_folder() / "volumes"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def kept_path(export: Export | KeptFile) -> Path:
    """Where the finished file lies; a path that does not exist while there is none."""
    return exports_folder() / f"{export.sha256}{PurePath(export.file_name).suffix}"


def make_export(export_id: int, progress: Progress | None = None) -> None:
    """Make a waiting export: mark, make, mark. Anything else than waiting is left alone."""
    with unit_of_work():
        claimed = db.session.scalar(
            sa.update(Export)
            .where(Export.id == export_id, Export.state == ExportState.WAITING)
            .values(state=ExportState.WORKING, started_at=clock.now(), done=0)
            .returning(Export.id)
        )
    if claimed:
        _make_claimed(export_id, progress)


def _make_claimed(export_id: int, progress: Progress | None) -> None:
    try:
        _make_and_keep(export_id, progress)
    except Exception:
        # Whatever went wrong, the person waiting must see it, and the log its cause.
        _finish(export_id, state=ExportState.FAILED, problem="export_failed")
        raise


def _make_and_keep(export_id: int, progress: Progress | None) -> None:
    export = db.session.get_one(Export, export_id)
    wish = read_wish(export.wish)
    origin = (
        frozen_origin(export.version, wish) if export.version else draft_origin(export.content or "", wish)
    )
    exports_folder().mkdir(exist_ok=True)
    unfinished = exports_folder() / f"unfinished-{export_id}.{wish.format}"
    db.session.rollback()
    note = progress or partial(_note_progress, export_id)
    write_file(origin, wish, unfinished, note)
    sha256, size = sha256_of_file(unfinished), unfinished.stat().st_size
    unfinished.replace(exports_folder() / f"{sha256}.{wish.format}")
    _finish(export_id, state=ExportState.READY, problem="", sha256=sha256, size=size)


def _finish(export_id: int, **values: object) -> None:
    db.session.rollback()
    with unit_of_work():
        db.session.execute(
            sa.update(Export).where(Export.id == export_id).values(finished_at=clock.now(), **values)
        )


def _note_progress(export_id: int, done: int, total: int) -> None:
    with unit_of_work():
        db.session.execute(sa.update(Export).where(Export.id == export_id).values(done=done, total=total))


def waiting_exports(*, stuck_for: timedelta = timedelta(minutes=30)) -> list[int]:
    """Exports nobody is making: those that wait, and those whose maker has been silent for too long."""
    too_old = clock.now() - stuck_for
    with unit_of_work():
        db.session.execute(
            sa.update(Export)
            .where(Export.state == ExportState.WORKING, Export.started_at < too_old)
            .values(state=ExportState.WAITING)
        )
    return list(db.session.scalars(sa.select(Export.id).where(Export.state == ExportState.WAITING)))
