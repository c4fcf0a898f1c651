"""What is wrong with something handed in, all of it at once and each thing by its field."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from tracker.core.errors import RuleBroken


@dataclass(frozen=True)
class Breach:
    """One thing that is wrong: its code, the input it belongs to ("" for none), what its words need."""

    code: str
    field: str = ""
    params: tuple[tuple[str, object], ...] = ()


class SeveralBroken(RuleBroken):
    """The domain says no, perhaps for several reasons. `breaches` are all of them; the first one speaks."""

    def __init__(self, breaches: Sequence[Breach]) -> None:
        first = breaches[0]
        super().__init__(first.code, field=first.field or None, params=dict(first.params))
        self.breaches = tuple(breaches)

    @property
    def each(self) -> tuple[RuleBroken, ...]:
        """One error for each of them."""
        return tuple(
            RuleBroken(one.code, field=one.field or None, params=dict(one.params)) for one in self.breaches
        )


def breach(code: str, field: str = "", /, **params: object) -> Breach:
    """A breach with the params of its words by name."""
    return Breach(code, field, tuple(params.items()))


def refuse(breaches: Iterable[Breach]) -> None:
    """Raise SeveralBroken with all of them; nothing happens when there are none."""
    if found := tuple(breaches):
        raise SeveralBroken(found)


def under(place: str, breaches: Iterable[Breach]) -> tuple[Breach, ...]:
    """The same breaches with their fields inside `place`: "numerator" → "RAN7-01/1.numerator"."""
    return tuple(replace(one, field=f"{place}.{one.field}" if one.field else place) for one in breaches)


def caught(check: Callable[[], None]) -> tuple[Breach, ...]:
    """What a rule that raises refuses, as a breach."""
    try:
        check()
    except RuleBroken as error:
        return (Breach(error.code, error.field or "", tuple(error.params.items())),)
    return ()
