"""What the secretariat does to commitments and milestones, and what the trail says about it."""

from datetime import date
from typing import Any

import pytest

from tests.factories import (
    SECRETARY,
    make_commitment,
    make_indicator,
    make_milestone,
    make_organisation,
    make_unit,
)
from tests.plans.acts import STRANGERS, begin_plan, check_all_forbidden, refused, trail
from tracker.accounts.actors import Actor
from tracker.core.errors import StaleEdit
from tracker.extensions import db
from tracker.plans import commitment_services, milestone_services
from tracker.plans.models import Commitment
from tracker.plans.states import Involvement, OgpValue
from tracker.targets.models import Target

pytestmark = pytest.mark.usefixtures("session")


def test_commitments_stand_in_the_order_in_which_they_were_added() -> None:
    plan, lead = begin_plan(), make_organisation()
    made = [
        commitment_services.create_commitment(SECRETARY, plan, code=code, title_ind=code, lead=lead)
        for code in ("B", "A")
    ]
    assert [commitment.position for commitment in made] == [1, 2]
    assert [commitment.code for commitment in plan.commitments] == ["B", "A"]


def test_a_commitment_keeps_all_that_is_said_about_it() -> None:
    plan, lead = begin_plan(), make_organisation("KEMENPAN-RB")
    unit = make_unit(lead, "Biro MKOK")
    commitment = commitment_services.create_commitment(
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
    error = refused(commitment_services.create_commitment, SECRETARY, plan, **fields)
    assert (error.code, error.field) == (code, field)


def test_the_leads_unit_must_be_one_of_the_leads() -> None:
    plan, lead = begin_plan(), make_organisation()
    stranger = make_unit(make_organisation())
    error = refused(
        commitment_services.create_commitment,
        SECRETARY,
        plan,
        code="K1",
        title_ind="x",
        lead=lead,
        lead_unit=stranger,
    )
    assert error.field == "lead_unit"


def test_an_ogp_id_may_be_taken_back() -> None:
    commitment = make_commitment(begin_plan())
    commitment_services.edit_commitment(SECRETARY, commitment, seen_revision=1, ogp_id="ID0112")
    commitment_services.edit_commitment(SECRETARY, commitment, seen_revision=2, ogp_id="")
    assert commitment.ogp_id is None


def test_an_organisation_has_one_place_in_each_part_and_may_have_several_parts() -> None:
    commitment, cso = make_commitment(begin_plan()), make_organisation("PATTIRO")
    commitment_services.add_party(SECRETARY, commitment, organisation=cso, involvement=Involvement.PROPOSER)
    commitment_services.add_party(SECRETARY, commitment, organisation=cso, involvement=Involvement.COMPANION)
    assert (commitment.proposers, commitment.companions, commitment.supporters) == ([cso], [cso], [])
    error = refused(
        commitment_services.add_party,
        SECRETARY,
        commitment,
        organisation=cso,
        involvement=Involvement.PROPOSER,
    )
    assert error.code == "party_named_twice"


def test_a_form_opened_before_the_parties_changed_is_stale() -> None:
    commitment, cso = make_commitment(begin_plan()), make_organisation()
    seen = commitment.revision
    commitment_services.add_party(SECRETARY, commitment, organisation=cso, involvement=Involvement.SUPPORTER)
    with pytest.raises(StaleEdit) as caught:
        commitment_services.edit_commitment(SECRETARY, commitment, seen_revision=seen, title_ind="x")
    assert caught.value.current["supporters"] == [cso]


def test_setting_parties_records_each_one_that_comes_or_goes() -> None:
    commitment = make_commitment(begin_plan())
    one, two, three = (make_organisation(code) for code in ("A", "B", "C"))
    commitment_services.set_parties(
        SECRETARY, commitment, involvement=Involvement.SUPPORTER, organisations=[one, two]
    )
    commitment_services.set_parties(
        SECRETARY, commitment, involvement=Involvement.SUPPORTER, organisations=[two, three]
    )
    assert commitment.supporters == [two, three]
    assert [entry.changes for entry in trail("commitment:remove_party")] == [{"supporter": ["A", None]}]
    assert len(trail("commitment:add_party")) == 3


def test_a_commitment_nothing_hangs_on_can_be_removed_with_all_it_holds() -> None:
    commitment = make_commitment(begin_plan(), code="K01")
    make_milestone(commitment)
    make_indicator(commitment)
    commitment_services.remove_commitment(SECRETARY, commitment, reason="Tercatat dua kali")
    assert db.session.scalars(db.select(Commitment)).all() == []
    (entry,) = trail("commitment:remove")
    assert (entry.subject_label, entry.reason) == ("K01", "Tercatat dua kali")
    assert entry.changes["title_ind"] == ["Komitmen", None]


def test_a_commitment_with_a_target_cannot_be_removed() -> None:
    commitment = make_commitment(begin_plan())
    db.session.add(Target(indicator=make_indicator(commitment), year=2022, due_on=date(2022, 12, 31)))
    assert (
        refused(commitment_services.remove_commitment, SECRETARY, commitment, reason="x").code
        == "commitment_in_use"
    )
    assert refused(commitment_services.remove_commitment, SECRETARY, commitment, reason="").field == "reason"


def test_milestones_are_numbered_and_may_lack_dates() -> None:
    commitment = make_commitment(begin_plan())
    first = milestone_services.create_milestone(SECRETARY, commitment, text_ind="Satu", due_text="akhir 2021")
    second = milestone_services.create_milestone(
        SECRETARY, commitment, text_ind="Dua", due_on=date(2022, 12, 31)
    )
    assert (first.number, first.due_on, second.number) == (1, None, 2)
    assert trail("milestone:create")[0].subject_label == "K01/T1"


def test_a_milestone_cannot_be_moved_to_end_before_it_starts() -> None:
    milestone = make_milestone(make_commitment(begin_plan()))
    milestone_services.edit_milestone(SECRETARY, milestone, seen_revision=1, start_on=date(2022, 1, 1))
    error = refused(
        milestone_services.edit_milestone, SECRETARY, milestone, seen_revision=2, due_on=date(2021, 1, 1)
    )
    assert error.field == "due_on"


def test_a_removed_milestone_stays_readable_in_the_trail() -> None:
    commitment = make_commitment(begin_plan())
    milestone_services.remove_milestone(
        SECRETARY, make_milestone(commitment, text="Langkah"), reason="Digabung"
    )
    assert commitment.milestones == []
    assert trail("milestone:remove")[0].changes == {"text_ind": ["Langkah", None]}


@pytest.mark.parametrize("actor", STRANGERS)
def test_only_the_secretariat_writes_commitments(actor: Actor) -> None:
    plan = begin_plan()
    commitment = make_commitment(plan)
    lead, supporter = commitment.lead, Involvement.SUPPORTER
    create, set_parties = commitment_services.create_commitment, commitment_services.set_parties
    check_all_forbidden(
        [
            lambda: create(actor, plan, code="K9", title_ind="x", lead=lead),
            lambda: commitment_services.edit_commitment(actor, commitment, seen_revision=1, title_ind="x"),
            lambda: commitment_services.remove_commitment(actor, commitment, reason="x"),
            lambda: set_parties(actor, commitment, involvement=supporter, organisations=[]),
        ]
    )


@pytest.mark.parametrize("actor", STRANGERS)
def test_only_the_secretariat_writes_milestones(actor: Actor) -> None:
    milestone = make_milestone(make_commitment(begin_plan()))
    check_all_forbidden(
        [
            lambda: milestone_services.create_milestone(actor, milestone.commitment, text_ind="x"),
            lambda: milestone_services.edit_milestone(actor, milestone, seen_revision=1, text_ind="x"),
            lambda: milestone_services.remove_milestone(actor, milestone, reason="x"),
        ]
    )
