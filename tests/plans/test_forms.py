"""What staff enter about plans: what is kept, what is refused and how, and what nobody else may send."""

import contextvars

import pytest

from tests.factories import SECRETARY, make_meeting
from tests.plans.conftest import COMMITMENT, PLAN, World
from tests.plans.test_pages import main_text
from tracker.accounts.states import Role
from tracker.extensions import db
from tracker.plans import definition_services
from tracker.plans.models import Plan

NEW_PLAN = {
    "code": "RAN7",
    "ordinal": "7",
    "title_ind": "Rencana Aksi Nasional 2023–2024",
    "title_eng": "",
    "period_start": "2022",
    "period_end": "2024",
    "first_year": "2023",
    "last_year": "2024",
}


def addresses(world: World) -> list[str]:
    """Every address on which staff change something."""
    indicator, milestone = world.indicator, world.commitment.milestones[0]
    version = definition_services.suggest_definition(SECRETARY, indicator, name_ind="Lain", reason="x")
    world.session.commit()
    within_plan = [
        f"{PLAN}/{act}" for act in ("edit", "publish", "unpublish", "submit", "meetings", "commitments/new")
    ]
    within = [f"{COMMITMENT}/{act}" for act in ("edit", "remove", "milestones/new", "indicators/new")]
    measured = [f"/indicators/{indicator.id}/{act}" for act in ("edit", "baseline", "definitions/new")]
    steps = [f"/milestones/{milestone.id}/{act}" for act in ("edit", "remove")]
    return ["/plans/new", *within_plan, *within, *measured, *steps, f"/definitions/{version.id}/adopt"]


@pytest.mark.parametrize("role", [Role.MINISTRY, Role.CSO])
def test_only_staff_reach_a_form_or_may_send_one(world: World, role: Role) -> None:
    world.publish()
    visitor = world.as_role(role)
    before = world.acts
    for address in addresses(world):
        visitor.get(address, status=403)
        visitor.post(address, {"reason": "x", "title_ind": "x"}, status=403)
    assert [act for act in world.acts if act not in before] == ["definition:suggest"]


def test_the_public_is_asked_to_sign_in_first(world: World) -> None:
    world.publish()
    for address in addresses(world):
        answer = world.public.get(address, follow=False, status=302)
        assert "/sign-in" in (answer.response.location or "")


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.ADMINISTRATOR])
def test_staff_reach_every_form(world: World, role: Role) -> None:
    visitor = world.as_role(role)
    for address in addresses(world):
        assert visitor.get(address).find("main form[method=post]") is not None


def test_a_plan_is_begun_and_corrected(world: World) -> None:
    page = world.staff.submit("/plans/new", NEW_PLAN)
    assert "Rencana aksi ke-7" in main_text(page)
    world.staff.submit("/plans/RAN7/edit", {"title_eng": "National action plan"})
    world.refresh()
    plan = db.session.scalars(db.select(Plan).filter_by(code="RAN7")).one()
    assert (plan.title_eng, plan.last_year) == ("National action plan", 2024)
    assert "plan:edit" in world.acts


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("code", "RAN 7", "misalnya RAN7-01"),
        ("code", "ran6", "sudah dipakai"),
        ("code", "new", "alamat halaman"),
        ("code", "", "wajib diisi"),
        ("code", "x" * 41, "paling panjang"),
        ("ordinal", "ketujuh", "bilangan bulat"),
        ("ordinal", "٧", "bilangan bulat"),
        ("ordinal", "0", "bilangan bulat"),
        ("title_ind", "x" * 301, "301 karakter"),
        ("title_ind", "\u202e\u200b", "wajib diisi"),
        ("period_end", "2021", "sebelum tahun awal, 2022"),
        ("period_start", "dua ribu", "tidak terbaca sebagai tahun"),
        ("last_year", "20245", "tidak terbaca sebagai tahun"),
        ("first_year", "", "wajib diisi"),
    ],
)
def test_a_plan_that_breaks_a_rule_comes_back_with_the_words_at_its_field(
    world: World, field: str, typed: str, words: str
) -> None:
    page = world.staff.submit("/plans/new", NEW_PLAN | {field: typed})
    assert words in page.find(f"#{field}-error").text_content()
    assert page.find("input[name=title_ind]").get("value") is not None
    if field != "title_ind":
        assert page.find("input[name=title_ind]").get("value") == NEW_PLAN["title_ind"]
    assert page.find(".error-summary a").get("href") == f"#{field}"
    assert "plan:create" not in world.acts[1:]


def test_two_people_who_edit_a_plan_lose_nothing(world: World) -> None:
    first, second = world.staff, world.staff
    seen = first.get(f"{PLAN}/edit").find("input[name=revision]").get("value")
    second.submit(f"{PLAN}/edit", {"title_ind": "Judul dari orang kedua"})
    old = {
        **NEW_PLAN,
        "code": "RAN6",
        "ordinal": "6",
        "title_ind": "Judul dari orang pertama",
        "revision": seen,
    }
    page = first.post(f"{PLAN}/edit", old)
    assert page.find("input[name=title_ind]").get("value") == "Judul dari orang pertama"
    assert "Judul dari orang kedua" in page.find("#title_ind-newest").text_content()
    assert not page.all("#code-newest")
    world.refresh()
    assert world.plan.title_ind == "Judul dari orang kedua"
    first.post(f"{PLAN}/edit", old | {"revision": page.find("input[name=revision]").get("value")})
    world.refresh()
    assert world.plan.title_ind == "Judul dari orang pertama"


def test_publishing_is_confirmed_and_taken_back_with_a_reason(world: World) -> None:
    assert "siapa pun dapat membaca" in main_text(world.staff.get(f"{PLAN}/publish"))
    assert "Terbuka untuk umum sejak" in main_text(world.staff.submit(f"{PLAN}/publish"))
    world.public.get(PLAN)
    assert "wajib diisi" in main_text(world.staff.submit(f"{PLAN}/unpublish", {"reason": " "}))
    world.staff.submit(f"{PLAN}/unpublish", {"reason": "Keliru"})
    world.public.get(PLAN, status=404)


def test_placeholders_keep_a_plan_from_being_published(world: World) -> None:
    world.commitment.solution_ind = "TBD"
    world.session.commit()
    assert "RAN6-01 (“TBD”)" in main_text(world.staff.submit(f"{PLAN}/publish"))
    world.public.get(PLAN, status=404)


def test_a_plan_moves_on_and_a_step_out_of_turn_is_refused(world: World) -> None:
    assert "Telah disampaikan ke OGP" in main_text(world.staff.submit(f"{PLAN}/submit"))
    assert "tidak mungkin" in main_text(world.staff.submit(f"{PLAN}/close"))
    world.refresh()
    assert world.plan.state.value == "submitted"


def test_minutes_are_linked_and_unlinked_by_ticking(world: World) -> None:
    other = make_meeting("NOTULA-2")
    world.session.commit()
    world.staff.submit(f"{PLAN}/meetings", {"meetings": [str(other.id)]})
    world.refresh()
    assert [meeting.code for meeting in world.plan.meetings] == ["NOTULA-2"]
    page = world.staff.submit(f"{PLAN}/meetings", {"meetings": ["999"]})
    assert page.find(".error-summary") is not None


def test_a_form_without_its_token_is_not_accepted(world: World) -> None:
    client = world.staff.client
    # In a context of its own, as every request: one that announces writes would go on doing so here.
    answer = contextvars.Context().run(client.post, f"{PLAN}/publish", data={})
    assert answer.status_code in {302, 400}
    world.public.get(PLAN, status=404)
