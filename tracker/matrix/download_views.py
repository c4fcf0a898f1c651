"""Downloads of the matrix, and the page that shows how far a large file is."""

from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

from flask import Blueprint, Response, abort, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from tracker.core.bilingual import LANGUAGES
from tracker.extensions import db, turn_to_writing, unit_of_work
from tracker.matrix import clearing, exports, queries, tasks
from tracker.matrix.exports import FileWish, KeptFile
from tracker.matrix.models import Export
from tracker.matrix.states import ExportState, FileFormat, Paper
from tracker.plans.queries import get_plan
from tracker.web.access import current_actor, public
from tracker.web.languages import chosen_language

bp = Blueprint("downloads", __name__)
Choice = TypeVar("Choice")


@bp.get("/plans/<code>/versions/<int:number>/download")
@public
def version(code: str, number: int) -> ResponseReturnValue:
    """A file of a frozen version: sent when it is kept, made when it is not."""
    wish = _wish(against=number - 1 or None)
    kept = exports.find_kept(current_actor(), code, number, wish)
    return _send(kept) if kept else _make_version(code, number, wish)


def _make_version(code: str, number: int, wish: FileWish) -> ResponseReturnValue:
    turn_to_writing()
    with unit_of_work():
        frozen = queries.get_version(current_actor(), get_plan(current_actor(), code), number)
        export = exports.request_frozen(current_actor(), frozen, wish)
        db.session.flush()
        export_id, rows = export.id, frozen.row_count
    return _make(export_id, rows, wish)


@bp.get("/plans/<code>/matrix/download")
@public
def draft(code: str) -> ResponseReturnValue:
    """A file of the plan as it is at this moment, marked DRAF."""
    wish = _wish(against=None)
    turn_to_writing()
    with unit_of_work():
        plan = get_plan(current_actor(), code)
        matrix = queries.build_matrix(current_actor(), plan)
        export = exports.request_draft(current_actor(), plan, matrix, wish)
        db.session.flush()
        export_id = export.id
    return _make(export_id, len(matrix.rows), wish)


@bp.get("/exports/<int:export_id>")
@public
def progress(export_id: int) -> ResponseReturnValue:
    """How far a file is. The page loads itself anew until the file is there; no script is needed."""
    export = exports.get_export(current_actor(), export_id)
    if export.problem == clearing.GONE:
        days = clearing.DRAFTS_KEPT_FOR.days
        return render_template("matrix/export_gone.html", export=export, days=days), HTTPStatus.GONE
    response = Response(render_template("matrix/export.html", export=export, is_waiting=_is_waiting(export)))
    if _is_waiting(export):
        response.headers["Refresh"] = "2"
    return response


@bp.get("/exports/<int:export_id>/file")
@public
def file(export_id: int) -> ResponseReturnValue:
    """A finished file by its export."""
    export = exports.get_export(current_actor(), export_id)
    if export.state is not ExportState.READY:
        return redirect(url_for(".progress", export_id=export_id))
    return _send(export)


def _make(export_id: int, rows: int, wish: FileWish) -> ResponseReturnValue:
    if rows > exports.ROWS_AT_ONCE[wish.format]:
        tasks.make_export(export_id)
        return redirect(url_for(".progress", export_id=export_id))
    exports.make_export(export_id)
    export = exports.get_export(current_actor(), export_id)
    return (
        _send(export)
        if export.state is ExportState.READY
        else redirect(url_for(".progress", export_id=export_id))
    )


def _send(export: Export | KeptFile) -> Response:
    path = exports.kept_path(export)
    return send_file(
        path,
        mimetype=exports.MEDIA_TYPE[FileFormat(path.suffix[1:])],
        as_attachment=True,
        download_name=export.file_name,
        etag=str(export.sha256),
        last_modified=export.finished_at,
        max_age=0,
    )


def _is_waiting(export: Export) -> bool:
    return export.state in {ExportState.WAITING, ExportState.WORKING}


def _wish(*, against: int | None) -> FileWish:
    language = request.args.get("language", chosen_language())
    if language not in LANGUAGES:
        abort(404)
    return FileWish(
        format=_choice(FileFormat, "format", ""),
        language="en" if language == "en" else "id",
        audience=exports.audience_for(current_actor()),
        paper=_choice(Paper, "paper", Paper.A3),
        commitment=_code("commitment"),
        organisation=_code("organisation"),
        against=against,
    )


def _choice(kind: Callable[[str], Choice], name: str, default: str) -> Choice:
    try:
        return kind(request.args.get(name, default))
    except ValueError:
        abort(404)


def _code(name: str) -> str:
    """A code from the address. A bar would break the spelled wish, and no code has one."""
    text = request.args.get(name, "")
    if "|" in text or len(text) > 40:
        abort(404)
    return text
