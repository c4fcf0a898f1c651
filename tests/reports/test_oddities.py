"""What is odd in a report: each case raises exactly its own warning, and a plain report none."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.reports.test_drafts import asked
from tracker.evidence.states import Access
from tracker.plans.states import Direction, IndicatorKind
from tracker.reports.achievement_rules import Aims
from tracker.reports.asked import Asked
from tracker.reports.content import Content, Evidence, IndicatorAnswer, MilestoneAnswer
from tracker.reports.figure_rules import Figure
from tracker.reports.milestone_rules import MilestoneStatus
from tracker.reports.oddity_rules import oddities
from tracker.reports.states import Completion, MilestoneState, Statement, Uncounted

PERCENT = IndicatorKind.PERCENTAGE
TARGET = Aims(Decimal(80), Decimal(45), Decimal(45))
LINK = Evidence("https://jdih.example.go.id/95", Access.PUBLIC)


def about(kind: IndicatorKind = PERCENT, direction: Direction = Direction.RISE, aims: Aims = TARGET) -> Asked:
    """One indicator with a baseline of 19 and a target of 45 at the start."""
    one = replace(asked(kind).indicators[0], direction=direction, aims=aims)
    return replace(asked(kind), indicators=(one,))


def share(numerator: int, denominator: int = 100) -> Figure:
    """A reported share."""
    return Figure(Statement.FIGURE, numerator=Decimal(numerator), denominator=Decimal(denominator))


def said(figure: Figure, kind: IndicatorKind = PERCENT, **more: object) -> Content:
    """A report with nothing odd but what the case brings in."""
    usual: dict[str, object] = {
        "indicators": (IndicatorAnswer("K1/1", kind, figure),),
        "milestones": (MilestoneAnswer("K1/T1", MilestoneStatus(MilestoneState.UNDER_WAY)),),
        "narrative": "Tiga lokakarya untuk admin penghubung.",
        "evidence": (LINK,),
        "completion": Completion.LIMITED,
    }
    return Content(**{**usual, **more})  # type: ignore[arg-type]


BEFORE = said(share(40), narrative="Triwulan lalu.")
DONE = (MilestoneAnswer("K1/T1", MilestoneStatus(MilestoneState.DONE, date(2022, 3, 1))),)


def codes(content: Content, before: Content | None = BEFORE, of: Asked | None = None) -> list[str]:
    """What is odd."""
    return [one.code for one in oddities(content, of or about(), before)]


def test_a_plain_report_raises_nothing() -> None:
    assert codes(said(share(46))) == []
    assert codes(said(share(46)), before=None) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (said(share(39)), "odd_worse_than_before"),
        (said(share(70)), "odd_far_over_target"),
        (said(share(60, 130)), "odd_whole_moved"),
        (said(share(40)), "odd_same_as_before"),
        (said(share(46), narrative=" triwulan LALU. "), "odd_same_narrative"),
        (said(share(46), completion=Completion.NOT_STARTED, evidence=()), "odd_completion_back"),
        (said(share(46), completion=Completion.COMPLETE), "odd_complete_with_open_milestones"),
        (said(share(46), evidence=()), "odd_without_evidence"),
        (said(share(46), evidence=(replace(LINK, is_dead=True),)), "odd_dead_links"),
    ],
)
def test_each_case_raises_exactly_its_own_warning(content: Content, code: str) -> None:
    assert codes(content) == [code]


def test_a_figure_below_the_baseline_is_odd_also_without_a_report_before() -> None:
    assert codes(said(share(12)), before=None) == ["odd_worse_than_baseline"]


def test_for_a_falling_indicator_more_is_worse() -> None:
    falling = about(direction=Direction.FALL, aims=Aims(*[Decimal(10)] * 3))
    before = said(share(14), narrative="Triwulan lalu.")
    assert codes(said(share(12)), before, falling) == []
    assert codes(said(share(16)), before, falling) == ["odd_worse_than_before"]


def test_what_is_counted_for_each_period_alone_may_be_less_than_before() -> None:
    alone = replace(about(), indicators=(replace(about().indicators[0], is_cumulative=False),))
    assert codes(said(share(39)), of=alone) == []


def test_a_regulation_may_stay_in_its_stage() -> None:
    kind = IndicatorKind.REGULATION
    figure = Figure(Statement.FIGURE, level="pembahasan")
    before = said(figure, kind, narrative="Triwulan lalu.")
    of = about(kind, aims=Aims(*[Uncounted.NOT_A_NUMBER] * 3))
    assert codes(said(figure, kind), before, of) == []


def test_no_progress_that_is_stated_is_not_odd() -> None:
    assert codes(said(Figure(Statement.NO_PROGRESS))) == []


def test_what_is_done_with_all_milestones_is_not_odd() -> None:
    assert codes(said(share(46), completion=Completion.COMPLETE, milestones=DONE)) == []
