"""What an uploaded workbook would do to the draft, field by field, from values alone (D42)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.reports.draft_rules import Fields
from tracker.reviews.import_rules import MINE, THEIRS
from tracker.reviews.states import ImportClass


@dataclass(frozen=True)
class FieldLine:
    """One field: as it was when the workbook was made, as it is stored now, as the workbook has it."""

    name: str
    kind: ImportClass
    before: str
    stored: str
    mine: str


def lines_of(base: Fields, stored: Fields, mine: Fields) -> list[FieldLine]:
    """Every field that the workbook has and that says something somewhere, with what it would do.

    What the workbook left as it was is left as it is stored now. A conflict is a field that it changes and
    that somebody else has changed otherwise since.
    """
    lines = (_line(name, base.get(name, ""), stored.get(name, ""), text) for name, text in mine.items())
    return [line for line in lines if line.before or line.stored or line.mine]


def _line(name: str, before: str, stored: str, mine: str) -> FieldLine:
    return FieldLine(name, _kind(before, stored, mine), before, stored, mine)


def _kind(before: str, stored: str, mine: str) -> ImportClass:
    if mine in (before, stored):
        return ImportClass.SAME
    if stored != before:
        return ImportClass.CONFLICT
    return ImportClass.CHANGED if before else ImportClass.NEW


def is_undecided(lines: Iterable[FieldLine], choices: Mapping[str, str]) -> bool:
    """Whether there is a field in conflict that nobody has chosen about."""
    conflicts = (line.name for line in lines if line.kind is ImportClass.CONFLICT)
    return any(choices.get(name) not in {MINE, THEIRS} for name in conflicts)


def settled(lines: Iterable[FieldLine], stored: Fields, choices: Mapping[str, str]) -> dict[str, str]:
    """The stored draft with what the workbook changes in it.

    Of a field in conflict the workbook's text is taken only where the choice is "mine".
    """
    taken = (
        line
        for line in lines
        if line.kind in {ImportClass.NEW, ImportClass.CHANGED}
        or (line.kind is ImportClass.CONFLICT and choices.get(line.name) == MINE)
    )
    return {**stored, **{line.name: line.mine for line in taken}}
