"""Pages that need not be sent again: each carries a tag of everything that it depends on."""

from collections.abc import Callable
from functools import cache

from flask import Response, make_response, request, session

from tracker.config import ROOT
from tracker.core.digest import sha256_of
from tracker.web.access import current_actor
from tracker.web.filters import language

_DRESS = (("templates", "*.html"), ("tracker", "*.py"), ("tracker/translations", "*.mo"))


def unless_known(parts: tuple[object, ...], make: Callable[[], str]) -> Response:
    """The page that `make` writes, or 304 when the reader has it: when none of `parts` is different.

    Who reads, in which language and by which release of the program counts without being named. A page with
    a message of the last act is neither remembered nor left out.
    """
    is_plain = "_flashes" not in session
    if is_plain and request.if_none_match.contains_weak(_tag(parts)):
        return _marked(Response(status=304), parts)
    response = make_response(make())
    return _marked(response, parts) if is_plain else response


def _marked(response: Response, parts: tuple[object, ...]) -> Response:
    response.set_etag(_tag(parts), weak=True)
    response.cache_control.private = True
    response.cache_control.no_cache = True
    response.vary.add("Cookie")
    return response


def _tag(parts: tuple[object, ...]) -> str:
    actor = current_actor()
    # The forms of a page carry a token that another session would not accept.
    reader = (actor.user_id, actor.role, language(), session.get("csrf_token"))
    return sha256_of("|".join(str(part) for part in (_release(), request.full_path, *reader, *parts)))


@cache
def _release() -> str:
    """The fingerprint of what pages are made with, the same in every worker."""
    files = sorted(path for folder, kind in _DRESS for path in (ROOT / folder).rglob(kind))
    return sha256_of("".join(sha256_of(path.read_bytes()) for path in files))
