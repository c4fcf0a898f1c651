"""Who may set periods, grant exceptions, silence reminders, write, read and judge reports, see evidence."""

from collections.abc import Iterable

from tracker.accounts.actors import Actor
from tracker.accounts.states import Role
from tracker.evidence.models import EvidenceItem
from tracker.evidence.states import Access
from tracker.plans.models import Commitment, Plan
from tracker.plans.policy import can_edit_plan, can_read_plan
from tracker.reports.report_models import Report, ReportVersion
from tracker.reports.states import ReportState, Voice

# The role in which people of an organisation write reports with its voice.
WRITERS = {Voice.GOVERNMENT: Role.MINISTRY, Voice.SOCIETY: Role.CSO}


def can_read_periods(actor: Actor, plan: Plan) -> bool:
    """Whoever may read the plan."""
    return can_read_plan(actor, plan)


def can_set_periods(actor: Actor, plan: Plan) -> bool:
    """The secretariat: periods and exceptions."""
    return can_edit_plan(actor, plan)


def can_read_grants(actor: Actor, plan: Plan) -> bool:
    """Everyone who is signed in: a reason may speak of people (D36)."""
    return actor.is_signed_in and can_read_plan(actor, plan)


def can_read_reminders(actor: Actor, plan: Plan) -> bool:
    """The secretariat: it sees who was written to, and why some are not."""
    return actor.is_staff and can_read_plan(actor, plan)


def can_silence_reminders(actor: Actor, plan: Plan) -> bool:
    """The secretariat."""
    return can_read_reminders(actor, plan)


def can_begin_report(actor: Actor, commitment: Commitment, organisation_id: int, voice: Voice) -> bool:
    """People of the organisation that reports; the secretariat on its behalf, which is written down (D25)."""
    if not can_read_plan(actor, commitment.plan):
        return False
    is_its_own = actor.organisation_id == organisation_id and actor.role is WRITERS[voice]
    return actor.is_staff or is_its_own


def can_write_report(actor: Actor, report: Report) -> bool:
    """Whoever may begin it."""
    return can_begin_report(actor, report.commitment, report.organisation_id, report.voice)


def can_read_report(actor: Actor, report: Report) -> bool:
    """Everybody once a version of it is verified; before that its writers and the secretariat."""
    is_public = report.verified is not None and can_read_plan(actor, report.commitment.plan)
    return is_public or can_write_report(actor, report)


def can_read_version(actor: Actor, version: ReportVersion) -> bool:
    """A verified version is everybody's for ever (D30); others are their writers' and the secretariat's."""
    is_public = version.state is ReportState.VERIFIED and can_read_report(actor, version.report)
    return is_public or can_write_report(actor, version.report)


def can_judge_report(actor: Actor, report: Report) -> bool:
    """The secretariat; that nobody judges a report of their own is told by the rules, with its reason."""
    return actor.is_staff and can_read_plan(actor, report.commitment.plan)


def can_keep_evidence(actor: Actor, item: EvidenceItem) -> bool:
    """People of the organisation that showed it, and the secretariat."""
    if not can_read_plan(actor, item.commitment.plan):
        return False
    is_its_own = actor.organisation_id == item.organisation_id and actor.role in {*WRITERS.values()}
    return actor.is_staff or is_its_own


def can_see_evidence(actor: Actor, item: EvidenceItem, shown_in: Iterable[ReportVersion]) -> bool:
    """Whose it is, and everybody who may read a version that it is `shown_in`: its being is no secret."""
    return can_keep_evidence(actor, item) or any(can_read_version(actor, one) for one in shown_in)


def can_open_evidence(actor: Actor, item: EvidenceItem, shown_in: Iterable[ReportVersion]) -> bool:
    """Whoever may see it, unless it is restricted to those whose it is (D32)."""
    is_for_all = item.access is Access.PUBLIC and can_see_evidence(actor, item, shown_in)
    return is_for_all or can_keep_evidence(actor, item)
