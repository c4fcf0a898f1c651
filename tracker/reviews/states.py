"""The life of a review round, and what can be said and done in it (D16, D17)."""

from enum import StrEnum

from tracker.core.errors import RuleBroken


class RoundState(StrEnum):
    """Where a round is in its life."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    FINAL = "final"
    CANCELLED = "cancelled"


class RoundStep(StrEnum):
    """What can be done to a round."""

    OPEN = "open"
    CLOSE = "close"
    REOPEN = "reopen"
    FINALISE = "finalise"
    CANCEL = "cancel"


NEXT_STATE: dict[tuple[RoundState, RoundStep], RoundState] = {
    (RoundState.DRAFT, RoundStep.OPEN): RoundState.OPEN,
    (RoundState.DRAFT, RoundStep.CANCEL): RoundState.CANCELLED,
    (RoundState.OPEN, RoundStep.CLOSE): RoundState.CLOSED,
    (RoundState.OPEN, RoundStep.CANCEL): RoundState.CANCELLED,
    (RoundState.CLOSED, RoundStep.REOPEN): RoundState.OPEN,
    (RoundState.CLOSED, RoundStep.FINALISE): RoundState.FINAL,
    (RoundState.CLOSED, RoundStep.CANCEL): RoundState.CANCELLED,
}
# After these a round stays as it is.
LAST_STEPS = frozenset({RoundStep.FINALISE, RoundStep.CANCEL})
# Steps that go against what was announced, and so need a reason.
STEPS_WITH_REASON = frozenset({RoundStep.REOPEN, RoundStep.CANCEL})


# Until a round is closed its words, days and recipients change; until it is final, answers are decided about.
EDITABLE = frozenset({RoundState.DRAFT, RoundState.OPEN})
DECIDABLE = frozenset({RoundState.OPEN, RoundState.CLOSED})
# Once no answers are taken any more, what came of them is told to those who were asked.
TOLD = frozenset({RoundState.CLOSED, RoundState.FINAL})


def next_state(state: RoundState, step: RoundStep) -> RoundState:
    """The state after a step; refuses a step that does not lead on from this state."""
    if (state, step) not in NEXT_STATE:
        raise RuleBroken("round_step_not_possible")
    return NEXT_STATE[state, step]


def possible_steps(state: RoundState) -> frozenset[RoundStep]:
    """The steps that lead on from a state."""
    return frozenset(step for before, step in NEXT_STATE if before is state)


class AskScope(StrEnum):
    """Which rows a recipient is asked about."""

    OWN = "own"
    ALL = "all"
    CHOSEN = "chosen"


class AnswerSource(StrEnum):
    """By which way an answer came."""

    WEB = "web"
    WORKBOOK = "workbook"
    ON_BEHALF = "on_behalf"
    UNDO = "undo"


class RowStanding(StrEnum):
    """What an organisation's answer to a row amounts to (D12, D16). Silence is never consent."""

    PENDING = "pending"
    SINGLE = "single"
    NOT_SINGLE = "not_single"
    NO_RESPONSE = "no_response"


class Decision(StrEnum):
    """What the secretariat decides about a remark (D17); REOPENED takes an earlier decision back."""

    ACCEPTED = "accepted"
    PARTIAL = "partial"
    REJECTED = "rejected"
    REOPENED = "reopened"


class ImportState(StrEnum):
    """How far an uploaded workbook is. READ waits for its uploader's word; nothing is saved until then."""

    WAITING = "waiting"
    REFUSED = "refused"
    READ = "read"
    CONFIRMED = "confirmed"
    UNDONE = "undone"


class ImportClass(StrEnum):
    """What an uploaded row would do (D42)."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CONFLICT = "conflict"
    IGNORED = "ignored"


class RoundFileKind(StrEnum):
    """What is made from the answers of a round."""

    ANSWER_BOOK = "answer_book"
    RECORD = "record"
    DISPOSITIONS = "dispositions"
