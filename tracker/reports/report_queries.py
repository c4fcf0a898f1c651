"""Every look at single reports."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.core.errors import NotFound
from tracker.evidence.models import EvidenceItem
from tracker.evidence.states import LinkState
from tracker.extensions import db
from tracker.plans.models import Commitment
from tracker.reports import policy
from tracker.reports.asked import Asked
from tracker.reports.content import Content, Evidence
from tracker.reports.content_json import asked_from_json, content_from_json
from tracker.reports.duty_queries import with_rounds
from tracker.reports.models import ReportingPeriod
from tracker.reports.report_models import Report, ReportVersion, Submission
from tracker.reports.states import DECIDABLE, MilestoneState, ReportState


@dataclass(frozen=True)
class Told:
    """What a report says in the end: as verified, or as handed in; and what it was held against."""

    content: Content
    asked: Asked
    is_verified: bool


def get_report(actor: Actor, report_id: int) -> Report:
    """A report with its rounds. NotFound when there is none or it is not this actor's to see."""
    report = db.session.scalar(sa.select(Report).where(Report.id == report_id).options(*_whole()))
    if report is None or not policy.can_read_report(actor, report):
        raise NotFound("report")
    return report


def get_version(actor: Actor, report: Report, number: int) -> ReportVersion:
    """A version of a report. NotFound when there is none or it is not this actor's to see."""
    found = next((one for one in report.versions if one.number == number), None)
    if found is None or not policy.can_read_version(actor, found):
        raise NotFound("report")
    return found


def find_report(commitment: Commitment, period: ReportingPeriod, organisation: Organisation) -> Report | None:
    """The report of this duty, if anybody has begun it; for a caller whose own policy has judged."""
    same = (
        Report.commitment_id == commitment.id,
        Report.period_id == period.id,
        Report.organisation_id == organisation.id,
    )
    return db.session.scalar(sa.select(Report).where(*same).options(*_whole()))


def _whole() -> tuple[sa.orm.strategy_options._AbstractLoad, ...]:
    return (
        joinedload(Report.commitment).joinedload(Commitment.plan),
        joinedload(Report.period).selectinload(ReportingPeriod.grants),
        joinedload(Report.organisation).selectinload(Organisation.names),
        *with_rounds(),
    )


def told(submission: Submission) -> Told:
    """What a round says in the end: the verified values, or the reported ones while there are none."""
    verification = submission.verification
    if verification and verification.verified and verification.asked:
        content, asked = verification.verified, verification.asked
        return Told(content_from_json(content), asked_from_json(asked), is_verified=True)
    return reported(submission)


def reported(submission: Submission) -> Told:
    """What was handed in, with the targets as they stood then."""
    return Told(content_from_json(submission.content), asked_from_json(submission.asked), is_verified=False)


def before(report: Report) -> Told | None:
    """What the same organisation last handed in for an earlier period, verified values before reported."""
    return all_before([report]).get(report.id)


def all_before(reports: Collection[Report]) -> dict[int, Told]:
    """The same for several reports, by their ids, in as many statements as for one."""
    query = (
        sa.select(Report)
        .join(Report.period)
        .where(
            Report.commitment_id.in_({one.commitment_id for one in reports}),
            Report.organisation_id.in_({one.organisation_id for one in reports}),
        )
        .order_by(ReportingPeriod.starts_on.desc())
        .options(contains_eager(Report.period), *with_rounds())
    )
    known = db.session.scalars(query).all()
    found = {one.id: _last_before(one, known) for one in reports}
    return {report_id: told(last) for report_id, last in found.items() if last}


def _last_before(report: Report, newest_first: Iterable[Report]) -> Submission | None:
    place = (report.commitment_id, report.organisation_id)
    for earlier in newest_first:
        is_earlier = earlier.period.starts_on < report.period.starts_on
        standing = earlier.verified or earlier.newest
        is_told = standing.last and standing.state is not ReportState.RETURNED
        if is_earlier and is_told and (earlier.commitment_id, earlier.organisation_id) == place:
            return standing.last
    return None


def levels_of_report(earlier: Told | None) -> dict[str, str]:
    """The levels reported last time, by indicator."""
    answers = earlier.content.indicators if earlier else ()
    return {one.key: one.figure.level for one in answers if one.figure.level}


def milestones_of_report(earlier: Told | None) -> dict[str, MilestoneState]:
    """How far the milestones were last time."""
    answers = earlier.content.milestones if earlier else ()
    return {one.key: one.status.state for one in answers if one.status.state}


def draft_of(version: ReportVersion) -> dict[str, str]:
    """The draft as it was last saved; empty before that."""
    return dict(version.saves[-1].fields) if version.saves else {}


def evidence_of(version: ReportVersion) -> tuple[Evidence, ...]:
    """The evidence that the draft names, as the rules know it."""
    return tuple(_as_evidence(one.item) for one in version.evidence)


def _as_evidence(item: EvidenceItem) -> Evidence:
    return Evidence(
        identity=item.identity,
        access=item.access,
        restriction_reason=item.restriction_reason,
        is_dead=item.link_state is LinkState.DEAD,
    )


def reports_to_judge() -> list[Report]:
    """The reports that wait for the secretariat, the one that waits longest first."""
    query = sa.select(Report).join(Report.versions).where(ReportVersion.state.in_(DECIDABLE))
    found = db.session.scalars(query.options(*_whole())).unique()
    return sorted(found, key=lambda one: (one.newest.submissions[-1].submitted_at, one.id))
