"""The columns of the sheet "Matriks" for what was achieved, and an indicator's cells in them."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext as _

from tracker.core.bilingual import Language
from tracker.matrix import achieved_wording
from tracker.matrix.rows import AchievedCell, HeldAgainst, MatrixRow, Quantity, StatedFigure
from tracker.matrix.workbook_cells import Cell, value_cell
from tracker.matrix.workbook_styles import BODY, FIGURE, GROUP_TEXT, MUTED_GROUP_TEXT, WORDS_INSTEAD
from tracker.plans.states import IndicatorKind
from tracker.reports.states import Statement, Voice
from tracker.web.labels import label

# What a cell holds that several organisations have something in: each one's words behind its name.
_WORDS = WORDS_INSTEAD[FIGURE]


def headings() -> tuple[tuple[str, str, float], ...]:
    """The columns in their order: field, heading, width in characters."""
    return (
        ("achieved.who", _("Pelapor dan periode"), 19.0),
        ("achieved.reported", _("Lapor"), 11.0),
        ("achieved.verified", _("Verifikasi"), 11.0),
        ("achieved.society", _("OMS"), 11.0),
        ("achieved.agreed", _("Dari target"), 11.0),
        ("achieved.original", _("Dari usulan awal"), 11.0),
        ("achieved.completion", _("Penyelesaian"), 13.0),
        ("achieved.status", _("Status capaian"), 18.0),
    )


def achieved_cells(row: MatrixRow, language: Language) -> list[Cell]:
    """The row's cells, one for each of `headings`. A figure that stands alone is a real number."""
    cells = row.achieved or ()
    society = [one for one in cells if one.voice is Voice.SOCIETY]
    agencies = [one for one in cells if one.voice is not Voice.SOCIETY]
    kind, said = row.kind, achieved_wording.accounts(row, language)
    who: Cell = ("\n".join(one.who for one in said), GROUP_TEXT)
    statuses = [(cell, one.status_text) for cell, one in zip(cells, said, strict=True) if one.status]
    return [
        who if said else (achieved_wording.no_account_text(), MUTED_GROUP_TEXT),
        _figures(((one, one.reported) for one in agencies), kind, language),
        _figures(((one, one.verified) for one in agencies), kind, language),
        _figures(((one, one.reported) for one in society), kind, language),
        _shares([(one, one.agreed) for one in cells if one.agreed], language),
        _shares([(one, one.original) for one in cells if one.original], language),
        (_listed([(one, label(one.completion)) for one in cells if one.completion]), BODY),
        (_listed(statuses), BODY),
    ]


def _figures(
    stated: Iterable[tuple[AchievedCell, StatedFigure | None]], kind: IndicatorKind, language: Language
) -> Cell:
    found = [(cell, figure) for cell, figure in stated if figure]
    if len(found) == 1 and (quantity := found[0][1].quantity):
        return value_cell(quantity, kind, language, FIGURE)
    texts = [(cell, achieved_wording.stated_text(figure, kind, language)) for cell, figure in found]
    return _listed(texts), _WORDS


def _shares(held: Sequence[tuple[AchievedCell, HeldAgainst]], language: Language) -> Cell:
    figures = (
        (cell, StatedFigure(Statement.FIGURE, Quantity("", against.percent))) for cell, against in held
    )
    return _figures(figures, IndicatorKind.PERCENTAGE, language)


def _listed(texts: Sequence[tuple[AchievedCell, str]]) -> str:
    """What each organisation has, behind its name when there are several."""
    if len(texts) == 1:
        return texts[0][1]
    return "\n".join(f"{cell.organisation}: {text}" for cell, text in texts)
