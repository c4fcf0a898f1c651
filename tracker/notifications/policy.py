"""Who may look at the outbox."""

from tracker.accounts.actors import Actor


def can_manage_mail(actor: Actor) -> bool:
    """The secretariat sees what was sent to whom, and may send again what got stuck."""
    return actor.is_staff
