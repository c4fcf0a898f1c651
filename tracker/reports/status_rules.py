"""How an indicator stands in a period, said by the capaian of one account of it (D8, D14, D26, D29).

No official thresholds are known: these are the tracker's own.
"""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from tracker.reports.achievement_rules import Score
from tracker.reports.states import AchievementStatus, Statement, Uncounted

# In percent of the target, the bound itself included.
ON_TARGET_FROM = Decimal(100)
ATTENTION_FROM = Decimal(75)
_STEP = Decimal("0.1")

_UNCOUNTED = {
    Uncounted.MIDTERM: AchievementStatus.NOT_SCORED,
    Uncounted.DROPPED: AchievementStatus.NOT_SCORED,
    Uncounted.NO_TARGET: AchievementStatus.WITHOUT_TARGET,
}


def achievement_status(statement: Statement | None, capaian: Score) -> AchievementStatus:
    """How it stands by what is stated, None while nobody has, and by the capaian of the stated figure.

    What is not scored stays so whatever is stated. That nothing moved is said as such, and never as a figure
    below its target; of a figure that cannot be counted nothing is said.
    """
    uncounted = _UNCOUNTED.get(capaian.why_not) if capaian.why_not else None
    if uncounted is AchievementStatus.NOT_SCORED:
        return uncounted
    if statement is None:
        return AchievementStatus.NOT_REPORTED
    if statement is Statement.NO_PROGRESS:
        return AchievementStatus.NO_PROGRESS
    if capaian.percent is None:
        return uncounted or AchievementStatus.NOT_COUNTED
    return _by_percent(capaian.percent)


def shown_percent(percent: Decimal) -> Decimal:
    """A capaian to show, with one decimal, rounded half up; but never up to a threshold it does not reach."""
    rounded = percent.quantize(_STEP, rounding=ROUND_HALF_UP)
    is_crossed = _by_percent(rounded) is not _by_percent(percent)
    return percent.quantize(_STEP, rounding=ROUND_DOWN) if is_crossed else rounded


def _by_percent(percent: Decimal) -> AchievementStatus:
    if percent >= ON_TARGET_FROM:
        return AchievementStatus.ON_TARGET
    return AchievementStatus.ATTENTION if percent >= ATTENTION_FROM else AchievementStatus.OFF_TARGET
