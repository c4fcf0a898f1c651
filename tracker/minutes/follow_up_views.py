"""Pages on which follow-ups and open items are written."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.accounts import queries as accounts
from tracker.accounts.states import STAFF
from tracker.core import clock
from tracker.extensions import unit_of_work
from tracker.minutes import follow_up_services, policy, queries
from tracker.minutes.follow_up_services import FollowUpFields, OpenItemFields
from tracker.minutes.forms import FollowUpForm, OpenItemForm, ResolutionForm
from tracker.minutes.models import Clause, FollowUp, Meeting, OpenItem
from tracker.minutes.views import FOLLOW_UPS, OPEN_ITEMS, bp, chosen, form_page, meeting_to_edit, page_of_part
from tracker.web.access import current_actor, require, roles
from tracker.web.forms import ReasonForm, saved


@bp.route("/<code>/follow-ups/add", methods=["GET", "POST"])
@roles(*STAFF)
def add_follow_up(code: str) -> ResponseReturnValue:
    """Note what is to be done."""
    meeting = meeting_to_edit(code)
    form, back = FollowUpForm(), page_of_part(meeting, FOLLOW_UPS)
    _offer_owners(form, meeting)
    add = follow_up_services.add_follow_up
    if saved(form, lambda: add(current_actor(), meeting, **_follow_up(form, meeting))):
        return redirect(back)
    return form_page(form, meeting, _("Tambah tindak lanjut"), back=back)


@bp.route("/<code>/follow-ups/<int:follow_up_id>/edit", methods=["GET", "POST"])
@roles(*STAFF)
def edit_follow_up(code: str, follow_up_id: int) -> ResponseReturnValue:
    """Change a follow-up."""
    follow_up = _follow_up_to_edit(code, follow_up_id)
    form, back = FollowUpForm(obj=follow_up), page_of_part(follow_up.meeting, FOLLOW_UPS)
    _offer_owners(form, follow_up.meeting)
    if saved(form, lambda: _edit_follow_up(follow_up, form)):
        return redirect(back)
    return form_page(form, follow_up.meeting, _("Ubah tindak lanjut"), back=back)


def _edit_follow_up(follow_up: FollowUp, form: FollowUpForm) -> None:
    said = _follow_up(form, follow_up.meeting)
    follow_up_services.edit_follow_up(current_actor(), follow_up, seen_revision=form.seen_revision, **said)


@bp.route("/<code>/follow-ups/<int:follow_up_id>/remove", methods=["GET", "POST"])
@roles(*STAFF)
def remove_follow_up(code: str, follow_up_id: int) -> ResponseReturnValue:
    """Remove a follow-up, after a look at what that means."""
    follow_up = _follow_up_to_edit(code, follow_up_id)
    form, back = ReasonForm(), page_of_part(follow_up.meeting, FOLLOW_UPS)
    remove = follow_up_services.remove_follow_up
    if saved(form, lambda: remove(current_actor(), follow_up, **form.values())):
        flash(_("Tindak lanjut telah dihapus."), "success")
        return redirect(back)
    return _removal_page(form, follow_up, _("Hapus tindak lanjut"), back=back)


@bp.post("/<code>/follow-ups/<int:follow_up_id>/finish")
@roles(*STAFF)
def finish_follow_up(code: str, follow_up_id: int) -> ResponseReturnValue:
    """Say that it is done, as of today."""
    with unit_of_work():
        follow_up = queries.get_follow_up(current_actor(), code, follow_up_id)
        follow_up_services.finish_follow_up(current_actor(), follow_up, done_on=clock.today())
    flash(_("Tindak lanjut dinyatakan selesai. Anda dapat membukanya lagi."), "success")
    return redirect(page_of_part(follow_up.meeting, FOLLOW_UPS))


@bp.post("/<code>/follow-ups/<int:follow_up_id>/reopen")
@roles(*STAFF)
def reopen_follow_up(code: str, follow_up_id: int) -> ResponseReturnValue:
    """Take back that it is done."""
    with unit_of_work():
        follow_up = queries.get_follow_up(current_actor(), code, follow_up_id)
        follow_up_services.reopen_follow_up(current_actor(), follow_up)
    return redirect(page_of_part(follow_up.meeting, FOLLOW_UPS))


@bp.route("/<code>/open-items/add", methods=["GET", "POST"])
@roles(*STAFF)
def add_open_item(code: str) -> ResponseReturnValue:
    """Keep a remark that belongs to no indicator."""
    meeting = meeting_to_edit(code)
    form, back = OpenItemForm(), page_of_part(meeting, OPEN_ITEMS)
    form.clause_id.offer(_clause_choices(meeting))
    add = follow_up_services.add_open_item
    if saved(form, lambda: add(current_actor(), meeting, **_open_item(form, meeting))):
        return redirect(back)
    return form_page(form, meeting, _("Tambah hal terbuka"), back=back)


@bp.route("/<code>/open-items/<int:item_id>/edit", methods=["GET", "POST"])
@roles(*STAFF)
def edit_open_item(code: str, item_id: int) -> ResponseReturnValue:
    """Change an open item."""
    item = _open_item_to_edit(code, item_id)
    form, back = OpenItemForm(obj=item), page_of_part(item.meeting, OPEN_ITEMS)
    form.clause_id.offer(_clause_choices(item.meeting))
    if saved(form, lambda: _edit_open_item(item, form)):
        return redirect(back)
    return form_page(form, item.meeting, _("Ubah hal terbuka"), back=back)


def _edit_open_item(item: OpenItem, form: OpenItemForm) -> None:
    said = _open_item(form, item.meeting)
    follow_up_services.edit_open_item(current_actor(), item, seen_revision=form.seen_revision, **said)


@bp.route("/<code>/open-items/<int:item_id>/resolve", methods=["GET", "POST"])
@roles(*STAFF)
def resolve_open_item(code: str, item_id: int) -> ResponseReturnValue:
    """Say what became of an open item."""
    item = _open_item_to_edit(code, item_id)
    form, back = ResolutionForm(), page_of_part(item.meeting, OPEN_ITEMS)
    resolve, today = follow_up_services.resolve_open_item, clock.today()
    if saved(form, lambda: resolve(current_actor(), item, resolved_on=today, **form.values())):
        return redirect(back)
    heading, template = _("Nyatakan hal terbuka selesai"), "minutes/resolution_form.html"
    return form_page(form, item.meeting, heading, back=back, template=template, item=item)


@bp.route("/<code>/open-items/<int:item_id>/remove", methods=["GET", "POST"])
@roles(*STAFF)
def remove_open_item(code: str, item_id: int) -> ResponseReturnValue:
    """Remove an open item, after a look at what that means."""
    item = _open_item_to_edit(code, item_id)
    form, back = ReasonForm(), page_of_part(item.meeting, OPEN_ITEMS)
    remove = follow_up_services.remove_open_item
    if saved(form, lambda: remove(current_actor(), item, **form.values())):
        flash(_("Hal terbuka telah dihapus."), "success")
        return redirect(back)
    return _removal_page(form, item, _("Hapus hal terbuka"), back=back)


def _removal_page(
    form: ReasonForm, entry: FollowUp | OpenItem, heading: str, *, back: str
) -> ResponseReturnValue:
    template = "minutes/remove.html"
    return form_page(form, entry.meeting, heading, back=back, template=template, said=entry.text)


def _follow_up_to_edit(code: str, follow_up_id: int) -> FollowUp:
    follow_up = queries.get_follow_up(current_actor(), code, follow_up_id)
    require(policy.can_edit_minutes, follow_up.meeting)
    return follow_up


def _open_item_to_edit(code: str, item_id: int) -> OpenItem:
    item = queries.get_open_item(current_actor(), code, item_id)
    require(policy.can_edit_minutes, item.meeting)
    return item


def _offer_owners(form: FollowUpForm, meeting: Meeting) -> None:
    form.clause_id.offer(_clause_choices(meeting))
    form.owner_id.offer(accounts.organisation_choices(current_actor()))


def _clause_choices(meeting: Meeting) -> list[tuple[int, str]]:
    return [(clause.id, f"{clause.label} · {queries.first_words(clause.text)}") for clause in meeting.clauses]


def _clause_of(meeting: Meeting, clause_id: int | None) -> Clause | None:
    return next((clause for clause in meeting.clauses if clause.id == clause_id), None)


def _follow_up(form: FollowUpForm, meeting: Meeting) -> FollowUpFields:
    return {
        "text": form.text.data,
        "clause": _clause_of(meeting, form.clause_id.data),
        "owner": chosen(accounts.get_organisation, form.owner_id.data),
        "due_on": form.due_on.data,
    }


def _open_item(form: OpenItemForm, meeting: Meeting) -> OpenItemFields:
    clause = _clause_of(meeting, form.clause_id.data)
    return {"kind": form.kind.data, "text": form.text.data, "clause": clause}
