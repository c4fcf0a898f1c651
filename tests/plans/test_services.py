"""What the secretariat does to a plan, and what the trail says about it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories import (
    SECRETARY,
    make_clause,
    make_commitment,
    make_indicator,
    make_meeting,
    make_milestone,
    make_organisation,
    make_unit,
)
from tracker.accounts.actors import PUBLIC, Actor
from tracker.accounts.states import Role
from tracker.audit.models import AuditEntry
from tracker.core import clock
from tracker.core.errors import NotAllowed, RuleBroken, StaleEdit
from tracker.core.quantities import Comparator, Qualifier
from tracker.extensions import db
from tracker.plans import services
from tracker.plans.models import Commitment, Plan
from tracker.plans.states import IndicatorKind, Involvement, OgpValue, PlanState, PlanStep
from tracker.targets.models import Target

NOON = datetime(2020, 9, 21, 5, tzinfo=UTC)
MINISTRY = Actor(name="K/L", role=Role.MINISTRY, user_id=None)

pytestmark = pytest.mark.usefixtures("session")


def begin_plan(**changes: Any) -> Plan:
    """The sixth plan."""
    values: dict[str, Any] = {
        "code": "RAN6",
        "ordinal": 6,
        "title_ind": "Rencana Aksi Nasional 2020–2022",
        "period_start": 2020,
        "period_end": 2022,
        "first_year": 2021,
        "last_year": 2022,
    }
    return services.create_plan(SECRETARY, **(values | changes))


def trail(act: str) -> list[AuditEntry]:
    """The entries of one act, oldest first."""
    return list(db.session.scalars(db.select(AuditEntry).filter_by(act=act).order_by(AuditEntry.id)))


def refused(act: Any, *arguments: Any, **named: Any) -> RuleBroken:
    """What the act is refused with."""
    with pytest.raises(RuleBroken) as caught:
        act(*arguments, **named)
    return caught.value


def test_a_plan_begins_in_negotiation_and_unpublished() -> None:
    plan = begin_plan()
    assert (plan.state, plan.published_at, plan.revision) == (PlanState.NEGOTIATION, None, 1)
    (entry,) = trail("plan:create")
    assert (entry.subject_label, entry.changes["ordinal"]) == ("RAN6", [None, 6])


def test_two_plans_cannot_share_a_code_in_whatever_case() -> None:
    begin_plan()
    error = refused(begin_plan, code="ran6")
    assert (error.code, error.field) == ("code_taken", "code")


@pytest.mark.parametrize("actor", [PUBLIC, MINISTRY, Actor(name="OMS", role=Role.CSO)])
def test_only_the_secretariat_writes_plans(actor: Actor) -> None:
    plan = begin_plan()
    commitment = make_commitment(plan)
    indicator = make_indicator(commitment)
    milestone = make_milestone(commitment)
    version = indicator.definition
    attempts: list[Any] = [
        lambda: services.edit_plan(actor, plan, seen_revision=1, ordinal=7),
        lambda: services.publish_plan(actor, plan),
        lambda: services.unpublish_plan(actor, plan, reason="x"),
        lambda: services.step_plan(actor, plan, PlanStep.SUBMIT),
        lambda: services.link_meeting(actor, plan, make_meeting()),
        lambda: services.set_meetings(actor, plan, []),
        lambda: services.create_commitment(actor, plan, code="K9", title_ind="x", lead=commitment.lead),
        lambda: services.edit_commitment(actor, commitment, seen_revision=1, title_ind="x"),
        lambda: services.remove_commitment(actor, commitment, reason="x"),
        lambda: services.set_parties(actor, commitment, involvement=Involvement.SUPPORTER, organisations=[]),
        lambda: services.create_milestone(actor, commitment, text_ind="x"),
        lambda: services.edit_milestone(actor, milestone, seen_revision=1, text_ind="x"),
        lambda: services.remove_milestone(actor, milestone, reason="x"),
        lambda: services.create_indicator(
            actor, commitment, kind=IndicatorKind.COUNT, name_ind="x", unit_ind="x"
        ),
        lambda: services.edit_indicator(actor, indicator, seen_revision=1, unit_ind="x"),
        lambda: services.suggest_definition(actor, indicator, name_ind="x", reason="x"),
        lambda: services.redefine(actor, indicator, name_ind="x", reason="x"),
        lambda: services.adopt_definition(actor, version, reason="x"),
        lambda: services.set_baseline(actor, indicator, as_written="19%", value=Decimal(19)),
    ]
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()
    with pytest.raises(NotAllowed):
        services.create_plan(
            actor,
            code="X",
            ordinal=1,
            title_ind="x",
            period_start=2020,
            period_end=2022,
            first_year=2021,
            last_year=2022,
        )


def test_an_edit_records_what_each_field_was_and_became() -> None:
    plan = begin_plan()
    services.edit_plan(SECRETARY, plan, seen_revision=1, title_ind="Judul baru", ordinal=6)
    (entry,) = trail("plan:edit")
    assert entry.changes == {"title_ind": ["Rencana Aksi Nasional 2020–2022", "Judul baru"]}
    assert plan.revision == 2


def test_an_edit_that_changes_nothing_leaves_no_trace() -> None:
    plan = begin_plan()
    services.edit_plan(SECRETARY, plan, seen_revision=1, ordinal=6)
    assert trail("plan:edit") == []


def test_an_edit_of_one_year_is_judged_with_the_years_that_stay() -> None:
    error = refused(services.edit_plan, SECRETARY, begin_plan(), seen_revision=1, period_end=2019)
    assert (error.code, error.field) == ("years_out_of_order", "period_end")


def test_an_edit_of_an_older_revision_is_refused_with_what_is_stored_now() -> None:
    plan = begin_plan()
    services.edit_plan(SECRETARY, plan, seen_revision=1, title_ind="Judul A")
    with pytest.raises(StaleEdit) as caught:
        services.edit_plan(SECRETARY, plan, seen_revision=1, title_ind="Judul B")
    assert (caught.value.current, caught.value.revision) == ({"title_ind": "Judul A"}, 2)
    assert plan.title_ind == "Judul A"


def test_editing_one_language_marks_the_other_until_it_catches_up() -> None:
    plan = begin_plan(title_eng="National action plan")
    services.edit_plan(SECRETARY, plan, seen_revision=1, title_ind="Judul baru")
    assert plan.stale_translations == ["title_eng"]
    services.edit_plan(SECRETARY, plan, seen_revision=2, title_eng="New title")
    assert plan.stale_translations == []


def test_publishing_opens_the_plan_and_taking_it_back_needs_a_reason() -> None:
    plan = begin_plan()
    with clock.fixed_at(NOON):
        services.publish_plan(SECRETARY, plan)
    assert plan.published_at == NOON
    assert refused(services.unpublish_plan, SECRETARY, plan, reason=" ").field == "reason"
    services.unpublish_plan(SECRETARY, plan, reason="Masih ada kekeliruan")
    assert plan.published_at is None
    assert trail("plan:unpublish")[0].reason == "Masih ada kekeliruan"


def test_a_plan_is_published_once_at_a_time() -> None:
    plan = begin_plan()
    assert refused(services.unpublish_plan, SECRETARY, plan, reason="x").code == "plan_not_published"
    services.publish_plan(SECRETARY, plan)
    assert refused(services.publish_plan, SECRETARY, plan).code == "plan_already_published"


def test_a_plan_with_placeholders_anywhere_cannot_be_published() -> None:
    plan = begin_plan()
    commitment = make_commitment(plan, code="K01")
    make_indicator(commitment, name="TBD")
    make_milestone(commitment, text="-")
    error = refused(services.publish_plan, SECRETARY, plan)
    assert error.params == {"count": 2, "places": "K01/T1 (“-”), K01/1 (“TBD”)"}
    assert plan.published_at is None


def test_a_published_plan_takes_no_placeholders() -> None:
    plan = begin_plan()
    commitment = make_commitment(plan)
    services.publish_plan(SECRETARY, plan)
    error = refused(services.edit_commitment, SECRETARY, commitment, seen_revision=1, problem_ind="TBD")
    assert (error.code, error.field) == ("placeholder_text", "problem_ind")
    assert refused(services.create_milestone, SECRETARY, commitment, text_ind="-").field == "text_ind"


def test_an_unpublished_plan_may_keep_places() -> None:
    commitment = make_commitment(begin_plan())
    services.edit_commitment(SECRETARY, commitment, seen_revision=1, problem_ind="TBD")
    assert commitment.problem_ind == "TBD"


def test_a_plan_moves_step_by_step_and_each_step_is_named_in_the_trail() -> None:
    plan = begin_plan()
    for step in (PlanStep.SUBMIT, PlanStep.START, PlanStep.CLOSE):
        services.step_plan(SECRETARY, plan, step)
    assert plan.state is PlanState.CLOSED
    assert trail("plan:submit")[0].changes == {"state": ["negotiation", "submitted"]}
    assert refused(services.step_plan, SECRETARY, plan, PlanStep.REOPEN).field == "reason"
    services.step_plan(SECRETARY, plan, PlanStep.REOPEN, reason="Laporan susulan")
    assert plan.state.value == "running"


def test_a_step_that_does_not_lead_on_is_refused() -> None:
    assert refused(services.step_plan, SECRETARY, begin_plan(), PlanStep.CLOSE).code == "step_not_possible"


def test_meetings_are_linked_once_and_can_be_unlinked() -> None:
    plan, first, second = begin_plan(), make_meeting("R-1"), make_meeting("R-2")
    services.link_meeting(SECRETARY, plan, first)
    services.link_meeting(SECRETARY, plan, first)
    services.set_meetings(SECRETARY, plan, [second])
    assert [meeting.code for meeting in plan.meetings] == ["R-2"]
    assert len(trail("plan:link_meeting")) == 2
    assert trail("plan:unlink_meeting")[0].changes == {"meetings": ["R-1", None]}


def test_commitments_stand_in_the_order_in_which_they_were_added() -> None:
    plan, lead = begin_plan(), make_organisation()
    made = [
        services.create_commitment(SECRETARY, plan, code=code, title_ind=code, lead=lead)
        for code in ("B", "A")
    ]
    assert [commitment.position for commitment in made] == [1, 2]
    assert [commitment.code for commitment in plan.commitments] == ["B", "A"]


def test_a_commitment_keeps_all_that_is_said_about_it() -> None:
    plan, lead = begin_plan(), make_organisation("KEMENPAN-RB")
    unit = make_unit(lead, "Biro MKOK")
    commitment = services.create_commitment(
        SECRETARY,
        plan,
        code="RAN6-01",
        title_ind="Responsivitas",
        lead=lead,
        lead_unit=unit,
        ogp_id="ID0112",
        ogp_values=[OgpValue.ACCOUNTABILITY, OgpValue.PARTICIPATION],
        sdg_links=("16.6", "16.6"),
        rpjmn_link="PN 7",
        contact="Sekretariat",
    )
    assert commitment.ogp_values == ["participation", "accountability"]
    assert (commitment.sdg_links, commitment.lead_unit, commitment.ogp_id) == (["16.6"], unit, "ID0112")
    (entry,) = trail("commitment:create")
    assert entry.changes["lead"] == [None, "KEMENPAN-RB"]
    assert entry.changes["lead_unit"] == [None, "Biro MKOK"]


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"code": "k01"}, "code_taken", "code"),
        ({"code": "K/2"}, "code_not_understood", "code"),
        ({"title_ind": " \u202e"}, "text_missing", "title_ind"),
        ({"ogp_id": "ID0112"}, "ogp_id_taken", "ogp_id"),
        ({"ogp_id": "112"}, "ogp_id_not_understood", "ogp_id"),
        ({"ogp_values": ["openness"]}, "ogp_value_unknown", "ogp_values"),
        ({"problem_ind": "x" * 10_001}, "text_too_long", "problem_ind"),
        ({"contact": "x" * 301}, "text_too_long", "contact"),
    ],
)
def test_a_commitment_that_breaks_a_rule_is_refused_at_its_field(
    changes: dict[str, Any], code: str, field: str
) -> None:
    plan = begin_plan()
    make_commitment(plan, code="K01").ogp_id = "ID0112"
    fields = {"code": "K02", "title_ind": "Judul", "lead": make_organisation(), **changes}
    error = refused(services.create_commitment, SECRETARY, plan, **fields)
    assert (error.code, error.field) == (code, field)


def test_the_leads_unit_must_be_one_of_the_leads() -> None:
    plan, lead = begin_plan(), make_organisation()
    stranger = make_unit(make_organisation())
    error = refused(
        services.create_commitment, SECRETARY, plan, code="K1", title_ind="x", lead=lead, lead_unit=stranger
    )
    assert error.field == "lead_unit"


def test_an_ogp_id_may_be_taken_back() -> None:
    commitment = make_commitment(begin_plan())
    services.edit_commitment(SECRETARY, commitment, seen_revision=1, ogp_id="ID0112")
    services.edit_commitment(SECRETARY, commitment, seen_revision=2, ogp_id="")
    assert commitment.ogp_id is None


def test_an_organisation_has_one_place_in_each_part_and_may_have_several_parts() -> None:
    commitment, cso = make_commitment(begin_plan()), make_organisation("PATTIRO")
    services.add_party(SECRETARY, commitment, organisation=cso, involvement=Involvement.PROPOSER)
    services.add_party(SECRETARY, commitment, organisation=cso, involvement=Involvement.COMPANION)
    assert (commitment.proposers, commitment.companions, commitment.supporters) == ([cso], [cso], [])
    error = refused(
        services.add_party, SECRETARY, commitment, organisation=cso, involvement=Involvement.PROPOSER
    )
    assert error.code == "party_named_twice"


def test_a_form_opened_before_the_parties_changed_is_stale() -> None:
    commitment, cso = make_commitment(begin_plan()), make_organisation()
    seen = commitment.revision
    services.add_party(SECRETARY, commitment, organisation=cso, involvement=Involvement.SUPPORTER)
    with pytest.raises(StaleEdit) as caught:
        services.edit_commitment(SECRETARY, commitment, seen_revision=seen, title_ind="x")
    assert caught.value.current["supporters"] == [cso]


def test_setting_parties_records_each_one_that_comes_or_goes() -> None:
    commitment = make_commitment(begin_plan())
    one, two, three = (make_organisation(code) for code in ("A", "B", "C"))
    services.set_parties(SECRETARY, commitment, involvement=Involvement.SUPPORTER, organisations=[one, two])
    services.set_parties(SECRETARY, commitment, involvement=Involvement.SUPPORTER, organisations=[two, three])
    assert commitment.supporters == [two, three]
    assert [entry.changes for entry in trail("commitment:remove_party")] == [{"supporter": ["A", None]}]
    assert len(trail("commitment:add_party")) == 3


def test_a_commitment_nothing_hangs_on_can_be_removed_with_all_it_holds() -> None:
    commitment = make_commitment(begin_plan(), code="K01")
    make_milestone(commitment)
    make_indicator(commitment)
    services.remove_commitment(SECRETARY, commitment, reason="Tercatat dua kali")
    assert db.session.scalars(db.select(Commitment)).all() == []
    (entry,) = trail("commitment:remove")
    assert (entry.subject_label, entry.reason) == ("K01", "Tercatat dua kali")
    assert entry.changes["title_ind"] == ["Komitmen", None]


def test_a_commitment_with_a_target_cannot_be_removed() -> None:
    commitment = make_commitment(begin_plan())
    db.session.add(Target(indicator=make_indicator(commitment), year=2022, due_on=date(2022, 12, 31)))
    assert refused(services.remove_commitment, SECRETARY, commitment, reason="x").code == "commitment_in_use"
    assert refused(services.remove_commitment, SECRETARY, commitment, reason="").field == "reason"


def test_milestones_are_numbered_and_may_lack_dates() -> None:
    commitment = make_commitment(begin_plan())
    first = services.create_milestone(SECRETARY, commitment, text_ind="Satu", due_text="akhir 2021")
    second = services.create_milestone(SECRETARY, commitment, text_ind="Dua", due_on=date(2022, 12, 31))
    assert (first.number, first.due_on, second.number) == (1, None, 2)
    assert trail("milestone:create")[0].subject_label == "K01/T1"


def test_a_milestone_cannot_be_moved_to_end_before_it_starts() -> None:
    milestone = make_milestone(make_commitment(begin_plan()))
    services.edit_milestone(SECRETARY, milestone, seen_revision=1, start_on=date(2022, 1, 1))
    error = refused(services.edit_milestone, SECRETARY, milestone, seen_revision=2, due_on=date(2021, 1, 1))
    assert error.field == "due_on"


def test_a_removed_milestone_stays_readable_in_the_trail() -> None:
    commitment = make_commitment(begin_plan())
    services.remove_milestone(SECRETARY, make_milestone(commitment, text="Langkah"), reason="Digabung")
    assert commitment.milestones == []
    assert trail("milestone:remove")[0].changes == {"text_ind": ["Langkah", None]}


def test_an_indicator_takes_the_next_number_or_the_one_a_paper_gives_it() -> None:
    commitment = make_commitment(begin_plan(), code="RAN6-01")
    named: dict[str, Any] = {"kind": IndicatorKind.PERCENTAGE, "unit_ind": "persen"}
    services.create_indicator(SECRETARY, commitment, name_ind="Satu", **named)
    fifth = services.create_indicator(SECRETARY, commitment, name_ind="Lima", number=5, **named)
    next_one = services.create_indicator(SECRETARY, commitment, name_ind="Enam", **named)
    assert (fifth.key, next_one.key) == ("RAN6-01/5", "RAN6-01/6")
    error = refused(services.create_indicator, SECRETARY, commitment, name_ind="Lagi", number=5, **named)
    assert error.code == "number_used"


def test_an_indicator_begins_with_its_first_definition_in_force() -> None:
    clause = make_clause(make_meeting("R-1"), label="II.2.e")
    indicator = services.create_indicator(
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
    services.create_indicator(SECRETARY, commitment, kind=IndicatorKind.YES_NO, name_ind="Ada", unit_ind="")
    error = refused(
        services.create_indicator, SECRETARY, commitment, kind=IndicatorKind.COUNT, name_ind="x", unit_ind=" "
    )
    assert error.field == "unit_ind"


def test_the_kind_can_be_corrected_until_something_is_measured() -> None:
    indicator = make_indicator(make_commitment(begin_plan()))
    services.edit_indicator(
        SECRETARY, indicator, seen_revision=1, kind=IndicatorKind.COUNT, unit_ind="instansi"
    )
    db.session.add(Target(indicator=indicator, year=2022, due_on=date(2022, 12, 31)))
    db.session.flush()
    error = refused(services.edit_indicator, SECRETARY, indicator, seen_revision=2, kind=IndicatorKind.RATIO)
    assert (error.code, error.field) == ("kind_in_use", "kind")
    services.edit_indicator(SECRETARY, indicator, seen_revision=2, kind=IndicatorKind.COUNT, unit_ind="K/L")
    assert indicator.unit_ind == "K/L"


def test_a_suggested_wording_stands_beside_the_one_in_force() -> None:
    indicator = make_indicator(make_commitment(begin_plan()), name="Integrasi")
    version = services.suggest_definition(
        SECRETARY, indicator, name_ind="Keterhubungan", reason="Maknanya berbeda (II.5.d)"
    )
    assert (indicator.definition.name_ind, version.is_adopted) == ("Integrasi", False)
    services.adopt_definition(SECRETARY, version, reason="Disetujui dalam rapat")
    assert indicator.definition.name_ind == "Keterhubungan"
    assert trail("definition:adopt")[0].changes == {"in_force": [1, 2]}


def test_a_new_wording_keeps_what_it_does_not_change_and_marks_the_translation() -> None:
    indicator = make_indicator(make_commitment(begin_plan()), name="Integrasi")
    first = indicator.definition
    first.name_eng, first.numerator_ind = "Integration", "sistem"
    version = services.redefine(SECRETARY, indicator, name_ind="Keterhubungan", reason="Makna")
    assert (version.name_eng, version.numerator_ind) == ("Integration", "sistem")
    assert version.stale_translations == ["name_eng"]
    assert first.name_ind == "Integrasi"
    assert trail("definition:redefine")[0].changes == {"name_ind": ["Integrasi", "Keterhubungan"]}


def test_a_new_wording_needs_a_reason_and_a_difference() -> None:
    indicator = make_indicator(make_commitment(begin_plan()), name="Integrasi")
    assert refused(services.redefine, SECRETARY, indicator, name_ind="Baru", reason="").field == "reason"
    error = refused(services.redefine, SECRETARY, indicator, name_ind=" Integrasi ", reason="x")
    assert error.code == "definition_unchanged"


def test_an_older_suggestion_cannot_be_put_in_force_over_a_newer_wording() -> None:
    indicator = make_indicator(make_commitment(begin_plan()))
    older = services.suggest_definition(SECRETARY, indicator, name_ind="Kedua", reason="x")
    services.redefine(SECRETARY, indicator, name_ind="Ketiga", reason="x")
    error = refused(services.adopt_definition, SECRETARY, older, reason="x")
    assert (error.code, error.params) == ("newer_definition_in_force", {"number": 2, "in_force": 3})


def test_a_baseline_keeps_its_words_its_parts_and_its_source() -> None:
    indicator = make_indicator(make_commitment(begin_plan(), code="RAN6-01"))
    clause = make_clause(make_meeting("R-1"), label="II.2.a")
    baseline = services.set_baseline(
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
    services.set_baseline(SECRETARY, indicator, as_written="19%", value=Decimal(19), year=2020)
    with pytest.raises(StaleEdit) as caught:
        services.set_baseline(SECRETARY, indicator, as_written="20%", value=Decimal(20))
    assert caught.value.current["as_written"] == "19%"
    services.set_baseline(SECRETARY, indicator, as_written="20%", value=Decimal(20), seen_revision=1)
    assert indicator.baseline is not None
    assert (indicator.baseline.value, indicator.baseline.year) == (Decimal(20), None)
    assert trail("baseline:set")[1].changes["value"] == ["19", "20"]


def test_a_baseline_of_the_wrong_kind_is_refused() -> None:
    indicator = make_indicator(make_commitment(begin_plan()), kind=IndicatorKind.REGULATION)
    error = refused(services.set_baseline, SECRETARY, indicator, as_written="45%", value=Decimal(45))
    assert error.field == "level"
    services.set_baseline(SECRETARY, indicator, as_written="masih disusun", level="drafting")


def test_hostile_text_is_kept_as_text_without_marks_that_turn_it_round(session: Session) -> None:
    commitment = make_commitment(begin_plan())
    services.edit_commitment(
        SECRETARY, commitment, seen_revision=1, title_ind="=cmd|' /C calc'!A0 🙂\u202e45%\x00"
    )
    session.expire_all()
    assert commitment.title_ind == "=cmd|' /C calc'!A0 🙂45%"
