"""What was achieved, row by row, out of the published reports of a commitment (D14, D27, D29)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tracker.matrix.indicator_ledger import IndicatorLedger
from tracker.matrix.material import OrganisationFacts
from tracker.matrix.rows import AchievedCell, HeldAgainst, Quantity, StatedFigure
from tracker.reports.achievement_rules import Score, Worth
from tracker.reports.asked import AskedIndicator
from tracker.reports.content import Content
from tracker.reports.duty_rules import Involved
from tracker.reports.figure_rules import Figure, Measured, measure
from tracker.reports.published_rules import Accounts, Awaited, PlanReports, Published
from tracker.reports.states import (
    COMPLETION_SCALE,
    AchievementStatus,
    ReportState,
    Uncounted,
    Voice,
)
from tracker.reports.status_rules import achievement_status, shown_percent

# What is computed may go on without end: a percent has one decimal, as on the page of its report.
_PERCENT, _RATIO = Decimal("0.1"), Decimal("0.0001")
_DROPPED = Score(why_not=Uncounted.DROPPED)


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
    asked = published.asked.indicator(key)
    reported, verified = (_figure(said, key) for said in (published.reported, published.verified))
    worth = asked.achieved(verified).at_start if asked and verified else None
    is_society = published.voice is Voice.SOCIETY
    completion = published.verified.completion
    return AchievedCell(
        period=published.period,
        organisation=name,
        voice=published.voice,
        state=ReportState.VERIFIED,
        status=_status(verified, worth, is_society=is_society, is_dropped=is_dropped),
        reported=_stated(reported, asked),
        verified=None if is_society else _stated(verified, asked),
        agreed=_held(worth) if not is_dropped else None,
        original=_original(verified, asked) if not is_dropped else None,
        completion=completion,
        completion_scale=COMPLETION_SCALE if completion else None,
    )


def _figure(content: Content, key: str) -> Figure | None:
    return next((one.figure for one in content.indicators if one.key == key), None)


def _status(
    figure: Figure | None, worth: Worth | None, *, is_society: bool, is_dropped: bool
) -> AchievementStatus | None:
    """Civil society owes no figure, so its silence is not one that is awaited."""
    statement = figure.statement if figure else None
    if is_dropped or worth is None:
        score = _DROPPED if is_dropped else Score(why_not=Uncounted.NO_FIGURE)
    else:
        score = worth.capaian
    return None if is_society and statement is None else achievement_status(statement, score)


def _stated(figure: Figure | None, asked: AskedIndicator | None) -> StatedFigure | None:
    if figure is None or figure.statement is None or asked is None:
        return None
    measured = measure(asked.kind, figure)
    quantity = _quantity(measured, is_percentage=asked.is_percentage) if measured else None
    return StatedFigure(figure.statement, quantity)


def _quantity(measured: Measured, *, is_percentage: bool) -> Quantity:
    value = measured.value
    if value is not None and measured.formula:
        value = _rounded(value, _PERCENT if is_percentage else _RATIO)
    aspects = "; ".join(f"{aspect.name}: {aspect.level}" for aspect in measured.aspects)
    return Quantity(aspects, value, measured.level)


def _held(worth: Worth | None) -> HeldAgainst | None:
    if worth is None or worth.capaian.percent is None or not isinstance(worth.target, Decimal):
        return None
    return HeldAgainst(worth.target, shown_percent(worth.capaian.percent))


def _original(figure: Figure | None, asked: AskedIndicator | None) -> HeldAgainst | None:
    if figure is None or asked is None:
        return None
    achieved = asked.achieved(figure)
    return _held(achieved.original) if achieved.original.target != achieved.at_start.target else None


def _rounded(value: Decimal, step: Decimal) -> Decimal:
    return value.quantize(step, rounding=ROUND_HALF_UP)
