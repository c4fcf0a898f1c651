"""The matrix a round is about, for whoever is asked: on a page and as files, published plan or not.

A recipient is asked about a frozen version, so it is theirs to read; `reviews.policy` decides who is one.
"""

from dataclasses import replace
from functools import partial

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.extensions import db, turn_to_writing, unit_of_work
from tracker.matrix import exports, sheets
from tracker.matrix.exports import earlier_number
from tracker.matrix.file_sending import Counter, export_counter, send, show_progress, wish_in_address
from tracker.matrix.models import Export
from tracker.matrix.policy import can_read_matrix
from tracker.matrix.rules import Selection
from tracker.matrix.wishes import FileWish, audience_for
from tracker.reviews import invitation_services, queries
from tracker.reviews.models import Recipient
from tracker.reviews.views import bp
from tracker.reviews.visit_views import page_of_visit
from tracker.web.access import current_actor, public


@bp.get("/review/<int:recipient_id>/matrix")
@public
def whole_matrix(recipient_id: int) -> ResponseReturnValue:
    """The frozen matrix that the round is about."""
    recipient, actor = queries.get_recipient(current_actor(), recipient_id), current_actor()
    version = recipient.round.version
    opens_plan = can_read_matrix(actor, version.plan)
    sheet = replace(sheets.version_sheet(actor, version), opens_plan=opens_plan)
    return render_template(
        "reviews/matrix.html",
        recipient=recipient,
        version=version,
        stamp=exports.stamp_of(version),
        body=sheets.body_of(actor, sheet, Selection()),
        back=page_of_visit(recipient),
    )


@bp.get("/review/<int:recipient_id>/matrix/download")
@public
def matrix_download(recipient_id: int) -> ResponseReturnValue:
    """The matrix as a file: all of it, or the rows the recipient is asked about. Each is made once."""
    turn_to_writing()
    with unit_of_work():
        recipient = queries.get_recipient(current_actor(), recipient_id)
        version, wish = recipient.round.version, _wish(recipient)
        export = exports.request_of(version, wish)
        invitation_services.note_downloaded(current_actor(), recipient)
        db.session.flush()
        export_id, rows = export.id, version.row_count if wish.rows is None else len(wish.rows)
    return _counter(recipient_id).hand_out(export_id, rows=rows, form=wish.format)


def _wish(recipient: Recipient) -> FileWish:
    wish = wish_in_address(against=earlier_number(recipient.round.version))
    return replace(wish, rows=tuple(recipient.row_keys)) if request.args.get("rows") == "own" else wish


@bp.get("/review/<int:recipient_id>/matrix/files/<int:export_id>")
@public
def matrix_progress(recipient_id: int, export_id: int) -> ResponseReturnValue:
    """How far a file is."""
    export = _export(recipient_id, export_id)
    return show_progress(
        export,
        heading=_("Berkas matriks"),
        kicker=export.plan,
        file_address=url_for(".matrix_file", recipient_id=recipient_id, export_id=export_id),
        back=(_("Kembali ke putaran"), url_for(".visit", recipient_id=recipient_id)),
    )


@bp.get("/review/<int:recipient_id>/matrix/files/<int:export_id>/file")
@public
def matrix_file(recipient_id: int, export_id: int) -> ResponseReturnValue:
    """A finished file."""
    export = _export(recipient_id, export_id)
    return send(export) if export.is_ready else redirect(_page_of(recipient_id, export_id))


def _export(recipient_id: int, export_id: int) -> Export:
    """An export of the round's version, as far as this reader may have it."""
    actor = current_actor()
    version = queries.get_recipient(actor, recipient_id).round.version
    return exports.get_export_of(version, export_id, audience=audience_for(actor))


def _page_of(recipient_id: int, export_id: int) -> str:
    return url_for("reviews.matrix_progress", recipient_id=recipient_id, export_id=export_id)


def _counter(recipient_id: int) -> Counter:
    return export_counter(partial(_export, recipient_id), partial(_page_of, recipient_id))
