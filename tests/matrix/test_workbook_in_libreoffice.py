"""Another program opens the workbook: nothing to repair, numbers as Indonesians read them, one page wide."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from flask import Flask
from flask_babel import force_locale

from tests.matrix.reported import with_achieved
from tests.matrix.samples import draft_stamp, long_text, make_row, make_stamp, minutes_matrix
from tests.matrix.workbooks import YEAR, first_page, matrix_of, row_with
from tests.office import AS_SHOWN, converted
from tracker.core.bilingual import Bilingual, Language
from tracker.core.quantities import Qualifier
from tracker.matrix.rows import Matrix, Quantity, VersionStamp
from tracker.matrix.states import Audience
from tracker.matrix.workbook import write_workbook
from tracker.plans.states import IndicatorKind

A3_LANDSCAPE = (pytest.approx(1191, abs=1), pytest.approx(842, abs=1))


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A LibreOffice profile that nothing else uses."""
    return tmp_path_factory.mktemp("libreoffice")


@pytest.fixture
def place(app: Flask, tmp_path: Path) -> Iterator[Path]:
    """A folder, inside the app."""
    with app.app_context():
        yield tmp_path


def write(place: Path, matrix: Matrix, stamp: VersionStamp | None = None, language: Language = "id") -> Path:
    target = place / "matrix.xlsx"
    with force_locale(language):
        write_workbook(
            matrix, stamp or make_stamp(), language=language, audience=Audience.PUBLIC, target=target
        )
    return target


def test_it_opens_and_keeps_its_values(place: Path, profile: Path) -> None:
    page = first_page(converted(write(place, minutes_matrix()), "xlsx", profile))
    assert page.cell("RAN7-01/1", "Awal", YEAR).value == 0.8
    assert page.cell("RAN7-01/1", "Usulan balik", YEAR).value == 0.45
    assert page.cell("RAN7-01/1", "Disepakati", YEAR).value == "belum disepakati"
    assert page.cell("RAN7-01/1", "Selisih", YEAR).value == -35
    assert page.sheet.protection.sheet
    assert page.sheet.print_title_rows == f"${page.heading_row - 1}:${page.heading_row}"


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("id", ["≥ 80%", "−35 poin", "sekitar 18,68%", "227.995", "0%"]),
        ("en", ["≥ 80%", "about 18.68%", "227,995", "0%"]),
    ],
)
def test_numbers_are_shown_as_their_readers_write_them(
    place: Path, profile: Path, language: Language, shown: list[str]
) -> None:
    more = (
        replace(row_with(Quantity("", Decimal("18.68"), qualifier=Qualifier.ABOUT)), key="RAN7-01/11"),
        replace(row_with(Quantity("", Decimal(227995)), IndicatorKind.COUNT), key="RAN7-01/12"),
        replace(row_with(Quantity("", Decimal(0))), key="RAN7-01/13"),
    )
    source = write(place, matrix_of(*minutes_matrix().rows, *more), language=language)
    with converted(source, AS_SHOWN, profile).open(encoding="utf-8", newline="") as lines:
        cells = {cell for line in csv.reader(lines) for cell in line}
    assert [text for text in shown if text not in cells] == []


def test_what_was_achieved_is_shown_in_figures_and_words(place: Path, profile: Path) -> None:
    source = write(place, with_achieved(minutes_matrix()))
    with converted(source, AS_SHOWN, profile).open(encoding="utf-8", newline="") as lines:
        cells = {cell for line in csv.reader(lines) for cell in line}
    shown = ("48%", "46%", "30%", "102,2%", "57,5%", "KemenPAN-RB · 2022-TW2", "✓ sesuai target")
    assert [text for text in shown if text not in cells] == []


def test_it_prints_one_page_wide_on_a3_with_everything_on_paper(place: Path, profile: Path) -> None:
    text = long_text(2, 4_000)
    row = make_row(1, "Indikator", definition=Bilingual(text + " tamat sudah."))
    pdf = pypdfium2.PdfDocument(converted(write(place, matrix_of(row), draft_stamp()), "pdf", profile))
    pages = [page.get_textpage().get_text_range() for page in pdf]
    assert pdf[0].get_size() == A3_LANDSCAPE
    assert "Catatan OMS" in pages[0]
    assert "DRAF" in pages[0]
    assert f"Halaman 1 dari {len(pages)}" in pages[0]
    printed = " ".join(" ".join(pages).split())
    assert "tamat sudah" in printed
    pdf.close()
