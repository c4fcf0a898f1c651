"""The sheet "Matriks": title block, two rows of headings, one row per indicator under its commitment."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from flask_babel import gettext as _
from openpyxl import Workbook

from tracker.core.text import LONG_TEXT
from tracker.matrix import achieved_wording, wording
from tracker.matrix.rules import sections
from tracker.matrix.workbook_edition import Edition
from tracker.matrix.workbook_grid import Grid
from tracker.matrix.workbook_rows import Column, RowWriter, columns_of
from tracker.matrix.workbook_styles import (
    BAND_TEXT,
    COLUMN_HEADING,
    DRAFT,
    GROUP_HEADING,
    HEADING_ABOVE,
    HEADING_BELOW,
    PLAIN_LINE,
    SET_OFF_ABOVE,
    SET_OFF_BELOW,
    SUBTITLE,
    TITLE,
    Look,
)
from tracker.plans.states import IndicatorKind

Line = tuple[str, Look, float]
Kinds = dict[str, IndicatorKind]
_LINE_HEIGHT, _LAST_LINE_HEIGHT = 14.0, 20.0


def write_matrix_sheet(workbook: Workbook, edition: Edition, advance: Callable[[], None]) -> Kinds:
    """Write the sheet; `advance` is called after each indicator. Returns the kind of each, by row key."""
    columns, lines = columns_of(edition), list(_title_block(edition))
    fields = [column.field for column in columns]
    last_heading = len(lines) + 2
    grid = Grid(workbook, _("Matriks"), [column.width for column in columns])
    grid.freeze(below=last_heading, columns=fields.index("name") + 1)
    grid.hide_column(fields.index("key") + 1)
    for content, look, height in lines:
        grid.line(content, look, height=height)
    _write_headings(grid, columns)
    kinds = _write_rows(grid, edition, fields, advance)
    _open_remarks(grid, fields, last_heading + 1)
    grid.finish(headings=(last_heading - 1, last_heading), footer=edition.footer)
    return kinds


def _title_block(edition: Edition) -> Iterator[Line]:
    """Which plan, which version, and what the marks mean: text, look and height in points."""
    matrix, stamp, language = edition.matrix, edition.stamp, edition.language
    plan = matrix.plan_title.in_language(language)
    yield f"{wording.document_title()} · {plan}", TITLE, 24.0
    version = f"{wording.version_text(stamp)} · {wording.moment_text(matrix, stamp, language)}"
    yield version, DRAFT if stamp.is_draft else SUBTITLE, 18.0
    identity = (
        matrix.plan_code,
        wording.period_text(matrix),
        wording.fingerprint_text(stamp),
        wording.language_text(language),
        _("periksa salinan ini di %(url)s", url=stamp.check_url),
    )
    yield " · ".join(identity), PLAIN_LINE, _LINE_HEIGHT
    yield _("Tanda: %(marks)s", marks=_listed(wording.mark_legend(), " ")), PLAIN_LINE, _LINE_HEIGHT
    figures = _("Angka: %(figures)s", figures=_listed(wording.figure_legend(), " = "))
    is_last = not (edition.comparison or matrix.shows_achieved)
    yield figures, PLAIN_LINE, _LAST_LINE_HEIGHT if is_last else _LINE_HEIGHT
    if matrix.shows_achieved:
        yield achieved_wording.thresholds_text(), PLAIN_LINE, _LAST_LINE_HEIGHT
    if edition.comparison:
        moment = wording.as_of_text(edition.comparison.before_as_of, language)
        marks = _listed(wording.change_legend(), " ")
        text = _("Perubahan terhadap %(moment)s: %(marks)s", moment=moment, marks=marks)
        yield text, PLAIN_LINE, _LAST_LINE_HEIGHT


def _listed(legend: Iterable[tuple[str, str]], between: str) -> str:
    return "   ".join(f"{mark}{between}{meaning}" for mark, meaning in legend)


def _write_headings(grid: Grid, columns: list[Column]) -> None:
    groups = [(group, len(list(members))) for group, members in groupby(column.group for column in columns)]
    above = [text for group, width in groups for text in (group, *[""] * (width - 1))]
    looks = [_heading_looks(column) for column in columns]
    grid.fixed([(text, look) for text, (look, _below) in zip(above, looks, strict=True)], lines=1.6)
    place = 1
    for group, width in groups:
        if group:
            grid.merge(grid.row, place, grid.row, place + width - 1)
        place += width
    grid.headings([(column.heading, look) for column, (_above, look) in zip(columns, looks, strict=True)])


def _heading_looks(column: Column) -> tuple[Look, Look]:
    """The looks of a column's two heading cells; without a group they look like one cell."""
    if column.group:
        look = GROUP_HEADING if column.is_set_off else COLUMN_HEADING
        return look, look
    return (SET_OFF_ABOVE, SET_OFF_BELOW) if column.is_set_off else (HEADING_ABOVE, HEADING_BELOW)


def _write_rows(grid: Grid, edition: Edition, fields: list[str], advance: Callable[[], None]) -> Kinds:
    writer, kinds = RowWriter(edition), Kinds()
    for heading, rows in sections(edition.matrix):
        official = f" ({heading.ogp_id})" if heading.ogp_id else ""
        grid.band(f"{heading.code} · {heading.title.in_language(edition.language)}{official}", BAND_TEXT)
        for row in rows:
            cells = writer.cells(row)
            continued = {fields.index(field): cell for field, cell in writer.continued(row).items()}
            grid.append(cells, continued=continued)
            for account in writer.further_accounts(row):
                grid.add_below(cells, continued | dict(enumerate(account, fields.index("achieved.who"))))
            kinds[row.key] = row.kind
            advance()
    return kinds


def _open_remarks(grid: Grid, fields: list[str], first: int) -> None:
    grid.allow_text(
        (fields.index("ministry_remark") + 1, fields.index("cso_remark") + 1),
        first=first,
        limit=LONG_TEXT,
        title=_("Catatan terlalu panjang"),
        problem=_("Catatan paling banyak %(limit)s karakter.", limit=LONG_TEXT),
    )
