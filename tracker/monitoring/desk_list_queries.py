"""The lists of the staff's desk; a number on the desk is the length of the list that it names."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from tracker.core.dates import day_in_wib
from tracker.monitoring.desk_queries import Desk, IndicatorLine, Line, ReportLine
from tracker.monitoring.desk_rules import Denial, Selection, denial, is_contested, lacks_target
from tracker.monitoring.desk_states import DeskList
from tracker.reports.content import Content
from tracker.reports.content_json import content_from_json
from tracker.reports.report_models import Decision, Report, ReportVersion, Submission
from tracker.reports.report_queries import reports_to_judge, told
from tracker.reports.states import EDITABLE, ReportStep, Voice


def lines_of(desk: Desk, which: DeskList) -> Sequence[Line]:
    """A list of the desk, whole; what waits longest, or comes first in its plan, on top."""
    return _LISTS[which](desk)


def narrowed(lines: Iterable[Line], selection: Selection) -> list[Line]:
    """The lines that a reader asked for."""
    return [one for one in lines if selection.takes(one.place)]


def _line(desk: Desk, report: Report, since: datetime, *denied_by: tuple[Report, Denial]) -> ReportLine:
    days = (desk.today - day_in_wib(since)).days
    return ReportLine(report.commitment, report.period, report.organisation, report, since, days, denied_by)


def _longest_first(lines: Iterable[ReportLine]) -> list[ReportLine]:
    return sorted(lines, key=lambda one: one.since.isoformat())


def _to_verify(desk: Desk) -> list[ReportLine]:
    """Reports whose newest version is handed in or being verified, of closed plans as well."""
    return [
        _line(desk, one, one.newest.submissions[-1].submitted_at)
        for one in reports_to_judge()
        if one.commitment.plan in desk.plans
    ]


def _returned(desk: Desk) -> list[ReportLine]:
    """Reports that were returned and not handed in again, or were taken back after that; days since then."""
    return _longest_first(
        _line(desk, one, decision.decided_at)
        for one in desk.reports
        if (decision := _waits_for_reporter(one.newest))
    )


def _waits_for_reporter(version: ReportVersion) -> Decision | None:
    last = version.last
    return last.decision(ReportStep.RETURN) if last and version.state in EDITABLE else None


def _overdue(desk: Desk) -> list[ReportLine]:
    """Reports that are owed, past due, never handed in and not exempt; days late."""
    return _longest_first(
        ReportLine(one.commitment, one.period, one.organisation, one.report, one.due_on, one.days_late)
        for one in desk.duties
        if one.is_missing
    )


def _without_evidence(desk: Desk) -> list[ReportLine]:
    """Reports, of agencies and of civil society, whose standing round names no evidence."""
    return _longest_first(
        _line(desk, one, standing.submitted_at)
        for one in desk.reports
        if (standing := standing_round(one)) and not content_from_json(standing.content).evidence
    )


def standing_round(report: Report) -> Submission | None:
    """What a report says now: its newest round that was neither taken back nor returned, if there is one."""
    rounds = [one for version in report.versions for one in version.standing]
    kept = [one for one in rounds if one.decision(ReportStep.RETURN) is None]
    return kept[-1] if kept else None


def _denied(desk: Desk) -> list[ReportLine]:
    """Reports of agencies beside which an account of civil society, handed in or published for the same
    commitment and period, gives another completion or another figure (D27); verified values before reported.
    """
    accounts = _accounts(desk)
    return _longest_first(
        _line(desk, one, standing.submitted_at, *denials)
        for one in desk.reports
        if one.voice is Voice.GOVERNMENT
        and (standing := standing_round(one))
        and (denials := _denials(standing, accounts[one.commitment_id, one.period_id]))
    )


def _accounts(desk: Desk) -> defaultdict[tuple[int, int], list[tuple[Report, Content]]]:
    """What civil society says, by the ids of commitment and period."""
    found: defaultdict[tuple[int, int], list[tuple[Report, Content]]] = defaultdict(list)
    for one in desk.reports:
        if one.voice is Voice.SOCIETY and (standing := standing_round(one)):
            found[one.commitment_id, one.period_id].append((one, told(standing).content))
    return found


def _denials(said: Submission, accounts: Iterable[tuple[Report, Content]]) -> list[tuple[Report, Denial]]:
    compared = ((account, denial(told(said).content, content)) for account, content in accounts)
    return [(account, found) for account, found in compared if found]


def _contested(desk: Desk) -> list[IndicatorLine]:
    """Indicators whose talks stand open against each other (D12, D14)."""
    return [one for one in desk.indicators if is_contested(one.row)]


def _without_target(desk: Desk) -> list[IndicatorLine]:
    """Indicators without an agreed target for the year that counts (D7)."""
    return [one for one in desk.indicators if lacks_target(one.row, one.year)]


def _without_source(desk: Desk) -> list[IndicatorLine]:
    """Indicators with a value or reason that the matrix marks "tanpa sumber" (D21)."""
    return [one for one in desk.indicators if one.without_source]


_LISTS: Mapping[DeskList, Callable[[Desk], Sequence[Line]]] = {
    DeskList.TO_VERIFY: _to_verify,
    DeskList.RETURNED: _returned,
    DeskList.OVERDUE: _overdue,
    DeskList.DENIED: _denied,
    DeskList.WITHOUT_EVIDENCE: _without_evidence,
    DeskList.CONTESTED: _contested,
    DeskList.WITHOUT_TARGET: _without_target,
    DeskList.WITHOUT_SOURCE: _without_source,
}
