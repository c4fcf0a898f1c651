"""Reading the ledger. What the actor may not see is not found."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.orm.interfaces import LoaderOption

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation, Person, Unit
from tracker.core.errors import NotFound
from tracker.extensions import db
from tracker.minutes.models import Clause, Meeting
from tracker.plans.models import Commitment, DefinitionVersion, Indicator
from tracker.plans.policy import can_read_plan
from tracker.plans.queries import clauses_of
from tracker.targets import policy
from tracker.targets.models import OfficialMark, Position, PublishedSeries, SetAsideWarning, Target
from tracker.targets.rules import Cell, Entry, Mark, Talks, cell, read_talks, wording_key
from tracker.targets.states import Stance

Thing = TypeVar("Thing", Organisation, Unit, Person, Clause, Position, DefinitionVersion)


@dataclass(frozen=True)
class Ledger:
    """Everything said about one indicator, oldest first, and what it amounts to."""

    positions: tuple[Position, ...]
    marks: tuple[OfficialMark, ...]

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The positions as the rules see them."""
        return tuple(entry_of(position) for position in self.positions)

    @cached_property
    def talks(self) -> Talks:
        """Where the talks stand."""
        return read_talks(self.entries, self.told_marks)

    @cached_property
    def told_marks(self) -> tuple[Mark, ...]:
        """The official marks as the rules see them."""
        return tuple(Mark(mark.id, mark.position_id, mark.marked_at) for mark in self.marks)

    def position(self, entry: Entry | None) -> Position | None:
        """The stored position behind an entry."""
        return self._by_number[entry.number] if entry else None

    def cells(self, years: Collection[int] = ()) -> tuple[Cell, ...]:
        """The target cells of these years and of every year somebody spoke about, in order."""
        return tuple(cell(self.talks, year) for year in sorted({*years, *self.talks.years}))

    @cached_property
    def _by_number(self) -> dict[int, Position]:
        return {position.id: position for position in self.positions}


def entry_of(position: Position) -> Entry:
    """A stored position as plain values."""
    return Entry(
        number=position.id,
        kind=position.kind,
        stance=position.stance,
        organisation=position.organisation_id,
        recorded_at=position.recorded_at,
        unit=position.unit_id,
        year=position.target.year if position.target else None,
        value=position.value,
        level=position.level,
        comparator=position.comparator,
        wording=_wording(position),
        refers_to=position.refers_to_id,
    )


def _wording(position: Position) -> str:
    if position.stance is not Stance.REWORD:
        return ""
    version = position.definition
    return wording_key(number=version.number, is_adopted=version.is_adopted, as_written=position.as_written)


_WHAT_RULES_NEED: tuple[LoaderOption, ...] = (
    joinedload(Position.target),
    joinedload(Position.definition),
)
_POSITION_PARTS: tuple[LoaderOption, ...] = (
    *_WHAT_RULES_NEED,
    selectinload(Position.organisation).selectinload(Organisation.names),
    selectinload(Position.unit),
    selectinload(Position.person),
    selectinload(Position.clause).joinedload(Clause.meeting),
    selectinload(Position.refers_to),
)


def ledgers(indicator_ids: Sequence[int]) -> dict[int, Ledger]:
    """The ledgers of these indicators in a fixed number of statements. The caller knows who may see them."""
    positions: defaultdict[int, list[Position]] = defaultdict(list)
    marks: defaultdict[int, list[OfficialMark]] = defaultdict(list)
    for position in _positions_of(indicator_ids, _POSITION_PARTS):
        positions[position.indicator_id].append(position)
    for mark in _marks_of(indicator_ids):
        marks[mark.position.indicator_id].append(mark)
    return {known: Ledger(tuple(positions[known]), tuple(marks[known])) for known in indicator_ids}


def _positions_of(indicator_ids: Sequence[int], parts: Iterable[LoaderOption]) -> Sequence[Position]:
    chosen = sa.select(Position).where(Position.indicator_id.in_(indicator_ids))
    return db.session.scalars(chosen.options(*parts).order_by(Position.id)).all()


def _marks_of(indicator_ids: Sequence[int]) -> Sequence[OfficialMark]:
    chosen = sa.select(OfficialMark).join(OfficialMark.position).order_by(OfficialMark.id)
    parts = (contains_eager(OfficialMark.position), joinedload(OfficialMark.marked_by))
    return db.session.scalars(chosen.where(Position.indicator_id.in_(indicator_ids)).options(*parts)).all()


def ledger_of(actor: Actor, indicator: Indicator) -> Ledger:
    """The ledger of one indicator."""
    if not policy.can_read_indicator(actor, indicator):
        raise NotFound("indicator")
    return ledgers([indicator.id])[indicator.id]


def ledger_to_write(indicator_id: int) -> Ledger:
    """The ledger of an indicator for somebody about to add to it; another writer waits until that is done."""
    db.session.execute(sa.select(Indicator.id).where(Indicator.id == indicator_id).with_for_update())
    positions = _positions_of([indicator_id], _WHAT_RULES_NEED)
    return Ledger(tuple(positions), tuple(_marks_of([indicator_id])))


def get_position(actor: Actor, position_id: int) -> Position:
    """A position, or NotFound."""
    found = db.session.scalar(sa.select(Position).where(Position.id == position_id).options(*_POSITION_PARTS))
    if found is None or not policy.can_read_indicator(actor, found.indicator):
        raise NotFound("position")
    return found


def get_series(actor: Actor, series_id: int) -> PublishedSeries:
    """A published series, or NotFound."""
    found = db.session.get(PublishedSeries, series_id)
    if found is None or not can_read_plan(actor, found.commitment.plan):
        raise NotFound("series")
    return found


@dataclass(frozen=True)
class Choices:
    """What somebody may choose from when adding to a ledger; each found again by its id, None for none."""

    organisations: Sequence[Organisation]
    units: Sequence[Unit]
    people: Sequence[Person]
    clauses: Sequence[Clause]
    replaceable: Sequence[Position]
    suggested: Sequence[DefinitionVersion]

    @staticmethod
    def find(things: Sequence[Thing], number: int | None) -> Thing | None:
        """The one with this id."""
        return next((thing for thing in things if thing.id == number), None)


def choices_for(actor: Actor, indicator: Indicator, ledger: Ledger) -> Choices:
    """Staff speak for everybody; the others are offered their own organisation, units and people only."""
    positions = (ledger.position(entry) for entry in ledger.talks.held)
    speakers = _organisations_of(actor)
    own = {organisation.id for organisation in speakers}
    return Choices(
        organisations=speakers,
        units=[unit for organisation in speakers for unit in organisation.units],
        people=[person for organisation in speakers for person in organisation.people],
        clauses=clauses_of(indicator.commitment.plan),
        replaceable=[position for position in positions if position and position.organisation_id in own],
        suggested=[version for version in indicator.definitions if not version.is_adopted],
    )


def _organisations_of(actor: Actor) -> list[Organisation]:
    chosen = sa.select(Organisation).options(
        selectinload(Organisation.names), selectinload(Organisation.units), selectinload(Organisation.people)
    )
    if not actor.is_staff:
        chosen = chosen.where(Organisation.id == actor.organisation_id)
    return sorted(db.session.scalars(chosen), key=lambda organisation: organisation.short_name.casefold())


def target_of(indicator: Indicator, year: int) -> Target | None:
    """The place of a yearly target, once opened."""
    return db.session.scalar(sa.select(Target).filter_by(indicator_id=indicator.id, year=year))


def series_of(commitment_ids: Collection[int]) -> dict[int, list[PublishedSeries]]:
    """The published series of these commitments, by commitment."""
    chosen = sa.select(PublishedSeries).where(PublishedSeries.commitment_id.in_(commitment_ids))
    parts = (
        selectinload(PublishedSeries.points),
        selectinload(PublishedSeries.clause).joinedload(Clause.meeting),
    )
    found: defaultdict[int, list[PublishedSeries]] = defaultdict(list)
    for series in db.session.scalars(chosen.options(*parts).order_by(PublishedSeries.id)):
        found[series.commitment_id].append(series)
    return found


def set_aside_by_fingerprint(commitment_ids: Collection[int]) -> dict[str, SetAsideWarning]:
    """The warnings that somebody answered for, by the fingerprint of their values (D9)."""
    chosen = sa.select(SetAsideWarning).where(SetAsideWarning.commitment_id.in_(commitment_ids))
    found = db.session.scalars(chosen.options(joinedload(SetAsideWarning.set_aside_by)))
    return {kept.fingerprint: kept for kept in found}


def is_set_aside(fingerprint: str) -> bool:
    """Whether somebody already answered for a warning with these values."""
    return bool(db.session.scalar(sa.select(sa.exists().where(SetAsideWarning.fingerprint == fingerprint))))


def positions_by_clause(actor: Actor, meeting: Meeting) -> dict[int, list[Position]]:
    """The positions that rest on a meeting's clauses, by clause, of the plans this actor may read (D21)."""
    chosen = sa.select(Position).join(Position.clause).where(Clause.meeting_id == meeting.id)
    plan = joinedload(Position.indicator).joinedload(Indicator.commitment).joinedload(Commitment.plan)
    found: defaultdict[int, list[Position]] = defaultdict(list)
    for position in db.session.scalars(chosen.options(plan, *_POSITION_PARTS).order_by(Position.id)):
        if position.clause_id and policy.can_read_indicator(actor, position.indicator):
            found[position.clause_id].append(position)
    return found


def series_by_clause(actor: Actor, meeting: Meeting) -> dict[int, list[PublishedSeries]]:
    """The published series that rest on a meeting's clauses, as `positions_by_clause`."""
    chosen = sa.select(PublishedSeries).join(PublishedSeries.clause).where(Clause.meeting_id == meeting.id)
    plan = joinedload(PublishedSeries.commitment).joinedload(Commitment.plan)
    found: defaultdict[int, list[PublishedSeries]] = defaultdict(list)
    for series in db.session.scalars(chosen.options(plan).order_by(PublishedSeries.id)):
        if series.clause_id and can_read_plan(actor, series.commitment.plan):
            found[series.clause_id].append(series)
    return found


def count_without_source(indicator_ids: Sequence[int]) -> int:
    """How many positions name neither clause nor other source, and are shown "tanpa sumber" (D21)."""
    nowhere = sa.and_(Position.clause_id.is_(None), Position.source_text == "")
    chosen = sa.select(sa.func.count(Position.id)).where(Position.indicator_id.in_(indicator_ids), nowhere)
    return db.session.scalar(chosen) or 0
