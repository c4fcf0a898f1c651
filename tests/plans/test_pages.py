"""What readers see of plans, and what they do not."""

import pytest

from tests.browser import Page
from tests.factories import (
    make_commitment,
    make_indicator,
    make_milestone,
    make_organisation,
    make_plan,
)
from tests.plans.acts import FRESHNESS, counted_reads
from tests.plans.conftest import COMMITMENT, PLAN, World
from tracker.accounts.states import Role


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
