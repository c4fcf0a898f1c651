"""Where a value may stand on a chart, beside its mark and over nothing else."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

Place = tuple[Decimal, Decimal]

# The frame of every chart.
WIDTH, HEIGHT = 640, 320
LEFT, RIGHT, TOP, BOTTOM = 76, 190, 20, 36
LETTER_WIDTH = Decimal("7")

# Where a value may stand beside its mark, best first: to the right and left, down, and the text's anchor.
_CORNERS = ((-3, -8, "end"), (4, 17, "start"), (4, -8, "start"), (-3, 17, "end"))
# How far from its middle a mark covers what is beneath.
_REACH = (Decimal(-7), Decimal(0), Decimal(7))


@dataclass(frozen=True)
class Note:
    """A value beside its mark, on the side where no line runs; `anchor` as in SVG."""

    x: Decimal
    y: Decimal
    anchor: str
    text: str

    @cached_property
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

    def is_crossed_by(self, start: Place, end: Place) -> bool:
        """Whether a straight line between two spots runs under the text."""
        left, right, top, bottom = self.box
        beside = max(start[0], end[0]) < left or min(start[0], end[0]) > right
        is_apart = beside or max(start[1], end[1]) < top or min(start[1], end[1]) > bottom
        return not is_apart and any(self.covers(x, y) for x, y in _along(start, end))

    def overlaps(self, other: "Note") -> bool:
        """Whether one would be printed over the other."""
        left, right, top, bottom = self.box
        other_left, other_right, other_top, other_bottom = other.box
        return left < other_right and other_left < right and top < other_bottom and other_top < bottom


@dataclass(frozen=True)
class Ink:
    """What is drawn already: straight lines, the marks, and the values written beside marks."""

    lines: Sequence[tuple[Place, Place]]
    marks: Collection[Place]
    notes: dict[Place, Note]

    def leaves_room_for(self, note: Note, own: Place) -> bool:
        """Whether a value beside its `own` mark stands on nothing else."""
        near = (spot for mark in self.marks if mark != own for spot in _around(mark))
        return not (
            any(note.overlaps(other) for other in self.notes.values())
            or any(note.is_crossed_by(*line) for line in self.lines)
            or any(note.covers(x, y) for x, y in near)
        )


def _around(mark: Place) -> Iterator[Place]:
    x, y = mark
    return ((x + right, y + down) for right in _REACH for down in _REACH)


def _along(start: Place, end: Place) -> Iterator[Place]:
    """Spots of a line's ink, close enough together that no text slips between them."""
    (x, y), (end_x, end_y) = start, end
    return ((x + (end_x - x) * step / 40, y + (end_y - y) * step / 40) for step in range(41))


def noted(text: str, place: Place, ink: Ink) -> Note | None:
    """The value at the first corner of its mark that is free, now taken; none where it is written already."""
    x, y = place
    for shift_x, shift_y, anchor in _CORNERS if place not in ink.notes else ():
        note = Note(x + shift_x, y + shift_y, anchor, text)
        if note.is_inside and ink.leaves_room_for(note, place):
            ink.notes[place] = note
            return note
    return None
