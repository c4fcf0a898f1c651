"""What a report must say before it is handed in, all of it told at once."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tracker.evidence.states import Access
from tracker.plans.states import IndicatorKind, RegulationStage
from tracker.reports.content import (
    Content,
    Evidence,
    FollowUpPlan,
    Frame,
    IndicatorAnswer,
    MilestoneAnswer,
    Obstacle,
)
from tracker.reports.figure_rules import Figure
from tracker.reports.milestone_rules import MilestoneStatus, milestone_breaches, milestone_gaps
from tracker.reports.report_rules import (
    Submission,
    completion_breaches,
    content_breaches,
    content_digest,
    content_gaps,
    submission_breaches,
    submit_outcome,
)
from tracker.reports.states import (
    Completion,
    MilestoneState,
    ObstacleCategory,
    Statement,
    SubmitOutcome,
)

TODAY = date(2022, 7, 4)
FRAME = Frame(2021, 2022, TODAY)
FIGURE = Figure(Statement.FIGURE, numerator=Decimal(46), denominator=Decimal(100))
LINK = Evidence("https://lapor.example.go.id/rekap")
WHOLE = Content(
    indicators=(IndicatorAnswer("K1/1", IndicatorKind.PERCENTAGE, FIGURE),),
    milestones=(MilestoneAnswer("K1/T1", MilestoneStatus(MilestoneState.DONE, date(2022, 5, 2))),),
    narrative="Pengaduan ditindaklanjuti lewat admin penghubung.",
    obstacles=(Obstacle(ObstacleCategory.STAFF, "Admin penghubung sering berganti."),),
    follow_ups=(FollowUpPlan("Menetapkan admin dengan SK.", "Biro MKOK", date(2022, 9, 30)),),
    evidence=(LINK,),
    completion=Completion.SUBSTANTIAL,
)


def problems(content: Content, frame: Frame = FRAME) -> list[tuple[str, str]]:
    """(code, field) of all that keeps a report from being handed in."""
    return [(one.code, one.field) for one in submission_breaches(content, frame)]


def answered(figure: Figure, kind: IndicatorKind = IndicatorKind.PERCENTAGE) -> Content:
    """The whole report with another answer on its indicator."""
    return replace(WHOLE, indicators=(IndicatorAnswer("K1/1", kind, figure),))


def test_a_whole_report_can_be_handed_in() -> None:
    assert problems(WHOLE) == []


def test_no_progress_is_a_whole_answer() -> None:
    assert problems(answered(Figure(Statement.NO_PROGRESS))) == []


def test_everything_missing_is_told_at_once_by_its_field() -> None:
    bare = Content(
        indicators=(
            IndicatorAnswer("K1/1", IndicatorKind.PERCENTAGE, Figure()),
            IndicatorAnswer("K1/2", IndicatorKind.COUNT, Figure(Statement.FIGURE)),
        ),
        milestones=(
            MilestoneAnswer("K1/T1", MilestoneStatus()),
            MilestoneAnswer("K1/T2", MilestoneStatus(MilestoneState.DONE)),
        ),
        obstacles=(Obstacle(None, " "),),
        follow_ups=(FollowUpPlan("", "", None),),
        evidence=(LINK, replace(LINK, access=Access.RESTRICTED)),
    )
    assert problems(bare) == [
        ("indicator_not_stated", "K1/1.statement"),
        ("text_missing", "K1/2.value"),
        ("milestone_not_stated", "K1/T1.state"),
        ("text_missing", "K1/T2.on"),
        ("text_missing", "narrative"),
        ("obstacle_category_missing", "obstacles.0.category"),
        ("text_missing", "obstacles.0.text"),
        ("text_missing", "follow_ups.0.text"),
        ("text_missing", "follow_ups.0.owner"),
        ("text_missing", "follow_ups.0.due_on"),
        ("restriction_reason_missing", "evidence.1.restriction_reason"),
        ("completion_missing", "completion"),
    ]


def test_an_empty_draft_lacks_much_and_has_nothing_wrong() -> None:
    assert content_breaches(Content(), FRAME) == ()
    assert {one.field for one in content_gaps(Content())} == {"narrative", "completion"}


def test_what_is_wrong_is_told_by_indicator() -> None:
    zero = replace(FIGURE, denominator=Decimal(0))
    assert problems(answered(zero)) == [("denominator_not_positive", "K1/1.denominator")]


def test_a_stage_is_held_against_the_last_report() -> None:
    drafting = Figure(Statement.FIGURE, level=RegulationStage.DRAFTING)
    frame = replace(FRAME, levels_before={"K1/1": RegulationStage.ENACTMENT})
    assert problems(answered(drafting, IndicatorKind.REGULATION), frame) == [
        ("stage_goes_back", "K1/1.level")
    ]


def test_a_milestone_is_held_against_the_last_report() -> None:
    frame = replace(FRAME, milestones_before={"K1/T1": MilestoneState.DONE})
    stalled = replace(WHOLE, milestones=(MilestoneAnswer("K1/T1", MilestoneStatus(MilestoneState.STALLED)),))
    assert problems(WHOLE, frame) == []
    assert problems(stalled, frame) == [("milestone_goes_back", "K1/T1.state")]


@pytest.mark.parametrize(
    ("state", "on", "codes"),
    [
        (MilestoneState.DONE, TODAY, []),
        (MilestoneState.DONE, date(2022, 7, 5), ["date_not_come_yet"]),
        (MilestoneState.UNDER_WAY, date(2022, 7, 5), []),
        (MilestoneState.UNDER_WAY, date(2023, 1, 1), ["date_outside_plan"]),
        (MilestoneState.NOT_STARTED, None, []),
    ],
)
def test_only_what_is_done_must_have_come(state: MilestoneState, on: date | None, codes: list[str]) -> None:
    status = MilestoneStatus(state, on)
    found = milestone_breaches(status, first_year=2021, last_year=2022, today=TODAY)
    assert [(one.code, one.field) for one in found] == [(code, "on") for code in codes]
    assert milestone_gaps(status) == ()


def test_a_text_that_only_keeps_a_place_is_not_handed_in() -> None:
    kept = replace(
        WHOLE,
        narrative="TBD",
        obstacles=(Obstacle(ObstacleCategory.DATA, "-"),),
        follow_ups=(replace(WHOLE.follow_ups[0], text="..."),),
    )
    assert problems(kept) == [
        ("report_placeholder_text", "narrative"),
        ("report_placeholder_text", "obstacles.0.text"),
        ("report_placeholder_text", "follow_ups.0.text"),
    ]


@pytest.mark.parametrize(
    ("evidence", "is_refused"),
    [
        ((), True),
        ((LINK,), False),
        ((replace(LINK, is_dead=True),), True),
        ((replace(LINK, is_dead=True), Evidence("ab12")), False),
        ((replace(LINK, access=Access.RESTRICTED),), True),
        (
            (replace(LINK, access=Access.RESTRICTED, restriction_reason="Data pribadi."),),
            False,
        ),
    ],
)
def test_complete_needs_evidence_for_all_or_a_published_reason(
    evidence: tuple[Evidence, ...], *, is_refused: bool
) -> None:
    found = completion_breaches(Completion.COMPLETE, evidence)
    assert [(one.code, one.field) for one in found] == [
        ("complete_without_evidence", "completion")
    ] * is_refused


@pytest.mark.parametrize("completion", [one for one in Completion if one is not Completion.COMPLETE] + [None])
def test_less_than_complete_needs_no_evidence(completion: Completion | None) -> None:
    assert completion_breaches(completion, ()) == ()


def test_the_same_words_have_the_same_fingerprint_however_a_number_is_spelled() -> None:
    same = answered(replace(FIGURE, numerator=Decimal("46.0")))
    assert content_digest(same) == content_digest(WHOLE)


@pytest.mark.parametrize(
    "other",
    [
        answered(replace(FIGURE, numerator=Decimal(0))),
        answered(replace(FIGURE, numerator=None)),
        replace(WHOLE, narrative="Lain."),
        replace(WHOLE, follow_ups=(replace(WHOLE.follow_ups[0], due_on=TODAY),)),
        replace(WHOLE, evidence=()),
        replace(WHOLE, completion=Completion.LIMITED),
    ],
)
def test_other_words_have_another_fingerprint(other: Content) -> None:
    assert content_digest(other) != content_digest(WHOLE)


def test_a_link_that_dies_between_two_submits_makes_no_other_report() -> None:
    dead = replace(WHOLE, evidence=(replace(LINK, is_dead=True),))
    assert content_digest(dead) == content_digest(WHOLE)


def test_two_submits_of_the_same_words_are_one() -> None:
    first = Submission(3, content_digest(WHOLE))
    other = replace(first, digest=content_digest(Content()))
    assert submit_outcome(None, first) is SubmitOutcome.TAKEN
    assert submit_outcome(first, first) is SubmitOutcome.REPEATED
    assert submit_outcome(first, other) is SubmitOutcome.OVERTAKEN
    assert submit_outcome(first, replace(other, revision=2)) is SubmitOutcome.OVERTAKEN


def test_a_returned_report_is_submitted_again_even_with_the_same_words() -> None:
    first = Submission(3, content_digest(WHOLE))
    assert submit_outcome(first, replace(first, revision=4)) is SubmitOutcome.TAKEN
