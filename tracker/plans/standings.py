"""How a commitment stands, in a line. Later features know, and hand over where to ask as the app is made."""

from collections.abc import Callable, Sequence

from tracker.accounts.actors import Actor
from tracker.plans.models import Commitment

StandingSource = Callable[[Actor, Commitment], Sequence[str]]

_sources: list[StandingSource] = []


def add_standing_source(source: StandingSource) -> None:
    """Ask `source` too: it answers with sentences for the page, only what the actor may know."""
    if source not in _sources:
        _sources.append(source)


def standings_of(actor: Actor, commitment: Commitment) -> list[str]:
    """What is known of how a commitment stands, in the order of the sources."""
    return [sentence for source in _sources for sentence in source(actor, commitment)]
