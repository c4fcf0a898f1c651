"""The sheets to be filled in: each row is about one thing, each coloured cell is one field of the draft."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from openpyxl import Workbook

from tracker.core.bilingual import bilingual
from tracker.core.dates import format_date
from tracker.matrix.book_marks import NO_ROW, column_tag
from tracker.matrix.workbook_cells import Cell
from tracker.matrix.workbook_grid import Grid
from tracker.matrix.workbook_styles import (
    BODY,
    COLUMN_HEADING,
    GROUP_HEADING,
    MUTED_TEXT,
    OPEN_FIGURE,
    OPEN_TEXT,
    ORDINAL,
    PLAIN_LINE,
    STRONG,
    TITLE,
    Look,
)
from tracker.report_sheets.book import ReportBook
from tracker.report_sheets.entries import content_of
from tracker.report_sheets.sheet_tags import ENTRY, Seal, name_of
from tracker.report_sheets.slots import FIGURE_PARTS, MILESTONE_PARTS, WHOLE_FIELDS, Slot, Takes
from tracker.report_sheets.workbook_checks import Placed, write_checks
from tracker.report_sheets.workbook_facts import fact_columns, facts_of
from tracker.reports.asked import AskedMilestone
from tracker.reports.draft_rules import MOST_IN_A_LIST, PARTS_OF_LISTS
from tracker.reports.field_wording import LISTS, WORDS
from tracker.reports.states import Voice

# Hidden, but as wide as its texts: they must not make the rows higher.
_KEY_WIDTH = 200.0
_WIDTHS = {
    "statement": 18.0, "numerator": 14.0, "denominator": 14.0, "value": 14.0, "level": 18.0, "aspects": 30.0,
    "measured_on": 16.0, "state": 18.0, "on": 22.0, "category": 18.0, "text": 90.0, "owner": 34.0,
    "due_on": 16.0, ENTRY: 110.0,
}  # fmt: skip
# What is blank is high enough to be written in.
_LINES = {"narrative": 16, "completion": 1}
_LINES_OF_A_LIST = 2
_CLOSED = Look("muted", fill="band")
_FIGURES = frozenset({Takes.NUMBER, Takes.DAY})


@dataclass(frozen=True)
class Row:
    """A row: what its fields are about, what stands beside them to be read, how high it is at least."""

    place: str
    told: Sequence[Cell]
    lines: int = 1


@dataclass(frozen=True)
class EntrySheet:
    """A sheet: its columns to be read with their widths, its columns to be filled in, its rows.

    `frozen` of the columns stay in sight.
    """

    title: str
    advice: str
    told: Sequence[tuple[str, float]]
    parts: Sequence[str]
    rows: Sequence[Row]
    frozen: int = 1


def write_entry_sheets(workbook: Workbook, book: ReportBook, seal: Seal) -> None:
    """Write every sheet that a report of this voice has, if there is something to be filled in (D27)."""
    for sheet in _sheets(book):
        if sheet.rows:
            _write(workbook, book, seal, sheet)


def _sheets(book: ReportBook) -> Iterator[EntrySheet]:
    yield _indicators(book)
    if book.voice is Voice.GOVERNMENT:
        yield _milestones(book)
    yield _whole()
    if book.voice is Voice.GOVERNMENT:
        for name, parts in PARTS_OF_LISTS.items():
            yield _list(name, parts)


def _indicators(book: ReportBook) -> EntrySheet:
    used = {slot.part for slot in book.slots.values()}
    return EntrySheet(
        _("Indikator"),
        _("Isi sel berwarna kuning muda. “Keadaan pada tanggal” kosong berarti hari terakhir periode."),
        fact_columns(book.asked.year),
        [part for part in FIGURE_PARTS if part in used],
        [Row(one.key, facts_of(one, book)) for one in book.asked.indicators],
        frozen=2,
    )


def _milestones(book: ReportBook) -> EntrySheet:
    return EntrySheet(
        _("Tonggak"),
        _("Pilih keadaan tiap tonggak; yang selesai disertai tanggalnya."),
        [(_("Baris"), 14.0), (_("Tonggak capaian"), 60.0), (_("Tenggat"), 20.0)],
        MILESTONE_PARTS,
        [Row(one.key, _told_of(one, book)) for one in book.asked.milestones],
        frozen=2,
    )


def _told_of(one: AskedMilestone, book: ReportBook) -> list[Cell]:
    due = format_date(one.due_on, locale=book.language) if one.due_on else one.due_text
    return [(one.key, STRONG), (bilingual(one, "text").in_language(book.language), BODY), (due, BODY)]


def _whole() -> EntrySheet:
    return EntrySheet(
        _("Uraian"),
        _("Uraian kemajuan terbuka untuk umum setelah laporan diverifikasi."),
        [(_("Bagian"), 30.0)],
        (ENTRY,),
        [Row(name, [(str(WORDS[name]), STRONG)], _LINES[name]) for name in WHOLE_FIELDS],
    )


def _list(name: str, parts: Sequence[str]) -> EntrySheet:
    return EntrySheet(
        str(LISTS[name]),
        _("Satu pada setiap baris; paling banyak %(most)s.", most=MOST_IN_A_LIST),
        [(_("No."), 6.0)],
        parts,
        [
            Row(f"{name}.{number}", [(str(number + 1), ORDINAL)], _LINES_OF_A_LIST)
            for number in range(MOST_IN_A_LIST)
        ],
    )


def _write(workbook: Workbook, book: ReportBook, seal: Seal, sheet: EntrySheet) -> None:
    widths = [*(width for _heading, width in sheet.told), *(_WIDTHS[part] for part in sheet.parts)]
    grid = Grid(workbook, sheet.title, [*widths, _KEY_WIDTH])
    grid.freeze(below=4, columns=sheet.frozen)
    grid.hide_column(len(widths) + 1)
    grid.line(f"{sheet.title} · {book.label}", TITLE, height=24)
    grid.line(sheet.advice, PLAIN_LINE, height=18)
    _write_headings(grid, sheet, seal.stamp(book.origin))
    heading, slots, placed = grid.row, book.slots, list[Placed]()
    for row in sheet.rows:
        fields = [slots.get(name_of(row.place, part)) for part in sheet.parts]
        key: Cell = (seal.row(book.origin, row.place), MUTED_TEXT)
        first, *others = [_entry(slot, book) for slot in fields]
        grid.capped([*row.told, _set_off(first), *others, key], least=row.lines)
        placed += [
            Placed(grid.row, len(sheet.told) + column, slot) for column, slot in enumerate(fields, 1) if slot
        ]
    write_checks(grid, placed)
    grid.finish(headings=(heading, heading), footer=book.footer)


def _write_headings(grid: Grid, sheet: EntrySheet, stamp: str) -> None:
    blanks = [""] * len(sheet.told)
    grid.hidden([(tag, MUTED_TEXT) for tag in (*blanks, *map(column_tag, sheet.parts), stamp)])
    told = [(heading, COLUMN_HEADING) for heading, _width in sheet.told]
    first, *others = [(_heading(part), COLUMN_HEADING) for part in sheet.parts]
    grid.headings([*told, (first[0], GROUP_HEADING), *others, (NO_ROW, COLUMN_HEADING)])


def _heading(part: str) -> str:
    return _("Isian") if part == ENTRY else str(WORDS[part])


def _set_off(cell: Cell) -> Cell:
    """The first of the cells to be filled in."""
    content, look = cell
    return content, look._replace(edge="group")


def _entry(slot: Slot | None, book: ReportBook) -> Cell:
    if slot is None:
        return "", _CLOSED
    content = content_of(slot, book.draft.get(slot.name, ""), book.language)
    return content, OPEN_FIGURE if slot.takes in _FIGURES else OPEN_TEXT
