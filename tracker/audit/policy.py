"""Who may read the trail."""

from tracker.accounts.actors import Actor


def can_read_trail(actor: Actor) -> bool:
    """The secretariat: the trail names who did what, and from where."""
    return actor.is_staff


def can_read_history(actor: Actor) -> bool:
    """The history of one thing names people, so it is for those who are signed in (D36)."""
    return actor.is_signed_in
