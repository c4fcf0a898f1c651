"""The search over everything a reader may see."""

from flask import render_template, request

from tracker.audit.queries import trail_mark
from tracker.core.text import clean_text
from tracker.plans import search_queries
from tracker.plans.views import bp
from tracker.web.access import current_actor, public
from tracker.web.conditional import kept_while

_MOST_OF_A_KIND = 25
_LONGEST_SEARCH = 100


@bp.get("/search")
@public
@kept_while(trail_mark)
def search() -> str:
    """What says all the words asked for."""
    text = clean_text(request.args.get("q", ""))[:_LONGEST_SEARCH]
    found = search_queries.search(current_actor(), text, limit=_MOST_OF_A_KIND)
    return render_template("plans/search.html", text=text, found=found)
