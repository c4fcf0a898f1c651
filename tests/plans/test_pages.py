"""What readers see of plans, and what they do not."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa

from tests.browser import Page
from tests.factories import (
    SECRETARY,
    make_commitment,
    make_indicator,
    make_milestone,
    make_organisation,
    make_plan,
)
from tests.plans.conftest import COMMITMENT, PLAN, World
from tracker.accounts.states import Role
from tracker.extensions import db
from tracker.plans import services

# One more statement asks whether the page kept from the last time is still true.
FRESHNESS = 1


@contextmanager
def counted_reads() -> Iterator[list[str]]:
    """The SELECT statements sent inside."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            seen.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)


def main_text(page: Page) -> str:
    """What the page itself says, without its frame."""
    return " ".join(page.find("main").text_content().split())


def test_the_first_page_is_the_only_plan_there_is_to_see(world: World) -> None:
    make_plan("RAN7")
    world.publish()
    answer = world.public.get("/", follow=False, status=302)
    assert answer.response.location == PLAN
    assert world.staff.get("/", follow=False, status=302).response.location == "/plans"


def test_without_any_plan_the_list_says_how_one_gets_there(world: World) -> None:
    page = world.public.get("/")
    assert "Belum ada rencana aksi" in main_text(page)


def test_the_public_sees_published_plans_only(world: World) -> None:
    make_plan("RAN5", published=True)
    world.session.commit()
    text = main_text(world.public.get("/plans"))
    assert "RAN5" in text
    assert "RAN6" not in text


@pytest.mark.parametrize("role", list(Role))
def test_everyone_signed_in_sees_a_plan_before_it_is_published(world: World, role: Role) -> None:
    visitor = world.as_role(role)
    assert "RAN6" in main_text(visitor.get("/plans"))
    visitor.get(PLAN)
    visitor.get(COMMITMENT)


def test_an_unpublished_plan_is_not_found_by_the_public(world: World) -> None:
    world.public.get(PLAN, status=404)
    world.public.get(COMMITMENT, status=404)
    world.publish()
    world.public.get(PLAN)
    world.public.get(COMMITMENT)


def test_a_commitment_is_not_found_under_another_plan(world: World) -> None:
    make_plan("RAN7", published=True)
    world.session.commit()
    world.staff.get("/plans/RAN7/commitments/RAN6-01", status=404)
    world.staff.get("/plans/RAN7/commitments/RAN6-01/edit", status=404)


@pytest.mark.parametrize(
    "address",
    [
        "/plans/none",
        "/plans/%00",
        "/plans/RAN6/commitments/none",
        "/plans/RAN6/vanish",
        "/milestones/999/edit",
        "/indicators/999/edit",
        "/indicators/999999999999999999999999/edit",
        "/definitions/999/adopt",
    ],
)
def test_an_unknown_address_is_not_found(world: World, address: str) -> None:
    world.staff.get(address, status=404)


def test_the_plan_page_says_what_it_is_and_where_it_stands(world: World) -> None:
    world.publish()
    text = main_text(world.public.get(PLAN))
    assert "Rencana Aksi Nasional 2020–2022" in text
    assert "Dalam perundingan" in text
    assert "Periode OGP 2020–2022, dilaksanakan 2021–2022." in text
    assert "KEMENPAN-RB · 1 indikator · 1 tonggak capaian" in text
    assert "Ubah rencana aksi" not in text


def test_staff_find_their_acts_on_the_plan_page(world: World) -> None:
    text = main_text(world.staff.get(PLAN))
    for act in (
        "Tambah komitmen",
        "Ubah rencana aksi",
        "Tautkan notula",
        "Sampaikan ke OGP",
        "Buka untuk umum",
    ):
        assert act in text


def test_a_missing_baseline_is_counted_in_the_list(world: World) -> None:
    make_indicator(world.commitment)
    world.session.commit()
    assert "1 data dasar belum diisi" in main_text(world.staff.get(PLAN))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["RAN6-01", "RAN6-02"]),
        ("text=responsivitas", ["RAN6-01"]),
        ("text=KEPERCAYAAN", ["RAN6-01"]),
        ("text=berkinerja+baik", ["RAN6-01"]),
        ("text=berkinerja+buruk", []),
        ("text=100%25", []),
        ("text=RAN6-02", ["RAN6-02"]),
        ("value=accountability", ["RAN6-01"]),
        ("value=inclusion", []),
        ("value=nonsense", ["RAN6-01", "RAN6-02"]),
        ("lead=x", ["RAN6-01", "RAN6-02"]),
        ("lead=999999", ["RAN6-01", "RAN6-02"]),
        ("page=99", ["RAN6-01", "RAN6-02"]),
        ("page=-1", ["RAN6-01", "RAN6-02"]),
    ],
)
def test_commitments_are_narrowed_by_the_address(world: World, query: str, found: list[str]) -> None:
    make_commitment(world.plan, code="RAN6-02")
    world.session.commit()
    page = world.staff.get(f"{PLAN}?{query}")
    assert [kicker.text_content() for kicker in page.all("article .kicker")] == found


def test_commitments_are_narrowed_by_who_leads_them(world: World) -> None:
    other = make_commitment(world.plan, code="RAN6-02", lead=make_organisation("KOMINFO"))
    world.session.commit()
    page = world.staff.get(f"{PLAN}?lead={other.lead_id}")
    assert [kicker.text_content() for kicker in page.all("article .kicker")] == ["RAN6-02"]
    assert page.find("select[name=lead] option[selected]").text == "KOMINFO"


def test_a_filter_that_finds_nothing_offers_everything_again(world: World) -> None:
    page = world.staff.get(f"{PLAN}?text=zzz")
    assert "Tidak ada komitmen yang sesuai" in main_text(page)
    assert page.find("input[name=text]").get("value") == "zzz"
    assert [link for link in page.all("main a") if link.get("href") == PLAN]


def test_a_long_plan_comes_in_pages_of_fifty_and_keeps_its_filter(world: World) -> None:
    lead = make_organisation("BAPPENAS")
    for number in range(2, 53):
        make_commitment(world.plan, code=f"RAN6-{number:02}", lead=lead)
    world.session.commit()
    page = world.staff.get(f"{PLAN}?text=RAN6")
    assert len(page.all("article")) == 50
    following = page.find("a[rel=next]").get("href")
    assert "text=RAN6" in following
    assert len(world.staff.get(following).all("article")) == 2


def test_the_plan_page_asks_as_much_of_the_database_for_fifty_commitments_as_for_one(world: World) -> None:
    visitor = world.staff
    with counted_reads() as few:
        visitor.get(PLAN)
    for number in range(2, 53):
        make_milestone(make_commitment(world.plan, code=f"RAN6-{number:02}"))
    world.session.commit()
    world.forget_pages()
    with counted_reads() as many:
        visitor.get(PLAN)
    assert len(many) == len(few) <= 8 + FRESHNESS


def test_the_list_of_plans_asks_once_for_all(world: World) -> None:
    visitor = world.staff
    with counted_reads() as few:
        visitor.get("/plans")
    for number in range(7, 20):
        make_commitment(make_plan(f"RAN{number}"))
    world.session.commit()
    world.forget_pages()
    with counted_reads() as many:
        visitor.get("/plans")
    assert len(many) == len(few) <= 3 + FRESHNESS


def test_the_commitment_page_asks_as_much_of_the_database_whatever_it_holds(world: World) -> None:
    visitor = world.staff
    with counted_reads() as few:
        visitor.get(COMMITMENT)
    for _number in range(20):
        make_indicator(world.commitment)
        milestone = make_milestone(world.commitment)
        milestone.responsible = make_organisation()
    world.session.commit()
    world.forget_pages()
    with counted_reads() as many:
        visitor.get(COMMITMENT)
    assert len(many) == len(few) <= 8 + FRESHNESS


def test_the_commitment_page_says_everything_it_knows(world: World) -> None:
    world.publish()
    page = world.public.get(COMMITMENT)
    text = main_text(page)
    for part in (
        "Responsivitas instansi pengaduan",
        "KEMENPAN-RB · Biro MKOK",
        "PATTIRO",
        "Akuntabilitas",
        "16.6, 16.10",
        "Jabfung ditetapkan",
        "31 Desember 2021",
        "Instansi berkinerja baik",
        "sekitar 122 instansi (19%)",
        "NOTULA-1, butir II.2.a",
    ):
        assert part in text
    assert len(page.all(".prose")[0].cssselect("p")) == 2


def test_a_contact_may_name_an_official_and_is_kept_from_the_public(world: World) -> None:
    world.publish()
    assert "Septiana" not in world.public.get(COMMITMENT).text
    assert "Septiana" in world.as_role(Role.CSO).get(COMMITMENT).text


def test_what_is_missing_is_said(world: World) -> None:
    bare = make_commitment(world.plan, code="RAN6-02")
    make_milestone(bare)
    world.session.commit()
    text = main_text(world.staff.get(f"{PLAN}/commitments/RAN6-02"))
    assert "belum ada tenggat" in text
    assert "Belum ada indikator" in text
    assert "belum diisi" in text


def test_a_baseline_without_a_source_says_so(world: World) -> None:
    assert world.indicator.baseline is not None
    world.indicator.baseline.clause = None
    world.session.commit()
    assert "tanpa sumber" in main_text(world.staff.get(COMMITMENT))


def test_a_text_without_translation_is_borrowed_and_marked(world: World) -> None:
    page = world.staff.get(f"{COMMITMENT}?lang=en")
    assert page.find("h1").text_content().strip() == "Responsivitas instansi pengaduan"
    borrowed = page.find(".prose")
    assert borrowed.get("lang") == "id"
    assert page.find("main .chip") is not None


def test_a_translation_left_behind_is_marked_on_its_own_page_only(world: World) -> None:
    services.edit_plan(SECRETARY, world.plan, seen_revision=world.plan.revision, title_ind="Judul baru")
    world.session.commit()
    assert "perlu diperbarui" not in main_text(world.staff.get(PLAN))
    english = world.staff.get(f"{PLAN}?lang=en")
    assert english.find("h1").text_content().strip() == "National Action Plan 2020–2022"
    assert english.all("main .chip")


def test_a_text_of_five_thousand_characters_stands_whole_on_the_page(world: World) -> None:
    long = " ".join(f"kata{number}" for number in range(700))
    world.commitment.solution_ind = long
    world.session.commit()
    assert long in main_text(world.staff.get(COMMITMENT))


def test_markup_in_a_text_is_shown_and_not_run(world: World) -> None:
    world.commitment.title_ind = "<script>alert(1)</script>=1+1"
    world.session.commit()
    assert "<script>alert(1)</script>=1+1" in world.staff.get(COMMITMENT).find("h1").text_content()
