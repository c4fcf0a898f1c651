"""What a report says on an indicator, by the indicator's kind (D5, D6, D7, D26).

`figure_breaches` is what is wrong with what stands there, `figure_gaps` what is missing in it. A draft may
have gaps; what is handed in has neither.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

from tracker.plans.rules import check_fraction, levels_of
from tracker.plans.states import IndicatorKind
from tracker.reports.breaches import Breach, breach, caught
from tracker.reports.period_rules import outside_plan
from tracker.reports.states import Statement
from tracker.targets.plausibility import DIGITS

_FRACTION = ("numerator", "denominator")
# What must be filled in, by kind.
_NEEDED: dict[IndicatorKind, tuple[str, ...]] = {
    IndicatorKind.PERCENTAGE: _FRACTION,
    IndicatorKind.RATIO: _FRACTION,
    IndicatorKind.COUNT: ("value",),
    IndicatorKind.YES_NO: ("level",),
    IndicatorKind.REGULATION: ("level",),
    IndicatorKind.QUALITY: ("aspects",),
}
# A score or a level of all aspects together; without one there are only the aspects, and nothing is averaged.
_OPTIONAL: dict[IndicatorKind, tuple[str, ...]] = {IndicatorKind.QUALITY: ("value", "level")}
# The kinds that are computed from a fraction, and by what it is multiplied (D5).
_FACTORS = {IndicatorKind.PERCENTAGE: Decimal(100), IndicatorKind.RATIO: Decimal(1)}
_INPUTS = (*_FRACTION, "value", "level", "aspects")


def inputs_of(kind: IndicatorKind) -> tuple[str, ...]:
    """What can be filled in for an indicator of a kind, in the order of a form."""
    return (*_OPTIONAL.get(kind, ()), *_NEEDED[kind])


@dataclass(frozen=True)
class Aspect:
    """One aspect of a quality and how it stands, in a level's words."""

    name: str
    level: str


@dataclass(frozen=True)
class Figure:
    """What is reported on one indicator. None and empty is blank, which is not zero (D7).

    `value` is in the indicator's unit; `measured_on` is the day it is true of, the period's last one if None.
    """

    statement: Statement | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    level: str | None = None
    aspects: tuple[Aspect, ...] = ()
    measured_on: date | None = None


@dataclass(frozen=True)
class Formula:
    """How a value was computed, to be shown beside it: numerator ÷ denominator × factor."""

    numerator: Decimal
    denominator: Decimal
    factor: Decimal


@dataclass(frozen=True)
class Measured:
    """What a figure amounts to: a value in the indicator's unit (45 percent is 45), a level, aspects."""

    value: Decimal | None = None
    level: str | None = None
    aspects: tuple[Aspect, ...] = ()
    formula: Formula | None = None


def measure(kind: IndicatorKind, figure: Figure) -> Measured | None:
    """What a figure amounts to; None when it is blank, has gaps, states no progress or cannot be computed."""
    if figure.statement is not Statement.FIGURE or figure_gaps(kind, figure):
        return None
    if kind not in _FACTORS:
        return Measured(figure.value, figure.level, figure.aspects)
    return _measured_share(figure, _FACTORS[kind])


def _measured_share(figure: Figure, factor: Decimal) -> Measured | None:
    if figure.numerator is None or not figure.denominator:
        return None
    formula = Formula(figure.numerator, figure.denominator, factor)
    return Measured(computed(formula), formula=formula)


def computed(formula: Formula) -> Decimal:
    """The value of a formula whose denominator is not zero, unrounded: without end it has 80 digits."""
    with localcontext(prec=DIGITS):
        return formula.numerator * formula.factor / formula.denominator


def figure_gaps(kind: IndicatorKind, figure: Figure) -> tuple[Breach, ...]:
    """What is missing in a figure: the statement itself, or inputs of this kind (D7, D26)."""
    if figure.statement is None:
        return (breach("indicator_not_stated", "statement"),)
    if figure.statement is Statement.NO_PROGRESS:
        return ()
    return tuple(breach("text_missing", name) for name in _NEEDED[kind] if name not in _filled(figure))


def _filled(figure: Figure) -> tuple[str, ...]:
    return tuple(name for name in _INPUTS if getattr(figure, name) not in (None, "", ()))


def figure_breaches(
    kind: IndicatorKind,
    figure: Figure,
    *,
    first_year: int,
    last_year: int,
    today: date,
    before: str | None = None,
) -> tuple[Breach, ...]:
    """What is wrong with a figure in a plan of these years. `before` is the level reported last time."""
    return (
        *_misplaced(kind, figure),
        *_fraction_breaches(kind, figure),
        *_value_breaches(figure),
        *_level_breaches(kind, figure.level, before),
        *_aspect_breaches(figure.aspects),
        *_day_breaches(figure.measured_on, today),
        *outside_plan("measured_on", figure.measured_on, first_year=first_year, last_year=last_year),
    )


def _misplaced(kind: IndicatorKind, figure: Figure) -> Iterator[Breach]:
    """Inputs beside "tidak ada kemajuan" (D26), and inputs that this kind of indicator does not have."""
    own = inputs_of(kind)
    for name in _filled(figure):
        if figure.statement is Statement.NO_PROGRESS:
            yield breach("no_progress_with_figure", name)
        elif name not in own:
            yield breach("input_of_another_kind", name)


def _fraction_breaches(kind: IndicatorKind, figure: Figure) -> tuple[Breach, ...]:
    numerator, denominator = figure.numerator, figure.denominator
    found = (
        *caught(lambda: check_fraction(numerator, None)),
        *caught(lambda: check_fraction(None, denominator)),
    )
    if found or kind is not IndicatorKind.PERCENTAGE or numerator is None or denominator is None:
        return found
    return _part_over_whole(numerator, denominator)


def _part_over_whole(numerator: Decimal, denominator: Decimal) -> tuple[Breach, ...]:
    if numerator <= denominator:
        return ()
    return (
        breach("denominator_below_numerator", "denominator", numerator=numerator, denominator=denominator),
    )


def _value_breaches(figure: Figure) -> Iterator[Breach]:
    if figure.value is not None and figure.value < 0:
        yield breach("value_negative", "value")
    if figure.value is not None and figure.level:
        yield breach("one_value_or_level", "value")


def _level_breaches(kind: IndicatorKind, level: str | None, before: str | None) -> Iterator[Breach]:
    order: list[str] = [*levels_of(kind)]
    if not level or not order:
        return
    if level not in order:
        yield breach("level_expected", "level")
    elif kind is IndicatorKind.REGULATION and before in order and order.index(level) < order.index(before):
        yield breach("stage_goes_back", "level", before=levels_of(kind)[order.index(before)])


def _aspect_breaches(aspects: tuple[Aspect, ...]) -> Iterator[Breach]:
    names = [aspect.name.strip().casefold() for aspect in aspects]
    if any(not aspect.name.strip() or not aspect.level.strip() for aspect in aspects):
        yield breach("aspect_half_filled", "aspects")
    if len(set(names)) < len(names):
        yield breach("aspect_named_twice", "aspects")


def _day_breaches(measured_on: date | None, today: date) -> Iterator[Breach]:
    if measured_on is not None and measured_on > today:
        yield breach("date_not_come_yet", "measured_on")
