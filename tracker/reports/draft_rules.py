"""The draft of a report: its fields as typed, what they say, and how two people's edits come together.

A draft is {field: text}. The names of its fields are those that breaches name: "RAN7-01/1.numerator",
"RAN7-01/T2.on", "narrative", "obstacles.0.text".
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from tracker.core.dates import read_date
from tracker.core.errors import RuleBroken
from tracker.core.numbers import read_number
from tracker.core.quantities import PERCENT, Comparator, Reading
from tracker.core.text import clean_text
from tracker.plans.states import IndicatorKind
from tracker.reports.asked import Asked, AskedIndicator
from tracker.reports.breaches import Breach
from tracker.reports.content import (
    Content,
    Evidence,
    FollowUpPlan,
    IndicatorAnswer,
    MilestoneAnswer,
    Obstacle,
)
from tracker.reports.figure_rules import Aspect, Figure, inputs_of
from tracker.reports.milestone_rules import MilestoneStatus
from tracker.reports.states import Completion, MilestoneState, ObstacleCategory, Statement, Voice

Fields = Mapping[str, str]
Choice = TypeVar("Choice", bound=StrEnum)
Value = TypeVar("Value")

PARTS_OF_LISTS = {"obstacles": ("category", "text"), "follow_ups": ("text", "owner", "due_on")}
MOST_IN_A_LIST = 20
# What the field of a reason is called after what it is about.
REASON = ".reason"


@dataclass(frozen=True)
class Merged:
    """Two drafts made into one. `clashes` are the fields both changed, with what is stored there."""

    fields: dict[str, str]
    clashes: dict[str, str]


def merged(base: Fields, stored: Fields, mine: Fields) -> Merged:
    """What comes of `mine`, which was typed over `base`, when `stored` has been saved meanwhile.

    A field that only one side changed has that side's text. Where both changed it, differently, mine stands
    and the stored text is told.
    """
    names = sorted({*stored, *mine})
    fields, clashes = {}, {}
    for name in names:
        before, theirs = base.get(name, ""), stored.get(name, "")
        typed = mine.get(name, before)
        fields[name] = theirs if typed == before else typed
        if before != theirs != typed != before:
            clashes[name] = theirs
    return Merged(filled(fields), clashes)


def filled(fields: Fields) -> dict[str, str]:
    """The fields that say something."""
    return {name: text for name, text in fields.items() if text}


def compact(fields: Fields) -> dict[str, str]:
    """The same draft with the blank entries of its lists closed up, so that numbers follow each other."""
    kept = {name: text for name, text in fields.items() if name.split(".")[0] not in PARTS_OF_LISTS}
    for name, parts in PARTS_OF_LISTS.items():
        entries = [entry for entry in _entries(fields, name, parts) if any(entry.values())]
        kept |= {
            f"{name}.{place}.{part}": text
            for place, entry in enumerate(entries)
            for part, text in entry.items()
        }
    return filled(kept)


def length_of(fields: Fields, name: str) -> int:
    """How many entries a list of the draft has, up to the last one with a text."""
    entries = _entries(fields, name, PARTS_OF_LISTS[name])
    return max((place for place, entry in enumerate(entries, start=1) if any(entry.values())), default=0)


def _entries(fields: Fields, name: str, parts: Iterable[str]) -> list[dict[str, str]]:
    known = tuple(parts)
    return [
        {part: clean_text(fields.get(f"{name}.{place}.{part}", "")) for part in known}
        for place in range(MOST_IN_A_LIST)
    ]


def names_of(asked: Asked, voice: Voice) -> list[str]:
    """The fields of a report's form but those of its lists, in the order of the page.

    Civil society speaks of the indicators and of the whole; milestones and plans are the agency's (D27).
    """
    names = [f"{one.key}.{part}" for one in asked.indicators for part in _parts_of(one.kind)]
    if voice is Voice.GOVERNMENT:
        names += [f"{one.key}.{part}" for one in asked.milestones for part in ("state", "on")]
    return [*names, "narrative", "completion"]


def _parts_of(kind: IndicatorKind) -> tuple[str, ...]:
    return ("statement", *inputs_of(kind), "measured_on")


@dataclass
class _Reader:
    """Reads field after field and keeps what could not be read."""

    fields: Fields
    problems: list[Breach] = field(default_factory=list)

    def text(self, name: str) -> str:
        return clean_text(self.fields.get(name, ""))

    def choice(self, name: str, choices: type[Choice]) -> Choice | None:
        text = self.text(name)
        return self._caught(name, lambda: _member(choices, text)) if text else None

    def day(self, name: str) -> date | None:
        text = self.text(name)
        return self._caught(name, lambda: read_date(text).on) if text else None

    def number(self, name: str, units: Collection[str], *, decimals_usual: bool = False) -> Decimal | None:
        text = self.text(name)
        if not text:
            return None
        return self._caught(
            name,
            lambda: _exact(read_number(text, own_units=units, decimals_usual=decimals_usual), units),
        )

    def aspects(self, name: str) -> tuple[Aspect, ...]:
        lines = [line for line in self.text(name).splitlines() if line.strip()]
        return tuple(_aspect(line) for line in lines)

    def _caught(self, name: str, read: Callable[[], Value]) -> Value | None:
        try:
            return read()
        except RuleBroken as error:
            self.problems.append(Breach(error.code, name, tuple(error.params.items())))
            return None


def _member(choices: type[Choice], text: str) -> Choice:
    if text not in [*choices]:
        raise RuleBroken("choice_not_known", params={"text": text})
    return choices(text)


def _exact(read: Reading, units: Collection[str]) -> Decimal:
    """A reported number is what was counted: no "at least", no "about", and in the unit of the indicator."""
    if read.comparator is not Comparator.EQUAL or read.qualifier:
        raise RuleBroken("reported_number_not_exact", params={"text": read.as_written})
    if read.unit == PERCENT and PERCENT not in units:
        raise RuleBroken("reported_number_is_percent", params={"text": read.as_written})
    return read.value


def _aspect(line: str) -> Aspect:
    name, _equals, level = line.partition("=")
    return Aspect(clean_text(name), clean_text(level))


def read_draft(
    fields: Fields, asked: Asked, *, voice: Voice, evidence: Iterable[Evidence] = ()
) -> tuple[Content, tuple[Breach, ...]]:
    """What a compact draft says, and what in it could not be read; that part of the content is blank."""
    reader = _Reader(fields)
    content = Content(
        indicators=tuple(_on_indicator(reader, one) for one in asked.indicators),
        milestones=_on_milestones(reader, asked) if voice is Voice.GOVERNMENT else (),
        narrative=reader.text("narrative"),
        obstacles=_obstacles(reader),
        follow_ups=_follow_ups(reader),
        evidence=tuple(evidence),
        completion=reader.choice("completion", Completion),
    )
    if voice is Voice.SOCIETY:
        content = _of_society(content)
    return content, tuple(reader.problems)


def _of_society(content: Content) -> Content:
    """Civil society speaks of the indicators it wants to speak of, and is silent on the others."""
    spoken = [one for one in content.indicators if one.figure != Figure()]
    return Content(
        indicators=tuple(spoken),
        narrative=content.narrative,
        evidence=content.evidence,
        completion=content.completion,
    )


def _on_indicator(reader: _Reader, one: AskedIndicator) -> IndicatorAnswer:
    units = {one.unit_ind, one.unit_eng} - {""}

    def number(part: str, *, decimals_usual: bool = False) -> Decimal | None:
        return reader.number(f"{one.key}.{part}", units, decimals_usual=decimals_usual)

    figure = Figure(
        statement=reader.choice(f"{one.key}.statement", Statement),
        numerator=number("numerator"),
        denominator=number("denominator"),
        value=number("value", decimals_usual=one.kind is IndicatorKind.QUALITY),
        level=reader.text(f"{one.key}.level") or None,
        aspects=reader.aspects(f"{one.key}.aspects"),
        measured_on=reader.day(f"{one.key}.measured_on"),
    )
    return IndicatorAnswer(one.key, one.kind, figure)


def _on_milestones(reader: _Reader, asked: Asked) -> tuple[MilestoneAnswer, ...]:
    return tuple(
        MilestoneAnswer(
            one.key,
            MilestoneStatus(reader.choice(f"{one.key}.state", MilestoneState), reader.day(f"{one.key}.on")),
        )
        for one in asked.milestones
    )


def _obstacles(reader: _Reader) -> tuple[Obstacle, ...]:
    places = [f"obstacles.{place}" for place in range(length_of(reader.fields, "obstacles"))]
    return tuple(
        Obstacle(reader.choice(f"{place}.category", ObstacleCategory), reader.text(f"{place}.text"))
        for place in places
    )


def _follow_ups(reader: _Reader) -> tuple[FollowUpPlan, ...]:
    places = [f"follow_ups.{place}" for place in range(length_of(reader.fields, "follow_ups"))]
    return tuple(
        FollowUpPlan(
            reader.text(f"{place}.text"), reader.text(f"{place}.owner"), reader.day(f"{place}.due_on")
        )
        for place in places
    )
