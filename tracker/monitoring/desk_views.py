"""The staff's desk: what waits for the secretariat, counted, and each count as a list."""

from flask import Blueprint, render_template

from tracker.accounts.states import STAFF
from tracker.audit.queries import trail_mark
from tracker.core import clock
from tracker.monitoring import desk_page, desk_wording, policy
from tracker.monitoring.desk_forms import DeskFilterForm
from tracker.monitoring.desk_list_queries import lines_of, narrowed
from tracker.monitoring.desk_queries import Desk, count_to_verify, read_desk
from tracker.monitoring.desk_states import ABOUT_INDICATORS, DeskList
from tracker.web.access import current_actor, require, roles
from tracker.web.conditional import kept_while
from tracker.web.navigation import add_count
from tracker.web.pagination import page_of

bp = Blueprint("desk", __name__)
add_count("desk.index", count_to_verify)

_NAMES = ", ".join(f'"{which.value}"' for which in DeskList)


def _desk() -> Desk:
    require(policy.can_read_desk)
    return read_desk(current_actor(), today=clock.today())


@bp.get("/desk")
@roles(*STAFF)
@kept_while(trail_mark)
def index() -> str:
    """Every list with its count, in all plans and in each."""
    about_reports, about_indicators = desk_page.cards(_desk())
    return render_template(
        "monitoring/desk.html",
        about_reports=about_reports,
        about_indicators=about_indicators,
        meanings=desk_wording.MEANINGS,
    )


@bp.get(f"/desk/<any({_NAMES}):name>")
@roles(*STAFF)
@kept_while(trail_mark)
def lines(name: str) -> str:
    """One list, narrowed and in pages."""
    desk, which, form = _desk(), DeskList(name), DeskFilterForm()
    found = lines_of(desk, which)
    form.offer(desk.plans, found)
    selection = form.selection()
    shown = narrowed(found, selection)
    pagination = page_of(len(shown))
    return render_template(
        "monitoring/desk_list.html",
        which=which,
        meaning=desk_wording.MEANINGS[which],
        since=desk_wording.SINCE.get(which),
        empty=desk_wording.EMPTY[which],
        is_empty=not found,
        about_indicators=which in ABOUT_INDICATORS,
        may_go_together=which is DeskList.TO_VERIFY and bool(found),
        form=form,
        selection=selection,
        pagination=pagination,
        rows=desk_page.rows(which, shown[pagination.offset : pagination.last]),
        breadcrumbs=desk_page.way_to(which),
    )
