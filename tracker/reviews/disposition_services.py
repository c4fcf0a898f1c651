"""Deciding about what reviewers asked for: each remark gets its answer, with a public reason (D17)."""

from collections.abc import Sequence

from tracker.accounts.actors import Actor, authorise
from tracker.audit.services import record
from tracker.core import clock
from tracker.core.errors import RuleBroken
from tracker.core.text import LONG_TEXT, check_length, clean_text
from tracker.extensions import db
from tracker.reviews import answer_queries, invitation_services, ledger_services, policy, rules
from tracker.reviews.models import Answer, Disposition, DispositionEntry
from tracker.reviews.rounds import round_label
from tracker.reviews.states import DECIDABLE, Decision
from tracker.targets.models import Position


def dispose(actor: Actor, answer: Answer, *, decision: Decision, reason: str) -> Disposition:
    """Decide about an answer without touching the ledger; the commenter is told."""
    authorise(policy.can_run_round, actor, answer.recipient.round)
    return _decide(actor, answer, decision=decision, reason=reason, entries=())


def dispose_many(
    actor: Actor, answers: Sequence[Answer], *, decision: Decision, reason: str
) -> list[Disposition]:
    """Decide about several answers alike, for the same reason."""
    return [dispose(actor, answer, decision=decision, reason=reason) for answer in answers]


def accept(
    actor: Actor, answer: Answer, *, reason: str, agree: bool = False, new_name: str = ""
) -> Disposition:
    """Accept what an answer asks for into the talks: the ledger gets it as that organisation's position.

    With `agree` the agreement is written in the same act; `new_name` is the wording a rewording is agreed in.
    """
    authorise(policy.can_run_round, actor, answer.recipient.round)
    _check_may_decide(answer, Decision.ACCEPTED)
    entries = ledger_services.enter_position(actor, answer)
    if agree:
        entries += ledger_services.agree(actor, answer, entries, reason=reason, new_name=new_name)
    return _decide(actor, answer, decision=Decision.ACCEPTED, reason=reason, entries=entries)


def reopen_disposition(actor: Actor, answer: Answer, *, reason: str) -> Disposition:
    """Take a disposition back, and with it, by entries of their own, what it put into the ledger."""
    authorise(policy.can_run_round, actor, answer.recipient.round)
    newest = answer_queries.newest_disposition(answer)
    if newest is None or not rules.is_decided(newest.decision):
        raise RuleBroken("nothing_disposed")
    entries = [entry.position for entry in newest.entries]
    withdrawn = ledger_services.withdraw(actor, answer, entries, reason=reason)
    return _decide(actor, answer, decision=Decision.REOPENED, reason=reason, entries=withdrawn)


def _decide(
    actor: Actor, answer: Answer, *, decision: Decision, reason: str, entries: Sequence[Position]
) -> Disposition:
    reason = clean_text(reason)
    if not reason:
        raise RuleBroken("round_reason_missing", field="reason")
    check_length(reason, field="reason", limit=LONG_TEXT)
    _check_may_decide(answer, decision)
    disposition = Disposition(
        answer=answer,
        decision=decision,
        reason=reason,
        decided_at=clock.now(),
        decided_by_id=actor.user_id,
        entries=[DispositionEntry(position=position) for position in entries],
    )
    db.session.add(disposition)
    act = "disposition:reopen" if decision is Decision.REOPENED else "disposition:decide"
    label = f"{round_label(answer.recipient.round)}: {answer.row_key}"
    record(actor, act, disposition, label=label, changes={"decision": (None, decision)}, reason=reason)
    invitation_services.tell_of_disposition(answer.recipient, decided_at=disposition.decided_at)
    return disposition


def _check_may_decide(answer: Answer, decision: Decision) -> None:
    review = answer.recipient.round
    if review.state not in DECIDABLE:
        raise RuleBroken("round_is_over")
    newest = answer_queries.newest_answer(answer.recipient, answer.row_key)
    if newest is None or newest.id != answer.id:
        raise RuleBroken("answer_no_longer_given")
    before = answer_queries.newest_disposition(answer)
    is_decided = rules.is_decided(before.decision if before else None)
    if is_decided and decision is not Decision.REOPENED:
        raise RuleBroken("already_disposed")
