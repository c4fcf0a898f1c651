"""The round's workbook that comes back: uploaded, looked at, saved, and taken back."""

import tempfile
from collections import Counter
from pathlib import Path

from flask import Response, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.core.errors import NotFound, RuleBroken
from tracker.extensions import unit_of_work
from tracker.matrix.answer_book_reader import write_marked_book
from tracker.matrix.exports import MEDIA_TYPE
from tracker.matrix.states import FileFormat
from tracker.matrix.wishes import audience_for
from tracker.reviews import forms, import_services, intake, policy, queries, tasks, uploads
from tracker.reviews.answer_services import takes_answers
from tracker.reviews.models import Recipient, WorkbookImport
from tracker.reviews.rounds import matrix_of
from tracker.reviews.states import ImportClass, ImportState
from tracker.reviews.views import bp
from tracker.reviews.visit_views import page_of_visit
from tracker.reviews.wording import moved_words
from tracker.web.access import current_actor, public, require
from tracker.web.errors import words_for
from tracker.web.forms import made, saved

_XLSX = MEDIA_TYPE[FileFormat.XLSX]


@bp.route("/review/<int:recipient_id>/upload", methods=["GET", "POST"])
@public
def upload(recipient_id: int) -> ResponseReturnValue:
    """Take a filled workbook in; what it would do is shown before anything is saved."""
    recipient = queries.get_recipient(current_actor(), recipient_id)
    require(policy.can_import, recipient)
    form = forms.UploadForm()
    if kept := made(form, lambda: _take_in(recipient, form)):
        import_id = kept.id
        read = intake.read if kept.size <= intake.LARGEST_AT_ONCE else tasks.read_upload
        read(import_id)
        return redirect(url_for(".imported", import_id=import_id))
    back = page_of_visit(recipient)
    return render_template(
        "reviews/upload.html",
        form=form,
        heading=_("Unggah buku kerja"),
        submit=_("Unggah dan periksa"),
        back=back,
        enctype="multipart/form-data",
    )


def _take_in(recipient: Recipient, form: forms.UploadForm) -> WorkbookImport:
    sent = form.file.data
    # Beside the place where it is kept, so that keeping it is only a new name.
    with tempfile.TemporaryDirectory(dir=uploads.uploads_folder()) as folder:
        file = Path(folder, "unggahan.xlsx")
        sent.save(file)
        return import_services.take_in(current_actor(), recipient, file=file, file_name=sent.filename or "")


@bp.route("/imports/<int:import_id>", methods=["GET", "POST"])
@public
def imported(import_id: int) -> ResponseReturnValue:
    """What the workbook would do, to be confirmed; afterwards what it did. It keeps this address."""
    kept = queries.get_import(current_actor(), import_id)
    form = forms.ImportForm()
    if saved(form, lambda: _confirm(kept, form)):
        return redirect(url_for(".imported", import_id=import_id))
    return _page_in_state(queries.get_import(current_actor(), import_id), form)


def _confirm(kept: WorkbookImport, form: forms.ImportForm) -> None:
    choices = {name[7:]: value for name, value in request.form.items() if name.startswith("choice-")}
    count = import_services.confirm(current_actor(), kept, choices=choices, **form.values())
    flash(ngettext("%(num)s jawaban tersimpan.", "%(num)s jawaban tersimpan.", count), "success")


def _page_in_state(kept: WorkbookImport, form: forms.ImportForm) -> ResponseReturnValue:
    if kept.state is ImportState.WAITING:
        waiting = render_template("reviews/import_waiting.html", upload=kept)
        return Response(waiting, headers={"Refresh": "2"})
    if kept.state is ImportState.REFUSED:
        refusal = words_for(RuleBroken(kept.problem, params=kept.report.get("params", {})))
        return render_template("reviews/import_refused.html", upload=kept, refusal=refusal)
    return _import_page(kept, form)


def _import_page(kept: WorkbookImport, form: forms.ImportForm) -> ResponseReturnValue:
    reading = import_services.reading_of(kept)
    lines = import_services.lines_of(kept) if kept.state is ImportState.READ else []
    counts = Counter(line.kind for line in lines)
    return render_template(
        "reviews/import.html",
        upload=kept,
        recipient=kept.recipient,
        form=form,
        reading=reading,
        groups=[
            (kind, [line for line in lines if line.kind is kind]) for kind in ImportClass if counts[kind]
        ],
        errors=[(problem, words_for(problem.refusal)) for problem in reading.errors],
        warnings=[
            (problem, words_for(problem.refusal)) for problem in reading.warnings if not problem.is_question
        ],
        questions=[(problem, words_for(problem.refusal)) for problem in reading.questions],
        moved=moved_words((line.moved for line in lines if line.moved), audience_for(current_actor())),
        is_kept=uploads.is_kept(kept),
        saved=len(import_services.answers_by(kept)),
        may_undo=takes_answers(kept.recipient),
        may_mark=policy.can_draft(current_actor(), kept.recipient),
        names={row.key: row for row in matrix_of(kept.recipient.round).rows},
    )


@bp.post("/imports/<int:import_id>/undo")
@public
def undo_import(import_id: int) -> ResponseReturnValue:
    """Take the answers of the workbook back."""
    with unit_of_work():
        kept = queries.get_import(current_actor(), import_id)
        count = import_services.undo(current_actor(), kept)
    flash(ngettext("%(num)s jawaban ditarik.", "%(num)s jawaban ditarik.", count), "success")
    return redirect(url_for(".imported", import_id=import_id))


@bp.get("/imports/<int:import_id>/marked")
@public
def marked(import_id: int) -> ResponseReturnValue:
    """The uploader's own file with each problem's cell coloured and commented."""
    kept = queries.get_import(current_actor(), import_id)
    # What somebody uploaded may hold their internal notes.
    require(policy.can_draft, kept.recipient)
    if kept.state is ImportState.REFUSED:
        raise NotFound("import")
    if not uploads.is_kept(kept):
        return redirect(url_for(".imported", import_id=import_id))
    reading = import_services.reading_of(kept)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "ditandai.xlsx")
        write_marked_book(uploads.path_of(kept), reading, target, lambda problem: words_for(problem.refusal))
        content = target.open("rb")
    name = f"ditandai-{Path(kept.file_name).stem}.xlsx"
    return send_file(content, mimetype=_XLSX, as_attachment=True, download_name=name, max_age=0)
