"""The edge's own page: what a number field understood, for the script that says it back while one types."""

from flask import Blueprint, Response, jsonify, request

from tracker.core.numbers import NumberProblem, read_number
from tracker.web.access import public
from tracker.web.errors import words_for
from tracker.web.filters import reading

bp = Blueprint("web", __name__)


@bp.get("/readings")
@public
def readings() -> Response:
    """{"echo": …}: the quantity in digits and words, or what keeps it from being read (D4)."""
    try:
        read = read_number(request.args.get("text", ""), decimals_usual="decimals" in request.args)
    except NumberProblem as problem:
        return jsonify(echo=words_for(problem))
    return jsonify(echo=reading(read))
