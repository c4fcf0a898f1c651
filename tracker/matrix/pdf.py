"""The target matrix as a PDF that is an official annex: tagged, archival, the same on every machine (D41)."""

from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from types import ModuleType

from flask_babel import gettext as _

from tracker.core.bilingual import Language
from tracker.core.digest import sha256_of
from tracker.core.errors import RuleBroken
from tracker.matrix import pdf_volumes
from tracker.matrix.pdf_rows import Reader, most_cited
from tracker.matrix.pdf_sheets import ROWS_PER_VOLUME, Edition, whole_sheet
from tracker.matrix.rows import Matrix, VersionStamp
from tracker.matrix.states import Audience, Paper

Progress = Callable[[int, int], None]


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
    progress: Progress | None = None,
    keep: Path | None = None,
) -> None:
    """Write the matrix as PDF/A-3a with its workbook inside, in the locale of the moment.

    `compared_with` is the earlier matrix that changes are marked against. Beyond 300 rows the document is set
    in volumes, several at once, and bound; a folder `keep` lets unchanged volumes be taken from last time.
    RuleBroken "pango_missing" when the machine cannot set a PDF.
    """
    check_press()
    reader = Reader(language, audience, most_cited(matrix))
    edition = Edition(matrix, stamp, reader, paper, compared_with)
    ...
