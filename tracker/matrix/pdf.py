"""The target matrix as a PDF fit to be an official annex: archival, tagged, everywhere the same (D41)."""

from collections.abc import Callable
from datetime import UTC
from pathlib import Path

from flask_babel import gettext as _

from tracker.core.bilingual import Language
from tracker.core.digest import sha256_of
from tracker.matrix.pdf_press import Attached, Job, set_one
from tracker.matrix.pdf_rows import Reader
from tracker.matrix.pdf_sheets import ROWS_PER_VOLUME, Edition, whole_sheet
from tracker.matrix.pdf_volumes import write_volumes
from tracker.matrix.rows import Matrix, VersionStamp
from tracker.matrix.rules import most_cited
from tracker.matrix.states import Audience, Paper


def write_pdf(
    matrix: Matrix,
    stamp: VersionStamp,
    *,
    language: Language,
    audience: Audience,
    paper: Paper,
    workbook: Path,
    target: Path,
    compared_with: Matrix | None = None,
    progress: Callable[[int, int], None] | None = None,
    keep: Path | None = None,
    excerpt: str = "",
) -> None:
    """Write the matrix as PDF/A-3a with its workbook inside, in the locale of the moment.

    `compared_with` is the earlier matrix that changes are marked against. Beyond 150 rows the document is set
    in volumes, several at once, and bound; a folder `keep` lets unchanged volumes be taken from last time.
    `excerpt` names the part of the plan that this is, if it is not the whole ("KemenPAN-RB").
    RuleBroken "pango_missing" when the machine lacks what sets a PDF.
    """
    edition = Edition(
        matrix, stamp, Reader(language, audience, most_cited(matrix)), paper, compared_with, excerpt
    )
    identifier = _identifier(edition)
    attached = Attached(
        path=workbook,
        name=f"{matrix.plan_code}.xlsx",
        description=str(_("Buku kerja dengan isi yang sama")),
        dated=stamp.frozen_at.astimezone(UTC),
    )
    report = progress or _tell_nobody
    if len(matrix.rows) > ROWS_PER_VOLUME:
        write_volumes(edition, target, identifier=identifier, attached=attached, keep=keep, progress=report)
    else:
        set_one(Job(whole_sheet(edition), target, identifier, attached))
        report(1, 1)


def _identifier(edition: Edition) -> str:
    """The file's /ID: the same for the same version in the same dress."""
    before = edition.before.as_of.isoformat() if edition.before else ""
    reader = edition.reader
    wish = (edition.stamp.sha256, reader.language, reader.audience, edition.paper, before, edition.excerpt)
    return sha256_of("|".join(wish))[:32]


def _tell_nobody(_done: int, _total: int) -> None:
    """Progress that nobody waits for."""
