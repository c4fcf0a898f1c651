"""What figures amount to at one look: borders as a table, and nothing guessed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tracker.monitoring.progress_rules import (
    Judged,
    is_dropped_by,
    judged,
    look_of_silence,
    newest_due,
    tally,
)
from tracker.monitoring.progress_states import Look
from tracker.plans.states import Direction, IndicatorKind
from tracker.reports.achievement_rules import Aims, Known
from tracker.reports.asked import AskedIndicator
from tracker.reports.figure_rules import Figure
from tracker.reports.period_rules import Period
from tracker.reports.standing_rules import Standing
from tracker.reports.states import LockReason, ReportState, Statement, Uncounted
from tracker.targets.rules import Entry
from tracker.targets.states import PositionKind, Stance

FIGURE = Figure(Statement.FIGURE, Decimal(46), Decimal(100))
NO_PROGRESS = Figure(Statement.NO_PROGRESS)


def asked(target: Known = Decimal(45), *, kind: IndicatorKind = IndicatorKind.PERCENTAGE) -> AskedIndicator:
    """The indicator of the minutes, with what was agreed for the period."""
    return AskedIndicator(
        key="K01/1",
        kind=kind,
        direction=Direction.RISE,
        name_ind="Pengaduan ditindaklanjuti",
        name_eng="",
        unit_ind="persen",
        unit_eng="",
        numerator_ind="",
        numerator_eng="",
        denominator_ind="",
        denominator_eng="",
        is_cumulative=True,
        baseline=Decimal(19),
        aims=Aims(original=Decimal(80), at_start=target, latest=Decimal(30)),
    )


@pytest.mark.parametrize(
    ("reached", "look"),
    [("45", Look.ON_TRACK), ("44.99", Look.ATTENTION), ("33.75", Look.ATTENTION), ("33.7", Look.OFF_TRACK)],
)
def test_a_capaian_is_judged_by_the_thresholds(reached: str, look: Look) -> None:
    assert judged(asked(), replace(FIGURE, numerator=Decimal(reached))).look is look


def test_a_figure_is_held_against_what_was_agreed_at_the_start_of_its_period() -> None:
    found = judged(asked(), FIGURE)
    assert found.look is Look.ON_TRACK
    assert found.capaian
    assert found.capaian.formula
    assert found.capaian.formula.denominator == 45


@pytest.mark.parametrize(
    ("target", "look"),
    [
        (Uncounted.NO_TARGET, Look.WITHOUT_TARGET),
        (Uncounted.NOT_A_NUMBER, Look.UNSCORED),
        (Uncounted.MIDTERM, Look.UNSCORED),
        (Decimal(0), Look.UNSCORED),
    ],
)
def test_nothing_stands_in_for_a_target_to_reckon_with(target: Known, look: Look) -> None:
    found = judged(asked(target), FIGURE)
    assert found.look is look
    assert found.measured
    assert found.measured.value == 46
    assert found.capaian
    assert found.capaian.why_not


def test_what_was_dropped_is_not_scored_whatever_was_said() -> None:
    assert judged(asked(Uncounted.DROPPED), FIGURE).look is Look.DROPPED
    assert judged(asked(Uncounted.DROPPED), NO_PROGRESS).look is Look.DROPPED


def test_that_nothing_moved_is_a_statement_and_silence_is_none() -> None:
    assert judged(asked(), NO_PROGRESS).look is Look.NO_PROGRESS
    assert judged(asked(), None) == judged(None, FIGURE) == judged(asked(), Figure())
    assert judged(asked(), None) == Judged(Look.NOT_REPORTED)


def test_a_level_reached_is_shown_unscored() -> None:
    stage = Figure(Statement.FIGURE, level="issued")
    found = judged(asked(Uncounted.NOT_A_NUMBER, kind=IndicatorKind.REGULATION), stage)
    assert (found.look, found.measured and found.measured.level) == (Look.UNSCORED, "issued")


OPEN = Standing(None, None)


@pytest.mark.parametrize(
    ("standing", "look"),
    [
        (Standing(None, LockReason.NOT_OPEN_YET), Look.NOT_DUE),
        (OPEN, Look.NOT_DUE),
        (replace(OPEN, state=ReportState.DRAFT), Look.NOT_DUE),
        (replace(OPEN, days_late=3, is_missing=True), Look.NOT_REPORTED),
        (replace(OPEN, state=ReportState.DRAFT, days_late=3, is_missing=True), Look.NOT_REPORTED),
        (replace(OPEN, is_exempt=True), Look.EXCUSED),
        (replace(OPEN, state=ReportState.SUBMITTED, is_handed_in=True), Look.AWAITED),
        (replace(OPEN, state=ReportState.UNDER_VERIFICATION, is_handed_in=True), Look.AWAITED),
        (replace(OPEN, state=ReportState.SUBMITTED, is_handed_in=True, is_exempt=True), Look.AWAITED),
        (replace(OPEN, state=ReportState.RETURNED, is_handed_in=True), Look.SENT_BACK),
    ],
)
def test_silence_says_why(standing: Standing, look: Look) -> None:
    assert look_of_silence(standing) is look


def dropping(kind: PositionKind, day: int) -> Entry:
    """A word about dropping the indicator, of a day in February 2022."""
    at = datetime(2022, 2, day, tzinfo=UTC)
    return Entry(day, kind, Stance.DROP, 1, at, refers_to=1 if kind is PositionKind.AGREED else None)


AGREED_DROP = [dropping(PositionKind.COUNTER, 1), dropping(PositionKind.AGREED, 2)]


def test_an_indicator_is_dropped_from_the_day_after_that_was_agreed() -> None:
    assert not is_dropped_by(AGREED_DROP, date(2022, 2, 2))
    assert is_dropped_by(AGREED_DROP, date(2022, 2, 3))
    assert not is_dropped_by(AGREED_DROP[:1], date(2022, 2, 3))


def period(code: str, month: int) -> Period:
    """A period of one month, due on the 15th of the next."""
    day = date(2022, month, 1)
    due = date(2022, month + 1, 15)
    return Period(code, day, day.replace(day=28), due.replace(day=1), due, due)


def test_the_newest_due_period_is_the_last_whose_due_day_has_passed() -> None:
    periods = [period("C", 3), period("A", 1), period("B", 2)]
    assert newest_due(periods, today=date(2022, 2, 15)) is None
    assert newest_due(periods, today=date(2022, 2, 16)) == periods[1]
    assert newest_due(periods, today=date(2022, 12, 1)) == periods[0]


def test_a_tally_names_only_what_occurs_in_the_order_of_the_looks() -> None:
    looks = [Look.NOT_DUE, Look.ON_TRACK, Look.NOT_DUE]
    assert list(tally(looks).items()) == [(Look.ON_TRACK, 1), (Look.NOT_DUE, 2)]
