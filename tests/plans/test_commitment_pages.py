"""What readers see of commitments, and what they do not."""

from tests.factories import (
    SECRETARY,
    make_commitment,
    make_indicator,
    make_milestone,
    make_organisation,
)
from tests.plans.acts import FRESHNESS, counted_reads
from tests.plans.conftest import COMMITMENT, PLAN, World
from tests.plans.test_pages import main_text
from tracker.accounts.states import Role
from tracker.plans import services


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
