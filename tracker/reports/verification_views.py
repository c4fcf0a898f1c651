"""Judging a report: returned with notes beside its fields, or verified as reported."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.accounts.states import STAFF
from tracker.reports import (
    evidence_queries,
    oddity_queries,
    policy,
    report_page,
    report_queries,
    report_services,
    verification_services,
)
from tracker.reports.forms import TogetherForm, return_form
from tracker.reports.report_forms import verification_form
from tracker.reports.report_models import Report
from tracker.reports.report_queries import Told
from tracker.reports.report_views import page_of_report, question
from tracker.reports.states import Voice
from tracker.reports.views import bp
from tracker.web.access import current_actor, require, roles
from tracker.web.forms import BaseForm, ConfirmForm, saved


def _waiting(report_id: int) -> Report:
    found = report_queries.get_report(current_actor(), report_id)
    require(policy.can_judge_report, found)
    return found


@bp.get("/reports")
@roles(*STAFF)
def reports_to_judge() -> ResponseReturnValue:
    """The address at which the list of the desk was before there was a desk."""
    return redirect(url_for("desk.lines", name="to-verify"))


@bp.route("/reports/verify-together", methods=["GET", "POST"])
@roles(*STAFF)
def verify_together() -> ResponseReturnValue:
    """Verify several reports in which nothing is odd; the others stand below, with why."""
    actor, waiting = current_actor(), report_queries.reports_to_judge()
    odd = oddity_queries.oddities_of(waiting)
    plain = [one for one in waiting if verification_services.may_go_together(actor, one, odd[one.id])]
    form = TogetherForm()
    form.reports.offer([(one.id, report_services.label_of(one)) for one in plain])

    def act() -> None:
        chosen = [one for one in plain if one.id in form.reports.data]
        verification_services.verify_together(actor, chosen)

    if saved(form, act):
        flash(_("Laporan yang dipilih diverifikasi dan terbuka untuk umum."), "success")
        return redirect(url_for(".reports_to_judge"))
    alone = {one: report_page.odd_lines(odd[one.id]) for one in waiting if one not in plain}
    return render_template(
        "reports/verify_together.html",
        form=form,
        summaries=[report_page.summary_of(one) for one in plain],
        alone=alone,
        back=url_for(".reports_to_judge"),
    )


@bp.route("/reports/<int:report_id>/begin-verification", methods=["GET", "POST"])
@roles(*STAFF)
def begin_verification(report_id: int) -> ResponseReturnValue:
    """Take a report up, so that it is not withdrawn meanwhile."""
    found, form = _waiting(report_id), ConfirmForm()
    if saved(form, lambda: verification_services.begin_verification(current_actor(), found.newest)):
        return redirect(url_for(".return_report", report_id=report_id))
    return question(found, form, _("Mulai verifikasi"))


@bp.route("/reports/<int:report_id>/return", methods=["GET", "POST"])
@roles(*STAFF)
def return_report(report_id: int) -> ResponseReturnValue:
    """Return a report with notes, each beside what it is about."""
    found = _waiting(report_id)
    told = report_queries.told(found.newest.last) if found.newest.last else None
    places = report_page.places_of(told) if told else []
    form = return_form(places)()

    def act() -> None:
        notes = {name: form[name].data for name in places}
        verification_services.return_report(
            current_actor(), found.newest, note=form.general.data, notes=notes, fields=list(notes)
        )

    if saved(form, act):
        flash(_("Laporan dikembalikan dengan catatan."), "success")
        return redirect(page_of_report(found))
    return _judged("reports/return.html", found, form, told)


@bp.route("/reports/<int:report_id>/verify", methods=["GET", "POST"])
@roles(*STAFF)
def verify_report(report_id: int) -> ResponseReturnValue:
    """Verify a report, with the values it reports or with others and the reason for each."""
    found = _waiting(report_id)
    version = found.newest
    told = report_queries.reported(version.last) if version.last else None
    if told is None or found.voice is Voice.SOCIETY:
        return _published(found)
    form = verification_form(told.asked, found.voice)(data=report_queries.draft_of(version))

    def act() -> None:
        verification_services.verify_as_typed(current_actor(), version, form.draft(), note=form.note.data)

    if saved(form, act):
        flash(_("Laporan diverifikasi dan terbuka untuk umum."), "success")
        return redirect(page_of_report(found))
    return _judged("reports/verify.html", found, form, told)


def _published(found: Report) -> ResponseReturnValue:
    """The account of civil society is published as it is, or returned for its form (D27)."""
    form = ConfirmForm()
    if saved(form, lambda: verification_services.verify_as_reported(current_actor(), found.newest)):
        flash(_("Catatan masyarakat sipil terbuka untuk umum."), "success")
        return redirect(page_of_report(found))
    return question(found, form, _("Terbitkan catatan masyarakat sipil"))


def _judged(template: str, found: Report, form: BaseForm, told: Told | None) -> str:
    actor, version = current_actor(), found.newest
    return render_template(
        template,
        report=found,
        form=form,
        told=told,
        lines=report_page.figure_lines(told) if told else [],
        milestones=report_page.milestone_lines(told) if told else [],
        evidence=evidence_queries.named_by(actor, version, told.content.evidence) if told else [],
        before=report_page.lines_before(report_queries.before(found)),
        computed=report_page.computed_texts(told) if told else {},
        fields_under=report_page.fields_under,
        odd=report_page.odd_lines(oddity_queries.oddities_of([found])[found.id]),
        back=page_of_report(found),
    )
