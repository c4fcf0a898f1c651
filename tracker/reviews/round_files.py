"""Files of a round: made from what is said when they are asked for, and anew once that has changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from flask_babel import force_locale

from tracker.accounts.actors import Actor, authorise
from tracker.audit.queries import trail_mark
from tracker.core import clock
from tracker.core.bilingual import Language
from tracker.core.digest import sha256_of
from tracker.core.errors import NotFound, RuleBroken
from tracker.extensions import db
from tracker.matrix.answer_book import Invitation, write_answer_book
from tracker.matrix.exports import stamp_of
from tracker.matrix.file_making import Progress, ask_for, left_lying, make, throw_away
from tracker.matrix.states import Audience, FileFormat
from tracker.matrix.wishes import audience_for
from tracker.reviews import answer_queries, file_queries, policy, uploads
from tracker.reviews.disposition_paper import write_dispositions_pdf, write_dispositions_workbook
from tracker.reviews.file_models import RoundFile
from tracker.reviews.models import Recipient, ReviewRound
from tracker.reviews.record_paper import check_told, write_record
from tracker.reviews.rounds import matrix_of
from tracker.reviews.states import RoundFileKind, RoundState

# Part of what every file is made from: raise it when a layout changes.
LAYOUT = 1
KEPT_FOR = timedelta(days=7)
_NAMES = {
    RoundFileKind.ANSWER_BOOK: "jawaban",
    RoundFileKind.RECORD: "berita-acara",
    RoundFileKind.DISPOSITIONS: "tanggapan",
}


@dataclass(frozen=True)
class Order:
    """Which file is asked for, how many rows it has, and all that it is made `from`, as it is now."""

    review: ReviewRound
    kind: RoundFileKind
    format: FileFormat
    language: Language
    audience: Audience
    rows: int
    made_from: Sequence[object]
    recipient: Recipient | None = None

    @property
    def basis(self) -> str:
        """The same for the same file of the same content, and for no other."""
        asked = self.recipient.id if self.recipient else None
        which = (LAYOUT, self.review.id, asked, self.kind, self.format, self.language, self.audience)
        return sha256_of(repr((*which, *self.made_from)))


def order_book(actor: Actor, recipient: Recipient, *, language: Language) -> Order:
    """The recipient's own workbook. With their notes for those who may read them, else without."""
    authorise(policy.can_answer, actor, recipient)
    review = recipient.round
    if review.state is RoundState.DRAFT:
        raise RuleBroken("round_takes_no_answers")
    audience = Audience.INTERNAL if policy.can_read_note(actor, recipient) else Audience.PUBLIC
    return Order(
        review,
        RoundFileKind.ANSWER_BOOK,
        FileFormat.XLSX,
        language,
        audience,
        rows=review.version.row_count,
        made_from=(review.version.sha256, invitation_to(recipient, audience)),
        recipient=recipient,
    )


def invitation_to(recipient: Recipient, audience: Audience) -> Invitation:
    """What the recipient is asked and has answered; notes stay within the organisation."""
    own = {
        key: answer_queries.content_of(answer)
        for key, answer in answer_queries.own_answers(recipient).items()
    }
    if audience is Audience.PUBLIC:
        own = {key: replace(content, note="") for key, content in own.items()}
    return Invitation(
        round_id=recipient.round_id,
        recipient_id=recipient.id,
        title=recipient.round.title,
        organisation=recipient.organisation.short_name,
        due_on=recipient.round.due_on,
        row_keys=tuple(recipient.row_keys),
        bases=answer_queries.newest_ids_of_organisation(recipient),
        answers=own,
    )


def order_record(actor: Actor, review: ReviewRound, *, language: Language) -> Order:
    """The record of a round that takes no answers any more, for whoever may see the round."""
    authorise(policy.can_see_round, actor, review)
    check_told(review)
    rows = len(file_queries.rows_asked_in(review)) + file_queries.count_answers(review)
    # It tells the ledger and names as they are now, so whatever is done may change it.
    made_from = (review.version.sha256, trail_mark())
    kind, audience = RoundFileKind.RECORD, audience_for(actor)
    return Order(review, kind, FileFormat.PDF, language, audience, rows, made_from)


def order_dispositions(actor: Actor, review: ReviewRound, *, language: Language, form: FileFormat) -> Order:
    """The table of answers and what was decided; for others than the secretariat once all is decided."""
    authorise(policy.can_read_dispositions, actor, review)
    if not file_queries.has_dispositions(actor, review, answer_queries.answers_of(review)):
        raise RuleBroken("dispositions_too_early")
    rows, kind = file_queries.count_answers(review), RoundFileKind.DISPOSITIONS
    return Order(review, kind, form, language, Audience.PUBLIC, rows, file_queries.state_of_answers(review))


def request_file(order: Order) -> int:
    """The id of the kept file of this order, or of a new one that waits to be made."""
    wanted = sa.select(RoundFile).where(RoundFile.basis == order.basis)
    return ask_for(wanted, lambda: _new_file(order))


def _new_file(order: Order) -> RoundFile:
    review = order.review
    parts = (_NAMES[order.kind], review.plan.code, "putaran", str(review.number), order.language)
    return RoundFile(
        round_id=review.id,
        recipient_id=order.recipient.id if order.recipient else None,
        kind=order.kind,
        format=order.format,
        language=order.language,
        audience=order.audience,
        basis=order.basis,
        file_name=f"{'-'.join(parts)}.{order.format}",
        requested_at=clock.now(),
    )


def get_file(actor: Actor, file_id: int) -> RoundFile:
    """A file by its id, as far as the actor may have it."""
    file = db.session.get(RoundFile, file_id)
    if file is None or not policy.can_have_file(actor, file):
        raise NotFound("file")
    return file


def make_file(file_id: int) -> None:
    """Make a waiting file from what is said now."""
    make(RoundFile, file_id, partial(_write, file_id))


def waiting_files() -> list[int]:
    """Files nobody is making."""
    return left_lying(RoundFile)


def clear_files() -> int:
    """Throw away files that nobody has asked for in seven days; returns how many there were."""
    return throw_away(RoundFile, older_than=KEPT_FOR)


def _write(file_id: int, target: Path, _progress: Progress) -> None:
    file = db.session.get_one(RoundFile, file_id)
    _WRITERS[file.kind, file.format](file, "en" if file.language == "en" else "id", target)


def _write_book(file: RoundFile, language: Language, target: Path) -> None:
    if file.recipient is None:
        raise NotFound("recipient")
    with force_locale(language):
        write_answer_book(
            matrix_of(file.round),
            stamp_of(file.round.version),
            invitation_to(file.recipient, file.audience),
            language=language,
            audience=Audience.PUBLIC,
            secret=uploads.secret_of_books(),
            target=target,
        )


def _write_record(file: RoundFile, language: Language, target: Path) -> None:
    write_record(file.round, language=language, audience=file.audience, target=target)


def _write_table(file: RoundFile, language: Language, target: Path) -> None:
    write_dispositions_workbook(file.round, language=language, target=target)


def _write_printed_table(file: RoundFile, language: Language, target: Path) -> None:
    write_dispositions_pdf(file.round, language=language, target=target)


_WRITERS: dict[tuple[RoundFileKind, FileFormat], Callable[[RoundFile, Language, Path], None]] = {
    (RoundFileKind.ANSWER_BOOK, FileFormat.XLSX): _write_book,
    (RoundFileKind.RECORD, FileFormat.PDF): _write_record,
    (RoundFileKind.DISPOSITIONS, FileFormat.XLSX): _write_table,
    (RoundFileKind.DISPOSITIONS, FileFormat.PDF): _write_printed_table,
}
