"""Every look at the evidence of reports."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.core.errors import NotFound
from tracker.evidence.models import EvidenceItem
from tracker.evidence.states import LinkState
from tracker.extensions import db
from tracker.plans.models import Commitment
from tracker.reports import policy
from tracker.reports.content import Evidence
from tracker.reports.report_models import AttachedEvidence, Report, ReportVersion


@dataclass(frozen=True)
class Shown:
    """A piece of evidence as one reader sees it: what it shows, "" for the whole; whether they may open it.

    `is_own`: it is their organisation's, or they are the secretariat, so they see the original.
    """

    item: EvidenceItem
    place: str
    may_open: bool
    is_own: bool

    @property
    def is_dead(self) -> bool:
        """Whether it is a link that leads nowhere."""
        return self.item.link_state is LinkState.DEAD

    @property
    def has_file(self) -> bool:
        """Whether there is a file to hand out to this reader: of a picture, others get the copy only."""
        item = self.item
        is_ready = self.is_own or not item.is_picture or item.copy_sha256 is not None
        return self.may_open and bool(item.sha256) and is_ready

    @property
    def has_preview(self) -> bool:
        """Whether there is a small picture to show this reader."""
        return self.may_open and self.item.preview_sha256 is not None


def get_shown(actor: Actor, item_id: int) -> tuple[Shown, list[Report]]:
    """A piece of evidence, and the reports it stands in as far as this actor may read them.

    NotFound when there is none or it is not this actor's to see.
    """
    item = db.session.scalar(sa.select(EvidenceItem).where(EvidenceItem.id == item_id).options(*_whole()))
    versions = _shown_in(item) if item else []
    if item is None or not policy.can_see_evidence(actor, item, versions):
        raise NotFound("evidence_file")
    readable = {one.report.id: one.report for one in versions if policy.can_read_version(actor, one)}
    return _shown(actor, item, "", versions), list(readable.values())


def _whole() -> tuple[sa.orm.strategy_options._AbstractLoad, ...]:
    return (
        joinedload(EvidenceItem.commitment).joinedload(Commitment.plan),
        joinedload(EvidenceItem.organisation).selectinload(Organisation.names),
    )


def _shown_in(item: EvidenceItem) -> list[ReportVersion]:
    query = (
        sa.select(ReportVersion)
        .join(ReportVersion.evidence)
        .where(AttachedEvidence.item_id == item.id)
        .options(joinedload(ReportVersion.report).selectinload(Report.versions))
        .order_by(ReportVersion.id)
    )
    return list(db.session.scalars(query))


def _shown(actor: Actor, item: EvidenceItem, place: str, versions: Iterable[ReportVersion]) -> Shown:
    return Shown(
        item,
        place,
        may_open=policy.can_open_evidence(actor, item, versions),
        is_own=policy.can_keep_evidence(actor, item),
    )


def attached_to(actor: Actor, version: ReportVersion) -> list[Shown]:
    """The evidence that a version names now, for a caller whose policy lets the actor read the version."""
    return [_shown(actor, one.item, one.place, [version]) for one in _attachments(version)]


def _attachments(version: ReportVersion) -> list[AttachedEvidence]:
    query = (
        sa.select(AttachedEvidence)
        .where(AttachedEvidence.version_id == version.id)
        .order_by(AttachedEvidence.id)
        .options(joinedload(AttachedEvidence.item).joinedload(EvidenceItem.commitment))
    )
    return list(db.session.scalars(query))


def named_by(actor: Actor, version: ReportVersion, named: Collection[Evidence]) -> list[Shown]:
    """The evidence that was handed in with a round of a version, whatever its draft names since."""
    places = {one.item_id: one.place for one in _attachments(version)}
    identities = {one.identity for one in named}
    return [
        _shown(actor, item, places.get(item.id, ""), [version])
        for item in _items_of(version.report)
        if item.identity in identities
    ]


def _items_of(report: Report) -> list[EvidenceItem]:
    query = sa.select(EvidenceItem).where(
        EvidenceItem.commitment_id == report.commitment_id,
        EvidenceItem.organisation_id == report.organisation_id,
    )
    whole = query.options(joinedload(EvidenceItem.commitment)).order_by(EvidenceItem.id)
    return list(db.session.scalars(whole))


def get_attached(version: ReportVersion, item_id: int) -> AttachedEvidence:
    """How a version names a piece of evidence. Raises NotFound when it does not."""
    for attached in version.evidence:
        if attached.item_id == item_id:
            return attached
    raise NotFound("evidence_file")


def is_named_elsewhere(attached: AttachedEvidence) -> bool:
    """Whether another version names the same evidence."""
    query = sa.select(AttachedEvidence.id).where(
        AttachedEvidence.item_id == attached.item_id, AttachedEvidence.id != attached.id
    )
    return db.session.scalar(query.limit(1)) is not None


def shown_by_others(item: EvidenceItem) -> list[EvidenceItem]:
    """The same file or link where another organisation, or another commitment, shows it (D32)."""
    same = EvidenceItem.sha256 == item.sha256 if item.sha256 else EvidenceItem.url == item.url
    query = sa.select(EvidenceItem).where(same, EvidenceItem.id != item.id)
    return list(db.session.scalars(query.options(*_whole()).order_by(EvidenceItem.id)))


def dead_links() -> list[EvidenceItem]:
    """The links of handed-in or drafted reports that lead nowhere, those first that were seen so last."""
    query = (
        sa.select(EvidenceItem)
        .where(EvidenceItem.link_state == LinkState.DEAD)
        .options(*_whole())
        .order_by(EvidenceItem.checked_at.desc(), EvidenceItem.id)
    )
    return list(db.session.scalars(query))
