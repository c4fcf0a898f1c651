"""Who has which paper of a period."""

from dataclasses import dataclass

from tracker.accounts.actors import Actor
from tracker.accounts.states import Role
from tracker.matrix.states import Audience
from tracker.monitoring.paper_models import PeriodFile
from tracker.reports.policy import can_read_periods
from tracker.reports.states import Voice

# As whose people somebody may read reports that nobody has verified yet.
_VOICES = {Role.MINISTRY: Voice.GOVERNMENT, Role.CSO: Voice.SOCIETY}


@dataclass(frozen=True)
class Readers:
    """For whom a paper is. An internal one is for the secretariat, or for the people of one organisation."""

    audience: Audience
    organisation_id: int | None = None
    voice: Voice | None = None


def readers_like(actor: Actor) -> Readers:
    """Those who have the same paper as this actor.

    Names of people, and what nobody has verified yet, are in internal papers only (D36): those of everybody
    for the secretariat, those of their own organisation for its people.
    """
    if actor.is_staff:
        return Readers(Audience.INTERNAL)
    voice = _VOICES.get(actor.role) if actor.role else None
    if voice is None or actor.organisation_id is None:
        return Readers(Audience.PUBLIC)
    return Readers(Audience.INTERNAL, actor.organisation_id, voice)


def can_have_paper(actor: Actor, file: PeriodFile) -> bool:
    """Everybody who may read the plan has the public one; an internal one those for whom it was made."""
    if not can_read_periods(actor, file.period.plan):
        return False
    readers = Readers(file.audience, file.organisation_id, file.voice)
    return actor.is_staff or readers in {Readers(Audience.PUBLIC), readers_like(actor)}
