"""Pages on which a paper is taken in: it is read, shown as it was read, and only then saved."""

from dataclasses import asdict

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from tracker.accounts.states import STAFF
from tracker.core.digest import sha256_of
from tracker.core.errors import RuleBroken
from tracker.minutes import clause_services, documents, policy, queries, reading, rules, services
from tracker.minutes.forms import EditMeetingForm, PaperForm, RecordForm, SourceForm
from tracker.minutes.models import Meeting, SourceDocument
from tracker.minutes.views import CLAUSES, bp, chosen, form_page, meeting_to_edit, page_of_part, way_to
from tracker.web.access import current_actor, require, roles
from tracker.web.forms import made, saved


@bp.route("/read", methods=["GET", "POST"])
@roles(*STAFF)
def read() -> ResponseReturnValue:
    """Take a paper in, and show what was read from it before anything but the file is saved."""
    require(policy.can_record_minutes)
    form = SourceForm()
    if proposal := made(form, lambda: _proposal(form.text.data, _stored(form.file.data))):
        return _record_page(proposal)
    return render_template(
        "minutes/read.html", form=form, breadcrumbs=way_to(_("Catat notula")), back=url_for(".index")
    )


@bp.route("/record", methods=["GET", "POST"])
@roles(*STAFF)
def record() -> ResponseReturnValue:
    """Confirm what was read, or type it all by hand."""
    require(policy.can_record_minutes)
    form = RecordForm()
    if meeting := made(form, lambda: _recorded(form)):
        return redirect(url_for(".show", code=meeting.code))
    return _record_page(form)


def _recorded(form: RecordForm) -> Meeting:
    _check_seen(form)
    return services.record_minutes(
        current_actor(),
        code=form.code.data,
        header=_header(form),
        text=form.text.data,
        document=_document_of(form),
    )


def _record_page(form: RecordForm) -> ResponseReturnValue:
    return render_template(
        "minutes/record.html",
        form=form,
        clauses=reading.split_clauses(form.text.data or ""),
        document=_document_of(form),
        breadcrumbs=way_to(_("Periksa dan simpan")),
        back=url_for(".index"),
    )


@bp.route("/<code>/edit", methods=["GET", "POST"])
@roles(*STAFF)
def edit(code: str) -> ResponseReturnValue:
    """Change the header."""
    meeting = meeting_to_edit(code)
    form, back = EditMeetingForm(obj=meeting), url_for(".show", code=meeting.code)
    if saved(form, lambda: _edit(meeting, form)):
        return redirect(back)
    heading = _("Ubah kepala notula")
    return form_page(form, meeting, heading, back=back, enctype="multipart/form-data")


def _edit(meeting: Meeting, form: EditMeetingForm) -> None:
    values = form.values()
    values["document"] = _stored(values.pop("file")) or meeting.document
    services.edit_meeting(current_actor(), meeting, seen_revision=form.seen_revision, **values)


@bp.route("/<code>/clauses/read", methods=["GET", "POST"])
@roles(*STAFF)
def read_clauses(code: str) -> ResponseReturnValue:
    """Cut a text into clauses, show them, and add them once they were seen."""
    meeting = meeting_to_edit(code)
    form = PaperForm()
    if saved(form, lambda: _add_clauses(meeting, form)):
        return redirect(page_of_part(meeting, CLAUSES))
    clauses = reading.split_clauses(form.text.data or "")
    heading, back = _("Baca butir dari teks"), url_for(".show", code=meeting.code)
    return form_page(form, meeting, heading, back=back, template="minutes/clauses_form.html", clauses=clauses)


def _add_clauses(meeting: Meeting, form: PaperForm) -> None:
    _check_seen(form)
    clause_services.add_clauses_from_text(current_actor(), meeting, form.text.data)


def _proposal(pasted: str, document: SourceDocument | None) -> RecordForm:
    """What was read from the pasted text, or else from the file when it is a text file."""
    is_text = document is not None and document.media_type == documents.TEXT
    text = pasted or (documents.text_of(document.content) if document and is_text else "")
    header = reading.read_header(text)
    held_on = rules.day_of(header.date_text)
    read_values = {
        **asdict(header),
        "participants": reading.write_participants(header.participants),
        "code": f"NOTULA-{held_on.isoformat()}" if held_on else "",
        "text": text,
        "document_id": document.id if document else None,
    }
    form = RecordForm(formdata=None, data=read_values)
    form.seen.data = _fingerprint(form)
    return form


def _header(form: RecordForm) -> reading.Header:
    values = {name: form[name].data for name in services.HEADER_FIELDS}
    return reading.Header(participants=tuple(reading.read_participants(form.participants.data)), **values)


def _check_seen(form: PaperForm) -> None:
    """Clauses are saved only as they were shown: a changed text is shown again first."""
    if form.text.data and form.seen.data != _fingerprint(form):
        form.seen.data = _fingerprint(form)
        raise RuleBroken("clauses_not_yet_seen", field="text")


def _fingerprint(form: PaperForm) -> str:
    # A browser sends other line ends than it was given; which clauses come out is what counts.
    return sha256_of(repr(reading.split_clauses(form.text.data or "")))


def _stored(upload: FileStorage | None) -> SourceDocument | None:
    if upload is None:
        return None
    return services.store_document(
        current_actor(), file_name=upload.filename or "", media_type=upload.mimetype, content=upload.read()
    )


def _document_of(form: RecordForm) -> SourceDocument | None:
    return chosen(queries.get_document, _id_in(form.document_id.data))


def _id_in(text: str | int | None) -> int | None:
    digits = str(text or "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None
