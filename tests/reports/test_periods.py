"""Periods, their forms, and who owes a report."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.dates import WIB
from tracker.plans.states import Involvement, PlanState
from tracker.reports.duty_rules import Duty, Involved, duties_of
from tracker.reports.period_rules import (
    FormDays,
    Period,
    PeriodException,
    days_late,
    days_left,
    due_day,
    is_exempt,
    last_day_open,
    lock_reason,
    period_breaches,
    periods_of,
)
from tracker.reports.states import DutyPart, ExceptionKind, LockReason, PeriodCalendar, ReportState

DAYS = FormDays(opens=1, due=15, locks=30)
QUARTERS = periods_of(PeriodCalendar.TRIWULAN, 2021, 2022, days=DAYS)
SECOND = QUARTERS[5]
CUT = [calendar for calendar in PeriodCalendar if calendar is not PeriodCalendar.FREE]
EXTENSION, UNLOCK, EXEMPTION = ExceptionKind
DAY = timedelta(days=1)
SOME_DAYS = st.dates(date(2022, 1, 1), date(2023, 12, 31))
MOMENTS = st.datetimes(datetime(2022, 1, 1), datetime(2024, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
EXCEPTIONS = st.lists(st.builds(PeriodException, st.sampled_from(ExceptionKind), SOME_DAYS), max_size=3)


def problems(period: Period, *others: Period) -> list[tuple[str, str]]:
    """(code, field) of all that is wrong with a period of a plan of 2021 and 2022."""
    found = period_breaches(period, others=others, first_year=2021, last_year=2022)
    return [(one.code, one.field) for one in found]


def locked(today: date, state: ReportState | None = None, version: int = 1) -> LockReason | None:
    """Why the form of 2022-TW2 takes nothing, without exceptions, while the plan runs."""
    return lock_reason(SECOND, plan=PlanState.RUNNING, today=today, state=state, version=version)


def test_a_quarter_opens_the_day_after_it_ends() -> None:
    assert (
        Period(
            "2022-TW2",
            date(2022, 4, 1),
            date(2022, 6, 30),
            date(2022, 7, 1),
            date(2022, 7, 15),
            date(2022, 7, 30),
        )
        == SECOND
    )


@pytest.mark.parametrize(
    ("calendar", "codes"),
    [
        (PeriodCalendar.TRIWULAN, ["2022-TW1", "2022-TW2", "2022-TW3", "2022-TW4"]),
        (PeriodCalendar.SEMESTER, ["2022-S1", "2022-S2"]),
        (PeriodCalendar.B_SERIES, ["2022-B03", "2022-B06", "2022-B09", "2022-B12"]),
        (PeriodCalendar.FREE, []),
    ],
)
def test_each_calendar_names_its_periods(calendar: PeriodCalendar, codes: list[str]) -> None:
    assert [period.code for period in periods_of(calendar, 2022, 2022, days=DAYS)] == codes


@given(st.sampled_from(CUT), st.integers(1990, 2100), st.integers(0, 5))
def test_periods_cover_the_years_without_gap_or_overlap(
    calendar: PeriodCalendar, first: int, more: int
) -> None:
    periods = periods_of(calendar, first, first + more, days=DAYS)
    ends = [date(first - 1, 12, 31), *(period.end for period in periods)]
    assert [period.start for period in periods] == [end + DAY for end in ends[:-1]]
    assert ends[-1] == date(first + more, 12, 31)
    assert len({period.code for period in periods}) == len(periods)


def test_a_calendars_periods_are_fit_for_their_plan() -> None:
    for period in QUARTERS:
        assert problems(period, *(other for other in QUARTERS if other is not period)) == []


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"code": "2022/TW2"}, ("code_not_understood", "code")),
        ({"end": date(2022, 3, 31)}, ("period_ends_before_start", "end")),
        ({"opens_on": date(2022, 3, 31)}, ("period_opens_before_start", "opens_on")),
        ({"due_on": date(2022, 6, 29), "opens_on": date(2022, 6, 1)}, ("period_due_too_early", "due_on")),
        ({"due_on": date(2022, 6, 30)}, ("period_due_too_early", "due_on")),
        ({"locks_on": date(2022, 7, 14)}, ("period_locks_before_due", "locks_on")),
        ({"start": date(2020, 12, 31)}, ("date_outside_plan", "start")),
        (
            {"end": date(2023, 1, 1), "due_on": date(2023, 2, 1), "locks_on": date(2023, 2, 1)},
            ("date_outside_plan", "end"),
        ),
    ],
)
def test_a_period_with_odd_days_is_refused_by_its_field(
    changed: dict[str, str | date], problem: tuple[str, str]
) -> None:
    assert problems(replace(SECOND, **changed)) == [problem]  # type: ignore[arg-type]


def test_a_period_may_be_one_day_on_which_everything_happens() -> None:
    day = date(2022, 12, 31)
    assert problems(Period("2022-AKHIR", day, day, day, day, day)) == []


def test_periods_share_neither_a_code_nor_a_day() -> None:
    first = QUARTERS[4]
    assert problems(replace(SECOND, start=first.end), first) == [("period_overlaps", "start")]
    assert problems(SECOND, replace(first, code=SECOND.code)) == [("period_code_used", "code")]


def test_the_due_day_lasts_until_midnight_in_jakarta() -> None:
    last_minute = datetime.combine(SECOND.due_on, time(23, 59), WIB).astimezone(UTC)
    assert days_late(SECOND.due_on, at=last_minute) == 0
    assert days_late(SECOND.due_on, at=last_minute + timedelta(minutes=1)) == 1


def test_a_moment_without_its_zone_is_no_moment() -> None:
    with pytest.raises(ValueError, match="naive"):
        days_late(SECOND.due_on, at=datetime(2022, 7, 15))  # noqa: DTZ001


@given(SOME_DAYS, MOMENTS, st.timedeltas(timedelta(0), timedelta(days=900)))
def test_who_waits_longer_is_never_less_late(due_on: date, at: datetime, more: timedelta) -> None:
    assert 0 <= days_late(due_on, at=at) <= days_late(due_on, at=at + more)


def test_days_left_count_down_through_the_due_day() -> None:
    due_on = date(2022, 7, 15)
    assert [days_left(due_on, today=due_on + DAY * shift) for shift in (-7, 0, 3)] == [7, 0, -3]


def test_an_extension_moves_the_due_day_and_an_unlock_only_the_last_one() -> None:
    until = date(2022, 9, 1)
    assert due_day(SECOND, [PeriodException(EXTENSION, until)]) == until
    assert due_day(SECOND, [PeriodException(UNLOCK, until)]) == SECOND.due_on
    assert last_day_open(SECOND, [PeriodException(UNLOCK, until)]) == until
    assert last_day_open(SECOND, [PeriodException(EXTENSION, until)]) == until


def test_an_extension_never_shortens_a_period() -> None:
    early = [PeriodException(EXTENSION, SECOND.start)]
    assert (due_day(SECOND, early), last_day_open(SECOND, early)) == (SECOND.due_on, SECOND.locks_on)


def test_an_exemption_ends_after_its_last_day() -> None:
    granted = [PeriodException(EXEMPTION, SECOND.due_on)]
    assert is_exempt(granted, today=SECOND.due_on)
    assert not is_exempt(granted, today=SECOND.due_on + DAY)
    assert not is_exempt([PeriodException(UNLOCK, SECOND.due_on)], today=SECOND.start)


@pytest.mark.parametrize(
    ("today", "reason"),
    [
        (SECOND.opens_on - DAY, LockReason.NOT_OPEN_YET),
        (SECOND.opens_on, None),
        (SECOND.due_on + DAY, None),
        (SECOND.locks_on, None),
        (SECOND.locks_on + DAY, LockReason.PAST_DUE),
    ],
)
def test_a_form_is_open_from_its_first_to_its_last_day(today: date, reason: LockReason | None) -> None:
    assert locked(today) is reason


def test_a_verified_report_is_locked_and_its_correction_is_not() -> None:
    late = SECOND.locks_on + DAY
    assert locked(SECOND.opens_on, ReportState.VERIFIED) is LockReason.VERIFIED
    assert locked(late, ReportState.DRAFT, version=2) is None


def test_a_returned_report_can_be_mended_after_the_last_day() -> None:
    late = SECOND.locks_on + DAY
    assert locked(late, ReportState.RETURNED) is None
    assert locked(late, ReportState.SUBMITTED) is LockReason.PAST_DUE


def test_an_unlock_opens_a_form_until_it_ends() -> None:
    until = SECOND.locks_on + DAY * 5
    granted = [PeriodException(UNLOCK, until)]
    days = (until, until + DAY)
    assert [
        lock_reason(SECOND, plan=PlanState.RUNNING, today=today, exceptions=granted) for today in days
    ] == [None, LockReason.PAST_DUE]


@given(
    SOME_DAYS,
    st.sampled_from(PlanState),
    st.sampled_from([None, *ReportState]),
    st.integers(1, 3),
    EXCEPTIONS,
)
def test_a_closed_plan_takes_nothing_and_otherwise_one_reason_holds(
    today: date,
    plan: PlanState,
    state: ReportState | None,
    version: int,
    exceptions: list[PeriodException],
) -> None:
    reason = lock_reason(SECOND, plan=plan, today=today, state=state, version=version, exceptions=exceptions)
    assert (reason is LockReason.PLAN_CLOSED) is (plan is PlanState.CLOSED)
    holds = {
        LockReason.PLAN_CLOSED: plan is PlanState.CLOSED,
        LockReason.VERIFIED: state is ReportState.VERIFIED,
        LockReason.NOT_OPEN_YET: today < SECOND.opens_on,
        LockReason.PAST_DUE: today > last_day_open(SECOND, exceptions)
        and version == 1
        and state is not ReportState.RETURNED,
    }
    assert reason is next((one for one in LockReason if holds[one]), None)


def test_the_lead_and_each_supporter_owe_a_report_and_civil_society_owes_none() -> None:
    parties = (
        (2, Involvement.SUPPORTER),
        (3, Involvement.PROPOSER),
        (4, Involvement.COMPANION),
        (2, Involvement.SUPPORTER),
        (1, Involvement.SUPPORTER),
    )
    assert duties_of([Involved(7, 1, parties)], ["2022-TW1", "2022-TW2"]) == (
        Duty(7, "2022-TW1", 1, DutyPart.LEAD),
        Duty(7, "2022-TW1", 2, DutyPart.SUPPORTER),
        Duty(7, "2022-TW2", 1, DutyPart.LEAD),
        Duty(7, "2022-TW2", 2, DutyPart.SUPPORTER),
    )


def test_every_period_is_owed_for_every_commitment() -> None:
    duties = duties_of((Involved(number, 1) for number in (7, 8)), (period.code for period in QUARTERS))
    assert len(duties) == 2 * len(QUARTERS)
