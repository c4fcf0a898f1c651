"""One sheet of the workbook, written from top to bottom: widths, heights, protection, page set-up."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from tracker.matrix.workbook_cells import Cell, Content, looks_like_formula, safe_text
from tracker.matrix.workbook_styles import Look, Styles

LINE_HEIGHT = 12.75
# Excel shows no row higher than 409 points: a longer text goes on in rows below.
MOST_LINES = 31
PAPER_A3 = 8
_MARGIN_INCHES = 0.4
_GOES_ON = "…"
Height = dict[str, str]

_NOTHING: Mapping[int, Cell] = MappingProxyType({})


class ToldCell(SheetCell):
    """A cell that is told what it holds. openpyxl's own setter guesses, and guesses formulas."""

    __slots__ = ("_style_id",)
    has_style = True

    def hold(self, value: str | None, data_type: str, style_id: int) -> None:
        """Hold a value of a type in a style of the workbook; digits of the type "n" are a number."""
        self._value = value
        self.data_type = data_type
        self._style_id = style_id

    @property
    def style_id(self) -> int:
        """The number of its style, looked up once a look and not once a cell."""
        return self._style_id

    def __repr__(self) -> str:
        # openpyxl writes the name of every cell it is handed into an exception it then ignores.
        return "ToldCell"


class Grid:
    """A sheet being written. Rows go in once and in order; nothing is kept but their number."""

    def __init__(self, workbook: Workbook, title: str, widths: Sequence[float]) -> None:
        self.sheet = workbook.create_sheet(title)
        self.row = 0
        self._styles = Styles(self.sheet)
        self._width = len(widths)
        self._capacities = [max(2, int(width * 1.05) - 1) for width in widths]
        self._cells = [ToldCell(self.sheet, 1, number) for number in range(1, len(widths) + 1)]
        self._merged: list[str] = []
        for number, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width
        self._set_up_page()

    def freeze(self, *, below: int, columns: int) -> None:
        """Keep `below` rows and `columns` columns in sight; to be said before the first row."""
        self.sheet.freeze_panes = f"{get_column_letter(columns + 1)}{below + 1}"

    def hide_column(self, number: int) -> None:
        """Hide a column; to be said before the first row."""
        self.sheet.column_dimensions[get_column_letter(number)].hidden = True

    def line(self, content: Content, look: Look, *, height: float = 15) -> None:
        """One line of text that runs over the cells beside it."""
        self._write([(content, look)], _kept(height))

    def fixed(self, cells: Sequence[Cell], *, lines: float) -> None:
        """A row whose height nothing changes."""
        self._write(cells, _kept(lines * LINE_HEIGHT))

    def headings(self, cells: Sequence[Cell]) -> None:
        """A row of column headings, with room for the buttons of a filter."""
        self.fixed(cells, lines=self._lines(cells) + 0.8)

    def band(self, text: str, look: Look) -> None:
        """A heading over all columns."""
        lines = _line_count(text, sum(self._capacities))
        self.fixed([(text, look), *[("", look)] * (self._width - 1)], lines=lines + 0.6)
        self.merge(self.row, 1, self.row, self._width)

    def append(self, cells: Sequence[Cell], *, continued: Mapping[int, Cell] = _NOTHING) -> None:
        """A row as high as its texts need.

        What is too long for one row goes on in rows below; `continued` is what else stands there, by place.
        """
        while (lines := self._lines(cells)) > MOST_LINES:
            cells, rest = self._split(cells, continued)
            self._write(cells, _estimated(MOST_LINES * LINE_HEIGHT))
            cells = rest
        self._write(cells, _estimated(lines * LINE_HEIGHT + 3))

    def add_below(self, cells: Sequence[Cell], filled: Mapping[int, Cell]) -> None:
        """A row that looks like one of `cells` above it and holds only what is `filled`, by place."""
        blank = [("", _closed(look)) for _content, look in cells]
        self.append([filled.get(place, cell) for place, cell in enumerate(blank)])

    def capped(self, cells: Sequence[Cell], *, least: int = 1) -> None:
        """A row as high as its texts need, or as high as a row can be: nothing goes on in rows below.

        A row with room for `least` lines is left blank to be written in.
        """
        lines = min(max(self._lines(cells), least), MOST_LINES)
        self._write(cells, _estimated(lines * LINE_HEIGHT + 3))

    def hidden(self, cells: Sequence[Cell]) -> None:
        """A row for programs only."""
        self._write(cells, {"hidden": "1"})

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Make one cell of a block."""
        self._merged.append(f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}")

    def allow_text(self, columns: Iterable[int], *, first: int, limit: int, title: str, problem: str) -> None:
        """Let people write up to `limit` characters into `columns` from row `first` to the last."""
        places = (get_column_letter(number) for number in columns)
        self.check(
            DataValidation(
                type="textLength",
                operator="lessThanOrEqual",
                formula1=str(limit),
                allow_blank=True,
                showErrorMessage=True,
                errorTitle=title,
                error=problem,
                sqref=" ".join(f"{place}{first}:{place}{max(first, self.row)}" for place in places),
            )
        )

    def check(self, rule: DataValidation) -> None:
        """Let the spreadsheet program check what is entered."""
        self.sheet.data_validations.dataValidation.append(rule)

    def finish(self, *, headings: tuple[int, int], footer: tuple[str, str, str]) -> None:
        """What stands after the rows: filter, repeated heading rows, footer, protection."""
        first, last = headings
        self.sheet.print_title_rows = f"{first}:{last}"
        self.sheet.auto_filter.ref = f"A{last}:{get_column_letter(self._width)}{max(self.row, last + 1)}"
        self.finish_plain(footer)

    def finish_plain(self, footer: tuple[str, str, str]) -> None:
        """The end of a sheet that is no table."""
        # openpyxl keeps merged ranges in a set, whose order differs from run to run.
        self.sheet.merged_cells = self._merged
        parts = self.sheet.oddFooter.left, self.sheet.oddFooter.center, self.sheet.oddFooter.right
        for part, text in zip(parts, footer, strict=True):
            part.text = text
        self._protect()

    def _write(self, cells: Sequence[Cell], height: Height) -> None:
        self.row += 1
        self.sheet.row_dimensions[self.row] = height
        self.sheet.append([self._filled(place, *cell) for place, cell in enumerate(cells)])
        del self.sheet.row_dimensions[self.row]

    def _filled(self, place: int, content: Content, look: Look) -> ToldCell:
        # A row is written before the next one is filled, so each column needs one cell only.
        cell = self._cells[place]
        if not isinstance(content, str):
            # Digits as text, declared a number: openpyxl would pass a Decimal through a binary float.
            cell.hold(content.digits, "n", self._styles.of(look, content.number_format))
        elif content:
            text = safe_text(content)
            cell.hold(text, "s", self._styles.of(look, is_quoted=looks_like_formula(text)))
        else:
            cell.hold(None, "n", self._styles.of(look))
        return cell

    def _lines(self, cells: Sequence[Cell]) -> int:
        lines = 1
        for (content, _look), capacity in zip(cells, self._capacities, strict=True):
            # Most cells have one line, and there are millions of them.
            if isinstance(content, str) and (len(content) > capacity or "\n" in content):
                lines = max(lines, _line_count(content, capacity))
        return lines

    def _split(self, cells: Sequence[Cell], continued: Mapping[int, Cell]) -> tuple[list[Cell], list[Cell]]:
        heads, tails = list(cells), list[Cell]()
        for place, ((content, look), capacity) in enumerate(zip(cells, self._capacities, strict=True)):
            tail = ""
            if isinstance(content, str) and _line_count(content, capacity) > MOST_LINES:
                head, tail = _cut(content, capacity)
                heads[place] = head, look
            tails.append((tail, look) if tail else continued.get(place, ("", _closed(look))))
        return heads, tails

    def _set_up_page(self) -> None:
        sheet = self.sheet
        sheet.sheet_view.showGridLines = False
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", PAPER_A3
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        margins = sheet.page_margins
        margins.left = margins.right = margins.top = _MARGIN_INCHES
        margins.bottom, margins.header, margins.footer = 0.65, 0.3, 0.3

    def _protect(self) -> None:
        lock = self.sheet.protection
        lock.sheet = True
        # False means allowed.
        lock.formatColumns = lock.formatRows = lock.autoFilter = lock.sort = False


def _kept(height: float) -> Height:
    return {"ht": f"{height:.2f}", "customHeight": "1"}


def _estimated(height: float) -> Height:
    # Not marked as set by hand, so that programs may fit the row themselves.
    return {"ht": f"{height:.2f}"}


def _closed(look: Look) -> Look:
    return look._replace(fill="none", is_open=False) if look.is_open else look


def _line_count(text: str, capacity: int) -> int:
    if len(text) <= capacity and "\n" not in text:
        return 1
    return sum(max(1, -(-len(paragraph) // capacity)) for paragraph in text.split("\n"))


def _cut(text: str, capacity: int) -> tuple[str, str]:
    """As much as fits one row, cut between words, and the rest; both say that the text goes on."""
    end, left = 0, MOST_LINES - 1
    for paragraph in text.split("\n"):
        needed = _line_count(paragraph, capacity)
        if needed > left:
            end += left * capacity
            break
        end, left = end + len(paragraph) + 1, left - needed
    gap = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end))
    end = gap if gap > end // 2 else end
    return f"{text[:end].rstrip()} {_GOES_ON}", f"{_GOES_ON} {text[end:].lstrip()}"
