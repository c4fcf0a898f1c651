"""A workbook that comes back: kept by its hash, read, looked at, then saved whole or not at all (D42)."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import sqlalchemy as sa
from pydantic import TypeAdapter

from tracker.accounts.actors import Actor, authorise
from tracker.audit.services import record
from tracker.core import clock
from tracker.core.digest import sha256_of_file
from tracker.core.errors import RuleBroken
from tracker.extensions import db
from tracker.matrix.answer_book_reader import read_answer_book
from tracker.matrix.answer_book_reading import BookReading
from tracker.matrix.answers import AnswerContent
from tracker.matrix.rows import Matrix, RowDifference
from tracker.matrix.states import AnswerKind
from tracker.reviews import answer_queries, import_rules, policy, uploads
from tracker.reviews.answer_services import check_takes_answers, give_answer
from tracker.reviews.import_rules import ImportLine, Known
from tracker.reviews.models import Answer, Recipient, WorkbookImport
from tracker.reviews.rounds import matrix_of, moved_rows, round_label
from tracker.reviews.states import AnswerSource, ImportState

_READING = TypeAdapter(BookReading)


def take_in(actor: Actor, recipient: Recipient, *, file: Path, file_name: str) -> WorkbookImport:
    """Keep an uploaded file, to be read by `reviews.intake`; nothing of it is saved as an answer yet."""
    authorise(policy.can_import, actor, recipient)
    check_takes_answers(recipient)
    sha256 = sha256_of_file(file)
    upload = WorkbookImport(
        recipient=recipient,
        file_name=Path(file_name).name[:200] or "berkas.xlsx",
        sha256=sha256,
        size=file.stat().st_size,
        uploaded_at=clock.now(),
    )
    db.session.add(upload)
    file.replace(uploads.path_of(upload))
    db.session.flush()
    return upload


def read_file_of(upload: WorkbookImport) -> BookReading:
    """Everything the file says. RuleBroken when it is refused as a whole, or is somebody else's."""
    recipient = upload.recipient

    def matrix_for(round_id: int) -> Matrix:
        if round_id != recipient.round_id:
            raise RuleBroken("book_of_another_round")
        return matrix_of(recipient.round)

    reading = read_answer_book(
        uploads.path_of(upload), secret=uploads.secret_of_books(), matrix_of=matrix_for
    )
    if reading.recipient_id != recipient.id:
        raise RuleBroken("book_of_another_recipient")
    return reading


def note_reading(upload: WorkbookImport, reading: BookReading) -> None:
    """Keep what a waiting workbook says, for its page. What has been read already stays as it is."""
    if upload.state is ImportState.WAITING:
        upload.state, upload.report = ImportState.READ, _READING.dump_python(reading, mode="json")


def note_refusal(upload: WorkbookImport, refusal: RuleBroken) -> None:
    """Keep why a waiting workbook was refused as a whole, so that its page still tells it."""
    if upload.state is ImportState.WAITING:
        upload.state, upload.problem = ImportState.REFUSED, refusal.code
        upload.report = {"params": {name: str(value) for name, value in refusal.params.items()}}


def reading_of(upload: WorkbookImport) -> BookReading:
    """What was read from an uploaded workbook that was not refused."""
    reading: BookReading = _READING.validate_python(upload.report)
    return reading


def lines_of(upload: WorkbookImport) -> list[ImportLine]:
    """What the workbook would do now; recomputed whenever it is asked."""
    return import_rules.lines_of(reading_of(upload).rows, _known(upload.recipient))


def _known(recipient: Recipient) -> dict[str, Known]:
    answers, moved = answer_queries.answers_of(recipient.round), moved_rows(recipient.round)
    return {
        key: _known_of(recipient, answers.of(key, recipient.organisation_id), moved.get(key))
        for key in recipient.row_keys
    }


def _known_of(recipient: Recipient, said: Sequence[Answer], moved: RowDifference | None) -> Known:
    own = [answer for answer in said if answer.recipient_id == recipient.id]
    newest = max(said, key=lambda answer: answer.id, default=None)
    return Known(
        answer_queries.given(own[0]) if own else None,
        answer_queries.given(newest) if newest else None,
        moved,
    )


def confirm(
    actor: Actor, upload: WorkbookImport, *, choices: Mapping[str, str], are_readings_right: bool = False
) -> int:
    """Save what the workbook says, all of it or nothing; how many answers that made.

    `choices` say of each row in conflict whether the workbook's answer is taken ("mine") or left ("theirs");
    `are_readings_right` is the uploader's word on cells that can be read in two ways (D4).
    """
    recipient = upload.recipient
    authorise(policy.can_import, actor, recipient)
    check_takes_answers(recipient)
    if upload.state is not ImportState.READ:
        raise RuleBroken("import_not_waiting")
    reading = reading_of(upload)
    if reading.errors:
        raise RuleBroken("import_has_errors")
    if reading.questions and not are_readings_right:
        raise RuleBroken("readings_not_confirmed", field="are_readings_right")
    chosen = import_rules.chosen_lines(lines_of(upload), choices)
    for line in chosen:
        _give(actor, recipient, line.row.row_key, line.row.answer, upload, AnswerSource.WORKBOOK)
    upload.state, upload.confirmed_at, upload.choices = ImportState.CONFIRMED, clock.now(), dict(choices)
    _record(actor, "import:confirm", upload, count=len(chosen))
    return len(chosen)


def undo(actor: Actor, upload: WorkbookImport) -> int:
    """Take the answers of a workbook back, as long as the round is open; what stood before stands again."""
    recipient = upload.recipient
    authorise(policy.can_import, actor, recipient)
    check_takes_answers(recipient)
    if upload.state is not ImportState.CONFIRMED:
        raise RuleBroken("import_not_confirmed")
    undone = 0
    for answer in answers_by(upload):
        newest = answer_queries.newest_answer(recipient, answer.row_key)
        if newest is not None and newest.id == answer.id:
            before = _before(answer)
            content = answer_queries.content_of(before) if before else AnswerContent(AnswerKind.CLEARED)
            _give(actor, recipient, answer.row_key, content, upload, AnswerSource.UNDO)
            undone += 1
    upload.state, upload.undone_at = ImportState.UNDONE, clock.now()
    _record(actor, "import:undo", upload, count=undone)
    return undone


def _give(
    actor: Actor,
    recipient: Recipient,
    row_key: str,
    content: AnswerContent | None,
    upload: WorkbookImport,
    source: AnswerSource,
) -> None:
    if content is not None:
        give_answer(actor, recipient, row_key, content, source=source, imported=upload)


def answers_by(upload: WorkbookImport) -> list[Answer]:
    """The answers that a confirmed workbook made, oldest first."""
    query = sa.select(Answer).where(Answer.import_id == upload.id, Answer.source == AnswerSource.WORKBOOK)
    return list(db.session.scalars(query.order_by(Answer.id)))


def _before(answer: Answer) -> Answer | None:
    query = sa.select(Answer).where(
        Answer.recipient_id == answer.recipient_id, Answer.row_key == answer.row_key, Answer.id < answer.id
    )
    return db.session.scalars(query.order_by(Answer.id.desc()).limit(1)).first()


def _record(actor: Actor, act: str, upload: WorkbookImport, *, count: int) -> None:
    recipient = upload.recipient
    changes = {"file": (None, upload.file_name), "sha256": (None, upload.sha256), "answers": (None, count)}
    record(actor, act, upload, label=round_label(recipient.round), changes=changes,
           on_behalf_of=recipient.organisation)  # fmt: skip
