"""Yearly levels, and the one thing that can be odd about them by themselves: a doubling that breaks."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

# A factor this close to two is meant to be two.
NEAR_TWO = Decimal("0.01")


@dataclass(frozen=True)
class Point:
    """A level in a year."""

    year: int
    value: Decimal


@dataclass(frozen=True)
class Series:
    """Yearly levels published earlier, in the order of the years."""

    name: str
    points: tuple[Point, ...]
    name_eng: str = ""


def doubling_repair(points: Sequence[Point]) -> Point | None:
    """The one other level by which a series that nearly doubles every year would double exactly."""
    if len(points) < 3 or not all(_nearly_doubles(*pair) for pair in pairwise(points)):
        return None
    if all(_doubles(*pair) for pair in pairwise(points)):
        return None
    repairs = [point for place in range(len(points)) if (point := _repair_at(points, place))]
    return repairs[0] if len(repairs) == 1 else None


def _repair_at(points: Sequence[Point], place: int) -> Point | None:
    anchor = points[1] if place == 0 else points[place - 1]
    factor = Decimal("0.5") if place == 0 else Decimal(2)
    repaired = Point(points[place].year, anchor.value * factor)
    others = [*points[:place], repaired, *points[place + 1 :]]
    return repaired if all(_doubles(*pair) for pair in pairwise(others)) else None


def _nearly_doubles(first: Point, second: Point) -> bool:
    is_next_year = second.year == first.year + 1
    return is_next_year and first.value > 0 and abs(second.value / first.value / 2 - 1) <= NEAR_TWO


def _doubles(first: Point, second: Point) -> bool:
    return second.value == first.value * 2
