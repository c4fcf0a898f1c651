"""What is published of the reports of a plan, as plain columns: three SELECTs, whatever its size."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from tracker.extensions import db
from tracker.plans.models import Plan
from tracker.reports.content_json import asked_from_json, content_from_json
from tracker.reports.models import ExceptionGrant, ReportingPeriod
from tracker.reports.period_rules import Period, PeriodException
from tracker.reports.published_rules import PeriodNow, PlanReports, Published
from tracker.reports.report_models import Decision, Report, ReportVersion, Submission
from tracker.reports.states import DECIDABLE, ReportState, ReportStep, Voice

Columns = sa.Select[*tuple[Any, ...]]

_HANDED_IN = DECIDABLE | {ReportState.RETURNED}


def plan_reports(plan: Plan, *, today: date) -> PlanReports:
    """The newest verified report of each organisation on each commitment, and what is awaited.

    For a caller whose own policy has judged: everything in it is as public as the plan (`reports.policy`).
    """
    return PlanReports(
        today=today,
        periods=[_period(list(rows)) for _id, rows in groupby(_rows(_periods(plan)), key=attrgetter("id"))],
        published=_published_by_commitment(plan),
        handed_in=_handed_in_by_place(plan),
    )


def has_published(plan: Plan) -> bool:
    """Whether any report of the plan is verified."""
    verified = sa.exists().where(
        Report.period_id == ReportingPeriod.id,
        ReportingPeriod.plan_id == plan.id,
        ReportVersion.report_id == Report.id,
        ReportVersion.state == ReportState.VERIFIED,
    )
    return bool(db.session.scalar(sa.select(verified)))


def _rows(query: Columns) -> Sequence[sa.Row[Any]]:
    return db.session.execute(query).all()


def _period(rows: list[sa.Row[Any]]) -> PeriodNow:
    first = rows[0]
    exceptions: defaultdict[int, list[PeriodException]] = defaultdict(list)
    for row in rows:
        if row.kind is not None:
            exceptions[row.organisation_id].append(PeriodException(row.kind, row.until_on))
    days = Period(first.code, first.starts_on, first.ends_on, first.opens_on, first.due_on, first.locks_on)
    return PeriodNow(days, exceptions)


def _periods(plan: Plan) -> Columns:
    period, grant = ReportingPeriod, ExceptionGrant
    return (
        sa.select(period.id, period.code, period.starts_on, period.ends_on)
        .add_columns(period.opens_on, period.due_on, period.locks_on)
        .add_columns(grant.organisation_id, grant.kind, grant.until_on)
        .outerjoin(grant, grant.period_id == period.id)
        .where(period.plan_id == plan.id)
        .order_by(period.starts_on, period.id, grant.id)
    )


def _published_by_commitment(plan: Plan) -> Mapping[int, Sequence[Published]]:
    found: defaultdict[int, list[Published]] = defaultdict(list)
    for row in _rows(_published(plan)):
        found[row.commitment_id].append(_as_published(row))
    return found


def _as_published(row: sa.Row[Any]) -> Published:
    return Published(
        commitment=row.commitment_id,
        organisation=row.organisation_id,
        voice=row.voice,
        period=row.code,
        starts_on=row.starts_on,
        report=row.id,
        reported=content_from_json(row.content),
        verified=content_from_json(row.verified),
        asked=asked_from_json(row.asked),
    )


def _published(plan: Plan) -> Columns:
    newest = _newest_verifications(plan)
    return (
        sa.select(Report.commitment_id, Report.organisation_id, Report.voice)
        .add_columns(ReportingPeriod.code, ReportingPeriod.starts_on, Report.id)
        .add_columns(Submission.content, Decision.verified, Decision.asked)
        .select_from(newest)
        .join(Decision, Decision.id == newest.c.id)
        .join(Decision.submission)
        .join(Submission.version)
        .join(ReportVersion.report)
        .join(Report.period)
        .where(newest.c.place == 1)
        .order_by(Report.commitment_id, Report.id)
    )


def _newest_verifications(plan: Plan) -> sa.Subquery:
    """The verifications of a plan's reports; the newest of an organisation on a commitment has place 1."""
    place = sa.func.row_number().over(
        partition_by=(Report.commitment_id, Report.organisation_id),
        order_by=(ReportingPeriod.starts_on.desc(), ReportVersion.number.desc()),
    )
    return (
        sa.select(Decision.id, place.label("place"))
        .join(Decision.submission)
        .join(Submission.version)
        .join(ReportVersion.report)
        .join(Report.period)
        .where(ReportingPeriod.plan_id == plan.id, Decision.step == ReportStep.VERIFY)
        .subquery()
    )


def _handed_in_by_place(plan: Plan) -> Mapping[tuple[int, int], Mapping[str, ReportState]]:
    found: defaultdict[tuple[int, int], dict[str, ReportState]] = defaultdict(dict)
    for row in _rows(_handed_in(plan)):
        found[row.commitment_id, row.organisation_id][row.code] = row.state
    return found


def _handed_in(plan: Plan) -> Columns:
    return (
        sa.select(Report.commitment_id, Report.organisation_id, ReportingPeriod.code, ReportVersion.state)
        .select_from(ReportVersion)
        .join(ReportVersion.report)
        .join(Report.period)
        .where(ReportingPeriod.plan_id == plan.id, ReportVersion.state.in_(_HANDED_IN))
        .where(Report.voice == Voice.GOVERNMENT)
        .order_by(ReportVersion.id)
    )
