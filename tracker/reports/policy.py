"""Who may set reporting periods and grant exceptions from them."""

from tracker.accounts.actors import Actor
from tracker.plans.models import Plan
from tracker.plans.policy import can_edit_plan, can_read_plan


def can_read_periods(actor: Actor, plan: Plan) -> bool:
    """Whoever may read the plan."""
    return can_read_plan(actor, plan)


def can_set_periods(actor: Actor, plan: Plan) -> bool:
    """The secretariat: periods and exceptions."""
    return can_edit_plan(actor, plan)


def can_read_grants(actor: Actor, plan: Plan) -> bool:
    """Everyone who is signed in: a reason may speak of people (D36)."""
    return actor.is_signed_in and can_read_plan(actor, plan)
