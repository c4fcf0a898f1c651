"""The table of answers and what was decided about each (D17), as Excel and as PDF."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _
from openpyxl import Workbook

from tracker.core.bilingual import Language
from tracker.core.dates import WIB, format_datetime_wib
from tracker.matrix import wording
from tracker.matrix.exports import stamp_of
from tracker.matrix.plain_paper import LANDSCAPE, Table
from tracker.matrix.rows import Matrix, Quantity
from tracker.matrix.workbook_archive import name_workbook, save_steadily
from tracker.matrix.workbook_cells import Cell, date_content, value_cell
from tracker.matrix.workbook_grid import Grid
from tracker.matrix.workbook_styles import (
    BODY,
    COLUMN_HEADING,
    FIGURE,
    ORDINAL,
    PLAIN_LINE,
    STRONG,
    SUBTITLE,
    set_base_font,
)
from tracker.reviews import answer_queries
from tracker.reviews.models import ReviewRound
from tracker.reviews.overview import row_lines
from tracker.reviews.paper_press import Paper, identity_of, print_paper
from tracker.reviews.paper_words import ToldAnswer, told_answers
from tracker.reviews.rounds import matrix_of
from tracker.reviews.wording import row_name

# Title, what it is about, and the headings.
_HEADING_ROW = 3


def write_dispositions_pdf(review: ReviewRound, *, language: Language, target: Path) -> None:
    """Write the table as tagged PDF/A, A4 landscape; the same bytes for the same state of the round.

    RuleBroken "pango_missing" when the machine lacks what sets a PDF.
    """
    told = _told(review, matrix_of(review), language)
    with force_locale(language):
        print_paper(review, _paper(review, told, language), language=language, target=target)


def _told(review: ReviewRound, matrix: Matrix, language: Language) -> Sequence[ToldAnswer]:
    lines = row_lines(review, matrix.rows, answer_queries.answers_of(review))
    return list(told_answers(lines, language))


def _paper(review: ReviewRound, told: Sequence[ToldAnswer], language: Language) -> Paper:
    waiting = sum(one.line.needs_decision for one in told)
    decided = sum(one.line.is_decided for one in told)
    return Paper(
        heading=_heading(review),
        facts=identity_of(review, language=language),
        counts=[
            (len(told), ngettext("jawaban", "jawaban", len(told))),
            (decided, _("ditanggapi")),
            (waiting, _("belum ditanggapi")),
        ],
        tables=[_table(told, language)],
        dated=_dated(review, told),
        format=LANDSCAPE,
    )


def _heading(review: ReviewRound) -> str:
    return str(_("Tabel tanggapan putaran %(number)s", number=review.number))


def _dated(review: ReviewRound, told: Sequence[ToldAnswer]) -> datetime:
    steps = (event.happened_at for event in review.events)
    given = (one.answer.given_at for one in told)
    decided = (one.line.disposition.decided_at for one in told if one.line.disposition)
    return max((review.created_at, *steps, *given, *decided))


def _table(told: Sequence[ToldAnswer], language: Language) -> Table:
    return Table(
        "answers",
        "",
        [
            ("row", _("Baris")),
            ("indicator", _("Indikator")),
            ("organisation", _("Lembaga")),
            ("answer", _("Jawaban")),
            ("figures", _("Usulan balik")),
            ("remark", _("Alasan atau catatan")),
            ("decision", _("Tanggapan")),
            ("reason", _("Alasan tanggapan")),
            ("moment", _("Ditanggapi pada")),
            ("yes", _("Masuk perundingan")),
        ],
        [_printed(one, language) for one in told],
        nothing=_("Belum ada jawaban."),
    )


def _printed(told: ToldAnswer, language: Language) -> list[str]:
    decided = told.line.disposition
    return [
        told.row.key,
        row_name(told.row),
        told.organisation,
        told.kind,
        told.figures,
        told.answer.remark,
        told.decision,
        told.reason,
        format_datetime_wib(decided.decided_at, locale=language) if decided else "",
        _ledger_word(told),
    ]


def _ledger_word(told: ToldAnswer) -> str:
    return str(_("ya") if told.enters_ledger else _("tidak"))


def write_dispositions_workbook(review: ReviewRound, *, language: Language, target: Path) -> None:
    """Write the table as a workbook, counter-values as numbers; the same bytes for the same state."""
    matrix = matrix_of(review)
    told = _told(review, matrix, language)
    with force_locale(language):
        workbook = Workbook(write_only=True)
        set_base_font(workbook)
        _write_sheet(workbook, review, _years(matrix, told), told)
        title = f"{_heading(review)} · {review.plan.code}"
        name_workbook(workbook, title=title, language=language, moment=_dated(review, told))
        save_steadily(workbook, target)


def _write_sheet(
    workbook: Workbook, review: ReviewRound, years: Sequence[int], told: Sequence[ToldAnswer]
) -> None:
    widths = _widths(years)
    grid = Grid(workbook, _("Tanggapan"), list(widths.values()))
    grid.freeze(below=_HEADING_ROW, columns=2)
    stamp = stamp_of(review.version)
    grid.line(f"{_heading(review)} · {review.plan.code} · {review.title}", SUBTITLE, height=18)
    grid.line(f"{wording.version_text(stamp)} · {wording.fingerprint_text(stamp)}", PLAIN_LINE)
    grid.headings([(heading, COLUMN_HEADING) for heading in widths])
    for one in told:
        grid.append(_cells(one, years))
    pages = _("Halaman %(page)s dari %(pages)s", page="&P", pages="&N")
    left = f"{review.plan.code} · {_heading(review)}".replace("&", "&&")
    footer = (left, wording.fingerprint_text(stamp), pages)
    grid.finish(headings=(_HEADING_ROW, _HEADING_ROW), footer=footer)


def _years(matrix: Matrix, told: Sequence[ToldAnswer]) -> list[int]:
    """The years of the matrix, and those that only an answer speaks of."""
    return sorted({*matrix.years, *(value.year for one in told for value in one.answer.values)})


def _widths(years: Sequence[int]) -> dict[str, float]:
    """The columns with their widths."""
    return {
        _("Baris"): 13.0,
        _("Indikator"): 36.0,
        _("Lembaga"): 20.0,
        _("Jawaban"): 18.0,
        **{_("Usulan balik %(year)s", year=year): 11.0 for year in years},
        _("Alasan atau catatan"): 44.0,
        _("Tanggapan"): 16.0,
        _("Alasan tanggapan"): 44.0,
        _("Ditanggapi pada"): 14.0,
        _("Masuk perundingan"): 14.0,
    }


def _cells(told: ToldAnswer, years: Sequence[int]) -> list[Cell]:
    proposed = {value.year: answer_queries.quantity_of(value) for value in told.answer.values}
    return [
        (told.row.key, STRONG),
        (row_name(told.row), BODY),
        (told.organisation, BODY),
        (told.kind, BODY),
        *(_figure(told, proposed.get(year)) for year in years),
        (told.answer.remark, BODY),
        (told.decision, BODY),
        (told.reason, BODY),
        _decided_on(told),
        (_ledger_word(told), BODY),
    ]


def _figure(told: ToldAnswer, quantity: Quantity | None) -> Cell:
    return value_cell(quantity, told.row.kind, told.language, FIGURE) if quantity else ("", FIGURE)


def _decided_on(told: ToldAnswer) -> Cell:
    decided = told.line.disposition
    on = decided and date_content(decided.decided_at.astimezone(WIB).date(), told.language)
    return on or "", ORDINAL
