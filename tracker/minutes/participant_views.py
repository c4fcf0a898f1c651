"""Pages on which the participant list of minutes is written."""

from typing import Any

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.accounts import queries as accounts
from tracker.accounts.states import STAFF
from tracker.minutes import participant_services, policy, queries
from tracker.minutes.forms import NewParticipantForm, ParticipantForm
from tracker.minutes.models import Participant
from tracker.minutes.views import PARTICIPANTS, bp, chosen, form_page, meeting_to_edit, page_of_part
from tracker.web.access import current_actor, require, roles
from tracker.web.forms import ReasonForm, saved


@bp.route("/<code>/participants/add", methods=["GET", "POST"])
@roles(*STAFF)
def add_participant(code: str) -> ResponseReturnValue:
    """Add a line of the participant list."""
    meeting = meeting_to_edit(code)
    form, back = NewParticipantForm(), page_of_part(meeting, PARTICIPANTS)
    form.organisation_id.offer(accounts.organisation_choices(current_actor()))
    add = participant_services.add_participant
    if saved(form, lambda: add(current_actor(), meeting, number=form.number.data or 0, **_line(form))):
        return redirect(back)
    return form_page(form, meeting, _("Tambah peserta"), back=back)


@bp.route("/<code>/participants/<int:number>/edit", methods=["GET", "POST"])
@roles(*STAFF)
def edit_participant(code: str, number: int) -> ResponseReturnValue:
    """Correct a line of the participant list."""
    participant = _participant_to_edit(code, number)
    form, back = ParticipantForm(obj=participant), page_of_part(participant.meeting, PARTICIPANTS)
    form.organisation_id.offer(accounts.organisation_choices(current_actor()))
    if saved(form, lambda: _edit(participant, form)):
        return redirect(back)
    heading = _("Ubah peserta nomor %(number)s", number=number)
    return form_page(form, participant.meeting, heading, back=back)


def _edit(participant: Participant, form: ParticipantForm) -> None:
    participant_services.edit_participant(
        current_actor(), participant, seen_revision=form.seen_revision, **_line(form)
    )


@bp.route("/<code>/participants/<int:number>/remove", methods=["GET", "POST"])
@roles(*STAFF)
def remove_participant(code: str, number: int) -> ResponseReturnValue:
    """Take a line off the participant list, after a look at what that means."""
    participant = _participant_to_edit(code, number)
    form, back = ReasonForm(), page_of_part(participant.meeting, PARTICIPANTS)
    remove = participant_services.remove_participant
    if saved(form, lambda: remove(current_actor(), participant, **form.values())):
        flash(_("Peserta nomor %(number)s telah dihapus.", number=number), "success")
        return redirect(back)
    heading = _("Hapus peserta nomor %(number)s", number=number)
    said = participant.as_written or _("kosong")
    template = "minutes/remove.html"
    return form_page(form, participant.meeting, heading, back=back, template=template, said=said)


def _participant_to_edit(code: str, number: int) -> Participant:
    participant = queries.get_participant(current_actor(), code, number)
    require(policy.can_edit_minutes, participant.meeting)
    return participant


def _line(form: ParticipantForm) -> dict[str, Any]:
    organisation = chosen(accounts.get_organisation, form.organisation_id.data)
    return {"as_written": form.as_written.data, "organisation": organisation}
