"""Pages of minutes as a whole. Those of what they hold are in files of their own and share this blueprint."""

from collections.abc import Callable
from io import BytesIO
from typing import Any, TypeVar

from flask import Blueprint, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.accounts.actors import Actor
from tracker.minutes import policy, queries
from tracker.minutes.forms import SearchForm
from tracker.minutes.labels import explain
from tracker.minutes.models import Clause, Meeting, OpenItem
from tracker.minutes.outcomes import Outcome, outcomes_of
from tracker.minutes.states import OpenItemKind
from tracker.web.access import current_actor, require, roles
from tracker.web.forms import BaseForm
from tracker.web.pagination import page_of

bp = Blueprint("minutes", __name__, url_prefix="/minutes")

Thing = TypeVar("Thing")
Links = list[tuple[str, str]]

ROWS_PER_PAGE = 20

# The parts of the page of minutes, by the ids of their headings.
PARTICIPANTS, CLAUSES, FOLLOW_UPS, OPEN_ITEMS = "peserta", "butir", "tindak-lanjut", "hal-terbuka"


@bp.get("")
@roles()
def index() -> ResponseReturnValue:
    """All minutes, newest first."""
    form = SearchForm()
    actor, search = current_actor(), form.values()["text"] or ""
    pagination = page_of(queries.count_meetings(actor, search=search), per_page=ROWS_PER_PAGE)
    rows = queries.list_meetings(actor, search=search, limit=pagination.per_page, offset=pagination.offset)
    return render_template(
        "minutes/index.html",
        form=form,
        rows=rows,
        search=search,
        pagination=pagination,
        may_record=policy.can_record_minutes(actor),
    )


@bp.get("/<code>")
@roles()
def show(code: str) -> ResponseReturnValue:
    """One meeting: header, flags, clauses and what they led to."""
    actor = current_actor()
    meeting = queries.get_meeting_by_code(actor, code)
    flags = queries.flags_of(meeting, queries.known_organisations())
    return render_template(
        "minutes/show.html",
        meeting=meeting,
        flags=[(flag.code, explain(flag)) for flag in flags],
        led_to={clause_id: links(found) for clause_id, found in outcomes_of(actor, meeting).items()},
        open_items=_by_kind(meeting),
        may_edit=policy.can_edit_minutes(actor, meeting),
        breadcrumbs=way_to(meeting.code),
    )


@bp.get("/<code>/clauses/<label>")
@roles()
def clause(code: str, label: str) -> ResponseReturnValue:
    """The address of a clause that others can point to: its place on the page of its minutes (D21)."""
    return redirect(page_of_clause(queries.get_clause(current_actor(), code, label)))


@bp.get("/<code>/source")
@roles()
def source(code: str) -> ResponseReturnValue:
    """The source file, byte for byte, to be kept and not opened in place."""
    document = queries.get_source(current_actor(), code)
    return send_file(
        BytesIO(document.content),
        mimetype=document.media_type,
        as_attachment=True,
        download_name=document.file_name,
        etag=document.sha256,
        last_modified=document.received_at,
    )


def meeting_to_edit(code: str) -> Meeting:
    """The minutes of the address, for somebody who may edit them."""
    meeting = queries.get_meeting_by_code(current_actor(), code)
    require(policy.can_edit_minutes, meeting)
    return meeting


def chosen(find: Callable[[Actor, int], Thing], thing_id: int | None) -> Thing | None:
    """What was chosen in a field by its id; None when nothing was."""
    return None if thing_id is None else find(current_actor(), thing_id)


def page_of_part(meeting: Meeting, part: str) -> str:
    """The address of a part of the page of these minutes."""
    return url_for("minutes.show", code=meeting.code, _anchor=part)


def page_of_clause(clause: Clause) -> str:
    """The address at which a clause is read."""
    return page_of_part(clause.meeting, clause.anchor)


def way_to(here: str, meeting: Meeting | None = None) -> Links:
    """The breadcrumbs of a page that lies in these minutes, or in the list of them."""
    inside = [(meeting.code, url_for(".show", code=meeting.code))] if meeting else []
    return [(_("Notula"), url_for(".index")), *inside, (here, "")]


def form_page(
    form: BaseForm,
    meeting: Meeting,
    heading: str,
    *,
    back: str,
    template: str = "form.html",
    **more: object,
) -> ResponseReturnValue:
    """The page of a form about these minutes; `back` leads to what it is about."""
    return render_template(
        template,
        form=form,
        meeting=meeting,
        heading=heading,
        kicker=meeting.title,
        back=back,
        breadcrumbs=way_to(heading, meeting),
        **more,
    )


def links(outcomes: list[Outcome]) -> Links:
    """What a clause led to, as texts with their addresses."""
    return [(found.text, _address(found)) for found in outcomes]


def _address(outcome: Outcome) -> str:
    values: dict[str, Any] = dict(outcome.values)
    return url_for(outcome.endpoint, **values) if outcome.endpoint else ""


def _by_kind(meeting: Meeting) -> list[tuple[OpenItemKind, list[OpenItem]]]:
    kinds = [(kind, [item for item in meeting.open_items if item.kind is kind]) for kind in OpenItemKind]
    return [(kind, items) for kind, items in kinds if items]
