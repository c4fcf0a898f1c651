"""Which of the demo's reports shows what, by a name for it."""

from collections.abc import Callable

import sqlalchemy as sa

from tracker.accounts.models import Organisation
from tracker.core import clock
from tracker.evidence.models import EvidenceItem
from tracker.evidence.states import Access
from tracker.extensions import db
from tracker.reports.models import ReportingPeriod
from tracker.reports.report_models import Report
from tracker.reports.states import ReportState, Voice

MINISTRY = "CONTOH-KL-1"


def places_of_reports() -> dict[str, object]:
    """The codes and numbers in the addresses of reports, evidence, the ministry and a period with reports."""
    items = list(db.session.scalars(sa.select(EvidenceItem).order_by(EvidenceItem.id)))
    periods = db.session.scalars(sa.select(ReportingPeriod).order_by(ReportingPeriod.id))
    return {
        **_reports(),
        "ministry": db.session.scalars(sa.select(Organisation.id).filter_by(code=MINISTRY)).one(),
        "period": [one.code for one in periods if one.due_on < clock.today()][-1],
        "picture": next(one.id for one in items if one.is_picture),
        "restricted": next(one.id for one in items if one.access is Access.RESTRICTED),
        "own": next(one.id for one in items if one.organisation.code == MINISTRY),
    }


def _reports() -> dict[str, object]:
    known = list(db.session.scalars(sa.select(Report).order_by(Report.id)))
    return {name: next(one.id for one in known if is_it(one)) for name, is_it in _NAMES.items()}


def _is_in(state: ReportState) -> Callable[[Report], bool]:
    return lambda one: one.newest.state is state and one.voice is Voice.GOVERNMENT


def _of_ministry(state: ReportState) -> Callable[[Report], bool]:
    return lambda one: one.newest.state is state and one.organisation.code == MINISTRY


def _was_lowered(one: Report) -> bool:
    verification = one.newest.last.verification if one.newest.last else None
    return verification is not None and bool(verification.reasons)


_NAMES: dict[str, Callable[[Report], bool]] = {
    "verified": _of_ministry(ReportState.VERIFIED),
    "returned": _of_ministry(ReportState.RETURNED),
    "draft": _of_ministry(ReportState.DRAFT),
    "waiting": _is_in(ReportState.SUBMITTED),
    "lowered": _was_lowered,
    "corrected": lambda one: len(one.versions) > 1,
    "society": lambda one: one.voice is Voice.SOCIETY and one.verified is not None,
    "on_behalf": lambda one: any(round.is_on_behalf for round in one.newest.submissions),
}
