"""The sheet "Indikator" of a period's report: every figure as a real number (D3, D27, D29)."""

from collections.abc import Iterator
from decimal import Decimal

from flask_babel import gettext as _

from tracker.matrix.rows import Quantity
from tracker.matrix.workbook_cells import Cell, share_content, value_cell
from tracker.matrix.workbook_styles import BODY, FIGURE, MUTED_WORDS, STRONG
from tracker.monitoring.paper_book import Book
from tracker.monitoring.paper_content import Said
from tracker.monitoring.paper_wording import look_text, value_text
from tracker.monitoring.progress_wording import rounded
from tracker.plans.states import IndicatorKind
from tracker.reports.achievement_rules import Known, Score, Worth
from tracker.reports.asked import AskedIndicator
from tracker.reports.figure_rules import Figure, measure
from tracker.reports.states import Uncounted, Voice
from tracker.reports.status_rules import shown_percent
from tracker.web.labels import label


def indicator_headings() -> dict[str, float]:
    """The columns with their widths."""
    return {
        _("Baris"): 13.0,
        _("Lembaga"): 18.0,
        _("Suara"): 13.0,
        _("Indikator"): 36.0,
        _("Satuan"): 12.0,
        _("Keadaan"): 20.0,
        _("Pembilang dilaporkan"): 13.0,
        _("Penyebut dilaporkan"): 13.0,
        _("Nilai dilaporkan"): 13.0,
        _("Pembilang diverifikasi"): 13.0,
        _("Penyebut diverifikasi"): 13.0,
        _("Nilai diverifikasi"): 13.0,
        _("Alasan berbeda"): 34.0,
        _("Data dasar"): 13.0,
        **{words: 13.0 for kind in _aims() for words in kind},
    }


def _aims() -> list[tuple[str, str, str]]:
    """For each of the three targets: its own column, that of capaian, that of kemajuan (D29)."""
    return [
        (_("Usulan awal"), _("Capaian: usulan awal"), _("Kemajuan: usulan awal")),
        (
            _("Disepakati pada awal periode"),
            _("Capaian: awal periode"),
            _("Kemajuan: awal periode"),
        ),
        (_("Terbaru saat dinilai"), _("Capaian: terbaru"), _("Kemajuan: terbaru")),
    ]


def indicator_lines(book: Book) -> Iterator[list[Cell]]:
    """A line for each indicator and organisation: what was reported and verified, and what that is worth."""
    parts = (part for one in book.content.commitments for part in one.indicators)
    for said in (said for part in parts for said in part.said):
        achieved = said.achieved
        yield [
            (said.asked.key, STRONG),
            (said.organisation, BODY),
            (_("OMS") if said.voice is Voice.SOCIETY else _("K/L"), BODY),
            book.text(said.asked, "name"),
            book.text(said.asked, "unit"),
            (look_text(said.look) if said.figure or said.voice is Voice.GOVERNMENT else "", BODY),
            *_figure_cells(said, said.reported, book),
            *_figure_cells(said, said.verified, book),
            (said.reason, BODY),
            _known(said.asked, said.asked.baseline, book),
            *_worth_cells(said, achieved.original, book),
            *_worth_cells(said, achieved.at_start, book),
            *_worth_cells(said, achieved.latest, book),
        ]


def _figure_cells(said: Said, figure: Figure | None, book: Book) -> list[Cell]:
    """Numerator, denominator and what they amount to; what was stated in words where there is no number."""
    if figure is None or figure.statement is None:
        return [("", FIGURE)] * 3
    measured = measure(said.asked.kind, figure)
    if measured is None:
        return [("", FIGURE), ("", FIGURE), (label(figure.statement), MUTED_WORDS)]
    parts = [book.number(part) for part in (figure.numerator, figure.denominator)]
    if measured.value is None or measured.aspects:
        return [*parts, (value_text(said.asked, measured), BODY)]
    return [*parts, _value(said.asked, rounded(said.asked, measured), book)]


def _value(asked: AskedIndicator, value: Decimal, book: Book) -> Cell:
    """A value in the indicator's unit; 45 percent is 0.45 (D3)."""
    kind = IndicatorKind.PERCENTAGE if asked.is_percentage else IndicatorKind.COUNT
    return value_cell(Quantity("", value), kind, book.language, FIGURE)


def _known(asked: AskedIndicator, known: Known, book: Book) -> Cell:
    return (label(known), MUTED_WORDS) if isinstance(known, Uncounted) else _value(asked, known, book)


def _worth_cells(said: Said, worth: Worth, book: Book) -> list[Cell]:
    scores = [_score(one, book) for one in (worth.capaian, worth.kemajuan)]
    return [_known(said.asked, worth.target, book), *scores]


def _score(score: Score, book: Book) -> Cell:
    if score.percent is not None:
        return share_content(shown_percent(score.percent), book.language), FIGURE
    return (label(score.why_not) if score.why_not else "", MUTED_WORDS)
