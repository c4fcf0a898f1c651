"""Who may come in: the gate on every view, and the actor behind a request."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import abort, current_app, has_request_context, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from tracker.accounts.actors import PUBLIC, Actor
from tracker.accounts.states import EVERY_ROLE, Role
from tracker.core.errors import NotAllowed
from tracker.extensions import expect_reads, expect_writes
from tracker.web.visits import current_visit

View = TypeVar("View", bound=Callable[..., Any])
_GATE = "_tracker_gate"


def public(view: View) -> View:
    """Open this view to everybody; what they may see there is still for the queries to decide."""
    setattr(view, _GATE, frozenset())
    return view


def roles(*allowed: Role) -> Callable[[View], View]:
    """Open this view to signed-in people in these roles; with none named, to everyone signed in."""

    def mark(view: View) -> View:
        setattr(view, _GATE, frozenset(allowed) or EVERY_ROLE)
        return view

    return mark


def gate_of(view: Callable[..., Any]) -> frozenset[Role] | None:
    """The roles a view is open to: empty for everybody, None when nobody decided (then it stays shut)."""
    gate: frozenset[Role] | None = getattr(view, _GATE, None)
    return gate


def current_actor() -> Actor:
    """The person behind this request, as plain values; the public when nobody is known."""
    if not has_request_context():
        return PUBLIC
    if current_user.is_authenticated:
        actor: Actor = current_user.as_actor(f"web {request.remote_addr}")
        return actor
    visit = current_visit()
    return Actor(visit[0], origin=f"link {request.remote_addr}", visit=visit[1]) if visit else PUBLIC


def require(policy: Callable[..., bool], *things: object) -> None:
    """Refuse the request unless `policy(actor, *things)` allows it."""
    if not policy(current_actor(), *things):
        raise NotAllowed(policy.__name__)


# Views of extensions, which cannot carry our mark.
_OPEN_ENDPOINTS = {"static", "security.login", "security.logout"}


def check_gate() -> ResponseReturnValue | None:
    """Before each request: closed unless the view says otherwise."""
    if request.endpoint is None or request.endpoint in _OPEN_ENDPOINTS:
        return None
    allowed = gate_of(current_app.view_functions[request.endpoint])
    if allowed is None:
        abort(404)
    actor = current_actor()
    if not allowed or actor.role in allowed:
        return None
    if actor.is_signed_in:
        raise NotAllowed(request.endpoint)
    return redirect(url_for("security.login", next=_page_wanted()))


def _page_wanted() -> str | None:
    # What a form sent is gone after signing in, so its address is no page to come back to.
    return request.full_path.rstrip("?") if request.method == "GET" else None


def announce_writes() -> None:
    """Before each request: one that may change something takes SQLite's write lock from the start."""
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        expect_reads()
    else:
        expect_writes()
