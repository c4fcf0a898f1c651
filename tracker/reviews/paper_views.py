"""The papers of a round, to be downloaded: its record, and the table of what was decided."""

from flask.typing import ResponseReturnValue

from tracker.matrix.file_sending import language_in_address
from tracker.matrix.states import FileFormat
from tracker.reviews import queries, round_files
from tracker.reviews.file_views import hand_out
from tracker.reviews.views import bp
from tracker.web.access import current_actor, public


@bp.get("/rounds/<int:round_id>/record.pdf")
@public
def record_paper(round_id: int) -> ResponseReturnValue:
    """The record of a round that is closed or final, for everybody who may see the round."""
    actor = current_actor()
    review = queries.get_round(actor, round_id)
    return hand_out(round_files.order_record(actor, review, language=language_in_address()))


@bp.get("/rounds/<int:round_id>/dispositions.xlsx", defaults={"form": FileFormat.XLSX})
@bp.get("/rounds/<int:round_id>/dispositions.pdf", defaults={"form": FileFormat.PDF})
@public
def dispositions(round_id: int, form: FileFormat) -> ResponseReturnValue:
    """The table of answers and dispositions, as a workbook or on paper."""
    actor = current_actor()
    review = queries.get_round(actor, round_id)
    language = language_in_address()
    return hand_out(round_files.order_dispositions(actor, review, language=language, form=form))
