"""Indonesian first, English by a switch."""

from flask import has_request_context, request, session
from flask_login import current_user

from tracker.core.bilingual import LANGUAGES


def chosen_language() -> str:
    """The language of this request: the address's ?lang=, the switch, the person's own, else Indonesian."""
    if not has_request_context():
        return "id"
    for choice in (request.args.get("lang"), session.get("language"), _own_language()):
        if choice in LANGUAGES:
            return str(choice)
    return "id"


def _own_language() -> str | None:
    return current_user.language if current_user and current_user.is_authenticated else None
