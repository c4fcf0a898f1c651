"""How a row of a round's matrix is told on its pages, in the language of the page."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

from tracker.core.bilingual import Language
from tracker.matrix import wording
from tracker.matrix.page_changes import Change, changes_of
from tracker.matrix.rows import MatrixRow, RowDifference, YearCell
from tracker.matrix.states import Audience
from tracker.reviews.states import RoundStep
from tracker.web.filters import language


def _language() -> Language:
    return "en" if language() == "en" else "id"


# Not among the labels: the trail keeps a state by its value alone, and a step has the same.
_STEPS = {
    RoundStep.OPEN: _l("putaran dibuka"),
    RoundStep.CLOSE: _l("putaran ditutup"),
    RoundStep.REOPEN: _l("putaran dibuka kembali"),
    RoundStep.FINALISE: _l("putaran diselesaikan"),
    RoundStep.CANCEL: _l("putaran dibatalkan"),
}


def step_words(step: RoundStep) -> str:
    """What happened to the round."""
    return str(_STEPS[step])


def row_name(row: MatrixRow) -> str:
    """The indicator's name."""
    return row.name.in_language(language())


def baseline_words(row: MatrixRow) -> str:
    """Where it starts, or that this is not filled in."""
    return wording.baseline_text(row.baseline, row.kind, _language())


def year_words(row: MatrixRow) -> list[tuple[str, str]]:
    """For each year what stands on it: awal, usulan balik and disepakati, with who holds them."""
    return [(str(cell.year), _cell(cell, row)) for cell in row.years]


def moved_words(differences: Iterable[RowDifference], audience: Audience) -> dict[str, Change]:
    """Row → what the secretariat has changed in it, as it was and as it has become."""
    return {change.key: change for change in changes_of(differences, language(), audience)}


def _cell(cell: YearCell, row: MatrixRow) -> str:
    named = (
        (wording.columns()["initial"], cell.initial),
        (wording.columns()["counter"], cell.counter),
        (wording.columns()["agreed"], cell.agreed),
    )
    said = [
        f"{name}: {wording.position_text(position, row.kind, _language())}"
        f" ({wording.party_text(position.party, Audience.PUBLIC)})"
        for name, position in named
        if position
    ]
    return " · ".join(said) or wording.missing_text()
