"""Papers that show no matrix, on the house's press: running lines, facts, counts and plain tables (D41)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tracker.config import ROOT
from tracker.matrix.pdf_press import Job, set_one
from tracker.matrix.pdf_sheets import Sheet, page_number, quoted

PORTRAIT, LANDSCAPE = "a4-portrait", "a4-landscape"


@dataclass(frozen=True)
class Table:
    """A table of texts. `columns` are (style, heading); `nothing` stands for no rows."""

    name: str
    heading: str
    columns: Sequence[tuple[str, str]]
    lines: Sequence[Sequence[str]]
    nothing: str
    note: str = ""

    @property
    def rows(self) -> list[list[tuple[str, str]]]:
        """Each row as cells with the style of their column."""
        styles = [style for style, _heading in self.columns]
        return [list(zip(styles, line, strict=True)) for line in self.lines]


@dataclass(frozen=True)
class Dress:
    """How a paper is set: its page, what runs at the head and the foot of every page, its own style sheets.

    The first page has the title itself and no head. `more` are files beside `paper.css`.
    """

    format: str
    head: str
    foot: str
    more: tuple[str, ...] = ()

    @property
    def css(self) -> str:
        """The style rules, the pages counted."""
        sheets = "\n".join(_css(name) for name in ("paper.css", *self.more))
        return f"""{sheets}
        @page {{
            size: {self.format.replace("-", " ")};
            @top-left {{ content: {quoted(self.head)} }}
            @bottom-left {{ content: {quoted(self.foot)} }}
            @bottom-right {{ content: {page_number(None)} }}
        }}
        @page :first {{ @top-left {{ content: none }} }}
    """


def set_paper(html: str, dress: Dress, target: Path) -> None:
    """Set a paper as tagged PDF/A, byte for byte the same for the same content, in the locale of the moment.

    RuleBroken "pango_missing" when the machine lacks what sets a PDF.
    """
    sheet = Sheet(html, dress.css)
    set_one(Job(sheet, target, sheet.digest[:32]))


@cache
def _css(name: str) -> str:
    return (ROOT / "templates/pdf" / name).read_text(encoding="utf-8")
