"""The small parts of a matrix. A plan repeats a few of them thousands of times; equal ones are one object."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, TypeVar

from tracker.core.quantities import Comparator, Qualifier
from tracker.matrix.material import IndicatorFacts, PositionFacts
from tracker.matrix.rows import Party, Quantity, Source

Part = TypeVar("Part")


class SharedParts:
    """Makes each part once."""

    def __init__(self) -> None:
        self._known: dict[object, Any] = {}

    def one(self, make: Callable[..., Part], *values: object) -> Part:
        """The part that `make` makes of these values."""
        part: Part | None = self._known.get((make, values))
        return part if part is not None else self._made((make, values), make, values)

    def _made(self, key: object, make: Callable[..., Part], values: tuple[object, ...]) -> Part:
        part = self._known[key] = make(*values)
        return part

    def names(self, names: Iterable[str]) -> tuple[str, ...]:
        """The names as one tuple."""
        return self.one(_listed, *names)

    def source(self, document: str | None, clause: str | None, text: str | None) -> Source:
        """Where a statement stands."""
        return self.one(Source, document or "", clause or "", text or "")

    def quantity(self, facts: PositionFacts) -> Quantity:
        """What a position asks for."""
        return self._quantity(facts.as_written, facts.value, facts.level, facts.comparator, facts.qualifier)

    def baseline(self, facts: IndicatorFacts) -> Quantity:
        """Where an indicator starts."""
        comparator = facts.baseline_comparator or Comparator.EQUAL
        values = (facts.baseline_wording, facts.baseline_value, facts.baseline_level)
        return self._quantity(*values, comparator, facts.baseline_qualifier)

    def _quantity(
        self,
        as_written: str | None,
        value: Decimal | None,
        level: str | None,
        comparator: Comparator,
        qualifier: Qualifier | None,
    ) -> Quantity:
        # 45 and 45.0 are equal numbers, but each keeps its own digits. An enum's own hash is slow.
        key = (as_written, str(value), level, id(comparator), id(qualifier))
        quantity: Quantity | None = self._known.get(key)
        values = (as_written, value, level, comparator, qualifier)
        return quantity if quantity is not None else self._made(key, Quantity, values)

    def party(self, facts: PositionFacts, organisation: str) -> Party:
        """Who holds a position."""
        person = f"{facts.honorific or ''} {facts.person or ''}".strip()
        return self.one(Party, organisation, facts.unit or "", person, bool(facts.is_name_released))


def _listed(*names: str) -> tuple[str, ...]:
    return names
