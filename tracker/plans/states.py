"""Kinds and states of plans, commitments and indicators."""

from enum import StrEnum

from tracker.core.errors import RuleBroken


class PlanState(StrEnum):
    """Where a plan is in its life (D34)."""

    NEGOTIATION = "negotiation"
    SUBMITTED = "submitted"
    RUNNING = "running"
    CLOSED = "closed"


class PlanStep(StrEnum):
    """What can be done to a plan's state."""

    SUBMIT = "submit"
    START = "start"
    CLOSE = "close"
    REOPEN = "reopen"


NEXT_STATE: dict[tuple[PlanState, PlanStep], PlanState] = {
    (PlanState.NEGOTIATION, PlanStep.SUBMIT): PlanState.SUBMITTED,
    (PlanState.SUBMITTED, PlanStep.START): PlanState.RUNNING,
    (PlanState.RUNNING, PlanStep.CLOSE): PlanState.CLOSED,
    (PlanState.CLOSED, PlanStep.REOPEN): PlanState.RUNNING,
}


def next_state(state: PlanState, step: PlanStep) -> PlanState:
    """The state after a step; refuses a step that does not lead on from this state."""
    if (state, step) not in NEXT_STATE:
        raise RuleBroken("step_not_possible")
    return NEXT_STATE[state, step]


def possible_steps(state: PlanState) -> tuple[PlanStep, ...]:
    """What can be done to a plan in this state."""
    return tuple(step for before, step in NEXT_STATE if before is state)


class OgpValue(StrEnum):
    """OGP's values and the two that Indonesia adds (DOMAIN §4)."""

    TRANSPARENCY = "transparency"
    PARTICIPATION = "participation"
    ACCOUNTABILITY = "accountability"
    INNOVATION = "innovation"
    INCLUSION = "inclusion"


class Involvement(StrEnum):
    """What an organisation does in a commitment besides leading it."""

    SUPPORTER = "supporter"
    PROPOSER = "proposer"
    COMPANION = "companion"


class IndicatorKind(StrEnum):
    """What a target of the indicator looks like (D6)."""

    PERCENTAGE = "percentage"
    COUNT = "count"
    RATIO = "ratio"
    YES_NO = "yes_no"
    REGULATION = "regulation"
    QUALITY = "quality"

    @property
    def is_numeric(self) -> bool:
        """Whether its values are numbers and not levels."""
        return self in {IndicatorKind.PERCENTAGE, IndicatorKind.COUNT, IndicatorKind.RATIO}


class RegulationStage(StrEnum):
    """The stages a regulation passes, in order (D6)."""

    DRAFTING = "drafting"
    DISCUSSION = "discussion"
    HARMONISATION = "harmonisation"
    ENACTMENT = "enactment"
    PROMULGATION = "promulgation"


class YesNo(StrEnum):
    """The levels of a yes/no indicator."""

    NO = "no"
    YES = "yes"


class Direction(StrEnum):
    """Which way is better (D6)."""

    RISE = "rise"
    FALL = "fall"
    KEEP = "keep"


class DefinitionStanding(StrEnum):
    """What a new wording of an indicator is to be (D13)."""

    SUGGESTED = "suggested"
    IN_FORCE = "in_force"
