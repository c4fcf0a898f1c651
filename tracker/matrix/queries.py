"""Every SELECT of the matrix: the draft out of the tables, frozen versions, the freshness of a draft."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation, User
from tracker.audit.queries import MARK_COLUMNS
from tracker.core import clock
from tracker.core.errors import NotFound
from tracker.core.memory import collector_paused
from tracker.extensions import db, first_row
from tracker.matrix import policy
from tracker.matrix.assembly import Draft, assemble
from tracker.matrix.material_queries import load_material
from tracker.matrix.models import Export, FrozenVersion
from tracker.matrix.rows import Matrix
from tracker.matrix.states import ExportState
from tracker.plans.models import Plan
from tracker.reports.models import ReportingPeriod
from tracker.targets.models import (
    Position,
)

Columns = sa.Select[*tuple[Any, ...]]
Facts = TypeVar("Facts")
_FINGERPRINT = re.compile(r"[0-9a-f]{12,64}")


def build_matrix(
    actor: Actor, plan: Plan, *, as_of: datetime | None = None, with_reports: bool = False
) -> Matrix:
    """The target matrix of a plan as it stands, or as the ledger stood at an earlier moment (D18).

    `with_reports`: it shows what was achieved by the newest verified reports, if there is anything to show.
    """
    return build_draft(actor, plan, as_of=as_of, with_reports=with_reports).matrix


def build_draft(
    actor: Actor, plan: Plan, *, as_of: datetime | None = None, with_reports: bool = False
) -> Draft:
    """The matrix with the ids that its forms need.

    Seven SELECTs, and three more for reports, whatever the size of the plan.
    """
    if not policy.can_read_matrix(actor, plan):
        raise NotFound("plan")
    return _draft_of(plan, as_of or clock.now(), with_reports=with_reports)


def matrix_now(plan: Plan) -> Matrix:
    """The matrix as it stands, for a caller whose own policy has judged who sees what of it."""
    return matrix_at(plan, clock.now())


def matrix_at(plan: Plan, moment: datetime) -> Matrix:
    """As `matrix_now`, as the ledger stood at a moment."""
    return _draft_of(plan, moment).matrix


def _draft_of(plan: Plan, moment: datetime, *, with_reports: bool = False) -> Draft:
    with collector_paused():
        return assemble(load_material(plan, moment, with_reports=with_reports))


@dataclass(frozen=True)
class PlanNow:
    """A plan, a text that changes whenever its draft could, and the number of its newest frozen version.

    `has_periods` says whether anything can have been reported.
    """

    plan: Plan
    freshness: str
    latest_number: int | None
    has_periods: bool


def _newest_number() -> sa.ScalarSelect[int]:
    number = sa.func.max(FrozenVersion.number)
    return sa.select(number).where(FrozenVersion.plan_id == Plan.id).correlate(Plan).scalar_subquery()


# Made once, because making a statement costs more than SQLite needs to answer it.
_PLAN_NOW = sa.select(
    Plan,
    _newest_number(),
    sa.exists().where(ReportingPeriod.plan_id == Plan.id).correlate(Plan),
    sa.select(sa.func.max(Position.id)).scalar_subquery(),
    *MARK_COLUMNS,
).where(Plan.code == sa.bindparam("code"))


def get_plan_now(actor: Actor, code: str) -> PlanNow:
    """The plan with this code, in one SELECT. NotFound when it is not there for this actor."""
    row = db.session.execute(_PLAN_NOW, {"code": code}).one_or_none()
    if row is None or not policy.can_read_matrix(actor, row[0]):
        raise NotFound("plan")
    plan, latest_number, has_periods, *marks = row
    # Reports become due with the days.
    day = (clock.today(),) if has_periods else ()
    freshness = "-".join(str(mark) for mark in (plan.id, plan.revision, *marks, *day))
    return PlanNow(plan, freshness, latest_number, has_periods)


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
    """What a frozen version's page depends on, and whether it is there at all. Not to be shown to anybody."""
    row = first_row(_STATE_OF_VERSION, code=code, number=number)
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


def fingerprint_of_export(sha256: str) -> str | None:
    """The fingerprint of the version that a finished file shows; "" for a draft's, None for no file."""
    query = sa.select(sa.func.coalesce(FrozenVersion.sha256, "")).select_from(Export)
    query = query.outerjoin(Export.version).where(Export.sha256 == sha256, Export.state == ExportState.READY)
    return db.session.scalars(query.order_by(FrozenVersion.sha256.is_(None)).limit(1)).first()


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
