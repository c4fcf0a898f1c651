"""What the lists of the staff's desk are made of, read in a fixed number of SELECTs for each open plan."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.extensions import db, first_row
from tracker.matrix.queries import build_draft
from tracker.matrix.rows import MatrixRow
from tracker.matrix.rules import taking_part, unsourced
from tracker.monitoring import desk_rules, policy
from tracker.monitoring.desk_rules import Denial, Place
from tracker.plans.models import Commitment, Plan
from tracker.plans.queries import visible_plans
from tracker.plans.states import PlanState
from tracker.reports.duty_queries import Owed, commitments_of, owed_among, with_rounds
from tracker.reports.models import ReportingPeriod
from tracker.reports.queries import periods_of_plan
from tracker.reports.report_models import Report, ReportVersion
from tracker.reports.states import DECIDABLE

Thing = TypeVar("Thing", Commitment, ReportingPeriod)


@dataclass(frozen=True)
class ReportLine:
    """A report on the desk, or one that is owed and that nobody began (`report` is None).

    `since` is when it was handed in or returned, or its last day in time; `days` are those gone by since.
    `denied_by` are the accounts of civil society that say otherwise, each with what it denies.
    """

    commitment: Commitment
    period: ReportingPeriod
    organisation: Organisation
    report: Report | None
    since: date | datetime
    days: int
    denied_by: tuple[tuple[Report, Denial], ...] = ()

    @property
    def place(self) -> Place:
        """What the line is filtered by: also by whoever denies it."""
        concerned = (self.organisation, *(account.organisation for account, _denial in self.denied_by))
        names = tuple(one.short_name for one in concerned)
        return Place(self.commitment.plan.code, names, self.period.code)


@dataclass(frozen=True)
class IndicatorLine:
    """A row of a plan's matrix on the desk. `year` is the one whose target counts now."""

    plan: Plan
    row: MatrixRow
    indicator_id: int
    year: int

    @property
    def place(self) -> Place:
        """What the line is filtered by."""
        return Place(self.plan.code, taking_part(self.row))

    @property
    def without_source(self) -> int:
        """How many of its values and reasons the matrix marks "tanpa sumber" (D21)."""
        return unsourced(self.row)


Line = ReportLine | IndicatorLine


@dataclass(frozen=True)
class Desk:
    """The plans that an actor may read, and what the lists are made of, read once for all of them.

    A closed plan asks for nothing any more but the verification of what was handed in.
    """

    plans: tuple[Plan, ...]
    actor: Actor
    today: date

    @cached_property
    def open_plans(self) -> tuple[Plan, ...]:
        """Those that are not closed."""
        return tuple(plan for plan in self.plans if plan.state is not PlanState.CLOSED)

    @cached_property
    def reports(self) -> Sequence[Report]:
        """Every report of the open plans, of agencies and of civil society, begun or handed in."""
        return _reports_of(self.open_plans)

    @cached_property
    def duties(self) -> list[Owed]:
        """Every report that is owed in the open plans."""
        commitments = _by_plan(commitments_of(*self.open_plans))
        periods = _by_plan(periods_of_plan(*self.open_plans))
        return [
            one
            for plan in self.open_plans
            for one in owed_among(periods[plan.id], commitments[plan.id], self.reports, today=self.today)
        ]

    @cached_property
    def indicators(self) -> list[IndicatorLine]:
        """Every indicator of the open plans, as its matrix shows it now."""
        return [one for plan in self.open_plans for one in _indicators(self.actor, plan, self.today)]


def read_desk(actor: Actor, *, today: date) -> Desk:
    """The desk as it is for this actor: empty for whoever may not see it."""
    plans = [line.plan for line in visible_plans(actor)] if policy.can_read_desk(actor) else []
    return Desk(tuple(plans), actor, today)


_TO_JUDGE = sa.select(sa.func.count(ReportVersion.id)).where(ReportVersion.state.in_(DECIDABLE))


def count_to_verify(actor: Actor) -> int:
    """How long the list of reports to verify is, in one cheap SELECT."""
    return int(first_row(_TO_JUDGE)[0]) if policy.can_read_desk(actor) else 0


def _reports_of(plans: Iterable[Plan]) -> Sequence[Report]:
    query = sa.select(Report).join(Report.commitment).where(Commitment.plan_id.in_([one.id for one in plans]))
    whole = (
        joinedload(Report.commitment).joinedload(Commitment.plan),
        joinedload(Report.period),
        joinedload(Report.organisation).selectinload(Organisation.names),
        *with_rounds(),
    )
    return db.session.scalars(query.order_by(Report.id).options(*whole)).all()


def _by_plan(things: Iterable[Thing]) -> defaultdict[int, list[Thing]]:
    found: defaultdict[int, list[Thing]] = defaultdict(list)
    for one in things:
        found[one.plan_id].append(one)
    return found


def _indicators(actor: Actor, plan: Plan, today: date) -> Iterable[IndicatorLine]:
    draft = build_draft(actor, plan)
    year = desk_rules.year_that_counts(plan.first_year, plan.last_year, today=today.year)
    for row in draft.matrix.rows:
        yield IndicatorLine(plan, row, draft.links[row.key].indicator_id, year)
