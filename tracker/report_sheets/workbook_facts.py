"""What stands beside an indicator's cells to be read: its definition, earlier figures, its targets."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from flask_babel import gettext as _

from tracker.core.bilingual import Language, bilingual
from tracker.matrix.rows import Quantity
from tracker.matrix.workbook_cells import Cell, value_cell
from tracker.matrix.workbook_styles import BODY, FIGURE, MUTED_WORDS, STRONG
from tracker.plans.states import IndicatorKind
from tracker.report_sheets.book import ReportBook
from tracker.reports.achievement_rules import Known
from tracker.reports.asked import AskedIndicator
from tracker.reports.report_page import FigureLine
from tracker.web.labels import label

# Computed values are unrounded; those of other kinds are as they were written.
_STEPS = {IndicatorKind.PERCENTAGE: Decimal("0.1"), IndicatorKind.RATIO: Decimal("0.0001")}


def fact_columns(year: int) -> list[tuple[str, float]]:
    """The headings and widths of what `facts_of` tells."""
    return [
        (_("Baris"), 12.0),
        (_("Nama"), 38.0),
        (_("Satuan"), 12.0),
        (_("Pembilang dan penyebut"), 38.0),
        (_("Pembilang sebelumnya"), 13.0),
        (_("Penyebut sebelumnya"), 13.0),
        (_("Capaian sebelumnya"), 15.0),
        (_("Target %(year)s: usulan awal", year=year), 17.0),
        (_("Target %(year)s: disepakati pada awal periode", year=year), 17.0),
        (_("Target %(year)s: terbaru", year=year), 17.0),
    ]


def facts_of(one: AskedIndicator, book: ReportBook) -> list[Cell]:
    """What an indicator is, what was last reported on it, and what it is held against (D29)."""
    aims = (one.aims.original, one.aims.at_start, one.aims.latest)
    return [
        (one.key, STRONG),
        (bilingual(one, "name").in_language(book.language), STRONG),
        (bilingual(one, "unit").in_language(book.language), BODY),
        (_definition(one, book.language), BODY),
        *_earlier(book.earlier.get(one.key), one, book.language),
        *(_aim(aim, one, book.language) for aim in aims),
    ]


def _definition(one: AskedIndicator, language: Language) -> str:
    """The operational definition of its fraction; nothing for an indicator that has none."""
    words = ((_("Pembilang"), bilingual(one, "numerator")), (_("Penyebut"), bilingual(one, "denominator")))
    lines = ((word, text.in_language(language)) for word, text in words)
    return "\n".join(f"{word}: {text}" for word, text in lines if text)


def _earlier(line: FigureLine | None, one: AskedIndicator, language: Language) -> Sequence[Cell]:
    if line is None or line.measured is None:
        said = label(line.figure.statement) if line and line.figure.statement else ""
        return [("", BODY), ("", BODY), (said, MUTED_WORDS)]
    numerator, denominator = line.figure.numerator, line.figure.denominator
    parts = [_number(part, IndicatorKind.COUNT, language) for part in (numerator, denominator)]
    value, aspects = line.measured.value, line.measured.aspects
    words = line.level or "\n".join(f"{aspect.name}: {aspect.level}" for aspect in aspects)
    return [*parts, (words, MUTED_WORDS) if value is None else _computed(value, one.kind, language)]


def _computed(value: Decimal, kind: IndicatorKind, language: Language) -> Cell:
    step = _STEPS.get(kind)
    return _number(value.quantize(step, rounding=ROUND_HALF_UP) if step else value, kind, language)


def _aim(aim: Known, one: AskedIndicator, language: Language) -> Cell:
    """A target as a number, or why there is none (D7, D8)."""
    return _number(aim, one.kind, language) if isinstance(aim, Decimal) else (label(aim), MUTED_WORDS)


def _number(value: Decimal | None, kind: IndicatorKind, language: Language) -> Cell:
    if value is None:
        return "", BODY
    return value_cell(Quantity("", value), kind, language, FIGURE)
