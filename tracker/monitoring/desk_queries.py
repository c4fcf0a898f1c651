"""What waits for the secretariat, as lists; a number on the desk is the length of the list that it names."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.core.dates import day_in_wib
from tracker.extensions import db, first_row
from tracker.matrix.queries import build_draft
from tracker.matrix.rows import MatrixRow
from tracker.matrix.rules import taking_part, unsourced
from tracker.monitoring import desk_rules, policy
from tracker.monitoring.desk_rules import Denial, Place, Selection
from tracker.monitoring.desk_states import DeskList
from tracker.plans.models import Commitment, Plan
from tracker.plans.queries import visible_plans
from tracker.plans.states import PlanState
from tracker.reports.content_json import content_from_json
from tracker.reports.duty_queries import Owed, commitments_of, owed_among, with_rounds
from tracker.reports.models import ReportingPeriod
from tracker.reports.queries import periods_of_plan
from tracker.reports.report_models import Decision, Report, ReportVersion, Submission
from tracker.reports.report_queries import reports_to_judge, told
from tracker.reports.states import DECIDABLE, EDITABLE, ReportStep, Voice

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

    def lines(self, which: DeskList) -> Sequence[Line]:
        """A list of the desk, whole; what waits longest, or comes first in its plan, on top."""
        return _LISTS[which](self)

    @cached_property
    def open_plans(self) -> tuple[Plan, ...]:
        """Those that are not closed."""
        return tuple(plan for plan in self.plans if plan.state is not PlanState.CLOSED)

    @cached_property
    def reports(self) -> Sequence[Report]:
        """Every report of these plans, of agencies and of civil society, begun or handed in."""
        return reports_of_plans(self.plans)

    @cached_property
    def open_reports(self) -> list[Report]:
        """Those of the open plans."""
        return [one for one in self.reports if one.commitment.plan in self.open_plans]

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


def narrowed(lines: Iterable[Line], selection: Selection) -> list[Line]:
    """The lines that a reader asked for."""
    return [one for one in lines if selection.takes(one.place)]


_TO_JUDGE = sa.select(sa.func.count(ReportVersion.id)).where(ReportVersion.state.in_(DECIDABLE))


def count_to_verify(actor: Actor) -> int:
    """How long the list of reports to verify is, in one cheap SELECT."""
    return int(first_row(_TO_JUDGE)[0]) if policy.can_read_desk(actor) else 0


def reports_of_plans(plans: Iterable[Plan]) -> Sequence[Report]:
    """Every report of these plans with its rounds and decisions, for a caller whose own policy has judged."""
    query = sa.select(Report).join(Report.commitment).where(Commitment.plan_id.in_([one.id for one in plans]))
    whole = (
        joinedload(Report.commitment).joinedload(Commitment.plan),
        joinedload(Report.period),
        joinedload(Report.organisation).selectinload(Organisation.names),
        *with_rounds(),
    )
    return db.session.scalars(query.order_by(Report.id).options(*whole)).all()


def _by_plan(things: Iterable[Thing]) -> Mapping[int, list[Thing]]:
    found: defaultdict[int, list[Thing]] = defaultdict(list)
    for one in things:
        found[one.plan_id].append(one)
    return found


def _indicators(actor: Actor, plan: Plan, today: date) -> Iterable[IndicatorLine]:
    draft = build_draft(actor, plan)
    year = desk_rules.year_that_counts(plan.first_year, plan.last_year, today=today.year)
    for row in draft.matrix.rows:
        yield IndicatorLine(plan, row, draft.links[row.key].indicator_id, year)


def _line(desk: Desk, report: Report, since: datetime, *denied_by: tuple[Report, Denial]) -> ReportLine:
    days = (desk.today - day_in_wib(since)).days
    return ReportLine(report.commitment, report.period, report.organisation, report, since, days, denied_by)


def _longest_first(lines: Iterable[ReportLine]) -> list[ReportLine]:
    return sorted(lines, key=lambda one: one.since.isoformat())


def _to_verify(desk: Desk) -> list[ReportLine]:
    """Reports whose newest version is handed in or being verified, of closed plans as well."""
    return [
        _line(desk, one, one.newest.submissions[-1].submitted_at)
        for one in reports_to_judge()
        if one.commitment.plan in desk.plans
    ]


def _returned(desk: Desk) -> list[ReportLine]:
    """Reports that were returned and not handed in again, or were taken back after that; days since then."""
    return _longest_first(
        _line(desk, one, decision.decided_at)
        for one in desk.open_reports
        if (decision := _waits_for_reporter(one.newest))
    )


def _waits_for_reporter(version: ReportVersion) -> Decision | None:
    last = version.last
    return last.decision(ReportStep.RETURN) if last and version.state in EDITABLE else None


def _overdue(desk: Desk) -> list[ReportLine]:
    """Reports that are owed, past due, never handed in and not exempt; days late."""
    return _longest_first(
        ReportLine(one.commitment, one.period, one.organisation, one.report, one.due_on, one.days_late)
        for one in desk.duties
        if one.is_missing
    )


def _without_evidence(desk: Desk) -> list[ReportLine]:
    """Reports, of agencies and of civil society, whose standing round names no evidence."""
    return _longest_first(
        _line(desk, one, standing.submitted_at)
        for one in desk.open_reports
        if (standing := standing_round(one)) and not content_from_json(standing.content).evidence
    )


def standing_round(report: Report) -> Submission | None:
    """What a report says now: its newest round that was neither taken back nor returned, if there is one."""
    rounds = [one for version in report.versions for one in version.standing]
    kept = [one for one in rounds if one.decision(ReportStep.RETURN) is None]
    return kept[-1] if kept else None


def _denied(desk: Desk) -> list[ReportLine]:
    """Reports of agencies beside which an account of civil society, handed in or published for the same
    commitment and period, gives another completion or another figure (D27); verified values before reported.
    """
    accounts: defaultdict[tuple[int, int], list[Report]] = defaultdict(list)
    for one in desk.open_reports:
        if one.voice is Voice.SOCIETY and standing_round(one):
            accounts[one.commitment_id, one.period_id].append(one)
    found = []
    for one in desk.open_reports:
        beside = accounts.get((one.commitment_id, one.period_id))
        if one.voice is Voice.GOVERNMENT and beside and (standing := standing_round(one)):
            denials = tuple(_denials(standing, beside))
            found += [_line(desk, one, standing.submitted_at, *denials)] if denials else []
    return _longest_first(found)


def _denials(said: Submission, accounts: Iterable[Report]) -> Iterable[tuple[Report, Denial]]:
    report = told(said).content
    for account in accounts:
        standing = standing_round(account)
        if standing and (found := desk_rules.denial(report, told(standing).content)):
            yield account, found


def _contested(desk: Desk) -> list[IndicatorLine]:
    """Indicators whose talks stand open against each other (D12, D14)."""
    return [one for one in desk.indicators if desk_rules.is_contested(one.row)]


def _without_target(desk: Desk) -> list[IndicatorLine]:
    """Indicators without an agreed target for the year that counts (D7)."""
    return [one for one in desk.indicators if desk_rules.lacks_target(one.row, one.year)]


def _without_source(desk: Desk) -> list[IndicatorLine]:
    """Indicators with a value or reason that the matrix marks "tanpa sumber" (D21)."""
    return [one for one in desk.indicators if one.without_source]


_LISTS: Mapping[DeskList, Callable[[Desk], Sequence[Line]]] = {
    DeskList.TO_VERIFY: _to_verify,
    DeskList.RETURNED: _returned,
    DeskList.OVERDUE: _overdue,
    DeskList.DENIED: _denied,
    DeskList.WITHOUT_EVIDENCE: _without_evidence,
    DeskList.CONTESTED: _contested,
    DeskList.WITHOUT_TARGET: _without_target,
    DeskList.WITHOUT_SOURCE: _without_source,
}
