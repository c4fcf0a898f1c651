"""The target matrix as an Excel workbook that a ministry can file, fill in and send back (D40)."""

from collections.abc import Callable
from datetime import UTC
from pathlib import Path

from openpyxl import Workbook
from openpyxl.packaging.custom import IntProperty, StringProperty

from tracker.core.bilingual import Language
from tracker.matrix import wording
from tracker.matrix.comparison import compare
from tracker.matrix.rows import Matrix, VersionStamp
from tracker.matrix.states import Audience
from tracker.matrix.workbook_annexes import (
    write_comparison_sheet,
    write_definition_sheet,
    write_history_sheet,
    write_notes_sheet,
)
from tracker.matrix.workbook_archive import name_workbook, save_steadily
from tracker.matrix.workbook_edition import Edition
from tracker.matrix.workbook_matrix import write_matrix_sheet
from tracker.matrix.workbook_styles import set_base_font

Progress = Callable[[int, int], None]

# Each report costs its receiver a transaction.
_ROWS_PER_REPORT = 100


def write_workbook(
    matrix: Matrix,
    stamp: VersionStamp,
    *,
    language: Language,
    audience: Audience,
    target: Path,
    compared_with: Matrix | None = None,
    progress: Progress | None = None,
) -> None:
    """Write the workbook of a matrix to `target`, byte for byte the same for the same input (D18).

    `compared_with` adds what changed since that matrix. `progress` hears rows done and rows in all. Words
    come from the catalogue of the moment, so the caller has forced `language` on it.
    """
    comparison = compare(compared_with, matrix) if compared_with else None
    edition = Edition(matrix, stamp, language, audience, comparison)
    workbook = Workbook(write_only=True)
    set_base_font(workbook)
    advance = _counter(len(matrix.rows) + len(matrix.history), progress)
    write_sheets(workbook, edition, advance)
    identify(workbook, edition)
    save_steadily(workbook, target)


def write_sheets(workbook: Workbook, edition: Edition, advance: Callable[[], None]) -> None:
    """Add the matrix and all its annexes; `advance` is called after each indicator and entry."""
    kinds = write_matrix_sheet(workbook, edition, advance)
    write_history_sheet(workbook, edition, kinds, advance)
    write_definition_sheet(workbook, edition)
    if edition.comparison:
        write_comparison_sheet(workbook, edition, edition.comparison)
    write_notes_sheet(workbook, edition)


def identify(workbook: Workbook, edition: Edition) -> None:
    """Name the version in the file's properties, for people and for whoever reads the file back."""
    matrix, stamp = edition.matrix, edition.stamp
    title = f"{wording.document_title()} · {matrix.plan_code} · {wording.version_short(stamp)}"
    name_workbook(workbook, title=title, language=edition.language, moment=stamp.frozen_at)
    texts = {
        "plan_code": matrix.plan_code,
        "sha256": stamp.sha256,
        "frozen_at": stamp.frozen_at.astimezone(UTC).isoformat(),
        "language": edition.language,
        "audience": edition.audience.value,
        "check_url": stamp.check_url,
    }
    numbers = {"version_number": stamp.number or 0, "format_version": matrix.format_version}
    properties = workbook.custom_doc_props  # type: ignore[attr-defined]
    for name, text in texts.items():
        properties.append(StringProperty(name=name, value=text))
    for name, number in numbers.items():
        properties.append(IntProperty(name=name, value=number))


def _counter(total: int, progress: Progress | None) -> Callable[[], None]:
    done = 0

    def advance() -> None:
        nonlocal done
        done += 1
        if progress and (done % _ROWS_PER_REPORT == 0 or done == total):
            progress(done, total)

    return advance
