"""What a report says, whole, as values: the same shape for a draft, for what is handed in and for a page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker.evidence.states import Access
from tracker.plans.states import IndicatorKind
from tracker.reports.figure_rules import Figure
from tracker.reports.milestone_rules import MilestoneStatus
from tracker.reports.states import COMPLETION_SCALE, Completion, MilestoneState, ObstacleCategory


@dataclass(frozen=True)
class IndicatorAnswer:
    """What is said on an indicator, known by its key: "RAN7-01/1"."""

    key: str
    kind: IndicatorKind
    figure: Figure


@dataclass(frozen=True)
class MilestoneAnswer:
    """What is said on a milestone, known by its key: "RAN7-01/T2"."""

    key: str
    status: MilestoneStatus


@dataclass(frozen=True)
class Obstacle:
    """Kendala: its category and what it is (D31)."""

    category: ObstacleCategory | None
    text: str


@dataclass(frozen=True)
class FollowUpPlan:
    """Rencana tindak lanjut: what will be done, by whom, until when (D31)."""

    text: str
    owner: str
    due_on: date | None


@dataclass(frozen=True)
class Evidence:
    """A piece of evidence: its fingerprint or address, and who may open it.

    `restriction_reason` is published. `is_dead` is a link that did not answer when it was last looked at.
    """

    identity: str
    access: Access = Access.PUBLIC
    restriction_reason: str = ""
    is_dead: bool = False


@dataclass(frozen=True)
class Content:
    """Everything that a report says; `completion` is a point of the scale `completion_scale` (D28)."""

    indicators: tuple[IndicatorAnswer, ...] = ()
    milestones: tuple[MilestoneAnswer, ...] = ()
    narrative: str = ""
    obstacles: tuple[Obstacle, ...] = ()
    follow_ups: tuple[FollowUpPlan, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    completion: Completion | None = None
    completion_scale: int = COMPLETION_SCALE


@dataclass(frozen=True)
class Frame:
    """What a report is judged by: the plan's years, the day, and what was reported last, by key."""

    first_year: int
    last_year: int
    today: date
    levels_before: Mapping[str, str] = field(default_factory=dict)
    milestones_before: Mapping[str, MilestoneState] = field(default_factory=dict)
