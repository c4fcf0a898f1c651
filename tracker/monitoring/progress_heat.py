"""The heat map of a plan: indicators by periods, each cell with a mark and a word; no colour is needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from tracker.monitoring.progress_page import page_of_progress
from tracker.monitoring.progress_queries import Account, CommitmentProgress, Kept, PeriodProgress
from tracker.monitoring.progress_rules import (
    Judged,
    is_dropped_by,
    judged,
    look_of_silence,
    newest_due,
    tally,
)
from tracker.monitoring.progress_states import Look
from tracker.monitoring.progress_wording import short_figure
from tracker.plans.addresses import page_of_indicator
from tracker.plans.models import Indicator
from tracker.reports.asked import AskedIndicator
from tracker.reports.models import ReportingPeriod
from tracker.reports.states import ReportState
from tracker.reports.status_rules import shown_percent
from tracker.targets.queries import Ledger
from tracker.web.filters import in_language, share
from tracker.web.labels import label


@dataclass(frozen=True)
class HeatCell:
    """An indicator in a period: the look, what is written beside its mark, and where it leads.

    `words` say all of it to those who do not see the mark. `is_provisional`: the figure is not verified.
    """

    period: str
    look: Look
    text: str
    words: str
    address: str
    is_provisional: bool

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to show yet."""
        return self.look is Look.NOT_DUE


@dataclass(frozen=True)
class HeatRow:
    """An indicator and its periods, in order of time."""

    number: int
    name: str
    address: str
    is_dropped: bool
    cells: Sequence[HeatCell]


@dataclass(frozen=True)
class HeatSection:
    """A commitment, who answers for it, and its indicators."""

    code: str
    title: str
    lead: str
    address: str
    rows: Sequence[HeatRow]


@dataclass(frozen=True)
class HeatMap:
    """All of it. `newest` is the newest period that was due, None before the first; `counts` are of it."""

    periods: Sequence[ReportingPeriod]
    sections: Sequence[HeatSection]
    newest: ReportingPeriod | None
    counts: Mapping[Look, int]

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.periods) + 2


def heat_map(
    progress: Sequence[CommitmentProgress], dropping: Mapping[int, Ledger], *, today: date
) -> HeatMap:
    """The heat map. `dropping` are the ledgers of indicators that somebody spoke of dropping, by their ids.

    The agency that answers for a commitment speaks for its indicators: what supporters and civil society say
    stands on the commitment's page. What is verified counts, or else what was reported; nothing else (D29).
    """
    periods = [one.period for one in progress[0].periods] if progress else []
    sections = [_section(one, dropping) for one in progress]
    due = newest_due([one.days for one in periods], today=today)
    newest = next((one for one in periods if due and one.code == due.code), None)
    cells = (cell for section in sections for row in section.rows for cell in row.cells)
    counts = tally(cell.look for cell in cells if newest and cell.period == newest.code)
    return HeatMap(periods, sections, newest, counts)


def _section(one: CommitmentProgress, dropping: Mapping[int, Ledger]) -> HeatSection:
    return HeatSection(
        code=one.commitment.code,
        title=in_language(one.commitment, "title"),
        lead=one.commitment.lead.short_name,
        address=page_of_progress(one.commitment),
        rows=[_row(one, indicator, dropping.get(indicator.id)) for indicator in one.commitment.indicators],
    )


def _row(one: CommitmentProgress, indicator: Indicator, ledger: Ledger | None) -> HeatRow:
    return HeatRow(
        number=indicator.number,
        name=in_language(indicator.definition, "name"),
        address=page_of_indicator(indicator),
        is_dropped=bool(ledger and ledger.talks.is_dropped),
        cells=[_cell(one, period, indicator, ledger) for period in one.periods],
    )


def _cell(
    one: CommitmentProgress, place: PeriodProgress, indicator: Indicator, ledger: Ledger | None
) -> HeatCell:
    account = place.lead
    kept = _counting(account)
    asked = kept.told.asked.indicator(indicator.key) if kept else None
    found = _spoken(kept, asked, ledger) if kept else Judged(_silence(account, place.period, ledger))
    text = _text(asked, found) if asked else ""
    is_provisional = bool(text and kept and not kept.is_verified)
    said = (label(found.look), text, _("belum diverifikasi") if is_provisional else "")
    return HeatCell(
        period=place.period.code,
        look=found.look,
        text=text,
        words=", ".join(word for word in said if word),
        address=_address(account, one, place),
        is_provisional=is_provisional,
    )


def _counting(account: Account) -> Kept | None:
    """What was verified, or else reported and not returned, if this reader may read it."""
    is_returned = account.owed is not None and account.owed.state is ReportState.RETURNED
    return account.verified or (None if is_returned else account.reported)


def _spoken(kept: Kept, asked: AskedIndicator | None, ledger: Ledger | None) -> Judged:
    """What was said; of an indicator that a report was no longer asked about, that it was dropped (D14)."""
    if asked is None and ledger and ledger.talks.is_dropped:
        return Judged(Look.DROPPED)
    return judged(asked, kept.figure(asked.key) if asked else None)


def _silence(account: Account, period: ReportingPeriod, ledger: Ledger | None) -> Look:
    if ledger and is_dropped_by(ledger.entries, period.starts_on):
        return Look.DROPPED
    return look_of_silence(account.owed.standing) if account.owed else Look.NOT_DUE


def _text(asked: AskedIndicator, found: Judged) -> str:
    """The capaian, or the figure itself where it has none."""
    if found.measured is None or found.look is Look.DROPPED:
        return ""
    if found.capaian and found.capaian.percent is not None:
        return share(shown_percent(found.capaian.percent))
    return short_figure(asked, found.measured)


def _address(account: Account, one: CommitmentProgress, place: PeriodProgress) -> str:
    if account.report:
        return url_for("reports.report", report_id=account.report.id)
    return page_of_progress(one.commitment, place.period)
