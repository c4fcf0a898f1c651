"""Charts as geometry: plain numbers in, coordinates out. The macro in components/charts.html only draws.

Every series has its own way of being drawn, so that a chart reads in black and white and on paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import pairwise
from textwrap import wrap

Place = tuple[Decimal, Decimal]

WIDTH, HEIGHT = 640, 320
LEFT, RIGHT, TOP, BOTTOM = 76, 190, 20, 36
LABEL_LINE, LABEL_GAP, LABEL_LETTERS = 15, 6, 26
LETTER_WIDTH = Decimal("7")

_TENTH = Decimal("0.1")
# Where a value may stand beside its mark, best first: to the right and left, down, and the text's anchor.
_CORNERS = ((-3, -8, "end"), (4, 17, "start"), (4, -8, "start"), (-3, 17, "end"))
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


class SeriesKind(StrEnum):
    """What a series says, and so how it is drawn."""

    BASELINE = "baseline"
    ROAD_MAP = "road_map"
    PROPOSAL = "proposal"
    COUNTER = "counter"
    AGREED = "agreed"
    ACTUAL = "actual"


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
    SeriesKind.ACTUAL: Style("#1d232b", "", "square", True, "2"),
}


@dataclass(frozen=True)
class Point:
    """A value in a year; `text` is how it is shown ("≥ 80%"), since a chart does not format."""

    year: int
    value: Decimal
    text: str


@dataclass(frozen=True)
class Series:
    """Points of one kind held by one party, under the name that stands beside its line."""

    name: str
    kind: SeriesKind
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Tick:
    """A mark of an axis: how far along it, and its text."""

    at: Decimal
    text: str


@dataclass(frozen=True)
class Note:
    """A value beside its mark, on the side where no line runs; `anchor` as in SVG."""

    x: Decimal
    y: Decimal
    anchor: str
    text: str

    @property
    def box(self) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        """Left, right, top and bottom of the text."""
        length = LETTER_WIDTH * len(self.text)
        left = self.x - length if self.anchor == "end" else self.x
        return left, left + length, self.y - 11, self.y + 3

    @property
    def is_inside(self) -> bool:
        """Whether it stands within the axes."""
        return self.box[0] > LEFT and self.y < HEIGHT - BOTTOM - 4

    def covers(self, x: Decimal, y: Decimal) -> bool:
        """Whether the text stands over this spot."""
        left, right, top, bottom = self.box
        return left <= x <= right and top <= y <= bottom

    def overlaps(self, other: "Note") -> bool:
        """Whether one would be printed over the other."""
        left, right, top, bottom = self.box
        other_left, other_right, other_top, other_bottom = other.box
        return left < other_right and other_left < right and top < other_bottom and other_top < bottom


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
    """A series in coordinates; `path` is empty for a single point."""

    name: str
    kind: SeriesKind
    style: Style
    path: str
    spots: tuple[Spot, ...]
    label: Label
    leader: str


@dataclass(frozen=True)
class LineChart:
    """Everything the macro needs: drawing, and the same numbers as a table."""

    title: str
    description: str
    width: int
    height: int
    plot_left: int
    plot_right: int
    plot_bottom: int
    values: tuple[Tick, ...]
    years: tuple[Tick, ...]
    series: tuple[DrawnSeries, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class _Scale:
    """From values to coordinates: years across, values up from zero."""

    years: tuple[int, ...]
    top: Decimal

    def x(self, year: int) -> Decimal:
        first, last = self.years[0], self.years[-1]
        span = max(last - first, 1)
        inset = Decimal(24)
        room = Decimal(WIDTH - LEFT - RIGHT) - 2 * inset
        share = Decimal(year - first) / span if last > first else Decimal("0.5")
        return _tenth(LEFT + inset + room * share)

    def y(self, value: Decimal) -> Decimal:
        return _tenth(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / self.top)


def line_chart(title: str, description: str, series: Sequence[Series], *, suffix: str = "") -> LineChart:
    """The geometry of a chart of yearly values.

    `description` says in a sentence what is to be seen; `suffix` follows the numbers of the y axis ("%").
    Series without points are left out; values are from zero up. ValueError when nothing is left.
    """
    shown = [one for one in series if one.points]
    if not shown:
        raise ValueError("a chart needs a point")
    years = tuple(sorted({point.year for one in shown for point in one.points}))
    step, top = axis_of(max(point.value for one in shown for point in one.points))
    scale = _Scale(years, top)
    return LineChart(
        title=title,
        description=description,
        width=WIDTH,
        height=HEIGHT,
        plot_left=LEFT,
        plot_right=WIDTH - RIGHT,
        plot_bottom=HEIGHT - BOTTOM,
        values=_value_ticks(scale, step, suffix),
        years=tuple(Tick(scale.x(year), str(year)) for year in years),
        series=_drawn(shown, scale),
        headings=tuple(one.name for one in shown),
        rows=tuple((str(year), *(_text_in(one, year) for one in shown)) for year in years),
    )


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


def _plain(value: Decimal) -> str:
    return f"{value.normalize():,f}".translate(str.maketrans(",.", ".,"))


def _drawn(shown: Sequence[Series], scale: _Scale) -> tuple[DrawnSeries, ...]:
    labels = _labels(shown, scale)
    places = [_places(one, scale) for one in shown]
    ink = [spot for some in places for spot in _along(some)]
    taken: list[Note] = []
    return tuple(
        _draw(one, some, labels[index], _notes(one, some, ink, taken))
        for index, (one, some) in enumerate(zip(shown, places, strict=True))
    )


def _places(one: Series, scale: _Scale) -> list[Place]:
    return [(scale.x(point.year), scale.y(point.value)) for point in _in_order(one)]


def _in_order(one: Series) -> list[Point]:
    return sorted(one.points, key=lambda point: point.year)


def _along(places: Sequence[Place]) -> list[Place]:
    """Spots of a line's ink, close enough together that no text slips between them."""
    return [
        (x + (next_x - x) * step / 40, y + (next_y - y) * step / 40)
        for (x, y), (next_x, next_y) in pairwise(places)
        for step in range(41)
    ] or list(places)


def _notes(
    one: Series, places: Sequence[Place], ink: Sequence[Place], taken: list[Note]
) -> list[Note | None]:
    """The values of all but the last point, which its label shows, wherever there is room."""
    texts = [point.text for point in _in_order(one)[:-1]]
    return [_noted(text, place, ink, taken) for text, place in zip(texts, places, strict=False)]


def _noted(text: str, place: Place, ink: Sequence[Place], taken: list[Note]) -> Note | None:
    """The value at the first corner of its mark that is free, now taken."""
    x, y = place
    for shift_x, shift_y, anchor in _CORNERS:
        note = Note(x + shift_x, y + shift_y, anchor, text)
        if note.is_inside and not (_touches(note, taken) or _is_crossed(note, ink)):
            taken.append(note)
            return note
    return None


def _touches(note: Note, taken: Sequence[Note]) -> bool:
    return any(note.overlaps(other) for other in taken)


def _is_crossed(note: Note, ink: Sequence[Place]) -> bool:
    return any(note.covers(x, y) for x, y in ink)


def _draw(one: Series, places: Sequence[Place], label: Label, notes: Sequence[Note | None]) -> DrawnSeries:
    last_x, last_y = places[-1]
    return DrawnSeries(
        name=one.name,
        kind=one.kind,
        style=STYLES[one.kind],
        path="M" + " L".join(f"{x} {y}" for x, y in places) if len(places) > 1 else "",
        spots=tuple(Spot(x, y, note) for (x, y), note in zip(places, [*notes, None], strict=True)),
        label=label,
        leader=f"M{last_x + 8} {last_y} L{label.x - 6} {label.y - 4}",
    )


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


def _text_in(one: Series, year: int) -> str:
    return " · ".join(point.text for point in one.points if point.year == year)


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(_TENTH, ROUND_HALF_UP)
