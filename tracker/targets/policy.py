"""Who may speak in the negotiation, and who settles it."""

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.accounts.states import Role
from tracker.plans.models import Commitment, Indicator
from tracker.plans.policy import can_edit_plan, can_read_plan
from tracker.plans.states import PlanState
from tracker.targets.models import Position
from tracker.targets.states import PositionKind

_PARTIES = frozenset({Role.MINISTRY, Role.CSO})


def can_read_indicator(actor: Actor, indicator: Indicator) -> bool:
    """Whoever may read its plan."""
    return can_read_plan(actor, indicator.commitment.plan)


def can_speak(actor: Actor, indicator: Indicator) -> bool:
    """Whether the actor may take a position at all: staff, or a user of an organisation that takes part.

    Ministries and CSOs speak while the plan is being negotiated.
    """
    commitment = indicator.commitment
    if actor.is_staff:
        return can_edit_plan(actor, commitment.plan)
    is_negotiated = commitment.plan.state is PlanState.NEGOTIATION
    return actor.role in _PARTIES and is_negotiated and actor.organisation_id in _taking_part(commitment)


def _taking_part(commitment: Commitment) -> set[int]:
    return {commitment.lead_id, *(party.organisation_id for party in commitment.parties)}


def can_take_position(actor: Actor, indicator: Indicator, organisation: Organisation) -> bool:
    """Staff for everybody; the others only for their own organisation."""
    return can_speak(actor, indicator) and (actor.is_staff or actor.organisation_id == organisation.id)


def can_agree(actor: Actor, indicator: Indicator) -> bool:
    """The secretariat writes down what was agreed, nobody else (D10)."""
    return can_edit_plan(actor, indicator.commitment.plan)


def can_withdraw(actor: Actor, position: Position) -> bool:
    """Whoever may take the position; an agreement is cancelled by the secretariat only."""
    if position.kind is PositionKind.AGREED:
        return can_agree(actor, position.indicator)
    return can_take_position(actor, position.indicator, position.organisation)


def can_mark_official(actor: Actor, position: Position) -> bool:
    """The organisation itself, or the secretariat for it (D12)."""
    return can_take_position(actor, position.indicator, position.organisation)


def can_publish_series(actor: Actor, commitment: Commitment) -> bool:
    """The secretariat."""
    return can_edit_plan(actor, commitment.plan)


def can_set_aside(actor: Actor, commitment: Commitment) -> bool:
    """The secretariat answers for a warning by name (D9)."""
    return can_edit_plan(actor, commitment.plan)
