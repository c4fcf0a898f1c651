"""What was achieved, row by row, out of the published reports of a commitment (D14, D27, D29)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tracker.matrix.indicator_ledger import IndicatorLedger
from tracker.matrix.material import OrganisationFacts
from tracker.matrix.rows import AchievedCell, HeldAgainst, Quantity, StatedFigure
from tracker.reports.achievement_rules import Known, Score, actual_of, capaian
from tracker.reports.asked import AskedIndicator
from tracker.reports.content import Content
from tracker.reports.duty_rules import Involved
from tracker.reports.figure_rules import Measured, measure
from tracker.reports.published_rules import Accounts, Awaited, PlanReports, Published
from tracker.reports.states import (
    AchievementStatus,
    ReportState,
    Statement,
    Uncounted,
    Voice,
)
from tracker.reports.status_rules import achievement_status, shown_percent

# What is computed may go on without end; these are the decimals that it has on the page of its report.
_PERCENT, _RATIO = Decimal("0.1"), Decimal("0.01")


@dataclass(frozen=True, slots=True)
class _Speaker:
    """An organisation by its short name, and its accounts."""

    name: str
    accounts: Accounts


@dataclass(frozen=True, slots=True)
class CommitmentReports:
    """The accounts of a commitment: those of agencies in the order of their duties, then civil society's."""

    speakers: Sequence[_Speaker]

    @property
    def ids(self) -> Mapping[str, int]:
        """The published reports, by the short name of the organisation."""
        known = ((one.name, one.accounts.published) for one in self.speakers)
        return {name: published.report for name, published in known if published}

    def about(self, one: IndicatorLedger) -> tuple[AchievedCell, ...]:
        """What they say about an indicator. Nothing is awaited of a dropped one, and it is not scored."""
        return tuple(self._cells(one.key, is_dropped=one.talks.is_dropped))

    def _cells(self, key: str, *, is_dropped: bool) -> Iterator[AchievedCell]:
        for speaker in self.speakers:
            published, awaited = speaker.accounts.published, speaker.accounts.awaited
            if published:
                yield _published(speaker.name, published, key, is_dropped=is_dropped)
            if awaited and not is_dropped:
                yield _awaited(speaker.name, awaited)


def read_reports(
    involved: Involved, organisations: Mapping[int, OrganisationFacts], reports: PlanReports
) -> CommitmentReports:
    """The accounts of one commitment. Supporters, and those of civil society, are in the order of names."""
    speakers = [
        _Speaker(organisations[accounts.organisation].short_name, accounts)
        for accounts in reports.accounts(involved)
    ]
    return CommitmentReports(sorted(speakers, key=lambda one: _place(one, involved.lead)))


def _place(speaker: _Speaker, lead: int) -> tuple[bool, bool, str]:
    published = speaker.accounts.published
    is_society = published is not None and published.voice is Voice.SOCIETY
    return is_society, speaker.accounts.organisation != lead, speaker.name.casefold()


def _awaited(name: str, awaited: Awaited) -> AchievedCell:
    status = AchievementStatus.NOT_REPORTED if awaited.state is None else None
    return AchievedCell(awaited.period, name, Voice.GOVERNMENT, awaited.state, status)


def _published(name: str, published: Published, key: str, *, is_dropped: bool) -> AchievedCell:
    asked, is_society = published.asked.indicator(key), published.voice is Voice.SOCIETY
    reported, verified = (_said(content, key, asked) for content in (published.reported, published.verified))
    agreed, original = _held_against(verified, asked, is_dropped=is_dropped)
    completion = published.verified.completion
    # Civil society owes no figure, so its silence is not one that is awaited.
    has_status = bool(verified.statement) or not is_society
    return AchievedCell(
        period=published.period,
        organisation=name,
        voice=published.voice,
        state=ReportState.VERIFIED,
        status=achievement_status(verified.statement, agreed.score) if has_status else None,
        reported=reported.stated,
        verified=None if is_society else verified.stated,
        agreed=agreed.held,
        original=original.held if original.target != agreed.target else None,
        completion=completion,
        completion_scale=published.verified.completion_scale if completion else None,
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """What an account says about an indicator, and what that amounts to; nothing when it was not asked."""

    statement: Statement | None = None
    measured: Measured | None = None
    is_percentage: bool = False

    @property
    def stated(self) -> StatedFigure | None:
        """As the matrix shows it."""
        if self.statement is None:
            return None
        quantity = _quantity(self.measured, is_percentage=self.is_percentage) if self.measured else None
        return StatedFigure(self.statement, quantity)


@dataclass(frozen=True, slots=True)
class _Against:
    """A figure held against a target."""

    target: Known
    score: Score

    @property
    def held(self) -> HeldAgainst | None:
        """As the matrix shows it; None where there is no percent."""
        if self.score.percent is None or not isinstance(self.target, Decimal):
            return None
        return HeldAgainst(self.target, shown_percent(self.score.percent))


def _said(content: Content, key: str, asked: AskedIndicator | None) -> _Said:
    figure = next((one.figure for one in content.indicators if one.key == key), None)
    if figure is None or asked is None:
        return _Said()
    return _Said(figure.statement, measure(asked.kind, figure), asked.is_percentage)


def _held_against(
    said: _Said, asked: AskedIndicator | None, *, is_dropped: bool
) -> tuple[_Against, _Against]:
    """Against the target agreed when the period began, and against the original one."""
    if is_dropped or asked is None:
        unscored = Uncounted.DROPPED if is_dropped else Uncounted.NO_FIGURE
        nothing = _Against(unscored, Score(why_not=unscored))
        return nothing, nothing
    actual = actual_of(said.measured)
    agreed, original = (
        _Against(target, capaian(actual, target, asked.direction))
        for target in (asked.aims.at_start, asked.aims.original)
    )
    return agreed, original


def _quantity(measured: Measured, *, is_percentage: bool) -> Quantity:
    value = measured.value
    if value is not None and measured.formula:
        step = _PERCENT if is_percentage else _RATIO
        value = value.quantize(step, rounding=ROUND_HALF_UP)
    aspects = "; ".join(f"{aspect.name}: {aspect.level}" for aspect in measured.aspects)
    return Quantity(aspects, value, measured.level)
