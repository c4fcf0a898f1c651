"""Everything that is read about plans; nobody gets a plan, or a part of one, that they may not see."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, load_only, selectinload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.core.database import Base
from tracker.core.errors import NotFound
from tracker.extensions import db
from tracker.minutes.models import Clause, Meeting
from tracker.plans import policy
from tracker.plans.models import (
    Baseline,
    Commitment,
    CommitmentParty,
    DefinitionVersion,
    Indicator,
    Milestone,
    Plan,
    plan_meeting,
)
from tracker.plans.search_queries import COMMITMENT_TEXTS, INDICATOR_NAMES, says
from tracker.plans.states import OgpValue


@dataclass(frozen=True)
class PlanLine:
    """A plan in the list of plans, with how much it holds."""

    plan: Plan
    commitments: int
    indicators: int


@dataclass(frozen=True)
class CommitmentLine:
    """A commitment in its plan's list; `without_baseline` counts indicators without one (D7)."""

    commitment: Commitment
    indicators: int
    milestones: int
    without_baseline: int


@dataclass(frozen=True)
class CommitmentFilter:
    """Which commitments of a plan to list: led by an organisation, serving an OGP value, saying a text."""

    lead_id: int | None = None
    value: OgpValue | None = None
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it lets everything through."""
        return self.lead_id is None and self.value is None and not self.text


def visible_plans(actor: Actor) -> list[PlanLine]:
    """The plans this actor may read, newest first."""
    commitments = sa.select(sa.func.count()).where(Commitment.plan_id == Plan.id).scalar_subquery()
    indicators = (
        sa.select(sa.func.count(Indicator.id))
        .join(Commitment)
        .where(Commitment.plan_id == Plan.id)
        .scalar_subquery()
    )
    query = sa.select(Plan, commitments, indicators).order_by(Plan.ordinal.desc(), Plan.code)
    if not actor.is_signed_in:
        query = query.where(Plan.published_at.is_not(None))
    return [PlanLine(*row) for row in db.session.execute(query)]


def get_plan(actor: Actor, code: str) -> Plan:
    """The plan with this code. NotFound when there is none or it is not this actor's to see."""
    plan = db.session.scalar(sa.select(Plan).where(Plan.code == code))
    if plan is None:
        raise NotFound("plan")
    return _readable(actor, plan)


def get_commitment(actor: Actor, commitment_id: int) -> Commitment:
    """A commitment by its id, with everything its page shows. NotFound as in `get_plan`."""
    return _commitment(actor, Commitment.id == commitment_id)


def find_commitment(actor: Actor, plan_code: str, code: str) -> Commitment:
    """A commitment by its code within a plan, with everything its page shows. NotFound as in `get_plan`."""
    return _commitment(actor, Plan.code == plan_code, Commitment.code == code)


def get_milestone(actor: Actor, milestone_id: int) -> Milestone:
    """A milestone by its id, with its commitment and plan. NotFound as in `get_plan`."""
    milestone = db.session.scalar(
        sa.select(Milestone)
        .where(Milestone.id == milestone_id)
        .options(joinedload(Milestone.commitment).joinedload(Commitment.plan))
    )
    if milestone is None:
        raise NotFound("milestone")
    _readable(actor, milestone.commitment.plan)
    return milestone


def get_indicator(actor: Actor, indicator_id: int) -> Indicator:
    """An indicator by its id, with commitment, plan, definitions and baseline. NotFound as in `get_plan`."""
    indicator = db.session.scalar(
        sa.select(Indicator)
        .where(Indicator.id == indicator_id)
        .options(
            joinedload(Indicator.commitment).options(
                joinedload(Commitment.plan), joinedload(Commitment.lead)
            ),
            *_of_indicator(),
        )
    )
    if indicator is None:
        raise NotFound("indicator")
    _readable(actor, indicator.commitment.plan)
    return indicator


def get_definition(actor: Actor, version_id: int) -> DefinitionVersion:
    """A definition version by its id. NotFound as in `get_plan`."""
    version = db.session.get(DefinitionVersion, version_id)
    if version is None:
        raise NotFound("definition_version")
    _readable(actor, version.indicator.commitment.plan)
    return version


def _readable(actor: Actor, plan: Plan) -> Plan:
    if not policy.can_read_plan(actor, plan):
        raise NotFound("plan")
    return plan


def _commitment(actor: Actor, *conditions: sa.ColumnElement[bool]) -> Commitment:
    commitment = (
        db.session.execute(sa.select(Commitment).join(Plan).where(*conditions).options(*_of_commitment()))
        .unique()
        .scalar_one_or_none()
    )
    if commitment is None:
        raise NotFound("commitment")
    _readable(actor, commitment.plan)
    return commitment


def _of_commitment() -> list[_AbstractLoad]:
    # One statement for the commitment and one for each of its collections, whatever their size.
    return [
        joinedload(Commitment.plan),
        joinedload(Commitment.lead).joinedload(Organisation.names),
        joinedload(Commitment.lead_unit),
        selectinload(Commitment.parties)
        .joinedload(CommitmentParty.organisation)
        .joinedload(Organisation.names),
        selectinload(Commitment.milestones).options(
            joinedload(Milestone.responsible).joinedload(Organisation.names),
            joinedload(Milestone.responsible_unit),
        ),
        selectinload(Commitment.indicators).options(*_of_indicator()),
    ]


def _of_indicator() -> list[_AbstractLoad]:
    return [
        selectinload(Indicator.definitions).joinedload(DefinitionVersion.clause).joinedload(Clause.meeting),
        joinedload(Indicator.baseline).joinedload(Baseline.clause).joinedload(Clause.meeting),
    ]


def count_commitments(plan: Plan, chosen: CommitmentFilter) -> int:
    """How many commitments of a plan the filter lets through."""
    return db.session.scalar(sa.select(sa.func.count(Commitment.id)).where(*_conditions(plan, chosen))) or 0


def list_commitments(
    plan: Plan, chosen: CommitmentFilter, *, limit: int, offset: int
) -> list[CommitmentLine]:
    """The commitments of a plan in its own order, without their long texts."""
    counts = _count(Indicator), _count(Milestone), _count(Indicator, ~Indicator.baseline.has())
    query = (
        sa.select(Commitment, *counts)
        .where(*_conditions(plan, chosen))
        .order_by(Commitment.position, Commitment.id)
        .limit(limit)
        .offset(offset)
        .options(*_of_line())
    )
    return [CommitmentLine(*row) for row in db.session.execute(query)]


def _of_line() -> tuple[_AbstractLoad, ...]:
    return (
        load_only(
            Commitment.code,
            Commitment.ogp_id,
            Commitment.title_ind,
            Commitment.title_eng,
            Commitment.ogp_values,
            Commitment.stale_translations,
        ),
        joinedload(Commitment.lead).selectinload(Organisation.names),
    )


def _count(part: type[Indicator | Milestone], *conditions: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    counted = sa.select(sa.func.count(part.id)).where(part.commitment_id == Commitment.id, *conditions)
    return counted.correlate(Commitment).scalar_subquery()


def _conditions(plan: Plan, chosen: CommitmentFilter) -> Iterable[sa.ColumnElement[bool]]:
    yield Commitment.plan_id == plan.id
    if chosen.lead_id is not None:
        yield Commitment.lead_id == chosen.lead_id
    if chosen.value is not None:
        # The list is kept as JSON text, in which each value stands between quotes.
        yield sa.cast(Commitment.ogp_values, sa.Text).contains(f'"{chosen.value.value}"', autoescape=True)
    for word in chosen.text.split():
        yield _says(word)


def _says(word: str) -> sa.ColumnElement[bool]:
    in_a_name = Commitment.indicators.any(Indicator.definitions.any(says(INDICATOR_NAMES, word)))
    return sa.or_(says(COMMITMENT_TEXTS, word), in_a_name)


def leads_of(plan: Plan) -> list[Organisation]:
    """The organisations that lead a commitment of the plan, by name."""
    leads = sa.select(Commitment.lead_id).where(Commitment.plan_id == plan.id)
    query = (
        sa.select(Organisation).where(Organisation.id.in_(leads)).options(selectinload(Organisation.names))
    )
    return sorted(db.session.scalars(query), key=lambda organisation: organisation.short_name.casefold())


def meetings() -> list[Meeting]:
    """All meetings, newest first; those without a readable date last."""
    return list(
        db.session.scalars(sa.select(Meeting).order_by(Meeting.held_on.desc().nulls_last(), Meeting.code))
    )


def clauses_of(plan: Plan) -> list[Clause]:
    """The clauses of the plan's meetings, in order: what can be named as a source (D21)."""
    query = (
        sa.select(Clause)
        .join(Clause.meeting)
        .join(plan_meeting, plan_meeting.c.meeting_id == Meeting.id)
        .where(plan_meeting.c.plan_id == plan.id)
        .order_by(Meeting.held_on, Meeting.id, Clause.position)
        .options(joinedload(Clause.meeting))
    )
    return list(db.session.scalars(query))


def texts_of(plan: Plan) -> list[tuple[str, str]]:
    """Every text of the plan that everybody will read, each with the key of the thing it belongs to (D38)."""
    query = (
        sa.select(Commitment)
        .where(Commitment.plan_id == plan.id)
        .order_by(Commitment.position)
        .options(
            selectinload(Commitment.milestones), selectinload(Commitment.indicators).options(*_of_indicator())
        )
    )
    found = [(plan.code, text) for text in plan.texts.values()]
    for commitment in db.session.scalars(query):
        found += _texts_of_commitment(commitment)
    return found


def _texts_of_commitment(commitment: Commitment) -> list[tuple[str, str]]:
    own = [*commitment.texts.values(), commitment.rpjmn_link]
    found = [(commitment.code, text) for text in own]
    found += [
        (step.key, text) for step in commitment.milestones for text in (*step.texts.values(), step.due_text)
    ]
    for indicator in commitment.indicators:
        texts = [*indicator.texts.values(), indicator.outside_monitor, *indicator.definition.texts.values()]
        found += [(indicator.key, text) for text in texts]
    return found


def next_position(plan: Plan) -> int:
    """The place after the plan's last commitment."""
    return (
        db.session.scalar(sa.select(sa.func.max(Commitment.position)).where(Commitment.plan_id == plan.id))
        or 0
    ) + 1


def is_plan_code_taken(code: str, *, apart_from: Plan | None) -> bool:
    """Whether another plan has this code, in whatever case."""
    return _is_taken(Plan, sa.func.lower(Plan.code) == code.lower(), apart_from=apart_from)


def is_commitment_code_taken(plan: Plan, code: str, *, apart_from: Commitment | None) -> bool:
    """Whether another commitment of the plan has this code, in whatever case."""
    same = sa.and_(Commitment.plan_id == plan.id, sa.func.lower(Commitment.code) == code.lower())
    return _is_taken(Commitment, same, apart_from=apart_from)


def is_ogp_id_taken(ogp_id: str, *, apart_from: Commitment | None) -> bool:
    """Whether another commitment, of any plan, has this OGP id."""
    return _is_taken(Commitment, Commitment.ogp_id == ogp_id, apart_from=apart_from)


def _is_taken(
    model: type[Plan | Commitment], same: sa.ColumnElement[bool], *, apart_from: Plan | Commitment | None
) -> bool:
    other = [] if apart_from is None else [model.id != apart_from.id]
    return bool(db.session.scalar(sa.select(sa.exists().where(same, *other))))


# What a commitment or an indicator is made of; a reference from any other table means that it is in use.
_OWN_PARTS = {
    model.__tablename__ for model in (CommitmentParty, Milestone, Indicator, DefinitionVersion, Baseline)
}


def is_commitment_in_use(commitment: Commitment) -> bool:
    """Whether the ledger, or anything else beyond the plan, holds something about it or its indicators."""
    indicators = sa.select(Indicator.id).where(Indicator.commitment_id == commitment.id)
    return _is_referred_to([*_references(Commitment, [commitment.id]), *_references(Indicator, indicators)])


def is_indicator_in_use(indicator: Indicator) -> bool:
    """Whether the ledger, or anything else beyond the plan itself, holds something about it."""
    return _is_referred_to(_references(Indicator, [indicator.id]))


def _references(
    model: type[Commitment | Indicator], ids: Collection[int] | sa.Select[Any]
) -> Iterable[sa.ColumnElement[bool]]:
    for table in Base.metadata.tables.values():
        for key in table.foreign_keys if table.name not in _OWN_PARTS else ():
            if key.column.table.name == model.__tablename__:
                yield sa.exists().where(key.parent.in_(ids))


def _is_referred_to(references: Iterable[sa.ColumnElement[bool]]) -> bool:
    return bool(db.session.scalar(sa.select(sa.or_(sa.false(), *references))))
