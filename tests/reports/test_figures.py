"""What a report may say on an indicator."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.plans.states import IndicatorKind, RegulationStage, YesNo
from tracker.reports.figure_rules import (
    Aspect,
    Figure,
    Formula,
    Measured,
    computed,
    figure_breaches,
    figure_gaps,
    measure,
)
from tracker.reports.states import Statement

PERCENTAGE, COUNT, RATIO, YES_NO, REGULATION, QUALITY = IndicatorKind
BLANK = Figure(Statement.FIGURE)
NO_PROGRESS = Figure(Statement.NO_PROGRESS)
MANAGERS = Aspect("Pengelola", "sebagian")
WHOLE: dict[IndicatorKind, Figure] = {
    PERCENTAGE: replace(BLANK, numerator=Decimal(46), denominator=Decimal(100)),
    RATIO: replace(BLANK, numerator=Decimal(3), denominator=Decimal(2)),
    COUNT: replace(BLANK, value=Decimal(0)),
    YES_NO: replace(BLANK, level=YesNo.NO),
    REGULATION: replace(BLANK, level=RegulationStage.HARMONISATION),
    QUALITY: replace(BLANK, aspects=(MANAGERS,)),
}
TODAY = date(2022, 7, 4)
WHOLE_NUMBERS = st.integers(0, 10**30).map(Decimal)


def problems(kind: IndicatorKind, figure: Figure, *, before: str | None = None) -> list[tuple[str, str]]:
    """(code, field) of all that is wrong with a figure in a plan of 2021 and 2022, on 4 July 2022."""
    found = figure_breaches(kind, figure, first_year=2021, last_year=2022, today=TODAY, before=before)
    return [(one.code, one.field) for one in found]


def gaps(kind: IndicatorKind, figure: Figure) -> list[tuple[str, str]]:
    """(code, field) of all that is missing in a figure."""
    return [(one.code, one.field) for one in figure_gaps(kind, figure)]


def shared(numerator: int, denominator: int) -> Figure:
    """A figure of a numerator and a denominator."""
    return replace(BLANK, numerator=Decimal(numerator), denominator=Decimal(denominator))


@pytest.mark.parametrize("kind", IndicatorKind)
def test_each_kind_has_a_figure_that_is_whole_and_right(kind: IndicatorKind) -> None:
    assert gaps(kind, WHOLE[kind]) == problems(kind, WHOLE[kind]) == []
    assert measure(kind, WHOLE[kind]) is not None


def test_a_percent_is_computed_and_shows_its_formula() -> None:
    formula = Formula(Decimal(122), Decimal(653), Decimal(100))
    measured = measure(PERCENTAGE, shared(122, 653))
    assert measured == Measured(computed(formula), formula=formula)
    assert str(computed(formula)).startswith("18.68300153")


@given(st.integers(1, 10**30).map(Decimal), st.integers(0, 100))
def test_a_percent_that_has_an_end_is_exact(denominator: Decimal, percent: int) -> None:
    assert computed(Formula(denominator * percent, denominator * 100, Decimal(100))) == percent


def test_a_ratio_may_be_over_one_and_is_no_percent() -> None:
    measured = measure(RATIO, WHOLE[RATIO])
    assert measured is not None
    assert measured.value == Decimal("1.5")


def test_nothing_is_a_zero_only_because_it_is_blank() -> None:
    zero = measure(COUNT, WHOLE[COUNT])
    assert zero == Measured(Decimal(0))
    assert measure(COUNT, BLANK) is None
    assert gaps(COUNT, BLANK) == [("text_missing", "value")]


def test_a_numerator_of_zero_is_a_figure() -> None:
    figure = shared(0, 10)
    assert gaps(PERCENTAGE, figure) == problems(PERCENTAGE, figure) == []
    assert measure(PERCENTAGE, figure) == Measured(
        Decimal(0), formula=Formula(Decimal(0), Decimal(10), Decimal(100))
    )


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (5, 0, [("denominator_not_positive", "denominator")]),
        (5, -1, [("denominator_not_positive", "denominator")]),
        (11, 10, [("denominator_below_numerator", "denominator")]),
        (10, 10, []),
        (-1, 10, [("numerator_negative", "numerator")]),
        (-1, 0, [("numerator_negative", "numerator"), ("denominator_not_positive", "denominator")]),
    ],
)
def test_a_percentage_is_a_part_of_a_whole(
    numerator: int, denominator: int, expected: list[tuple[str, str]]
) -> None:
    assert problems(PERCENTAGE, shared(numerator, denominator)) == expected


@given(WHOLE_NUMBERS, WHOLE_NUMBERS)
def test_a_percentage_that_is_not_refused_lies_between_nothing_and_everything(
    numerator: Decimal, denominator: Decimal
) -> None:
    figure = replace(BLANK, numerator=numerator, denominator=denominator)
    if not problems(PERCENTAGE, figure):
        measured = measure(PERCENTAGE, figure)
        assert measured is not None
        assert measured.value is not None
        assert 0 <= measured.value <= 100


def test_half_a_fraction_names_the_other_half() -> None:
    half = replace(BLANK, numerator=Decimal(5))
    assert gaps(PERCENTAGE, half) == [("text_missing", "denominator")]
    assert measure(PERCENTAGE, half) is None


@pytest.mark.parametrize("kind", [PERCENTAGE, RATIO])
def test_what_cannot_be_divided_amounts_to_nothing_yet(kind: IndicatorKind) -> None:
    assert measure(kind, shared(5, 0)) is None


def test_silence_is_a_gap_and_no_progress_is_none() -> None:
    assert gaps(PERCENTAGE, Figure()) == [("indicator_not_stated", "statement")]
    assert gaps(PERCENTAGE, NO_PROGRESS) == problems(PERCENTAGE, NO_PROGRESS) == []
    assert measure(PERCENTAGE, NO_PROGRESS) is None


@pytest.mark.parametrize("kind", IndicatorKind)
def test_no_progress_has_no_figure_beside_it(kind: IndicatorKind) -> None:
    found = problems(kind, replace(WHOLE[kind], statement=Statement.NO_PROGRESS))
    assert {code for code, _field in found} == {"no_progress_with_figure"}


@pytest.mark.parametrize(
    ("kind", "other"),
    [(PERCENTAGE, COUNT), (COUNT, PERCENTAGE), (YES_NO, COUNT), (REGULATION, QUALITY), (RATIO, YES_NO)],
)
def test_the_inputs_of_another_kind_are_refused(kind: IndicatorKind, other: IndicatorKind) -> None:
    assert {code for code, _field in problems(kind, WHOLE[other])} >= {"input_of_another_kind"}


def test_an_amount_is_never_less_than_nothing() -> None:
    assert problems(COUNT, replace(BLANK, value=Decimal(-1))) == [("value_negative", "value")]


def test_a_regulation_does_not_go_back_a_stage_but_may_skip_some() -> None:
    drafted = replace(BLANK, level=RegulationStage.DRAFTING)
    enacted = replace(BLANK, level=RegulationStage.ENACTMENT)
    before = RegulationStage.DISCUSSION
    assert problems(REGULATION, drafted, before=before) == [("stage_goes_back", "level")]
    assert problems(REGULATION, enacted, before=before) == []
    assert problems(REGULATION, enacted, before=RegulationStage.ENACTMENT) == []


def test_what_was_open_can_be_shut_again() -> None:
    assert problems(YES_NO, WHOLE[YES_NO], before=YesNo.YES) == []


@pytest.mark.parametrize("kind", [YES_NO, REGULATION])
def test_a_level_is_one_of_its_kind(kind: IndicatorKind) -> None:
    assert problems(kind, replace(BLANK, level="hampir")) == [("level_expected", "level")]


def test_a_quality_is_told_by_aspect_with_at_most_one_word_for_all() -> None:
    scored = replace(WHOLE[QUALITY], value=Decimal(3))
    assert problems(QUALITY, scored) == []
    assert measure(QUALITY, scored) == Measured(Decimal(3), aspects=(MANAGERS,))
    assert problems(QUALITY, replace(scored, level="baik")) == [("one_value_or_level", "value")]
    assert gaps(QUALITY, replace(BLANK, value=Decimal(3))) == [("text_missing", "aspects")]


@pytest.mark.parametrize(
    ("aspects", "code"),
    [
        ((MANAGERS, replace(MANAGERS, name="pengelola ")), "aspect_named_twice"),
        ((MANAGERS, Aspect("Tindak lanjut", " ")), "aspect_half_filled"),
        ((Aspect("", "baik"),), "aspect_half_filled"),
    ],
)
def test_each_aspect_is_named_once_and_says_something(aspects: tuple[Aspect, ...], code: str) -> None:
    assert problems(QUALITY, replace(BLANK, aspects=aspects)) == [(code, "aspects")]


@pytest.mark.parametrize(
    ("measured_on", "codes"),
    [
        (date(2021, 1, 1), []),
        (TODAY, []),
        (date(2020, 12, 31), ["date_outside_plan"]),
        (date(2022, 7, 5), ["date_not_come_yet"]),
        (date(2023, 1, 1), ["date_not_come_yet", "date_outside_plan"]),
    ],
)
def test_a_figure_is_of_a_day_of_the_plan_that_has_come(measured_on: date, codes: list[str]) -> None:
    figure = replace(WHOLE[COUNT], measured_on=measured_on)
    assert problems(COUNT, figure) == [(code, "measured_on") for code in codes]
