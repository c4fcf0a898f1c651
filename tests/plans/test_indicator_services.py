"""What the secretariat does to indicators, wordings and baselines, and what the trail says about it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.factories import SECRETARY, make_clause, make_commitment, make_indicator, make_meeting
from tests.plans.acts import STRANGERS, begin_plan, check_all_forbidden, refused, trail
from tracker.accounts.actors import Actor
from tracker.core.errors import StaleEdit
from tracker.core.quantities import Comparator, Qualifier
from tracker.extensions import db
from tracker.plans import baseline_services, definition_services, indicator_services
from tracker.plans.states import IndicatorKind
from tracker.targets.models import Target

pytestmark = pytest.mark.usefixtures("session")


def test_an_indicator_takes_the_next_number_or_the_one_a_paper_gives_it() -> None:
    commitment = make_commitment(begin_plan(), code="RAN6-01")
    named: dict[str, Any] = {"kind": IndicatorKind.PERCENTAGE, "unit_ind": "persen"}
    indicator_services.create_indicator(SECRETARY, commitment, name_ind="Satu", **named)
    fifth = indicator_services.create_indicator(SECRETARY, commitment, name_ind="Lima", number=5, **named)
    next_one = indicator_services.create_indicator(SECRETARY, commitment, name_ind="Enam", **named)
    assert (fifth.key, next_one.key) == ("RAN6-01/5", "RAN6-01/6")
    error = refused(
        indicator_services.create_indicator, SECRETARY, commitment, name_ind="Lagi", number=5, **named
    )
    assert error.code == "number_used"


def test_an_indicator_begins_with_its_first_definition_in_force() -> None:
    clause = make_clause(make_meeting("R-1"), label="II.2.e")
    indicator = indicator_services.create_indicator(
        SECRETARY,
        make_commitment(begin_plan()),
        kind=IndicatorKind.PERCENTAGE,
        name_ind="Laporan ditindaklanjuti",
        unit_ind="persen",
        numerator_ind="laporan selesai",
        clause=clause,
    )
    assert (indicator.definition.number, indicator.definition.is_adopted) == (1, True)
    assert trail("indicator:create")[0].changes["clause"] == [None, "R-1 II.2.e"]


def test_numbers_need_a_unit_and_levels_do_not() -> None:
    commitment = make_commitment(begin_plan())
    indicator_services.create_indicator(
        SECRETARY, commitment, kind=IndicatorKind.YES_NO, name_ind="Ada", unit_ind=""
    )
    error = refused(
        indicator_services.create_indicator,
        SECRETARY,
        commitment,
        kind=IndicatorKind.COUNT,
        name_ind="x",
        unit_ind=" ",
    )
    assert error.field == "unit_ind"


def test_the_kind_can_be_corrected_until_something_is_measured() -> None:
    indicator = make_indicator(make_commitment(begin_plan()))
    indicator_services.edit_indicator(
        SECRETARY, indicator, seen_revision=1, kind=IndicatorKind.COUNT, unit_ind="instansi"
    )
    db.session.add(Target(indicator=indicator, year=2022, due_on=date(2022, 12, 31)))
    db.session.flush()
    error = refused(
        indicator_services.edit_indicator, SECRETARY, indicator, seen_revision=2, kind=IndicatorKind.RATIO
    )
    assert (error.code, error.field) == ("kind_in_use", "kind")
    indicator_services.edit_indicator(
        SECRETARY, indicator, seen_revision=2, kind=IndicatorKind.COUNT, unit_ind="K/L"
    )
    assert indicator.unit_ind == "K/L"


def test_a_suggested_wording_stands_beside_the_one_in_force() -> None:
    indicator = make_indicator(make_commitment(begin_plan()), name="Integrasi")
    version = definition_services.suggest_definition(
        SECRETARY, indicator, name_ind="Keterhubungan", reason="Maknanya berbeda (II.5.d)"
    )
    assert (indicator.definition.name_ind, version.is_adopted) == ("Integrasi", False)
    definition_services.adopt_definition(SECRETARY, version, reason="Disetujui dalam rapat")
    assert indicator.definition.name_ind == "Keterhubungan"
    assert trail("definition:adopt")[0].changes == {"in_force": [1, 2]}


def test_a_new_wording_keeps_what_it_does_not_change_and_marks_the_translation() -> None:
    indicator = make_indicator(make_commitment(begin_plan()), name="Integrasi")
    first = indicator.definition
    first.name_eng, first.numerator_ind = "Integration", "sistem"
    version = definition_services.redefine(SECRETARY, indicator, name_ind="Keterhubungan", reason="Makna")
    assert (version.name_eng, version.numerator_ind) == ("Integration", "sistem")
    assert version.stale_translations == ["name_eng"]
    assert first.name_ind == "Integrasi"
    assert trail("definition:redefine")[0].changes == {"name_ind": ["Integrasi", "Keterhubungan"]}


def test_a_new_wording_needs_a_reason_and_a_difference() -> None:
    indicator = make_indicator(make_commitment(begin_plan()), name="Integrasi")
    assert (
        refused(definition_services.redefine, SECRETARY, indicator, name_ind="Baru", reason="").field
        == "reason"
    )
    error = refused(definition_services.redefine, SECRETARY, indicator, name_ind=" Integrasi ", reason="x")
    assert error.code == "definition_unchanged"


def test_an_older_suggestion_cannot_be_put_in_force_over_a_newer_wording() -> None:
    indicator = make_indicator(make_commitment(begin_plan()))
    older = definition_services.suggest_definition(SECRETARY, indicator, name_ind="Kedua", reason="x")
    definition_services.redefine(SECRETARY, indicator, name_ind="Ketiga", reason="x")
    error = refused(definition_services.adopt_definition, SECRETARY, older, reason="x")
    assert (error.code, error.params) == ("newer_definition_in_force", {"number": 2, "in_force": 3})


def test_a_baseline_keeps_its_words_its_parts_and_its_source() -> None:
    indicator = make_indicator(make_commitment(begin_plan(), code="RAN6-01"))
    clause = make_clause(make_meeting("R-1"), label="II.2.a")
    baseline = baseline_services.set_baseline(
        SECRETARY,
        indicator,
        as_written="sekitar 19%",
        value=Decimal("19"),
        comparator=Comparator.EQUAL,
        qualifier=Qualifier.ABOUT,
        numerator=Decimal("122"),
        year=2020,
        clause=clause,
    )
    assert (baseline.as_written, baseline.qualifier, baseline.denominator) == (
        "sekitar 19%",
        Qualifier.ABOUT,
        None,
    )
    (entry,) = trail("baseline:set")
    assert (entry.subject_label, entry.changes["clause"]) == ("RAN6-01/1", [None, "R-1 II.2.a"])


def test_correcting_a_baseline_replaces_it_whole_for_those_who_saw_it() -> None:
    indicator = make_indicator(make_commitment(begin_plan()))
    baseline_services.set_baseline(SECRETARY, indicator, as_written="19%", value=Decimal(19), year=2020)
    with pytest.raises(StaleEdit) as caught:
        baseline_services.set_baseline(SECRETARY, indicator, as_written="20%", value=Decimal(20))
    assert caught.value.current["as_written"] == "19%"
    baseline_services.set_baseline(SECRETARY, indicator, as_written="20%", value=Decimal(20), seen_revision=1)
    assert indicator.baseline is not None
    assert (indicator.baseline.value, indicator.baseline.year) == (Decimal(20), None)
    assert trail("baseline:set")[1].changes["value"] == ["19", "20"]


def test_a_baseline_of_the_wrong_kind_is_refused() -> None:
    indicator = make_indicator(make_commitment(begin_plan()), kind=IndicatorKind.REGULATION)
    error = refused(baseline_services.set_baseline, SECRETARY, indicator, as_written="45%", value=Decimal(45))
    assert error.field == "level"
    baseline_services.set_baseline(SECRETARY, indicator, as_written="masih disusun", level="drafting")


@pytest.mark.parametrize("actor", STRANGERS)
def test_only_the_secretariat_writes_indicators(actor: Actor) -> None:
    indicator = make_indicator(make_commitment(begin_plan()))
    commitment, version = indicator.commitment, indicator.definition
    count: dict[str, Any] = {"kind": IndicatorKind.COUNT, "unit_ind": "x"}
    check_all_forbidden(
        [
            lambda: indicator_services.create_indicator(actor, commitment, name_ind="x", **count),
            lambda: indicator_services.edit_indicator(actor, indicator, seen_revision=1, unit_ind="x"),
            lambda: definition_services.suggest_definition(actor, indicator, name_ind="x", reason="x"),
            lambda: definition_services.redefine(actor, indicator, name_ind="x", reason="x"),
            lambda: definition_services.adopt_definition(actor, version, reason="x"),
            lambda: baseline_services.set_baseline(actor, indicator, as_written="19%", value=Decimal(19)),
        ]
    )
