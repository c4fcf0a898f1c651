"""What is odd in a report: worded like breaches, by place, but it blocks nothing (D9).

Whoever writes sees it before handing in, whoever verifies before deciding. A report in which something is odd
is verified alone; its verification, with its note and the verifier's name, is what answers for it.
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from tracker.plans.states import Direction, IndicatorKind
from tracker.reports.asked import Asked, AskedIndicator
from tracker.reports.breaches import Breach, breach
from tracker.reports.content import Content, IndicatorAnswer
from tracker.reports.figure_rules import Figure, measure
from tracker.reports.states import Completion, MilestoneState, Statement

# So far over its target a figure is more often a slip than a success, in percent.
_FAR_OVER = Decimal(150)
# By more than this share a whole does not usually change from one period to the next.
_MOVED = Decimal("0.1")
_TENTH = Decimal("0.1")
# What can well stand still, and be true as said before: a regulation in a stage, a yes.
_STANDS_STILL = frozenset({IndicatorKind.REGULATION, IndicatorKind.YES_NO})
_CLAIMS = frozenset({Completion.LIMITED, Completion.SUBSTANTIAL, Completion.COMPLETE})


def oddities(content: Content, asked: Asked, before: Content | None) -> tuple[Breach, ...]:
    """Everything odd in what an agency reports, held against its targets and its report `before`.

    A blank is not odd; it is a gap.
    """
    return (
        *_in_figures(content, asked, before),
        *_in_words(content, before),
        *_in_completion(content, before),
        *_in_evidence(content),
    )


def _in_figures(content: Content, asked: Asked, before: Content | None) -> Iterator[Breach]:
    earlier = {one.key: one for one in before.indicators} if before else {}
    for answer in content.indicators:
        indicator = asked.indicator(answer.key)
        if indicator is not None and answer.figure.statement is Statement.FIGURE:
            yield from _in_figure(answer, indicator, earlier.get(answer.key))


def _in_figure(
    answer: IndicatorAnswer, indicator: AskedIndicator, before: IndicatorAnswer | None
) -> Iterator[Breach]:
    place, value = answer.key, _value(answer)
    if value is not None:
        yield from _against_levels(place, value, indicator, _value(before) if before else None)
    capaian = indicator.achieved(answer.figure).at_start.capaian.percent
    if capaian is not None and capaian > _FAR_OVER:
        yield breach("odd_far_over_target", place, capaian=_rounded(capaian))
    yield from _whole_moved(place, answer.figure, indicator, before.figure if before else None)
    if before and before.figure == answer.figure and answer.kind not in _STANDS_STILL:
        yield breach("odd_same_as_before", place)


def _value(answer: IndicatorAnswer) -> Decimal | None:
    measured = measure(answer.kind, answer.figure)
    return measured.value if measured else None


def _against_levels(
    place: str, value: Decimal, indicator: AskedIndicator, before: Decimal | None
) -> Iterator[Breach]:
    baseline = indicator.baseline
    if isinstance(baseline, Decimal) and _is_worse(value, baseline, indicator.direction):
        yield breach("odd_worse_than_baseline", place, value=_rounded(value), baseline=_rounded(baseline))
    if indicator.is_cumulative and before is not None and _is_worse(value, before, indicator.direction):
        yield breach("odd_worse_than_before", place, value=_rounded(value), before=_rounded(before))


def _is_worse(value: Decimal, than: Decimal, direction: Direction) -> bool:
    return (direction is Direction.RISE and value < than) or (direction is Direction.FALL and value > than)


def _whole_moved(
    place: str, figure: Figure, indicator: AskedIndicator, before: Figure | None
) -> Iterator[Breach]:
    known = (before.denominator if before else None) or indicator.baseline_denominator
    if figure.denominator and known and abs(figure.denominator - known) > known * _MOVED:
        yield breach("odd_whole_moved", place, denominator=figure.denominator, before=known)


def _in_words(content: Content, before: Content | None) -> Iterator[Breach]:
    said = content.narrative.strip().casefold()
    if before and said and said == before.narrative.strip().casefold():
        yield breach("odd_same_narrative", "narrative")


def _in_completion(content: Content, before: Content | None) -> Iterator[Breach]:
    order, completion = [*Completion], content.completion
    if completion is None:
        return
    if before and before.completion and order.index(completion) < order.index(before.completion):
        yield breach("odd_completion_back", "completion", before=before.completion)
    still_open = [one.key for one in content.milestones if one.status.state is not MilestoneState.DONE]
    if completion is Completion.COMPLETE and still_open:
        yield breach("odd_complete_with_open_milestones", "completion", milestones=", ".join(still_open))


def _in_evidence(content: Content) -> Iterator[Breach]:
    if not content.evidence and content.completion in _CLAIMS:
        yield breach("odd_without_evidence", "completion")
    dead = sum(one.is_dead for one in content.evidence)
    if dead:
        yield breach("odd_dead_links", "completion", count=dead)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_TENTH, ROUND_HALF_UP)
