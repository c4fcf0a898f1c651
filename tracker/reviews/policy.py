"""Who may run a round, answer in it, and see what in it."""

from tracker.accounts.actors import Actor
from tracker.core import clock
from tracker.matrix.states import Audience
from tracker.plans.models import Plan
from tracker.plans.policy import can_edit_plan
from tracker.reviews.file_models import RoundFile
from tracker.reviews.models import Answer, Recipient, ReviewRound
from tracker.reviews.states import TOLD, RoundFileKind


def can_create_round(actor: Actor, plan: Plan) -> bool:
    """The secretariat sends matrices out."""
    return can_edit_plan(actor, plan)


def can_run_round(actor: Actor, review: ReviewRound) -> bool:
    """The secretariat: recipients, opening, closing, dispositions, signatures."""
    return can_edit_plan(actor, review.plan)


def can_see_round(actor: Actor, review: ReviewRound) -> bool:
    """The secretariat, and everybody at an organisation that is asked."""
    if can_run_round(actor, review):
        return True
    return any(_is(actor, one) or _is_colleague(actor, one) for one in review.recipients)


def can_answer(actor: Actor, recipient: Recipient) -> bool:
    """The recipient alone, by personal link or by account; the secretariat writes down what came by phone."""
    if can_run_round(actor, recipient.round):
        return True
    return _is(actor, recipient)


def can_mark_official(actor: Actor, answer: Answer) -> bool:
    """A coordinator of the same organisation, or the secretariat for it (D12)."""
    asked = answer.recipient
    if can_run_round(actor, asked.round):
        return True
    return any(
        _is(actor, other) and other.is_coordinator and other.organisation_id == asked.organisation_id
        for other in asked.round.recipients
    )


def can_read_note(actor: Actor, recipient: Recipient) -> bool:
    """Internal notes of a recipient are for the organisation alone, not even for the secretariat."""
    asked = recipient.round.recipients
    colleagues = (one for one in asked if one.organisation_id == recipient.organisation_id)
    return _is_colleague(actor, recipient) or any(_is(actor, one) for one in colleagues)


def can_draft(actor: Actor, recipient: Recipient) -> bool:
    """The recipient alone: nobody else sees what is still being typed, or what they uploaded."""
    return _is(actor, recipient)


def can_import(actor: Actor, recipient: Recipient) -> bool:
    """Exactly who may answer on the web."""
    return can_answer(actor, recipient)


def can_visit(actor: Actor, recipient: Recipient) -> bool:
    """Look at what is asked and answered: whoever may answer, and colleagues with an account."""
    return can_answer(actor, recipient) or _is_colleague(actor, recipient)


def can_read_dispositions(actor: Actor, review: ReviewRound) -> bool:
    """All answers and what was decided: the secretariat, after the closing also those who are asked."""
    return can_run_round(actor, review) or (can_see_round(actor, review) and review.state in TOLD)


def can_have_file(actor: Actor, file: RoundFile) -> bool:
    """Whoever may have it made; what is only for some of them is in files of their own."""
    return _MAY_HAVE[file.kind](actor, file)


def _may_have_book(actor: Actor, file: RoundFile) -> bool:
    if file.recipient is None or not can_answer(actor, file.recipient):
        return False
    return file.audience is Audience.PUBLIC or can_read_note(actor, file.recipient)


def _may_have_record(actor: Actor, file: RoundFile) -> bool:
    return can_see_round(actor, file.round) and (actor.is_signed_in or file.audience is Audience.PUBLIC)


def _may_have_dispositions(actor: Actor, file: RoundFile) -> bool:
    return can_read_dispositions(actor, file.round)


_MAY_HAVE = {
    RoundFileKind.ANSWER_BOOK: _may_have_book,
    RoundFileKind.RECORD: _may_have_record,
    RoundFileKind.DISPOSITIONS: _may_have_dispositions,
}


def _is(actor: Actor, recipient: Recipient) -> bool:
    by_account = actor.user_id is not None and actor.user_id == recipient.user_id
    return by_account or _came_by_link(actor, recipient)


def _came_by_link(actor: Actor, recipient: Recipient) -> bool:
    if actor.visit is None or actor.visit.recipient_id != recipient.id or not is_link_open(recipient):
        return False
    return recipient.sessions_from is None or actor.visit.began_at > recipient.sessions_from


def is_link_open(recipient: Recipient) -> bool:
    """Whether the recipient's personal link still opens anything: not revoked, and not past its last day."""
    return recipient.revoked_at is None and clock.today() <= recipient.round.last_day_of_links


def _is_colleague(actor: Actor, recipient: Recipient) -> bool:
    return actor.organisation_id is not None and actor.organisation_id == recipient.organisation_id
