"""What is odd in reports that were handed in, and in drafts (D9)."""

from collections.abc import Collection

from tracker.reports import report_queries
from tracker.reports.asked import Asked
from tracker.reports.breaches import Breach
from tracker.reports.content import Content
from tracker.reports.oddity_rules import oddities
from tracker.reports.report_models import Report
from tracker.reports.report_queries import Told
from tracker.reports.states import Voice


def oddities_of(reports: Collection[Report]) -> dict[int, tuple[Breach, ...]]:
    """What is odd in the round with which each of these waits, by its id; as many statements as for one."""
    earlier = report_queries.all_before(reports)
    return {one.id: _in_round(one, earlier.get(one.id)) for one in reports}


def _in_round(report: Report, before: Told | None) -> tuple[Breach, ...]:
    last = report.newest.last
    if last is None:
        return ()
    reported = report_queries.reported(last)
    return odd_in(report, reported.content, reported.asked, before)


def odd_in(report: Report, content: Content, asked: Asked, before: Told | None) -> tuple[Breach, ...]:
    """What is odd in what a report says; the account of civil society is judged for its form only (D27)."""
    if report.voice is Voice.SOCIETY:
        return ()
    return oddities(content, asked, before.content if before else None)
