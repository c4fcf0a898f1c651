"""The edge's own addresses: the switch of languages, and what a number field understood while one types."""

from flask import Blueprint, jsonify, redirect, request
from werkzeug.wrappers import Response

from tracker.core.numbers import NumberProblem, read_number
from tracker.web.access import public
from tracker.web.addresses import own_address
from tracker.web.errors import words_for
from tracker.web.filters import reading
from tracker.web.languages import keep_choice

bp = Blueprint("web", __name__)


@bp.get("/language/<any(id, en):language>")
@public
def switch_language(language: str) -> Response:
    """Read on in the other language, on the same page. A link, so that a reader needs no session."""
    return keep_choice(redirect(own_address(request.args.get("next"), otherwise="/")), language)


@bp.get("/readings")
@public
def readings() -> Response:
    """{"echo": …}: the quantity in digits and words, or what keeps it from being read (D4)."""
    try:
        read = read_number(request.args.get("text", ""), decimals_usual="decimals" in request.args)
    except NumberProblem as problem:
        return jsonify(echo=words_for(problem))
    return jsonify(echo=reading(read))
