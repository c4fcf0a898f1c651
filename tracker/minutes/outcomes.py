"""What each clause led to. Later features know; they hand over where to ask when the app is made."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.accounts.actors import Actor
from tracker.minutes.models import Meeting


@dataclass(frozen=True)
class Outcome:
    """Something that rests on a clause: a sentence in the language of the page, and the page it stands on.

    `endpoint` and `values` are what the page's address is made of; without an endpoint there is no link.
    """

    text: str
    endpoint: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)


OutcomeSource = Callable[[Actor, Meeting], Mapping[int, Sequence[Outcome]]]

_sources: list[OutcomeSource] = []


def add_outcome_source(source: OutcomeSource) -> None:
    """Ask `source` too: it answers with outcomes by clause id, only those the actor may see."""
    if source not in _sources:
        _sources.append(source)


def outcomes_of(actor: Actor, meeting: Meeting) -> dict[int, list[Outcome]]:
    """What the clauses of these minutes led to, by clause id, in the order of the sources."""
    gathered: dict[int, list[Outcome]] = {}
    for source in _sources:
        for clause_id, outcomes in source(actor, meeting).items():
            gathered.setdefault(clause_id, []).extend(outcomes)
    return gathered
