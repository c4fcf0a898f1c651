"""The pages of minutes, as people of each role see them."""

from collections.abc import Callable

import pytest

from tests.browser import Browser
from tests.factories import (
    SECRETARY,
    SOME_DAY,
    make_clause,
    make_meeting,
    make_organisation,
    make_person,
    make_unit,
)
from tests.minutes.papers import REAL
from tests.minutes.scene import N1, Stored, full_meeting, real_meeting
from tracker.accounts.states import Role
from tracker.minutes import follow_up_services, outcomes
from tracker.minutes.outcomes import Outcome


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
    stored(
        lambda: follow_up_services.add_follow_up(SECRETARY, make_meeting("N-1"), text="Matriks diperbaiki.")
    )
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
    stored(lambda: follow_up_services.add_follow_up(SECRETARY, real_meeting(), text="Matriks diperbaiki."))
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


FORMS = [
    "/minutes/read",
    "/minutes/record",
    f"{N1}/edit",
    f"{N1}/participants/add",
    f"{N1}/participants/1/edit",
    f"{N1}/participants/1/remove",
    f"{N1}/clauses/add",
    f"{N1}/clauses/read",
    f"{N1}/clauses/II.6.b/edit",
    f"{N1}/clauses/II.6.b/remove",
    f"{N1}/follow-ups/add",
    f"{N1}/follow-ups/1/edit",
    f"{N1}/follow-ups/1/remove",
    f"{N1}/open-items/add",
    f"{N1}/open-items/1/edit",
    f"{N1}/open-items/1/remove",
    f"{N1}/open-items/1/resolve",
]


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
        f"{N1}/clauses/II.9/remove",
        f"{N1}/participants/9/remove",
        "/minutes/N-2/follow-ups/1/remove",
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
        follow_up = follow_up_services.add_follow_up(SECRETARY, make_meeting("N-1"), text="Matriks.")
        follow_up_services.finish_follow_up(SECRETARY, follow_up, done_on=SOME_DAY)

    stored(make)
    assert staff.get("/minutes").all("tbody tr td")[-1].text == "0"
