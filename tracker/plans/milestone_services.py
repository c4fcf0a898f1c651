"""What can be done to a milestone."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict, Unpack

from tracker.accounts.actors import Actor, authorise
from tracker.accounts.models import Organisation, Unit
from tracker.audit.services import from_nothing, record, to_nothing
from tracker.core.revisions import check_revision
from tracker.extensions import db
from tracker.plans import policy, rules
from tracker.plans.edits import as_will_be, change, check_public_texts
from tracker.plans.models import Commitment, Milestone, Plan


class MilestoneDetails(TypedDict, total=False):
    """What a milestone may say besides its text: `due_text` is the wording that `due_on` was read from."""

    text_eng: str
    start_on: date | None
    due_on: date | None
    due_text: str
    responsible: Organisation | None
    responsible_unit: Unit | None


class MilestoneFields(MilestoneDetails, total=False):
    """Everything that can be edited on a milestone."""

    text_ind: str


def create_milestone(
    actor: Actor, commitment: Commitment, *, text_ind: str, **details: Unpack[MilestoneDetails]
) -> Milestone:
    """Add a milestone after the last one."""
    authorise(policy.can_edit_plan, actor, commitment.plan)
    values = _milestone_values(commitment.plan, None, {"text_ind": text_ind, **details})
    milestone = Milestone(number=rules.next_number(step.number for step in commitment.milestones), **values)
    commitment.milestones.append(milestone)
    record(actor, "milestone:create", milestone, label=milestone.key, changes=from_nothing(values))
    return milestone


def edit_milestone(
    actor: Actor, milestone: Milestone, *, seen_revision: int, **fields: Unpack[MilestoneFields]
) -> None:
    """Change a milestone. Raises StaleEdit when somebody else was faster."""
    authorise(policy.can_edit_plan, actor, milestone.commitment.plan)
    check_revision(milestone, seen_revision, fields)
    values = _milestone_values(milestone.commitment.plan, milestone, fields)
    change(actor, "milestone:edit", milestone, values, label=milestone.key)


def _milestone_values(
    plan: Plan, milestone: Milestone | None, fields: Mapping[str, object]
) -> dict[str, Any]:
    values = rules.tidied(fields, short={"due_text"})
    whole = as_will_be(milestone, values, "text_ind", "start_on", "due_on", "responsible", "responsible_unit")
    rules.check_given("text_ind", whole["text_ind"])
    rules.check_milestone_dates(whole["start_on"], whole["due_on"])
    organisation, unit = whole["responsible"], whole["responsible_unit"]
    rules.check_unit_belongs(
        organisation and organisation.id, unit and unit.organisation_id, field="responsible_unit"
    )
    check_public_texts(plan, values)
    return values


def remove_milestone(actor: Actor, milestone: Milestone, *, reason: str) -> None:
    """Remove a milestone; its text stays in the audit trail."""
    authorise(policy.can_edit_plan, actor, milestone.commitment.plan)
    rules.check_reason(reason)
    changes = to_nothing(milestone.texts)
    record(actor, "milestone:remove", milestone, label=milestone.key, changes=changes, reason=reason)
    milestone.commitment.milestones.remove(milestone)
    db.session.flush()
