"""The life of a report: every state leads somewhere, and each step only from where it makes sense."""

from itertools import product

import pytest
from flask import Flask
from flask_babel import force_locale

from tracker.core.errors import RuleBroken
from tracker.evidence.states import Access
from tracker.reports.breaches import SeveralBroken, breach, caught, refuse, under
from tracker.reports.states import (
    DECIDABLE,
    EDITABLE,
    FINAL,
    MILESTONE_AFTER,
    NEXT_STATE,
    Completion,
    MilestoneState,
    ReportState,
    ReportStep,
    next_state,
    possible_steps,
)
from tracker.web.labels import label


def test_a_report_may_be_returned_and_submitted_as_often_as_needed_before_it_is_verified() -> None:
    state = ReportState.DRAFT
    steps = ["submit", "return", "submit", "begin_verification", "return", "submit", "verify"]
    for step in steps:
        state = next_state(state, ReportStep(step))
    assert state is ReportState.VERIFIED


@pytest.mark.parametrize("state", ReportState)
def test_only_the_final_state_is_an_end(state: ReportState) -> None:
    assert bool(possible_steps(state)) is (state is not FINAL)


@pytest.mark.parametrize("state", ReportState)
def test_from_every_state_a_report_can_still_be_verified(state: ReportState) -> None:
    reached = {state}
    for _ in ReportState:
        reached |= {after for (before, _step), after in NEXT_STATE.items() if before in reached}
    assert FINAL in reached


@pytest.mark.parametrize(("state", "step"), [*product(ReportState, ReportStep)])
def test_a_step_is_taken_or_refused_with_its_own_words(state: ReportState, step: ReportStep) -> None:
    if step in possible_steps(state):
        assert next_state(state, step) is NEXT_STATE[state, step]
    else:
        with pytest.raises(RuleBroken, match="report_step_not_possible"):
            next_state(state, step)


def test_nobody_withdraws_a_report_that_a_verifier_has_begun() -> None:
    assert ReportStep.WITHDRAW in possible_steps(ReportState.SUBMITTED)
    assert ReportStep.WITHDRAW not in possible_steps(ReportState.UNDER_VERIFICATION)


def test_a_report_is_in_the_hands_of_one_side_at_a_time() -> None:
    assert {*EDITABLE, *DECIDABLE, FINAL} == set(ReportState)
    assert frozenset() == EDITABLE & DECIDABLE


@pytest.mark.parametrize("state", MilestoneState)
def test_a_milestone_may_stay_as_it_is_and_can_always_be_done(state: MilestoneState) -> None:
    assert {state, MilestoneState.DONE} <= MILESTONE_AFTER[state]


def test_completion_has_five_points_in_order() -> None:
    assert [*Completion] == ["no_evidence", "not_started", "limited", "substantial", "complete"]


def test_everything_wrong_is_refused_at_once_and_the_first_speaks() -> None:
    wrong = (breach("level_missing", "level"), breach("field_too_old", "on", limit=3))
    with pytest.raises(SeveralBroken) as error:
        refuse(under("K1/2", wrong))
    assert (error.value.code, error.value.field) == ("level_missing", "K1/2.level")
    assert error.value.breaches[1] == breach("field_too_old", "K1/2.on", limit=3)


def test_nothing_wrong_is_not_refused() -> None:
    refuse(())


def test_what_belongs_to_no_field_belongs_to_the_whole_place() -> None:
    assert under("K1/2", [breach("row_missing")]) == (breach("row_missing", "K1/2"),)


def test_what_another_rule_raises_becomes_a_breach() -> None:
    def check() -> None:
        raise RuleBroken("step_not_possible", field="state", params={"limit": 2})

    assert caught(check) == (breach("step_not_possible", "state", limit=2),)
    assert caught(lambda: None) == ()


def test_words_that_are_one_in_indonesian_are_two_in_english(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        assert label(Completion.COMPLETE) == "complete"
        assert label(Completion.LIMITED) == "limited"
        assert label(MilestoneState.DONE) == "done"
        assert label(Access.RESTRICTED) == "restricted"
