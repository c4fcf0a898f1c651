"""How owed reports stand: what is to be done about each, and how punctual they were (D24)."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median_high

from tracker.reports.states import DECIDABLE, DutyGroup, LockReason, ReportState


@dataclass(frozen=True)
class Standing:
    """One owed report as plain values; `state` is None while nobody has begun it.

    `days_late` counts whole days, 0 in time. `is_missing`: past due and never handed in.
    """

    state: ReportState | None
    lock: LockReason | None
    days_late: int = 0
    is_exempt: bool = False
    is_missing: bool = False
    is_handed_in: bool = False
    was_returned: bool = False


@dataclass(frozen=True)
class Punctuality:
    """How many reports came in time, late, or not at all, and how many of those that came were returned.

    `days_late` is the middle one of the late reports, counted in days; None when none was late.
    """

    on_time: int
    late: int
    days_late: int | None
    missing: int
    returned: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing was due yet and nothing was handed in."""
        return not (self.on_time or self.late or self.missing)


_BY_LOCK: dict[LockReason | None, DutyGroup] = {
    LockReason.NOT_OPEN_YET: DutyGroup.COMING,
    LockReason.PAST_DUE: DutyGroup.MISSED,
}


def group_of(standing: Standing) -> DutyGroup:
    """Where an owed report belongs.

    One that is handed in waits for others, and one that nobody waits for any more is over. One that is past
    its lock day can be done only once the secretariat opens its form again.
    """
    is_over = standing.is_exempt or standing.lock in {LockReason.PLAN_CLOSED, LockReason.VERIFIED}
    if is_over or standing.state in DECIDABLE:
        return DutyGroup.DONE
    return _BY_LOCK.get(standing.lock, DutyGroup.NOW)


def punctuality(standings: Iterable[Standing]) -> Punctuality:
    """Count them. The middle of an even number of late reports is the later of the two, so a real one."""
    known = tuple(standings)
    handed_in = [one for one in known if one.is_handed_in]
    late = [one.days_late for one in handed_in if one.days_late]
    return Punctuality(
        on_time=len(handed_in) - len(late),
        late=len(late),
        days_late=median_high(late) if late else None,
        missing=sum(one.is_missing for one in known),
        returned=sum(one.was_returned for one in handed_in),
    )
