"""Pages of the feature audit."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.accounts.states import STAFF
from tracker.audit import policy, queries
from tracker.audit.forms import TrailFilterForm
from tracker.audit.labels import NOUNS
from tracker.audit.wording import act_words, line
from tracker.web.access import current_actor, require, roles

bp = Blueprint("audit", __name__)

_PAGE_SIZE = 50


@bp.get("/audit")
@roles(*STAFF)
def index() -> ResponseReturnValue:
    """The trail, newest first."""
    require(policy.can_read_trail)
    actor, form = current_actor(), TrailFilterForm()
    form.act.offer([(act, act_words(act)) for act in queries.list_acts(actor)])
    form.subject_type.offer([(kind, _noun(kind)) for kind in queries.list_subject_types(actor)])
    wanted = queries.TrailFilter(**form.values(), subject_id=_number("subject_id"))
    entries = queries.list_entries(actor, wanted, limit=_PAGE_SIZE + 1, before=_number("before"))
    return render_template(
        "audit/index.html",
        form=form,
        lines=[line(entry) for entry in entries[:_PAGE_SIZE]],
        older=_older(entries[_PAGE_SIZE - 1].id) if len(entries) > _PAGE_SIZE else None,
    )


def _number(name: str) -> int | None:
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _older(entry_id: int) -> str:
    kept: dict[str, Any] = {**request.args, "before": entry_id}
    return url_for(".index", **kept)


def _noun(subject_type: str) -> str:
    return str(NOUNS.get(subject_type.replace("_", "-"), subject_type))
