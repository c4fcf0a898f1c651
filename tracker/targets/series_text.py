"""Reading a published series as people paste it: one year a line (D4)."""

import re
from collections.abc import Collection

from tracker.core.errors import RuleBroken
from tracker.core.numbers import read_number
from tracker.core.quantities import NumberProblem, Reading
from tracker.plans.rules import levels_of
from tracker.plans.states import IndicatorKind
from tracker.web.labels import label

MOST_YEARS = 40

_LINE = re.compile(r"(\d{4})\s*[:=\t]\s*(\S.*)", re.ASCII)


def read_levels(
    text: str, kind: IndicatorKind | None, *, own_units: Collection[str] = ()
) -> list[tuple[int, Reading | str, str]]:
    """Year, value and wording of each line. A kind without numbers has levels, in words; None: numbers."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_YEARS:
        raise RuleBroken("too_many_years", field="points", params={"limit": MOST_YEARS})
    return [_level(line, kind, own_units) for line in lines]


def _level(
    line: str, kind: IndicatorKind | None, own_units: Collection[str]
) -> tuple[int, Reading | str, str]:
    found = _LINE.fullmatch(line)
    if not found:
        raise _not_understood(line)
    year, written = int(found[1]), found[2]
    if kind is None or kind.is_numeric:
        return year, _number(line, written, own_units), written
    return year, _word(line, kind, written), written


def _number(line: str, written: str, own_units: Collection[str]) -> Reading:
    try:
        return read_number(written, own_units=own_units)
    except NumberProblem as problem:
        if problem.code == "number_ambiguous":
            raise RuleBroken(problem.code, field="points", params=problem.params) from None
        raise _not_understood(line) from None


def _word(line: str, kind: IndicatorKind, written: str) -> str:
    names = {label(level).casefold(): level.value for level in levels_of(kind)}
    if not names:
        return written
    if written.casefold() not in names:
        raise _not_understood(line)
    return names[written.casefold()]


def _not_understood(line: str) -> RuleBroken:
    return RuleBroken("series_line_not_understood", field="points", params={"line": line})
