"""What the figures of a period amount to at one look.

No official thresholds are known, so these are the tracker's own and are shown wherever they are used: from
100% of the target agreed at the start of the period an indicator is on track, from 75% it wants attention,
below that it is off track. What is judged is the capaian as it is shown, rounded half up to one decimal.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from tracker.monitoring.progress_states import Look
from tracker.reports.achievement_rules import Score, actual_of, beginning_of, capaian
from tracker.reports.asked import AskedIndicator
from tracker.reports.figure_rules import Figure, Measured, measure
from tracker.reports.period_rules import Period
from tracker.reports.standing_rules import Standing
from tracker.reports.states import DECIDABLE, ReportState, Statement, Uncounted
from tracker.targets.rules import Entry, read_talks
from tracker.targets.states import Stance

ON_TRACK_FROM = Decimal(100)
ATTENTION_FROM = Decimal(75)
_SHOWN = Decimal("0.1")
_OF_PERCENT = ((ON_TRACK_FROM, Look.ON_TRACK), (ATTENTION_FROM, Look.ATTENTION))


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

    Nothing stands in for a missing target (D7): without one the figure is shown unscored, and so are levels
    and years after the plan's (D8). What was dropped by then is not scored either (D14). None when the report
    does not speak of the indicator.
    """
    if asked is None or figure is None or figure.statement is None:
        return Judged(Look.NOT_REPORTED)
    measured, target = measure(asked.kind, figure), asked.aims.at_start
    score = capaian(actual_of(measured), target, asked.direction)
    if target is Uncounted.DROPPED:
        return Judged(Look.DROPPED, measured, score)
    if figure.statement is Statement.NO_PROGRESS:
        return Judged(Look.NO_PROGRESS, capaian=score)
    return Judged(look_of_percent(score.percent), measured, score)


def look_of_percent(percent: Decimal | None) -> Look:
    """What a capaian amounts to by the thresholds; UNSCORED without one."""
    if percent is None:
        return Look.UNSCORED
    shown = percent.quantize(_SHOWN, ROUND_HALF_UP)
    return next((look for least, look in _OF_PERCENT if shown >= least), Look.OFF_TRACK)


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
