"""What a figure is worth against its targets, and that it stays so."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.plans.states import Direction
from tracker.reports.achievement_rules import (
    Aims,
    Known,
    achievement,
    actual_of,
    agreed_at,
    aims_of,
    beginning_of,
    capaian,
    kemajuan,
    known,
)
from tracker.reports.figure_rules import Aspect, Formula, Measured
from tracker.reports.states import Uncounted
from tracker.targets.rules import Entry, Mark
from tracker.targets.states import PositionKind, Stance

RISE, FALL, KEEP = Direction
START = date(2022, 4, 1)
MEETING = datetime(2020, 9, 21, 6, 30, tzinfo=UTC)
PATTIRO, MINISTRY = 1, 2
AMOUNTS = st.decimals("0.01", 10**9, places=2)


def entry(number: int, kind: PositionKind, value: str | None, *, at: datetime = MEETING) -> Entry:
    """A value for 2022; proposals are Pattiro's, all else the ministry's."""
    organisation = PATTIRO if kind is PositionKind.PROPOSAL else MINISTRY
    figure = Decimal(value) if value else None
    return Entry(number, kind, Stance.VALUE, organisation, at, year=2022, value=figure)


def withdrawal(number: int, of: int, at: datetime) -> Entry:
    """What takes entry `of` back."""
    return Entry(number, PositionKind.WITHDRAWN, Stance.VALUE, MINISTRY, at, year=2022, refers_to=of)


LEDGER = (
    entry(1, PositionKind.PROPOSAL, "80"),
    entry(2, PositionKind.COUNTER, "45"),
    entry(3, PositionKind.AGREED, "45", at=MEETING + timedelta(days=30)),
)
LATER = beginning_of(START) + timedelta(seconds=1)


def aims(*more: Entry, start: date = START, year: int = 2022, last_year: int = 2022) -> Aims:
    """The targets of 2022 for the second quarter, with further entries in the ledger."""
    return aims_of((*LEDGER, *more), year=year, start=start, last_year=last_year)


def percent(value: str, target: str, direction: Direction = RISE) -> Decimal | None:
    """The capaian of a value."""
    return capaian(Decimal(value), Decimal(target), direction).percent


def test_46_percent_is_57_5_percent_of_80_and_102_2_percent_of_45() -> None:
    found = achievement(Decimal(46), aims(), baseline=Decimal(19), direction=RISE)
    assert found.original.capaian.percent == Decimal("57.5")
    assert str(found.at_start.capaian.percent).startswith("102.222222")
    assert found.latest == found.at_start


def test_lowering_a_target_changes_no_period_that_began_before() -> None:
    lowered = aims(entry(4, PositionKind.AGREED, "40", at=LATER))
    assert lowered == replace(aims(), latest=Decimal(40))
    assert aims(entry(4, PositionKind.AGREED, "40", at=LATER), start=date(2022, 7, 1)).at_start == 40


@given(st.lists(st.tuples(st.sampled_from(PositionKind), AMOUNTS), max_size=6))
def test_whatever_is_recorded_later_leaves_what_counted_at_the_start(
    more: list[tuple[PositionKind, Decimal]],
) -> None:
    entries = [
        withdrawal(number, 3 if number % 2 else 1, LATER)
        if kind is PositionKind.WITHDRAWN
        else entry(number, kind, str(value), at=LATER)
        for number, (kind, value) in enumerate(more, start=4)
    ]
    found = aims(*entries)
    assert (found.original, found.at_start) == (Decimal(80), Decimal(45))


def test_an_agreement_counts_from_the_instant_at_which_it_was_recorded() -> None:
    assert agreed_at(LEDGER, 2022, LEDGER[2].recorded_at) == 45
    assert agreed_at(LEDGER, 2022, LEDGER[2].recorded_at - timedelta(microseconds=1)) is Uncounted.NO_TARGET


def test_a_period_begins_at_midnight_in_jakarta() -> None:
    assert beginning_of(START) == datetime(2022, 3, 31, 17, tzinfo=UTC)


def test_a_withdrawn_agreement_counts_for_the_periods_that_had_begun() -> None:
    found = aims(withdrawal(4, 3, LATER))
    assert (found.at_start, found.latest) == (Decimal(45), Uncounted.NO_TARGET)


def test_a_dropped_indicator_is_not_scored_any_more() -> None:
    dropped = Entry(4, PositionKind.AGREED, Stance.DROP, MINISTRY, LATER)
    found = aims(dropped)
    assert found == Aims(Decimal(80), Decimal(45), Uncounted.DROPPED)
    assert aims(dropped, start=date(2022, 7, 1)) == Aims(*[Uncounted.DROPPED] * 3)


def test_what_was_first_proposed_after_the_start_is_original_too() -> None:
    late = aims_of([entry(1, PositionKind.PROPOSAL, "80", at=LATER)], year=2022, start=START, last_year=2022)
    assert late == Aims(Decimal(80), Uncounted.NO_TARGET, Uncounted.NO_TARGET)


def test_an_official_position_does_not_hide_what_was_original_before_it() -> None:
    mine = (
        Entry(1, PositionKind.PROPOSAL, Stance.VALUE, MINISTRY, MEETING, year=2022, value=Decimal(80)),
        Entry(
            2, PositionKind.PROPOSAL, Stance.VALUE, MINISTRY, MEETING, unit=9, year=2022, value=Decimal(60)
        ),
    )
    early, late = Mark(1, 2, MEETING), Mark(1, 2, LATER)
    originals = [
        aims_of(mine, [mark], year=2022, start=START, last_year=2022).original for mark in (early, late)
    ]
    assert originals == [60, 80]


def test_a_target_after_the_plan_is_kept_and_not_scored() -> None:
    assert aims(year=2024) == Aims(*[Uncounted.MIDTERM] * 3)


def test_a_year_without_a_target_is_not_filled_from_another() -> None:
    assert aims(year=2021).latest is Uncounted.NO_TARGET


def test_a_level_is_no_number() -> None:
    stage = Entry(4, PositionKind.AGREED, Stance.VALUE, MINISTRY, MEETING, year=2021, level="enactment")
    assert aims(stage, year=2021).latest is Uncounted.NOT_A_NUMBER
    assert known(None, "", missing=Uncounted.NO_BASELINE) is Uncounted.NO_BASELINE


@pytest.mark.parametrize(
    ("measured", "expected"),
    [
        (Measured(Decimal(0)), Decimal(0)),
        (Measured(level="yes"), Uncounted.NOT_A_NUMBER),
        (Measured(aspects=(Aspect("Pengelola", "baik"),)), Uncounted.NOT_A_NUMBER),
        (None, Uncounted.NO_FIGURE),
    ],
)
def test_only_a_number_is_reckoned_with(measured: Measured | None, expected: Known) -> None:
    assert actual_of(measured) == expected


@pytest.mark.parametrize(
    ("value", "target", "direction", "expected"),
    [
        ("46", "80", RISE, Decimal("57.5")),
        ("0", "80", RISE, Decimal(0)),
        ("20", "10", FALL, Decimal(50)),
        ("5", "10", FALL, Decimal(200)),
        ("8", "10", KEEP, Decimal(80)),
        ("12.5", "10", KEEP, Decimal(80)),
    ],
)
def test_capaian_is_turned_round_where_less_is_better(
    value: str, target: str, direction: Direction, expected: Decimal
) -> None:
    assert percent(value, target, direction) == expected


@given(AMOUNTS, st.sampled_from(Direction))
def test_the_target_itself_is_100_percent(target: Decimal, direction: Direction) -> None:
    assert capaian(target, target, direction).percent == 100


@given(AMOUNTS, AMOUNTS)
def test_a_falling_indicator_mirrors_a_rising_one(value: Decimal, target: Decimal) -> None:
    assert capaian(value, target, FALL) == capaian(target, value, RISE)


@given(AMOUNTS, AMOUNTS)
def test_a_kept_level_never_passes_100_percent(value: Decimal, target: Decimal) -> None:
    kept = capaian(value, target, KEEP).percent
    assert kept is not None
    assert 0 < kept <= 100


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_a_better_figure_has_a_higher_capaian(first: Decimal, second: Decimal, target: Decimal) -> None:
    low, high = sorted((first, second))
    for worse, better, direction in ((low, high, RISE), (high, low, FALL)):
        less, more = (capaian(value, target, direction).percent for value in (worse, better))
        assert less is not None
        assert more is not None
        assert less <= more


@given(AMOUNTS, AMOUNTS)
def test_kemajuan_is_0_at_the_baseline_and_100_at_the_target(baseline: Decimal, target: Decimal) -> None:
    if baseline != target:
        ends = [kemajuan(value, target, baseline).percent for value in (baseline, target)]
        assert ends == [0, 100]


def test_kemajuan_counts_the_way_from_the_baseline_in_both_directions() -> None:
    rising = kemajuan(Decimal(46), Decimal(80), Decimal(19))
    assert rising.formula == Formula(Decimal(27), Decimal(61), Decimal(100))
    assert kemajuan(Decimal(30), Decimal(20), Decimal(40)).percent == 50
    assert kemajuan(Decimal(5), Decimal(80), Decimal(20)).percent == -25


def test_a_score_shows_what_it_was_computed_from() -> None:
    turned = capaian(Decimal(20), Decimal(10), FALL)
    assert turned.formula == Formula(Decimal(10), Decimal(20), Decimal(100))


@pytest.mark.parametrize(
    ("actual", "target", "direction", "reason"),
    [
        (Uncounted.NO_FIGURE, Decimal(80), RISE, Uncounted.NO_FIGURE),
        (Uncounted.NO_FIGURE, Uncounted.NO_TARGET, RISE, Uncounted.NO_TARGET),
        (Uncounted.NOT_A_NUMBER, Decimal(80), RISE, Uncounted.NOT_A_NUMBER),
        (Decimal(46), Decimal(0), RISE, Uncounted.ZERO_DIVISOR),
        (Decimal(0), Decimal(10), FALL, Uncounted.ZERO_DIVISOR),
        (Decimal(0), Decimal(0), KEEP, Uncounted.ZERO_DIVISOR),
        (Decimal(-1), Decimal(10), RISE, Uncounted.NEGATIVE),
        (Decimal(1), Decimal(-10), KEEP, Uncounted.NEGATIVE),
    ],
)
def test_a_capaian_that_cannot_be_said_has_its_reason(
    actual: Known, target: Known, direction: Direction, reason: Uncounted
) -> None:
    score = capaian(actual, target, direction)
    assert (score.percent, score.why_not) == (None, reason)


@pytest.mark.parametrize(
    ("actual", "target", "baseline", "reason"),
    [
        (Decimal(46), Decimal(80), Decimal(80), Uncounted.BASELINE_IS_TARGET),
        (Decimal(46), Decimal(80), Uncounted.NO_BASELINE, Uncounted.NO_BASELINE),
        (Uncounted.NO_FIGURE, Decimal(80), Decimal(19), Uncounted.NO_FIGURE),
        (Decimal(46), Uncounted.MIDTERM, Decimal(19), Uncounted.MIDTERM),
    ],
)
def test_a_kemajuan_that_cannot_be_said_has_its_reason(
    actual: Known, target: Known, baseline: Known, reason: Uncounted
) -> None:
    score = kemajuan(actual, target, baseline)
    assert (score.percent, score.why_not) == (None, reason)
