"""What the paper of a period says, as values: the same for PDF and workbook, in both languages.

It is kept as JSON with the file that is made from it (`paper_json`), so that a file shows what was asked for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tracker.core.bilingual import Bilingual
from tracker.evidence.states import Access, FileKind
from tracker.matrix.states import Audience
from tracker.monitoring.paper_states import Arrival
from tracker.monitoring.progress_rules import judged
from tracker.monitoring.progress_states import Look
from tracker.reports.achievement_rules import Achievement, Known
from tracker.reports.asked import Asked, AskedIndicator, AskedMilestone
from tracker.reports.content import Content
from tracker.reports.figure_rules import Figure, Measured, measure
from tracker.reports.milestone_rules import MilestoneStatus
from tracker.reports.period_rules import Period
from tracker.reports.states import DutyPart, ReportState, Voice


@dataclass(frozen=True)
class DutyLine:
    """One owed report; `days_late` of a missing one count up to the day of the paper.

    `silence` is how its indicators stand while its readers may see no figure of it.
    """

    commitment: str
    organisation: str
    part: DutyPart
    due_on: date
    arrival: Arrival
    days_late: int
    handed_in_at: datetime | None
    state: ReportState | None
    was_returned: bool
    silence: Look


@dataclass(frozen=True)
class Proof:
    """A piece of evidence. A restricted one shows its reason and nothing else (D32).

    `sha256` is that of the file which everybody gets; `place` the key of what it shows, "" for all of it.
    """

    access: Access
    restriction_reason: str = ""
    title: str = ""
    kind: FileKind | None = None
    size: int | None = None
    sha256: str = ""
    url: str = ""
    issued_by: str = ""
    number: str = ""
    dated: date | None = None
    place: str = ""


@dataclass(frozen=True)
class Account:
    """What one organisation says of a commitment: as it reported, and as it was verified (D27).

    `verified` is None while nobody has verified it, and such an account is on no paper for the public.
    `reasons` say, by key, why a verified value differs. Names of people are "" for the public (D36).
    `is_on_behalf`: it was handed in by somebody of another organisation (D25).
    """

    organisation: str
    voice: Voice
    version: int
    correction: str
    handed_in_at: datetime
    is_on_behalf: bool
    asked: Asked
    reported: Content
    verified: Content | None = None
    verified_at: datetime | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)
    handed_in_by: str = ""
    verified_by: str = ""
    proofs: tuple[Proof, ...] = ()

    @property
    def content(self) -> Content:
        """What it says in the end."""
        return self.verified or self.reported


@dataclass(frozen=True)
class PastFigure:
    """What one organisation told of an indicator in a period up to that of the paper, and its targets then.

    `reported` and `verified` are numbers, None where there is none for these readers.
    """

    indicator: str
    organisation: str
    voice: Voice
    period: str
    reported: Measured | None
    verified: Measured | None
    original: Known
    at_start: Known


@dataclass(frozen=True)
class Said:
    """What one organisation says of an indicator, and against which targets; no figure where it is silent."""

    organisation: str
    voice: Voice
    asked: AskedIndicator
    silence: Look | None = None
    reported: Figure | None = None
    verified: Figure | None = None
    reason: str = ""

    @property
    def figure(self) -> Figure | None:
        """The verified figure, or the reported one while there is none."""
        return self.verified or self.reported

    @property
    def measured(self) -> Measured | None:
        """What that figure amounts to."""
        return measure(self.asked.kind, self.figure) if self.figure else None

    @property
    def look(self) -> Look:
        """How the indicator stands by what this organisation says of it."""
        return judged(self.asked, self.figure).look if self.figure else self.silence or Look.NOT_REPORTED

    @property
    def achieved(self) -> Achievement:
        """What it is worth against the three targets (D29)."""
        return self.asked.achieved(self.figure or Figure())

    @property
    def is_confirmed(self) -> bool:
        """Whether it was verified as it had been reported."""
        return self.verified is not None and self.verified == self.reported


@dataclass(frozen=True)
class IndicatorPart:
    """An indicator with everything that is said of it now, the agencies first, and what was said before."""

    asked: AskedIndicator
    said: tuple[Said, ...]
    past: tuple[PastFigure, ...]


@dataclass(frozen=True)
class MilestoneSaid:
    """What one organisation says of a milestone; `reported` only where it was verified otherwise."""

    organisation: str
    asked: AskedMilestone
    status: MilestoneStatus
    is_verified: bool
    reported: MilestoneStatus | None = None
    reason: str = ""


@dataclass(frozen=True)
class CommitmentPart:
    """A commitment: who owes what, who says what, and what it is asked about at the moment of the paper."""

    code: str
    ogp_id: str
    title: Bilingual
    lead: str
    lead_unit: str
    supporters: tuple[str, ...]
    society: tuple[str, ...]
    contact: str
    asked: Asked
    duties: tuple[DutyLine, ...]
    accounts: tuple[Account, ...]
    past: tuple[PastFigure, ...] = ()

    @property
    def indicators(self) -> list[IndicatorPart]:
        """Its indicators in the plan's order, then those that only an account still speaks of."""
        known = {one.key: one for account in self.accounts for one in account.asked.indicators}
        now = {one.key: one for one in self.asked.indicators}
        return [self._indicator(one) for one in (now | {k: known[k] for k in known if k not in now}).values()]

    def _indicator(self, asked: AskedIndicator) -> IndicatorPart:
        past = tuple(one for one in self.past if one.indicator == asked.key)
        return IndicatorPart(asked, tuple(self._said_of(asked)), past)

    def _said_of(self, asked: AskedIndicator) -> Iterator[Said]:
        told = {one.organisation: one for one in self.accounts}
        for duty in self.duties:
            account = told.pop(duty.organisation, None)
            silent = Said(duty.organisation, Voice.GOVERNMENT, asked, duty.silence)
            yield _said(account, asked) if account else silent
        yield from (said for account in told.values() if (said := _said(account, asked)).figure)

    @property
    def milestones(self) -> list[MilestoneSaid]:
        """What each organisation says of each milestone, in the order of the milestones."""
        found = [one for account in self.accounts for one in _milestones_of(account)]
        order = [one.key for one in self.asked.milestones]
        return sorted(found, key=lambda one: order.index(one.asked.key) if one.asked.key in order else 999)


@dataclass(frozen=True)
class PaperContent:
    """The whole paper. `as_of` is the day it was asked for, up to which lateness counts.

    `periods` are those of the plan up to its own.
    """

    plan_code: str
    plan_title: Bilingual
    period: Period
    periods: tuple[Period, ...]
    as_of: date
    audience: Audience
    commitments: tuple[CommitmentPart, ...]

    @property
    def duties(self) -> list[DutyLine]:
        """Every owed report."""
        return [duty for one in self.commitments for duty in one.duties]

    @property
    def accounts(self) -> list[Account]:
        """Every account that its readers may have."""
        return [account for one in self.commitments for account in one.accounts]

    @property
    def newest(self) -> datetime | None:
        """When the last thing happened that is in it; None when nothing has."""
        handed_in = (one.handed_in_at for one in self.duties if one.handed_in_at)
        told = (at for one in self.accounts for at in (one.handed_in_at, one.verified_at) if at)
        return max((*handed_in, *told), default=None)


def _said(account: Account, asked: AskedIndicator) -> Said:
    return Said(
        organisation=account.organisation,
        voice=account.voice,
        asked=account.asked.indicator(asked.key) or asked,
        reported=_figure(account.reported, asked.key),
        verified=_figure(account.verified, asked.key) if account.verified else None,
        reason=account.reasons.get(asked.key, ""),
    )


def _figure(content: Content, key: str) -> Figure | None:
    return next((one.figure for one in content.indicators if one.key == key), None)


def _milestones_of(account: Account) -> Iterator[MilestoneSaid]:
    reported = {one.key: one.status for one in account.reported.milestones}
    states = {one.key: one.status for one in account.content.milestones}
    for asked in account.asked.milestones:
        if (status := states.get(asked.key)) is not None:
            yield MilestoneSaid(
                organisation=account.organisation,
                asked=asked,
                status=status,
                is_verified=account.verified is not None,
                reported=None if reported.get(asked.key) == status else reported.get(asked.key),
                reason=account.reasons.get(asked.key, ""),
            )
