"""The pages of minutes, as people of each role see and use them."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.browser import Browser, Page
from tests.factories import (
    SECRETARY,
    SOME_DAY,
    make_clause,
    make_meeting,
    make_organisation,
    make_person,
    make_unit,
    make_user,
)
from tests.minutes.papers import REAL, SMALL
from tracker.accounts.states import Role
from tracker.extensions import db
from tracker.minutes import outcomes, services
from tracker.minutes.models import Meeting
from tracker.minutes.outcomes import Outcome
from tracker.minutes.reading import read_header
from tracker.minutes.states import OpenItemKind

N1 = "/minutes/N-1"


@pytest.fixture
def stored(app: Flask) -> Callable[[Callable[[], object]], None]:
    """Store what a function makes, as another request would have done."""

    def store(make: Callable[[], object]) -> None:
        with app.app_context():
            make()
            db.session.commit()

    return store


@pytest.fixture
def as_role(app: Flask) -> Callable[[Role], Browser]:
    """A browser of somebody in a role."""

    def sign_in(role: Role) -> Browser:
        with app.app_context():
            user = make_user(role)
            db.session.commit()
            return Browser(app).sign_in(user)

    return sign_in


@pytest.fixture
def staff(as_role: Callable[[Role], Browser]) -> Browser:
    """The secretariat's visitor."""
    return as_role(Role.SECRETARIAT)


def real_meeting() -> Meeting:
    """The minutes of 21 September 2020 with their file."""
    for code in ("KemenPAN-RB", "Bappenas", "Pattiro", "Seknas OGI", "Perludem"):
        make_organisation(code)
    text = REAL.read_text()
    document = services.store_document(
        SECRETARY, file_name=REAL.name, media_type="", content=REAL.read_bytes()
    )
    return services.record_minutes(
        SECRETARY, code="N-1", header=read_header(text), text=text, document=document
    )


def sent(visitor: Browser, page: Page, changes: dict[str, Any], *, status: int = 200) -> Page:
    """Send the form on a page that is already open, with some of its fields changed."""
    form = page.find("main form[method=post]")
    return visitor.post(form.get("action"), {**dict(form.form_values()), **changes}, status=status)


Stored = Callable[[Callable[[], object]], None]


def test_the_page_of_the_real_minutes_explains_each_disagreement(staff: Browser, stored: Stored) -> None:
    stored(real_meeting)
    page = staff.get(N1)
    assert len(page.all(".flags li")) == 4
    for words in (
        "Tertulis Selasa, tetapi 21 September 2020 jatuh pada hari Senin. Tanggal tidak diubah.",
        "Judul menyebut Perludem, yang tidak tercatat sebagai peserta maupun pembicara.",
        "Dalam daftar peserta, nomor 5 kosong.",
        "Judul atau agenda menyebut 2020–2022, sedangkan isi notula menyebut 2021–2022",
    ):
        assert words in page.text


def test_the_flags_are_explained_in_english_too(staff: Browser, stored: Stored) -> None:
    stored(real_meeting)
    assert len(staff.get(f"{N1}?lang=en").all(".flags li")) == 4


def test_the_header_is_shown_as_written_and_as_read(staff: Browser, stored: Stored) -> None:
    stored(real_meeting)
    text = staff.get(N1).text
    assert "Selasa, 21 September 2020" in text
    assert "Senin, 21 September 2020" in text


def test_every_clause_has_an_address_of_its_own(staff: Browser, stored: Stored) -> None:
    stored(real_meeting)
    clause = staff.get(N1).find("#butir-II-6-b")
    assert "Biro MKOK" in clause.text_content()
    assert clause.cssselect(".clause-label a")[0].get("href") == "#butir-II-6-b"
    answer = staff.get(f"{N1}/clauses/II.6.b", status=302, follow=False)
    assert answer.response.location == f"{N1}#butir-II-6-b"


def test_speaker_organisation_and_unit_are_three_things(staff: Browser, stored: Stored) -> None:
    def make() -> None:
        ministry = make_organisation("KemenPAN-RB")
        clause = make_clause(make_meeting("N-1"), speaker=make_person(ministry, "Septiana"))
        clause.organisation, clause.unit = ministry, make_unit(ministry, "Biro MKOK")

    stored(make)
    voices = [item.text_content() for item in staff.get(N1).all("#butir-II-6-b .clause-voices li")]
    assert voices == ["Pembicara: Septiana", "Organisasi: KemenPAN-RB", "Untuk unit kerja: Biro MKOK"]


def test_what_a_clause_led_to_stands_under_it(
    staff: Browser, stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(lambda: make_clause(make_meeting("N-1")))
    found = [Outcome("45% untuk akhir 2022", "minutes.show", {"code": "N-1"}), Outcome("Catatan lain")]
    source = lambda _actor, meeting: {meeting.clauses[0].id: found}  # noqa: E731
    monkeypatch.setattr(outcomes, "_sources", [source])
    items = staff.get(N1).all("#butir-II-6-b .clause-outcomes li")
    assert [item.text_content() for item in items] == ["45% untuk akhir 2022", "Catatan lain"]
    assert items[0].cssselect("a")[0].get("href") == N1


def test_an_empty_participant_is_shown_as_empty(staff: Browser, stored: Stored) -> None:
    stored(real_meeting)
    rows = [
        " ".join(row.text_content().split()) for row in staff.get(N1).all("#peserta + .table-frame tbody tr")
    ]
    assert rows[4].startswith("5 kosong belum diisi")


def test_a_follow_up_without_owner_and_date_says_so(staff: Browser, stored: Stored) -> None:
    stored(lambda: services.add_follow_up(SECRETARY, make_meeting("N-1"), text="Matriks diperbaiki."))
    assert [item.text_content() for item in staff.get(N1).all(".duty .missing")] == [
        "tanpa penanggung jawab",
        "tanpa tenggat",
    ]


def test_the_source_file_is_given_back_byte_for_byte_and_never_opened_in_place(
    as_role: Callable[[Role], Browser], stored: Stored
) -> None:
    stored(real_meeting)
    answer = as_role(Role.CSO).get(f"{N1}/source").response
    assert answer.data == REAL.read_bytes()
    assert answer.headers["Content-Disposition"] == f"attachment; filename={REAL.name}"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == "text/plain"


def test_minutes_without_a_file_have_none_to_download(staff: Browser, stored: Stored) -> None:
    stored(lambda: make_meeting("N-1"))
    assert "Berkas sumber belum diunggah." in staff.get(N1).text
    staff.get(f"{N1}/source", status=404)


def test_the_list_shows_what_is_odd_and_what_is_open(staff: Browser, stored: Stored) -> None:
    stored(lambda: services.add_follow_up(SECRETARY, real_meeting(), text="Matriks diperbaiki."))
    cells = [" ".join(cell.text_content().split()) for cell in staff.get("/minutes").all("tbody tr > *")]
    assert cells[0] == "21 September 2020"
    assert cells[2:] == ["36", "⚠ 44 peringatan", "1"]


def test_the_list_is_searched_by_words_of_the_clauses(staff: Browser, stored: Stored) -> None:
    stored(lambda: make_clause(make_meeting("N-1", title="Rapat pertama"), text="Matriks diperbaiki."))
    stored(lambda: make_meeting("N-2", title="Rapat kedua"))
    text = staff.get("/minutes?text=MATRIKS").text
    assert "Rapat pertama" in text
    assert "Rapat kedua" not in text
    assert "Tidak ada notula yang cocok" in staff.get("/minutes?text=anggaran").text


def test_an_empty_list_says_how_minutes_get_there(staff: Browser) -> None:
    assert "Belum ada notula" in staff.get("/minutes").text


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


def test_text_that_looks_like_a_formula_or_like_markup_is_only_text(staff: Browser, stored: Stored) -> None:
    stored(lambda: make_meeting("N-1"))
    text = "=cmd|' /C calc'!A0 <script>alert(1)</script> \U0001f600"
    page = staff.submit(f"{N1}/clauses/add", {"label": "II.1", "text": f"\u202e{text}"})
    assert page.find("#butir-II-1 .clause-text").text == text


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


def test_clauses_are_read_from_a_text_into_minutes_that_have_none(staff: Browser, stored: Stored) -> None:
    stored(lambda: make_meeting("N-1"))
    shown = staff.submit(f"{N1}/clauses/read", {"text": SMALL})
    assert len(shown.all(".clause")) == 7
    page = staff.post(f"{N1}/clauses/read", dict(shown.find("main form[method=post]").form_values()))
    assert page.response.request.path == N1
    assert len(page.all(".clause")) == 7


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


FORMS = [
    "/minutes/read",
    "/minutes/record",
    f"{N1}/edit",
    f"{N1}/participants/add",
    f"{N1}/participants/1/edit",
    f"{N1}/clauses/add",
    f"{N1}/clauses/read",
    f"{N1}/clauses/II.6.b/edit",
    f"{N1}/follow-ups/add",
    f"{N1}/follow-ups/1/edit",
    f"{N1}/open-items/add",
    f"{N1}/open-items/1/edit",
    f"{N1}/open-items/1/resolve",
]


def full_meeting() -> None:
    """Minutes with one of everything."""
    meeting = make_clause(make_meeting("N-1")).meeting
    services.add_participant(SECRETARY, meeting, number=1)
    services.add_follow_up(SECRETARY, meeting, text="Matriks diperbaiki.")
    services.add_open_item(SECRETARY, meeting, kind=OpenItemKind.OFFER, text="Dana.")


@pytest.mark.parametrize("role", [Role.MINISTRY, Role.CSO])
def test_ministries_and_csos_read_minutes_and_find_no_way_to_change_them(
    as_role: Callable[[Role], Browser], stored: Stored, role: Role
) -> None:
    stored(full_meeting)
    reader = as_role(role)
    page = reader.get(N1)
    assert not page.all("main form, main a.button, .clause-edit")
    assert not reader.get("/minutes").all("main a.button")
    for address in FORMS:
        reader.get(address, status=403)


def test_the_public_is_asked_to_sign_in(visitor: Browser, stored: Stored) -> None:
    stored(full_meeting)
    for address in ("/minutes", N1, f"{N1}/source", f"{N1}/clauses/II.6.b", *FORMS):
        answer = visitor.get(address, status=302, follow=False)
        assert answer.response.location.startswith("/sign-in")


def test_the_secretariat_reaches_every_form_from_its_pages(staff: Browser, stored: Stored) -> None:
    stored(full_meeting)
    links = {a.get("href") for page in (staff.get(N1), staff.get("/minutes")) for a in page.all("main a")}
    for address in FORMS:
        staff.get(address)
    assert set(FORMS) - links == {"/minutes/record"}


@pytest.mark.parametrize(
    "address",
    [
        "/minutes/TIDAK-ADA",
        "/minutes/%00",
        f"{N1}/clauses/%00",
        f"{N1}/clauses/II.9",
        f"{N1}/clauses/II.9/edit",
        f"{N1}/participants/9/edit",
        f"{N1}/follow-ups/9/edit",
        f"{N1}/follow-ups/{'9' * 30}/edit",
        f"{N1}/open-items/9/resolve",
        "/minutes/N-2/follow-ups/1/edit",
    ],
)
def test_what_does_not_exist_is_not_found(staff: Browser, stored: Stored, address: str) -> None:
    stored(full_meeting)
    stored(lambda: make_meeting("N-2"))
    staff.get(address, status=404)


def test_a_done_follow_up_is_not_counted_as_open(staff: Browser, stored: Stored) -> None:
    def make() -> None:
        follow_up = services.add_follow_up(SECRETARY, make_meeting("N-1"), text="Matriks.")
        services.finish_follow_up(SECRETARY, follow_up, done_on=SOME_DAY)

    stored(make)
    assert staff.get("/minutes").all("tbody tr td")[-1].text == "0"
