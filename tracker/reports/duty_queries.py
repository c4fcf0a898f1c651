"""Which reports are owed, by whom, and how each of them stands (D24)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from tracker.accounts.models import Organisation
from tracker.extensions import db
from tracker.plans.models import Commitment, CommitmentParty, Plan
from tracker.plans.states import Involvement
from tracker.reports import period_rules
from tracker.reports.duty_rules import Involved, duties_of
from tracker.reports.models import ReportingPeriod
from tracker.reports.queries import periods_of_plan
from tracker.reports.report_models import Report, ReportVersion, Submission
from tracker.reports.standing_rules import Standing
from tracker.reports.states import DutyPart, LockReason, ReportState, ReportStep, Voice


@dataclass(frozen=True)
class Owed:
    """One report that is owed; `report` is None while nobody has begun it.

    `due_on` counts what was granted; `lock` is why it cannot be written.
    """

    commitment: Commitment
    period: ReportingPeriod
    organisation: Organisation
    part: DutyPart
    report: Report | None
    due_on: date
    is_exempt: bool
    lock: LockReason | None
    today: date

    @property
    def version(self) -> ReportVersion | None:
        """The newest version."""
        return self.report.newest if self.report else None

    @property
    def state(self) -> ReportState | None:
        """The state of the newest version."""
        return self.version.state if self.version else None

    @property
    def is_verified(self) -> bool:
        """Whether the newest version is verified, which says by itself why nothing can be written."""
        return self.state is ReportState.VERIFIED

    @property
    def first_submission(self) -> Submission | None:
        """When it was first handed in and not withdrawn: what its punctuality is told by."""
        found = [one for version in self.report.versions for one in version.standing] if self.report else []
        return found[0] if found else None

    @property
    def days_left(self) -> int:
        """Days to the last day in time, today's 0; negative once it has passed."""
        return period_rules.days_left(self.due_on, today=self.today)

    @property
    def days_late(self) -> int:
        """Days by which it was handed in late, or is late by now; 0 in time."""
        if self.first_submission:
            handed_in = self.first_submission
            return period_rules.days_late(handed_in.due_on, at=handed_in.submitted_at)
        return 0 if self.is_exempt else max(0, -self.days_left)

    @property
    def is_missing(self) -> bool:
        """Whether it is past due and was never handed in."""
        return self.first_submission is None and not self.is_exempt and self.days_left < 0

    @property
    def submissions(self) -> list[Submission]:
        """Every round of every version, the withdrawn ones too."""
        return [one for version in self.report.versions for one in version.submissions] if self.report else []

    @property
    def standing(self) -> Standing:
        """As the rules know it."""
        return Standing(
            state=self.state,
            lock=self.lock,
            days_late=self.days_late,
            is_exempt=self.is_exempt,
            is_missing=self.is_missing,
            is_handed_in=self.first_submission is not None,
            was_returned=any(one.decision(ReportStep.RETURN) for one in self.submissions),
        )


def owed_of_plan(plan: Plan, *, today: date, organisation_id: int | None = None) -> list[Owed]:
    """The reports owed in a plan for all its periods, in order of time and of the commitments.

    The caller knows who may see them. `organisation_id` narrows them to one organisation.
    """
    periods = {period.code: period for period in periods_of_plan(plan)}
    commitments = {one.id: one for one in commitments_of(plan)}
    reports = reports_by_place(_reports_of(periods.values()))
    involved = [_involved(one) for one in commitments.values()]
    return [
        owed(commitments[duty.commitment], periods[duty.period], duty.organisation, duty.part, reports, today)
        for duty in duties_of(involved, periods)
        if organisation_id in (None, duty.organisation)
    ]


def owed(
    commitment: Commitment,
    period: ReportingPeriod,
    organisation_id: int,
    part: DutyPart,
    reports: dict[tuple[int, int, int], Report],
    today: date,
) -> Owed:
    """How one duty stands, given the reports by commitment, period and organisation."""
    report = reports.get((commitment.id, period.id, organisation_id))
    exceptions = period.exceptions_of(organisation_id)
    return Owed(
        commitment=commitment,
        period=period,
        organisation=_organisation(commitment, organisation_id),
        part=part,
        report=report,
        due_on=period_rules.due_day(period.days, exceptions),
        is_exempt=period_rules.is_exempt(exceptions, today=today),
        lock=lock_on(
            period, organisation_id, Voice.GOVERNMENT, report.versions if report else (), today=today
        ),
        today=today,
    )


def lock_on(
    period: ReportingPeriod,
    organisation_id: int,
    voice: Voice,
    versions: Sequence[ReportVersion],
    *,
    today: date,
) -> LockReason | None:
    """Why the form of an organisation takes nothing, given the versions of its report, if it has any.

    No due day locks the account of civil society, which owes none.
    """
    newest = versions[-1] if versions else None
    lock = period_rules.lock_reason(
        period.days,
        plan=period.plan.state,
        today=today,
        state=newest.state if newest else None,
        version=newest.number if newest else 1,
        exceptions=period.exceptions_of(organisation_id),
    )
    return None if voice is Voice.SOCIETY and lock is LockReason.PAST_DUE else lock


def _organisation(commitment: Commitment, organisation_id: int) -> Organisation:
    parties = [commitment.lead, *(party.organisation for party in commitment.parties)]
    return next(one for one in parties if one.id == organisation_id)


def voice_of(commitment: Commitment, organisation_id: int) -> Voice | None:
    """As what an organisation may speak of a commitment; None when it takes no part in it."""
    as_what = {party.involvement for party in commitment.parties if party.organisation_id == organisation_id}
    if organisation_id == commitment.lead_id or Involvement.SUPPORTER in as_what:
        return Voice.GOVERNMENT
    return Voice.SOCIETY if as_what else None


def _involved(commitment: Commitment) -> Involved:
    parties = tuple((party.organisation_id, party.involvement) for party in commitment.parties)
    return Involved(commitment.id, commitment.lead_id, parties)


def commitments_of(plan: Plan) -> Sequence[Commitment]:
    """The commitments of a plan with the organisations in them."""
    query = sa.select(Commitment).where(Commitment.plan_id == plan.id).order_by(Commitment.position)
    parties = selectinload(Commitment.parties).joinedload(CommitmentParty.organisation)
    lead = joinedload(Commitment.lead).selectinload(Organisation.names)
    return db.session.scalars(
        query.options(joinedload(Commitment.plan), lead, parties.selectinload(Organisation.names))
    ).all()


def _reports_of(periods: Iterable[ReportingPeriod]) -> Sequence[Report]:
    """All reports of these periods, government's and society's, with versions, rounds and decisions."""
    query = sa.select(Report).where(Report.period_id.in_([period.id for period in periods]))
    return db.session.scalars(query.order_by(Report.id).options(*with_rounds())).all()


def with_rounds() -> tuple[sa.orm.strategy_options._AbstractLoad, ...]:
    """What to load with a report so that its versions, rounds and decisions cost no further statements."""
    rounds = selectinload(Report.versions).selectinload(ReportVersion.submissions)
    return (rounds.selectinload(Submission.decisions),)


def reports_by_place(reports: Iterable[Report]) -> dict[tuple[int, int, int], Report]:
    """Reports by the ids of commitment, period and organisation."""
    return {(one.commitment_id, one.period_id, one.organisation_id): one for one in reports}


def society_reports(plan: Plan) -> list[Report]:
    """The accounts of civil society in a plan, begun or handed in (D27)."""
    return [one for one in _reports_of(periods_of_plan(plan)) if one.voice is Voice.SOCIETY]
