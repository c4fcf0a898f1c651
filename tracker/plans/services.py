"""What can be done to a plan itself; what it holds has services of its own, a file each."""

from collections.abc import Collection, Mapping
from typing import Any, TypedDict, Unpack

from tracker.accounts.actors import Actor, authorise
from tracker.audit.services import from_nothing, record
from tracker.core import clock
from tracker.core.errors import RuleBroken
from tracker.core.revisions import check_revision
from tracker.extensions import db
from tracker.minutes.models import Meeting
from tracker.plans import policy, queries, rules
from tracker.plans.edits import as_will_be, change, check_public_texts
from tracker.plans.models import Plan
from tracker.plans.states import PlanState, PlanStep, next_state


class PlanFields(TypedDict, total=False):
    """What a plan says about itself; the years are calendar years."""

    code: str
    ordinal: int
    title_ind: str
    title_eng: str
    period_start: int
    period_end: int
    first_year: int
    last_year: int


def create_plan(
    actor: Actor,
    *,
    code: str,
    ordinal: int,
    title_ind: str,
    title_eng: str = "",
    period_start: int,
    period_end: int,
    first_year: int,
    last_year: int,
) -> Plan:
    """Begin a plan: its ordinal ("the sixth"), its OGP period and the years it is carried out (D35)."""
    authorise(policy.can_create_plan, actor)
    years = {
        "period_start": period_start,
        "period_end": period_end,
        "first_year": first_year,
        "last_year": last_year,
    }
    values = _plan_values(
        None, {"code": code, "ordinal": ordinal, "title_ind": title_ind, "title_eng": title_eng} | years
    )
    plan = Plan(state=PlanState.NEGOTIATION, **values)
    db.session.add(plan)
    record(actor, "plan:create", plan, label=plan.code, changes=from_nothing(values))
    return plan


def edit_plan(actor: Actor, plan: Plan, *, seen_revision: int, **fields: Unpack[PlanFields]) -> None:
    """Change what a plan says about itself. Raises StaleEdit when somebody else was faster."""
    authorise(policy.can_edit_plan, actor, plan)
    check_revision(plan, seen_revision, fields)
    change(actor, "plan:edit", plan, _plan_values(plan, fields), label=plan.code)


_PLAN_YEARS = ("period_start", "period_end", "first_year", "last_year")


def _plan_values(plan: Plan | None, fields: Mapping[str, object]) -> dict[str, Any]:
    values = rules.tidied(fields, short={"title_ind", "title_eng"})
    whole = as_will_be(plan, values, "code", "ordinal", "title_ind", *_PLAN_YEARS)
    rules.check_code(whole["code"])
    rules.check_ordinal(whole["ordinal"])
    rules.check_given("title_ind", whole["title_ind"])
    rules.check_plan_years(**{name: whole[name] for name in _PLAN_YEARS})
    if queries.is_plan_code_taken(whole["code"], apart_from=plan):
        raise RuleBroken("code_taken", field="code", params={"code": whole["code"]})
    check_public_texts(plan, values)
    return values


def publish_plan(actor: Actor, plan: Plan) -> None:
    """Let everybody read the plan. Refused while a text in it only keeps a place (D38)."""
    authorise(policy.can_publish_plan, actor, plan)
    if plan.published_at is not None:
        raise RuleBroken("plan_already_published")
    rules.check_publishable(queries.texts_of(plan))
    change(actor, "plan:publish", plan, {"published_at": clock.now()}, label=plan.code)


def unpublish_plan(actor: Actor, plan: Plan, *, reason: str) -> None:
    """Take the plan back from the public; those who are signed in keep reading it."""
    authorise(policy.can_publish_plan, actor, plan)
    rules.check_reason(reason)
    if plan.published_at is None:
        raise RuleBroken("plan_not_published")
    change(actor, "plan:unpublish", plan, {"published_at": None}, label=plan.code, reason=reason)


def step_plan(actor: Actor, plan: Plan, step: PlanStep, *, reason: str = "") -> None:
    """Move the plan on: submit to OGP, start, close, reopen. Reopening needs a reason (D34)."""
    authorise(policy.can_step_plan, actor, plan)
    state = next_state(plan.state, step)
    if step is PlanStep.REOPEN:
        rules.check_reason(reason)
    change(actor, f"plan:{step}", plan, {"state": state}, label=plan.code, reason=reason)


def link_meeting(actor: Actor, plan: Plan, meeting: Meeting) -> None:
    """Say that a meeting was about this plan, so that its clauses can be named as sources (D21)."""
    authorise(policy.can_edit_plan, actor, plan)
    if meeting in plan.meetings:
        return
    plan.meetings.append(meeting)
    record(actor, "plan:link_meeting", plan, label=plan.code, changes={"meetings": (None, meeting.code)})


def unlink_meeting(actor: Actor, plan: Plan, meeting: Meeting) -> None:
    """Take back `link_meeting`; sources already named stay."""
    authorise(policy.can_edit_plan, actor, plan)
    if meeting not in plan.meetings:
        return
    plan.meetings.remove(meeting)
    record(actor, "plan:unlink_meeting", plan, label=plan.code, changes={"meetings": (meeting.code, None)})


def set_meetings(actor: Actor, plan: Plan, meetings: Collection[Meeting]) -> None:
    """Let exactly these meetings be about the plan; each change is recorded by itself."""
    authorise(policy.can_edit_plan, actor, plan)
    for meeting in [meeting for meeting in plan.meetings if meeting not in meetings]:
        unlink_meeting(actor, plan, meeting)
    for meeting in meetings:
        link_meeting(actor, plan, meeting)
