"""Indonesian first, English by a switch."""

from urllib.parse import urlencode

from flask import current_app, has_request_context, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from tracker.core.bilingual import LANGUAGES

_COOKIE = "language"
_YEAR = 365 * 24 * 60 * 60


def chosen_language() -> str:
    """The language of this request: the address's ?lang=, the switch, the person's own, else Indonesian."""
    if not has_request_context():
        return "id"
    for choice in (request.args.get("lang"), request.cookies.get(_COOKIE), _own_language()):
        if choice in LANGUAGES:
            return str(choice)
    return "id"


def keep_choice(response: Response, language: str) -> Response:
    """Let this browser remember the language; a cookie of its own, so that reading needs no session."""
    response.set_cookie(
        _COOKIE,
        language,
        max_age=_YEAR,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    return response


def switch_address(language: str) -> str:
    """The link that shows this same page in `language`."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    here = f"{request.path}?{urlencode(kept)}" if kept else request.path
    return url_for("web.switch_language", language=language, next=here)


def _own_language() -> str | None:
    return current_user.language if current_user and current_user.is_authenticated else None
