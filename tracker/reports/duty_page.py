"""An owed report as a line of a page: its place, its time in words, and where it leads."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.core import clock
from tracker.plans.addresses import page_of_commitment
from tracker.reports import policy
from tracker.reports.duty_list_queries import duties_of_organisation
from tracker.reports.duty_queries import Owed
from tracker.reports.standing_rules import group_of, punctuality
from tracker.reports.states import EDITABLE, DutyGroup, Voice


@dataclass(frozen=True)
class DutyLine:
    """One owed report; `address` is that of the report for whoever may read it, else of its commitment.

    `may_begin`: nobody has begun it, and this actor can; `may_go_on`: it is begun, and this actor can write.
    """

    owed: Owed
    time: str
    address: str
    may_begin: bool
    may_go_on: bool


def lines_of(actor: Actor, duties: Iterable[Owed]) -> list[DutyLine]:
    """The duties as this actor sees them."""
    return [_line(actor, one) for one in duties]


def _line(actor: Actor, one: Owed) -> DutyLine:
    where = (one.commitment, one.organisation.id, Voice.GOVERNMENT)
    may_write = not (one.lock or one.is_exempt) and policy.can_begin_report(actor, *where)
    return DutyLine(
        owed=one,
        time=time_of(one),
        address=address_of(actor, one),
        may_begin=may_write and one.report is None,
        may_go_on=may_write and one.state in EDITABLE,
    )


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


def standing(actor: Actor, organisation: Organisation) -> list[str]:
    """What an organisation has to do now and how punctual it was, as sentences; [] where it owes nothing."""
    duties = duties_of_organisation(actor, organisation, today=clock.today())
    waiting = sum(group_of(one.standing) is DutyGroup.NOW for one in duties)
    kept = punctuality(one.standing for one in duties)
    to_do = ngettext(
        "%(num)s laporan perlu dikerjakan sekarang.", "%(num)s laporan perlu dikerjakan sekarang.", waiting
    )
    past = _(
        "Tepat waktu: %(on_time)s · terlambat: %(late)s · tidak diajukan: %(missing)s.",
        on_time=kept.on_time,
        late=kept.late,
        missing=kept.missing,
    )
    return [*([str(to_do)] if waiting else []), *([] if kept.is_empty else [str(past)])]
