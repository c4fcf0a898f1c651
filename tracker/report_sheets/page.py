"""What the page of an uploaded workbook shows: each field with its texts in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.matrix.book_reading import Problem
from tracker.report_sheets.import_rules import FieldLine
from tracker.report_sheets.services import Look
from tracker.report_sheets.slots import Slot
from tracker.reports.field_wording import place_words
from tracker.reviews.states import ImportClass
from tracker.web.errors import words_for
from tracker.web.labels import label

Told = list[tuple[Problem, str]]


@dataclass(frozen=True)
class ShownLine:
    """A field: what it is called, where it stands in the workbook, its three texts, and what was chosen.

    A text of "" is blank; so is the choice that was not made.
    """

    name: str
    words: str
    cell: str
    before: str
    stored: str
    mine: str
    choice: str


def groups_of(
    look: Look, slots: Mapping[str, Slot], choices: Mapping[str, str]
) -> list[tuple[ImportClass, list[ShownLine]]]:
    """The fields by what the workbook would do to them; kinds that no field has are left out."""

    def shown(line: FieldLine) -> ShownLine:
        return _shown(line, look, slots[line.name], choices.get(line.name, ""))

    found = ((kind, [line for line in look.lines if line.kind is kind]) for kind in ImportClass)
    return [(kind, [shown(line) for line in lines]) for kind, lines in found if lines]


def _shown(line: FieldLine, look: Look, slot: Slot, choice: str) -> ShownLine:
    before, stored, mine = (_text(slot, text) for text in (line.before, line.stored, line.mine))
    at = look.reading.cells.get(line.name)
    cell = f"{at.sheet}!{at.cell}" if at else ""
    return ShownLine(line.name, place_words(line.name), cell, before, stored, mine, choice)


def _text(slot: Slot, text: str) -> str:
    return next((label(one) for one in slot.choices if one == text), text)


def told(problems: tuple[Problem, ...]) -> Told:
    """Each problem with its words."""
    return [(problem, words_for(problem.refusal)) for problem in problems]
