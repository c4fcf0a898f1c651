"""What an indicator amounts to in a period at one look; the thresholds are those of `reports.status_rules`.

There from 100% of the target agreed at the start of the period an indicator is on track, from 75% it wants
attention, and below that it is off track.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.monitoring.progress_states import Look
from tracker.reports.achievement_rules import Score, actual_of, beginning_of, capaian
from tracker.reports.asked import AskedIndicator
from tracker.reports.figure_rules import Figure, Measured, measure
from tracker.reports.period_rules import Period
from tracker.reports.standing_rules import Standing
from tracker.reports.states import DECIDABLE, AchievementStatus, ReportState, Uncounted
from tracker.reports.status_rules import achievement_status
from tracker.targets.rules import Entry, read_talks
from tracker.targets.states import Stance

_LOOKS = {
    AchievementStatus.ON_TARGET: Look.ON_TRACK,
    AchievementStatus.ATTENTION: Look.ATTENTION,
    AchievementStatus.OFF_TARGET: Look.OFF_TRACK,
    AchievementStatus.NO_PROGRESS: Look.NO_PROGRESS,
    AchievementStatus.NOT_REPORTED: Look.NOT_REPORTED,
    AchievementStatus.WITHOUT_TARGET: Look.WITHOUT_TARGET,
    AchievementStatus.NOT_COUNTED: Look.UNSCORED,
    AchievementStatus.NOT_SCORED: Look.UNSCORED,
}


@dataclass(frozen=True)
class Judged:
    """A look, the figure it rests on, and its capaian against the target agreed at the period's start (D29).

    `measured` is None where no figure was given, `capaian` where nothing was said at all.
    """

    look: Look
    measured: Measured | None = None
    capaian: Score | None = None


def judged(asked: AskedIndicator | None, figure: Figure | None) -> Judged:
    """What was said about an indicator, held against the target agreed at the start of its period.

    Nothing stands in for a missing target (D7). Levels and years after the plan's last are not scored (D8),
    nor is what was dropped by then (D14). None when the report does not speak of the indicator.
    """
    if asked is None or figure is None or figure.statement is None:
        return Judged(Look.NOT_REPORTED)
    measured = measure(asked.kind, figure)
    score = capaian(actual_of(measured), asked.aims.at_start, asked.direction)
    if score.why_not is Uncounted.DROPPED:
        return Judged(Look.DROPPED, measured, score)
    return Judged(_LOOKS[achievement_status(figure.statement, score)], measured, score)


def look_of_silence(standing: Standing) -> Look:
    """How an owed report stands of which this reader has no figures: why there are none."""
    if standing.is_exempt and not standing.is_handed_in:
        return Look.EXCUSED
    if standing.state is ReportState.RETURNED:
        return Look.SENT_BACK
    if standing.state in DECIDABLE:
        return Look.AWAITED
    return Look.NOT_REPORTED if standing.is_missing else Look.NOT_DUE


def is_dropped_by(entries: Sequence[Entry], day: date) -> bool:
    """Whether an indicator was agreed to be dropped before a day began in Jakarta (D14)."""
    known = [entry for entry in entries if entry.recorded_at <= beginning_of(day)]
    return any(entry.stance is Stance.DROP for entry in known) and read_talks(known).is_dropped


def newest_due(periods: Iterable[Period], *, today: date) -> Period | None:
    """The latest of the periods whose last day in time has passed; None before the first."""
    due = [one for one in periods if one.due_on < today]
    return max(due, key=lambda one: one.end, default=None)


def tally(looks: Iterable[Look]) -> dict[Look, int]:
    """How many there are of each look, in the order of the looks; those that do not occur are left out."""
    known = list(looks)
    return {look: known.count(look) for look in Look if look in known}
