"""How a thing stands, in sentences on its page. Later features know, and hand over where to ask."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from tracker.accounts.actors import Actor

Thing = TypeVar("Thing")


class Standings(Generic[Thing]):
    """Whom to ask about one kind of thing; filled as the app is made."""

    def __init__(self) -> None:
        self._sources: list[Callable[[Actor, Thing], Sequence[str]]] = []

    def add(self, source: Callable[[Actor, Thing], Sequence[str]]) -> None:
        """Ask `source` too: it answers with sentences for the page, only what the actor may know."""
        if source not in self._sources:
            self._sources.append(source)

    def of(self, actor: Actor, thing: Thing) -> list[str]:
        """What is known of how a thing stands, in the order of the sources."""
        return [sentence for source in self._sources for sentence in source(actor, thing)]
