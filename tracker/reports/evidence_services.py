"""Evidence of reports: added, described, opened or restricted, and let go again (D32)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from tracker.accounts.actors import Actor, authorise
from tracker.audit.services import Changes, differences, record
from tracker.core import clock
from tracker.core.errors import RuleBroken
from tracker.core.revisions import check_revision
from tracker.core.text import SHORT_TEXT, check_length, clean_text
from tracker.evidence import queries
from tracker.evidence.admission import Admitted
from tracker.evidence.link_rules import read_link
from tracker.evidence.models import EvidenceItem
from tracker.evidence.rules import (
    check_number_of_files,
    check_number_of_links,
    read_description,
    read_restriction,
)
from tracker.evidence.states import Access, LinkState
from tracker.extensions import db
from tracker.reports import evidence_queries, policy
from tracker.reports.asked_queries import asked_of
from tracker.reports.report_models import AttachedEvidence, ReportVersion
from tracker.reports.report_services import check_editable

_DESCRIBED = ("title", "issued_by", "number", "dated", "access", "restriction_reason")


@dataclass(frozen=True)
class Caption:
    """What is said of evidence: its name, what it shows ("" for the whole report), who may open it."""

    title: str = ""
    place: str = ""
    issued_by: str = ""
    number: str = ""
    dated: date | None = None
    access: Access = Access.PUBLIC
    reason: str = ""


@dataclass(frozen=True)
class Added:
    """Evidence of a report. `is_known`: it was there before, and keeps what was said of it then."""

    item: EvidenceItem
    is_known: bool


def add_file(actor: Actor, version: ReportVersion, file: Admitted, *, sha256: str, caption: Caption) -> Added:
    """Show a file that is kept under `sha256`. The same file again is the evidence that is there (D32).

    Raises evidence_too_many_files, evidence_attached_already and what is said of a caption.
    """
    _authorise(actor, version)
    report = version.report
    known = queries.same_file(report.commitment, report.organisation, sha256)
    _check_not_attached(version, known, field="file")
    check_number_of_files(sum(one.item.sha256 is not None for one in version.evidence))
    item = known or EvidenceItem(sha256=sha256, kind=file.kind, size=file.size, file_name=file.file_name)
    return _added(actor, version, item, caption, title=file.file_name, is_known=known is not None)


def add_link(actor: Actor, version: ReportVersion, *, link: str, caption: Caption) -> Added:
    """Show what lies at an address of the public web. Raises as `add_file` and `read_link` do."""
    _authorise(actor, version)
    report, url = version.report, read_link(link)
    known = queries.same_link(report.commitment, report.organisation, url)
    _check_not_attached(version, known, field="link")
    check_number_of_links(sum(one.item.url is not None for one in version.evidence))
    item = known or EvidenceItem(url=url, link_state=LinkState.UNCHECKED)
    return _added(actor, version, item, caption, title=url[:SHORT_TEXT], is_known=known is not None)


def _authorise(actor: Actor, version: ReportVersion) -> None:
    authorise(policy.can_write_report, actor, version.report)
    check_editable(version)


def _check_not_attached(version: ReportVersion, item: EvidenceItem | None, *, field: str) -> None:
    if item and any(one.item_id == item.id for one in version.evidence):
        raise RuleBroken("evidence_attached_already", field=field, params={"title": item.title})


def _added(
    actor: Actor, version: ReportVersion, item: EvidenceItem, caption: Caption, *, title: str, is_known: bool
) -> Added:
    report, place = version.report, _place(version, caption.place)
    if not is_known:
        item.commitment, item.organisation = report.commitment, report.organisation
        item.added_at, item.added_by_id = clock.now(), actor.user_id
        _set(item, _described(caption, title))
        db.session.add(item)
    db.session.add(AttachedEvidence(version=version, item=item, place=place))
    record(actor, "evidence:add", item, label=item.title, on_behalf_of=report.organisation)
    return Added(item, is_known)


def _place(version: ReportVersion, place: str) -> str:
    asked = asked_of(version.report.commitment, version.report.period)
    known = {"", *(one.key for one in asked.indicators), *(one.key for one in asked.milestones)}
    if place not in known:
        raise RuleBroken("choice_not_known", field="place", params={"text": place})
    return place


def _described(caption: Caption, title: str) -> dict[str, object]:
    """What a caption makes of an item, called `title` when the caption gives no name."""
    said = read_description(
        issued_by=caption.issued_by, number=caption.number, dated=caption.dated, today=clock.today()
    )
    named = clean_text(caption.title) or title
    check_length(named, field="title", limit=SHORT_TEXT)
    return {"title": named, **asdict(said), **_accessible(caption.access, caption.reason)}


def _accessible(access: Access, reason: str) -> dict[str, object]:
    return {"access": access, "restriction_reason": read_restriction(access, reason)}


def _set(item: EvidenceItem, values: Mapping[str, object]) -> Changes:
    changes = differences(item, values)
    for name, value in values.items():
        setattr(item, name, value)
    return changes


def edit_evidence(
    actor: Actor, version: ReportVersion, item_id: int, *, caption: Caption, seen_revision: int
) -> None:
    """Say something else of a piece of evidence, as long as it was in no report that was handed in."""
    _authorise(actor, version)
    attached = evidence_queries.get_attached(version, item_id)
    item = attached.item
    if item.released_at:
        raise RuleBroken("evidence_handed_in")
    check_revision(item, seen_revision, _DESCRIBED)
    attached.place = _place(version, caption.place)
    changes = _set(item, _described(caption, item.file_name or str(item.url)[:SHORT_TEXT]))
    record(actor, "evidence:edit", item, label=item.title, changes=changes, on_behalf_of=item.organisation)


def change_access(
    actor: Actor, item: EvidenceItem, *, access: Access, reason: str, seen_revision: int
) -> None:
    """Open a piece of evidence to everybody, or restrict it with a reason that everybody may read (D32)."""
    authorise(policy.can_keep_evidence, actor, item)
    check_revision(item, seen_revision, ("access", "restriction_reason"))
    changes = _set(item, _accessible(access, reason))
    record(actor, "evidence:change-access", item, label=item.title, changes=changes,
           on_behalf_of=item.organisation)  # fmt: skip


def let_go(actor: Actor, version: ReportVersion, item_id: int) -> None:
    """Take evidence out of a draft. What was handed in with an earlier round stays readable there."""
    _authorise(actor, version)
    attached = evidence_queries.get_attached(version, item_id)
    item = attached.item
    record(actor, "evidence:remove", item, label=item.title, on_behalf_of=item.organisation)
    is_needed = item.released_at is not None or evidence_queries.is_named_elsewhere(attached)
    version.evidence.remove(attached)
    db.session.flush()
    if not is_needed:
        # Its file is removed by the nightly clearing, once nothing else needs it.
        db.session.delete(item)


def look_again(actor: Actor, item: EvidenceItem) -> None:
    """Have a link looked at as if for the first time; of a file there is nothing to look at."""
    authorise(policy.can_keep_evidence, actor, item)
    if item.url:
        item.link_state, item.link_note, item.checked_at = LinkState.UNCHECKED, "", None
