"""How an indicator stands in a period: the thresholds, and what is no figure."""

from decimal import Decimal

import pytest

from tracker.plans.states import Direction
from tracker.reports.achievement_rules import Score, capaian
from tracker.reports.states import AchievementStatus, Statement, Uncounted
from tracker.reports.status_rules import achievement_status, shown_percent

FIGURE, NO_PROGRESS = Statement


@pytest.mark.parametrize(
    ("percent", "status"),
    [
        ("102.2", AchievementStatus.ON_TARGET),
        ("100", AchievementStatus.ON_TARGET),
        ("99.99", AchievementStatus.ATTENTION),
        ("75", AchievementStatus.ATTENTION),
        ("74.99", AchievementStatus.OFF_TARGET),
        ("0", AchievementStatus.OFF_TARGET),
    ],
)
def test_the_capaian_tells_how_a_figure_stands(percent: str, status: AchievementStatus) -> None:
    assert achievement_status(FIGURE, Score(Decimal(percent))) is status


@pytest.mark.parametrize(
    ("percent", "shown"),
    [("102.2222", "102.2"), ("57.55", "57.6"), ("99.96", "99.9"), ("74.97", "74.9"), ("100", "100.0")],
)
def test_what_is_shown_never_contradicts_the_status(percent: str, shown: str) -> None:
    assert str(shown_percent(Decimal(percent))) == shown


def test_46_percent_is_on_the_agreed_target_and_off_the_original() -> None:
    agreed, original = (capaian(Decimal(46), Decimal(target), Direction.RISE) for target in (45, 80))
    assert achievement_status(FIGURE, agreed) is AchievementStatus.ON_TARGET
    assert achievement_status(FIGURE, original) is AchievementStatus.OFF_TARGET


@pytest.mark.parametrize("statement", [None, FIGURE, NO_PROGRESS])
@pytest.mark.parametrize("why_not", [Uncounted.DROPPED, Uncounted.MIDTERM])
def test_what_is_dropped_or_midterm_is_never_scored(statement: Statement | None, why_not: Uncounted) -> None:
    assert achievement_status(statement, Score(why_not=why_not)) is AchievementStatus.NOT_SCORED


def test_silence_and_no_progress_are_two_things_and_neither_is_a_figure() -> None:
    for score in (Score(why_not=Uncounted.NO_FIGURE), Score(why_not=Uncounted.NO_TARGET)):
        assert achievement_status(None, score) is AchievementStatus.NOT_REPORTED
        assert achievement_status(NO_PROGRESS, score) is AchievementStatus.NO_PROGRESS


def test_a_figure_without_a_target_says_so() -> None:
    without = achievement_status(FIGURE, Score(why_not=Uncounted.NO_TARGET))
    assert without is AchievementStatus.WITHOUT_TARGET


@pytest.mark.parametrize(
    "why_not", [Uncounted.NOT_A_NUMBER, Uncounted.ZERO_DIVISOR, Uncounted.NEGATIVE, Uncounted.NO_FIGURE]
)
def test_of_what_cannot_be_counted_nothing_is_said(why_not: Uncounted) -> None:
    assert achievement_status(FIGURE, Score(why_not=why_not)) is AchievementStatus.NOT_COUNTED
