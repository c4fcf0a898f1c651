"""Evidence: added to a report and let go again, shown and handed out."""

from io import BytesIO
from typing import BinaryIO, cast

from flask import Response, flash, jsonify, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from tracker.accounts.states import EVERY_ROLE, STAFF
from tracker.core.errors import NotFound
from tracker.evidence import keeping
from tracker.evidence.admission import Admitted, admit
from tracker.evidence.rules import MOST_FILES, MOST_LINKS
from tracker.evidence.storage import KeptFile
from tracker.extensions import reading, unit_of_work
from tracker.reports import evidence_queries, evidence_services, policy, report_queries
from tracker.reports.asked_queries import asked_of
from tracker.reports.evidence_forms import AccessForm, CaptionForm, FileForm, LinkForm, caption_data
from tracker.reports.evidence_services import Added
from tracker.reports.report_models import Report, ReportVersion
from tracker.reports.report_views import question
from tracker.reports.views import bp
from tracker.web.access import current_actor, public, require, roles
from tracker.web.filters import in_language
from tracker.web.forms import ConfirmForm, made, refusing, saved

# What was uploaded is never shown as a page of ours, whatever it holds.
_HARMLESS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def _written(report_id: int) -> ReportVersion:
    """The version that is being written, for those who may write it."""
    report = report_queries.get_report(current_actor(), report_id)
    require(policy.can_write_report, report)
    return report.newest


def _page_of_draft(report_id: int) -> str:
    return url_for(".edit_report", report_id=report_id, _anchor="evidence")


def _places(report: Report) -> list[tuple[str, str]]:
    asked = asked_of(report.commitment, report.period)
    indicators = [(one.key, f"{one.key} {in_language(one, 'name')}") for one in asked.indicators]
    return indicators + [(one.key, f"{one.key} {in_language(one, 'text')}") for one in asked.milestones]


@bp.route("/reports/<int:report_id>/evidence/add-file", methods=["GET", "POST"])
@roles(*EVERY_ROLE)
def add_evidence_file(report_id: int) -> ResponseReturnValue:
    """Upload a file that shows what a report says; one at a time, so that nothing else is lost with it."""
    version, form = _written(report_id), FileForm()
    form.offer(_places(version.report))
    there = sum(one.item.sha256 is not None for one in version.evidence)
    if form.accepted():
        with refusing(form):
            file, kept = _take_in(form.file.data)
            if added := made(form, lambda: _added_file(version, form, file, kept)):
                return _went_in(report_id, is_known=added.is_known, words=_("Berkas dilampirkan."))
    return _form_page(
        version.report,
        form,
        _("Unggah data dukung"),
        note=_("%(there)s dari paling banyak %(most)s berkas terlampir.", there=there, most=MOST_FILES),
    )


def _take_in(sent: FileStorage) -> tuple[Admitted, KeptFile]:
    """Keep a file that may be kept; the database is not held while it is looked at and written."""
    with reading():
        source = cast(BinaryIO, sent.stream)
        file = admit(source, sent.filename or "")
        return file, keeping.store().put(source)


def _added_file(version: ReportVersion, form: FileForm, file: Admitted, kept: KeptFile) -> Added:
    return evidence_services.add_file(
        current_actor(), version, file, sha256=kept.sha256, caption=form.caption()
    )


def _went_in(report_id: int, *, is_known: bool, words: str) -> ResponseReturnValue:
    if is_known:
        words = _("Data dukung yang sama sudah ada pada komitmen ini; keterangannya yang dulu dipakai.")
    flash(words, "success")
    page = _page_of_draft(report_id)
    # A script that shows how much has arrived goes there itself, so that the page is made only once.
    wants_address = request.accept_mimetypes.best == "application/json"
    return jsonify(go=page) if wants_address else redirect(page)


@bp.route("/reports/<int:report_id>/evidence/add-link", methods=["GET", "POST"])
@roles(*EVERY_ROLE)
def add_evidence_link(report_id: int) -> ResponseReturnValue:
    """Add a link that shows what a report says; it is looked at in the background."""
    version, form = _written(report_id), LinkForm()
    form.offer(_places(version.report))
    there = sum(one.item.url is not None for one in version.evidence)
    if added := made(form, lambda: _added_link(version, form)):
        words = _("Tautan dilampirkan dan sedang diperiksa.")
        return _went_in(report_id, is_known=added.is_known, words=words)
    return _form_page(
        version.report,
        form,
        _("Tambah tautan data dukung"),
        note=_("%(there)s dari paling banyak %(most)s tautan terlampir.", there=there, most=MOST_LINKS),
    )


def _added_link(version: ReportVersion, form: LinkForm) -> Added:
    return evidence_services.add_link(current_actor(), version, link=form.link.data, caption=form.caption())


def _form_page(report: Report, form: CaptionForm, heading: str, *, note: str = "") -> str:
    return render_template(
        "reports/evidence_form.html",
        form=form,
        heading=heading,
        report=report,
        submit=heading,
        note=note,
        enctype="multipart/form-data" if isinstance(form, FileForm) else None,
        back=_page_of_draft(report.id),
    )


@bp.route("/reports/<int:report_id>/evidence/<int:item_id>/edit", methods=["GET", "POST"])
@roles(*EVERY_ROLE)
def edit_evidence(report_id: int, item_id: int) -> ResponseReturnValue:
    """Say something else of a piece of evidence that was not handed in yet."""
    version = _written(report_id)
    attached = evidence_queries.get_attached(version, item_id)
    form = CaptionForm(data=caption_data(attached.item, attached.place))
    form.offer(_places(version.report))

    def act() -> None:
        evidence_services.edit_evidence(
            current_actor(), version, item_id, caption=form.caption(), seen_revision=form.seen_revision
        )

    if saved(form, act):
        return redirect(_page_of_draft(report_id))
    return _form_page(version.report, form, _("Ubah keterangan data dukung"))


@bp.route("/reports/<int:report_id>/evidence/<int:item_id>/remove", methods=["GET", "POST"])
@roles(*EVERY_ROLE)
def remove_evidence(report_id: int, item_id: int) -> ResponseReturnValue:
    """Take a piece of evidence out of a draft, after a question."""
    version, form = _written(report_id), ConfirmForm()
    title = evidence_queries.get_attached(version, item_id).item.title
    if saved(form, lambda: evidence_services.let_go(current_actor(), version, item_id)):
        flash(_("Data dukung dilepas dari laporan."), "success")
        return redirect(_page_of_draft(report_id))
    heading = _("Lepas data dukung “%(title)s” dari laporan", title=title)
    return question(version.report, form, heading, danger=True)


@bp.get("/evidence/<int:item_id>")
@public
def evidence(item_id: int) -> ResponseReturnValue:
    """A piece of evidence, at its address for good: what is said of it, and where it is shown."""
    shown, reports = evidence_queries.get_shown(current_actor(), item_id)
    others = evidence_queries.shown_by_others(shown.item) if current_actor().is_staff else []
    return render_template("reports/evidence.html", shown=shown, reports=reports, others=others)


@bp.route("/evidence/<int:item_id>/access", methods=["GET", "POST"])
@roles(*EVERY_ROLE)
def change_access(item_id: int) -> ResponseReturnValue:
    """Open a piece of evidence to everybody, or restrict it with a reason."""
    shown, _reports = evidence_queries.get_shown(current_actor(), item_id)
    item, page = shown.item, url_for(".evidence", item_id=item_id)
    require(policy.can_keep_evidence, item)
    form = AccessForm(data=caption_data(item, ""))

    def act() -> None:
        evidence_services.change_access(current_actor(), item, **form.edits())

    if saved(form, act):
        return redirect(page)
    return render_template(
        "form.html", form=form, heading=_("Ubah siapa yang dapat membuka"), kicker=item.title, back=page
    )


@bp.post("/evidence/<int:item_id>/look-again")
@roles(*EVERY_ROLE)
def look_again(item_id: int) -> ResponseReturnValue:
    """Look at a link once more, in the background."""
    shown, _reports = evidence_queries.get_shown(current_actor(), item_id)
    with unit_of_work():
        evidence_services.look_again(current_actor(), shown.item)
    flash(_("Tautan sedang diperiksa; muat ulang halaman ini sebentar lagi."), "success")
    return redirect(url_for(".evidence", item_id=item_id))


@bp.get("/evidence/<int:item_id>/file")
@public
def evidence_file(item_id: int) -> ResponseReturnValue:
    """The file, to be saved and not shown: of a picture the original only for those whose it is."""
    shown, _reports = evidence_queries.get_shown(current_actor(), item_id)
    item = shown.item
    if not shown.has_file or item.kind is None:
        raise NotFound("evidence_file")
    sha256 = item.copy_sha256 if item.is_picture and not shown.is_own else item.sha256
    return _sent(str(sha256), media_type=item.kind.media_type, name=item.file_name)


@bp.get("/evidence/<int:item_id>/preview")
@public
def evidence_preview(item_id: int) -> ResponseReturnValue:
    """The small picture of a picture."""
    shown, _reports = evidence_queries.get_shown(current_actor(), item_id)
    if not shown.has_preview:
        raise NotFound("evidence_file")
    with keeping.store().open(str(shown.item.preview_sha256)) as source:
        content = BytesIO(source.read())
    response = send_file(content, mimetype="image/jpeg", etag=str(shown.item.preview_sha256), max_age=0)
    response.cache_control.private = True
    response.headers.update(_HARMLESS)
    return response


def _sent(sha256: str, *, media_type: str, name: str) -> Response:
    store = keeping.store()
    response = send_file(
        store.open(sha256),
        mimetype=media_type,
        as_attachment=True,
        download_name=name,
        etag=sha256,
        max_age=0,
    )
    response.headers.update(_HARMLESS)
    response.cache_control.private = True
    # Without it a browser cannot say how much is still to come; a 304 has no content.
    if response.status_code == 200:
        response.content_length = store.size(sha256)
    return response


@bp.get("/evidence/dead-links")
@roles(*STAFF)
def dead_links() -> ResponseReturnValue:
    """The links that lead nowhere, the newest finding first."""
    return render_template("reports/dead_links.html", items=evidence_queries.dead_links())
