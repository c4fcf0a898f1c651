"""The search over everything a reader may see, and the plans that the header offers to switch to."""

from flask import render_template, request

from tracker.audit.queries import trail_mark
from tracker.core.text import clean_text
from tracker.plans import queries, search_queries
from tracker.plans.models import Plan
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


@bp.app_template_global()
def plans_to_switch() -> list[Plan]:
    """The plans of the header's switch; none to choose from when there is only one."""
    lines = queries.visible_plans(current_actor())
    return [line.plan for line in lines] if len(lines) > 1 else []
