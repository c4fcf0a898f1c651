"""The page of a commitment's progress: its periods newest first, with three accounts side by side (D27)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from tracker.monitoring.progress_queries import Account, CommitmentProgress, Kept, PeriodProgress
from tracker.monitoring.progress_rules import Judged, judged, look_of_silence
from tracker.monitoring.progress_states import Look
from tracker.plans.models import Commitment
from tracker.reports.achievement_rules import Worth
from tracker.reports.duty_page import time_of
from tracker.reports.milestone_rules import MilestoneStatus
from tracker.reports.models import ReportingPeriod
from tracker.reports.report_page import FigureLine, figure_lines, milestone_lines
from tracker.reports.states import Completion, ReportState
from tracker.web.filters import in_language
from tracker.web.labels import label


@dataclass(frozen=True)
class WhoLine:
    """One organisation in a period: as what it speaks, how its report stands, and where it can be read.

    `address` is empty for those who may not read it, and `is_closed` says that it was handed in all the same.
    `earlier` are the verified versions before the newest, with their addresses (D30).
    """

    name: str
    part: str
    standing: ReportState | Look
    time: str
    address: str
    is_closed: bool
    is_correction: bool
    earlier: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Said:
    """What one organisation says on one matter: a figure and its look, a completion, or a milestone.

    `is_provisional`: it stands where others are verified, and is not.
    """

    who: str
    is_provisional: bool
    line: FigureLine | None = None
    judged: Judged | None = None
    completion: Completion | None = None
    step: MilestoneStatus | None = None

    @property
    def worths(self) -> Sequence[tuple[str, Worth]]:
        """The figure against its targets, each under its name; the same target is named once (D29).

        Where it cannot be held against any of them its look has said so.
        """
        if self.line is None or self.line.measured is None or self.line.measured.value is None:
            return []
        found = self.line.achieved
        if found.latest == found.at_start:
            agreed = [(_("disepakati, awal periode dan terbaru"), found.at_start)]
        else:
            agreed = [
                (_("disepakati pada awal periode"), found.at_start),
                (_("disepakati, terbaru saat dinilai"), found.latest),
            ]
        return [(_("usulan awal"), found.original), *agreed]


@dataclass(frozen=True)
class Matter:
    """What is spoken about, and who says what of it: as reported, as verified, and by civil society."""

    number: str
    name: str
    reported: Sequence[Said]
    verified: Sequence[Said]
    society: Sequence[Said]


@dataclass(frozen=True)
class PeriodPage:
    """One period; without matters nobody has said anything that this reader may read.

    `is_newest`: it is the newest that has any.
    """

    period: ReportingPeriod
    anchor: str
    who: Sequence[WhoLine]
    matters: Sequence[Matter]
    is_newest: bool = False


def page_of_progress(commitment: Commitment, period: ReportingPeriod | None = None) -> str:
    """The address of a commitment's progress, or of a period on it."""
    return url_for(
        "monitoring.commitment_progress",
        plan_code=commitment.plan.code,
        code=commitment.code,
        _anchor=_anchor(period) if period else None,
    )


def _anchor(period: ReportingPeriod) -> str:
    return f"period-{period.code}"


def period_pages(progress: CommitmentProgress, *, today: date) -> list[PeriodPage]:
    """The periods whose form has been opened, newest first."""
    begun = [one for one in progress.periods if not _is_to_come(one, today)]
    pages = [_page(one) for one in reversed(begun)]
    newest = next((one for one in pages if one.matters), None)
    return [replace(one, is_newest=one is newest) for one in pages]


def periods_to_come(progress: CommitmentProgress, *, today: date) -> list[ReportingPeriod]:
    """The others, in order of time."""
    return [one.period for one in progress.periods if _is_to_come(one, today)]


def _is_to_come(one: PeriodProgress, today: date) -> bool:
    return today < one.period.opens_on and not any(account.report for account in one.accounts)


def _page(one: PeriodProgress) -> PeriodPage:
    who = [_who(account) for account in one.accounts]
    return PeriodPage(one.period, _anchor(one.period), who, list(_matters(one)))


def _who(account: Account) -> WhoLine:
    duty, report = account.owed, account.report
    standing = _standing(account)
    return WhoLine(
        name=account.organisation.short_name,
        part=label(duty.part if duty else account.voice),
        standing=standing,
        time=time_of(duty) if duty and standing is not Look.EXCUSED else "",
        address=url_for("reports.report", report_id=report.id) if report else "",
        is_closed=bool(duty and duty.first_submission and not report),
        is_correction=account.is_being_corrected,
        earlier=[
            (str(one.number), url_for("reports.version", report_id=one.report_id, number=one.number))
            for one in account.earlier
        ],
    )


def _standing(account: Account) -> ReportState | Look:
    """A correction leaves what is verified as it stands until it is handed in; a draft is no report (D30)."""
    if account.verified and not account.is_being_corrected:
        return ReportState.VERIFIED
    newest = account.owed.state if account.owed else account.report.newest.state if account.report else None
    if account.owed and newest in (None, ReportState.DRAFT):
        return look_of_silence(account.owed.standing)
    return newest or Look.NOT_REPORTED


@dataclass(frozen=True)
class _Speech:
    """What one organisation says in a period: each matter's name by its key, and what is said of it."""

    who: str
    kept: Kept
    is_provisional: bool

    @cached_property
    def indicators(self) -> dict[str, tuple[str, Said]]:
        return {
            line.asked.key: (in_language(line.asked, "name"), self._said(line=line, judged=_judged(line)))
            for line in figure_lines(self.kept.told)
        }

    @cached_property
    def milestones(self) -> dict[str, tuple[str, Said]]:
        return {
            line.asked.key: (in_language(line.asked, "text"), self._said(step=line.status))
            for line in milestone_lines(self.kept.told)
        }

    @property
    def completion(self) -> dict[str, tuple[str, Said]]:
        reached = self._said(completion=self.kept.told.content.completion)
        return {"": (_("Tingkat penyelesaian"), reached)}

    def _said(self, **what: Any) -> Said:
        return Said(self.who, self.is_provisional, **what)


def _judged(line: FigureLine) -> Judged:
    return judged(line.asked, line.figure)


def _matters(one: PeriodProgress) -> Iterator[Matter]:
    """The completion, then every indicator and milestone that anybody speaks of, in the order of the plan."""
    columns = (
        _speeches((account, account.reported, False) for account in one.agencies),
        _speeches((account, account.verified, False) for account in one.agencies),
        _speeches((account, account.standing, account.verified is None) for account in one.society),
    )
    yield from _matters_in([[speech.completion for speech in column] for column in columns])
    yield from _matters_in([[speech.indicators for speech in column] for column in columns])
    yield from _matters_in([[speech.milestones for speech in column] for column in columns])


def _speeches(accounts: Iterable[tuple[Account, Kept | None, bool]]) -> list[_Speech]:
    return [
        _Speech(account.organisation.short_name, kept, is_provisional)
        for account, kept, is_provisional in accounts
        if kept
    ]


def _matters_in(columns: Sequence[Sequence[Mapping[str, tuple[str, Said]]]]) -> Iterator[Matter]:
    names = {key: name for column in columns for speech in column for key, (name, _said) in speech.items()}
    for key, name in names.items():
        said = ([speech[key][1] for speech in column if key in speech] for column in columns)
        yield Matter(key, name, *said)
