"""What a report says on a milestone: how far it is and since when, or until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.reports.breaches import Breach, breach
from tracker.reports.period_rules import outside_plan
from tracker.reports.states import MILESTONE_AFTER, MilestoneState


@dataclass(frozen=True)
class MilestoneStatus:
    """How far a milestone is; `on` is the day it was done, or for one not done the day it is expected."""

    state: MilestoneState | None = None
    on: date | None = None


def milestone_gaps(status: MilestoneStatus) -> tuple[Breach, ...]:
    """What is missing: the state, or the day on which the milestone was done."""
    if status.state is None:
        return (breach("milestone_not_stated", "state"),)
    if status.state is MilestoneState.DONE and status.on is None:
        return (breach("text_missing", "on"),)
    return ()


def milestone_breaches(
    status: MilestoneStatus,
    *,
    first_year: int,
    last_year: int,
    today: date,
    before: MilestoneState | None = None,
) -> tuple[Breach, ...]:
    """What is wrong in a plan of these years. `before` is the state reported last time."""
    return (
        *_step_back(status.state, before),
        *_done_too_soon(status, today),
        *outside_plan("on", status.on, first_year=first_year, last_year=last_year),
    )


def _step_back(state: MilestoneState | None, before: MilestoneState | None) -> Iterator[Breach]:
    if state and before and state not in MILESTONE_AFTER[before]:
        yield breach("milestone_goes_back", "state", before=before)


def _done_too_soon(status: MilestoneStatus, today: date) -> Iterator[Breach]:
    if status.state is MilestoneState.DONE and status.on and status.on > today:
        yield breach("date_not_come_yet", "on")
