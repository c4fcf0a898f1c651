"""Participants, clauses, follow-ups and open items, as the secretariat writes them."""

import pytest

from tests.browser import Browser
from tests.factories import make_clause, make_meeting, make_organisation, make_person, make_unit
from tests.minutes.scene import N1, Stored


def test_text_that_looks_like_a_formula_or_like_markup_is_only_text(staff: Browser, stored: Stored) -> None:
    stored(lambda: make_meeting("N-1"))
    text = "=cmd|' /C calc'!A0 <script>alert(1)</script> \U0001f600"
    page = staff.submit(f"{N1}/clauses/add", {"label": "II.1", "text": f"\u202e{text}"})
    assert page.find("#butir-II-1 .clause-text").text == text


def test_a_clause_is_added_with_who_spoke_and_corrected(staff: Browser, stored: Stored) -> None:
    def make() -> None:
        ministry = make_organisation("KemenPAN-RB")
        make_person(ministry, "Septiana")
        make_unit(ministry, "Biro MKOK")
        make_meeting("N-1")

    stored(make)
    chosen = {"speaker_id": "1", "organisation_id": "1", "unit_id": "1"}
    staff.submit(f"{N1}/clauses/add", {"label": "II.6.b", "text": "40%", **chosen})
    page = staff.submit(f"{N1}/clauses/II.6.b/edit", {"text": "45%"})
    assert " ".join(page.find("#butir-II-6-b").text_content().split()).startswith(
        "II.6.b 45% Pembicara: Septiana"
    )


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"label": "dua"}, "label", "“dua” bukan nomor butir"),
        ({"label": "II.6.b"}, "label", "Butir II.6.b sudah ada"),
        ({"text": "\u202e \u200b"}, "text", "wajib diisi"),
        ({"text": "x" * 10_001}, "text", "10001"),
        ({"speaker_id": "999"}, "speaker_id", "Pilihan ini tidak ada"),
        ({"unit_id": "x"}, "unit_id", "Pilihan ini tidak ada"),
    ],
)
def test_a_clause_that_cannot_be_placed_is_refused_at_its_field(
    staff: Browser, stored: Stored, wrong: dict[str, str], field: str, words: str
) -> None:
    stored(lambda: make_clause(make_meeting("N-1")))
    page = staff.submit(f"{N1}/clauses/add", {"label": "II.7", "text": "Isi.", **wrong})
    assert words in page.find(f"#{field}-error").text_content()
    assert len(staff.get(N1).all(".clause")) == 1


def test_a_participant_is_added_and_matched_with_an_organisation(staff: Browser, stored: Stored) -> None:
    stored(lambda: (make_organisation("Pattiro"), make_meeting("N-1")))
    staff.submit(f"{N1}/participants/add", {"number": "3"})
    page = staff.submit(f"{N1}/participants/3/edit", {"as_written": "Tim Pattiro", "organisation_id": "1"})
    row = page.find("#peserta + .table-frame tbody tr").text_content().split()
    assert row[:4] == ["3", "Tim", "Pattiro", "Pattiro"]
    assert "antara 1 dan 999" in staff.submit(f"{N1}/participants/add", {"number": "tiga"}).text


def test_a_follow_up_lives_from_its_first_words_to_done_and_back(staff: Browser, stored: Stored) -> None:
    stored(lambda: (make_organisation("Seknas OGI"), make_clause(make_meeting("N-1"), "III.1")))
    staff.submit(f"{N1}/follow-ups/add", {"text": "Matriks diperbaiki.", "clause_id": "1"})
    page = staff.submit(f"{N1}/follow-ups/1/edit", {"owner_id": "1", "due_on": "1 Oktober 2020"})
    facts = [item.text_content() for item in page.all(".duty-facts li")]
    assert facts == ["Seknas OGI", "tenggat 1 Oktober 2020", "belum selesai", "Butir III.1"]
    assert "✓ selesai" in staff.post(f"{N1}/follow-ups/1/finish").text
    staff.post(f"{N1}/follow-ups/1/finish", status=422)
    assert "belum selesai" in staff.post(f"{N1}/follow-ups/1/reopen").text


def test_a_due_date_that_is_none_comes_back_with_words(staff: Browser, stored: Stored) -> None:
    stored(lambda: make_meeting("N-1"))
    page = staff.submit(f"{N1}/follow-ups/add", {"text": "Matriks.", "due_on": "31 Februari 2021"})
    assert page.all("#due_on-error")
    assert page.find("#due_on").get("value") == "31 Februari 2021"


def test_open_items_stand_under_their_kind_until_they_are_resolved(staff: Browser, stored: Stored) -> None:
    stored(lambda: make_meeting("N-1"))
    staff.submit(f"{N1}/open-items/add", {"kind": "question", "text": "Siapa donornya?"})
    page = staff.submit(f"{N1}/open-items/1/edit", {"kind": "offer"})
    assert [heading.text for heading in page.all("#hal-terbuka ~ h3")] == ["Tawaran dukungan"]
    page = staff.submit(f"{N1}/open-items/1/resolve", {"resolution": "UNDP."})
    assert "UNDP." in page.text
    assert (
        "sudah dinyatakan selesai" in staff.submit(f"{N1}/open-items/1/resolve", {"resolution": "Lagi."}).text
    )
