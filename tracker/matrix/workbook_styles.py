"""How cells of the workbook look. Every look is made once and shared: a style per cell doubles the time."""

from copy import copy
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from tracker.targets.states import TalkStatus

# Arial is on every office machine, or has a stand-in of the same widths.
FONT_NAME = "Arial"
INK, MUTED, RULE = "1D232B", "5B6470", "B9B4A8"
ACCENT, ACCENT_SOFT, BAND, OPEN = "0B5563", "E3F0F1", "F1EEE6", "FFFDF2"
AGREED, CONTESTED, DROPPED, ALARM = "1F6F43", "8A5A00", "6B6F76", "A3262A"


class Look(NamedTuple):
    """What a cell looks like, by the names of its parts below.

    Edge "group" starts a group of columns; "above" and "below" look like one cell in two rows.
    """

    font: str = "body"
    align: str = "text"
    fill: str = "none"
    edge: str = "grid"
    is_struck: bool = False
    is_open: bool = False


_FONTS = {
    "body": Font(name=FONT_NAME, size=10, color=INK),
    "strong": Font(name=FONT_NAME, size=10, color=INK, bold=True),
    "figure": Font(name=FONT_NAME, size=11, color=INK),
    "word": Font(name=FONT_NAME, size=8.5, color=INK),
    "muted": Font(name=FONT_NAME, size=9, color=MUTED, italic=True),
    "agreed": Font(name=FONT_NAME, size=12, color=AGREED, bold=True),
    "agreed_status": Font(name=FONT_NAME, size=10, color=AGREED, bold=True),
    "agreed_word": Font(name=FONT_NAME, size=8.5, color=AGREED, bold=True),
    "contested": Font(name=FONT_NAME, size=10, color=CONTESTED, bold=True),
    "dropped": Font(name=FONT_NAME, size=10, color=DROPPED),
    "alarm": Font(name=FONT_NAME, size=10, color=ALARM),
    "heading": Font(name=FONT_NAME, size=10, color=ACCENT, bold=True),
    "title": Font(name=FONT_NAME, size=16, color=ACCENT, bold=True),
    "subtitle": Font(name=FONT_NAME, size=12, color=INK, bold=True),
    "draft": Font(name=FONT_NAME, size=12, color=ALARM, bold=True),
}
_ALIGNMENTS = {
    "text": Alignment(vertical="top", wrap_text=True),
    # A number that is too wide for its column would otherwise show as ####.
    "figure": Alignment(vertical="top", horizontal="right", shrink_to_fit=True),
    "words": Alignment(vertical="top", horizontal="right", wrap_text=True),
    "number": Alignment(vertical="top", horizontal="center"),
    "centre": Alignment(vertical="center", horizontal="center", wrap_text=True),
    "band": Alignment(vertical="center", wrap_text=True),
    "line": Alignment(vertical="center"),
}
_FILLS = {"head": ACCENT_SOFT, "band": BAND, "open": OPEN}
_THIN, _THICK = Side("thin", color=RULE), Side("medium", color=ACCENT)
_BORDERS = {
    "grid": Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN),
    "group": Border(left=_THICK, right=_THIN, top=_THIN, bottom=_THIN),
    "above": Border(left=_THIN, right=_THIN, top=_THIN),
    "below": Border(left=_THIN, right=_THIN, bottom=_THIN),
    "group_above": Border(left=_THICK, right=_THIN, top=_THIN),
    "group_below": Border(left=_THICK, right=_THIN, bottom=_THIN),
}

NUMBER, ORDINAL = Look("strong", "number"), Look(align="number")
BODY, STRONG, MUTED_TEXT, ALARM_TEXT = Look(), Look("strong"), Look("muted"), Look("alarm")
FIGURE, GROUP_FIGURE = Look("figure", "figure"), Look("figure", "figure", edge="group")
AGREED_FIGURE = Look("agreed", "figure")
# Levels are words, longer than figures.
WORDS_INSTEAD = {
    FIGURE: Look("word", "words"),
    GROUP_FIGURE: Look("word", "words", edge="group"),
    AGREED_FIGURE: Look("agreed_word", "words"),
}
MUTED_WORDS, GROUP_MUTED_WORDS = Look("muted", "words"), Look("muted", "words", edge="group")
COLUMN_HEADING = Look("heading", "centre", "head")
GROUP_HEADING = Look("heading", "centre", "head", "group")
HEADING_ABOVE, HEADING_BELOW = (Look("heading", "centre", "head", edge) for edge in ("above", "below"))
SET_OFF_ABOVE, SET_OFF_BELOW = (
    Look("heading", "centre", "head", edge) for edge in ("group_above", "group_below")
)
BAND_TEXT = Look("strong", "band", "band")
OPEN_TEXT = Look(fill="open", is_open=True)
OPEN_FIGURE = Look("figure", "figure", "open", is_open=True)
OPEN_CHOICE = Look("strong", "text", "open", edge="group", is_open=True)
TITLE, SUBTITLE, DRAFT = (Look(font, "line", edge="none") for font in ("title", "subtitle", "draft"))
PLAIN_LINE = Look(align="line", edge="none")
GROUP_TEXT, MUTED_GROUP_TEXT = Look(edge="group"), Look("muted", edge="group")
STATUS_CONTINUED = MUTED_GROUP_TEXT
_STATUS_FONTS = {
    TalkStatus.AGREED: "agreed_status",
    TalkStatus.PROPOSED: "strong",
    TalkStatus.CONTESTED: "contested",
    TalkStatus.NOT_SINGLE: "contested",
    TalkStatus.DROP_PROPOSED: "contested",
    TalkStatus.DROPPED: "dropped",
    TalkStatus.EMPTY: "muted",
}
STATUS_LOOK = {status: Look(font, edge="group") for status, font in _STATUS_FONTS.items()}


def set_base_font(workbook: Workbook) -> None:
    """Column widths are counted in digits of this font; cells without a style have it too."""
    base = Font(name=FONT_NAME, size=10)
    workbook._fonts = IndexedList([base])  # type: ignore[attr-defined]
    workbook._named_styles["Normal"].font = base  # type: ignore[attr-defined]


class Styles:
    """The shared styles of one workbook, each made when it is first asked for."""

    def __init__(self, sheet: WriteOnlyWorksheet) -> None:
        self._sheet = sheet
        self._made: dict[tuple[Look, str, bool], int] = {}

    def of(self, look: Look, number_format: str = "General", is_quoted: bool = False) -> int:
        """The number of a look's style; `is_quoted` keeps formula-like text a text in editing (D40)."""
        wanted = (look, number_format, is_quoted)
        style = self._made.get(wanted)
        if style is None:
            style = self._made[wanted] = self._make(look, number_format, is_quoted)
        return style

    def _make(self, look: Look, number_format: str, is_quoted: bool) -> int:
        cell = WriteOnlyCell(self._sheet)
        font = copy(_FONTS[look.font])
        font.strike = look.is_struck
        cell.font = font
        cell.alignment = _ALIGNMENTS[look.align]
        cell.protection = Protection(locked=not look.is_open)
        cell.number_format = number_format
        if look.fill != "none":
            cell.fill = PatternFill("solid", fgColor=_FILLS[look.fill])
        if look.edge != "none":
            cell.border = _BORDERS[look.edge]
        cell.quotePrefix = is_quoted
        return cell.style_id
