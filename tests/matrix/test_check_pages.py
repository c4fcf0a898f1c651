"""Whether a copy in hand is the latest, by its fingerprint and by the file."""

from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook

from tests.browser import Browser, Page
from tests.matrix.ledger import Story, counter_again, frozen, make_story


def test_the_check_page_says_whether_a_copy_is_the_latest(story: Story, visitor: Browser) -> None:
    first = frozen(story)
    assert "Salinan ini versi terakhir" in visitor.get(f"/check/{first[:12]}").text
    counter_again(story, "55")
    frozen(story, "Sesudah rapat")
    page = visitor.get(f"/check/{first}")
    assert "Salinan ini sudah diganti" in page.text
    assert page.all("a[href='/plans/RAN7/versions/2']")


def test_the_check_page_of_an_unpublished_plan_tells_the_public_the_version_and_nothing_else(
    app: Flask, visitor: Browser
) -> None:
    with app.app_context():
        story = make_story("SECRET")
        sha256 = frozen(story, "Judul versi")
        counter_again(story, "55")
        frozen(story)
    page = visitor.get(f"/check/{sha256[:12]}")
    for words in ("Judul versi", sha256, "belum terbuka untuk umum"):
        assert words in page.text
    for words in ("Pengaduan ditindaklanjuti", "SECRET-PATTIRO", "55%"):
        assert words not in page.text


@pytest.mark.parametrize("fingerprint", ["0" * 12, "bukan-sidik-jari", "%27%3B--", "é" * 12])
def test_an_unknown_fingerprint_is_answered_in_words(visitor: Browser, fingerprint: str) -> None:
    assert "tidak dikenal" in visitor.get(f"/check/{fingerprint}", status=404).text


def show(visitor: Browser, content: bytes, name: str = "matriks.xlsx", *, status: int = 200) -> Page:
    """Show a file to the page."""
    return visitor.post("/check", {"file": (BytesIO(content), name)}, status=status)


def workbook(visitor: Browser, address: str = "/plans/RAN7/versions/1/download") -> bytes:
    """A workbook as it is sent."""
    return bytes(visitor.get(f"{address}?format=xlsx").response.data)


def saved_again(content: bytes) -> bytes:
    """The workbook after another program has saved it."""
    book, target = load_workbook(BytesIO(content)), BytesIO()
    book.save(target)
    return target.getvalue()


def test_the_way_to_a_version_begins_with_its_fingerprint(story: Story, visitor: Browser) -> None:
    sha256 = frozen(story)
    asked = visitor.get("/").find(".site-footer a[href='/check']").get("href")
    assert visitor.get(asked).all("input[name=fingerprint]")
    found = visitor.get(f"/check?fingerprint={sha256[:6]}+{sha256[6:12]}")
    assert "Salinan ini versi terakhir" in found.text


def test_a_file_as_it_was_sent_is_known_to_the_last_letter(story: Story, visitor: Browser) -> None:
    frozen(story)
    content = workbook(visitor)
    page = show(visitor, content, "ganti nama.bin")
    assert "Salinan ini versi terakhir" in page.text
    assert "persis seperti yang dikirim" in page.text
    counter_again(story, "55")
    frozen(story, "Sesudah rapat")
    later = show(visitor, content)
    assert "Salinan ini sudah diganti" in later.text
    assert "55%" in later.text


def test_a_file_that_was_saved_again_is_known_by_the_version_it_names(story: Story, visitor: Browser) -> None:
    frozen(story)
    page = show(visitor, saved_again(workbook(visitor)))
    assert "menyebut versi 1, tetapi sudah disimpan ulang" in page.text
    assert "persis seperti yang dikirim" not in page.text


def test_a_draft_is_told_from_a_version(story: Story, visitor: Browser) -> None:
    content = workbook(visitor, "/plans/RAN7/matrix/download")
    assert "hanya draf" in show(visitor, content, status=404).text


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 of somebody else", b"PK\x03\x04 cut off"])
def test_what_is_not_ours_is_said_to_be_unknown(visitor: Browser, content: bytes) -> None:
    page = show(visitor, content, "<b>apa.pdf", status=404)
    assert "tidak dikenal" in page.text
    assert "<b>apa.pdf" in page.text


def test_no_file_is_a_fault_of_the_form(visitor: Browser) -> None:
    page = visitor.post("/check", {})
    assert "Pilih berkas" in page.text
