"""What a draft begins with from the report before, and what has to be said anew."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.test_drafts import asked
from tracker.plans.states import IndicatorKind
from tracker.reports.carrying_rules import carried_over
from tracker.reports.content import Content, FollowUpPlan, IndicatorAnswer, MilestoneAnswer, Obstacle
from tracker.reports.draft_rules import names_of, read_draft
from tracker.reports.figure_rules import Aspect, Figure
from tracker.reports.milestone_rules import MilestoneStatus
from tracker.reports.states import Completion, MilestoneState, ObstacleCategory, Statement, Voice

KIND = IndicatorKind.PERCENTAGE
BEFORE = Content(
    indicators=(
        IndicatorAnswer(
            "K1/1", KIND, Figure(Statement.FIGURE, numerator=Decimal(46), denominator=Decimal(1234))
        ),
    ),
    milestones=(
        MilestoneAnswer("K1/T1", MilestoneStatus(MilestoneState.UNDER_WAY, date(2022, 6, 30))),
        MilestoneAnswer("K1/T9", MilestoneStatus(MilestoneState.DONE, date(2022, 1, 31))),
    ),
    narrative="Triwulan lalu.",
    obstacles=(Obstacle(ObstacleCategory.STAFF, "Admin sering berganti."),),
    follow_ups=(FollowUpPlan("Melatih admin.", "Biro MKOK", date(2022, 6, 1)),),
    completion=Completion.LIMITED,
)


def carried(draft: dict[str, str], before: Content = BEFORE, kind: IndicatorKind = KIND) -> dict[str, str]:
    """What a draft takes over."""
    return carried_over(before, draft, names=names_of(asked(kind), Voice.GOVERNMENT))


def test_what_still_holds_is_taken_over_and_what_is_of_its_period_is_not() -> None:
    assert carried({}) == {
        "K1/1.denominator": "1234",
        "K1/T1.state": "under_way",
        "K1/T1.on": "30 Juni 2022",
        "obstacles.0.category": "staff",
        "obstacles.0.text": "Admin sering berganti.",
        "follow_ups.0.text": "Melatih admin.",
        "follow_ups.0.owner": "Biro MKOK",
        "follow_ups.0.due_on": "1 Juni 2022",
    }


def test_what_has_been_typed_stays() -> None:
    draft = {"K1/1.denominator": "900", "K1/T1.state": "stalled", "obstacles.0.text": "Anggaran."}
    taken = carried(draft)
    assert not draft.keys() & taken.keys()
    assert "obstacles.0.category" not in taken
    assert taken["K1/T1.on"] == "30 Juni 2022"


@pytest.mark.parametrize(
    ("kind", "figure", "name", "text"),
    [
        (IndicatorKind.REGULATION, Figure(Statement.FIGURE, level="pembahasan"), "level", "pembahasan"),
        (
            IndicatorKind.QUALITY,
            Figure(Statement.FIGURE, aspects=(Aspect("Pengelola", "baik"), Aspect("SK", "ada"))),
            "aspects",
            "Pengelola = baik\nSK = ada",
        ),
    ],
)
def test_stages_and_aspects_begin_where_they_were(
    kind: IndicatorKind, figure: Figure, name: str, text: str
) -> None:
    before = Content(indicators=(IndicatorAnswer("K1/1", kind, figure),))
    assert carried({}, before, kind) == {f"K1/1.{name}": text}


NUMBERS = st.decimals(min_value=0, max_value=10**12, places=4)


@given(NUMBERS)
def test_a_number_taken_over_is_the_same_number(denominator: Decimal) -> None:
    figure = Figure(Statement.FIGURE, denominator=denominator)
    before = Content(indicators=(IndicatorAnswer("K1/1", KIND, figure),))
    content, problems = read_draft(carried({}, before), asked(), voice=Voice.GOVERNMENT)
    assert problems == ()
    assert content.indicators[0].figure.denominator == denominator
