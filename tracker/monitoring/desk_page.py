"""The desk as its pages show it: lists with their counts, and lines that lead to where they are mended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for
from flask_babel import gettext as _

from tracker.monitoring.desk_list_queries import lines_of, narrowed
from tracker.monitoring.desk_queries import Desk, IndicatorLine, Line, ReportLine
from tracker.monitoring.desk_rules import Denial, Selection
from tracker.monitoring.desk_states import ABOUT_INDICATORS, DeskList
from tracker.plans.models import Plan
from tracker.reports.report_models import Report
from tracker.targets.states import TalkStatus
from tracker.web.filters import day, moment
from tracker.web.labels import label


@dataclass(frozen=True)
class Count:
    """How many lines a list has, in all or in one plan, and where they are."""

    number: int
    address: str


@dataclass(frozen=True)
class Card:
    """A list with its count in all, and in each plan that has any of its lines."""

    which: DeskList
    all: Count
    in_plans: tuple[tuple[Plan, Count], ...]


def cards(desk: Desk) -> tuple[list[Card], list[Card]]:
    """The lists about reports, and those about indicators, in their order."""
    made = [_card(desk, which) for which in DeskList]
    return (
        [one for one in made if one.which not in ABOUT_INDICATORS],
        [one for one in made if one.which in ABOUT_INDICATORS],
    )


def _card(desk: Desk, which: DeskList) -> Card:
    lines = lines_of(desk, which)
    counts = ((plan, narrowed(lines, Selection(plan=plan.code))) for plan in desk.plans)
    return Card(
        which,
        Count(len(lines), address_of(which)),
        tuple((plan, Count(len(some), address_of(which, plan))) for plan, some in counts if some),
    )


def address_of(which: DeskList, plan: Plan | None = None) -> str:
    """Where a list is, whole or narrowed to a plan."""
    return url_for("desk.lines", name=which.value, plan=plan.code if plan else None)


@dataclass(frozen=True)
class ReportRow:
    """A report as its list shows it; `denials` are pairs of an account and what it denies, in words."""

    line: ReportLine
    address: str
    since: str
    denials: tuple[tuple[Report, str], ...]


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator as its list shows it: where its talks stand, and what is missing."""

    line: IndicatorLine
    address: str
    status: TalkStatus
    note: str


def rows(which: DeskList, lines: Iterable[Line]) -> list[ReportRow | IndicatorRow]:
    """The lines of a list, each with the address of the page where it is mended."""
    return [_row(which, one) for one in lines]


def _row(which: DeskList, line: Line) -> ReportRow | IndicatorRow:
    if isinstance(line, ReportLine):
        denied = tuple((account, _denied(denial)) for account, denial in line.denied_by)
        return ReportRow(line, _page_of_report(line, which), _since(line.since), denied)
    address = url_for("targets.indicator", indicator_id=line.indicator_id)
    return IndicatorRow(line, address, _status(which, line), _note(which, line))


def _page_of_report(line: ReportLine, which: DeskList) -> str:
    """What was never handed in is seen to on the page of its period, begun or not."""
    if line.report and which is not DeskList.OVERDUE:
        return url_for("reports.report", report_id=line.report.id)
    return url_for("reports.period", plan_code=line.commitment.plan.code, period_code=line.period.code)


def _since(since: date | datetime) -> str:
    return moment(since) if isinstance(since, datetime) else day(since)


def _denied(denied: Denial) -> str:
    said = []
    if denied.completion:
        said.append(_("tingkat penyelesaian %(completion)s", completion=label(denied.completion)))
    if denied.indicators:
        said.append(_("capaian lain untuk %(keys)s", keys=", ".join(denied.indicators)))
    return " · ".join(said)


def _status(which: DeskList, line: IndicatorLine) -> TalkStatus:
    if which is DeskList.WITHOUT_TARGET:
        return next((cell.status for cell in line.row.years if cell.year == line.year), TalkStatus.EMPTY)
    return line.row.status


def _note(which: DeskList, line: IndicatorLine) -> str:
    if which is DeskList.WITHOUT_TARGET:
        return str(_("target %(year)s", year=line.year))
    if which is DeskList.WITHOUT_SOURCE:
        return str(_("tanpa sumber: %(num)s", num=line.without_source))
    return ""


def way_to(which: DeskList) -> list[tuple[str, str | None]]:
    """The breadcrumbs above a list."""
    return [(_("Meja kerja"), url_for("desk.index")), (label(which), None)]
