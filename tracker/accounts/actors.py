"""The person on whose behalf an act happens, as plain values: no session, no request."""

from collections.abc import Callable
from dataclasses import dataclass

from tracker.accounts.states import STAFF, Role
from tracker.core.errors import NotAllowed


@dataclass(frozen=True)
class Actor:
    """Who acts, in which role, for which organisation, and from where.

    `origin` says by which door the act came ("web 10.0.0.1", "cli"); it goes into the audit trail.
    `recipient_id` is that of the review's recipient whose personal link let somebody without an account in.
    """

    name: str
    role: Role | None = None
    user_id: int | None = None
    organisation_id: int | None = None
    origin: str = ""
    recipient_id: int | None = None

    @property
    def is_signed_in(self) -> bool:
        """Whether this is a known person and not the public."""
        return self.role is not None

    @property
    def is_staff(self) -> bool:
        """Whether the actor works for the secretariat."""
        return self.role in STAFF


PUBLIC = Actor(name="publik")


def command_line_actor() -> Actor:
    """The operator of the server, who has every right of an administrator."""
    return Actor(name="baris perintah", role=Role.ADMINISTRATOR, origin="cli")


def authorise(policy: Callable[..., bool], actor: Actor, *things: object) -> None:
    """Refuse the act unless `policy(actor, *things)` allows it. Every service begins with this."""
    if not policy(actor, *things):
        raise NotAllowed(policy.__name__)
