"""How a position was understood and what it would raise, for its writer to check first (D4, D9)."""

from dataclasses import dataclass

from tracker.core.quantities import Reading, echo
from tracker.plans.models import Indicator
from tracker.targets.labels import explain
from tracker.targets.models import Position
from tracker.targets.plausibility import Anomaly
from tracker.targets.queries import ledgers, series_of
from tracker.targets.warnings import warnings_about
from tracker.targets.wording import sentence, unit_word
from tracker.web.filters import language


@dataclass(frozen=True)
class Preview:
    """What stood there before."""

    indicator: Indicator
    warnings: tuple[Anomaly, ...]

    def after(self, position: Position) -> str:
        """The entry as the time line will tell it, its number in words, and each new warning; a line each."""
        new = [found for found in _warnings(self.indicator) if found not in self.warnings]
        told = [sentence(position), *_spoken(position)]
        return "\n".join((*told, *(explain(found.rule, found.params) for found in new)))


def preview_of(indicator: Indicator) -> Preview:
    """The state before an entry is added."""
    return Preview(indicator, _warnings(indicator))


def _warnings(indicator: Indicator) -> tuple[Anomaly, ...]:
    ledger = ledgers([indicator.id])[indicator.id]
    return warnings_about(indicator, ledger, series_of([indicator.commitment_id])[indicator.commitment_id])


def _spoken(position: Position) -> list[str]:
    if position.value is None:
        return []
    reading = Reading(
        position.as_written,
        position.value,
        position.comparator,
        position.qualifier,
        unit_word(position.indicator),
    )
    return [echo(reading, locale=language())]
