"""Reading the ledger. What the actor may not see is not found."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.orm.interfaces import LoaderOption

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.core.errors import NotFound
from tracker.extensions import db
from tracker.minutes.models import Clause
from tracker.plans.models import Commitment, CommitmentParty, Indicator
from tracker.targets import policy
from tracker.targets.models import OfficialMark, Position, PublishedSeries, SetAsideWarning, Target
from tracker.targets.rules import Cell, Entry, Mark, Talks, cell, read_talks, wording_key
from tracker.targets.states import Stance


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
        marks = [Mark(mark.id, mark.position_id, mark.marked_at) for mark in self.marks]
        return read_talks(self.entries, marks)

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


_POSITION_PARTS: tuple[LoaderOption, ...] = (
    joinedload(Position.target),
    joinedload(Position.definition),
    selectinload(Position.organisation).selectinload(Organisation.names),
    selectinload(Position.unit),
    selectinload(Position.person),
    selectinload(Position.clause).joinedload(Clause.meeting),
)


def ledgers(indicator_ids: Sequence[int]) -> dict[int, Ledger]:
    """The ledgers of these indicators in a fixed number of statements. The caller knows who may see them."""
    positions: defaultdict[int, list[Position]] = defaultdict(list)
    marks: defaultdict[int, list[OfficialMark]] = defaultdict(list)
    for position in _positions_of(indicator_ids):
        positions[position.indicator_id].append(position)
    for mark in _marks_of(indicator_ids):
        marks[mark.position.indicator_id].append(mark)
    return {known: Ledger(tuple(positions[known]), tuple(marks[known])) for known in indicator_ids}


def _positions_of(indicator_ids: Sequence[int]) -> Sequence[Position]:
    chosen = sa.select(Position).where(Position.indicator_id.in_(indicator_ids))
    return db.session.scalars(chosen.options(*_POSITION_PARTS).order_by(Position.id)).all()


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
    return ledgers([indicator_id])[indicator_id]


def get_indicator(actor: Actor, indicator_id: int) -> Indicator:
    """An indicator with what its page shows, or NotFound."""
    commitment = joinedload(Indicator.commitment)
    parts = (
        commitment.joinedload(Commitment.plan),
        commitment.joinedload(Commitment.lead).selectinload(Organisation.names),
        commitment.selectinload(Commitment.parties)
        .selectinload(CommitmentParty.organisation)
        .selectinload(Organisation.names),
        selectinload(Indicator.definitions),
        joinedload(Indicator.baseline),
    )
    found = db.session.scalar(sa.select(Indicator).where(Indicator.id == indicator_id).options(*parts))
    if found is None or not policy.can_read_indicator(actor, found):
        raise NotFound("indicator")
    return found


def get_position(actor: Actor, position_id: int) -> Position:
    """A position, or NotFound."""
    found = db.session.scalar(sa.select(Position).where(Position.id == position_id).options(*_POSITION_PARTS))
    if found is None or not policy.can_read_indicator(actor, found.indicator):
        raise NotFound("position")
    return found


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


def count_without_source(indicator_ids: Sequence[int]) -> int:
    """How many positions name neither clause nor other source, and are shown "tanpa sumber" (D21)."""
    nowhere = sa.and_(Position.clause_id.is_(None), Position.source_text == "")
    chosen = sa.select(sa.func.count(Position.id)).where(Position.indicator_id.in_(indicator_ids), nowhere)
    return db.session.scalar(chosen) or 0
