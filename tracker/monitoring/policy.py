"""Who may look over what all reports amount to."""

from tracker.accounts.actors import Actor


def can_read_desk(actor: Actor) -> bool:
    """The secretariat: the desk shows what is handed in before it is verified."""
    return actor.is_staff
