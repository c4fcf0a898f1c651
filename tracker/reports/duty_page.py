"""An owed report as a line of a page: its place, its time in words, and where it leads."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.accounts.actors import Actor
from tracker.plans.addresses import page_of_commitment
from tracker.reports import policy
from tracker.reports.duty_queries import Owed
from tracker.reports.standing_rules import group_of
from tracker.reports.states import DutyGroup


@dataclass(frozen=True)
class DutyLine:
    """One owed report; `address` is that of the report for whoever may read it, else of its commitment."""

    owed: Owed
    time: str
    address: str


def lines_of(actor: Actor, duties: Iterable[Owed]) -> list[DutyLine]:
    """The duties as this actor sees them."""
    return [DutyLine(one, time_of(one), address_of(actor, one)) for one in duties]


def grouped(actor: Actor, duties: Iterable[Owed]) -> dict[DutyGroup, list[DutyLine]]:
    """The same by what is to be done about them; groups without a line are left out."""
    lines = lines_of(actor, duties)
    found = {group: [line for line in lines if group_of(line.owed.standing) is group] for group in DutyGroup}
    return {group: some for group, some in found.items() if some}


def address_of(actor: Actor, one: Owed) -> str:
    """Where a duty leads."""
    if one.report and policy.can_read_report(actor, one.report):
        return url_for("reports.report", report_id=one.report.id)
    return page_of_commitment(one.commitment)


def time_of(one: Owed) -> str:
    """Whether it is in time, in words."""
    if one.days_late:
        return str(ngettext("terlambat %(num)s hari", "terlambat %(num)s hari", one.days_late))
    if one.first_submission:
        return str(_("tepat waktu"))
    if one.is_exempt:
        return str(_("bebas dari laporan"))
    if one.days_left == 0:
        return str(_("hari ini batas waktunya"))
    return str(ngettext("%(num)s hari lagi", "%(num)s hari lagi", one.days_left))
