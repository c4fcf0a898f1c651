"""What an account of civil society denies, which year counts, and what a filter takes."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tracker.monitoring.desk_rules import Denial, Place, Selection, denial, year_that_counts
from tracker.plans.states import IndicatorKind
from tracker.reports.content import Content, IndicatorAnswer
from tracker.reports.figure_rules import Aspect, Figure
from tracker.reports.states import Completion, Statement

NOTHING = Denial(None, ())
OTHER_FIGURE = Denial(None, ("K1/1",))


def share(part: int, whole: int = 100) -> Content:
    """So many of so many, and nothing else."""
    figure = Figure(Statement.FIGURE, numerator=Decimal(part), denominator=Decimal(whole))
    return Content((IndicatorAnswer("K1/1", IndicatorKind.PERCENTAGE, figure),))


def quality(*levels: str, value: Decimal | None = None) -> Content:
    """Aspects a, b … and how they stand, with or without a score of them all."""
    aspects = tuple(Aspect(name, level) for name, level in zip("abc", levels, strict=False))
    figure = Figure(Statement.FIGURE, value=value, aspects=aspects)
    return Content((IndicatorAnswer("K1/1", IndicatorKind.QUALITY, figure),))


def stage(level: str) -> Content:
    """A regulation at a stage."""
    figure = Figure(Statement.FIGURE, level=level)
    return Content((IndicatorAnswer("K1/1", IndicatorKind.REGULATION, figure),))


STILL = Content((IndicatorAnswer("K1/1", IndicatorKind.PERCENTAGE, Figure(Statement.NO_PROGRESS)),))
UNSAID = Content((IndicatorAnswer("K1/1", IndicatorKind.PERCENTAGE, Figure()),))


@pytest.mark.parametrize(
    ("report", "account", "found"),
    [
        (share(46), share(45), OTHER_FIGURE),
        (share(46), share(23, 50), NOTHING),
        (share(0), share(1), OTHER_FIGURE),
        (share(46), STILL, OTHER_FIGURE),
        (STILL, STILL, NOTHING),
        (share(46), UNSAID, NOTHING),
        (share(46), Content(), NOTHING),
        (stage("harmonisasi"), stage("pembahasan"), OTHER_FIGURE),
        (quality("baik", "cukup"), quality("baik", "cukup"), NOTHING),
        (quality("baik", "cukup"), quality("baik"), NOTHING),
        (quality("baik", "cukup"), quality("baik", "kurang"), OTHER_FIGURE),
        (quality("baik", value=Decimal(3)), quality("baik"), NOTHING),
    ],
)
def test_an_account_denies_what_it_says_otherwise_and_nothing_that_either_leaves_out(
    report: Content, account: Content, found: Denial
) -> None:
    assert denial(report, account) == found
    assert bool(found) is (found is not NOTHING)


@pytest.mark.parametrize(
    ("said", "other", "found"),
    [
        (Completion.SUBSTANTIAL, Completion.LIMITED, Completion.LIMITED),
        (Completion.LIMITED, Completion.LIMITED, None),
        (Completion.LIMITED, None, None),
        (None, Completion.LIMITED, None),
    ],
)
def test_another_completion_is_a_denial(
    said: Completion | None, other: Completion | None, found: Completion | None
) -> None:
    same = share(46)
    assert denial(replace(same, completion=said), replace(same, completion=other)) == Denial(found, ())


@pytest.mark.parametrize(("today", "year"), [(2020, 2021), (2021, 2021), (2022, 2022), (2026, 2022)])
def test_the_year_that_counts_is_this_one_within_the_plan(today: int, year: int) -> None:
    assert year_that_counts(2021, 2022, today=today) == year


def test_a_filter_takes_a_line_that_fits_in_everything_asked_for() -> None:
    place = Place("RAN6", ("KemenPAN-RB", "Pattiro"), "2022-TW1")
    assert Selection().takes(place)
    assert Selection("RAN6", "Pattiro", "2022-TW1").takes(place)
    assert not Selection("RAN6", "Pattiro", "2022-TW2").takes(place)
    assert not Selection(plan="RAN7").takes(place)
    assert not Selection(organisation="Kominfo").takes(place)
