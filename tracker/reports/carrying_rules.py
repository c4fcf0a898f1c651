"""What a draft takes over from the report before: what stays true until somebody says otherwise.

Figures, the narrative and the completion are of their period, and are stated anew each time.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal

from tracker.core.dates import format_date
from tracker.core.quantities import format_one_way
from tracker.reports.content import Content, IndicatorAnswer
from tracker.reports.draft_rules import PARTS_OF_LISTS, Fields, filled, length_of


def carried_over(before: Content, draft: Fields, *, names: Collection[str]) -> dict[str, str]:
    """The blank fields of a compact draft that can begin as the report before had them.

    `names` are the fields that are asked for now, those of lists aside; what is no longer asked is left out.

    Denominators, stages and aspects of indicators, milestones, and whichever of obstacles and follow-up plans
    the draft has none of. What has been typed stays. The texts read back into the same values.
    """
    open_lists = tuple(f"{name}." for name in PARTS_OF_LISTS if not length_of(draft, name))
    offered = filled(dict(_fields_of(before)))
    return {
        name: text
        for name, text in offered.items()
        if name.startswith(open_lists) or (name in names and not draft.get(name))
    }


def _fields_of(before: Content) -> Iterator[tuple[str, str]]:
    for answer in before.indicators:
        yield from _of_indicator(answer)
    for milestone in before.milestones:
        yield f"{milestone.key}.state", milestone.status.state or ""
        yield f"{milestone.key}.on", _day(milestone.status.on)
    for place, obstacle in enumerate(before.obstacles):
        yield f"obstacles.{place}.category", obstacle.category or ""
        yield f"obstacles.{place}.text", obstacle.text
    for place, plan in enumerate(before.follow_ups):
        parts: Mapping[str, str] = {"text": plan.text, "owner": plan.owner, "due_on": _day(plan.due_on)}
        yield from ((f"follow_ups.{place}.{part}", text) for part, text in parts.items())


def _of_indicator(answer: IndicatorAnswer) -> Iterator[tuple[str, str]]:
    figure = answer.figure
    yield f"{answer.key}.denominator", _number(figure.denominator)
    yield f"{answer.key}.level", figure.level or ""
    yield f"{answer.key}.aspects", "\n".join(f"{one.name} = {one.level}" for one in figure.aspects)


def _number(value: Decimal | None) -> str:
    return "" if value is None else format_one_way(value)


def _day(on: date | None) -> str:
    return "" if on is None else format_date(on)
