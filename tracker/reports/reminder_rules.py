"""When a missing report is reminded of, from values alone. All days are days in Jakarta."""

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.reports.states import DECIDABLE, FINAL, LockReason, ReminderStop, ReportState

# A week before the due day, on it, and every week after: from a week before on, a reminder each week.
_WEEK = timedelta(days=7)
# From this one on the coordinator gets a copy.
FIRST_WITH_COPY = 3


@dataclass(frozen=True)
class Reminder:
    """The reminder of a day; `number` counts those of one report from 1."""

    day: date
    number: int

    @property
    def copies_coordinator(self) -> bool:
        """Whether the coordinator gets a copy."""
        return self.number >= FIRST_WITH_COPY


def reminder_due(*, owed_from: date, due_on: date, today: date, stop: ReminderStop | None) -> Reminder | None:
    """The reminder owed today: that of the last of its days that has come. None when none is.

    A day before the report could be handed in (`owed_from`) reminds nobody. A day that was missed, because
    the machine stood still, is made up for until the next one. `due_on` includes extensions.
    """
    first = _first_day(owed_from, due_on)
    if stop or today < first:
        return None
    weeks = (today - first) // _WEEK
    return Reminder(first + weeks * _WEEK, weeks + 1)


def _first_day(owed_from: date, due_on: date) -> date:
    earliest = due_on - _WEEK
    missed_weeks = max(0, -((earliest - owed_from) // _WEEK))
    return earliest + missed_weeks * _WEEK


def reminder_stop(
    *,
    state: ReportState | None,
    version: int = 1,
    lock: LockReason | None,
    is_exempt: bool,
    is_silenced: bool,
) -> ReminderStop | None:
    """Why a report is not reminded of, or None when it is. A returned one is owed again.

    `state` and `version` are those of the newest version, None when none is begun. A correction (from 2 on)
    is owed by nobody: the report it corrects was handed in. What is locked cannot be handed in.
    """
    is_submitted = version > 1 or state in DECIDABLE or state is FINAL
    holds = {
        ReminderStop.SUBMITTED: is_submitted,
        ReminderStop.EXEMPT: is_exempt,
        ReminderStop.CLOSED: lock is not None,
        ReminderStop.SILENCED: is_silenced,
    }
    return next((stop for stop in ReminderStop if holds[stop]), None)
