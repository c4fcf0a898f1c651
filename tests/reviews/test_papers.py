"""The papers of a round: the record that is signed, and the table of what was decided."""

import hashlib
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
import sqlalchemy as sa
from flask import Flask
from openpyxl.worksheet.worksheet import Worksheet

from tests.browser import Browser
from tests.factories import SECRETARY
from tests.reviews.papers import close_and_sign, download, sheet_of, text_of
from tests.reviews.scene import AGREES, ROW, answered, counter, make_round
from tracker.core import clock
from tracker.extensions import db, unit_of_work
from tracker.reviews import (
    disposition_services,
    round_files,
    round_services,
)
from tracker.reviews.models import ReviewRound
from tracker.reviews.rules import runs_of_rows
from tracker.reviews.states import Decision
from tracker.targets.models import Position
from tracker.targets.services import agree_position


def cells_of(sheet: Worksheet) -> dict[str, object]:
    """The first answer by the headings over it."""
    return dict(zip(*([cell.value for cell in sheet[number]] for number in (3, 4)), strict=True))


def test_the_record_tells_what_was_agreed_who_was_silent_and_who_signed(
    app: Flask, final_round: int, staff: Browser
) -> None:
    text = text_of(download(staff, f"/rounds/{final_round}/record.pdf?language=id"))
    with app.app_context():
        version = db.session.get_one(ReviewRound, final_round).version
        assert version.sha256 in text.replace(" ", "")
        assert f"/check/{version.sha256[:12]}" in text
    for words in (
        "Berita acara putaran 1",
        "Versi 1 · Setelah rapat",
        "1 baris ditanyakan",
        "RAN7-01/1 Pengaduan ditindaklanjuti 2022: 50% Biro MKOK (RAN7-PANRB)",
        "Semua baris sudah disepakati atau dihapus.",
        "Tidak ada baris yang dihapus.",
        "RAN7-PATTIRO 1 RAN7-01/1",
        "usul angka 2022: 50% =Bertahap, lihat rencana diterima",
        "Disetujui rapat.",
        "Septiana Kepala Biro RAN7-PANRB",
    ):
        assert words in text
    assert "belum selesai" not in text


def test_the_record_names_organisations_and_not_the_persons_who_were_asked(
    final_round: int, staff: Browser
) -> None:
    text = text_of(download(staff, f"/rounds/{final_round}/record.pdf"))
    assert "Perencana" not in text
    assert "contoh.example" not in text


def test_a_closed_round_is_told_as_not_yet_final_with_what_is_still_open(app: Flask, staff: Browser) -> None:
    with app.app_context(), unit_of_work():
        scene = make_round()
        answered(scene.bureau, counter("50"))
        answered(scene.planner, AGREES)
        round_services.close_round(SECRETARY, scene.review)
        round_id = scene.review.id
    text = text_of(download(staff, f"/rounds/{round_id}/record.pdf?language=id"))
    assert "Putaran ditutup tetapi belum selesai" in text
    assert "Belum ada baris yang disepakati." in text
    assert "Awal: ≥ 80% (RAN7-PATTIRO) · Usulan balik: 45% (Biro MKOK (RAN7-PANRB))" in text
    assert "belum ditanggapi" in text
    # asked, six kinds, not with one voice, silent
    assert "RAN7-PANRB 1 0 0 0 0 0 0 1 0" in text
    assert "RAN7-PATTIRO 1 0 0 0 0 0 0 0 1" in text


def test_what_is_agreed_after_the_end_is_not_in_the_record(app: Flask, staff: Browser) -> None:
    with app.app_context(), unit_of_work():
        scene = make_round()
        answer = answered(scene.bureau, counter("50"))
        disposition_services.dispose(SECRETARY, answer, decision=Decision.REJECTED, reason="Road map 60%.")
        close_and_sign(scene)
        round_id = scene.review.id
    before = download(staff, f"/rounds/{round_id}/record.pdf")
    assert "Belum ada baris yang disepakati." in text_of(before)
    with app.app_context(), unit_of_work():
        proposal = db.session.scalars(sa.select(Position)).first()
        assert proposal
        agree_position(
            SECRETARY, proposal, reason="Rapat lain.", taken_on=clock.today(), source_text="Notula lain"
        )
    assert download(staff, f"/rounds/{round_id}/record.pdf") == before


@pytest.mark.parametrize("paper", ["record.pdf", "dispositions.pdf", "dispositions.xlsx"])
def test_a_paper_made_twice_is_the_same_file(
    app: Flask, final_round: int, staff: Browser, paper: str
) -> None:
    first = download(staff, f"/rounds/{final_round}/{paper}")
    with app.app_context(), clock.fixed_at(clock.now() + timedelta(days=8)):
        assert round_files.clear_files() == 1
    second = download(staff, f"/rounds/{final_round}/{paper}")
    assert hashlib.sha256(first).hexdigest() == hashlib.sha256(second).hexdigest()
    assert first[:4] in {b"%PDF", b"PK\x03\x04"}


@pytest.mark.parametrize("paper", ["record.pdf", "dispositions.pdf"])
def test_a_paper_is_archival_tagged_and_says_its_language(
    final_round: int, staff: Browser, paper: str
) -> None:
    content = download(staff, f"/rounds/{final_round}/{paper}?language=en")
    with pikepdf.open(BytesIO(content)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "en"
        with document.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")


def test_there_is_no_record_while_answers_are_taken(open_round: int, staff: Browser) -> None:
    page = staff.get(f"/rounds/{open_round}/record.pdf", status=422)
    assert "setelah putaran ditutup" in page.text
    assert "record.pdf" not in staff.get(f"/rounds/{open_round}").response.text


def test_the_table_has_a_row_for_each_answer_with_figures_as_numbers(open_round: int, staff: Browser) -> None:
    sheet = sheet_of(download(staff, f"/rounds/{open_round}/dispositions.xlsx?language=id"))
    first = cells_of(sheet)
    assert first["Baris"] == ROW
    assert first["Indikator"] == "Pengaduan ditindaklanjuti"
    assert first["Lembaga"] == "RAN7-PANRB, Biro MKOK"
    assert first["Jawaban"] == "usul angka"
    assert first["Usulan balik 2022"] == 0.5
    assert first["Tanggapan"] == "diterima"
    assert first["Alasan tanggapan"] == "Disetujui rapat."
    assert first["Masuk perundingan"] == "ya"
    assert sheet.max_row == 4
    assert sheet.freeze_panes == "C4"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


def test_what_looks_like_a_formula_stays_a_text(open_round: int, staff: Browser) -> None:
    content = download(staff, f"/rounds/{open_round}/dispositions.xlsx?language=id")
    assert cells_of(sheet_of(content))["Alasan atau catatan"] == "=Bertahap, lihat rencana"
    with ZipFile(BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_a_decision_that_was_taken_back_leaves_no_effect_in_the_table(app: Flask, staff: Browser) -> None:
    with app.app_context(), unit_of_work():
        scene = make_round()
        answer = answered(scene.bureau, counter("50"))
        disposition_services.accept(SECRETARY, answer, reason="Disetujui rapat.", agree=True)
        disposition_services.reopen_disposition(SECRETARY, answer, reason="Keliru.")
        round_id = scene.review.id
    first = cells_of(sheet_of(download(staff, f"/rounds/{round_id}/dispositions.xlsx?language=id")))
    assert (first["Tanggapan"], first["Masuk perundingan"]) == ("belum ditanggapi", "tidak")


def test_the_printed_table_says_the_same(open_round: int, staff: Browser) -> None:
    text = text_of(download(staff, f"/rounds/{open_round}/dispositions.pdf?language=id"))
    assert "Tabel tanggapan putaran 1" in text
    assert "=Bertahap, lihat rencana diterima Disetujui rapat." in text


def test_a_long_remark_is_printed_to_its_last_word(app: Flask, staff: Browser) -> None:
    with app.app_context(), unit_of_work():
        scene = make_round()
        answered(scene.bureau, counter("50", reason="Uraian " * 1200))
        round_services.close_round(SECRETARY, scene.review)
        round_id = scene.review.id
    for paper in ("record.pdf", "dispositions.pdf"):
        assert text_of(download(staff, f"/rounds/{round_id}/{paper}")).count("Uraian") == 1200


def test_the_pages_lead_to_the_papers(final_round: int, staff: Browser) -> None:
    assert staff.get(f"/rounds/{final_round}").find("a[href$='record.pdf']") is not None
    page = staff.get(f"/rounds/{final_round}/answers")
    assert page.find("a[href$='dispositions.xlsx']") is not None
    assert page.find("a[href$='dispositions.pdf']") is not None


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ([], ""),
        (["A/1"], "A/1"),
        (["A/1", "A/2"], "A/1, 2"),
        (["A/1", "A/3", "A/2", "A/5", "B/10", "B/9", "B/11"], "A/1–3, 5; B/9–11"),
    ],
)
def test_neighbouring_rows_are_drawn_together(keys: list[str], words: str) -> None:
    assert runs_of_rows(keys) == words
