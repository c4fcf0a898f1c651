"""The life of a round: prepared, opened, closed, perhaps reopened or cancelled, final (D16)."""

from datetime import date
from typing import Any

from tracker.accounts.actors import Actor, authorise
from tracker.audit.services import record, record_change
from tracker.core import clock
from tracker.core.errors import RuleBroken
from tracker.core.revisions import check_revision
from tracker.core.text import LONG_TEXT, SHORT_TEXT, check_length, clean_text
from tracker.extensions import db
from tracker.matrix.models import FrozenVersion
from tracker.matrix.queries import build_matrix
from tracker.notifications.services import cancel_letters
from tracker.plans.models import Plan
from tracker.reviews import answer_queries, invitation_services, policy, queries, rules
from tracker.reviews.models import NonResponse, ReviewRound, RoundEvent
from tracker.reviews.rounds import matrix_of, round_label
from tracker.reviews.states import EDITABLE, STEPS_WITH_REASON, RoundState, RoundStep, next_state

# When a step was last taken, for those who ask for no more than that.
_MOMENTS = {
    RoundStep.OPEN: "opened_at",
    RoundStep.CLOSE: "closed_at",
    RoundStep.FINALISE: "finalised_at",
}


def create_round(
    actor: Actor,
    plan: Plan,
    *,
    version: FrozenVersion,
    title: str,
    due_on: date,
    grace_days: int = 14,
    letter_ind: str = "",
    letter_eng: str = "",
) -> ReviewRound:
    """Prepare a round over a frozen version; nothing leaves before it is opened."""
    authorise(policy.can_create_round, actor, plan)
    if version.plan_id != plan.id:
        raise RuleBroken("version_of_another_plan", field="version")
    texts = _checked(title=title, letter_ind=letter_ind, letter_eng=letter_eng)
    _check_days(due_on, grace_days)
    review = ReviewRound(
        plan=plan,
        version=version,
        number=queries.next_number(plan),
        due_on=due_on,
        grace_days=grace_days,
        created_at=clock.now(),
        **texts,
    )
    db.session.add(review)
    record(actor, "round:create", review, label=round_label(review), changes={"title": (None, review.title)})
    return review


def edit_round(actor: Actor, review: ReviewRound, *, seen_revision: int, **values: Any) -> None:
    """Change title, letter or days. The version stays: what was sent out must not change underneath."""
    authorise(policy.can_run_round, actor, review)
    if review.state not in EDITABLE:
        raise RuleBroken("round_is_over")
    check_revision(review, seen_revision, tuple(values))
    values |= _checked(**{name: values[name] for name in ("title", "letter_ind", "letter_eng")})
    _check_days(values["due_on"], values["grace_days"])
    record_change(actor, "round:edit", review, values, label=round_label(review))


def open_round(actor: Actor, review: ReviewRound) -> None:
    """Fix who is asked about which rows, and write to everybody (D16)."""
    authorise(policy.can_run_round, actor, review)
    if not review.recipients:
        raise RuleBroken("round_without_recipients")
    if review.due_on < clock.today():
        raise RuleBroken("round_due_is_past", field="due_on")
    _step(actor, review, RoundStep.OPEN)
    rows = matrix_of(review).rows
    for recipient in review.recipients:
        invitation_services.fix_rows(recipient, rows)
        invitation_services.invite(recipient)


def close_round(actor: Actor, review: ReviewRound) -> None:
    """No more answers; NO RESPONSE is written down for each silent organisation and row (D16)."""
    authorise(policy.can_run_round, actor, review)
    event = _step(actor, review, RoundStep.CLOSE)
    invitation_services.cancel_reminders(review)
    db.session.add_all(
        NonResponse(event=event, organisation_id=organisation, row_key=key)
        for organisation, key in _silences(review)
    )


def reopen_round(actor: Actor, review: ReviewRound, *, reason: str, due_on: date) -> None:
    """Take answers again until a new last day. What the closing wrote down stays readable."""
    authorise(policy.can_run_round, actor, review)
    if due_on < clock.today():
        raise RuleBroken("round_due_is_past", field="due_on")
    _step(actor, review, RoundStep.REOPEN, reason=reason)
    review.due_on, review.closed_at = due_on, None
    for recipient in review.recipients:
        invitation_services.tell(recipient, "round-reopened")


def cancel_round(actor: Actor, review: ReviewRound, *, reason: str) -> None:
    """Call the round off; links show why, answers given stay readable."""
    authorise(policy.can_run_round, actor, review)
    was_open = review.state is RoundState.OPEN
    _step(actor, review, RoundStep.CANCEL, reason=reason)
    cancel_letters(invitation_services.round_prefix(review))
    for recipient in review.recipients if was_open else ():
        invitation_services.tell(recipient, "round-cancelled")


def finalise_round(actor: Actor, review: ReviewRound) -> None:
    """Settle the round: every remark is disposed of (D17), nothing agreed over differing answers (D12)."""
    authorise(policy.can_run_round, actor, review)
    answers = answer_queries.answers_of(review)
    status_of = {row.key: row.status for row in build_matrix(actor, review.plan).rows}
    differing = answer_queries.not_single_rows(review, answers)
    rules.check_may_finalise(
        undisposed=len(answer_queries.undisposed(answers)),
        agreed_while_not_single=rules.agreed_while_not_single(status_of, differing),
    )
    _step(actor, review, RoundStep.FINALISE)


def _step(actor: Actor, review: ReviewRound, step: RoundStep, *, reason: str = "") -> RoundEvent:
    reason = clean_text(reason)
    if step in STEPS_WITH_REASON and not reason:
        raise RuleBroken("round_reason_missing", field="reason")
    check_length(reason, field="reason", limit=LONG_TEXT)
    before, review.state = review.state, next_state(review.state, step)
    if step in _MOMENTS:
        setattr(review, _MOMENTS[step], clock.now())
    event = RoundEvent(round=review, step=step, reason=reason, happened_at=clock.now(), by_id=actor.user_id)
    db.session.add(event)
    changes = {"state": (before, review.state)}
    record(actor, f"round:{step}", review, label=round_label(review), changes=changes, reason=reason)
    return event


def _silences(review: ReviewRound) -> list[tuple[int, str]]:
    asked: dict[int, dict[str, None]] = {}
    for recipient in review.recipients:
        asked.setdefault(recipient.organisation_id, {}).update(dict.fromkeys(recipient.row_keys))
    answers = answer_queries.answers_of(review)
    return [
        (organisation, key)
        for organisation, keys in asked.items()
        for key in keys
        if not answers.of(key, organisation)
    ]


def _checked(*, title: str, letter_ind: str, letter_eng: str) -> dict[str, str]:
    texts = {
        "title": clean_text(title),
        "letter_ind": clean_text(letter_ind),
        "letter_eng": clean_text(letter_eng),
    }
    if not texts["title"]:
        raise RuleBroken("round_title_missing", field="title")
    for name, text in texts.items():
        check_length(text, field=name, limit=SHORT_TEXT if name == "title" else LONG_TEXT)
    return texts


def _check_days(due_on: date, grace_days: int) -> None:
    if not 0 <= grace_days <= rules.LONGEST_GRACE:
        raise RuleBroken("grace_out_of_range", field="grace_days", params={"limit": rules.LONGEST_GRACE})
