"""Who may read and change plans. The secretariat keeps them; what is published is everybody's."""

from datetime import datetime
from typing import Protocol

from tracker.accounts.actors import Actor
from tracker.plans.models import Plan


class Publishable(Protocol):
    """A plan, or as much of it as says who may read it."""

    @property
    def published_at(self) -> datetime | None:
        """When it was published; None before that."""


def can_read_plan(actor: Actor, plan: Publishable) -> bool:
    """Everybody once it is published; before that everyone who is signed in."""
    return plan.published_at is not None or actor.is_signed_in


def can_create_plan(actor: Actor) -> bool:
    """The secretariat."""
    return actor.is_staff


def can_edit_plan(actor: Actor, plan: Plan) -> bool:
    """The secretariat, for the plan and everything in it."""
    return actor.is_staff and can_read_plan(actor, plan)


def can_publish_plan(actor: Actor, plan: Plan) -> bool:
    """The secretariat."""
    return can_edit_plan(actor, plan)


def can_step_plan(actor: Actor, plan: Plan) -> bool:
    """The secretariat."""
    return can_edit_plan(actor, plan)


def can_read_contact(actor: Actor, plan: Plan) -> bool:
    """Everyone who is signed in: a contact may name an official (D36)."""
    return actor.is_signed_in and can_read_plan(actor, plan)
