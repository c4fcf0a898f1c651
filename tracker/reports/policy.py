"""Who may set reporting periods, grant exceptions from them, and write, read and judge reports."""

from tracker.accounts.actors import Actor
from tracker.accounts.states import Role
from tracker.plans.models import Commitment, Plan
from tracker.plans.policy import can_edit_plan, can_read_plan
from tracker.reports.report_models import Report, ReportVersion
from tracker.reports.states import ReportState, Voice

_WRITERS = {Voice.GOVERNMENT: Role.MINISTRY, Voice.SOCIETY: Role.CSO}


def can_read_periods(actor: Actor, plan: Plan) -> bool:
    """Whoever may read the plan."""
    return can_read_plan(actor, plan)


def can_set_periods(actor: Actor, plan: Plan) -> bool:
    """The secretariat: periods and exceptions."""
    return can_edit_plan(actor, plan)


def can_read_grants(actor: Actor, plan: Plan) -> bool:
    """Everyone who is signed in: a reason may speak of people (D36)."""
    return actor.is_signed_in and can_read_plan(actor, plan)


def can_begin_report(actor: Actor, commitment: Commitment, organisation_id: int, voice: Voice) -> bool:
    """People of the organisation that reports; the secretariat on its behalf, which is written down (D25)."""
    if not can_read_plan(actor, commitment.plan):
        return False
    is_its_own = actor.organisation_id == organisation_id and actor.role is _WRITERS[voice]
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
