"""The round's workbook, as its recipient takes it away."""

import tempfile
from dataclasses import replace
from pathlib import Path

from flask import request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from tracker.core.bilingual import Language
from tracker.extensions import turn_to_writing, unit_of_work
from tracker.matrix.answer_book import Invitation, write_answer_book
from tracker.matrix.exports import MEDIA_TYPE, stamp_of
from tracker.matrix.states import Audience, FileFormat
from tracker.reviews import invitation_services, policy, queries, uploads
from tracker.reviews.models import Recipient
from tracker.reviews.rounds import matrix_of
from tracker.reviews.views import bp
from tracker.web.access import current_actor, public, require
from tracker.web.filters import language


@bp.get("/review/<int:recipient_id>/workbook")
@public
def workbook(recipient_id: int) -> ResponseReturnValue:
    """The recipient's own workbook, with the answers given so far filled in."""
    recipient = queries.get_recipient(current_actor(), recipient_id)
    require(policy.can_answer, recipient)
    turn_to_writing()
    with unit_of_work():
        recipient = queries.get_recipient(current_actor(), recipient_id)
        invitation_services.note_downloaded(recipient)
    spoken: Language = "en" if request.args.get("language", language()) == "en" else "id"
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "jawaban.xlsx")
        _write(recipient, spoken, target)
        content = target.open("rb")
    name = f"jawaban-{recipient.round.plan.code}-putaran-{recipient.round.number}-{spoken}.xlsx"
    return send_file(
        content, mimetype=MEDIA_TYPE[FileFormat.XLSX], as_attachment=True, download_name=name, max_age=0
    )


def _write(recipient: Recipient, spoken: Language, target: Path) -> None:
    review = recipient.round
    with force_locale(spoken):
        write_answer_book(
            matrix_of(review),
            stamp_of(review.version),
            _invitation(recipient),
            language=spoken,
            audience=Audience.PUBLIC,
            secret=uploads.secret_of_books(),
            target=target,
        )


def _invitation(recipient: Recipient) -> Invitation:
    own = {key: queries.content_of(answer) for key, answer in queries.own_answers(recipient).items()}
    if not policy.can_read_note(current_actor(), recipient):
        own = {key: replace(content, note="") for key, content in own.items()}
    return Invitation(
        round_id=recipient.round_id,
        recipient_id=recipient.id,
        title=recipient.round.title,
        organisation=recipient.organisation.short_name,
        due_on=recipient.round.due_on,
        row_keys=tuple(recipient.row_keys),
        bases=queries.newest_ids_of_organisation(recipient),
        answers=own,
    )
