"""The header's navigation: one list per role."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, request, url_for
from flask_babel import lazy_gettext as _l

from tracker.accounts.actors import Actor
from tracker.web.access import current_actor
from tracker.web.languages import switch_address
from tracker.web.pagination import page_address


@dataclass(frozen=True)
class Link:
    """A place to go to; `here` are the blueprints that light it up."""

    text: Any
    endpoint: str
    here: tuple[str, ...]
    staff_only: bool = False
    signed_in_only: bool = False

    @property
    def is_here(self) -> bool:
        """Whether this page belongs to it."""
        return request.blueprint in self.here

    @property
    def address(self) -> str:
        """Where it leads."""
        return url_for(self.endpoint)


LANGUAGE_NAMES = (("id", "Indonesia"), ("en", "English"))

LINKS = (
    Link(_l("Rencana aksi"), "plans.index", ("plans", "targets", "matrix", "downloads", "reviews")),
    Link(_l("Notula"), "minutes.index", ("minutes",), signed_in_only=True),
    Link(_l("Organisasi"), "accounts.organisations", ("accounts",)),
    Link(_l("Jejak audit"), "audit.index", ("audit",), staff_only=True),
)


def links_for(actor: Actor) -> list[Link]:
    """What this actor can go to."""
    return [
        link
        for link in LINKS
        if (actor.is_staff or not link.staff_only) and (actor.is_signed_in or not link.signed_in_only)
    ]


def register(app: Flask) -> None:
    """Give every page the actor and the navigation."""
    app.jinja_env.globals.update(page_address=page_address, switch_address=switch_address)

    @app.context_processor
    def page_frame() -> dict[str, Any]:
        actor = current_actor()
        return {
            "actor": actor,
            "navigation": links_for(actor),
            "languages": LANGUAGE_NAMES,
        }
