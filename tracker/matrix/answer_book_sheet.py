"""The sheet "Jawaban": what stands now, read-only, and beside it the cells for an answer."""

from collections.abc import Iterator

from flask_babel import gettext as _
from openpyxl import Workbook

from tracker.core.dates import format_date
from tracker.matrix import wording
from tracker.matrix.answer_book_cells import AnswerCells
from tracker.matrix.answer_book_checks import Placed, write_checks
from tracker.matrix.answer_book_invitation import Invitation
from tracker.matrix.answer_book_tags import (
    DROP_REASON,
    KIND,
    NOTE,
    REMARK,
    BookStamp,
    RowTag,
    Seal,
    is_open,
    value_field,
)
from tracker.matrix.book_marks import KEY, NO_ROW, column_tag
from tracker.matrix.rows import MatrixRow, YearCell
from tracker.matrix.workbook_cells import Cell
from tracker.matrix.workbook_edition import Edition
from tracker.matrix.workbook_grid import Grid
from tracker.matrix.workbook_rows import Column
from tracker.matrix.workbook_styles import (
    BODY,
    COLUMN_HEADING,
    GROUP_HEADING,
    MUTED_TEXT,
    PLAIN_LINE,
    STATUS_LOOK,
    STRONG,
    TITLE,
    Look,
)


def write_answer_sheet(workbook: Workbook, edition: Edition, invitation: Invitation, seal: Seal) -> None:
    """Write the sheet: one row for each indicator the invitation asks about, with its hidden key."""
    columns = columns_of(edition)
    fields = [column.field for column in columns]
    grid = Grid(workbook, _("Jawaban"), [column.width for column in columns])
    lines = [
        (f"{invitation.title} · {invitation.organisation}", TITLE, 24.0),
        (_advice(edition, invitation), PLAIN_LINE, 18.0),
    ]
    grid.freeze(below=len(lines) + 2, columns=fields.index("name") + 1)
    grid.hide_column(fields.index(KEY) + 1)
    for text, look, height in lines:
        grid.line(text, look, height=height)
    _write_heading(grid, edition, invitation, seal, columns)
    heading = grid.row
    placed = list(_write_rows(grid, edition, invitation, seal))
    write_checks(grid, fields, placed, years=edition.matrix.years, first=heading + 1)
    grid.finish(headings=(heading, heading), footer=edition.footer)


def columns_of(edition: Edition) -> list[Column]:
    """The columns in their order: what stands now, then what may be filled in, then the hidden key."""
    words, years = wording.columns(), edition.matrix.years
    return [
        Column("row", _("Baris"), 12.0),
        Column("name", words["name"], 40.0),
        Column("unit", words["unit"], 10.0),
        Column("baseline", words["baseline"], 16.0),
        *(Column(f"now.{year}", _("Sekarang %(year)s", year=year), 20.0) for year in years),
        Column("status", words["status"], 16.0),
        Column(KIND, _("Jawaban"), 18.0, is_set_off=True),
        *(Column(value_field(year), _("Usul angka %(year)s", year=year), 13.0) for year in years),
        Column(DROP_REASON, _("Alasan penghapusan"), 20.0),
        Column(REMARK, _("Catatan atau alasan"), 44.0),
        Column(NOTE, _("Catatan internal"), 28.0),
        # Hidden, but as wide as its texts: they must not make the rows higher.
        Column(KEY, words["key"], 200.0),
    ]


def _advice(edition: Edition, invitation: Invitation) -> str:
    due = format_date(invitation.due_on, locale=edition.language)
    return str(
        _("Isi hanya kolom berwarna mulai dari “Jawaban”, lalu kirim kembali paling lambat %(due)s.", due=due)
    )


def _write_heading(
    grid: Grid, edition: Edition, invitation: Invitation, seal: Seal, columns: list[Column]
) -> None:
    stamp = BookStamp(invitation.round_id, invitation.recipient_id, edition.stamp.sha256)
    tags = {column.field: column_tag(column.field) for column in columns if is_open(column.field)}
    tags[KEY] = seal.stamp(stamp)
    grid.hidden([(tags.get(column.field, ""), MUTED_TEXT) for column in columns])
    grid.headings(
        [(NO_ROW if column.field == KEY else column.heading, _heading_look(column)) for column in columns]
    )


def _heading_look(column: Column) -> Look:
    return GROUP_HEADING if column.is_set_off else COLUMN_HEADING


def _write_rows(grid: Grid, edition: Edition, invitation: Invitation, seal: Seal) -> Iterator[Placed]:
    """Write the rows; tells the number and the kind of each."""
    asked, answers = frozenset(invitation.row_keys), AnswerCells(edition)
    for row in edition.matrix.rows:
        if row.key not in asked:
            continue
        tag = RowTag(invitation.round_id, invitation.recipient_id, invitation.bases.get(row.key), row.key)
        key: Cell = (seal.row(tag), MUTED_TEXT)
        grid.capped([*_standing(row, edition), *answers.cells(row, invitation.answers.get(row.key)), key])
        yield Placed(grid.row, row.kind)


def _standing(row: MatrixRow, edition: Edition) -> list[Cell]:
    """What stands now."""
    cells = {cell.year: cell for cell in row.years}
    return [
        (row.key, STRONG),
        (wording.name_text(row, edition.language), STRONG._replace(is_struck=row.is_dropped)),
        (row.unit.in_language(edition.language), BODY),
        (wording.baseline_text(row.baseline, row.kind, edition.language), BODY),
        *((_now(row, cells.get(year), edition), BODY) for year in edition.matrix.years),
        (wording.status_text(row.status), STATUS_LOOK[row.status]),
    ]


def _now(row: MatrixRow, cell: YearCell | None, edition: Edition) -> str:
    """The agreed figure, else what was proposed and countered."""
    if cell is None:
        return wording.missing_text()
    figures = (
        ((_("disepakati"), cell.agreed),)
        if cell.agreed
        else ((_("awal"), cell.initial), (_("usulan balik"), cell.counter))
    )
    lines = (
        f"{word}: {wording.position_text(position, row.kind, edition.language)}"
        for word, position in figures
        if position
    )
    return "\n".join(lines) or wording.missing_text()
