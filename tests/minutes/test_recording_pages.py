"""A paper is taken in: read, shown, and only then saved."""

import io

import pytest

from tests.browser import Browser
from tests.factories import make_meeting
from tests.minutes.papers import REAL, SMALL
from tests.minutes.scene import N1, Stored, real_meeting, sent


def test_a_pasted_paper_is_shown_as_read_and_saved_only_after_that(staff: Browser) -> None:
    shown = staff.submit("/minutes/read", {"text": REAL.read_text()})
    assert shown.find("#title").get("value") == "Penyampaian Usulan Perludem untuk RAN OGI 2020- 2022"
    assert shown.find("#code").get("value") == "NOTULA-2020-09-21"
    assert shown.find("#participants").text.strip().endswith("5.")
    assert len(shown.all(".clause")) == 36
    assert "Belum ada notula" in staff.get("/minutes").text
    saved = sent(staff, shown, {"title": "Judul yang diperbaiki"})
    assert saved.find("h1").text == "Judul yang diperbaiki"
    assert len(saved.all(".clause")) == 36


def test_an_uploaded_text_is_read_and_becomes_the_source_file(staff: Browser) -> None:
    upload = (io.BytesIO(REAL.read_bytes()), "notula.txt")
    saved = sent(staff, staff.submit("/minutes/read", {"file": upload}), {})
    assert len(saved.all(".clause")) == 36
    assert staff.get("/minutes/NOTULA-2020-09-21/source").response.data == REAL.read_bytes()


def test_a_pdf_is_kept_and_its_text_is_taken_from_the_form(staff: Browser) -> None:
    upload = (io.BytesIO(b"%PDF-1.7 ..."), "notula.pdf")
    shown = staff.submit("/minutes/read", {"file": upload, "text": SMALL})
    assert "Berkas notula.pdf sudah disimpan" in shown.text
    saved = sent(staff, shown, {})
    assert len(saved.all(".clause")) == 7
    assert "application/pdf" in saved.text


def test_a_text_changed_after_it_was_shown_is_shown_again_before_it_is_saved(staff: Browser) -> None:
    shown = staff.submit("/minutes/read", {"text": SMALL})
    again = sent(staff, shown, {"text": "I. Satu\n1. dua", "code": "N-1"})
    assert "Teks berubah." in again.text
    assert len(again.all(".clause")) == 2
    assert len(sent(staff, again, {}).all(".clause")) == 2


def test_minutes_can_be_typed_without_any_file(staff: Browser) -> None:
    page = staff.submit("/minutes/record", {"code": "n-1", "title": "Rapat", "date_text": "pekan depan"})
    assert page.response.request.path == N1
    assert "tidak terbaca" in page.text
    assert "Belum ada butir" in page.text


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "kosong.txt", "Berkas ini kosong."),
        (b"MZ\x00\x01", "program.txt", "Jenis berkas ini tidak diterima."),
        (b"Notula", "notula.pdf", "Isi berkas ini tidak sesuai dengan jenisnya."),
    ],
)
def test_a_file_that_cannot_be_a_source_is_refused_at_its_field_and_the_text_comes_back(
    staff: Browser, content: bytes, name: str, words: str
) -> None:
    page = staff.submit("/minutes/read", {"file": (io.BytesIO(content), name), "text": SMALL})
    assert words in page.find("#file-error").text_content()
    assert "Rapat Penajaman Usulan" in page.find("#text").text


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"code": "a/b"}, "code", "Kode terdiri atas huruf"),
        ({"code": "n-1"}, "code", "Kode N-1 sudah dipakai"),
        ({"code": ""}, "code", "wajib diisi"),
        ({"title": "x" * 301}, "title", "301"),
        ({"text": "tanpa judul bagian"}, "text", "Tidak ada butir yang terbaca."),
        ({"text": "x" * 200_001}, "text", "200001"),
    ],
)
def test_what_cannot_be_recorded_is_said_at_its_field_and_nothing_is_half_saved(
    staff: Browser, stored: Stored, wrong: dict[str, str], field: str, words: str
) -> None:
    stored(lambda: make_meeting("N-1"))
    typed = {"code": "N-2", "title": "Rapat", "participants": "1. Tim", "text": ""} | wrong
    page = sent(staff, staff.post("/minutes/record", typed), {})
    assert words in page.find(f"#{field}-error").text_content()
    assert page.find("#participants").text.strip() == "1. Tim"
    staff.get("/minutes/N-2", status=404)


@pytest.mark.parametrize("document_id", ["999", "x", "9" * 30, "-1"])
def test_a_forged_file_number_harms_nothing(staff: Browser, document_id: str) -> None:
    status = 404 if document_id == "999" else 200
    typed = {"code": "N-1", "title": "Rapat", "document_id": document_id}
    staff.post("/minutes/record", typed, status=status)


def test_the_header_is_edited_and_a_new_file_takes_the_place_of_the_old_one(
    staff: Browser, stored: Stored
) -> None:
    stored(real_meeting)
    upload = (io.BytesIO(b"Notula yang baru"), "baru.txt")
    page = staff.submit(f"{N1}/edit", {"place": "Jakarta", "file": upload})
    assert "Jakarta" in page.text
    assert staff.get(f"{N1}/source").response.data == b"Notula yang baru"


def test_a_stale_edit_shows_both_and_then_saves(staff: Browser, stored: Stored) -> None:
    stored(lambda: make_meeting("N-1", title="Rapat"))
    form = staff.get(f"{N1}/edit").find("main form[method=post]")
    staff.submit(f"{N1}/edit", {"title": "Rapat orang lain"})
    mine = {**dict(form.form_values()), "title": "Rapat saya"}
    page = staff.post(f"{N1}/edit", mine)
    assert "Rapat orang lain" in page.find("#title-newest").text_content()
    assert page.find("#title").get("value") == "Rapat saya"
    again = dict(page.find("main form[method=post]").form_values())
    assert staff.post(f"{N1}/edit", again).find("h1").text == "Rapat saya"


def test_clauses_are_read_from_a_text_into_minutes_that_have_none(staff: Browser, stored: Stored) -> None:
    stored(lambda: make_meeting("N-1"))
    shown = staff.submit(f"{N1}/clauses/read", {"text": SMALL})
    assert len(shown.all(".clause")) == 7
    page = staff.post(f"{N1}/clauses/read", dict(shown.find("main form[method=post]").form_values()))
    assert page.response.request.path == N1
    assert len(page.all(".clause")) == 7
