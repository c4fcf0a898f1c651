"""Answering: every answer is a new one, so that what was said before stays readable (D10, D16)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tracker.accounts.actors import Actor, authorise
from tracker.audit.services import record
from tracker.core import clock
from tracker.core.errors import NotFound, RuleBroken
from tracker.core.text import LONG_TEXT, check_length, clean_text
from tracker.extensions import db
from tracker.matrix.answers import AnswerContent, check_answer
from tracker.matrix.rows import Quantity
from tracker.matrix.states import AnswerKind
from tracker.reviews import answer_queries, policy, rules
from tracker.reviews.models import (
    Answer,
    AnswerDraft,
    AnswerValue,
    OfficialAnswer,
    Recipient,
    ReviewRound,
    WorkbookImport,
)
from tracker.reviews.states import AnswerSource


def give_answer(
    actor: Actor,
    recipient: Recipient,
    row_key: str,
    content: AnswerContent,
    *,
    source: AnswerSource = AnswerSource.WEB,
    imported: WorkbookImport | None = None,
) -> Answer:
    """Answer a row; the draft of it is done with. The same answer again changes nothing.

    NotFound for a row the recipient was not asked about.
    """
    authorise(policy.can_answer, actor, recipient)
    check_takes_answers(recipient)
    if row_key not in recipient.row_keys:
        raise NotFound("row")
    before = answer_queries.newest_answer(recipient, row_key)
    content = _cleaned(content)
    if before and not policy.can_read_note(actor, recipient):
        # Whoever does not see the note cannot have meant to take it away.
        content = replace(content, note=content.note or before.note)
    check_answer(content)
    if policy.can_draft(actor, recipient):
        _drop_draft(recipient, row_key)
    if before and answer_queries.content_of(before) == content:
        return before
    answer = _written(actor, recipient, row_key, content, source=source, imported=imported)
    changes: dict[str, tuple[object, object]] = {"kind": (before.kind if before else None, answer.kind)}
    changes |= {str(year): (None, quantity.as_written) for year, quantity in content.values}
    record(actor, "answer:give", answer, label=_label(answer), changes=changes, reason=content.remark,
           on_behalf_of=recipient.organisation)  # fmt: skip
    return answer


def clear_answer(actor: Actor, recipient: Recipient, row_key: str) -> Answer:
    """Take an answer back: the row is open again."""
    return give_answer(actor, recipient, row_key, AnswerContent(AnswerKind.CLEARED))


def save_draft(actor: Actor, recipient: Recipient, row_key: str, fields: Mapping[str, str]) -> AnswerDraft:
    """Keep what is being typed; nobody else sees it and nothing is checked but its size."""
    authorise(policy.can_draft, actor, recipient)
    check_takes_answers(recipient)
    if row_key not in recipient.row_keys:
        raise NotFound("row")
    for name, text in fields.items():
        check_length(text, field=name, limit=LONG_TEXT)
    draft = answer_queries.drafts_of(recipient).get(row_key)
    if draft is None:
        draft = AnswerDraft(recipient_id=recipient.id, row_key=row_key)
        db.session.add(draft)
    draft.fields, draft.saved_at = dict(fields), clock.now()
    return draft


def mark_official(actor: Actor, answer: Answer) -> OfficialAnswer:
    """Say that this answer is the organisation's, where its people's answers differ (D12)."""
    authorise(policy.can_mark_official, actor, answer)
    check_takes_answers(answer.recipient)
    newest = answer_queries.newest_answer(answer.recipient, answer.row_key)
    if answer.kind is AnswerKind.CLEARED or newest is None or newest.id != answer.id:
        raise RuleBroken("answer_no_longer_given")
    mark = OfficialAnswer(
        answer=answer,
        marked_at=clock.now(),
        marked_by_id=actor.user_id,
        coordinator_id=actor.visit.recipient_id if actor.visit else None,
    )
    db.session.add(mark)
    record(actor, "answer:mark-official", answer, label=_label(answer),
           on_behalf_of=answer.recipient.organisation)  # fmt: skip
    return mark


def last_day(review: ReviewRound) -> date:
    """The last day on which the round takes answers, grace included."""
    return rules.last_day_to_answer(due_on=review.due_on, grace_days=review.grace_days)


def takes_answers(recipient: Recipient) -> bool:
    """Whether the recipient can answer today."""
    try:
        check_takes_answers(recipient)
    except RuleBroken:
        return False
    return True


def check_takes_answers(recipient: Recipient) -> None:
    """Refuse an answer to a round that is not open, after its last day, or by a revoked link."""
    review = recipient.round
    rules.check_takes_answers(review.state, last_day=last_day(review), today=clock.today())
    if recipient.revoked_at is not None:
        raise RuleBroken("link_revoked")


def _cleaned(content: AnswerContent) -> AnswerContent:
    remark, note = clean_text(content.remark), clean_text(content.note)
    check_length(remark, field="remark", limit=LONG_TEXT)
    check_length(note, field="note", limit=LONG_TEXT)
    return AnswerContent(content.kind, content.values, content.drop_reason, remark, note)


def _written(
    actor: Actor,
    recipient: Recipient,
    row_key: str,
    content: AnswerContent,
    *,
    source: AnswerSource,
    imported: WorkbookImport | None,
) -> Answer:
    answer = Answer(
        recipient=recipient,
        row_key=row_key,
        kind=content.kind,
        drop_reason=content.drop_reason,
        remark=content.remark,
        note=content.note,
        source=source,
        import_id=imported.id if imported else None,
        given_at=clock.now(),
        recorded_by_id=actor.user_id,
        values=[_value(year, quantity) for year, quantity in content.values],
    )
    db.session.add(answer)
    db.session.flush()
    return answer


def _value(year: int, quantity: Quantity) -> AnswerValue:
    return AnswerValue(
        year=year,
        as_written=quantity.as_written,
        comparator=quantity.comparator,
        value=quantity.value,
        level=quantity.level,
        qualifier=quantity.qualifier,
    )


def _drop_draft(recipient: Recipient, row_key: str) -> None:
    draft = answer_queries.drafts_of(recipient).get(row_key)
    if draft is not None:
        db.session.delete(draft)


def _label(answer: Answer) -> str:
    return f"{answer.recipient.organisation.short_name}: {answer.row_key}"
