"""The papers of a round, to be downloaded: its record, and the table of what was decided."""

from collections.abc import Callable

from flask.typing import ResponseReturnValue

from tracker.extensions import turn_to_writing, unit_of_work
from tracker.matrix.file_sending import language_in_address
from tracker.matrix.states import FileFormat
from tracker.reviews import queries, round_files
from tracker.reviews.file_views import hand_out
from tracker.reviews.models import ReviewRound
from tracker.reviews.round_files import Order
from tracker.reviews.views import bp
from tracker.web.access import current_actor, public


@bp.get("/rounds/<int:round_id>/record.pdf")
@public
def record_paper(round_id: int) -> ResponseReturnValue:
    """The record of a round that is closed or final, for everybody who may see the round."""
    return _handed_out(
        round_id,
        lambda review: round_files.order_record(current_actor(), review, language=language_in_address()),
    )


@bp.get("/rounds/<int:round_id>/dispositions.xlsx", defaults={"form": "xlsx"})
@bp.get("/rounds/<int:round_id>/dispositions.pdf", defaults={"form": "pdf"})
@public
def dispositions(round_id: int, form: str) -> ResponseReturnValue:
    """The table of answers and dispositions, as a workbook or on paper."""
    return _handed_out(
        round_id,
        lambda review: round_files.order_dispositions(
            current_actor(), review, language=language_in_address(), form=FileFormat(form)
        ),
    )


def _handed_out(round_id: int, order_of: Callable[[ReviewRound], Order]) -> ResponseReturnValue:
    turn_to_writing()
    with unit_of_work():
        order = order_of(queries.get_round(current_actor(), round_id))
        file_id = round_files.request_file(order)
    return hand_out(file_id, order)
