"""The papers of a round, to be downloaded: its record, and the table of what was decided."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from flask import request, send_file
from flask.typing import ResponseReturnValue

from tracker.accounts.states import STAFF
from tracker.core.bilingual import Language
from tracker.matrix.exports import MEDIA_TYPE
from tracker.matrix.states import FileFormat
from tracker.reviews import queries
from tracker.reviews.disposition_paper import write_dispositions_pdf, write_dispositions_workbook
from tracker.reviews.models import ReviewRound
from tracker.reviews.record_paper import write_record
from tracker.reviews.views import bp, round_to_run
from tracker.web.access import current_actor, roles
from tracker.web.filters import language

Write = Callable[..., None]


@bp.get("/rounds/<int:round_id>/record.pdf")
@roles()
def record_paper(round_id: int) -> ResponseReturnValue:
    """The record of a round that is closed or final, for everybody who may see the round."""
    actor = current_actor()
    review = queries.get_round(actor, round_id)
    return _sent(review, partial(write_record, actor, review), "berita-acara", FileFormat.PDF)


@bp.get("/rounds/<int:round_id>/dispositions.xlsx")
@roles(*STAFF)
def dispositions_workbook(round_id: int) -> ResponseReturnValue:
    """The table of answers and dispositions as a workbook."""
    review = round_to_run(round_id)
    return _sent(review, partial(write_dispositions_workbook, review), "tanggapan", FileFormat.XLSX)


@bp.get("/rounds/<int:round_id>/dispositions.pdf")
@roles(*STAFF)
def dispositions_paper(round_id: int) -> ResponseReturnValue:
    """The table of answers and dispositions on paper."""
    review = round_to_run(round_id)
    return _sent(review, partial(write_dispositions_pdf, review), "tanggapan", FileFormat.PDF)


def _sent(review: ReviewRound, write: Write, what: str, form: FileFormat) -> ResponseReturnValue:
    spoken: Language = "en" if request.args.get("language", language()) == "en" else "id"
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, f"paper.{form}")
        write(language=spoken, target=target)
        content = target.open("rb")
    name = f"{what}-{review.plan.code}-putaran-{review.number}-{spoken}.{form}"
    return send_file(content, mimetype=MEDIA_TYPE[form], as_attachment=True, download_name=name, max_age=0)
