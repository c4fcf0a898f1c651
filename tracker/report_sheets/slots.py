"""The fields of a report as cells: what each takes, and on which row and in which column it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.plans.states import IndicatorKind
from tracker.report_sheets.sheet_tags import ENTRY, name_of
from tracker.reports.asked import Asked, AskedIndicator
from tracker.reports.draft_rules import MOST_IN_A_LIST, PARTS_OF_LISTS
from tracker.reports.field_rules import choices_of
from tracker.reports.figure_rules import inputs_of
from tracker.reports.states import Voice

FIGURE_PARTS = ("statement", "numerator", "denominator", "value", "level", "aspects", "measured_on")
MILESTONE_PARTS = ("state", "on")
WHOLE_FIELDS = ("narrative", "completion")

_NUMBERS = frozenset({"numerator", "denominator", "value"})
_DAYS = frozenset({"measured_on", "on", "due_on"})
_LINES = frozenset({"owner", "level"})


class Takes(StrEnum):
    """What a field takes."""

    CHOICE = "choice"
    NUMBER = "number"
    DAY = "day"
    LINE = "line"
    TEXT = "text"


@dataclass(frozen=True)
class Slot:
    """A field of the draft: its row, its column, what it takes.

    `choices` are those of a list. `is_decimal_usual`: in this field "1.234" may well mean 1,234 (D4).
    """

    place: str
    part: str
    takes: Takes
    choices: Sequence[StrEnum] = ()
    units: tuple[str, ...] = ()
    is_decimal_usual: bool = False

    @property
    def is_in_list(self) -> bool:
        """Whether its row is one of many that may be left blank."""
        return self.place.partition(".")[0] in PARTS_OF_LISTS

    @property
    def name(self) -> str:
        """The field's name in the draft."""
        return name_of(self.place, self.part)


def slots_of(asked: Asked, voice: Voice) -> dict[str, Slot]:
    """Every field of a report's workbook by its name, row after row.

    Civil society speaks of the indicators and of the whole (D27).
    """
    return {slot.name: slot for slot in _slots(asked, voice)}


def _slots(asked: Asked, voice: Voice) -> Iterator[Slot]:
    for one in asked.indicators:
        for part in ("statement", *inputs_of(one.kind), "measured_on"):
            yield _of_indicator(one, part)
    if voice is Voice.GOVERNMENT:
        for step in asked.milestones:
            yield from (_slot(step.key, part) for part in MILESTONE_PARTS)
        for name, parts in PARTS_OF_LISTS.items():
            for number in range(MOST_IN_A_LIST):
                yield from (_slot(f"{name}.{number}", part) for part in parts)
    yield from (_slot(name, ENTRY) for name in WHOLE_FIELDS)


def _of_indicator(one: AskedIndicator, part: str) -> Slot:
    return Slot(
        one.key,
        part,
        _takes(part, choices := choices_of(part, one.kind)),
        choices,
        units=tuple(unit for unit in (one.unit_ind, one.unit_eng) if unit),
        is_decimal_usual=part == "value" and one.kind is IndicatorKind.QUALITY,
    )


def _slot(place: str, part: str) -> Slot:
    choices = choices_of(place if part == ENTRY else part, None)
    return Slot(place, part, _takes(part, choices), choices)


def _takes(part: str, choices: Sequence[StrEnum]) -> Takes:
    if choices:
        return Takes.CHOICE
    kinds = ((_NUMBERS, Takes.NUMBER), (_DAYS, Takes.DAY), (_LINES, Takes.LINE))
    return next((takes for parts, takes in kinds if part in parts), Takes.TEXT)
