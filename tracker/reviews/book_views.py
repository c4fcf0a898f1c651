"""The round's workbook, as its recipient takes it away."""

from flask.typing import ResponseReturnValue

from tracker.extensions import turn_to_writing, unit_of_work
from tracker.matrix.file_sending import language_in_address
from tracker.reviews import invitation_services, queries, round_files
from tracker.reviews.file_views import hand_out
from tracker.reviews.views import bp
from tracker.web.access import current_actor, public


@bp.get("/review/<int:recipient_id>/workbook")
@public
def workbook(recipient_id: int) -> ResponseReturnValue:
    """The recipient's own workbook, with the answers given so far filled in."""
    turn_to_writing()
    with unit_of_work():
        recipient = queries.get_recipient(current_actor(), recipient_id)
        order = round_files.order_book(current_actor(), recipient, language=language_in_address())
        invitation_services.note_downloaded(recipient)
        file_id = round_files.request_file(order)
    return hand_out(file_id, order)
