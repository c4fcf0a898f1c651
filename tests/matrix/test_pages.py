"""The pages of the matrix, as each kind of reader sees them."""

from typing import Any

import pytest
from flask import Flask

from tests.browser import Browser, Page
from tests.factories import make_indicator, make_plan, make_user
from tests.matrix.counting import counted
from tests.matrix.ledger import (
    Story,
    counter_again,
    frozen,
    make_baseline,
    make_position,
    make_rows,
    make_story,
)
from tracker.accounts.states import Role
from tracker.extensions import db
from tracker.matrix.services import freeze
from tracker.targets.states import DropReason, PositionKind, Stance


def _staff(visitor: Browser) -> Browser:
    user = make_user(Role.SECRETARIAT)
    db.session.commit()
    return visitor.sign_in(user)


def test_the_row_shows_both_figures_their_holders_the_difference_and_the_clause(
    story: Story, visitor: Browser
) -> None:
    cell = visitor.get("/plans/RAN7/matrix").all(".target-cell")[1].text_content()
    for words in ("belum disepakati", "≥ 80%", "45%", "RAN7-PATTIRO", "Biro MKOK", "−35", "II.6.b"):
        assert words in " ".join(cell.split())


def test_a_year_without_a_target_says_so(story: Story, visitor: Browser) -> None:
    assert "belum diisi" in visitor.get("/plans/RAN7/matrix").all(".target-cell")[0].text_content()


def test_an_agreed_value_stands_large_in_its_cell(story: Story, visitor: Browser) -> None:
    make_position(
        story.indicator,
        "45",
        kind=PositionKind.AGREED,
        organisation=story.ministry,
        refers_to=story.counter,
        clause=story.clauses["II.6.b"],
    )
    db.session.commit()
    assert "45%" in visitor.get("/plans/RAN7/matrix").find(".target-agreed").text_content()


def test_officials_are_named_only_to_people_who_are_signed_in(story: Story, visitor: Browser) -> None:
    assert "Septiana" not in visitor.get("/plans/RAN7/matrix").text
    assert "Septiana" in _staff(visitor).get("/plans/RAN7/matrix").text


def test_a_released_name_is_shown_to_everybody(story: Story, visitor: Browser) -> None:
    story.speaker.is_name_released = True
    db.session.commit()
    assert "Septiana" in visitor.get("/plans/RAN7/matrix").text


def test_clauses_are_links_for_those_who_may_read_minutes(story: Story, visitor: Browser) -> None:
    assert not visitor.get("/plans/RAN7/matrix").all("a.target-clause")
    link = _staff(visitor).get("/plans/RAN7/matrix").find(".target-counter a.target-clause")
    assert link.get("href") == "/minutes/RAN7-NOTULA/clauses/II.6.b"


def test_a_dropped_row_stays_struck_through(story: Story, visitor: Browser) -> None:
    said: dict[str, Any] = {
        "stance": Stance.DROP,
        "drop_reason": DropReason.ACHIEVED,
        "organisation": story.ministry,
    }
    make_position(story.indicator, kind=PositionKind.AGREED, **said)
    db.session.commit()
    assert visitor.get("/plans/RAN7/matrix").find("tr.dropped").get("id") == "row-RAN7-01-1"


def test_the_overview_counts_what_is_missing(story: Story, visitor: Browser) -> None:
    text = visitor.get("/plans/RAN7/matrix").find(".matrix-overview").text_content()
    for words in ("1 tanpa data dasar", "1 target tahunan belum diisi", "0 pernyataan tanpa sumber"):
        assert words in text


def test_an_unpublished_plan_is_not_found_by_the_public_and_read_by_every_role(
    app: Flask, visitor: Browser
) -> None:
    with app.app_context():
        make_story("SECRET")
        db.session.commit()
        visitor.get("/plans/SECRET/matrix", status=404)
        for role in Role:
            user = make_user(role)
            db.session.commit()
            Browser(app).sign_in(user).get("/plans/SECRET/matrix")


def _keys(page: Page) -> list[str]:
    return [row.get("id") for row in page.all("tr[id^=row-]")]


def _two_commitments(story: Story) -> None:
    make_rows(story.plan, 1)
    db.session.commit()


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", ["row-RAN7-01-1", "row-K02-1"]),
        ("?commitment=K02", ["row-K02-1"]),
        ("?organisation=RAN7-PATTIRO", ["row-RAN7-01-1"]),
        ("?text=DITINDAKLANJUTI", ["row-RAN7-01-1"]),
        ("?text=gradually", []),
        ("?status=contested", ["row-RAN7-01-1", "row-K02-1"]),
        ("?status=agreed", []),
        ("?status=nonsense&commitment=nowhere&year=x", ["row-RAN7-01-1", "row-K02-1"]),
    ],
)
def test_the_address_narrows_the_rows(story: Story, visitor: Browser, query: str, keys: list[str]) -> None:
    _two_commitments(story)
    page = visitor.get(f"/plans/RAN7/matrix{query}")
    assert _keys(page) == keys
    assert f"{len(keys)} dari 2 indikator" in page.text


def test_a_chosen_year_leaves_its_column_alone_and_stays_chosen(story: Story, visitor: Browser) -> None:
    page = visitor.get("/plans/RAN7/matrix?year=2022")
    assert len(page.all(".target-cell")) == 1
    assert page.find("select[name=year] option[selected]").get("value") == "2022"


def test_a_large_matrix_comes_in_pages_of_whole_commitments(story: Story, visitor: Browser) -> None:
    make_rows(story.plan, 170)
    db.session.commit()
    first, second = (visitor.get(f"/plans/RAN7/matrix?page={number}") for number in (1, 2))
    assert (len(_keys(first)), len(_keys(second))) == (149, 22)
    assert "150–171 dari 171" in second.text


def test_an_empty_plan_says_how_rows_get_there(app: Flask, visitor: Browser) -> None:
    with app.app_context():
        make_plan("EMPTY", published=True)
        db.session.commit()
    assert "Belum ada indikator" in visitor.get("/plans/EMPTY/matrix").text


def test_the_page_is_not_sent_again_until_something_happens(story: Story, visitor: Browser) -> None:
    visitor.get("/plans/RAN7/matrix")
    tag = visitor.get("/plans/RAN7/matrix").response.headers["ETag"]
    known = {"If-None-Match": tag}
    visitor.get("/plans/RAN7/matrix", headers=known, status=304)
    visitor.get("/plans/RAN7/matrix?lang=en", headers=known)
    counter_again(story, "55")
    assert "55%" in visitor.get("/plans/RAN7/matrix", headers=known).text


def test_what_one_reader_has_is_not_taken_for_what_another_may_see(story: Story, visitor: Browser) -> None:
    visitor.get("/plans/RAN7/matrix")
    tag = visitor.get("/plans/RAN7/matrix").response.headers["ETag"]
    page = _staff(visitor).get("/plans/RAN7/matrix", headers={"If-None-Match": tag})
    assert "Septiana" in page.text


def test_the_matrix_page_asks_the_database_the_same_at_any_size(app: Flask, visitor: Browser) -> None:
    with app.app_context():
        for code, count in (("SMALL", 10), ("LARGE", 120)):
            make_rows(make_plan(code, published=True), count)
        db.session.commit()
        asked = []
        for code in ("SMALL", "LARGE"):
            with counted() as statements:
                visitor.get(f"/plans/{code}/matrix")
            asked.append(len([one for one in statements if one.startswith("SELECT")]))
    assert asked[0] == asked[1] <= 8


def test_a_frozen_version_shows_what_it_held_and_that_a_newer_one_exists(
    story: Story, visitor: Browser
) -> None:
    frozen(story, "Sebelum rapat")
    counter_again(story, "55")
    frozen(story, "Sesudah rapat")
    page = visitor.get("/plans/RAN7/versions/1")
    assert "Ini bukan versi terakhir." in page.text
    assert "Sebelum rapat" in page.text
    assert "55%" not in page.text
    assert "55%" in visitor.get("/plans/RAN7/versions/2").text


def test_a_frozen_version_hides_names_from_the_public_and_its_page_is_kept(
    story: Story, visitor: Browser
) -> None:
    frozen(story)
    visitor.get("/plans/RAN7/versions/1")
    page = visitor.get("/plans/RAN7/versions/1")
    assert "Septiana" not in page.text
    visitor.get(
        "/plans/RAN7/versions/1", headers={"If-None-Match": page.response.headers["ETag"]}, status=304
    )
    assert "Septiana" in _staff(visitor).get("/plans/RAN7/versions/1").text


def test_the_list_of_versions_names_the_person_only_to_people_who_are_signed_in(
    story: Story, visitor: Browser
) -> None:
    user = make_user(organisation=story.ministry)
    freeze(user.as_actor("test"), story.plan, title="Versi rapat")
    db.session.commit()
    public = visitor.get("/plans/RAN7/versions").text
    assert "Versi rapat" in public
    assert user.name not in public
    assert user.name in visitor.sign_in(user).get("/plans/RAN7/versions").text


def test_a_version_that_does_not_exist_is_not_found(story: Story, visitor: Browser) -> None:
    visitor.get("/plans/RAN7/versions/7", status=404)
    visitor.get("/plans/NOWHERE/versions", status=404)


def test_the_secretariat_freezes_from_the_page_and_sees_what_would_change(
    story: Story, visitor: Browser
) -> None:
    _staff(visitor)
    assert "Ini versi pertama." in visitor.get("/plans/RAN7/versions/new").text
    page = visitor.submit("/plans/RAN7/versions/new", {"title": "Sebelum rapat"})
    assert page.response.request.path == "/plans/RAN7/versions/1"
    assert "Versi 1 dibekukan." in page.text
    counter_again(story, "55")
    preview = visitor.get("/plans/RAN7/versions/new")
    assert "1 baris berubah" in " ".join(preview.find(".figures").text_content().split())


def test_a_refused_freeze_keeps_what_was_typed(story: Story, visitor: Browser) -> None:
    frozen(story)
    _staff(visitor)
    page = visitor.submit("/plans/RAN7/versions/new", {"title": "Lagi", "note": "Catatan saya"})
    assert "Tidak ada yang berubah sejak versi 1" in page.text
    assert page.find("input[name=title]").get("value") == "Lagi"
    assert "Catatan saya" in page.find("textarea[name=note]").text_content()


def test_freezing_is_only_offered_and_open_to_the_secretariat(story: Story, visitor: Browser) -> None:
    assert "Bekukan versi" not in visitor.get("/plans/RAN7/matrix").text
    user = make_user(Role.MINISTRY)
    db.session.commit()
    visitor.sign_in(user).get("/plans/RAN7/versions/new", status=403)


def test_two_versions_are_shown_as_was_and_becomes(story: Story, visitor: Browser) -> None:
    make_indicator(story.commitment, name="Tidak disentuh")
    db.session.commit()
    frozen(story)
    make_position(
        story.indicator,
        "60",
        kind=PositionKind.COUNTER,
        organisation=story.ministry,
        unit=story.bureau,
        refers_to=story.counter,
    )
    db.session.commit()
    frozen(story)
    page = visitor.get("/plans/RAN7/versions/1/compare/2")
    was, becomes = (
        " ".join(one.text_content() for one in page.all(f".{name}")) for name in ("was", "becomes")
    )
    assert "45%" in was
    assert "60%" in becomes
    assert "Tidak disentuh" not in page.text
    assert "angka terakhir naik" in page.text
    assert "Tidak disentuh" in visitor.get("/plans/RAN7/versions/1/compare/2?rows=all").text


def test_a_version_compared_with_itself_has_no_changes(story: Story, visitor: Browser) -> None:
    frozen(story)
    assert "Tidak ada baris yang berubah" in visitor.get("/plans/RAN7/versions/1/compare/1").text


def test_text_of_people_is_never_taken_for_markup(story: Story, visitor: Browser) -> None:
    make_baseline(story.indicator)
    make_position(
        story.indicator,
        "50",
        organisation=story.cso,
        reason="<script>alert(1)</script> =cmd|x",
        as_written="<b>50",
    )
    db.session.commit()
    page = visitor.get("/plans/RAN7/matrix")
    assert "<script>alert(1)" not in page.response.get_data(as_text=True)
    assert "=cmd|x" in page.text


def test_staff_add_a_position_or_agree_from_the_row_and_come_back(story: Story, visitor: Browser) -> None:
    page = _staff(visitor).get("/plans/RAN7/matrix?commitment=RAN7-01")
    acts = {link.text_content(): link.get("href") for link in page.all(".matrix-acts a")}
    assert list(acts) == ["Tambah posisi", "Setujui ≥ 80%", "Setujui 45%"]
    for address in acts.values():
        assert address.endswith("next=/plans/RAN7/matrix?commitment%3DRAN7-01")
    agreed = {"reason": "Hasil rapat", "taken_on": "21 September 2020", "source_text": "Berita acara"}
    back = visitor.submit(acts["Setujui 45%"], agreed)
    assert back.response.request.full_path == "/plans/RAN7/matrix?commitment=RAN7-01"
    assert "45%" in back.find(".target-agreed").text_content()


def test_forms_are_not_offered_to_other_readers_nor_on_frozen_versions(
    story: Story, visitor: Browser
) -> None:
    frozen(story)
    assert not visitor.get("/plans/RAN7/matrix").all(".matrix-acts")
    assert not _staff(visitor).get("/plans/RAN7/versions/1").all(".matrix-acts")


def test_a_row_that_is_not_single_cannot_be_agreed(story: Story, visitor: Browser) -> None:
    make_position(story.indicator, "50", kind=PositionKind.COUNTER, organisation=story.ministry)
    db.session.commit()
    acts = _staff(visitor).get("/plans/RAN7/matrix").all(".matrix-acts a")
    assert [link.text_content() for link in acts] == ["Tambah posisi"]


def test_a_long_reason_is_folded_and_complete(story: Story, visitor: Browser) -> None:
    reason = "Kesiapan daerah belum merata. " * 160
    make_position(story.indicator, "50", organisation=story.cso, reason=reason)
    db.session.commit()
    folded = visitor.get("/plans/RAN7/matrix").find(".matrix-reason details")
    assert folded.find("summary").text_content().endswith("…")
    assert folded.find("p").text_content() == reason
