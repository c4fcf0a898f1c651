"""What was reported and verified in a plan, period by period, as far as one reader may see it (D27).

`progress_of_plan` and `progress_of_commitment` answer with the same shape in a fixed number of SELECTs. What
reports say stays JSON until somebody asks for it: a page that shows one account of many reads only that one.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import defer, joinedload, selectinload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.core.memory import collector_paused
from tracker.extensions import db
from tracker.plans.models import Commitment, CommitmentParty, Indicator, Plan
from tracker.plans.policy import can_read_plan
from tracker.reports import policy
from tracker.reports.content_json import asked_from_json, content_from_json
from tracker.reports.duty_queries import Owed, owed, reports_by_place
from tracker.reports.duty_rules import Duty, Involved, duties_of
from tracker.reports.figure_rules import Figure
from tracker.reports.models import ReportingPeriod
from tracker.reports.queries import list_periods
from tracker.reports.report_models import Decision, Report, ReportVersion, Submission
from tracker.reports.report_queries import Told
from tracker.reports.states import Completion, DutyPart, ReportState, ReportStep, Voice
from tracker.targets.models import Position
from tracker.targets.queries import Ledger, ledgers
from tracker.targets.states import Stance

# Content and what was asked, as kept, by the id of the submission.
Words = Mapping[int, tuple[dict[str, Any], dict[str, Any]]]


@dataclass(frozen=True)
class Kept:
    """What a version of a report said once, as it is kept; `told` is the same as values."""

    version: ReportVersion
    content: dict[str, Any]
    asked: dict[str, Any]
    is_verified: bool

    @cached_property
    def told(self) -> Told:
        """What was said, and what it was held against."""
        return Told(content_from_json(self.content), asked_from_json(self.asked), self.is_verified)

    def figure(self, key: str) -> Figure | None:
        """What was said on an indicator; None when the report does not speak of it."""
        return next((one.figure for one in self.told.content.indicators if one.key == key), None)


@dataclass(frozen=True)
class Account:
    """What one organisation says of a commitment in one period, as far as this reader may read it.

    `reported` was last handed in, `verified` last verified: two values, both kept (D27). Either is None when
    there is none or it is not this reader's to see, and `report` is None when no part of it is.
    `owed` says how the duty stands, which is no secret; civil society owes nothing, nor does an organisation
    that no longer takes part in the commitment. `earlier` are the verified versions before the newest (D30).
    """

    organisation: Organisation
    voice: Voice
    owed: Owed | None
    report: Report | None = None
    reported: Kept | None = None
    verified: Kept | None = None
    earlier: tuple[ReportVersion, ...] = ()

    @property
    def standing(self) -> Kept | None:
        """What counts: what was verified, or else what was reported."""
        return self.verified or self.reported

    @property
    def is_lead(self) -> bool:
        """Whether it answers for the commitment."""
        return self.owed is not None and self.owed.part is DutyPart.LEAD

    @property
    def is_being_corrected(self) -> bool:
        """Whether something newer than what was verified has been handed in (D30)."""
        newer = self.reported and self.verified and self.reported.version is not self.verified.version
        return bool(newer)


@dataclass(frozen=True)
class PeriodProgress:
    """One period of a commitment: the agencies that owe a report, the lead first, and civil society."""

    period: ReportingPeriod
    agencies: tuple[Account, ...]
    society: tuple[Account, ...]

    @property
    def accounts(self) -> tuple[Account, ...]:
        """All of them."""
        return (*self.agencies, *self.society)

    @property
    def lead(self) -> Account:
        """The account of the agency that answers for the commitment."""
        return next(one for one in self.agencies if one.is_lead)


@dataclass(frozen=True)
class CommitmentProgress:
    """A commitment with its indicators, and its periods in order of time."""

    commitment: Commitment
    periods: tuple[PeriodProgress, ...]


def progress_of_plan(
    actor: Actor, plan: Plan, *, today: date, year: int | None = None
) -> tuple[CommitmentProgress, ...]:
    """Every commitment of a plan in its order, with all periods or those that begin in `year`.

    NotFound when the plan is not this actor's to see. Indicators come with their names and baselines.
    """
    periods = [one for one in list_periods(actor, plan) if year in (None, one.starts_on.year)]
    return _progress(actor, _commitments_of(plan), periods, today=today)


def progress_of_commitment(actor: Actor, commitment: Commitment, *, today: date) -> CommitmentProgress:
    """One commitment, as `plans.queries.find_commitment` gives it, with all periods of its plan."""
    periods = list_periods(actor, commitment.plan)
    return _progress(actor, [commitment], periods, today=today)[0]


def _commitments_of(plan: Plan) -> Sequence[Commitment]:
    query = sa.select(Commitment).where(Commitment.plan_id == plan.id).order_by(Commitment.position)
    organisation = selectinload(Commitment.parties).joinedload(CommitmentParty.organisation)
    indicators = selectinload(Commitment.indicators)
    parts = (
        joinedload(Commitment.plan),
        joinedload(Commitment.lead).selectinload(Organisation.names),
        organisation.selectinload(Organisation.names),
        indicators.options(selectinload(Indicator.definitions), joinedload(Indicator.baseline)),
    )
    return db.session.scalars(query.options(*parts)).all()


def _progress(
    actor: Actor, commitments: Sequence[Commitment], periods: Sequence[ReportingPeriod], *, today: date
) -> tuple[CommitmentProgress, ...]:
    with collector_paused():
        reports = _reports(commitments, periods)
        reading = _Reading(actor, today, reports_by_place(reports), *_words(actor, reports))
    owing = _owing(commitments, periods)
    return tuple(
        CommitmentProgress(
            one, tuple(reading.period(one, period, owing[one.id, period.code]) for period in periods)
        )
        for one in commitments
    )


def _owing(
    commitments: Iterable[Commitment], periods: Iterable[ReportingPeriod]
) -> Mapping[tuple[int, str], Sequence[Duty]]:
    found: defaultdict[tuple[int, str], list[Duty]] = defaultdict(list)
    for duty in duties_of(map(_involved, commitments), [period.code for period in periods]):
        found[duty.commitment, duty.period].append(duty)
    return found


def _involved(commitment: Commitment) -> Involved:
    parties = tuple((party.organisation_id, party.involvement) for party in commitment.parties)
    return Involved(commitment.id, commitment.lead_id, parties)


def _reports(commitments: Sequence[Commitment], periods: Sequence[ReportingPeriod]) -> Sequence[Report]:
    """Every report of these, with its versions, rounds and decisions, but without what they say."""
    query = sa.select(Report).where(
        Report.commitment_id.in_([one.id for one in commitments]),
        Report.period_id.in_([one.id for one in periods]),
    )
    return db.session.scalars(query.order_by(Report.id).options(*_without_words())).all()


def _without_words() -> tuple[_AbstractLoad, ...]:
    rounds = selectinload(Report.versions).selectinload(ReportVersion.submissions)
    decisions = selectinload(Submission.decisions)
    return (
        rounds.options(
            defer(Submission.content),
            defer(Submission.asked),
            decisions.options(defer(Decision.verified), defer(Decision.asked)),
        ),
        selectinload(Report.organisation).selectinload(Organisation.names),
    )


def _words(actor: Actor, reports: Iterable[Report]) -> tuple[Words, Words]:
    """What the newest rounds say that this reader may read: as reported, and as verified."""
    known = [one for one in reports if policy.can_read_report(actor, one)]
    handed_in = [found.id for one in known if (found := _handed_in(actor, one))]
    verified = [found.id for one in known if (found := _last(one.verified))]
    said = sa.select(Submission.id, Submission.content, Submission.asked)
    judged = sa.select(Decision.submission_id, Decision.verified, Decision.asked)
    is_final = Decision.step == ReportStep.VERIFY
    return (
        _by_round(said.where(Submission.id.in_(handed_in))),
        _by_round(judged.where(Decision.submission_id.in_(verified), is_final)),
    )


def _by_round(query: sa.Select[*tuple[Any, ...]]) -> Words:
    return {number: (content, asked) for number, content, asked in db.session.execute(query)}


def _handed_in(actor: Actor, report: Report) -> Submission | None:
    """The newest round of the newest version that this reader may read and that was handed in."""
    rounds = [one.last for one in report.versions if policy.can_read_version(actor, one)]
    return next((one for one in reversed(rounds) if one), None)


def _last(version: ReportVersion | None) -> Submission | None:
    return version.last if version else None


@dataclass(frozen=True)
class _Reading:
    """One reader before some reports: those of each place, and their words that this reader may read."""

    actor: Actor
    today: date
    reports: dict[tuple[int, int, int], Report]
    reported: Words
    verified: Words

    def period(
        self, commitment: Commitment, period: ReportingPeriod, duties: Iterable[Duty]
    ) -> PeriodProgress:
        """Those who owe a report, then those who gave one without owing it: nothing verified is lost."""
        known = [
            owed(commitment, period, duty.organisation, duty.part, self.reports, self.today)
            for duty in duties
        ]
        others = list(self._others(commitment, period, {one.organisation.id for one in known}))
        former = (one for one in others if one.voice is Voice.GOVERNMENT)
        society = (one for one in others if one.voice is Voice.SOCIETY)
        return PeriodProgress(period, (*map(self._owed, known), *former), tuple(society))

    def _owed(self, duty: Owed) -> Account:
        """How the duty stands is for everybody; what is said, for those who may read it."""
        if duty.report is None or not policy.can_read_report(self.actor, duty.report):
            return Account(duty.organisation, Voice.GOVERNMENT, duty)
        return self._account(duty.report, duty)

    def _others(
        self, commitment: Commitment, period: ReportingPeriod, owing: Collection[int]
    ) -> Iterator[Account]:
        """The accounts that nobody owes, for those who may read them: others are not told that they exist."""
        for one in self._by_period[commitment.id, period.id]:
            if one.organisation_id not in owing and policy.can_read_report(self.actor, one):
                yield self._account(one, None)

    @cached_property
    def _by_period(self) -> Mapping[tuple[int, int], list[Report]]:
        found: defaultdict[tuple[int, int], list[Report]] = defaultdict(list)
        for one in self.reports.values():
            found[one.commitment_id, one.period_id].append(one)
        return found

    def _account(self, report: Report, duty: Owed | None) -> Account:
        final = [one for one in report.versions if one.state is ReportState.VERIFIED]
        return Account(
            organisation=report.organisation,
            voice=report.voice,
            owed=duty,
            report=report,
            reported=_kept(_handed_in(self.actor, report), self.reported, is_verified=False),
            verified=_kept(_last(report.verified), self.verified, is_verified=True),
            earlier=tuple(final[:-1]),
        )


def _kept(found: Submission | None, words: Words, *, is_verified: bool) -> Kept | None:
    if found is None or found.id not in words:
        return None
    content, asked = words[found.id]
    return Kept(found.version, content, asked, is_verified)


@dataclass(frozen=True)
class LastVerified:
    """The newest period of a commitment that was verified, and how far it was by then (D28)."""

    period: str
    completion: Completion


def last_verified(actor: Actor, commitment: Commitment) -> LastVerified | None:
    """What was last verified of the agency that answers for a commitment; None before that."""
    query = (
        sa.select(ReportingPeriod.code, Decision.verified)
        .join(Decision.submission)
        .join(Submission.version)
        .join(ReportVersion.report)
        .join(Report.period)
        .where(Report.commitment_id == commitment.id, Report.organisation_id == commitment.lead_id)
        .where(Decision.step == ReportStep.VERIFY)
        .order_by(ReportingPeriod.starts_on.desc(), ReportVersion.number.desc())
        .limit(1)
    )
    found = db.session.execute(query).one_or_none() if can_read_plan(actor, commitment.plan) else None
    completion = content_from_json(found.verified).completion if found and found.verified else None
    return LastVerified(found.code, completion) if found and completion else None


def dropping_ledgers(commitments: Iterable[Commitment]) -> dict[int, Ledger]:
    """The ledgers of those of their indicators that anybody has spoken of dropping, by indicator (D14)."""
    known = [indicator.id for one in commitments for indicator in one.indicators]
    said = sa.and_(Position.indicator_id.in_(known), Position.stance == Stance.DROP)
    return ledgers(list(db.session.scalars(sa.select(Position.indicator_id).where(said).distinct())))
