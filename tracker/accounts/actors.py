"""The person on whose behalf an act happens, as plain values: no session, no request."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tracker.accounts.states import STAFF, Role
from tracker.core.errors import NotAllowed


@dataclass(frozen=True)
class Visit:
    """A visit by a personal link: of which recipient of a review, and since when."""

    recipient_id: int
    began_at: datetime


@dataclass(frozen=True)
class Actor:
    """Who acts, in which role, for which organisation, and from where.

    `origin` says by which door the act came ("web 10.0.0.1", "cli"); it goes into the audit trail.
    `visit` is how somebody without an account got in: by the personal link of a review's recipient.
    """

    name: str
    role: Role | None = None
    user_id: int | None = None
    organisation_id: int | None = None
    origin: str = ""
    visit: Visit | None = None

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
