"""What staff enter about plans: what is kept, what is refused and how, and what nobody else may send."""

from typing import Any

import pytest

from tests.factories import SECRETARY, make_clause, make_indicator, make_meeting, make_organisation, make_unit
from tests.plans.conftest import COMMITMENT, PLAN, World
from tests.plans.test_pages import main_text
from tracker.accounts.states import Role
from tracker.audit.models import AuditEntry
from tracker.extensions import db
from tracker.plans import services
from tracker.plans.models import Commitment, Indicator, Milestone, Plan
from tracker.plans.states import IndicatorKind

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


def acts(world: World) -> list[str]:
    """The acts in the trail, oldest first."""
    world.refresh()
    return list(db.session.scalars(db.select(AuditEntry.act).order_by(AuditEntry.id)))


def addresses(world: World) -> list[str]:
    """Every address on which staff change something."""
    indicator, milestone = world.indicator, world.commitment.milestones[0]
    version = services.suggest_definition(SECRETARY, indicator, name_ind="Lain", reason="x")
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
    before = acts(world)
    for address in addresses(world):
        visitor.get(address, status=403)
        visitor.post(address, {"reason": "x", "title_ind": "x"}, status=403)
    assert [act for act in acts(world) if act not in before] == ["definition:suggest"]


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
    assert "plan:edit" in acts(world)


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
    assert "plan:create" not in acts(world)[1:]


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
    before = acts(world)
    for address in (f"{PLAN}/edit", f"{COMMITMENT}/edit", f"/indicators/{world.indicator.id}/edit"):
        world.staff.submit(address)
    world.staff.submit(f"/milestones/{world.commitment.milestones[0].id}/edit")
    world.staff.submit(f"/indicators/{world.indicator.id}/baseline")
    assert acts(world) == before


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
    assert acts(world)[-1] == "milestone:remove"
    world.staff.get(f"{address}/edit", status=404)


NEW_INDICATOR = {
    "name_ind": "Terbukanya rekapitulasi",
    "kind": "yes_no",
    "direction": "rise",
    "definition_ind": "Ada sub menu",
}


def test_an_indicator_is_recorded_with_its_definition_and_source(world: World) -> None:
    clause = make_clause(world.plan.meetings[0], "II.2.e")
    world.session.commit()
    page = world.staff.submit(f"{COMMITMENT}/indicators/new", NEW_INDICATOR | {"clause": str(clause.id)})
    assert "Indikator RAN6-01/2 telah dicatat." in page.text
    world.refresh()
    indicator = db.session.scalars(db.select(Indicator).filter_by(number=2)).one()
    assert (indicator.kind, indicator.is_cumulative) == (IndicatorKind.YES_NO, True)
    assert (indicator.definition.definition_ind, indicator.definition.clause) == ("Ada sub menu", clause)


def test_a_clause_of_minutes_about_another_plan_cannot_be_a_source(world: World) -> None:
    stranger = make_clause(make_meeting("NOTULA-9"))
    world.session.commit()
    page = world.staff.submit(f"{COMMITMENT}/indicators/new", NEW_INDICATOR | {"clause": str(stranger.id)})
    assert "Pilihan ini tidak ada" in page.find("#clause-error").text_content()


def test_a_number_without_a_unit_is_refused(world: World) -> None:
    page = world.staff.submit(
        f"{COMMITMENT}/indicators/new", NEW_INDICATOR | {"kind": "count", "unit_ind": " "}
    )
    assert "wajib diisi" in page.find("#unit_ind-error").text_content()


def test_the_kind_of_a_measured_indicator_stays(world: World) -> None:
    page = world.staff.submit(f"/indicators/{world.indicator.id}/edit", {"kind": "count"})
    assert "tidak dapat diubah lagi" in page.find("#kind-error").text_content()


def test_another_wording_is_suggested_and_then_put_in_force(world: World) -> None:
    address = f"/indicators/{world.indicator.id}/definitions/new"
    sent = {"name_ind": "Instansi tanggap", "standing": "suggested", "reason": "Diubah dalam rapat"}
    world.staff.submit(address, sent)
    world.refresh()
    version = world.indicator.definitions[-1]
    assert (version.name_ind, world.indicator.definition.name_ind) == (
        "Instansi tanggap",
        "Instansi berkinerja baik",
    )
    page = world.staff.get(f"/definitions/{version.id}/adopt")
    assert page.find("del").text_content().strip() == "Instansi berkinerja baik"
    world.staff.submit(f"/definitions/{version.id}/adopt", {"reason": "Disetujui"})
    assert "Instansi tanggap" in main_text(world.staff.get(COMMITMENT))


def test_a_wording_can_be_in_force_at_once_but_not_without_a_reason(world: World) -> None:
    address = f"/indicators/{world.indicator.id}/definitions/new"
    page = world.staff.submit(address, {"name_ind": "Baru", "standing": "in_force", "reason": ""})
    assert "wajib diisi" in page.find("#reason-error").text_content()
    world.staff.submit(address, {"name_ind": "Baru", "standing": "in_force", "reason": "Disepakati"})
    world.refresh()
    assert world.indicator.definition.name_ind == "Baru"
    same = world.staff.submit(address, {"standing": "in_force", "reason": "x"})
    assert "sama dengan yang berlaku" in same.find("#name_ind-error").text_content()


def baseline_of(world: World) -> tuple[str, str]:
    """The stored wording and number."""
    world.refresh()
    assert world.indicator.baseline is not None
    return world.indicator.baseline.as_written, str(world.indicator.baseline.value)


def test_a_baseline_is_read_and_said_back_in_words(world: World) -> None:
    address = f"/indicators/{world.indicator.id}/baseline"
    page = world.staff.submit(address, {"as_written": "lebih dari 18,68%", "value": ""})
    assert "dibaca sebagai > 18,68% — lebih dari delapan belas koma enam delapan persen" in page.text
    assert baseline_of(world) == ("lebih dari 18,68%", "18.68")


def test_a_wording_with_two_numbers_needs_the_one_that_is_meant(world: World) -> None:
    address = f"/indicators/{world.indicator.id}/baseline"
    assert world.staff.get(address).find("input[name=value]").get("value") == "sekitar 19"
    page = world.staff.submit(address, {"value": ""})
    assert "tidak terbaca" in page.find("#as_written-error").text_content()
    world.staff.submit(address, {"as_written": "sekitar 125 instansi (20%)", "value": "sekitar 20%"})
    assert baseline_of(world) == ("sekitar 125 instansi (20%)", "20")


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"as_written": "", "value": ""}, "as_written", "wajib diisi"),
        ({"as_written": "banyak", "value": ""}, "as_written", "tidak terbaca sebagai angka"),
        ({"as_written": "1.234", "value": ""}, "as_written", "Dapat dibaca"),
        ({"as_written": "20%", "value": "19%"}, "value", "terbaca 20%"),
        ({"as_written": "19 instansi", "value": ""}, "as_written", "Satuan indikator ini persen"),
        ({"denominator": "0"}, "denominator", "lebih besar dari nol"),
        ({"numerator": "-5"}, "numerator", "kurang dari nol"),
        ({"numerator": "=1+1"}, "numerator", "tidak terbaca sebagai angka"),
        ({"year": "20"}, "year", "tidak terbaca sebagai tahun"),
        ({"clause": "999"}, "clause", "Pilihan ini tidak ada"),
        ({"source_text": "x" * 301}, "source_text", "301 karakter"),
    ],
)
def test_a_wrong_baseline_comes_back_as_typed(
    world: World, changes: dict[str, str], field: str, words: str
) -> None:
    page = world.staff.submit(f"/indicators/{world.indicator.id}/baseline", changes)
    assert words in page.find(f"#{field}-error").text_content()
    for name, typed in changes.items():
        if name != "clause":
            assert page.find(f"input[name={name}]").get("value") == typed
    assert baseline_of(world) == ("sekitar 122 instansi (19%)", "19")


@pytest.mark.parametrize(
    ("kind", "entered", "level"),
    [
        (IndicatorKind.YES_NO, {"as_written": "belum ada", "level": "no"}, "no"),
        (IndicatorKind.REGULATION, {"as_written": "masih disusun", "level": "drafting"}, "drafting"),
        (IndicatorKind.QUALITY, {"as_written": "cukup", "level": "cukup"}, "cukup"),
        (IndicatorKind.QUALITY, {"as_written": "skor 3,5", "value": "3,5"}, "None"),
        (IndicatorKind.COUNT, {"as_written": "lebih dari 623 K/L"}, "None"),
        (IndicatorKind.RATIO, {"as_written": "1,5"}, "None"),
    ],
)
def test_each_kind_has_a_baseline_form_of_its_own(
    world: World, kind: IndicatorKind, entered: dict[str, str], level: str
) -> None:
    indicator = make_indicator(world.commitment, kind=kind)
    world.session.commit()
    world.staff.submit(f"/indicators/{indicator.id}/baseline", entered)
    world.refresh()
    assert indicator.baseline is not None
    assert (indicator.baseline.as_written, str(indicator.baseline.level)) == (entered["as_written"], level)
    saved = world.staff.get(f"/indicators/{indicator.id}/baseline")
    assert saved.find("input[name=as_written]").get("value") == entered["as_written"]


def test_a_percent_for_a_count_is_refused(world: World) -> None:
    indicator = make_indicator(world.commitment, kind=IndicatorKind.COUNT)
    world.session.commit()
    page = world.staff.submit(f"/indicators/{indicator.id}/baseline", {"as_written": "19%"})
    assert "bukan persen" in page.find("#as_written-error").text_content()


def test_two_people_who_write_the_first_baseline_lose_nothing(world: World) -> None:
    indicator = make_indicator(world.commitment)
    world.session.commit()
    address = f"/indicators/{indicator.id}/baseline"
    first, second = world.staff, world.staff
    first.get(address)
    second.submit(address, {"as_written": "20%"})
    page = first.post(address, {"as_written": "21%", "revision": ""})
    assert page.find("input[name=as_written]").get("value") == "21%"
    assert "20%" in page.find("#as_written-newest").text_content()
    world.refresh()
    assert indicator.baseline is not None
    assert indicator.baseline.as_written == "20%"


def test_a_form_without_its_token_is_not_accepted(world: World) -> None:
    answer = world.staff.client.post(f"{PLAN}/publish", data={})
    assert answer.status_code in {302, 400}
    world.public.get(PLAN, status=404)
