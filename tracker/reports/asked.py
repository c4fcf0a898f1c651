"""What a report is asked about, as it stood at a moment: its indicators with their targets, its milestones.

Kept with everything that is handed in and everything that is verified, so that nothing said later about the
plan changes what a report was held against (D29).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.plans.states import Direction, IndicatorKind
from tracker.reports.achievement_rules import Achievement, Aims, Known, achievement, actual_of
from tracker.reports.figure_rules import Figure, measure


@dataclass(frozen=True)
class AskedIndicator:
    """An indicator in the wording of the moment, its baseline, and its targets for the period's year."""

    key: str
    kind: IndicatorKind
    direction: Direction
    name_ind: str
    name_eng: str
    unit_ind: str
    unit_eng: str
    numerator_ind: str
    numerator_eng: str
    denominator_ind: str
    denominator_eng: str
    is_cumulative: bool
    baseline: Known
    aims: Aims
    baseline_denominator: Decimal | None = None

    @property
    def is_percentage(self) -> bool:
        """Whether its values are percents."""
        return self.kind is IndicatorKind.PERCENTAGE

    def achieved(self, figure: Figure) -> Achievement:
        """What a figure is worth against the targets of this moment (D29)."""
        actual = actual_of(measure(self.kind, figure))
        return achievement(actual, self.aims, baseline=self.baseline, direction=self.direction)


@dataclass(frozen=True)
class AskedMilestone:
    """A milestone in the wording of the moment."""

    key: str
    text_ind: str
    text_eng: str
    due_on: date | None
    due_text: str


@dataclass(frozen=True)
class Asked:
    """Everything a report is asked about, and the year whose targets count."""

    year: int
    first_year: int
    last_year: int
    indicators: tuple[AskedIndicator, ...]
    milestones: tuple[AskedMilestone, ...]

    def indicator(self, key: str) -> AskedIndicator | None:
        """The indicator with this key, if it is asked about."""
        return next((one for one in self.indicators if one.key == key), None)
