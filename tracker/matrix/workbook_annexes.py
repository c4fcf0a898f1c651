"""The sheets behind the matrix: "Riwayat", "Definisi", "Sandingan" and "Keterangan"."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache

from flask_babel import gettext as _
from openpyxl import Workbook

from tracker.core.dates import format_datetime_wib
from tracker.matrix import wording
from tracker.matrix.comparison import Comparison, change_of
from tracker.matrix.field_words import field_heading, field_text
from tracker.matrix.rows import DefinitionLine, HistoryLine, MatrixRow, Party, RowDifference
from tracker.matrix.states import Audience, RowChange
from tracker.matrix.workbook_cells import Cell, date_content, value_cell, whole_content
from tracker.matrix.workbook_edition import Edition
from tracker.matrix.workbook_grid import Grid
from tracker.matrix.workbook_rows import change_mark
from tracker.matrix.workbook_styles import (
    BODY,
    COLUMN_HEADING,
    FIGURE,
    ORDINAL,
    STRONG,
    SUBTITLE,
    TITLE,
)
from tracker.plans.states import IndicatorKind
from tracker.web.labels import label

Headings = Mapping[str, float]
_STRUCK = BODY._replace(is_struck=True)


def write_history_sheet(
    workbook: Workbook,
    edition: Edition,
    kinds: Mapping[str, IndicatorKind],
    advance: Callable[[], None],
) -> None:
    """Every entry of the ledger: who, for whom, the value as written, why, and where it stands (D10).

    `kinds` are those of the indicators, by row key; `advance` is called after each entry.
    """
    writer = _HistoryWriter(edition, kinds)
    grid = _table(workbook, edition, _("Riwayat"), writer.headings())
    for line in edition.matrix.history:
        grid.append(writer.cells(line))
        advance()
    grid.finish(headings=(2, 2), footer=edition.footer)


class _HistoryWriter:
    """Turns entries into cells. Whether anybody's name is shown is found out once for all of them (D36)."""

    def __init__(self, edition: Edition, kinds: Mapping[str, IndicatorKind]) -> None:
        self._edition, self._kinds = edition, kinds
        self._shows_speakers = edition.audience is Audience.INTERNAL or any(
            line.party.is_person_public for line in edition.matrix.history
        )
        self._label, self._official = cache(label), _("ya")

    def headings(self) -> Headings:
        """The columns with their widths."""
        return {
            _("No"): 6.0,
            _("Baris"): 12.0,
            _("Tanggal"): 12.0,
            _("Jenis"): 13.0,
            _("Pendirian"): 13.0,
            _("Tahun"): 7.0,
            _("Nilai"): 12.0,
            _("Seperti tertulis"): 18.0,
            _("Organisasi"): 16.0,
            _("Unit"): 16.0,
            **({_("Pembicara"): 14.0} if self._shows_speakers else {}),
            _("Kode alasan"): 14.0,
            _("Alasan"): 60.0,
            _("Dokumen"): 20.0,
            _("Butir"): 9.0,
            _("Resmi"): 8.0,
            _("Versi definisi"): 9.0,
        }

    def cells(self, line: HistoryLine) -> list[Cell]:
        """The entry's cells, one for each of the columns."""
        source = line.source
        document = "; ".join(part for part in (source.document, source.text) if part)
        return [
            *self._statement(line),
            *self._holder(line.party),
            (self._label(line.drop_reason) if line.drop_reason else "", BODY),
            (line.reason, BODY),
            (document or wording.source_text(source), BODY),
            (source.clause, BODY),
            (self._official if line.is_official else "", BODY),
            (whole_content(line.definition_version), ORDINAL),
        ]

    def _statement(self, line: HistoryLine) -> list[Cell]:
        language, kind = self._edition.language, self._kinds.get(line.row_key, IndicatorKind.COUNT)
        return [
            (whole_content(line.sequence), ORDINAL),
            (line.row_key, STRONG),
            (date_content(line.taken_on, language), ORDINAL),
            (self._label(line.kind), BODY),
            (self._label(line.stance), BODY),
            (whole_content(line.year) if line.year else "", ORDINAL),
            value_cell(line.quantity, kind, language, FIGURE),
            (line.quantity.as_written, BODY),
        ]

    def _holder(self, party: Party) -> list[Cell]:
        cells: list[Cell] = [(party.organisation, BODY), (party.unit, BODY)]
        if self._shows_speakers:
            cells.append((wording.speaker_text(party, self._edition.audience), BODY))
        return cells


def write_definition_sheet(workbook: Workbook, edition: Edition) -> None:
    """Every wording of every indicator, in force or suggested (D13)."""
    headings = {
        _("Baris"): 12.0,
        _("Versi"): 7.0,
        _("Status"): 10.0,
        _("Indikator"): 34.0,
        _("Definisi operasional"): 44.0,
        _("Pembilang"): 26.0,
        _("Penyebut"): 26.0,
        _("Alasan"): 40.0,
        _("Sumber"): 24.0,
    }
    grid = _table(workbook, edition, _("Definisi"), headings)
    for line in edition.matrix.definitions:
        grid.append(_definition_cells(line, edition))
    grid.finish(headings=(2, 2), footer=edition.footer)


def _definition_cells(line: DefinitionLine, edition: Edition) -> list[Cell]:
    texts = (line.name, line.definition, line.numerator, line.denominator)
    return [
        (line.row_key, STRONG),
        (whole_content(line.version), ORDINAL),
        (wording.definition_status(line), BODY),
        *((text.in_language(edition.language), BODY) for text in texts),
        (line.reason, BODY),
        (wording.source_text(line.source), BODY),
    ]


def write_comparison_sheet(workbook: Workbook, edition: Edition, comparison: Comparison) -> None:
    """Was and becomes, one line for each field that differs (D19)."""
    headings = {
        _("Perubahan"): 14.0,
        _("Baris"): 12.0,
        _("Indikator"): 36.0,
        _("Yang berubah"): 24.0,
        _("Semula"): 60.0,
        _("Menjadi"): 60.0,
    }
    grid = _table(workbook, edition, _("Sandingan"), headings, since=comparison.before_as_of)
    for difference in comparison.differing:
        for cells in _difference_cells(difference, edition):
            grid.append(cells)
    grid.finish(headings=(2, 2), footer=edition.footer)


def _difference_cells(difference: RowDifference, edition: Edition) -> Iterator[list[Cell]]:
    row = difference.after or difference.before
    if row is None:
        return
    start = _difference_start(difference, row, edition)
    if change_of(difference) is not RowChange.CHANGED:
        old, new = (_whole_row(each, edition) for each in (difference.before, difference.after))
        yield [*start, (_("seluruh baris"), BODY), (old, _STRUCK), (new, BODY)]
        return
    for field in difference.fields:
        old, new = (
            field_text(each, field, edition.language, edition.audience)
            for each in (difference.before, difference.after)
        )
        yield [*start, (field_heading(field), BODY), (old, _STRUCK), (new, BODY)]


def _difference_start(difference: RowDifference, row: MatrixRow, edition: Edition) -> list[Cell]:
    name = row.name.in_language(edition.language)
    return [(change_mark(difference), STRONG), (difference.key, BODY), (name, BODY)]


def _whole_row(row: MatrixRow | None, edition: Edition) -> str:
    if row is None:
        return ""
    sources = wording.cell_sources(row, edition.language, edition.audience)
    return "\n".join((wording.name_text(row, edition.language), wording.status_text(row.status), *sources))


def write_notes_sheet(workbook: Workbook, edition: Edition) -> None:
    """What identifies this file, in full, and what its marks mean (D18, D40)."""
    grid = Grid(workbook, _("Keterangan"), (30.0, 90.0))
    grid.line(wording.document_title(), TITLE, height=24)
    for name, text in (*_identity(edition), *wording.legend()):
        grid.append([(name, STRONG), (text, BODY)])
    grid.finish_plain(edition.footer)


def _identity(edition: Edition) -> Sequence[tuple[str, str]]:
    matrix, stamp = edition.matrix, edition.stamp
    return (
        (_("Rencana"), matrix.plan_title.in_language(edition.language)),
        (_("Kode rencana"), matrix.plan_code),
        (_("Versi"), wording.version_text(stamp)),
        (_("Catatan versi"), stamp.note),
        (_("Waktu"), wording.moment_text(matrix, stamp, edition.language)),
        (_("Keadaan data"), format_datetime_wib(matrix.as_of, locale=edition.language)),
        (_("Sidik jari (SHA-256)"), stamp.sha256),
        (_("Alamat pemeriksaan"), stamp.check_url),
        (_("Versi format"), str(matrix.format_version)),
        (_("Bahasa"), wording.language_text(edition.language)),
    )


def _table(
    workbook: Workbook, edition: Edition, title: str, headings: Headings, since: datetime | None = None
) -> Grid:
    grid = Grid(workbook, title, list(headings.values()))
    grid.freeze(below=2, columns=2)
    parts = [title, edition.matrix.plan_code, wording.version_text(edition.stamp)]
    if since:
        moment = wording.as_of_text(since, edition.language)
        parts.append(_("dibandingkan dengan %(moment)s", moment=moment))
    grid.line(" · ".join(parts), SUBTITLE, height=18)
    grid.headings([(heading, COLUMN_HEADING) for heading in headings])
    return grid
