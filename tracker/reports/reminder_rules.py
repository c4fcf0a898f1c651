"""When a missing report is reminded of, from values alone. All days are days in Jakarta."""

from collections.abc import Collection
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
    copies_coordinator: bool


def next_reminder(
    *,
    owed_from: date,
    due_on: date,
    today: date,
    stop: ReminderStop | None,
    last_day: date | None = None,
    written: Collection[date] = (),
) -> Reminder | None:
    """The reminder that comes next; its day is today or before when it is owed now. None when none comes.

    A day before the report could be handed in (`owed_from`) reminds nobody, nor does one after the form takes
    it (`last_day`). A day that was missed, because the machine stood still, is made up for until the next
    one. `due_on` includes extensions. `written` are the days of the reminders that were written.
    """
    day = _next_day(_first_day(owed_from, due_on), today, written)
    if stop or (last_day and day > last_day):
        return None
    # What an extension made too early does not count towards the copy, nor does what was never written.
    counted = [one for one in written if one >= due_on - _WEEK]
    return Reminder(day, len(written) + 1, len(counted) + 1 >= FIRST_WITH_COPY)


def _first_day(owed_from: date, due_on: date) -> date:
    earliest = due_on - _WEEK
    missed_weeks = max(0, -((earliest - owed_from) // _WEEK))
    return earliest + missed_weeks * _WEEK


def _next_day(first: date, today: date, written: Collection[date]) -> date:
    """The last of the days that has come, or the one after it when something was written since."""
    day = first + max(0, (today - first) // _WEEK) * _WEEK
    return day + _WEEK if any(one >= day for one in written) else day


def reminder_stop(
    *,
    state: ReportState | None,
    version: int = 1,
    lock: LockReason | None,
    is_exempt: bool,
    is_published: bool,
    is_silenced: bool,
) -> ReminderStop | None:
    """Why a report is not reminded of, or None when it is. A returned one is owed again.

    `state` and `version` are those of the newest version, None when none is begun. A correction (from 2 on)
    is owed by nobody: the report it corrects was handed in. What is locked cannot be handed in; a form that
    is not open yet will be, and then it is owed. A plan not published is still being prepared.
    """
    is_submitted = version > 1 or state in DECIDABLE or state is FINAL
    holds = {
        ReminderStop.SUBMITTED: is_submitted,
        ReminderStop.EXEMPT: is_exempt,
        ReminderStop.CLOSED: lock not in {None, LockReason.NOT_OPEN_YET},
        ReminderStop.UNPUBLISHED: not is_published,
        ReminderStop.SILENCED: is_silenced,
    }
    return next((stop for stop in ReminderStop if holds[stop]), None)
