"""When a missing report is reminded of, and who hears of it."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reports.reminder_rules import Reminder, next_reminder, reminder_stop
from tracker.reports.states import LockReason, ReminderStop, ReportState

DUE_ON = date(2022, 7, 15)
LONG_BEFORE = date(2022, 7, 1)
DAYS = st.integers(-30, 120).map(lambda days: DUE_ON + timedelta(days=days))


def due(
    today: date, owed_from: date = LONG_BEFORE, due_on: date = DUE_ON, written: Iterable[date] = ()
) -> Reminder | None:
    """The reminder owed on a day."""
    found = next_reminder(owed_from=owed_from, due_on=due_on, today=today, stop=None, written=tuple(written))
    return found if found and found.day <= today else None


def reminded(days: int, owed_from: date = LONG_BEFORE) -> date | None:
    """The day of the reminder owed so many days after the due day, if none was written before."""
    found = due(DUE_ON + timedelta(days=days), owed_from)
    return found.day if found else None


def sent(days: Iterable[date], owed_from: date = LONG_BEFORE) -> list[Reminder]:
    """What is written when somebody looks on these days."""
    found: list[Reminder] = []
    for today in days:
        if one := due(today, owed_from, written=[earlier.day for earlier in found]):
            found.append(one)
    return found


def every_day(first: int, last: int) -> list[date]:
    """The days from so many days after the due day to so many."""
    return [DUE_ON + timedelta(days=days) for days in range(first, last + 1)]


@pytest.mark.parametrize(
    ("days", "distance"), [(-7, -7), (-1, -7), (0, 0), (6, 0), (7, 7), (13, 7), (14, 14), (70, 70)]
)
def test_a_week_before_on_the_day_and_then_every_week(days: int, distance: int) -> None:
    assert reminded(days) == DUE_ON + timedelta(days=distance)


def test_nobody_is_reminded_more_than_a_week_before() -> None:
    assert reminded(-8) is None


def test_each_is_written_once_and_the_coordinator_hears_of_it_after_the_second() -> None:
    found = sent(every_day(-14, 21))
    assert [(one.day - DUE_ON).days for one in found] == [-7, 0, 7, 14, 21]
    assert [one.number for one in found] == [1, 2, 3, 4, 5]
    assert [one.copies_coordinator for one in found] == [False, False, True, True, True]


def test_what_was_missed_does_not_count_towards_the_copy() -> None:
    found = sent(every_day(3, 30))
    assert [(one.day - DUE_ON).days for one in found] == [0, 7, 14, 21, 28]
    assert [one.copies_coordinator for one in found] == [False, False, True, True, True]


def test_the_same_day_reminds_once() -> None:
    assert len(sent([DUE_ON, DUE_ON, DUE_ON + timedelta(days=1)])) == 1


@pytest.mark.parametrize(
    ("owed_from", "days", "expected"),
    [
        (DUE_ON - timedelta(days=7), -7, DUE_ON - timedelta(days=7)),
        (DUE_ON - timedelta(days=6), -1, None),
        (DUE_ON - timedelta(days=6), 0, DUE_ON),
        (DUE_ON, 0, DUE_ON),
        (DUE_ON + timedelta(days=1), 6, None),
        (DUE_ON + timedelta(days=1), 7, DUE_ON + timedelta(days=7)),
    ],
)
def test_days_before_a_report_was_owed_are_not_made_up_for(
    owed_from: date, days: int, expected: date | None
) -> None:
    assert reminded(days, owed_from) == expected


def test_an_extension_begins_anew_and_the_numbers_go_on() -> None:
    before = [one.day for one in sent(every_day(-7, 0))]
    later = DUE_ON + timedelta(days=21)
    assert due(DUE_ON + timedelta(days=13), due_on=later, written=before) is None
    again = due(later - timedelta(days=7), due_on=later, written=before)
    assert again == Reminder(later - timedelta(days=7), 3, copies_coordinator=False)


def test_an_extension_by_a_few_days_does_not_repeat_what_was_just_written() -> None:
    written = [DUE_ON - timedelta(days=7), DUE_ON]
    later = DUE_ON + timedelta(days=4)
    assert due(DUE_ON, due_on=later, written=written) is None
    assert due(later, due_on=later, written=written) == Reminder(later, 3, copies_coordinator=False)


@pytest.mark.parametrize(
    ("today", "written", "expected"),
    [(-20, [], -7), (-7, [], -7), (-7, [-7], 0), (-3, [-7], 0), (8, [], 7), (8, [7], 14), (14, [14], None)],
)
def test_what_comes_next_comes_while_the_form_takes_reports(
    today: int, written: list[int], expected: int | None
) -> None:
    found = next_reminder(
        owed_from=LONG_BEFORE,
        due_on=DUE_ON,
        today=DUE_ON + timedelta(days=today),
        stop=None,
        last_day=DUE_ON + timedelta(days=15),
        written=[DUE_ON + timedelta(days=days) for days in written],
    )
    assert (found and (found.day - DUE_ON).days) == expected


@given(DAYS, DAYS)
def test_a_reminder_is_of_a_day_that_came_within_the_last_week(owed_from: date, today: date) -> None:
    if reminder := due(today, owed_from):
        assert max(owed_from, today - timedelta(days=6)) <= reminder.day <= today
        assert (reminder.day - DUE_ON).days % 7 == 0
        assert reminder.day >= DUE_ON - timedelta(days=7)


@given(DAYS, st.lists(DAYS, min_size=1).map(sorted))
def test_reminders_are_numbered_in_their_order_and_never_of_one_day(
    owed_from: date, days: list[date]
) -> None:
    found = sent(days, owed_from)
    assert [one.number for one in found] == list(range(1, len(found) + 1))
    assert [one.day for one in found] == sorted({one.day for one in found})


@pytest.mark.parametrize("stop", ReminderStop)
def test_whatever_stops_reminders_stops_every_one(stop: ReminderStop) -> None:
    assert next_reminder(owed_from=LONG_BEFORE, due_on=DUE_ON, today=DUE_ON, stop=stop) is None


def stopped(
    state: ReportState | None = None,
    lock: LockReason | None = None,
    *,
    version: int = 1,
    is_exempt: bool = False,
    is_published: bool = True,
    is_silenced: bool = False,
) -> ReminderStop | None:
    """Why a report is not reminded of, if nothing stops it but what is given."""
    return reminder_stop(
        state=state,
        version=version,
        lock=lock,
        is_exempt=is_exempt,
        is_published=is_published,
        is_silenced=is_silenced,
    )


@pytest.mark.parametrize("state", [None, ReportState.DRAFT, ReportState.RETURNED])
def test_what_is_not_in_the_verifiers_hands_is_reminded_of(state: ReportState | None) -> None:
    assert stopped(state) is None


@pytest.mark.parametrize(
    "state", [ReportState.SUBMITTED, ReportState.UNDER_VERIFICATION, ReportState.VERIFIED]
)
def test_what_is_handed_in_is_not(state: ReportState) -> None:
    assert stopped(state, is_silenced=True) is ReminderStop.SUBMITTED


def test_a_correction_that_is_being_written_is_not() -> None:
    assert stopped(ReportState.DRAFT, version=2) is ReminderStop.SUBMITTED


def test_an_exemption_a_lock_and_the_secretariat_stop_reminders() -> None:
    assert stopped(is_exempt=True) is ReminderStop.EXEMPT
    assert stopped(lock=LockReason.PAST_DUE) is ReminderStop.CLOSED
    assert stopped(lock=LockReason.PLAN_CLOSED) is ReminderStop.CLOSED
    assert stopped(is_published=False) is ReminderStop.UNPUBLISHED
    assert stopped(is_silenced=True) is ReminderStop.SILENCED


def test_a_form_that_will_open_stops_nothing() -> None:
    assert stopped(lock=LockReason.NOT_OPEN_YET) is None
