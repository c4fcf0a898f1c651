"""Every SELECT of the matrix: the draft out of the tables, frozen versions, the freshness of a draft."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation, OrganisationName, Person, Unit, User
from tracker.audit.queries import trail_mark
from tracker.core import clock
from tracker.core.bilingual import bilingual
from tracker.core.errors import NotFound
from tracker.core.memory import collector_paused
from tracker.extensions import db
from tracker.matrix import policy
from tracker.matrix.assembly import (
    AnswerFacts,
    CommitmentFacts,
    DefinitionFacts,
    Draft,
    IndicatorFacts,
    LevelFacts,
    Material,
    OrganisationFacts,
    PlanFacts,
    PositionFacts,
    TargetFacts,
    assemble,
)
from tracker.matrix.models import FrozenVersion
from tracker.matrix.rows import Matrix
from tracker.minutes.models import Clause, Meeting
from tracker.plans.models import Baseline, Commitment, CommitmentParty, DefinitionVersion, Indicator, Plan
from tracker.targets.models import (
    OfficialMark,
    Position,
    PublishedPoint,
    PublishedSeries,
    SetAsideWarning,
    Target,
)
from tracker.targets.states import PositionKind, Stance

Columns = sa.Select[*tuple[Any, ...]]
Facts = TypeVar("Facts")
_FINGERPRINT = re.compile(r"[0-9a-f]{12,64}")


def build_matrix(actor: Actor, plan: Plan, *, as_of: datetime | None = None) -> Matrix:
    """The target matrix of a plan as it stands, or as the ledger stood at an earlier moment (D18)."""
    return build_draft(actor, plan, as_of=as_of).matrix


def build_draft(actor: Actor, plan: Plan, *, as_of: datetime | None = None) -> Draft:
    """The matrix with the ids that its forms need. Seven SELECTs, whatever the size of the plan."""
    if not policy.can_read_matrix(actor, plan):
        raise NotFound("plan")
    with collector_paused():
        return assemble(load_material(plan, as_of=as_of))


def load_material(plan: Plan, *, as_of: datetime | None = None) -> Material:
    """The rows a matrix is made of. What is not kept in a ledger (names, baselines) comes as it is today."""
    moment = as_of or clock.now()
    indicators = _indicator_rows(plan, moment)
    return Material(
        plan=PlanFacts(plan.code, bilingual(plan, "title"), plan.first_year, plan.last_year),
        as_of=moment,
        organisations=_all(OrganisationFacts._make, _organisations()),
        commitments=_all(CommitmentFacts._make, _commitments(plan)),
        indicators=_indicators(indicators),
        definitions=[DefinitionFacts._make(row[_INDICATOR_WIDTH:]) for row in indicators],
        targets=_all(TargetFacts._make, _targets(plan)),
        positions=_all(PositionFacts._make, _positions(plan, moment)),
        levels=_all(LevelFacts._make, _levels(plan)),
        answers=_all(AnswerFacts._make, _answers(plan, moment)),
    )


def _all(make: Callable[[Iterable[Any]], Facts], query: Columns) -> list[Facts]:
    return [make(row) for row in db.session.execute(query)]


_INDICATOR_WIDTH = len(IndicatorFacts._fields)


def _indicators(rows: Sequence[sa.Row[Any]]) -> list[IndicatorFacts]:
    """The indicators out of rows that repeat them for every wording."""
    return [IndicatorFacts._make(row) for row in dict.fromkeys(tuple(row[:_INDICATOR_WIDTH]) for row in rows)]


def _organisations() -> Columns:
    newest = sa.func.row_number().over(
        partition_by=OrganisationName.organisation_id,
        order_by=(OrganisationName.valid_from.desc().nulls_last(), OrganisationName.id.desc()),
    )
    names = sa.select(OrganisationName, newest.label("place")).subquery()
    return (
        sa.select(Organisation.id, Organisation.code, Organisation.kind)
        .add_columns(names.c.short_name, names.c.name_ind, names.c.name_eng)
        .join(names, sa.and_(names.c.organisation_id == Organisation.id, names.c.place == 1))
    )


def _commitments(plan: Plan) -> Columns:
    return (
        sa.select(
            Commitment.id, Commitment.code, Commitment.title_ind, Commitment.title_eng, Commitment.ogp_id
        )
        .add_columns(Commitment.lead_id, Unit.short_name, CommitmentParty.organisation_id)
        .outerjoin(Unit, Unit.id == Commitment.lead_unit_id)
        .outerjoin(CommitmentParty, CommitmentParty.commitment_id == Commitment.id)
        .where(Commitment.plan_id == plan.id)
        .order_by(Commitment.position, Commitment.code, CommitmentParty.id)
    )


def _indicator_rows(plan: Plan, moment: datetime) -> Sequence[sa.Row[Any]]:
    stated, defined = aliased(Clause), aliased(Clause)
    stated_in, defined_in = aliased(Meeting), aliased(Meeting)
    adopted = _adoptions()
    wording = DefinitionVersion
    query = (
        sa.select(
            Indicator.id, Indicator.commitment_id, Indicator.number, Indicator.kind, Indicator.direction
        )
        .add_columns(Indicator.unit_ind, Indicator.unit_eng, Indicator.outside_monitor)
        .add_columns(
            Baseline.as_written, Baseline.value, Baseline.level, Baseline.comparator, Baseline.qualifier
        )
        .add_columns(Baseline.numerator, Baseline.denominator, Baseline.year, Baseline.source_text)
        .add_columns(stated.label, stated_in.code)
        .add_columns(wording.id, wording.indicator_id, wording.number, wording.name_ind, wording.name_eng)
        .add_columns(
            wording.definition_ind, wording.definition_eng, wording.numerator_ind, wording.numerator_eng
        )
        .add_columns(wording.denominator_ind, wording.denominator_eng)
        .add_columns(sa.and_(wording.is_adopted, sa.func.coalesce(adopted.c.adopted_at <= moment, sa.true())))
        .add_columns(wording.reason, defined.label, defined_in.code)
        .join(Commitment, Commitment.id == Indicator.commitment_id)
        .join(wording, wording.indicator_id == Indicator.id)
        .outerjoin(Baseline, Baseline.indicator_id == Indicator.id)
        .outerjoin(stated, stated.id == Baseline.clause_id)
        .outerjoin(stated_in, stated_in.id == stated.meeting_id)
        .outerjoin(defined, defined.id == wording.clause_id)
        .outerjoin(defined_in, defined_in.id == defined.meeting_id)
        .outerjoin(adopted, adopted.c.definition_id == wording.id)
        .where(Commitment.plan_id == plan.id, wording.created_at <= moment)
        .order_by(Commitment.position, Commitment.code, Indicator.number, wording.number)
    )
    return db.session.execute(query).all()


def _adoptions() -> sa.Subquery:
    """When an agreement adopted a wording that had been suggested (D13)."""
    return (
        sa.select(Position.definition_id, sa.func.min(Position.recorded_at).label("adopted_at"))
        .where(Position.kind == PositionKind.AGREED, Position.stance == Stance.REWORD)
        .group_by(Position.definition_id)
        .subquery()
    )


def _targets(plan: Plan) -> Columns:
    return (
        sa.select(Target.indicator_id, Target.year, Target.due_on)
        .join(Indicator, Indicator.id == Target.indicator_id)
        .join(Commitment, Commitment.id == Indicator.commitment_id)
        .where(Commitment.plan_id == plan.id)
    )


def _positions(plan: Plan, moment: datetime) -> Columns:
    marks = _marks(moment)
    return (
        sa.select(Position.id, Position.indicator_id, Target.year, Position.definition_id)
        .add_columns(Position.kind, Position.stance, Position.comparator, Position.value, Position.level)
        .add_columns(Position.qualifier, Position.denominator, Position.denominator_comparator)
        .add_columns(Position.as_written, Position.organisation_id, Position.unit_id, Unit.short_name)
        .add_columns(Person.honorific, Person.name, Person.is_name_released, Position.drop_reason)
        .add_columns(Position.reason, Position.source_text, Clause.label, Meeting.code)
        .add_columns(Position.taken_on, Position.recorded_at, Position.refers_to_id)
        .add_columns(marks.c.number, marks.c.marked_at)
        .join(Indicator, Indicator.id == Position.indicator_id)
        .join(Commitment, Commitment.id == Indicator.commitment_id)
        .join(DefinitionVersion, DefinitionVersion.id == Position.definition_id)
        .outerjoin(Target, Target.id == Position.target_id)
        .outerjoin(Unit, Unit.id == Position.unit_id)
        .outerjoin(Person, Person.id == Position.person_id)
        .outerjoin(Clause, Clause.id == Position.clause_id)
        .outerjoin(Meeting, Meeting.id == Clause.meeting_id)
        .outerjoin(marks, marks.c.position_id == Position.id)
        .where(Commitment.plan_id == plan.id, Position.recorded_at <= moment)
        .where(DefinitionVersion.created_at <= moment)
        .order_by(Position.id)
    )


def _marks(moment: datetime) -> sa.Subquery:
    """The newest official mark on each position (D12)."""
    marked_at = sa.func.max(OfficialMark.marked_at).label("marked_at")
    return (
        sa.select(OfficialMark.position_id, sa.func.max(OfficialMark.id).label("number"), marked_at)
        .where(OfficialMark.marked_at <= moment)
        .group_by(OfficialMark.position_id)
        .subquery()
    )


def _levels(plan: Plan) -> Columns:
    return (
        sa.select(PublishedSeries.id, PublishedSeries.commitment_id, PublishedSeries.indicator_id)
        .add_columns(PublishedSeries.name_ind, PublishedPoint.year, PublishedPoint.value)
        .join(PublishedPoint, PublishedPoint.series_id == PublishedSeries.id)
        .join(Commitment, Commitment.id == PublishedSeries.commitment_id)
        .where(Commitment.plan_id == plan.id)
        .order_by(PublishedSeries.id, PublishedPoint.year)
    )


def _answers(plan: Plan, moment: datetime) -> Columns:
    return (
        sa.select(SetAsideWarning.fingerprint, SetAsideWarning.reason, User.name)
        .outerjoin(User, User.id == SetAsideWarning.set_aside_by_id)
        .join(Commitment, Commitment.id == SetAsideWarning.commitment_id)
        .where(Commitment.plan_id == plan.id, SetAsideWarning.set_aside_at <= moment)
    )


@dataclass(frozen=True)
class PlanNow:
    """A plan, a text that changes whenever its draft could, and the number of its newest frozen version."""

    plan: Plan
    freshness: str
    latest_number: int | None


def _newest_number() -> sa.ScalarSelect[int]:
    number = sa.func.max(FrozenVersion.number)
    return sa.select(number).where(FrozenVersion.plan_id == Plan.id).correlate(Plan).scalar_subquery()


# Made once, because making a statement costs more than SQLite needs to answer it.
_PLAN_NOW = sa.select(
    Plan,
    _newest_number(),
    sa.select(sa.func.max(Position.id)).scalar_subquery(),
).where(Plan.code == sa.bindparam("code"))


def get_plan_now(actor: Actor, code: str) -> PlanNow:
    """The plan with this code. NotFound when there is none or it is not this actor's to see."""
    row = db.session.execute(_PLAN_NOW, {"code": code}).one_or_none()
    if row is None or not policy.can_read_matrix(actor, row[0]):
        raise NotFound("plan")
    plan, latest_number, position = row
    freshness = f"{plan.id}-{plan.revision}-{position}-{trail_mark()}"
    return PlanNow(plan, freshness, latest_number)


@dataclass(frozen=True)
class VersionNow:
    """A frozen version, its plan, and the number of the plan's newest version."""

    version: FrozenVersion
    plan: Plan
    latest_number: int


_STATE_OF_VERSION = (
    sa.select(FrozenVersion.sha256, Plan.revision, Plan.published_at, _newest_number())
    .join(Plan, Plan.id == FrozenVersion.plan_id)
    .where(Plan.code == sa.bindparam("code"), FrozenVersion.number == sa.bindparam("number"))
)


def state_of_version(code: str, number: int) -> tuple[object, ...]:
    """What a frozen version's page depends on, and whether it is there at all; for no eyes but the program's."""
    row = db.session.execute(_STATE_OF_VERSION, {"code": code, "number": number}).one_or_none()
    return tuple(row) if row else ()


_VERSION_NOW = (
    sa.select(FrozenVersion, Plan, _newest_number())
    .join(Plan, Plan.id == FrozenVersion.plan_id)
    .where(Plan.code == sa.bindparam("code"), FrozenVersion.number == sa.bindparam("number"))
)


def get_version_now(actor: Actor, code: str, number: int) -> VersionNow:
    """A version of the plan with this code, in one SELECT. NotFound as in `get_plan_now`."""
    row = db.session.execute(_VERSION_NOW, {"code": code, "number": number}).one_or_none()
    if row is None or not policy.can_read_matrix(actor, row[1]):
        raise NotFound("version")
    return VersionNow(*row)


@dataclass(frozen=True)
class Copy:
    """What the fingerprint on a copy in hand leads to: its version, and the newest one of the same plan."""

    version: FrozenVersion
    latest: FrozenVersion

    @property
    def is_latest(self) -> bool:
        """Whether nothing newer has been frozen."""
        return self.version.id == self.latest.id


def list_versions(actor: Actor, plan: Plan) -> list[FrozenVersion]:
    """The frozen versions of a plan, newest first, without their contents."""
    if not policy.can_read_matrix(actor, plan):
        raise NotFound("plan")
    return list(db.session.scalars(_versions(plan.id).order_by(FrozenVersion.number.desc())))


def get_version(actor: Actor, plan: Plan, number: int | None = None) -> FrozenVersion:
    """One frozen version; the newest when no number is given."""
    query = _versions(plan.id).order_by(FrozenVersion.number.desc()).limit(1)
    if number is not None:
        query = query.where(FrozenVersion.number == number)
    version = db.session.scalars(query).one_or_none()
    if version is None or not policy.can_read_matrix(actor, plan):
        raise NotFound("version")
    return version


def content_of(version: FrozenVersion) -> str:
    """The canonical content, which lists of versions leave out."""
    content: str = db.session.scalars(
        sa.select(FrozenVersion.content).where(FrozenVersion.id == version.id)
    ).one()
    return content


def latest_version(plan: Plan) -> FrozenVersion | None:
    """The newest frozen version of a plan, if there is any."""
    return db.session.scalars(_versions(plan.id).order_by(FrozenVersion.number.desc()).limit(1)).one_or_none()


def find_copy(fingerprint: str) -> Copy | None:
    """The version with this SHA-256, or whose SHA-256 begins with these 12 or more digits. For everybody."""
    digits = "".join(fingerprint.split()).lower()
    if not _FINGERPRINT.fullmatch(digits):
        return None
    query = sa.select(FrozenVersion).options(joinedload(FrozenVersion.plan))
    # "g" is the first letter after the last hexadecimal digit: a range, so that the index is used.
    query = query.where(FrozenVersion.sha256 >= digits, FrozenVersion.sha256 < digits + "g")
    version = db.session.scalars(query.order_by(FrozenVersion.id.desc()).limit(1)).one_or_none()
    if version is None:
        return None
    return Copy(version, latest_version(version.plan) or version)


def _versions(plan_id: int) -> sa.Select[FrozenVersion]:
    author = (
        joinedload(FrozenVersion.frozen_by).joinedload(User.organisation).selectinload(Organisation.names)
    )
    return sa.select(FrozenVersion).where(FrozenVersion.plan_id == plan_id).options(author)


def next_number(plan: Plan) -> int:
    """The number the next frozen version gets. Holds the plan so that two people cannot get the same one."""
    db.session.execute(sa.select(Plan.id).where(Plan.id == plan.id).with_for_update())
    last = sa.select(sa.func.max(FrozenVersion.number)).where(FrozenVersion.plan_id == plan.id)
    return (db.session.scalar(last) or 0) + 1
