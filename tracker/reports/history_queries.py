"""What an organisation handed in, and what was decided about it, as far as an actor may know."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, load_only, selectinload

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.extensions import db
from tracker.plans.models import Commitment
from tracker.plans.queries import visible_plans
from tracker.reports import period_rules, policy
from tracker.reports.report_models import Decision, Report, ReportVersion, Submission
from tracker.reports.states import ReportStep, Voice

_DECISIONS = frozenset({ReportStep.RETURN, ReportStep.VERIFY})


@dataclass(frozen=True)
class Happening:
    """One thing that happened to a report: handed in, returned or verified.

    `days_late` is that of the first round of a report that is owed, 0 in time; None for anything else.
    `is_again`: an earlier round of the same version was returned. `may_read`: this actor may open the report.
    """

    report: Report
    version: ReportVersion
    step: ReportStep
    at: datetime
    may_read: bool
    is_again: bool = False
    days_late: int | None = None

    @property
    def is_correction(self) -> bool:
        """Whether it happened to a correction of what was verified (D30)."""
        return self.version.number > 1


def history_of_reports(actor: Actor, organisation: Organisation) -> list[Happening]:
    """Everything that was handed in and not taken back, and what was decided about it, newest first.

    That an agency handed a report in, and that it was returned, is known to everybody who may read the plan;
    an account of civil society, to those who may read the account.
    """
    known = [one for one in _reports(actor, organisation) if _is_told(actor, one)]
    found = [happening for one in known for happening in _happenings(actor, one)]
    # Of what happened in the same moment, the later act is the one told later.
    return sorted(found, key=lambda one: one.at)[::-1]


def _reports(actor: Actor, organisation: Organisation) -> list[Report]:
    plans = [line.plan.id for line in visible_plans(actor)]
    query = (
        sa.select(Report)
        .join(Report.commitment)
        .where(Report.organisation_id == organisation.id, Commitment.plan_id.in_(plans))
        .order_by(Report.id)
        .options(
            joinedload(Report.commitment).joinedload(Commitment.plan),
            joinedload(Report.period),
            # What the rounds say is not asked for: it would be most of what is read.
            selectinload(Report.versions)
            .selectinload(ReportVersion.submissions)
            .options(
                load_only(Submission.round, Submission.due_on, Submission.submitted_at),
                selectinload(Submission.decisions).load_only(Decision.step, Decision.decided_at),
            ),
        )
    )
    return list(db.session.scalars(query))


def _is_told(actor: Actor, report: Report) -> bool:
    return report.voice is Voice.GOVERNMENT or policy.can_read_report(actor, report)


def _happenings(actor: Actor, report: Report) -> Iterator[Happening]:
    may_read = policy.can_read_report(actor, report)
    for version in report.versions:
        for handed_in in version.standing:
            is_again = handed_in is not version.standing[0]
            days_late = None if is_again or version.number > 1 else _days_late(report, handed_in)
            at = handed_in.submitted_at
            yield Happening(report, version, ReportStep.SUBMIT, at, may_read, is_again, days_late)
            for one in handed_in.decisions:
                if one.step in _DECISIONS:
                    yield Happening(report, version, one.step, one.decided_at, may_read)


def _days_late(report: Report, first: Submission) -> int | None:
    """Civil society owes nothing, so its accounts are never late."""
    if report.voice is Voice.SOCIETY:
        return None
    return period_rules.days_late(first.due_on, at=first.submitted_at)
