"""A program of its own: makes whatever must come out the same on every machine, in the folder it is told."""

import sys
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale

from tests.matrix.hand_made import cell, matrix, row
from tests.matrix.samples import large_matrix, make_stamp, minutes_matrix
from tracker import create_app
from tracker.config import Settings
from tracker.core.digest import sha256_of
from tracker.matrix import pdf, pdf_sheets
from tracker.matrix.content import to_content
from tracker.matrix.rows import Matrix
from tracker.matrix.states import Audience, Paper
from tracker.matrix.workbook import write_workbook

FINGERPRINT, WORKBOOK, DOCUMENT, VOLUMES = MADE = ("fingerprint", "matrix.xlsx", "one.pdf", "volumes.pdf")


def fingerprint() -> str:
    """The fingerprint of a small matrix."""
    return sha256_of(to_content(matrix(row(1, cell(counter="45")), row(2))))


def make_everything(folder: Path) -> None:
    """Write each of `MADE` into the folder; inside an app context."""
    (folder / FINGERPRINT).write_text(fingerprint())
    _write_workbook(folder / WORKBOOK)
    _write_pdf(minutes_matrix(), folder / DOCUMENT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "ROWS_PER_VOLUME", 8)
        patch.setattr(pdf_sheets, "ROWS_PER_VOLUME", 8)
        _write_pdf(large_matrix(9), folder / VOLUMES)


def _write_workbook(target: Path) -> None:
    before = large_matrix(50)
    write_workbook(
        large_matrix(60),
        make_stamp(),
        language="id",
        audience=Audience.PUBLIC,
        target=target,
        compared_with=before,
    )


def _write_pdf(some: Matrix, target: Path) -> None:
    workbook = target.with_name(WORKBOOK)
    pdf.write_pdf(
        some,
        make_stamp(),
        language="id",
        audience=Audience.PUBLIC,
        paper=Paper.A3,
        workbook=workbook,
        target=target,
    )


def installation_in(folder: Path) -> Flask:
    """An installation that is used for its words alone."""
    return create_app(Settings(folder, "sqlite://", "only for tests", "http://tracker.test", is_secure=False))


if __name__ == "__main__":
    own = Path(sys.argv[1])
    with installation_in(own).test_request_context(), force_locale("id"):
        make_everything(own)
