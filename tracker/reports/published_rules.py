"""What is published of a plan's reports, and which report is awaited (D7, D24, D27). Nothing is averaged."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tracker.reports.asked import Asked
from tracker.reports.content import Content
from tracker.reports.duty_rules import Involved, duties_of
from tracker.reports.period_rules import Period, PeriodException, due_day, is_exempt
from tracker.reports.states import ReportState, Voice


@dataclass(frozen=True)
class Published:
    """A verified report: what it reported, what was verified, and what that was held against.

    `commitment`, `organisation` and `report` are ids, `period` is a code.
    """

    commitment: int
    organisation: int
    voice: Voice
    period: str
    starts_on: date
    report: int
    reported: Content
    verified: Content
    asked: Asked


@dataclass(frozen=True)
class Awaited:
    """A report that is owed for a period and not published; `state` is None when it was not handed in."""

    period: str
    state: ReportState | None


@dataclass(frozen=True)
class PeriodNow:
    """A period, and what organisations were granted for it, by their ids."""

    days: Period
    exceptions: Mapping[int, Sequence[PeriodException]] = field(default_factory=dict)


@dataclass(frozen=True)
class Accounts:
    """How an organisation stands on a commitment: its newest verified report, and a later one it owes."""

    organisation: int
    published: Published | None
    awaited: Awaited | None


@dataclass(frozen=True)
class PlanReports:
    """The reports of a plan on a day.

    `periods` are in order of time. `published` are the newest verified reports by commitment, one of each
    organisation. `handed_in` are the states of reports that were handed in and are not verified, by
    commitment and organisation, then by the code of their period.
    """

    today: date
    periods: Sequence[PeriodNow]
    published: Mapping[int, Sequence[Published]]
    handed_in: Mapping[tuple[int, int], Mapping[str, ReportState]]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was handed in and nothing is due yet."""
        is_due = any(period.days.due_on < self.today for period in self.periods)
        return not (self.published or self.handed_in or is_due)

    def accounts(self, involved: Involved) -> Iterator[Accounts]:
        """Those who owe reports on a commitment in the order of duties, then everybody else who published."""
        codes = [period.days.code for period in self.periods]
        owing = dict.fromkeys(duty.organisation for duty in duties_of((involved,), codes))
        published = {one.organisation: one for one in self.published.get(involved.commitment, ())}
        for organisation in dict.fromkeys((*owing, *published)):
            newest = published.get(organisation)
            owed = self._awaited(involved.commitment, organisation, newest) if organisation in owing else None
            yield Accounts(organisation, newest, owed)

    def _awaited(self, commitment: int, organisation: int, newest: Published | None) -> Awaited | None:
        """The newest report that is past due or handed in, if it is of a later period than the newest one."""
        states = self.handed_in.get((commitment, organisation), {})
        for period in reversed(self.periods):
            if newest and period.days.start <= newest.starts_on:
                return None
            if period.days.code in states or self._is_past_due(period, organisation):
                return Awaited(period.days.code, states.get(period.days.code))
        return None

    def _is_past_due(self, period: PeriodNow, organisation: int) -> bool:
        exceptions = period.exceptions.get(organisation, ())
        return due_day(period.days, exceptions) < self.today and not is_exempt(exceptions, today=self.today)
