"""What the ledger of one indicator means: who stands where, what is agreed, where the talks stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from tracker.core.quantities import Comparator
from tracker.targets.states import PositionKind, Stance, TalkStatus

ABOUT_INDICATOR = frozenset({Stance.RETAIN, Stance.REWORD, Stance.DROP})
_FIRST_WORDS = frozenset({PositionKind.INITIAL, PositionKind.PROPOSAL})


@dataclass(frozen=True)
class Entry:
    """A ledger entry as the rules see it. `number` grows with time; organisation and unit are their ids.

    `wording` tells different rewordings apart: the version they suggest, or their text.
    """

    number: int
    kind: PositionKind
    stance: Stance
    organisation: int
    recorded_at: datetime
    unit: int | None = None
    year: int | None = None
    value: Decimal | None = None
    level: str | None = None
    comparator: Comparator = Comparator.EQUAL
    wording: str = ""
    refers_to: int | None = None

    @property
    def is_agreement(self) -> bool:
        """Whether this settles something instead of taking a position."""
        return self.kind is PositionKind.AGREED


@dataclass(frozen=True)
class Mark:
    """An organisation's word that `entry` is its official position; the later mark wins (D12)."""

    number: int
    entry: int
    marked_at: datetime


@dataclass(frozen=True)
class Cell:
    """One year: awal, usulan balik, disepakati, and counter minus initial in the indicator's unit."""

    year: int
    status: TalkStatus
    initial: Entry | None
    counter: Entry | None
    agreed: Entry | None
    difference: Decimal | None


@dataclass(frozen=True)
class Talks:
    """Where the talks about one indicator stand; made by `read_talks`.

    `held`: positions neither withdrawn nor replaced, nor overruled by the same organisation's official mark.
    `open`: those of them that no later agreement has settled. `contradictions`: pairs of open positions by
    which one organisation contradicts itself (D12). `official`: numbers of the entries that bear a mark.
    """

    held: tuple[Entry, ...]
    open: tuple[Entry, ...]
    agreements: tuple[Entry, ...]
    contradictions: tuple[tuple[Entry, Entry], ...]
    official: frozenset[int]

    @cached_property
    def is_dropped(self) -> bool:
        """Whether it is agreed that the indicator goes (D14)."""
        return any(entry.stance is Stance.DROP for entry in self.agreements)

    @property
    def divided(self) -> frozenset[int]:
        """The organisations whose position is not single (D12)."""
        return frozenset(first.organisation for first, _second in self.contradictions)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years for which a value stands, in order."""
        years = {entry.year for entry in (*self.held, *self.agreements)}
        return tuple(sorted(year for year in years if year is not None))

    def has_open(self, stance: Stance) -> bool:
        """Whether somebody still asks for this."""
        return stance in self._open_stances

    def agreed(self, year: int) -> Entry | None:
        """The latest agreement on a year's value."""
        return self._agreed_by_year.get(year)

    @cached_property
    def _open_stances(self) -> list[Stance]:
        return [entry.stance for entry in self.open]

    @cached_property
    def _agreed_by_year(self) -> dict[int | None, Entry]:
        return {entry.year: entry for entry in self.agreements if entry.stance is Stance.VALUE}


def read_talks(entries: Sequence[Entry], marks: Sequence[Mark] = ()) -> Talks:
    """Read the whole ledger of one indicator."""
    standing = live(entries)
    agreements = tuple(entry for entry in standing if entry.is_agreement)
    held = _without_overruled(tuple(entry for entry in standing if not entry.is_agreement), marks)
    still_open = tuple(entry for entry in held if not _is_settled(entry, agreements))
    contradictions = tuple(pair for pair in combinations(still_open, 2) if contradict(*pair))
    return Talks(held, still_open, agreements, contradictions, frozenset(mark.entry for mark in marks))


def wording_key(*, number: int, is_adopted: bool, as_written: str) -> str:
    """What tells rewordings apart: the definition that is only drafted yet, else the words themselves."""
    return " ".join(as_written.casefold().split()) if is_adopted else f"v{number}"


def in_force(talks: Talks) -> tuple[Entry, ...]:
    """The values that are still asked for, and the latest agreement of each year, in the ledger's order."""
    agreed = (talks.agreed(year) for year in talks.years)
    wanted = (entry for entry in talks.open if entry.stance is Stance.VALUE)
    return tuple(sorted((entry for entry in (*agreed, *wanted) if entry), key=lambda entry: entry.number))


def live(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries neither withdrawn nor replaced, oldest first. What a withdrawn one replaced stays so."""
    known = {entry.number: entry for entry in entries}
    ended = {entry.refers_to for entry in entries if entry.refers_to and _ends(entry, known[entry.refers_to])}
    standing = (entry for entry in entries if entry.number not in ended)
    positions = (entry for entry in standing if entry.kind is not PositionKind.WITHDRAWN)
    return tuple(sorted(positions, key=lambda entry: entry.number))


def _ends(entry: Entry, older: Entry) -> bool:
    return entry.kind is PositionKind.WITHDRAWN or is_replacement(entry, older)


def is_replacement(entry: Entry, older: Entry) -> bool:
    """Whether `entry` may replace `older`: same organisation, unit and subject, and neither an agreement."""
    if entry.is_agreement or older.is_agreement:
        return False
    same_holder = (entry.organisation, entry.unit) == (older.organisation, older.unit)
    return same_holder and _subject(entry) == _subject(older)


def _subject(entry: Entry) -> object:
    if entry.stance is Stance.VALUE:
        return entry.year
    return "indicator" if entry.stance in ABOUT_INDICATOR else entry.stance


def same_amount(first: Entry, second: Entry) -> bool:
    """Whether two values ask for the same: "80%" and "minimal 80%" do, "minimal" and "maksimal" do not."""
    comparators = {first.comparator, second.comparator} - {Comparator.EQUAL}
    return (first.value, first.level) == (second.value, second.level) and len(comparators) < 2


def contradict(first: Entry, second: Entry) -> bool:
    """Whether one organisation cannot mean both (D12). A remark contradicts nothing."""
    stances = {first.stance, second.stance}
    if first.organisation != second.organisation or Stance.REMARK in stances:
        return False
    if Stance.DROP in stances:
        return len(stances) == 2
    if stances == {Stance.VALUE}:
        return first.year == second.year and not same_amount(first, second)
    return stances == {Stance.REWORD} and first.wording != second.wording


def _without_overruled(entries: tuple[Entry, ...], marks: Sequence[Mark]) -> tuple[Entry, ...]:
    """Leave out what an official position overrules; what was said after the mark is not overruled by it."""
    kept = entries
    for mark in sorted(marks, key=lambda mark: mark.number, reverse=True):
        official = next((entry for entry in kept if entry.number == mark.entry), None)
        if official:
            kept = tuple(entry for entry in kept if not _is_overruled(entry, official, mark.marked_at))
    return kept


def _is_overruled(entry: Entry, official: Entry, marked_at: datetime) -> bool:
    return contradict(entry, official) and entry.recorded_at <= marked_at


def _is_settled(entry: Entry, agreements: Sequence[Entry]) -> bool:
    return any(agreement.number > entry.number and _settles(agreement, entry) for agreement in agreements)


def _settles(agreement: Entry, entry: Entry) -> bool:
    """A value is settled by its year's agreement, a rewording by one about the indicator, a drop by any."""
    if agreement.stance is Stance.DROP:
        return True
    if entry.stance is Stance.VALUE:
        return agreement.stance is Stance.VALUE and agreement.year == entry.year
    if entry.stance is Stance.REWORD:
        return agreement.stance in ABOUT_INDICATOR
    return True


def indicator_status(talks: Talks) -> TalkStatus:
    """The state of the row: the first that applies, in the order of `TalkStatus`."""
    if overall := _overall_status(talks):
        return overall
    years = {_value_status(talks, year) for year in talks.years}
    if talks.has_open(Stance.REWORD):
        return TalkStatus.CONTESTED
    ranking = (TalkStatus.CONTESTED, TalkStatus.PROPOSED, TalkStatus.AGREED)
    return next((status for status in ranking if status in years), TalkStatus.EMPTY)


def year_status(talks: Talks, year: int) -> TalkStatus:
    """The state of one year's target. A year without any value is empty, whatever is said of the row (D7)."""
    if not talks.is_dropped and year not in talks.years:
        return TalkStatus.EMPTY
    overall = _overall_status(talks)
    if overall is TalkStatus.NOT_SINGLE and not _is_divided_on(talks, year):
        overall = None
    return overall or _value_status(talks, year)


def _overall_status(talks: Talks) -> TalkStatus | None:
    if talks.is_dropped:
        return TalkStatus.DROPPED
    if talks.contradictions:
        return TalkStatus.NOT_SINGLE
    return TalkStatus.DROP_PROPOSED if talks.has_open(Stance.DROP) else None


def _is_divided_on(talks: Talks, year: int) -> bool:
    return any(entry.year in (year, None) for pair in talks.contradictions for entry in pair)


def _value_status(talks: Talks, year: int) -> TalkStatus:
    wanted = [entry for entry in talks.open if entry.stance is Stance.VALUE and entry.year == year]
    agreed = talks.agreed(year)
    if agreed:
        is_reopened = any(not same_amount(entry, agreed) for entry in wanted)
        return TalkStatus.CONTESTED if is_reopened else TalkStatus.AGREED
    differ = any(not same_amount(entry, wanted[0]) for entry in wanted)
    return TalkStatus.CONTESTED if differ or talks.has_open(Stance.REWORD) else TalkStatus.PROPOSED


def cell(talks: Talks, year: int) -> Cell:
    """What the cell of a year shows: the earliest proposal, the latest counter (an official one first)."""
    values = [entry for entry in talks.held if entry.stance is Stance.VALUE and entry.year == year]
    initial = next((entry for entry in values if entry.kind in _FIRST_WORDS), None)
    counters = [entry for entry in values if entry.kind is PositionKind.COUNTER]
    counter = max(counters, key=lambda entry: (entry.number in talks.official, entry.number), default=None)
    return Cell(
        year, year_status(talks, year), initial, counter, talks.agreed(year), _difference(initial, counter)
    )


def _difference(initial: Entry | None, counter: Entry | None) -> Decimal | None:
    if initial is None or counter is None or initial.value is None or counter.value is None:
        return None
    return counter.value - initial.value
