"""When a missing report is reminded of, and who hears of it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reports.reminder_rules import Reminder, reminder_due, reminder_stop
from tracker.reports.states import LockReason, ReminderStop, ReportState

DUE_ON = date(2022, 7, 15)
LONG_BEFORE = date(2022, 7, 1)
DAYS = st.integers(-30, 120).map(lambda days: DUE_ON + timedelta(days=days))


def reminded(days: int, owed_from: date = LONG_BEFORE) -> Reminder | None:
    """The reminder owed so many days after the due day."""
    return reminder_due(owed_from=owed_from, due_on=DUE_ON, today=DUE_ON + timedelta(days=days), stop=None)


@pytest.mark.parametrize(
    ("days", "distance", "number"),
    [(-7, -7, 1), (-1, -7, 1), (0, 0, 2), (6, 0, 2), (7, 7, 3), (13, 7, 3), (14, 14, 4), (70, 70, 12)],
)
def test_a_week_before_on_the_day_and_then_every_week(days: int, distance: int, number: int) -> None:
    assert reminded(days) == Reminder(DUE_ON + timedelta(days=distance), number)


def test_nobody_is_reminded_more_than_a_week_before() -> None:
    assert reminded(-8) is None


def test_the_coordinator_hears_of_it_after_the_second() -> None:
    copies = [one.copies_coordinator for days in (-7, 0, 7, 14) if (one := reminded(days))]
    assert copies == [False, False, True, True]


@pytest.mark.parametrize(
    ("owed_from", "days", "expected"),
    [
        (DUE_ON - timedelta(days=7), -7, Reminder(DUE_ON - timedelta(days=7), 1)),
        (DUE_ON - timedelta(days=6), -1, None),
        (DUE_ON - timedelta(days=6), 0, Reminder(DUE_ON, 1)),
        (DUE_ON, 0, Reminder(DUE_ON, 1)),
        (DUE_ON + timedelta(days=1), 6, None),
        (DUE_ON + timedelta(days=1), 7, Reminder(DUE_ON + timedelta(days=7), 1)),
    ],
)
def test_days_before_a_report_was_owed_are_not_made_up_for(
    owed_from: date, days: int, expected: Reminder | None
) -> None:
    assert reminded(days, owed_from) == expected


@given(DAYS, DAYS)
def test_a_reminder_is_of_a_day_that_came_within_the_last_week(owed_from: date, today: date) -> None:
    reminder = reminder_due(owed_from=owed_from, due_on=DUE_ON, today=today, stop=None)
    if reminder:
        assert max(owed_from, today - timedelta(days=6)) <= reminder.day <= today
        assert (reminder.day - DUE_ON).days % 7 == 0
        assert reminder.day >= DUE_ON - timedelta(days=7)


@given(DAYS, st.lists(DAYS, min_size=1).map(sorted))
def test_reminders_are_numbered_in_their_order(owed_from: date, days: list[date]) -> None:
    found = [reminder_due(owed_from=owed_from, due_on=DUE_ON, today=today, stop=None) for today in days]
    sent = {one.day: one.number for one in found if one}
    assert list(sent.values()) == sorted(set(sent.values()))


@pytest.mark.parametrize("stop", ReminderStop)
def test_whatever_stops_reminders_stops_every_one(stop: ReminderStop) -> None:
    assert reminder_due(owed_from=LONG_BEFORE, due_on=DUE_ON, today=DUE_ON, stop=stop) is None


def stopped(
    state: ReportState | None = None,
    lock: LockReason | None = None,
    *,
    is_exempt: bool = False,
    is_silenced: bool = False,
) -> ReminderStop | None:
    """Why a report is not reminded of, if nothing stops it but what is given."""
    return reminder_stop(state=state, lock=lock, is_exempt=is_exempt, is_silenced=is_silenced)


@pytest.mark.parametrize("state", [None, ReportState.DRAFT, ReportState.RETURNED])
def test_what_is_not_in_the_verifiers_hands_is_reminded_of(state: ReportState | None) -> None:
    assert stopped(state) is None


@pytest.mark.parametrize(
    "state", [ReportState.SUBMITTED, ReportState.UNDER_VERIFICATION, ReportState.VERIFIED]
)
def test_what_is_handed_in_is_not(state: ReportState) -> None:
    assert stopped(state, is_silenced=True) is ReminderStop.SUBMITTED


def test_a_correction_that_is_being_written_is_not() -> None:
    stop = reminder_stop(state=ReportState.DRAFT, version=2, lock=None, is_exempt=False, is_silenced=False)
    assert stop is ReminderStop.SUBMITTED


def test_an_exemption_a_lock_and_the_secretariat_stop_reminders() -> None:
    assert stopped(is_exempt=True) is ReminderStop.EXEMPT
    assert stopped(lock=LockReason.PAST_DUE) is ReminderStop.CLOSED
    assert stopped(is_silenced=True) is ReminderStop.SILENCED
