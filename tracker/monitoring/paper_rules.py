"""What the reports of a period amount to, counted."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.monitoring.paper_states import Arrival
from tracker.reports.standing_rules import Standing
from tracker.reports.states import DECIDABLE, ReportState


@dataclass(frozen=True)
class Owing:
    """An owed report as far as counting goes."""

    arrival: Arrival
    state: ReportState | None
    was_returned: bool


@dataclass(frozen=True)
class Tally:
    """How many reports are owed, how each of them came, and what became of those that came.

    `owed` counts all but the exempt; on time, late, missing and awaited add up to it. `returned` counts
    those that were returned at least once, whatever became of them.
    """

    owed: int
    on_time: int
    late: int
    missing: int
    awaited: int
    exempt: int
    verified: int
    unverified: int
    returned: int


def arrival_of(standing: Standing) -> Arrival:
    """Whether an owed report came. One that came counts as come even where it is exempt since."""
    if standing.is_handed_in:
        return Arrival.LATE if standing.days_late else Arrival.ON_TIME
    if standing.is_exempt:
        return Arrival.EXEMPT
    return Arrival.MISSING if standing.is_missing else Arrival.AWAITED


def tally(reports: Iterable[Owing]) -> Tally:
    """Count them."""
    known = tuple(reports)
    arrivals = [one.arrival for one in known]
    exempt = arrivals.count(Arrival.EXEMPT)
    return Tally(
        owed=len(known) - exempt,
        on_time=arrivals.count(Arrival.ON_TIME),
        late=arrivals.count(Arrival.LATE),
        missing=arrivals.count(Arrival.MISSING),
        awaited=arrivals.count(Arrival.AWAITED),
        exempt=exempt,
        verified=sum(one.state is ReportState.VERIFIED for one in known),
        unverified=sum(one.state in DECIDABLE for one in known),
        returned=sum(one.was_returned for one in known),
    )
