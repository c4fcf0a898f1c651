"""What was achieved, in the workbook and in the PDF: only where the matrix shows it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale

from tests.matrix.reported import achieved, awaited, with_achieved
from tests.matrix.samples import make_stamp, minutes_matrix
from tests.matrix.test_pdf import pages_of
from tests.matrix.workbooks import MatrixPage, WriteXlsx, first_page, table
from tracker.matrix import pdf
from tracker.matrix.rows import Matrix
from tracker.matrix.states import Audience, Paper

GROUP = "Capaian"
FIRST = "RAN7-01/1"
HEADINGS = (
    "Dilaporkan",
    "Diverifikasi",
    "OMS",
    "Dari target",
    "Dari usulan awal",
    "Penyelesaian",
    "Status capaian",
)


def account(page: MatrixPage, row: int) -> list[object]:
    """What a row of the sheet says in the group of columns."""
    columns = [page.column(heading, GROUP) for heading in ("Pelapor dan periode", *HEADINGS)]
    return [page.sheet.cell(row, column).value for column in columns]


def test_each_account_has_a_row_and_its_figures_are_numbers(write_xlsx: WriteXlsx) -> None:
    page = first_page(write_xlsx(with_achieved(minutes_matrix())))
    first = page.row_of(FIRST)
    assert [account(page, row) for row in range(first, first + 3)] == [
        ["KemenPAN-RB · 2022-TW1", 0.48, 0.46, None, 1.022, 0.575, "terbatas", "✓ sesuai target"],
        ["KemenPAN-RB · 2022-TW2", None, None, None, None, None, None, "– belum dilaporkan"],
        ["Pattiro · 2022-TW1", None, None, 0.3, 0.667, None, None, "✗ tidak tercapai"],
    ]
    assert page.cell(FIRST, "Dari target", GROUP).number_format == "[$-421]#,##0.0%"
    assert page.cell("RAN7-01/2", "Pelapor dan periode", GROUP).value == "belum ada laporan"


def test_rows_of_further_accounts_have_no_key_and_are_found_by_the_filters(write_xlsx: WriteXlsx) -> None:
    page = first_page(write_xlsx(with_achieved(minutes_matrix())))
    assert [key for _row, key in page.keyed_rows()] == [f"RAN7-01/{number}" for number in range(1, 7)]
    below = page.row_of(FIRST) + 1
    values = [page.sheet.cell(below, page.column(name)).value for name in ("No", "Komitmen", "Indikator")]
    assert values == ["1 …", "RAN7-01", None]
    assert page.sheet.cell(below, page.column("Catatan K/L")).protection.locked


def test_the_columns_stand_last_and_only_where_the_matrix_shows_them(write_xlsx: WriteXlsx) -> None:
    page = first_page(write_xlsx(with_achieved(minutes_matrix())))
    assert page.column("Status capaian") == page.column("Kunci baris") - 1
    assert "sesuai target mulai 100%" in page.title_block
    plain = first_page(write_xlsx(minutes_matrix()))
    assert plain.column("Catatan OMS") == plain.column("Kunci baris") - 1
    assert "sesuai target" not in plain.title_block


def test_a_changed_achievement_is_set_side_by_side(write_xlsx: WriteXlsx) -> None:
    after = with_achieved(minutes_matrix())
    first, *others = after.rows
    before = replace(after, rows=(replace(first, achieved=achieved(awaited())), *others))
    (line,) = table(write_xlsx(after, compared_with=before), "Sandingan")
    assert line["Yang berubah"] == "Capaian (lapor / verifikasi / OMS)"
    assert "OMS: 30%" not in line["Semula"]
    assert "Pattiro · 2022-TW1\nOMS: 30%\n66,7% dari target 45%\n✗ tidak tercapai" in line["Menjadi"]


@pytest.fixture
def place(app: Flask, tmp_path: Path) -> Iterator[Path]:
    """A folder, inside a request."""
    with app.test_request_context(), force_locale("id"):
        yield tmp_path


def printed(place: Path, matrix: Matrix) -> str:
    """The text of the matrix as PDF."""
    target, workbook = place / "matrix.pdf", place / "workbook.xlsx"
    workbook.write_bytes(b"PK stands for a workbook")
    wish = {"language": "id", "audience": Audience.PUBLIC, "paper": Paper.A3}
    pdf.write_pdf(matrix, make_stamp(), workbook=workbook, target=target, **wish)  # type: ignore[arg-type]
    return " ".join(pages_of(target))


def test_the_pdf_prints_the_accounts_with_their_marks(place: Path) -> None:
    text = printed(place, with_achieved(minutes_matrix()))
    for words in (
        "KemenPAN-RB · 2022-TW1 Dilaporkan: 48% · Diverifikasi: 46% 102,2% dari target 45% "
        "57,5% dari usulan awal 80% Penyelesaian: terbatas ✓ sesuai target",
        "– belum dilaporkan",
        "OMS: 30% 66,7% dari target 45% ✗ tidak tercapai",
        "belum ada laporan",
        "perlu perhatian mulai 75%",
    ):
        assert words in text


def test_the_pdf_of_a_matrix_without_them_has_no_such_column(place: Path) -> None:
    text = printed(place, minutes_matrix())
    assert "Capaian (lapor" not in text
    assert "sesuai target" not in text
