"""What a figure is worth: capaian and kemajuan dari data dasar, two figures with two names (D29).

Nothing is guessed: where a figure cannot be said, there is a reason instead (D7, D8).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal, localcontext

from tracker.core.dates import WIB
from tracker.plans.states import Direction
from tracker.reports.figure_rules import Formula, Measured, computed
from tracker.reports.states import Uncounted
from tracker.targets.plausibility import DIGITS
from tracker.targets.rules import Entry, Mark, cell, read_talks

# A value to reckon with, or why there is none.
Known = Decimal | Uncounted


@dataclass(frozen=True)
class Score:
    """A percent, unrounded, with the formula that gave it; or None, and `why_not` says why."""

    percent: Decimal | None = None
    why_not: Uncounted | None = None
    formula: Formula | None = None


@dataclass(frozen=True)
class Aims:
    """The targets that a figure is held against: first proposed, agreed at the start, agreed now."""

    original: Known
    at_start: Known
    latest: Known


@dataclass(frozen=True)
class Worth:
    """A figure against one target."""

    target: Known
    capaian: Score
    kemajuan: Score


@dataclass(frozen=True)
class Achievement:
    """A figure against each of its targets."""

    original: Worth
    at_start: Worth
    latest: Worth


def achievement(actual: Known, aims: Aims, *, baseline: Known, direction: Direction) -> Achievement:
    """Capaian and kemajuan against the three targets. All values are in the indicator's unit."""
    original, at_start, latest = (
        Worth(target, capaian(actual, target, direction), kemajuan(actual, target, baseline))
        for target in (aims.original, aims.at_start, aims.latest)
    )
    return Achievement(original, at_start, latest)


def known(value: Decimal | None, level: str | None, *, missing: Uncounted) -> Known:
    """A value to reckon with; a level is none, and for neither of them the reason is `missing`."""
    if value is not None:
        return value
    return Uncounted.NOT_A_NUMBER if level else missing


def actual_of(measured: Measured | None) -> Known:
    """What a figure has to reckon with; only aspects, or a level, are not a number."""
    if measured is None:
        return Uncounted.NO_FIGURE
    return known(measured.value, measured.level, missing=Uncounted.NOT_A_NUMBER)


def capaian(actual: Known, target: Known, direction: Direction) -> Score:
    """Actual ÷ target in percent: 46 is 57,5% of 80.

    Turned round for a falling indicator: target ÷ actual. A level to keep is missed on either side alike:
    the smaller of the two ÷ the larger, at most 100%. Values below zero have no capaian.
    """
    if isinstance(target, Uncounted):
        return Score(why_not=target)
    if isinstance(actual, Uncounted):
        return Score(why_not=actual)
    if actual < 0 or target < 0:
        return Score(why_not=Uncounted.NEGATIVE)
    return _share(*_ordered(actual, target, direction))


def _ordered(actual: Decimal, target: Decimal, direction: Direction) -> tuple[Decimal, Decimal]:
    if direction is Direction.KEEP:
        return min(actual, target), max(actual, target)
    return (target, actual) if direction is Direction.FALL else (actual, target)


def kemajuan(actual: Known, target: Known, baseline: Known) -> Score:
    """Kemajuan dari data dasar: (actual − baseline) ÷ (target − baseline) in percent, in every direction.

    Below 0 the indicator moved away from its target. Where the target is the baseline, as for a level to
    keep, there is no way to go and so no figure.
    """
    if isinstance(target, Uncounted):
        return Score(why_not=target)
    if isinstance(actual, Uncounted):
        return Score(why_not=actual)
    if isinstance(baseline, Uncounted):
        return Score(why_not=baseline)
    return _way(actual, target, baseline)


def _way(actual: Decimal, target: Decimal, baseline: Decimal) -> Score:
    if target == baseline:
        return Score(why_not=Uncounted.BASELINE_IS_TARGET)
    with localcontext(prec=DIGITS):
        way, whole = actual - baseline, target - baseline
    return _share(way, whole)


def _share(dividend: Decimal, divisor: Decimal) -> Score:
    if not divisor:
        return Score(why_not=Uncounted.ZERO_DIVISOR)
    formula = Formula(dividend, divisor, Decimal(100))
    return Score(computed(formula), formula=formula)


def aims_of(
    entries: Sequence[Entry], marks: Sequence[Mark] = (), *, year: int, start: date, last_year: int
) -> Aims:
    """The targets of a year from the ledger of its indicator, for a period that begins on `start`.

    Original and agreed at the start are read from the ledger as it stood at that moment, by when entries were
    recorded: no later entry changes them, not even one that withdraws or drops. What nobody had proposed by
    then has as its original what was proposed since. A year after the plan's last is not scored (D8).
    """
    if year > last_year:
        return Aims(Uncounted.MIDTERM, Uncounted.MIDTERM, Uncounted.MIDTERM)
    moment = beginning_of(start)
    original = _original(_recorded_by(moment, entries), [m for m in marks if m.marked_at <= moment], year)
    return Aims(
        original=_original(entries, marks, year) if original is Uncounted.NO_TARGET else original,
        at_start=agreed_at(entries, year, moment),
        latest=_agreed(entries, year),
    )


def beginning_of(day: date) -> datetime:
    """The moment at which a day begins in Jakarta, in UTC."""
    return datetime.combine(day, time.min, WIB).astimezone(UTC)


def agreed_at(entries: Sequence[Entry], year: int, moment: datetime) -> Known:
    """The agreed target of a year as the ledger stood at a moment, that instant included."""
    return _agreed(_recorded_by(moment, entries), year)


def _recorded_by(moment: datetime, entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.recorded_at <= moment]


def _agreed(entries: Sequence[Entry], year: int) -> Known:
    talks = read_talks(entries)
    return Uncounted.DROPPED if talks.is_dropped else _aimed(talks.agreed(year))


def _original(entries: Sequence[Entry], marks: Sequence[Mark], year: int) -> Known:
    talks = read_talks(entries, marks)
    return Uncounted.DROPPED if talks.is_dropped else _aimed(cell(talks, year).initial)


def _aimed(entry: Entry | None) -> Known:
    if entry is None:
        return Uncounted.NO_TARGET
    return known(entry.value, entry.level, missing=Uncounted.NO_TARGET)
