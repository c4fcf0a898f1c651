"""Downloads of the matrix, and the page that shows how far a large file is."""

from dataclasses import replace
from functools import partial

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.extensions import db, turn_to_writing, unit_of_work
from tracker.matrix import clearing, exports, queries
from tracker.matrix.file_sending import Counter, export_counter, send, show_progress, wish_in_address
from tracker.matrix.wishes import FileWish
from tracker.plans.queries import get_plan
from tracker.web.access import current_actor, public

bp = Blueprint("downloads", __name__)


@bp.get("/plans/<code>/versions/<int:number>/download")
@public
def version(code: str, number: int) -> ResponseReturnValue:
    """A file of a frozen version: sent when it is kept, made when it is not."""
    wish = _wish(against=number - 1 or None)
    kept = exports.find_kept(current_actor(), code, number, wish)
    return send(kept) if kept else _make_version(code, number, wish)


def _make_version(code: str, number: int, wish: FileWish) -> ResponseReturnValue:
    turn_to_writing()
    with unit_of_work():
        frozen = queries.get_version(current_actor(), get_plan(current_actor(), code), number)
        export = exports.request_frozen(current_actor(), frozen, wish)
        db.session.flush()
        export_id, rows = export.id, frozen.row_count
    return _counter().hand_out(export_id, rows=rows, form=wish.format)


@bp.get("/plans/<code>/matrix/download")
@public
def draft(code: str) -> ResponseReturnValue:
    """A file of the plan as it is at this moment, marked DRAF."""
    wish = _wish(against=None)
    turn_to_writing()
    with unit_of_work():
        plan = get_plan(current_actor(), code)
        matrix = queries.build_matrix(current_actor(), plan, with_reports=True)
        export = exports.request_draft(current_actor(), plan, matrix, wish)
        db.session.flush()
        export_id = export.id
    return _counter().hand_out(export_id, rows=len(matrix.rows), form=wish.format)


@bp.get("/exports/<int:export_id>")
@public
def progress(export_id: int) -> ResponseReturnValue:
    """How far a file is."""
    export = exports.get_export(current_actor(), export_id)
    days = clearing.DRAFTS_KEPT_FOR.days
    gone = ngettext(
        "Berkas draf disimpan %(num)s hari, lalu dihapus. "
        "Draf yang baru dapat diminta kapan saja dari halaman matriks.",
        "Berkas draf disimpan %(num)s hari, lalu dihapus. "
        "Draf yang baru dapat diminta kapan saja dari halaman matriks.",
        days,
    )
    return show_progress(
        export,
        heading=_("Berkas matriks"),
        kicker=export.plan,
        file_address=url_for(".file", export_id=export_id),
        gone=gone,
        back=(_("Lihat matriks target"), url_for("matrix.show", plan_code=export.plan.code)),
    )


@bp.get("/exports/<int:export_id>/file")
@public
def file(export_id: int) -> ResponseReturnValue:
    """A finished file by its export."""
    export = exports.get_export(current_actor(), export_id)
    return send(export) if export.is_ready else redirect(_page_of(export_id))


def _page_of(export_id: int) -> str:
    return url_for("downloads.progress", export_id=export_id)


def _counter() -> Counter:
    return export_counter(partial(exports.get_export, current_actor()), _page_of)


def _wish(*, against: int | None) -> FileWish:
    wish = wish_in_address(against=against)
    return replace(wish, commitment=_code("commitment"), organisation=_code("organisation"))


def _code(name: str) -> str:
    """A code from the address. A bar would break the spelled wish, and no code has one."""
    text = request.args.get(name, "")
    if "|" in text or len(text) > 40:
        abort(404)
    return text
