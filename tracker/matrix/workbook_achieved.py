"""The columns of the sheet "Matriks" for what was achieved, and the cells of an account in them."""

from flask_babel import gettext as _

from tracker.core.bilingual import Language
from tracker.matrix import achieved_wording
from tracker.matrix.rows import AchievedCell, HeldAgainst, MatrixRow, Quantity, StatedFigure
from tracker.matrix.workbook_cells import Cell, value_cell
from tracker.matrix.workbook_styles import BODY, FIGURE, GROUP_TEXT, MUTED_GROUP_TEXT, WORDS_INSTEAD
from tracker.plans.states import IndicatorKind
from tracker.reports.states import Voice
from tracker.web.labels import label

_NO_FIGURE: Cell = ("", FIGURE)
_WIDTH = 8


def headings() -> tuple[tuple[str, str, float], ...]:
    """The columns in their order: field, heading, width in characters."""
    return (
        ("achieved.who", _("Pelapor dan periode"), 19.0),
        ("achieved.reported", _("Dilaporkan"), 12.0),
        ("achieved.verified", _("Diverifikasi"), 12.0),
        ("achieved.society", _("OMS"), 11.0),
        ("achieved.agreed", _("Dari target"), 11.0),
        ("achieved.original", _("Dari usulan awal"), 11.0),
        ("achieved.completion", _("Penyelesaian"), 13.0),
        ("achieved.status", _("Status capaian"), 18.0),
    )


def account_cells(row: MatrixRow, language: Language) -> list[list[Cell]]:
    """For each account of a row its cells, one for each of `headings`, so that every figure is a number.

    The first ones stand in the indicator's own row, even when it has no account.
    """
    none: list[Cell] = [(achieved_wording.no_account_text(), MUTED_GROUP_TEXT), *[("", BODY)] * (_WIDTH - 1)]
    return [_cells(cell, row.kind, language) for cell in row.achieved or ()] or [none]


def _cells(cell: AchievedCell, kind: IndicatorKind, language: Language) -> list[Cell]:
    words, is_society = achieved_wording.account(cell, kind, language), cell.voice is Voice.SOCIETY
    reported = _figure(cell.reported, kind, language)
    return [
        (words.who, GROUP_TEXT),
        _NO_FIGURE if is_society else reported,
        _figure(cell.verified, kind, language),
        reported if is_society else _NO_FIGURE,
        _share(cell.agreed, language),
        _share(cell.original, language),
        (label(cell.completion) if cell.completion else "", BODY),
        (words.status_text, BODY),
    ]


def _figure(stated: StatedFigure | None, kind: IndicatorKind, language: Language) -> Cell:
    if stated is None:
        return _NO_FIGURE
    if stated.quantity:
        return value_cell(stated.quantity, kind, language, FIGURE)
    return label(stated.statement), WORDS_INSTEAD[FIGURE]


def _share(held: HeldAgainst | None, language: Language) -> Cell:
    """A percent of a target, whatever the indicator itself is counted in."""
    if held is None:
        return _NO_FIGURE
    return value_cell(Quantity("", held.percent), IndicatorKind.PERCENTAGE, language, FIGURE)
