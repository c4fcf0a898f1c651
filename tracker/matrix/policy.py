"""Who may read the matrix and who may freeze it."""

from tracker.accounts.actors import Actor
from tracker.plans.models import Plan
from tracker.plans.policy import Publishable, can_read_plan


def can_read_matrix(actor: Actor, plan: Publishable) -> bool:
    """Whoever may read the plan."""
    return can_read_plan(actor, plan)


def can_freeze(actor: Actor, plan: Plan) -> bool:
    """The secretariat."""
    return actor.is_staff and can_read_matrix(actor, plan)


def can_act(actor: Actor) -> bool:
    """Whether the rows offer the secretariat's forms; each form asks again for its own right."""
    return actor.is_staff
