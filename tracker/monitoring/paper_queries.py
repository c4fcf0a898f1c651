"""Everything that the paper of a period says, read for one reader in a fixed number of SELECTs (D27, D36)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from tracker.accounts.actors import Actor
from tracker.accounts.models import User
from tracker.core.bilingual import bilingual
from tracker.evidence.models import EvidenceItem
from tracker.evidence.states import Access
from tracker.extensions import db
from tracker.matrix.states import Audience
from tracker.monitoring.paper_content import (
    Account,
    CommitmentPart,
    DutyLine,
    PaperContent,
    PastFigure,
    Proof,
)
from tracker.monitoring.paper_policy import readers_like
from tracker.monitoring.paper_rules import arrival_of
from tracker.monitoring.progress_queries import Account as Told
from tracker.monitoring.progress_queries import CommitmentProgress, Kept, PeriodProgress, progress_of_plan
from tracker.monitoring.progress_rules import look_of_silence
from tracker.plans.models import Commitment, Plan
from tracker.reports.asked import Asked, AskedIndicator
from tracker.reports.asked_queries import asked_in
from tracker.reports.content import Content
from tracker.reports.content_json import asked_from_json, content_from_json
from tracker.reports.duty_queries import Owed
from tracker.reports.figure_rules import Measured, measure
from tracker.reports.models import ReportingPeriod
from tracker.reports.report_models import AttachedEvidence, Submission
from tracker.reports.states import DECIDABLE


def content_of(actor: Actor, period: ReportingPeriod, *, today: date) -> PaperContent:
    """The paper of a period as this actor may read it. NotFound when its plan is not theirs to see.

    What was verified is everybody's; what was only handed in is for those who may read it before that, and
    no draft is anybody's.
    """
    plan = period.plan
    # Held on to, so that what is loaded with them stays.
    commitments = _commitments_of(plan)
    progress = progress_of_plan(actor, plan, today=today)
    collected = _Collected.of(actor, period, progress, commitments)
    return PaperContent(
        plan_code=plan.code,
        plan_title=bilingual(plan, "title"),
        period=period.days,
        periods=tuple(one.period.days for one in _until(period, progress)),
        as_of=today,
        audience=collected.audience,
        commitments=tuple(collected.commitment(one) for one in progress),
    )


def _commitments_of(plan: Plan) -> Sequence[Commitment]:
    query = sa.select(Commitment).where(Commitment.plan_id == plan.id)
    parts = (selectinload(Commitment.milestones), joinedload(Commitment.lead_unit))
    return db.session.scalars(query.options(*parts)).all()


def _until(period: ReportingPeriod, progress: Sequence[CommitmentProgress]) -> list[PeriodProgress]:
    """The periods up to this one, as the first commitment has them; all have the same."""
    periods = progress[0].periods if progress else ()
    return [one for one in periods if one.period.starts_on <= period.starts_on]


def _this(progress: CommitmentProgress, period: ReportingPeriod) -> PeriodProgress:
    return next(one for one in progress.periods if one.period.id == period.id)


def _counting(told: Told) -> Submission | None:
    """The round that the paper tells: the one that was verified, or one that waits for it."""
    if told.verified:
        return told.verified.version.last
    is_waiting = told.reported and told.reported.version.state in DECIDABLE
    return told.reported.version.last if told.reported and is_waiting else None


@dataclass(frozen=True)
class _Collected:
    """What the accounts of the period rest on, each loaded once for all of them: by the ids of its rows."""

    period: ReportingPeriod
    audience: Audience
    asked: Mapping[int, Asked]
    rounds: Mapping[int, tuple[Content, Asked]]
    users: Mapping[int, str]
    items: Mapping[tuple[int, int, str], EvidenceItem]
    places: Mapping[tuple[int, int], str]

    @classmethod
    def of(
        cls,
        actor: Actor,
        period: ReportingPeriod,
        progress: Sequence[CommitmentProgress],
        commitments: Sequence[Commitment],
    ) -> "_Collected":
        accounts = (account for one in progress for account in _this(one, period).accounts)
        rounds = [found for account in accounts if (found := _counting(account))]
        audience = readers_like(actor).audience
        return cls(
            period,
            audience,
            asked=asked_in(commitments, period),
            rounds=_said_in(rounds),
            users=_names_of(rounds) if audience is Audience.INTERNAL else {},
            items=_evidence_of(commitments),
            places=_places_in(rounds),
        )

    def commitment(self, progress: CommitmentProgress) -> CommitmentPart:
        one, now = progress.commitment, _this(progress, self.period)
        return CommitmentPart(
            code=one.code,
            ogp_id=one.ogp_id or "",
            title=bilingual(one, "title"),
            lead=one.lead.short_name,
            lead_unit=one.lead_unit.short_name if one.lead_unit else "",
            supporters=tuple(each.short_name for each in one.supporters),
            society=tuple(dict.fromkeys(each.short_name for each in (*one.proposers, *one.companions))),
            contact=one.contact if self.audience is Audience.INTERNAL else "",
            asked=self.asked[one.id],
            duties=tuple(_duty(account.owed) for account in now.agencies if account.owed),
            accounts=tuple(self._accounts(one, now)),
            past=tuple(_past(progress, self.period)),
        )

    def _accounts(self, commitment: Commitment, now: PeriodProgress) -> Iterator[Account]:
        for told in now.accounts:
            if handed_in := _counting(told):
                yield self._account(commitment, told, handed_in)

    def _account(self, commitment: Commitment, told: Told, handed_in: Submission) -> Account:
        reported, asked = self.rounds[handed_in.id]
        verified = told.verified.told if told.verified else None
        decision, version = handed_in.verification, handed_in.version
        place = (commitment.id, told.organisation.id)
        return Account(
            organisation=told.organisation.short_name,
            voice=told.voice,
            version=version.number,
            correction=version.reason,
            handed_in_at=handed_in.submitted_at,
            is_on_behalf=handed_in.is_on_behalf,
            handed_in_by=self.users.get(handed_in.submitted_by_id or 0, ""),
            asked=verified.asked if verified else asked,
            reported=reported,
            verified=verified.content if verified else None,
            verified_at=decision.decided_at if decision else None,
            verified_by=self.users.get(decision.decided_by_id or 0, "") if decision else "",
            reasons=decision.reasons if decision else {},
            proofs=tuple(self._proofs(place, version.id, verified.content if verified else reported)),
        )

    def _proofs(self, place: tuple[int, int], version_id: int, content: Content) -> Iterator[Proof]:
        for named in content.evidence:
            if item := self.items.get((*place, named.identity)):
                yield _proof(item, self.places.get((version_id, item.id), ""))


def _said_in(rounds: Sequence[Submission]) -> dict[int, tuple[Content, Asked]]:
    query = sa.select(Submission.id, Submission.content, Submission.asked)
    found = db.session.execute(query.where(Submission.id.in_([one.id for one in rounds])))
    return {known: (content_from_json(content), asked_from_json(asked)) for known, content, asked in found}


def _names_of(rounds: Sequence[Submission]) -> dict[int, str]:
    """Who handed in and who verified."""
    decided = (one.verification for one in rounds)
    people = {one.submitted_by_id for one in rounds} | {one.decided_by_id for one in decided if one}
    query = sa.select(User.id, User.name).where(User.id.in_(people - {None}))
    return {one.id: one.name for one in db.session.execute(query)}


def _evidence_of(commitments: Sequence[Commitment]) -> dict[tuple[int, int, str], EvidenceItem]:
    query = sa.select(EvidenceItem).where(EvidenceItem.commitment_id.in_([one.id for one in commitments]))
    return {(one.commitment_id, one.organisation_id, one.identity): one for one in db.session.scalars(query)}


def _places_in(rounds: Sequence[Submission]) -> dict[tuple[int, int], str]:
    query = sa.select(AttachedEvidence.version_id, AttachedEvidence.item_id, AttachedEvidence.place)
    versions = [one.version_id for one in rounds]
    found = db.session.execute(query.where(AttachedEvidence.version_id.in_(versions)))
    return {(version, item): place for version, item, place in found}


def _proof(item: EvidenceItem, place: str) -> Proof:
    if item.access is Access.RESTRICTED:
        return Proof(item.access, item.restriction_reason, place=place)
    return Proof(
        item.access,
        title=item.title,
        kind=item.kind,
        size=item.size,
        # Of a picture everybody gets the copy without its hidden data.
        sha256=(item.copy_sha256 if item.is_picture else item.sha256) or "",
        url=item.url or "",
        issued_by=item.issued_by,
        number=item.number,
        dated=item.dated,
        place=place,
    )


def _duty(owed: Owed) -> DutyLine:
    standing, first = owed.standing, owed.first_submission
    return DutyLine(
        commitment=owed.commitment.code,
        organisation=owed.organisation.short_name,
        part=owed.part,
        due_on=owed.due_on,
        arrival=arrival_of(standing),
        days_late=owed.days_late,
        handed_in_at=first.submitted_at if first else None,
        state=owed.state,
        was_returned=standing.was_returned,
        silence=look_of_silence(standing),
    )


def _past(progress: CommitmentProgress, until: ReportingPeriod) -> Iterator[PastFigure]:
    """The numbers of every period up to this one."""
    for one in _until(until, [progress]):
        for told in one.accounts:
            yield from _numbers(told, one.period.code)


def _numbers(told: Told, period: str) -> Iterator[PastFigure]:
    counting = told.standing if _counting(told) else None
    for asked in counting.told.asked.indicators if counting else ():
        # Of a report that is being corrected only the verified number counts.
        handed_in = None if told.is_being_corrected else told.reported
        reported, verified = (_number(one, asked) for one in (handed_in, told.verified))
        if reported or verified:
            yield PastFigure(
                asked.key,
                told.organisation.short_name,
                told.voice,
                period,
                reported=reported,
                verified=verified,
                original=asked.aims.original,
                at_start=asked.aims.at_start,
            )


def _number(kept: Kept | None, asked: AskedIndicator) -> Measured | None:
    figure = kept.figure(asked.key) if kept else None
    measured = measure(asked.kind, figure) if figure else None
    return measured if measured and measured.value is not None else None
