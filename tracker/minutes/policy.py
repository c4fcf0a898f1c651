"""Who may read minutes and who keeps them."""

from tracker.accounts.actors import Actor
from tracker.minutes.models import Meeting


def can_read_minutes(actor: Actor) -> bool:
    """Minutes name officials, so they are for signed-in people of every role (D36)."""
    return actor.is_signed_in


def can_record_minutes(actor: Actor) -> bool:
    """The secretariat records meetings and keeps their source files."""
    return actor.is_staff


def can_edit_minutes(actor: Actor, _meeting: Meeting) -> bool:
    """The secretariat keeps header, participants, clauses, follow-ups and open items of any meeting."""
    return actor.is_staff
