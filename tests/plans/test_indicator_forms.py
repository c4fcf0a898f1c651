"""Forms about indicators, wordings and baselines, filled in as people do."""

import pytest

from tests.factories import make_clause, make_indicator, make_meeting
from tests.plans.conftest import COMMITMENT, World
from tests.plans.test_pages import main_text
from tracker.extensions import db
from tracker.plans.models import Indicator
from tracker.plans.states import IndicatorKind

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
