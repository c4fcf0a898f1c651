"""What the secretariat does to a plan, and what the trail says about it."""

import pytest
from sqlalchemy.orm import Session

from tests.factories import SECRETARY, make_commitment, make_indicator, make_meeting, make_milestone
from tests.plans.acts import NOON, STRANGERS, begin_plan, check_all_forbidden, refused, trail
from tracker.accounts.actors import Actor
from tracker.core import clock
from tracker.core.errors import StaleEdit
from tracker.plans import commitment_services, milestone_services, services
from tracker.plans.states import PlanState, PlanStep

pytestmark = pytest.mark.usefixtures("session")


def test_a_plan_begins_in_negotiation_and_unpublished() -> None:
    plan = begin_plan()
    assert (plan.state, plan.published_at, plan.revision) == (PlanState.NEGOTIATION, None, 1)
    (entry,) = trail("plan:create")
    assert (entry.subject_label, entry.changes["ordinal"]) == ("RAN6", [None, 6])


def test_two_plans_cannot_share_a_code_in_whatever_case() -> None:
    begin_plan()
    error = refused(begin_plan, code="ran6")
    assert (error.code, error.field) == ("code_taken", "code")


@pytest.mark.parametrize("actor", STRANGERS)
def test_only_the_secretariat_writes_plans(actor: Actor) -> None:
    plan, meeting = begin_plan(), make_meeting()
    check_all_forbidden(
        [
            lambda: begin_plan(actor, code="X"),
            lambda: services.edit_plan(actor, plan, seen_revision=1, ordinal=7),
            lambda: services.publish_plan(actor, plan),
            lambda: services.unpublish_plan(actor, plan, reason="x"),
            lambda: services.step_plan(actor, plan, PlanStep.SUBMIT),
            lambda: services.link_meeting(actor, plan, meeting),
            lambda: services.unlink_meeting(actor, plan, meeting),
            lambda: services.set_meetings(actor, plan, []),
        ]
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
    error = refused(
        commitment_services.edit_commitment, SECRETARY, commitment, seen_revision=1, problem_ind="TBD"
    )
    assert (error.code, error.field) == ("placeholder_text", "problem_ind")
    assert (
        refused(milestone_services.create_milestone, SECRETARY, commitment, text_ind="-").field == "text_ind"
    )


def test_an_unpublished_plan_may_keep_places() -> None:
    commitment = make_commitment(begin_plan())
    commitment_services.edit_commitment(SECRETARY, commitment, seen_revision=1, problem_ind="TBD")
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


def test_hostile_text_is_kept_as_text_without_marks_that_turn_it_round(session: Session) -> None:
    commitment = make_commitment(begin_plan())
    commitment_services.edit_commitment(
        SECRETARY, commitment, seen_revision=1, title_ind="=cmd|' /C calc'!A0 🙂\u202e45%\x00"
    )
    session.expire_all()
    assert commitment.title_ind == "=cmd|' /C calc'!A0 🙂45%"
