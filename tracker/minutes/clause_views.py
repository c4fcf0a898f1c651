"""Pages on which single clauses are written."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.accounts import queries as accounts
from tracker.accounts.states import STAFF
from tracker.core.errors import RuleBroken
from tracker.minutes import clause_services, policy, queries
from tracker.minutes.clause_services import ClauseFields
from tracker.minutes.forms import ClauseForm, NewClauseForm
from tracker.minutes.models import Clause, FollowUp, OpenItem
from tracker.minutes.outcomes import outcomes_of
from tracker.minutes.views import (
    CLAUSES,
    FOLLOW_UPS,
    Links,
    bp,
    chosen,
    form_page,
    links,
    meeting_to_edit,
    page_of_clause,
    page_of_part,
)
from tracker.web.access import current_actor, require, roles
from tracker.web.errors import words_for
from tracker.web.forms import ReasonForm, made, saved


@bp.route("/<code>/clauses/add", methods=["GET", "POST"])
@roles(*STAFF)
def add_clause(code: str) -> ResponseReturnValue:
    """Add one clause."""
    meeting = meeting_to_edit(code)
    form, add = NewClauseForm(), clause_services.add_clause
    _offer_voices(form)
    if clause := made(form, lambda: add(current_actor(), meeting, label=form.label.data, **_content(form))):
        return redirect(page_of_clause(clause))
    return form_page(form, meeting, _("Tambah butir"), back=page_of_part(meeting, CLAUSES))


@bp.route("/<code>/clauses/<label>/edit", methods=["GET", "POST"])
@roles(*STAFF)
def edit_clause(code: str, label: str) -> ResponseReturnValue:
    """Correct what a clause says and who spoke."""
    clause = _clause_to_edit(code, label)
    form, back = ClauseForm(obj=clause), page_of_clause(clause)
    _offer_voices(form)
    if saved(form, lambda: _edit(clause, form)):
        return redirect(back)
    return form_page(form, clause.meeting, _("Ubah butir %(label)s", label=label), back=back)


def _edit(clause: Clause, form: ClauseForm) -> None:
    clause_services.edit_clause(current_actor(), clause, seen_revision=form.seen_revision, **_content(form))


@bp.route("/<code>/clauses/<label>/remove", methods=["GET", "POST"])
@roles(*STAFF)
def remove_clause(code: str, label: str) -> ResponseReturnValue:
    """Remove a clause that nothing rests on; of one that is cited the page says what rests on it."""
    clause = _clause_to_edit(code, label)
    meeting, said, remove = clause.meeting, clause.text, clause_services.remove_clause
    form, obstacle = ReasonForm(), _obstacle(clause)
    if saved(form, lambda: remove(current_actor(), clause, **form.values())):
        flash(_("Butir %(label)s telah dihapus.", label=label), "success")
        return redirect(page_of_part(meeting, CLAUSES))
    return form_page(
        form,
        meeting,
        _("Hapus butir %(label)s", label=label),
        back=page_of_clause(clause),
        template="minutes/remove_clause.html",
        said=said,
        clause=clause,
        obstacle=obstacle,
        led_to=_resting_on(clause),
    )


def _obstacle(clause: Clause) -> str:
    """Why this cannot be removed now, in words; nothing when it can."""
    try:
        clause_services.check_uncited(clause)
    except RuleBroken as error:
        return words_for(error)
    return ""


def _resting_on(clause: Clause) -> Links:
    meeting = clause.meeting
    led_to = links(outcomes_of(current_actor(), meeting).get(clause.id, []))
    own: list[FollowUp | OpenItem] = [*meeting.follow_ups, *meeting.open_items]
    page = page_of_part(meeting, FOLLOW_UPS)
    return [*led_to, *((entry.text, page) for entry in own if entry.clause_id == clause.id)]


def _clause_to_edit(code: str, label: str) -> Clause:
    clause = queries.get_clause(current_actor(), code, label)
    require(policy.can_edit_minutes, clause.meeting)
    return clause


def _offer_voices(form: ClauseForm) -> None:
    actor = current_actor()
    form.speaker_id.offer(accounts.person_choices(actor))
    form.organisation_id.offer(accounts.organisation_choices(actor))
    form.unit_id.offer(accounts.unit_choices(actor))


def _content(form: ClauseForm) -> ClauseFields:
    return {
        "text": form.text.data,
        "speaker": chosen(accounts.get_person, form.speaker_id.data),
        "organisation": chosen(accounts.get_organisation, form.organisation_id.data),
        "unit": chosen(accounts.get_unit, form.unit_id.data),
    }
