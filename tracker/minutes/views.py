"""Pages of the feature minutes."""

from collections.abc import Callable
from dataclasses import asdict
from io import BytesIO
from typing import Any, TypeVar

from flask import Blueprint, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from tracker.accounts import queries as accounts
from tracker.accounts.actors import Actor
from tracker.accounts.states import STAFF
from tracker.core import clock
from tracker.core.digest import sha256_of
from tracker.core.errors import RuleBroken
from tracker.extensions import unit_of_work
from tracker.minutes import documents, policy, queries, reading, rules, services
from tracker.minutes.forms import (
    ClauseForm,
    EditMeetingForm,
    FollowUpForm,
    NewClauseForm,
    NewParticipantForm,
    OpenItemForm,
    PaperForm,
    ParticipantForm,
    RecordForm,
    ResolutionForm,
    SearchForm,
    SourceForm,
)
from tracker.minutes.labels import explain
from tracker.minutes.models import Clause, Meeting, OpenItem, SourceDocument
from tracker.minutes.outcomes import Outcome, outcomes_of
from tracker.minutes.states import OpenItemKind
from tracker.web.access import current_actor, require, roles
from tracker.web.forms import refusing
from tracker.web.pagination import page_of

bp = Blueprint("minutes", __name__, url_prefix="/minutes")

Thing = TypeVar("Thing")
Links = list[tuple[str, str]]

ROWS_PER_PAGE = 20

# A larger number is no row of any table, and databases refuse to compare with it.
_ID = "int(max=2147483647)"


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
        led_to={clause_id: _links(found) for clause_id, found in outcomes_of(actor, meeting).items()},
        open_items=_by_kind(meeting),
        may_edit=policy.can_edit_minutes(actor, meeting),
        breadcrumbs=_trail(meeting.code),
    )


@bp.get("/<code>/clauses/<label>")
@roles()
def clause(code: str, label: str) -> ResponseReturnValue:
    """The address of a clause that others can point to: its place on the page of its minutes (D21)."""
    return _to_clause(queries.get_clause(current_actor(), code, label))


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


@bp.route("/read", methods=["GET", "POST"])
@roles(*STAFF)
def read() -> ResponseReturnValue:
    """Take a paper in, and show what was read from it before anything but the file is saved."""
    require(policy.can_record_minutes)
    form = SourceForm()
    if form.accepted():
        with refusing(form), unit_of_work():
            document = _stored(form.file.data)
            return _show_record(_proposal(form.text.data, document))
    return render_template("minutes/read.html", form=form, breadcrumbs=_trail(_("Catat notula")))


@bp.route("/record", methods=["GET", "POST"])
@roles(*STAFF)
def record() -> ResponseReturnValue:
    """Confirm what was read, or type it all by hand."""
    require(policy.can_record_minutes)
    form = RecordForm()
    if form.accepted():
        with refusing(form), unit_of_work():
            _check_seen(form)
            meeting = services.record_minutes(
                current_actor(),
                code=form.code.data,
                header=_header(form),
                text=form.text.data,
                document=_chosen(queries.get_document, _id_in(form.document_id.data)),
            )
            return redirect(url_for(".show", code=meeting.code))
    return _show_record(form)


@bp.route("/<code>/edit", methods=["GET", "POST"])
@roles(*STAFF)
def edit(code: str) -> ResponseReturnValue:
    """Change the header."""
    meeting = _to_edit(code)
    form = EditMeetingForm(obj=meeting)
    if form.accepted():
        with refusing(form), unit_of_work():
            values = form.values()
            values["document"] = _stored(values.pop("file")) or meeting.document
            services.edit_meeting(current_actor(), meeting, seen_revision=form.seen_revision, **values)
            return redirect(url_for(".show", code=code))
    return _show_form("header", form, meeting, _("Ubah kepala notula"))


@bp.route("/<code>/participants/add", methods=["GET", "POST"])
@roles(*STAFF)
def add_participant(code: str) -> ResponseReturnValue:
    """Add a line of the participant list."""
    meeting = _to_edit(code)
    form = NewParticipantForm()
    form.organisation_id.offer(accounts.organisation_choices(current_actor()))
    if form.accepted():
        with refusing(form), unit_of_work():
            services.add_participant(
                current_actor(),
                meeting,
                number=form.number.data or 0,
                as_written=form.as_written.data,
                organisation=_chosen(accounts.get_organisation, form.organisation_id.data),
            )
            return _to_part(code, "peserta")
    return _show_form("participant", form, meeting, _("Tambah peserta"))


@bp.route(f"/<code>/participants/<{_ID}:number>/edit", methods=["GET", "POST"])
@roles(*STAFF)
def edit_participant(code: str, number: int) -> ResponseReturnValue:
    """Correct a line of the participant list."""
    participant = queries.get_participant(current_actor(), code, number)
    require(policy.can_edit_minutes, participant.meeting)
    form = ParticipantForm(obj=participant)
    form.organisation_id.offer(accounts.organisation_choices(current_actor()))
    if form.accepted():
        with refusing(form), unit_of_work():
            services.edit_participant(
                current_actor(),
                participant,
                seen_revision=form.seen_revision,
                as_written=form.as_written.data,
                organisation=_chosen(accounts.get_organisation, form.organisation_id.data),
            )
            return _to_part(code, "peserta")
    title = _("Ubah peserta nomor %(number)s", number=number)
    return _show_form("participant", form, participant.meeting, title)


@bp.route("/<code>/clauses/read", methods=["GET", "POST"])
@roles(*STAFF)
def read_clauses(code: str) -> ResponseReturnValue:
    """Cut a text into clauses, show them, and add them once they were seen."""
    meeting = _to_edit(code)
    form = PaperForm()
    if form.accepted():
        with refusing(form), unit_of_work():
            _check_seen(form)
            services.add_clauses_from_text(current_actor(), meeting, form.text.data)
            return _to_part(code, "butir")
    return render_template(
        "minutes/clauses_form.html",
        form=form,
        meeting=meeting,
        clauses=reading.split_clauses(form.text.data or ""),
        breadcrumbs=_trail(_("Baca butir dari teks"), meeting),
    )


@bp.route("/<code>/clauses/add", methods=["GET", "POST"])
@roles(*STAFF)
def add_clause(code: str) -> ResponseReturnValue:
    """Add one clause."""
    meeting = _to_edit(code)
    form = NewClauseForm()
    _offer_voices(form)
    if form.accepted():
        with refusing(form), unit_of_work():
            added = services.add_clause(
                current_actor(), meeting, label=form.label.data, text=form.text.data, **_voices(form)
            )
            return _to_clause(added)
    return _show_form("clause", form, meeting, _("Tambah butir"))


@bp.route("/<code>/clauses/<label>/edit", methods=["GET", "POST"])
@roles(*STAFF)
def edit_clause(code: str, label: str) -> ResponseReturnValue:
    """Correct what a clause says and who spoke."""
    edited = queries.get_clause(current_actor(), code, label)
    require(policy.can_edit_minutes, edited.meeting)
    form = ClauseForm(obj=edited)
    _offer_voices(form)
    if form.accepted():
        with refusing(form), unit_of_work():
            services.edit_clause(
                current_actor(),
                edited,
                seen_revision=form.seen_revision,
                text=form.text.data,
                **_voices(form),
            )
            return _to_clause(edited)
    return _show_form("clause", form, edited.meeting, _("Ubah butir %(label)s", label=label))


@bp.route("/<code>/follow-ups/add", methods=["GET", "POST"])
@roles(*STAFF)
def add_follow_up(code: str) -> ResponseReturnValue:
    """Note what is to be done."""
    meeting = _to_edit(code)
    form = FollowUpForm()
    _offer_owners(form, meeting)
    if form.accepted():
        with refusing(form), unit_of_work():
            services.add_follow_up(current_actor(), meeting, **_follow_up_values(form, meeting))
            return _to_part(code, "tindak-lanjut")
    return _show_form("follow_up", form, meeting, _("Tambah tindak lanjut"))


@bp.route(f"/<code>/follow-ups/<{_ID}:follow_up_id>/edit", methods=["GET", "POST"])
@roles(*STAFF)
def edit_follow_up(code: str, follow_up_id: int) -> ResponseReturnValue:
    """Change a follow-up."""
    follow_up = queries.get_follow_up(current_actor(), code, follow_up_id)
    require(policy.can_edit_minutes, follow_up.meeting)
    form = FollowUpForm(obj=follow_up)
    _offer_owners(form, follow_up.meeting)
    if form.accepted():
        with refusing(form), unit_of_work():
            values = _follow_up_values(form, follow_up.meeting)
            services.edit_follow_up(current_actor(), follow_up, seen_revision=form.seen_revision, **values)
            return _to_part(code, "tindak-lanjut")
    return _show_form("follow_up", form, follow_up.meeting, _("Ubah tindak lanjut"))


@bp.post(f"/<code>/follow-ups/<{_ID}:follow_up_id>/finish")
@roles(*STAFF)
def finish_follow_up(code: str, follow_up_id: int) -> ResponseReturnValue:
    """Say that it is done, as of today."""
    with unit_of_work():
        follow_up = queries.get_follow_up(current_actor(), code, follow_up_id)
        services.finish_follow_up(current_actor(), follow_up, done_on=clock.today())
    flash(_("Tindak lanjut dinyatakan selesai. Anda dapat membukanya lagi."), "success")
    return _to_part(code, "tindak-lanjut")


@bp.post(f"/<code>/follow-ups/<{_ID}:follow_up_id>/reopen")
@roles(*STAFF)
def reopen_follow_up(code: str, follow_up_id: int) -> ResponseReturnValue:
    """Take back that it is done."""
    with unit_of_work():
        follow_up = queries.get_follow_up(current_actor(), code, follow_up_id)
        services.reopen_follow_up(current_actor(), follow_up)
    return _to_part(code, "tindak-lanjut")


@bp.route("/<code>/open-items/add", methods=["GET", "POST"])
@roles(*STAFF)
def add_open_item(code: str) -> ResponseReturnValue:
    """Keep a remark that belongs to no indicator."""
    meeting = _to_edit(code)
    form = OpenItemForm()
    form.clause_id.offer(_clause_choices(meeting))
    if form.accepted():
        with refusing(form), unit_of_work():
            services.add_open_item(current_actor(), meeting, **_open_item_values(form, meeting))
            return _to_part(code, "hal-terbuka")
    return _show_form("open_item", form, meeting, _("Tambah hal terbuka"))


@bp.route(f"/<code>/open-items/<{_ID}:item_id>/edit", methods=["GET", "POST"])
@roles(*STAFF)
def edit_open_item(code: str, item_id: int) -> ResponseReturnValue:
    """Change an open item."""
    item = queries.get_open_item(current_actor(), code, item_id)
    require(policy.can_edit_minutes, item.meeting)
    form = OpenItemForm(obj=item)
    form.clause_id.offer(_clause_choices(item.meeting))
    if form.accepted():
        with refusing(form), unit_of_work():
            values = _open_item_values(form, item.meeting)
            services.edit_open_item(current_actor(), item, seen_revision=form.seen_revision, **values)
            return _to_part(code, "hal-terbuka")
    return _show_form("open_item", form, item.meeting, _("Ubah hal terbuka"))


@bp.route(f"/<code>/open-items/<{_ID}:item_id>/resolve", methods=["GET", "POST"])
@roles(*STAFF)
def resolve_open_item(code: str, item_id: int) -> ResponseReturnValue:
    """Say what became of an open item."""
    item = queries.get_open_item(current_actor(), code, item_id)
    require(policy.can_edit_minutes, item.meeting)
    form = ResolutionForm()
    if form.accepted():
        with refusing(form), unit_of_work():
            resolution = form.resolution.data
            services.resolve_open_item(
                current_actor(), item, resolution=resolution, resolved_on=clock.today()
            )
            return _to_part(code, "hal-terbuka")
    return render_template(
        "minutes/resolution_form.html",
        form=form,
        meeting=item.meeting,
        item=item,
        breadcrumbs=_trail(_("Nyatakan selesai"), item.meeting),
    )


def _to_edit(code: str) -> Meeting:
    meeting = queries.get_meeting_by_code(current_actor(), code)
    require(policy.can_edit_minutes, meeting)
    return meeting


def _to_part(code: str, part: str) -> ResponseReturnValue:
    return redirect(url_for(".show", code=code, _anchor=part))


def _to_clause(clause: Clause) -> ResponseReturnValue:
    return _to_part(clause.meeting.code, clause.anchor)


def _trail(here: str, meeting: Meeting | None = None) -> Links:
    inside = [(meeting.code, url_for(".show", code=meeting.code))] if meeting else []
    return [(_("Notula"), url_for(".index")), *inside, (here, "")]


def _show_form(name: str, form: object, meeting: Meeting, title: str) -> ResponseReturnValue:
    return render_template(
        f"minutes/{name}_form.html",
        form=form,
        meeting=meeting,
        title=title,
        back=url_for(".show", code=meeting.code),
        breadcrumbs=_trail(title, meeting),
    )


def _show_record(form: RecordForm) -> ResponseReturnValue:
    text = form.text.data or ""
    return render_template(
        "minutes/record.html",
        form=form,
        clauses=reading.split_clauses(text),
        document=_chosen(queries.get_document, _id_in(form.document_id.data)),
        breadcrumbs=_trail(_("Periksa dan simpan")),
    )


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


def _id_in(text: str | int | None) -> int | None:
    digits = str(text or "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def _chosen(find: Callable[[Actor, int], Thing], thing_id: int | None) -> Thing | None:
    return None if thing_id is None else find(current_actor(), thing_id)


def _offer_voices(form: ClauseForm) -> None:
    actor = current_actor()
    form.speaker_id.offer(accounts.person_choices(actor))
    form.organisation_id.offer(accounts.organisation_choices(actor))
    form.unit_id.offer(accounts.unit_choices(actor))


def _voices(form: ClauseForm) -> services.Voices:
    return {
        "speaker": _chosen(accounts.get_person, form.speaker_id.data),
        "organisation": _chosen(accounts.get_organisation, form.organisation_id.data),
        "unit": _chosen(accounts.get_unit, form.unit_id.data),
    }


def _clause_choices(meeting: Meeting) -> list[tuple[int, str]]:
    return [(clause.id, f"{clause.label} · {queries.first_words(clause.text)}") for clause in meeting.clauses]


def _clause_of(meeting: Meeting, clause_id: int | None) -> Clause | None:
    return next((clause for clause in meeting.clauses if clause.id == clause_id), None)


def _offer_owners(form: FollowUpForm, meeting: Meeting) -> None:
    form.clause_id.offer(_clause_choices(meeting))
    form.owner_id.offer(accounts.organisation_choices(current_actor()))


def _follow_up_values(form: FollowUpForm, meeting: Meeting) -> services.FollowUpFields:
    return {
        "text": form.text.data,
        "clause": _clause_of(meeting, form.clause_id.data),
        "owner": _chosen(accounts.get_organisation, form.owner_id.data),
        "due_on": form.due_on.data,
    }


def _open_item_values(form: OpenItemForm, meeting: Meeting) -> services.OpenItemFields:
    return {
        "kind": form.kind.data,
        "text": form.text.data,
        "clause": _clause_of(meeting, form.clause_id.data),
    }


def _links(outcomes: list[Outcome]) -> Links:
    return [(found.text, _address(found)) for found in outcomes]


def _address(outcome: Outcome) -> str:
    values: dict[str, Any] = dict(outcome.values)
    return url_for(outcome.endpoint, **values) if outcome.endpoint else ""


def _by_kind(meeting: Meeting) -> list[tuple[OpenItemKind, list[OpenItem]]]:
    kinds = [(kind, [item for item in meeting.open_items if item.kind is kind]) for kind in OpenItemKind]
    return [(kind, items) for kind, items in kinds if items]
