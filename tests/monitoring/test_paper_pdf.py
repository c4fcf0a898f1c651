"""The monitoring report of a period on paper: what is printed, for whom, and that everybody can read it."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest
from flask import Flask

from tests.browser import Browser
from tests.monitoring.paper_scene import reported, told
from tests.monitoring.progress_scene import Watch
from tests.reviews.papers import text_of
from tracker.accounts.states import Role


@pytest.fixture
def watch(app: Flask) -> Iterator[Watch]:
    """The first quarter, verified, with civil society's account beside it."""
    with told(app) as watch:
        yield watch


def pdf_of(watch: Watch, browser: Browser, language: str = "id") -> bytes:
    address = f"{periods_of(watch)}/2022-TW1/report.pdf?language={language}"
    content: bytes = browser.get(address).response.data
    return content


def periods_of(watch: Watch) -> str:
    return f"/plans/{watch.commitment.plan.code}/periods"


def test_it_tells_the_quarter_commitment_by_commitment(watch: Watch, visitor: Browser) -> None:
    text = text_of(pdf_of(watch, visitor))
    for words in (
        "Laporan Pemantauan Triwulan I 2022",
        "Triwulan I 2022 (1 Januari 2022 – 31 Maret 2022)",
        "Keadaan per 5 Juli 2022",
        "Untuk umum: hanya yang sudah diverifikasi.",
        "1 komitmen 2 laporan wajib 1 tepat waktu 0 terlambat 1 belum masuk 1 diverifikasi",
        "sesuai target mulai 100%, perlu perhatian mulai 75%",
        "Komitmen K01",
        # As reported, and as verified, against the three targets.
        "46% = 46 ÷ 100 dilaporkan",
        "80% capaian 57,5% = 46 ÷ 80",
        "41% = 41 ÷ 100 diverifikasi",
        "45% capaian 91,1% = 41 ÷ 45",
        "KemenPAN-RB: hasil verifikasi berbeda dari yang dilaporkan. "
        "Alasan: Lima pengaduan tercatat dua kali.",
        "perlu perhatian",
        "K01/T1 Tonggak – KemenPAN-RB terhenti",
        "K01/T1: KemenPAN-RB melaporkan berjalan. Alasan berbeda: Rapat terakhir bulan Januari.",
        "dilaporkan terbatas, diverifikasi belum dimulai. Alasan: Belum ada data dukung.",
        "Pattiro: belum dimulai",
        "=Pengaduan ditindaklanjuti lewat admin penghubung.",
        "SDM: Admin penghubung sering berganti.",
        "Melatih admin penghubung. · Biro MKOK · 30 Jun 2022",
        "Rekap pengaduan, KemenPAN-RB, B/12/2022",
        "https://contoh.example/rekap",
        "Terbatas: Memuat data pribadi.",
        "Lampiran: laporan yang terlambat dan yang belum masuk",
        "K01 Bappenas pendukung 15 Apr 2022 – belum masuk, 81 hari",
    ):
        assert words in text, words


def test_a_reader_gets_no_names_and_nothing_restricted(watch: Watch, visitor: Browser) -> None:
    text = text_of(pdf_of(watch, visitor))
    staff, ministry = (watch.user(role).name for role in (Role.SECRETARIAT, Role.MINISTRY))
    assert not any(words in text for words in ("Daftar pelapor", "/daftar", staff, ministry))
    for_staff = text_of(pdf_of(watch, Browser(visitor.app).sign_in(watch.user(Role.SECRETARIAT))))
    assert f"oleh {staff}" in for_staff
    assert f"oleh {ministry}" in for_staff
    assert "Berkas internal" in for_staff
    assert "Daftar pelapor" not in for_staff


def test_what_nobody_verified_is_printed_for_the_secretariat_alone_and_marked(
    app: Flask, visitor: Browser
) -> None:
    with reported(app) as (watch, _submission):
        for_all = text_of(pdf_of(watch, visitor))
        for_staff = text_of(pdf_of(watch, Browser(app).sign_in(watch.user(Role.SECRETARIAT))))
    assert "46%" not in for_all
    assert "Pengaduan ditindaklanjuti" not in for_all
    assert "menunggu verifikasi" in for_all
    assert "46% = 46 ÷ 100 dilaporkan, belum diverifikasi" in for_staff
    assert "terbatas (belum diverifikasi)" in for_staff


def test_a_period_of_which_nobody_reported_is_a_paper_too(watch: Watch, visitor: Browser) -> None:
    text = text_of(visitor.get(f"{periods_of(watch)}/2022-TW3/report.pdf").response.data)
    assert "Tidak ada laporan yang terlambat atau belum masuk." in text
    assert "belum jatuh tempo" in text


def test_it_is_archival_tagged_and_says_its_language(watch: Watch, visitor: Browser) -> None:
    with pikepdf.open(BytesIO(pdf_of(watch, visitor, "en"))) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "en"
        figures = [
            one
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
        assert ["K01/1" in str(one.Alt) for one in figures] == [True]
        with document.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")


def test_every_page_says_what_it_is_from_which_day_and_which_content(watch: Watch, visitor: Browser) -> None:
    text = text_of(pdf_of(watch, visitor))
    code = watch.commitment.plan.code
    assert text.count(f"{code} · 2022-TW1 · 2022-07-05 · sidik jari") == text.count("Halaman")
    assert text.count(f"{code} · Laporan Pemantauan Triwulan I 2022") == text.count("Halaman") - 1
