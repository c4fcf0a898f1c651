"""What kind of thing each field of a report takes, wherever it is filled in: on a page or in a workbook."""

from collections.abc import Sequence
from enum import StrEnum

from tracker.plans.rules import levels_of
from tracker.plans.states import IndicatorKind
from tracker.reports.states import Completion, MilestoneState, ObstacleCategory, Statement

_CHOICES: dict[str, Sequence[StrEnum]] = {
    "statement": tuple(Statement),
    "state": tuple(MilestoneState),
    "category": tuple(ObstacleCategory),
    "completion": tuple(Completion),
}


def choices_of(part: str, kind: IndicatorKind | None) -> Sequence[StrEnum]:
    """What can be chosen in a field, nothing for one that takes a text. `kind` is that of its indicator.

    The part of "RAN7-01/1.level" is "level"; that of "completion" is itself. A quality has its own levels.
    """
    return levels_of(kind) if part == "level" and kind else _CHOICES.get(part, ())
