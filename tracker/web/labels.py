"""The words for enum members. Each feature keeps its own table and hands it over in `create_app`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

# What a feature hands over: enum member → lazy text. Members of different enums can be equal, being texts, so
# enums that share a value stand in tables of their own.
Tables = tuple[Mapping[Any, Any], ...]

_LABELS: dict[tuple[type[Enum], str], Any] = {}


def add_labels(tables: Tables) -> None:
    """Take over a feature's tables."""
    for table in tables:
        _LABELS.update({(type(member), str(member.value)): text for member, text in table.items()})


def label(member: Enum) -> str:
    """The word people see for a state or a kind, in the language of the request."""
    return str(_LABELS[type(member), str(member.value)])


def label_of_value(value: str) -> str | None:
    """The word for a stored state or kind of an unknown enum; None when enums disagree or none has it."""
    words = {str(text) for (_enum, stored), text in _LABELS.items() if stored == value}
    return words.pop() if len(words) == 1 else None


@dataclass(frozen=True)
class Meaning:
    """How a state looks besides its word: a mark that stands without colour, and the tone that adds colour.

    Tones: agreed, contested, returned, dropped, info, plain; each is a colour pair in app.css.
    """

    mark: str
    tone: str


_AGREED = Meaning("✓", "agreed")
_CONTESTED = Meaning("⇄", "contested")
_RETURNED = Meaning("↩", "returned")
_DROPPED = Meaning("⊘", "dropped")
_ATTENTION = Meaning("⚠", "contested")
_FAILED = Meaning("✗", "returned")
_MOVING = Meaning("…", "info")
_SENT = Meaning("→", "info")
_ADDED = Meaning("+", "agreed")
_CHANGED = Meaning("≠", "contested")
_QUIET = Meaning("·", "plain")

# Keyed by the members' values: the edge's toolkit knows no feature's enums.
MEANINGS: dict[str, Meaning] = {
    # the talks about a target
    "agreed": _AGREED,
    "contested": _CONTESTED,
    "not_single": Meaning("⚠", "returned"),
    "drop_proposed": Meaning("⊘", "contested"),
    "dropped": _DROPPED,
    "proposed": Meaning("○", "info"),
    "empty": Meaning("–", "plain"),
    # entries of the ledger
    "initial": Meaning("○", "info"),
    "proposal": Meaning("○", "info"),
    "counter": _CONTESTED,
    "withdrawn": _DROPPED,
    "drop": Meaning("⊘", "contested"),
    # the life of a plan
    "negotiation": _CONTESTED,
    "submitted": _SENT,
    "running": Meaning("●", "agreed"),
    "closed": _DROPPED,
    # files being made
    "waiting": _MOVING,
    "working": _MOVING,
    "ready": _AGREED,
    "failed": _FAILED,
    # mail
    "sending": _MOVING,
    "sent": _AGREED,
    # comparison of two versions
    "added": _ADDED,
    "removed": Meaning("−", "returned"),
    "changed": _CHANGED,
    # the life of a round, answers and what is decided about them
    "draft": _MOVING,
    "open": Meaning("●", "agreed"),
    "final": _AGREED,
    "cancelled": _DROPPED,
    "agree": _AGREED,
    "no_objection": _AGREED,
    "reword": _CONTESTED,
    "remark": Meaning("○", "info"),
    "single": _AGREED,
    "no_response": _FAILED,
    "accepted": _AGREED,
    "partial": _CONTESTED,
    "rejected": _FAILED,
    "new": _ADDED,
    "conflict": _ATTENTION,
    "refused": _FAILED,
    "read": _MOVING,
    "confirmed": _AGREED,
    "undone": _DROPPED,
    # reviews and reports
    "returned": _RETURNED,
    "under_verification": _MOVING,
    "verified": _AGREED,
    "attention": _ATTENTION,
    "on_target": _AGREED,
    "off_target": _FAILED,
    "no_progress": Meaning("=", "contested"),
    "not_reported": Meaning("–", "plain"),
    "without_target": Meaning("○", "plain"),
    "not_counted": Meaning("?", "plain"),
    "not_scored": _DROPPED,
}


def meaning(member: Enum) -> Meaning:
    """The mark and tone of a state or a kind; a quiet one when it needs neither."""
    return MEANINGS.get(str(member.value), _QUIET)
