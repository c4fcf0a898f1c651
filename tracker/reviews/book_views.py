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
    actor = current_actor()
    recipient = queries.get_recipient(actor, recipient_id)
    order = round_files.order_book(actor, recipient, language=language_in_address())
    turn_to_writing()
    with unit_of_work():
        invitation_services.note_downloaded(actor, recipient)
    return hand_out(order)
