"""Reporting periods: their days, and what is late (D24). All days are days in Jakarta."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tracker.core.dates import day_in_wib
from tracker.plans.rules import check_code
from tracker.plans.states import PlanState
from tracker.reports.breaches import Breach, breach, caught
from tracker.reports.states import ExceptionKind, LockReason, PeriodCalendar, ReportState

# How many months a period of the calendar has, and what it is called in its year.
_TEMPLATES: dict[PeriodCalendar, tuple[int, tuple[str, ...]]] = {
    PeriodCalendar.TRIWULAN: (3, ("TW1", "TW2", "TW3", "TW4")),
    PeriodCalendar.SEMESTER: (6, ("S1", "S2")),
    PeriodCalendar.B_SERIES: (3, ("B03", "B06", "B09", "B12")),
}
_RESERVED = frozenset({"add", "new"})


@dataclass(frozen=True)
class Period:
    """What is reported about, from `start` to `end`, and the days of its form; all of them are included.

    The form takes reports from `opens_on`; after `due_on` they are late; after `locks_on` it takes none.
    """

    code: str
    start: date
    end: date
    opens_on: date
    due_on: date
    locks_on: date


@dataclass(frozen=True)
class FormDays:
    """The days of a form, counted from the last day of its period: 1 is the day after it."""

    opens: int
    due: int
    locks: int


@dataclass(frozen=True)
class PeriodException:
    """What an organisation was granted for a period. `until` is its last day."""

    kind: ExceptionKind
    until: date


def periods_of(
    calendar: PeriodCalendar, first_year: int, last_year: int, *, days: FormDays
) -> tuple[Period, ...]:
    """The periods that a calendar gives a plan, in order, each day of its years in exactly one of them.

    None for a free calendar: its periods are written one by one. Check the days by `period_breaches`.
    """
    if calendar is PeriodCalendar.FREE:
        return ()
    months, names = _TEMPLATES[calendar]
    return tuple(
        _period(f"{year}-{name}", year, place * months, months, days)
        for year in range(first_year, last_year + 1)
        for place, name in enumerate(names)
    )


def _period(code: str, year: int, months_before: int, months: int, days: FormDays) -> Period:
    start = date(year, months_before + 1, 1)
    end = _first_day_after(year, months_before + months) - timedelta(days=1)
    opens_on, due_on, locks_on = (end + timedelta(days=count) for count in (days.opens, days.due, days.locks))
    return Period(code, start, end, opens_on, due_on, locks_on)


def _first_day_after(year: int, months: int) -> date:
    return date(year + months // 12, months % 12 + 1, 1)


def period_breaches(
    period: Period, *, others: Iterable[Period], first_year: int, last_year: int
) -> tuple[Breach, ...]:
    """What is wrong with a period of a plan of these years beside its other periods."""
    return (
        *caught(lambda: check_code(period.code)),
        *_reserved(period.code),
        *_day_breaches(period),
        *outside_plan("start", period.start, first_year=first_year, last_year=last_year),
        *outside_plan("end", period.end, first_year=first_year, last_year=last_year),
        *_clashes(period, others),
    )


def _reserved(code: str) -> tuple[Breach, ...]:
    """A period's page has its code as its address, beside those of the acts."""
    return (breach("period_code_reserved", "code"),) if code.casefold() in _RESERVED else ()


def _day_breaches(period: Period) -> Iterator[Breach]:
    if period.end < period.start:
        yield breach("period_ends_before_start", "end")
    if period.opens_on < period.start:
        yield breach("period_opens_before_start", "opens_on")
    if period.due_on < max(period.opens_on, period.end):
        yield breach("period_due_too_early", "due_on")
    if period.locks_on < period.due_on:
        yield breach("period_locks_before_due", "locks_on")


def outside_plan(field: str, on: date | None, *, first_year: int, last_year: int) -> tuple[Breach, ...]:
    """The breach of a day outside the plan's years; a day not given is none."""
    if on is None or first_year <= on.year <= last_year:
        return ()
    return (breach("date_outside_plan", field, first=first_year, last=last_year),)


def _clashes(period: Period, others: Iterable[Period]) -> Iterator[Breach]:
    for other in others:
        if other.code == period.code:
            yield breach("period_code_used", "code", period=other.code)
        elif other.start <= period.end and period.start <= other.end:
            yield breach("period_overlaps", "start", period=other.code)


def due_day(period: Period, exceptions: Iterable[PeriodException]) -> date:
    """The last day on which a report is not late, extensions included."""
    return max([period.due_on, *_ends(exceptions, ExceptionKind.EXTENSION)])


def last_day_open(period: Period, exceptions: Iterable[PeriodException]) -> date:
    """The last day on which the form takes a first report, extensions and unlocks included."""
    return max([period.locks_on, *_ends(exceptions, ExceptionKind.EXTENSION, ExceptionKind.UNLOCK)])


def is_exempt(exceptions: Iterable[PeriodException], *, today: date) -> bool:
    """Whether the organisation owes no report at present."""
    return any(today <= until for until in _ends(exceptions, ExceptionKind.EXEMPTION))


def _ends(exceptions: Iterable[PeriodException], *kinds: ExceptionKind) -> list[date]:
    return [exception.until for exception in exceptions if exception.kind in kinds]


def days_left(due_on: date, *, today: date) -> int:
    """Days to the due day: 0 on the day itself, negative once it has passed."""
    return (due_on - today).days


def days_late(due_on: date, *, at: datetime) -> int:
    """Whole days by which a report handed in `at` that moment is late; 0 until the due day ends in Jakarta.

    For a report that is still missing, `at` is the present moment. ValueError for a naive moment.
    """
    return max(0, -days_left(due_on, today=day_in_wib(at)))


def lock_reason(
    period: Period,
    *,
    plan: PlanState,
    today: date,
    state: ReportState | None = None,
    version: int = 1,
    exceptions: Iterable[PeriodException] = (),
) -> LockReason | None:
    """Why the form takes nothing, or None when it takes what is written.

    `state` is that of the organisation's newest version; None when it has begun none. A returned report and
    a correction (`version` from 2 on, D30) may be written after the lock day: the secretariat waits for them.
    """
    if plan is PlanState.CLOSED:
        return LockReason.PLAN_CLOSED
    if state is ReportState.VERIFIED:
        return LockReason.VERIFIED
    if today < period.opens_on:
        return LockReason.NOT_OPEN_YET
    is_waited_for = state is ReportState.RETURNED or version > 1
    return LockReason.PAST_DUE if not is_waited_for and today > last_day_open(period, exceptions) else None
