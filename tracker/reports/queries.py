"""Every look at reporting periods."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.core.errors import NotFound
from tracker.extensions import db
from tracker.plans.models import Plan
from tracker.reports import policy
from tracker.reports.models import ExceptionGrant, ReportingPeriod
from tracker.reports.report_models import ReminderLetter, ReminderSilence, Report


def list_periods(actor: Actor, plan: Plan) -> Sequence[ReportingPeriod]:
    """The periods of a plan in order of time, with what was granted for them."""
    if not policy.can_read_periods(actor, plan):
        raise NotFound("plan")
    return periods_of_plan(plan)


def periods_of_plan(plan: Plan) -> Sequence[ReportingPeriod]:
    """The same for a caller whose own policy has judged."""
    query = sa.select(ReportingPeriod).where(ReportingPeriod.plan_id == plan.id)
    query = query.order_by(ReportingPeriod.starts_on, ReportingPeriod.id)
    return db.session.scalars(query.options(selectinload(ReportingPeriod.grants).options(_parties()))).all()


def _parties() -> sa.orm.strategy_options._AbstractLoad:
    return joinedload(ExceptionGrant.organisation).selectinload(Organisation.names)


def get_period(actor: Actor, period_id: int) -> ReportingPeriod:
    """A period. NotFound when there is none or its plan is not this actor's to see."""
    period = db.session.get(ReportingPeriod, period_id, options=[joinedload(ReportingPeriod.plan)])
    if period is None or not policy.can_read_periods(actor, period.plan):
        raise NotFound("period")
    return period


def get_grant(actor: Actor, grant_id: int) -> ExceptionGrant:
    """What was granted. NotFound when there is no such thing or it is not this actor's to see."""
    grant = db.session.get(ExceptionGrant, grant_id)
    if grant is None or not policy.can_read_grants(actor, grant.period.plan):
        raise NotFound("grant")
    return grant


def has_reports(period: ReportingPeriod) -> bool:
    """Whether anybody has begun a report for it, or was reminded of one."""
    return bool(db.session.scalar(sa.select(_is_used()).where(ReportingPeriod.id == period.id)))


def periods_without_reports(plan: Plan) -> Sequence[ReportingPeriod]:
    """The periods of a plan that nothing rests on yet, in order of time."""
    query = sa.select(ReportingPeriod).where(ReportingPeriod.plan_id == plan.id, ~_is_used())
    return db.session.scalars(query.order_by(ReportingPeriod.starts_on, ReportingPeriod.id)).all()


def _is_used() -> sa.ColumnElement[bool]:
    kept = (Report, ReminderLetter, ReminderSilence)
    return sa.or_(*(sa.exists().where(table.period_id == ReportingPeriod.id) for table in kept))
