"""Charts as geometry: plain numbers in, coordinates out. The macro in components/charts.html only draws.

Every series has its own way of being drawn, so that a chart reads in black and white and on paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import pairwise
from textwrap import wrap

from tracker.web.chart_notes import (
    BOTTOM,
    HEIGHT,
    LEFT,
    LETTER_WIDTH,
    RIGHT,
    TOP,
    WIDTH,
    Ink,
    Note,
    Place,
    noted,
)

LABEL_LINE, LABEL_GAP, LABEL_LETTERS = 15, 6, 26
INSET = Decimal(24)

_TENTH = Decimal("0.1")
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


class SeriesKind(StrEnum):
    """What a series says, and so how it is drawn."""

    BASELINE = "baseline"
    ROAD_MAP = "road_map"
    PROPOSAL = "proposal"
    COUNTER = "counter"
    AGREED = "agreed"
    REPORTED = "reported"
    VERIFIED = "verified"


@dataclass(frozen=True)
class Style:
    """How a kind of series is drawn: its colour on paper, `dash` as in SVG (empty for solid), its marks."""

    colour: str
    dash: str
    shape: str
    is_filled: bool
    thickness: str


STYLES = {
    SeriesKind.BASELINE: Style("#5b6470", "1 4", "square", True, "1.5"),
    SeriesKind.ROAD_MAP: Style("#5b6470", "6 4", "tick", True, "1.5"),
    SeriesKind.PROPOSAL: Style("#2b4c8c", "1 4", "circle", False, "1.5"),
    SeriesKind.COUNTER: Style("#8a5a00", "1 4", "diamond", False, "1.5"),
    SeriesKind.AGREED: Style("#1f6f43", "", "circle", True, "2.5"),
    SeriesKind.REPORTED: Style("#1d232b", "3 4", "ring", False, "1.5"),
    SeriesKind.VERIFIED: Style("#1d232b", "", "square", True, "2"),
}


@dataclass(frozen=True)
class Point:
    """A value in a year, or at a place of the chart's axis counted from 0.

    `text` is how it is shown ("≥ 80%"), since a chart does not format.
    """

    at: int
    value: Decimal
    text: str


@dataclass(frozen=True)
class Series:
    """Points of one kind held by one party, under the name that stands beside its line.

    `is_stepped`: each value holds throughout its place; the line runs level and is marked where it changes.
    """

    name: str
    kind: SeriesKind
    points: tuple[Point, ...]
    is_stepped: bool = False


@dataclass(frozen=True)
class AxisPlace:
    """A place along the bottom: its whole name, a short one, and its group, which is named once below."""

    name: str
    label: str
    group: str = ""


@dataclass(frozen=True)
class Axis:
    """What stands along the bottom in place of years, all of it whether or not there is a value.

    A line is broken where a place between two of its points has none: nothing is interpolated (D7).
    """

    heading: str
    places: tuple[AxisPlace, ...]


@dataclass(frozen=True)
class Tick:
    """A mark of an axis: how far along it, its text, and what stands under that."""

    at: Decimal
    text: str
    group: str = ""


@dataclass(frozen=True)
class Spot:
    """A point on the drawing, with its value beside it when there is room for it."""

    x: Decimal
    y: Decimal
    note: Note | None = None


@dataclass(frozen=True)
class Label:
    """The direct label of a series: its last value and its name in lines, at the right of its last point."""

    x: Decimal
    y: Decimal
    value: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class DrawnSeries:
    """A series in coordinates; `path` is empty for a single point, `leader` runs to the label."""

    name: str
    kind: SeriesKind
    style: Style
    path: str
    spots: tuple[Spot, ...]
    label: Label
    leader: str


@dataclass(frozen=True)
class LineChart:
    """Everything the macro needs: drawing, and the same numbers as a table; `heading` is "" for years."""

    title: str
    description: str
    width: int
    height: int
    plot_left: int
    plot_right: int
    plot_bottom: int
    values: tuple[Tick, ...]
    places: tuple[Tick, ...]
    series: tuple[DrawnSeries, ...]
    heading: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class _Scale:
    """From values to coordinates: years or places across, values up from zero."""

    across: tuple[int, ...]
    top: Decimal
    has_gaps: bool

    @property
    def gap(self) -> Decimal:
        """How far one place is from the next."""
        room = Decimal(WIDTH - LEFT - RIGHT) - 2 * INSET
        return room / max(self.across[-1] - self.across[0], 1)

    def x(self, at: int) -> Decimal:
        first, last = self.across[0], self.across[-1]
        steps = Decimal(at - first) if last > first else Decimal("0.5")
        return _tenth(LEFT + INSET + self.gap * steps)

    def y(self, value: Decimal) -> Decimal:
        return _tenth(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / self.top)

    def breaks(self, before: Point, after: Point) -> bool:
        """Whether a line is broken between two points that follow each other."""
        return self.has_gaps and after.at > before.at + 1


def line_chart(
    title: str, description: str, series: Sequence[Series], *, suffix: str = "", axis: Axis | None = None
) -> LineChart:
    """The geometry of a chart of yearly values, or of values along an `axis`.

    `description` says in a sentence what is to be seen; `suffix` follows the numbers of the y axis ("%").
    Series without points are left out; values are from zero up. ValueError when nothing is left.
    """
    shown = [one for one in series if one.points]
    if not shown:
        raise ValueError("a chart needs a point")
    names = _names(shown, axis)
    step, top = axis_of(max(point.value for one in shown for point in one.points))
    scale = _Scale(tuple(names), top, has_gaps=axis is not None)
    return LineChart(
        title=title,
        description=description,
        width=WIDTH,
        height=HEIGHT,
        plot_left=LEFT,
        plot_right=WIDTH - RIGHT,
        plot_bottom=HEIGHT - BOTTOM,
        values=_value_ticks(scale, step, suffix),
        places=_place_ticks(scale, axis) if axis else _year_ticks(scale),
        series=_drawn(shown, scale),
        heading=axis.heading if axis else "",
        headings=tuple(one.name for one in shown),
        rows=tuple((name, *(_text_in(one, at) for one in shown)) for at, name in names.items()),
    )


def _names(shown: Sequence[Series], axis: Axis | None) -> dict[int, str]:
    """What stands along the bottom, in order: every place of the axis, or the years that have a value."""
    if axis:
        return {at: place.name for at, place in enumerate(axis.places)}
    return {year: str(year) for year in sorted({point.at for one in shown for point in one.points})}


def axis_of(highest: Decimal) -> tuple[Decimal, Decimal]:
    """A round step and top of a y axis from zero that shows `highest` in at most five steps."""
    if highest <= 0:
        return Decimal("0.25"), Decimal(1)
    power = Decimal(1).scaleb((highest / 5).adjusted())
    step = next(size * power for size in _STEPS if size * power * 5 >= highest)
    steps = (highest / step).to_integral_value(rounding="ROUND_CEILING")
    return step, step * steps


def spread(wanted: Sequence[Decimal], heights: Sequence[int], *, lowest: Decimal) -> list[Decimal]:
    """Tops for blocks that would like to stand at `wanted` (ascending), moved apart so that none overlap.

    The last block ends at `lowest` at most; when they do not all fit they go above rather than overlap.
    """
    tops: list[Decimal] = []
    for want, _height in zip(wanted, heights, strict=True):
        floor = tops[-1] + heights[len(tops) - 1] + LABEL_GAP if tops else want
        tops.append(max(want, floor))
    limit = lowest
    for index in reversed(range(len(tops))):
        tops[index] = min(tops[index], limit - heights[index])
        limit = tops[index] - LABEL_GAP
    return tops


def _value_ticks(scale: _Scale, step: Decimal, suffix: str) -> tuple[Tick, ...]:
    count = int(scale.top / step)
    return tuple(Tick(scale.y(step * index), _plain(step * index) + suffix) for index in range(count + 1))


def _year_ticks(scale: _Scale) -> tuple[Tick, ...]:
    return tuple(Tick(scale.x(year), str(year)) for year in scale.across)


def _place_ticks(scale: _Scale, axis: Axis) -> tuple[Tick, ...]:
    """As many labels as stand side by side, each group under the first of its own."""
    widest = LETTER_WIDTH * max(len(one.label) for one in axis.places) + LABEL_GAP
    every = int((widest / scale.gap).to_integral_value(rounding="ROUND_CEILING"))
    shown = list(enumerate(axis.places))[::every]
    groups = ["", *(place.group for _at, place in shown)]
    return tuple(
        Tick(scale.x(at), place.label, "" if place.group == before else place.group)
        for (at, place), before in zip(shown, groups, strict=False)
    )


def _plain(value: Decimal) -> str:
    return f"{value.normalize():,f}".translate(str.maketrans(",.", ".,"))


def _drawn(shown: Sequence[Series], scale: _Scale) -> tuple[DrawnSeries, ...]:
    labels = _labels(shown, scale)
    courses = [_runs(one, scale) for one in shown]
    lines = [line for runs in courses for run in runs for line in pairwise(run)]
    marks = {_place(point, scale) for one in shown for point in _marked(one)}
    drawn = Ink(lines, marks, {})
    return tuple(
        _draw(one, scale, runs, labels[index], drawn)
        for index, (one, runs) in enumerate(zip(shown, courses, strict=True))
    )


def _runs(one: Series, scale: _Scale) -> list[list[Place]]:
    """The corners of the series' line; more than one run where it is broken."""
    points = _in_order(one)
    runs = [_corners(one, points[0], scale)]
    for before, after in pairwise(points):
        if scale.breaks(before, after):
            runs.append([])
        runs[-1] += _corners(one, after, scale)
    return runs


def _corners(one: Series, point: Point, scale: _Scale) -> list[Place]:
    x, y = _place(point, scale)
    half = _tenth(min(scale.gap / 2, INSET))
    return [(x - half, y), (x + half, y)] if one.is_stepped else [(x, y)]


def _place(point: Point, scale: _Scale) -> Place:
    return scale.x(point.at), scale.y(point.value)


def _marked(one: Series) -> list[Point]:
    """The points that bear a mark: all of them, or where a level begins."""
    points = _in_order(one)
    if not one.is_stepped:
        return points
    return [points[0], *(after for before, after in pairwise(points) if after.text != before.text)]


def _in_order(one: Series) -> list[Point]:
    return sorted(one.points, key=lambda point: point.at)


def _draw(
    one: Series,
    scale: _Scale,
    runs: Sequence[Sequence[Place]],
    label: Label,
    ink: Ink,
) -> DrawnSeries:
    """The values of all but the last mark, which the label shows, stand beside it wherever there is room."""
    points = _marked(one)
    places = [_place(point, scale) for point in points]
    notes = [noted(point.text, place, ink) for point, place in zip(points[:-1], places, strict=False)]
    end_x, end_y = runs[-1][-1]
    return DrawnSeries(
        name=one.name,
        kind=one.kind,
        style=STYLES[one.kind],
        path=" ".join(_path(run) for run in runs if len(run) > 1),
        spots=tuple(Spot(x, y, note) for (x, y), note in zip(places, [*notes, None], strict=True)),
        label=label,
        leader=f"M{end_x + 8} {end_y} L{label.x - 6} {label.y - 4}",
    )


def _path(run: Sequence[Place]) -> str:
    return "M" + " L".join(f"{x} {y}" for x, y in run)


def _labels(shown: Sequence[Series], scale: _Scale) -> dict[int, Label]:
    ends = [_in_order(one)[-1] for one in shown]
    order = sorted(range(len(shown)), key=lambda index: scale.y(ends[index].value))
    lines = [tuple(wrap(shown[index].name, LABEL_LETTERS)) for index in order]
    heights = [LABEL_LINE * (1 + len(some)) for some in lines]
    wanted = [scale.y(ends[index].value) - LABEL_LINE for index in order]
    tops = spread(wanted, heights, lowest=Decimal(HEIGHT - BOTTOM + 20))
    return {
        index: Label(Decimal(WIDTH - RIGHT + 22), _tenth(top + LABEL_LINE), ends[index].text, some)
        for index, top, some in zip(order, tops, lines, strict=True)
    }


def _text_in(one: Series, at: int) -> str:
    return " · ".join(point.text for point in one.points if point.at == at)


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(_TENTH, ROUND_HALF_UP)
