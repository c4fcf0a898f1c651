"""The monitoring report of a period as a workbook: real numbers, texts that stay texts (D3, D40)."""

import csv
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.browser import Browser
from tests.monitoring.paper_scene import reported, told
from tests.monitoring.progress_scene import Watch
from tests.office import AS_SHOWN, converted

SHEETS = [
    "Ringkasan",
    "Laporan",
    "Indikator",
    "Tonggak",
    "Kendala",
    "Tindak lanjut",
    "Data dukung",
    "Terlambat dan tidak lapor",
]


@pytest.fixture
def watch(app: Flask) -> Iterator[Watch]:
    """The first quarter, verified, with civil society's account beside it."""
    with told(app) as watch:
        yield watch


def content_of(watch: Watch, browser: Browser) -> bytes:
    code = watch.commitment.plan.code
    content: bytes = browser.get(f"/plans/{code}/periods/2022-TW1/report.xlsx?language=id").response.data
    return content


@pytest.fixture
def book(watch: Watch, visitor: Browser) -> Workbook:
    """The workbook as the public has it."""
    return load_workbook(BytesIO(content_of(watch, visitor)))


def line(sheet: Worksheet, number: int) -> dict[str, object]:
    """A row below the headings, by them."""
    return dict(zip(*([cell.value for cell in sheet[row]] for row in (2, 2 + number)), strict=True))


def test_there_is_a_sheet_for_each_kind_of_thing(book: Workbook) -> None:
    assert book.sheetnames == SHEETS
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "C3"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.print_title_rows == "$2:$2"


def test_an_indicator_has_its_figures_as_numbers(book: Workbook) -> None:
    ministry, supporter = line(book["Indikator"], 1), line(book["Indikator"], 2)
    assert (ministry["Baris"], ministry["Lembaga"], ministry["Suara"]) == ("K01/1", "KemenPAN-RB", "K/L")
    assert (ministry["Pembilang dilaporkan"], ministry["Penyebut dilaporkan"]) == (46, 100)
    assert (ministry["Nilai dilaporkan"], ministry["Nilai diverifikasi"]) == (0.46, 0.41)
    assert ministry["Alasan berbeda"] == "Lima pengaduan tercatat dua kali."
    assert (ministry["Usulan awal"], ministry["Capaian: usulan awal"]) == (0.8, 0.513)
    assert (ministry["Disepakati pada awal periode"], ministry["Capaian: awal periode"]) == (0.45, 0.911)
    assert ministry["Kemajuan: awal periode"] == 0.846
    assert (supporter["Keadaan"], supporter["Nilai dilaporkan"]) == ("– belum dilaporkan", None)
    cell = book["Indikator"].cell(3, 1 + list(ministry).index("Capaian: usulan awal"))
    assert cell.number_format == "[$-421]#,##0.0%"


def test_what_was_written_stands_on_its_own_sheet(book: Workbook) -> None:
    assert line(book["Kendala"], 1)["Kendala"] == "Admin penghubung sering berganti."
    assert line(book["Tindak lanjut"], 1)["Penanggung jawab"] == "Biro MKOK"
    public, restricted = line(book["Data dukung"], 1), line(book["Data dukung"], 2)
    assert (public["Untuk"], public["Alamat"]) == ("K01/1", "https://contoh.example/rekap")
    assert (restricted["Data dukung"], restricted["Alamat"]) == ("Terbatas: Memuat data pribadi.", None)
    milestone = line(book["Tonggak"], 1)
    assert milestone["Keadaan"] == "terhenti"
    assert str(milestone["Berbeda dari laporan"]).startswith("KemenPAN-RB melaporkan berjalan.")
    late = line(book["Terlambat dan tidak lapor"], 1)
    assert (late["Lembaga"], late["Waktu"], late["Hari terlambat"]) == ("Bappenas", "belum masuk", 81)


def test_civil_society_has_lines_of_its_own(book: Workbook) -> None:
    lines = [line(book["Laporan"], number) for number in (1, 2, 3)]
    assert [one["Lembaga"] for one in lines] == ["KemenPAN-RB", "Bappenas", "Pattiro"]
    assert [one["Penyelesaian dilaporkan"] for one in lines] == ["terbatas", None, "belum dimulai"]
    assert (lines[0]["Penyelesaian diverifikasi"], lines[0]["Alasan"]) == (
        "belum dimulai",
        "Belum ada data dukung.",
    )


def test_what_looks_like_a_formula_stays_a_text(watch: Watch, visitor: Browser) -> None:
    content = content_of(watch, visitor)
    told = line(load_workbook(BytesIO(content))["Laporan"], 1)["Uraian kemajuan"]
    assert str(told).startswith("=Pengaduan ditindaklanjuti")
    with ZipFile(BytesIO(content)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_nothing_unverified_is_in_the_workbook_for_the_public(app: Flask, visitor: Browser) -> None:
    with reported(app) as (watch, _submission):
        book = load_workbook(BytesIO(content_of(watch, visitor)))
    cells = {cell.value for sheet in book.worksheets for row in sheet for cell in row}
    assert not {46, 0.46, "Admin penghubung sering berganti."} & cells
    assert line(book["Indikator"], 1)["Keadaan"] == "… menunggu verifikasi"


def test_another_program_opens_it_and_shows_numbers_as_indonesians_write_them(
    watch: Watch, visitor: Browser, tmp_path: Path
) -> None:
    source = tmp_path / "laporan.xlsx"
    source.write_bytes(content_of(watch, visitor))
    again = load_workbook(converted(source, "xlsx", tmp_path / "profile"))
    assert again.sheetnames == SHEETS
    assert line(again["Indikator"], 1)["Nilai dilaporkan"] == 0.46
    # Only the sheet that is asked for, the third.
    shown = converted(source, f"{AS_SHOWN},1,,0,false,true,true,false,false,3", tmp_path / "profile")
    with shown.with_stem("laporan-Indikator").open(encoding="utf-8", newline="") as lines:
        cells = {cell for row in csv.reader(lines) for cell in row}
    assert {"46%", "51,3%", "91,1%", "100"} <= cells
