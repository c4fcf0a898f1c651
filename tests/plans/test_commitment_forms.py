"""Forms about commitments and milestones, filled in as people do."""

from typing import Any

import pytest

from tests.factories import make_organisation, make_unit
from tests.plans.conftest import COMMITMENT, PLAN, World
from tests.plans.test_pages import main_text
from tracker.extensions import db
from tracker.plans.models import Commitment, Milestone


def new_commitment(lead_id: int, **changes: Any) -> dict[str, Any]:
    """A whole commitment form."""
    return {"code": "RAN6-02", "title_ind": "Membuka data pengaduan", "lead": str(lead_id), **changes}


def test_a_commitment_is_recorded_with_everyone_who_takes_part(world: World) -> None:
    supporter, lead = make_organisation("KOMINFO"), world.commitment.lead
    cso = world.commitment.proposers[0]
    world.session.commit()
    page = world.staff.submit(
        f"{PLAN}/commitments/new",
        new_commitment(
            lead.id,
            ogp_id="ID0112",
            lead_unit=str(lead.units[0].id),
            supporters=[str(supporter.id)],
            proposers=[str(cso.id)],
            ogp_values=["inclusion", "transparency"],
            sdg_links="16.6; 16.10,16.6",
        ),
    )
    text = main_text(page)
    for part in ("ID0112", "KEMENPAN-RB · Biro MKOK", "KOMINFO", "PATTIRO", "Inklusi", "16.6, 16.10"):
        assert part in text


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"code": "RAN6-01"}, "code", "sudah dipakai"),
        ({"code": "../x"}, "code", "misalnya RAN7-01"),
        ({"ogp_id": "112"}, "ogp_id", "ID0112"),
        ({"title_ind": "x" * 1001}, "title_ind", "1001 karakter"),
        ({"problem_ind": "x" * 10001}, "problem_ind", "10001 karakter"),
        ({"lead": ""}, "lead", "wajib diisi"),
        ({"lead": "999999"}, "lead", "Pilihan ini tidak ada"),
        ({"lead": "x"}, "lead", "Pilihan ini tidak ada"),
        ({"supporters": ["999999"]}, "supporters", "tidak dikenal"),
        ({"supporters": ["x"]}, "supporters", "tidak dikenal"),
        ({"ogp_values": ["openness"]}, "ogp_values", "tidak dikenal"),
        ({"sdg_links": "1" * 41}, "sdg_links", "41 karakter"),
        ({"contact": "x" * 301}, "contact", "301 karakter"),
    ],
)
def test_a_wrong_commitment_comes_back_whole(
    world: World, changes: dict[str, Any], field: str, words: str
) -> None:
    sent = new_commitment(world.commitment.lead_id, solution_ind="Tetap di sini 🙂 =1+1") | changes
    page = world.staff.submit(f"{PLAN}/commitments/new", sent)
    assert words in page.find(f"#{field}-error").text_content()
    assert page.find("textarea[name=solution_ind]").text_content().strip() == "Tetap di sini 🙂 =1+1"
    world.refresh()
    assert [commitment.code for commitment in world.plan.commitments] == ["RAN6-01"]


def test_a_unit_of_somebody_else_is_refused(world: World) -> None:
    stranger = make_unit(make_organisation("KOMINFO"), "Ditjen A")
    world.session.commit()
    page = world.staff.submit(f"{COMMITMENT}/edit", {"lead_unit": str(stranger.id)})
    assert "bukan bagian" in page.find("#lead_unit-error").text_content()


def test_an_untouched_form_saved_again_changes_nothing(world: World) -> None:
    before = world.acts
    for address in (f"{PLAN}/edit", f"{COMMITMENT}/edit", f"/indicators/{world.indicator.id}/edit"):
        world.staff.submit(address)
    world.staff.submit(f"/milestones/{world.commitment.milestones[0].id}/edit")
    world.staff.submit(f"/indicators/{world.indicator.id}/baseline")
    assert world.acts == before


def test_a_proposer_from_government_stays_when_the_form_is_saved(world: World) -> None:
    world.commitment.parties[0].organisation = make_organisation("KOMINFO")
    world.session.commit()
    world.staff.submit(f"{COMMITMENT}/edit", {"title_ind": "Judul baru"})
    world.refresh()
    assert [proposer.short_name for proposer in world.commitment.proposers] == ["KOMINFO"]


def test_two_people_who_edit_a_commitment_see_both_values_also_of_the_parties(world: World) -> None:
    supporter = make_organisation("KOMINFO")
    world.session.commit()
    first, second = world.staff, world.staff
    seen = first.get(f"{COMMITMENT}/edit").find("input[name=revision]").get("value")
    second.submit(f"{COMMITMENT}/edit", {"supporters": [str(supporter.id)], "contact": "Seknas"})
    mine = {"contact": "Biro MKOK", "problem_ind": "Masalah dari orang pertama", "revision": seen}
    page = first.submit(f"{COMMITMENT}/edit", mine | {"supporters": []})
    assert "KOMINFO" in page.find("#supporters-newest").text_content()
    assert "Seknas" in page.find("#contact-newest").text_content()
    assert page.find("textarea[name=problem_ind]").text_content().strip() == "Masalah dari orang pertama"
    assert not page.all("#lead-newest, #ogp_values-newest, #sdg_links-newest, #ogp_id-newest")
    world.refresh()
    assert world.commitment.contact == "Seknas"


def test_removing_a_commitment_says_what_goes_with_it_and_wants_a_reason(world: World) -> None:
    page = world.staff.get(f"{COMMITMENT}/remove")
    assert "bersama 1 indikator dan 1 tonggak capaian" in main_text(page)
    assert "wajib diisi" in main_text(world.staff.submit(f"{COMMITMENT}/remove", {"reason": ""}))
    gone = world.staff.submit(f"{COMMITMENT}/remove", {"reason": "Tercatat dua kali"})
    assert "Komitmen RAN6-01 telah dihapus." in gone.text
    world.refresh()
    assert db.session.scalars(db.select(Commitment)).all() == []


def test_a_due_date_is_taken_from_its_words_when_they_are_clear(world: World) -> None:
    for words, due in (("akhir 2022", "2022-12-31"), ("segera", "None"), ("", "None")):
        world.staff.submit(f"{COMMITMENT}/milestones/new", {"text_ind": "Langkah", "due_text": words})
        world.refresh()
        milestone = db.session.scalars(db.select(Milestone).order_by(Milestone.id.desc())).first()
        assert milestone is not None
        assert (milestone.due_text, str(milestone.due_on)) == (words, due)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"text_ind": ""}, "text_ind", "wajib diisi"),
        ({"due_on": "31 Februari 2022"}, "due_on", "tidak ada"),
        ({"due_on": "besok"}, "due_on", "tidak terbaca sebagai tanggal"),
        ({"start_on": "1 Januari 2023", "due_on": "31/12/2022"}, "due_on", "sebelum tanggal mulai"),
        ({"due_text": "x" * 301}, "due_text", "301 karakter"),
        ({"responsible": "999"}, "responsible", "Pilihan ini tidak ada"),
    ],
)
def test_a_wrong_milestone_comes_back(world: World, changes: dict[str, str], field: str, words: str) -> None:
    page = world.staff.submit(f"{COMMITMENT}/milestones/new", {"text_ind": "Langkah"} | changes)
    assert words in page.find(f"#{field}-error").text_content()
    world.refresh()
    assert len(world.commitment.milestones) == 1


def test_a_milestone_is_moved_and_removed(world: World) -> None:
    address = f"/milestones/{world.commitment.milestones[0].id}"
    assert "1 Maret 2022" in main_text(world.staff.submit(f"{address}/edit", {"due_on": "1 Maret 2022"}))
    assert "Jabfung ditetapkan" in main_text(world.staff.get(f"{address}/remove"))
    world.staff.submit(f"{address}/remove", {"reason": "Digabung"})
    assert world.acts[-1] == "milestone:remove"
    world.staff.get(f"{address}/edit", status=404)
