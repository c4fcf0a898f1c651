"""The header's navigation: one list per role."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, request, url_for
from flask_babel import lazy_gettext as _l

from tracker.accounts.actors import Actor
from tracker.accounts.states import Role
from tracker.web.access import current_actor
from tracker.web.languages import switch_address
from tracker.web.pagination import page_address


@dataclass(frozen=True)
class Link:
    """A place to go to; `here` are the blueprints that light it up. `in_demo` None: in any
    installation; `roles` None: for everybody."""

    text: Any
    endpoint: str
    here: tuple[str, ...]
    staff_only: bool = False
    signed_in_only: bool = False
    in_demo: bool | None = None
    roles: frozenset[Role] | None = None

    @property
    def is_here(self) -> bool:
        """Whether this page belongs to it."""
        return request.blueprint in self.here

    @property
    def address(self) -> str:
        """Where it leads."""
        return url_for(self.endpoint)

    def is_for(self, actor: Actor, *, is_demo: bool) -> bool:
        """Whether it is shown to this actor, in a demo or where mail really leaves."""
        may_go = (actor.is_staff or not self.staff_only) and (actor.is_signed_in or not self.signed_in_only)
        is_its_role = self.roles is None or actor.role in self.roles
        return may_go and is_its_role and self.in_demo in {None, is_demo}


LANGUAGE_NAMES = (("id", "Indonesia"), ("en", "English"))

LINKS = (
    Link(
        _l("Rencana aksi"), "plans.index", ("plans", "targets", "matrix", "downloads", "reports", "reviews")
    ),
    Link(_l("Laporan saya"), "duties.own", ("duties",), roles=frozenset({Role.MINISTRY})),
    Link(_l("Laporan saya"), "duties.accounts", ("duties",), roles=frozenset({Role.CSO})),
    Link(_l("Verifikasi"), "reports.reports_to_judge", (), staff_only=True),
    Link(_l("Notula"), "minutes.index", ("minutes",), signed_in_only=True),
    Link(_l("Organisasi"), "accounts.organisations", ("accounts",)),
    Link(_l("Jejak audit"), "audit.index", ("audit",), staff_only=True),
    Link(_l("Surel"), "notifications.index", ("notifications",), staff_only=True, in_demo=False),
    Link(_l("Surat demo"), "notifications.demo_letters", ("notifications",), staff_only=True, in_demo=True),
)


def links_for(actor: Actor) -> list[Link]:
    """What this actor can go to."""
    is_demo = current_app.config["SETTINGS"].is_demo
    return [link for link in LINKS if link.is_for(actor, is_demo=is_demo)]


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
