"""A round's workbook: the matrix, and a sheet on which an organisation answers row by row (D16, D42)."""

from pathlib import Path

from openpyxl import Workbook

from tracker.core.bilingual import Language
from tracker.matrix.answer_book_guide import write_guide_sheet
from tracker.matrix.answer_book_invitation import Invitation
from tracker.matrix.answer_book_sheet import write_answer_sheet
from tracker.matrix.answer_book_tags import Seal
from tracker.matrix.rows import Matrix, VersionStamp
from tracker.matrix.states import Audience
from tracker.matrix.workbook import identify, write_sheets
from tracker.matrix.workbook_archive import save_steadily
from tracker.matrix.workbook_edition import Edition
from tracker.matrix.workbook_styles import set_base_font

__all__ = ["Invitation", "write_answer_book"]


def write_answer_book(
    matrix: Matrix,
    stamp: VersionStamp,
    invitation: Invitation,
    *,
    language: Language,
    audience: Audience,
    secret: bytes,
    target: Path,
) -> None:
    """Write the workbook of an invitation to `target`, byte for byte the same for the same input.

    `secret` seals the hidden marks; reading the workbook back takes the same one. Words come from the
    catalogue of the moment, so the caller has forced `language` on it.
    """
    edition = Edition(matrix, stamp, language, audience)
    workbook = Workbook(write_only=True)
    set_base_font(workbook)
    write_guide_sheet(workbook, edition, invitation)
    write_answer_sheet(workbook, edition, invitation, Seal(secret))
    write_sheets(workbook, edition, _ignored)
    identify(workbook, edition)
    save_steadily(workbook, target)


def _ignored() -> None:
    """Nobody waits for the progress of this file."""
