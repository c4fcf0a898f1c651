"""Where the files of a round are handed out, and the page that shows how far a large one is."""

from functools import partial

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.extensions import turn_to_writing, unit_of_work
from tracker.matrix.checking import add_file_source
from tracker.matrix.file_sending import Counter, send, show_progress
from tracker.reviews import file_queries, file_tasks, round_files
from tracker.reviews.file_models import RoundFile
from tracker.reviews.round_files import Order
from tracker.reviews.views import bp, page_of_round
from tracker.reviews.visit_views import page_of_visit
from tracker.web.access import current_actor, public

add_file_source(file_queries.fingerprint_of_file)


@bp.get("/round-files/<int:file_id>")
@public
def file_progress(file_id: int) -> ResponseReturnValue:
    """How far a file is."""
    file = round_files.get_file(current_actor(), file_id)
    days = round_files.KEPT_FOR.days
    return show_progress(
        file,
        heading=_("Berkas putaran"),
        kicker=file.round.plan,
        file_address=url_for(".file", file_id=file_id),
        gone=ngettext(
            "Berkas disimpan %(num)s hari sejak terakhir diminta. Minta lagi dari halaman putaran.",
            "Berkas disimpan %(num)s hari sejak terakhir diminta. Minta lagi dari halaman putaran.",
            days,
        ),
        back=(_("Kembali ke putaran"), _way_back(file)),
    )


@bp.get("/round-files/<int:file_id>/file")
@public
def file(file_id: int) -> ResponseReturnValue:
    """A finished file."""
    found = round_files.get_file(current_actor(), file_id)
    return send(found) if found.is_ready else redirect(_page_of(file_id))


def hand_out(order: Order) -> ResponseReturnValue:
    """The file that is ordered, or the page that shows how far it is."""
    turn_to_writing()
    with unit_of_work():
        file_id = round_files.request_file(order)
    get = partial(round_files.get_file, current_actor())
    counter = Counter(round_files.make_file, file_tasks.make_round_file, get, _page_of)
    return counter.hand_out(file_id, rows=order.rows, form=order.format)


def _page_of(file_id: int) -> str:
    return url_for("reviews.file_progress", file_id=file_id)


def _way_back(file: RoundFile) -> str:
    """The page the file was asked for on: a recipient's own, or the round's."""
    visit = current_actor().visit
    asked = [one for one in file.round.recipients if visit and one.id == visit.recipient_id]
    asked += [file.recipient] if file.recipient else []
    return page_of_visit(asked[0]) if asked else page_of_round(file.round)
