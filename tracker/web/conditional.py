"""Pages that need not be sent again: each carries a tag of everything that it depends on."""

from collections.abc import Callable
from functools import cache, partial, wraps
from typing import TypeVar

from flask import Request, Response, g, make_response, request, session

from tracker.config import ROOT
from tracker.core import clock
from tracker.core.digest import sha256_of
from tracker.web.access import current_actor
from tracker.web.filters import language
from tracker.web.keeping import Kept, kept
from tracker.web.navigation import waiting_for

_MOST_BYTES = 30_000_000
_DRESS = (("templates", "*.html"), ("tracker", "*.py"), ("tracker/translations", "*.mo"))


View = TypeVar("View", bound=Callable[..., str])


def kept_while(state: Callable[[], object]) -> Callable[[View], Callable[..., Response]]:
    """Make a view's page once for each reader and each `state()`, which must change with anything on it.

    What the reader may see is part of that state, so the view itself need not run to answer for it.
    """

    def dress(view: View) -> Callable[..., Response]:
        @wraps(view)
        def kept_view(**address: object) -> Response:
            return unless_known((state(),), partial(view, **address))

        return kept_view

    return dress


def unless_known(parts: tuple[object, ...], make: Callable[[], str]) -> Response:
    """The page that `make` writes, or 304 when the reader has it: when none of `parts` is different.

    Who reads, in which language and by which release of the program counts without being named. A page with
    a message of the last act is neither kept nor left out. Pages read last are kept in memory by their tag.
    """
    if "_flashes" in session:
        return make_response(make())
    tag = _tag(parts)
    if request.if_none_match.contains_weak(tag):
        return _marked(Response(status=304), tag)
    pages: Kept[bytes] = kept("pages", limit=_MOST_BYTES, weigh=len)
    page = pages.find(tag) or make().encode()
    # Writing a page may have begun a session, which is then part of what it depends on.
    tag = _tag(parts)
    return _marked(Response(pages.get(tag, lambda: page)), tag)


class CompressedPages:
    """Where Flask-Compress keeps what it made of pages kept here; making it can take longer than the page."""

    def get(self, key: str) -> bytes | None:
        """The compressed page, if it is kept."""
        return self._kept().find(key)

    def set(self, key: str, page: bytes) -> None:
        """Keep it, unless it belongs to no kept page."""
        if "kept_page" in g:
            self._kept().get(key, lambda: page)

    def _kept(self) -> Kept[bytes]:
        return kept("compressed", limit=_MOST_BYTES, weigh=len)


def compressed_key(_request: Request) -> str:
    """What the compressed form of this answer is kept under; "" when it is not a kept page."""
    return str(g.get("kept_page", ""))


def _marked(response: Response, tag: str) -> Response:
    g.kept_page = tag
    response.set_etag(tag, weak=True)
    response.cache_control.private = True
    response.cache_control.no_cache = True
    response.vary.add("Cookie")
    return response


def _tag(parts: tuple[object, ...]) -> str:
    actor = current_actor()
    # What is late depends on the day, and a page's forms carry a token that other sessions do not accept.
    reader = (actor.user_id, actor.role, actor.name, language(), clock.today(), session.get("csrf_token"))
    frame = (_release(), request.full_path, dict(waiting_for(actor)))
    return sha256_of("|".join(str(part) for part in (*frame, *reader, *parts)))


@cache
def _release() -> str:
    """The fingerprint of what pages are made with, the same in every worker."""
    files = sorted(path for folder, kind in _DRESS for path in (ROOT / folder).rglob(kind))
    return sha256_of("".join(sha256_of(path.read_bytes()) for path in files))
