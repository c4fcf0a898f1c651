"""A report's workbook: taken away, filled in, sent back, looked at, saved in the draft."""

import tempfile
from pathlib import Path

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from tracker.accounts.states import EVERY_ROLE
from tracker.core.errors import NotFound
from tracker.matrix.book_sheets import write_marks
from tracker.matrix.exports import MEDIA_TYPE
from tracker.matrix.file_sending import language_in_address
from tracker.matrix.states import FileFormat
from tracker.plans.addresses import way_to
from tracker.report_sheets import forms, intake, page, queries, services, uploads
from tracker.report_sheets.models import ReportUpload
from tracker.report_sheets.slots import slots_of
from tracker.report_sheets.workbook import write_report_book
from tracker.reports import policy, report_queries, report_services
from tracker.reports.asked_queries import asked_of
from tracker.reports.report_models import Report
from tracker.reviews.uploads import secret_of_books
from tracker.web.access import current_actor, require, roles
from tracker.web.errors import words_for
from tracker.web.forms import refusing, saved

bp = Blueprint("report_sheets", __name__)

_XLSX = MEDIA_TYPE[FileFormat.XLSX]
_FILE_NAME = "unggahan.xlsx"


@bp.get("/reports/<int:report_id>/workbook")
@roles(*EVERY_ROLE)
def workbook(report_id: int) -> ResponseReturnValue:
    """The draft as a workbook, while it can be written in; the same draft is the same file."""
    found, language = report_queries.get_report(current_actor(), report_id), language_in_address()
    require(policy.can_write_report, found)
    book = services.book_of(current_actor(), found.newest, language=language)
    with tempfile.TemporaryDirectory() as folder, force_locale(language):
        target = Path(folder, _FILE_NAME)
        write_report_book(book, secret=secret_of_books(), target=target)
        content = target.open("rb")
    name = f"isian-{found.commitment.code}-{found.period.code}-draf-{book.origin.save}.xlsx"
    return send_file(content, mimetype=_XLSX, as_attachment=True, download_name=name, max_age=0)


@bp.route("/reports/<int:report_id>/upload", methods=["GET", "POST"])
@roles(*EVERY_ROLE)
def upload(report_id: int) -> ResponseReturnValue:
    """Take a filled workbook in; what it would do is shown before anything is saved."""
    found = report_queries.get_report(current_actor(), report_id)
    require(policy.can_write_report, found)
    report_services.check_editable(found.newest)
    way, form = _way(found), forms.UploadForm()
    if form.accepted():
        with refusing(form):
            return redirect(url_for(".uploaded", upload_id=_take_in(report_id, form)))
    return render_template(
        "report_sheets/upload.html",
        form=form,
        heading=_("Unggah isian laporan"),
        submit=_("Unggah dan periksa"),
        report_id=report_id,
        back=_form_of(report_id),
        enctype="multipart/form-data",
        breadcrumbs=way,
    )


def _take_in(report_id: int, form: forms.UploadForm) -> int:
    sent = form.file.data
    # Beside the place where it is kept, so that keeping it is only a new name.
    with tempfile.TemporaryDirectory(dir=uploads.uploads_folder()) as folder:
        file = Path(folder, _FILE_NAME)
        sent.save(file)
        return intake.take_in(current_actor(), report_id, file=file, file_name=sent.filename or "")


def _form_of(report_id: int) -> str:
    return url_for("reports.edit_report", report_id=report_id)


def _way(found: Report) -> list[tuple[str, str | None]]:
    page_of_report = url_for("reports.report", report_id=found.id)
    return [*way_to(found.commitment.plan), (report_services.label_of(found), page_of_report)]


@bp.route("/report-uploads/<int:upload_id>", methods=["GET", "POST"])
@roles(*EVERY_ROLE)
def uploaded(upload_id: int) -> ResponseReturnValue:
    """What the workbook would do, to be confirmed; the report is then handed in from its form."""
    kept, form = queries.get_upload(current_actor(), upload_id), forms.ConfirmSheetForm()
    report_id = kept.version.report_id
    if saved(form, lambda: _confirm(kept, form)):
        flash(_("Isian dari buku kerja tersimpan dalam draf. Periksa, lalu ajukan."), "success")
        return redirect(_form_of(report_id))
    kept = queries.get_upload(current_actor(), upload_id)
    return _done_page(kept) if kept.confirmed_at or kept.is_gone else _look_page(kept, form)


def _confirm(kept: ReportUpload, form: forms.ConfirmSheetForm) -> None:
    services.confirm(current_actor(), kept, choices=_choices(), seen=form.seen_revision, **form.values())


def _choices() -> dict[str, str]:
    """What was chosen about fields in conflict, by their names."""
    chosen = ((name.partition("-"), value) for name, value in request.form.items())
    return {name: value for (kind, _dash, name), value in chosen if kind == "choice"}


def _done_page(kept: ReportUpload) -> str:
    return render_template(
        "report_sheets/done.html",
        upload=kept,
        form_address=_form_of(kept.version.report_id),
        breadcrumbs=_way(kept.version.report),
    )


def _look_page(kept: ReportUpload, form: forms.ConfirmSheetForm) -> str:
    report, look = kept.version.report, services.look_at(kept)
    # A choice was made about the texts that were shown then.
    choices = _choices() if form.seen_revision == look.revision else {}
    form.revision.data = str(look.revision)
    slots, reading = slots_of(asked_of(report.commitment, report.period), report.voice), look.reading
    return render_template(
        "report_sheets/look.html",
        upload=kept,
        form=form,
        label=report_services.label_of(report),
        groups=page.groups_of(look, slots, choices),
        errors=page.told(reading.errors),
        warnings=page.told(reading.warnings),
        questions=page.told(reading.questions),
        again=url_for(".upload", report_id=report.id),
        form_address=_form_of(report.id),
        breadcrumbs=_way(report),
    )


@bp.get("/report-uploads/<int:upload_id>/marked")
@roles(*EVERY_ROLE)
def marked(upload_id: int) -> ResponseReturnValue:
    """The uploader's own file with each problem's cell coloured and commented."""
    kept = queries.get_upload(current_actor(), upload_id)
    if kept.is_gone:
        raise NotFound("report_upload")
    read = services.look_at(kept).reading
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, _FILE_NAME)
        path, sheet = uploads.path_of(kept), read.sheet
        write_marks(path, target, read.problems, lambda one: words_for(one.refusal), sheet=sheet)
        content = target.open("rb")
    name = f"ditandai-{Path(kept.file_name).stem}.xlsx"
    return send_file(content, mimetype=_XLSX, as_attachment=True, download_name=name, max_age=0)
