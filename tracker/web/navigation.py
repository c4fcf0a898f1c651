"""The header's navigation: one list per role."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, request, url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import SQLAlchemyError

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

    @property
    def waiting(self) -> int:
        """How many things wait behind it for whoever reads; 0 also where nothing is counted."""
        return waiting_for(current_actor()).get(self.endpoint, 0)

    def is_for(self, actor: Actor, *, is_demo: bool) -> bool:
        """Whether it is shown to this actor, in a demo or where mail really leaves."""
        may_go = (actor.is_staff or not self.staff_only) and (actor.is_signed_in or not self.signed_in_only)
        is_its_role = self.roles is None or actor.role in self.roles
        return may_go and is_its_role and self.in_demo in {None, is_demo}


LANGUAGE_NAMES = (("id", "Indonesia"), ("en", "English"))

LINKS = (
    Link(
        _l("Rencana aksi"),
        "plans.index",
        ("plans", "targets", "matrix", "downloads", "reports", "reviews", "report_sheets"),
    ),
    Link(_l("Laporan saya"), "duties.own", ("duties",), roles=frozenset({Role.MINISTRY})),
    Link(_l("Laporan saya"), "duties.accounts", ("duties",), roles=frozenset({Role.CSO})),
    Link(_l("Meja kerja"), "desk.index", ("desk",), staff_only=True),
    Link(_l("Notula"), "minutes.index", ("minutes",), signed_in_only=True),
    Link(_l("Organisasi"), "accounts.organisations", ("accounts",)),
    Link(_l("Jejak audit"), "audit.index", ("audit",), staff_only=True),
    Link(_l("Surel"), "notifications.index", ("notifications",), staff_only=True, in_demo=False),
    Link(_l("Surat demo"), "notifications.demo_letters", ("notifications",), staff_only=True, in_demo=True),
)


# How many things wait behind a link, by its endpoint; each feature hands over a function that counts its own.
_COUNTS: dict[str, Callable[[Actor], int]] = {}


def add_count(endpoint: str, count: Callable[[Actor], int]) -> None:
    """Let the link to `endpoint` say how many things wait there for whoever sees it."""
    _COUNTS[endpoint] = count


def links_for(actor: Actor) -> list[Link]:
    """What this actor can go to."""
    is_demo = current_app.config["SETTINGS"].is_demo
    return [link for link in LINKS if link.is_for(actor, is_demo=is_demo)]


def waiting_for(actor: Actor) -> Mapping[str, int]:
    """How many things wait behind the actor's links, by endpoint; counted once in a request."""
    if "waiting" not in g:
        endpoints = [link.endpoint for link in links_for(actor) if link.endpoint in _COUNTS]
        g.waiting = _counted(actor, endpoints)
    counts: Mapping[str, int] = g.waiting
    return counts


def _counted(actor: Actor, endpoints: list[str]) -> dict[str, int]:
    try:
        return {endpoint: _COUNTS[endpoint](actor) for endpoint in endpoints}
    except SQLAlchemyError:
        # The page that says that the database failed has a navigation too.
        return {}


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
