"""The signs of the states that no text font has: drawn here, so that page and PDF show the same everywhere.

Without them a telephone would show ⚠ and ↩ as coloured pictures, and a PDF whatever its machine has.
"""

from collections.abc import Iterable
from math import cos, hypot, pi, sin
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

Point = tuple[float, float]
Outline = list[Point]

FAMILY = "RAN OGI Marks"
_UNITS, _WIDTH, _STROKE = 1000, 700, 68
_DRAWN_AT = 3_786_912_000  # a fixed moment (fonts count seconds from 1904), so that the bytes never change


def _bar(start: Point, end: Point) -> Outline:
    """A stroke with square ends, clockwise."""
    length = hypot(end[0] - start[0], end[1] - start[1])
    along = ((end[0] - start[0]) / length * _STROKE / 2, (end[1] - start[1]) / length * _STROKE / 2)
    (x1, y1), (x2, y2) = (start[0] - along[0], start[1] - along[1]), (end[0] + along[0], end[1] + along[1])
    across = (-along[1], along[0])
    return [
        (x1 + across[0], y1 + across[1]),
        (x2 + across[0], y2 + across[1]),
        (x2 - across[0], y2 - across[1]),
        (x1 - across[0], y1 - across[1]),
    ]


def _arc(centre: Point, radius: float, first: float, last: float) -> Outline:
    """Points along a circle, angles in half turns."""
    steps = [first + (last - first) * step / 24 for step in range(25)]
    return [(centre[0] + radius * cos(angle * pi), centre[1] + radius * sin(angle * pi)) for angle in steps]


def _arrow(tail: Point, head: Point) -> list[Outline]:
    back = -110 if head[0] > tail[0] else 110
    barbs = [_bar(head, (head[0] + back, head[1] + rise)) for rise in (110, -110)]
    return [_bar(tail, head), *barbs]


def _ring(centre: Point, radius: float) -> list[Outline]:
    return [_arc(centre, radius, 2, 0), _arc(centre, radius - _STROKE, 0, 2)]


def _hook(centre: Point, radius: float) -> Outline:
    half = _STROKE / 2
    return [*_arc(centre, radius + half, 0.5, -0.5), *_arc(centre, radius - half, -0.5, 0.5)]


_MARKS: dict[str, list[Outline]] = {
    "⇄": [*_arrow((70, 460), (620, 460)), *_arrow((630, 190), (80, 190))],
    "↩": [*_arrow((480, 220), (90, 220)), _hook((480, 375), 155), _bar((480, 530), (300, 530))],
    "⊘": [*_ring((350, 325), 300), _bar((165, 140), (535, 510))],
    "⚠": [
        [(350, 690), (700, 30), (0, 30)],
        [(350, 545), (113, 98), (587, 98)],
        _bar((350, 400), (350, 290)),
        _bar((350, 175), (350, 174)),
    ],
}


def build_marks(path: Path) -> Path:
    """Write the marks as a woff2 font of four glyphs: the same bytes on every machine."""
    names = {sign: f"uni{ord(sign):04X}" for sign in _MARKS}
    glyphs = {".notdef": _glyph([]), **{names[sign]: _glyph(shape) for sign, shape in _MARKS.items()}}
    builder = FontBuilder(_UNITS, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({ord(sign): name for sign, name in names.items()})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (_WIDTH, 0)))
    _set_lines_and_names(builder)
    builder.font.flavor = "woff2"
    builder.save(path)
    return path


def _set_lines_and_names(builder: FontBuilder) -> None:
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupNameTable({"familyName": FAMILY, "styleName": "Regular"})
    builder.setupPost(keepGlyphNames=False)
    builder.updateHead(created=_DRAWN_AT, modified=_DRAWN_AT)
    builder.font.recalcTimestamp = False


def _glyph(shape: Iterable[Outline]) -> object:
    pen = TTGlyphPen(None)
    for outline in shape:
        first, *rest = [(round(x), round(y)) for x, y in outline]
        pen.moveTo(first)
        for point in rest:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()
