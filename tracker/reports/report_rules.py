"""What a report must say before it is handed in, and what two submits amount to (D25–D28, D31, D32).

Each function returns everything that is wrong or missing at once, by field: "narrative",
"RAN7-01/1.numerator", "obstacles.0.text".
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal

from tracker.core.digest import canonical_json, sha256_of
from tracker.core.quantities import without_idle_zeros
from tracker.evidence.states import Access
from tracker.plans.rules import is_placeholder
from tracker.reports.breaches import Breach, breach, under
from tracker.reports.content import (
    Content,
    Evidence,
    FollowUpPlan,
    Frame,
    IndicatorAnswer,
    MilestoneAnswer,
    Obstacle,
)
from tracker.reports.figure_rules import figure_breaches, figure_gaps
from tracker.reports.milestone_rules import milestone_breaches, milestone_gaps
from tracker.reports.states import Completion, SubmitOutcome


def submission_breaches(content: Content, frame: Frame) -> tuple[Breach, ...]:
    """Everything that keeps a report from being handed in: what is missing, then what is wrong."""
    return (*content_gaps(content), *content_breaches(content, frame))


def content_gaps(content: Content) -> tuple[Breach, ...]:
    """What a report still lacks, every answer of it; a draft may be kept without."""
    return (
        *_each((one.key, figure_gaps(one.kind, one.figure)) for one in content.indicators),
        *_each((one.key, milestone_gaps(one.status)) for one in content.milestones),
        *_blank("narrative", content.narrative),
        *_each(_numbered("obstacles", [_obstacle_gaps(one) for one in content.obstacles])),
        *_each(_numbered("follow_ups", [_follow_up_gaps(one) for one in content.follow_ups])),
        *_each(_numbered("evidence", [_evidence_gaps(one) for one in content.evidence])),
        *(() if content.completion else (breach("completion_missing", "completion"),)),
    )


def content_breaches(content: Content, frame: Frame) -> tuple[Breach, ...]:
    """What is wrong with what a report says, gaps aside."""
    return (
        *_each((one.key, _on_indicator(one, frame)) for one in content.indicators),
        *_each((one.key, _on_milestone(one, frame)) for one in content.milestones),
        *_placeholders(content),
        *completion_breaches(content.completion, content.evidence),
    )


def _on_indicator(one: IndicatorAnswer, frame: Frame) -> tuple[Breach, ...]:
    return figure_breaches(
        one.kind,
        one.figure,
        first_year=frame.first_year,
        last_year=frame.last_year,
        today=frame.today,
        before=frame.levels_before.get(one.key),
    )


def _on_milestone(one: MilestoneAnswer, frame: Frame) -> tuple[Breach, ...]:
    return milestone_breaches(
        one.status,
        first_year=frame.first_year,
        last_year=frame.last_year,
        today=frame.today,
        before=frame.milestones_before.get(one.key),
    )


def _each(parts: Iterable[tuple[str, Iterable[Breach]]]) -> Iterator[Breach]:
    for place, found in parts:
        yield from under(place, found)


def _numbered(name: str, parts: Sequence[Iterable[Breach]]) -> Iterator[tuple[str, Iterable[Breach]]]:
    return ((f"{name}.{place}", part) for place, part in enumerate(parts))


def _blank(name: str, text: str) -> tuple[Breach, ...]:
    return () if text.strip() else (breach("text_missing", name),)


def _obstacle_gaps(one: Obstacle) -> tuple[Breach, ...]:
    category = () if one.category else (breach("obstacle_category_missing", "category"),)
    return (*category, *_blank("text", one.text))


def _follow_up_gaps(one: FollowUpPlan) -> tuple[Breach, ...]:
    due = () if one.due_on else (breach("text_missing", "due_on"),)
    return (*_blank("text", one.text), *_blank("owner", one.owner), *due)


def _evidence_gaps(one: Evidence) -> tuple[Breach, ...]:
    is_unexplained = one.access is Access.RESTRICTED and not one.restriction_reason.strip()
    return (breach("restriction_reason_missing", "restriction_reason"),) if is_unexplained else ()


def _placeholders(content: Content) -> Iterator[Breach]:
    """Texts that only keep a place: everything reported is published (D38)."""
    texts = {"narrative": content.narrative}
    texts |= {f"obstacles.{place}.text": one.text for place, one in enumerate(content.obstacles)}
    texts |= {f"follow_ups.{place}.text": one.text for place, one in enumerate(content.follow_ups)}
    for name, text in texts.items():
        if is_placeholder(text):
            yield breach("report_placeholder_text", name, text=text)


def completion_breaches(completion: Completion | None, evidence: Iterable[Evidence]) -> tuple[Breach, ...]:
    """Refuse "selesai" without evidence that anybody can open, or a published reason why not (D28)."""
    if completion is not Completion.COMPLETE or any(_bears_out(one) for one in evidence):
        return ()
    return (breach("complete_without_evidence", "completion"),)


def _bears_out(one: Evidence) -> bool:
    if one.access is Access.RESTRICTED:
        return bool(one.restriction_reason.strip())
    return not one.is_dead


@dataclass(frozen=True)
class Submission:
    """A submit: the revision of the draft that its sender had in front of them, and what it says."""

    revision: int
    digest: str


def content_digest(content: Content) -> str:
    """The fingerprint of what a report says: 46 and 46,0 are the same; a dead link is still that link."""
    unchecked = tuple(replace(one, is_dead=False) for one in content.evidence)
    return sha256_of(canonical_json(_spelled(asdict(replace(content, evidence=unchecked)))))


def _spelled(value: object) -> object:
    if isinstance(value, dict):
        return {name: _spelled(part) for name, part in value.items()}
    if isinstance(value, tuple):
        return [_spelled(part) for part in value]
    if isinstance(value, Decimal):
        return format(without_idle_zeros(value), "f")
    return value.isoformat() if isinstance(value, date) else value


def submit_outcome(last: Submission | None, sent: Submission) -> SubmitOutcome:
    """What a submit amounts to after the last one taken for this version of the report.

    The same words sent twice are one submit; other words for the same revision come too late.
    """
    if last is None or sent.revision > last.revision:
        return SubmitOutcome.TAKEN
    return SubmitOutcome.REPEATED if sent == last else SubmitOutcome.OVERTAKEN
