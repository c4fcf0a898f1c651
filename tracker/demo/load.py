"""Plans of any size, the same every time, written in bulk: for measuring, not for reading."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

import sqlalchemy as sa

from tracker.accounts.models import Organisation, OrganisationName
from tracker.accounts.states import OrganisationKind
from tracker.core.quantities import Comparator
from tracker.demo.prose import paragraph
from tracker.extensions import db
from tracker.plans.models import Baseline, Commitment, CommitmentParty, DefinitionVersion, Indicator, Plan
from tracker.plans.states import Direction, IndicatorKind, Involvement, PlanState
from tracker.targets.models import Position, Target
from tracker.targets.states import PositionKind, Stance

INDICATORS_EACH = 4
YEARS = (2025, 2026)
MOMENT = datetime(2024, 3, 1, 3, 0, tzinfo=UTC)
_CHUNK = 500

Row = dict[str, Any]
Stored = tuple[type[Any], Row]


@dataclass
class _Ids:
    """The next free id of each table, so that rows can point at each other before they are written."""

    free: dict[str, int] = field(default_factory=dict)

    def take(self, model: type[Any]) -> int:
        table = model.__table__
        if table.name not in self.free:
            self.free[table.name] = (db.session.scalar(sa.select(sa.func.max(table.c.id))) or 0) + 1
        taken = self.free[table.name]
        self.free[table.name] += 1
        return taken


@dataclass(frozen=True)
class _Parties:
    lead: int
    supporter: int
    cso: int


def seed_load(commitments: int, *, progress: Callable[[int, int], None] | None = None) -> str:
    """Write a plan with this many commitments, four indicators each; returns its code."""
    ids = _Ids()
    parties = _add_parties()
    plan = _add_plan(commitments)
    numbers = iter(range(1, commitments + 1))
    done = 0
    while chunk := list(islice(numbers, _CHUNK)):
        _write([rows for number in chunk for rows in _commitment_rows(ids, plan.id, parties, number)])
        done += len(chunk)
        if progress:
            progress(done, commitments)
    _advance_sequences(ids)
    return plan.code


def _add_parties() -> _Parties:
    def one(code: str, kind: OrganisationKind) -> int:
        found = db.session.scalar(sa.select(Organisation).filter_by(code=code))
        if found is None:
            found = Organisation(code=code, kind=kind)
            found.names.append(OrganisationName(short_name=code, name_ind=f"Organisasi uji {code}"))
            db.session.add(found)
            db.session.flush()
        return found.id

    return _Parties(
        one("UJI-KL", OrganisationKind.MINISTRY),
        one("UJI-KL-2", OrganisationKind.MINISTRY),
        one("UJI-OMS", OrganisationKind.CSO),
    )


def _add_plan(commitments: int) -> Plan:
    earlier = db.session.scalar(sa.select(sa.func.count()).where(Plan.code.startswith(f"UJI-{commitments}")))
    plan = Plan(
        code=f"UJI-{commitments}" + (f"-{earlier + 1}" if earlier else ""),
        ordinal=99,
        title_ind=f"Rencana uji dengan {commitments} komitmen",
        title_eng=f"Test plan with {commitments} commitments",
        period_start=YEARS[0],
        period_end=YEARS[-1],
        first_year=YEARS[0],
        last_year=YEARS[-1],
        state=PlanState.NEGOTIATION,
    )
    db.session.add(plan)
    db.session.flush()
    return plan


def _commitment_rows(ids: _Ids, plan_id: int, parties: _Parties, number: int) -> Iterator[Stored]:
    """A commitment with its parties and, each with all that hangs on it, its indicators."""
    commitment_id = ids.take(Commitment)
    yield Commitment, _commitment(commitment_id, plan_id, parties, number)
    yield CommitmentParty, _party(ids, commitment_id, parties.supporter, Involvement.SUPPORTER)
    yield CommitmentParty, _party(ids, commitment_id, parties.cso, Involvement.PROPOSER)
    for place in range(1, INDICATORS_EACH + 1):
        seed = number * INDICATORS_EACH + place
        yield from _indicator_rows(ids, commitment_id, parties, seed, place)


def _commitment(commitment_id: int, plan_id: int, parties: _Parties, number: int) -> Row:
    return {
        "id": commitment_id,
        "revision": 1,
        "plan_id": plan_id,
        "code": f"K{number:05}",
        "position": number,
        "title_ind": f"Komitmen {number}: {paragraph(number, 80)}",
        "title_eng": f"Commitment {number}",
        "problem_ind": paragraph(number + 1, 400),
        "solution_ind": paragraph(number + 2, 400),
        "ogp_values": [],
        "sdg_links": [],
        "lead_id": parties.lead,
    }


def _party(ids: _Ids, commitment_id: int, organisation_id: int, involvement: Involvement) -> Row:
    return {
        "id": ids.take(CommitmentParty),
        "commitment_id": commitment_id,
        "organisation_id": organisation_id,
        "involvement": involvement,
    }


def _indicator_rows(
    ids: _Ids, commitment_id: int, parties: _Parties, seed: int, place: int
) -> Iterator[Stored]:
    """An indicator with its definition, its baseline, and the talks about each year."""
    indicator_id, definition_id = ids.take(Indicator), ids.take(DefinitionVersion)
    is_share = place % 2 == 1
    start = Decimal(10 + seed % 20)
    yield Indicator, _indicator(indicator_id, commitment_id, place, SHARE if is_share else COUNT)
    yield DefinitionVersion, _definition(definition_id, indicator_id, seed)
    fraction = {"numerator": start * 10, "denominator": Decimal(1000)} if is_share else NO_FRACTION
    yield Baseline, _baseline(ids, indicator_id, start) | fraction
    for step, year in enumerate(YEARS, start=1):
        target = _Target(ids.take(Target), indicator_id, definition_id, year)
        yield from _target_rows(ids, target, parties, start + 20 * step, start + 10 * step)


SHARE: Row = {"kind": IndicatorKind.PERCENTAGE, "unit_ind": "persen", "unit_eng": "per cent"}
COUNT: Row = {"kind": IndicatorKind.COUNT, "unit_ind": "layanan", "unit_eng": "services"}
NO_FRACTION: Row = {"numerator": None, "denominator": None}


def _indicator(indicator_id: int, commitment_id: int, place: int, measured: Row) -> Row:
    return {
        "id": indicator_id,
        "revision": 1,
        "commitment_id": commitment_id,
        "number": place,
        "direction": Direction.RISE,
        "is_cumulative": True,
        **measured,
    }


def _definition(definition_id: int, indicator_id: int, seed: int) -> Row:
    return {
        "id": definition_id,
        "indicator_id": indicator_id,
        "number": 1,
        "name_ind": f"Indikator {seed}: {paragraph(seed, 60)}",
        "name_eng": f"Indicator {seed}",
        "definition_ind": paragraph(seed + 3, 160),
        "is_adopted": True,
        "created_at": MOMENT,
    }


def _baseline(ids: _Ids, indicator_id: int, start: Decimal) -> Row:
    return {
        "id": ids.take(Baseline),
        "revision": 1,
        "indicator_id": indicator_id,
        "as_written": str(start),
        "value": start,
        "comparator": Comparator.EQUAL,
        "year": YEARS[0] - 1,
        "source_text": "Laporan tahunan uji",
    }


@dataclass(frozen=True)
class _Target:
    """A yearly target, and what it is a target of."""

    id: int
    indicator_id: int
    definition_id: int
    year: int


def _target_rows(
    ids: _Ids, target: _Target, parties: _Parties, proposed: Decimal, countered: Decimal
) -> Iterator[Stored]:
    """A target with its proposal, its counter and, for every third indicator, its agreement."""
    due_on = date(target.year, 12, 31)
    yield (
        Target,
        {"id": target.id, "indicator_id": target.indicator_id, "year": target.year, "due_on": due_on},
    )
    yield Position, _position(ids, target, PositionKind.PROPOSAL, proposed, parties.cso)
    yield Position, _position(ids, target, PositionKind.COUNTER, countered, parties.lead)
    if target.indicator_id % 3 == 0:
        yield Position, _position(ids, target, PositionKind.AGREED, countered, parties.lead)


def _position(ids: _Ids, target: _Target, kind: PositionKind, value: Decimal, organisation_id: int) -> Row:
    return {
        "id": ids.take(Position),
        "indicator_id": target.indicator_id,
        "target_id": target.id,
        "definition_id": target.definition_id,
        "kind": kind,
        "stance": Stance.VALUE,
        "comparator": Comparator.EQUAL,
        "value": value,
        "as_written": str(value),
        "organisation_id": organisation_id,
        "reason": paragraph(target.indicator_id + target.year, 120),
        "source_text": "Rapat uji 1 Maret 2024",
        "taken_on": MOMENT.date(),
        "recorded_at": MOMENT,
    }


def _write(rows: list[Stored]) -> None:
    by_model: dict[type[Any], list[Row]] = {}
    for model, row in rows:
        by_model.setdefault(model, []).append(row)
    for model, batch in by_model.items():
        db.session.execute(sa.insert(model), batch)


def _advance_sequences(ids: _Ids) -> None:
    # PostgreSQL's sequences do not notice ids that were given explicitly.
    if db.engine.dialect.name != "postgresql":
        return
    for table, free in ids.free.items():
        db.session.execute(
            sa.text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :last)"),
            {"table": table, "last": free - 1},
        )
