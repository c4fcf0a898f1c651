"""Reports: begun, written, handed in, and read."""

from collections.abc import Sequence

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.accounts.queries import get_organisation
from tracker.accounts.states import EVERY_ROLE
from tracker.core.errors import RuleBroken, StaleEdit
from tracker.extensions import unit_of_work
from tracker.plans.addresses import way_to
from tracker.plans.queries import find_commitment
from tracker.reports import (
    evidence_queries,
    oddity_queries,
    policy,
    queries,
    report_page,
    report_queries,
    report_services,
)
from tracker.reports.asked_queries import asked_of
from tracker.reports.breaches import Breach
from tracker.reports.field_wording import place_words
from tracker.reports.forms import CorrectionForm
from tracker.reports.report_forms import ReportForm, report_form
from tracker.reports.report_models import Report, ReportVersion
from tracker.reports.report_queries import Told
from tracker.reports.states import DECIDABLE, EDITABLE, FINAL, ReportState, ReportStep, possible_steps
from tracker.reports.views import bp
from tracker.web.access import current_actor, public, require, roles
from tracker.web.errors import words_for
from tracker.web.forms import BaseForm, ConfirmForm, refusing, saved

# Where a writer goes on once the draft is kept.
_EVIDENCE_PAGES = {"file": ".add_evidence_file", "link": ".add_evidence_link"}


def page_of_report(report: Report) -> str:
    """The address of a report."""
    return url_for("reports.report", report_id=report.id)


def question(report: Report, form: BaseForm, heading: str, *, danger: bool = False) -> str:
    """The page that asks before something is done with a report; its button says what its heading says."""
    return render_template(
        "form.html",
        form=form,
        heading=heading,
        kicker=report_services.label_of(report),
        submit=heading,
        back=page_of_report(report),
        danger=danger,
        breadcrumbs=_way(report),
    )


@bp.get("/reports/<int:report_id>")
@public
def report(report_id: int) -> ResponseReturnValue:
    """A report: what it says, what it was held against, every round of it, and what can be done next."""
    found, actor = report_queries.get_report(current_actor(), report_id), current_actor()
    return _shown(found, [one for one in found.versions if policy.can_read_version(actor, one)][-1])


@bp.get("/reports/<int:report_id>/versions/<int:number>")
@public
def version(report_id: int, number: int) -> ResponseReturnValue:
    """One version of a report, at its address for good (D30)."""
    found = report_queries.get_report(current_actor(), report_id)
    return _shown(found, report_queries.get_version(current_actor(), found, number))


def _shown(found: Report, version: ReportVersion) -> str:
    actor, told = current_actor(), report_queries.told(version.last) if version.last else None
    may_write = policy.can_write_report(actor, found)
    return render_template(
        "reports/report.html",
        report=found,
        version=version,
        told=told,
        lines=report_page.figure_lines(told) if told else [],
        milestones=report_page.milestone_lines(told) if told else [],
        evidence=evidence_queries.named_by(actor, version, told.content.evidence) if told else [],
        differences=report_page.differences(version.last) if version.last else None,
        odd=report_page.odd_lines(_odd_in_round(found, version)) if may_write else [],
        versions=[one for one in found.versions if policy.can_read_version(actor, one)],
        rounds=version.submissions if may_write else version.standing[-1:],
        may=_steps(found, may_write=may_write, may_judge=policy.can_judge_report(actor, found)),
        place_words=place_words,
        lock=report_services.lock_of(found) if may_write and found.newest.state in EDITABLE else None,
        breadcrumbs=_way(found),
    )


def _steps(found: Report, *, may_write: bool, may_judge: bool) -> dict[str, bool]:
    """What this actor can do with the newest version as it stands."""
    state = found.newest.state
    steps = possible_steps(state)
    return {
        "edit": may_write and state in EDITABLE and not report_services.lock_of(found),
        "take_back": may_write and ReportStep.WITHDRAW in steps,
        "correct": may_write and state is FINAL,
        "begin_verification": may_judge and ReportStep.BEGIN_VERIFICATION in steps,
        "verify": may_judge and ReportStep.VERIFY in steps,
    }


def _way(found: Report) -> list[tuple[str, str | None]]:
    plan = found.commitment.plan
    periods = (_("Periode pelaporan"), url_for("reports.periods", plan_code=plan.code))
    return [*way_to(plan), periods, (report_services.label_of(found), None)]


@bp.post("/plans/<plan_code>/commitments/<code>/reports")
@roles(*EVERY_ROLE)
def begin_report(plan_code: str, code: str) -> ResponseReturnValue:
    """Begin the report of an organisation for a period, or go on with it."""
    actor = current_actor()
    commitment = find_commitment(actor, plan_code, code)
    period = queries.get_period(actor, request.form.get("period", default=0, type=int))
    organisation = get_organisation(actor, request.form.get("organisation", default=0, type=int))
    with unit_of_work():
        begun = report_services.begin_report(actor, commitment, period, organisation)
    return redirect(url_for(".edit_report", report_id=begun.id))


@bp.route("/reports/<int:report_id>/edit", methods=["GET", "POST"])
@roles(*EVERY_ROLE)
def edit_report(report_id: int) -> ResponseReturnValue:
    """Write a report: kept as typed, handed in when nothing is missing."""
    found = report_queries.get_report(current_actor(), report_id)
    require(policy.can_write_report, found)
    version, then = found.newest, request.form.get("then", "")
    if version.state not in EDITABLE:
        return redirect(page_of_report(found))
    form = _form(version, then)
    if form.accepted() and (kept := _keep(version, form)):
        if then in _EVIDENCE_PAGES:
            return redirect(url_for(_EVIDENCE_PAGES[then], report_id=found.id))
        if then == "carry-over":
            return _carried_over(version)
        if then != "hand-in":
            return redirect(url_for(".edit_report", report_id=found.id, more=then or None))
        form = _form(version, "", is_fresh=True)
        with refusing(form), unit_of_work():
            report_services.submit(current_actor(), version, seen=kept)
            flash(_("Laporan diajukan kepada sekretariat."), "success")
            return redirect(page_of_report(found))
    return _written(version, form)


def _carried_over(version: ReportVersion) -> ResponseReturnValue:
    with unit_of_work():
        is_carried = report_services.carry_over(current_actor(), version)
    if is_carried:
        flash(_("Isian yang masih kosong diisi dari laporan sebelumnya; periksa setiap isian."), "success")
    else:
        flash(_("Tidak ada isian kosong yang dapat diisi dari laporan sebelumnya."))
    return redirect(url_for(".edit_report", report_id=version.report.id))


@bp.post("/reports/<int:report_id>/draft")
@roles(*EVERY_ROLE)
def keep_draft(report_id: int) -> ResponseReturnValue:
    """Keep a draft while it is written, as a script sends it: what others wrote meanwhile comes back.

    Answers {"revision": number of the save, "theirs": {field: text}, "computed": {indicator: text}}; 409 with
    {"clashes": [words of fields]} when somebody else changed the same fields, 422 with
    {"refused": words} when nothing can be kept.
    """
    found = report_queries.get_report(current_actor(), report_id)
    require(policy.can_write_report, found)
    form = _form(found.newest, "")
    typed = form.typed()
    try:
        with unit_of_work():
            save = report_services.save_draft(current_actor(), found.newest, typed, seen=form.seen_revision)
            kept, number = save.fields, save.number
    except StaleEdit as stale:
        return jsonify(clashes=[place_words(name) for name in stale.current]), 409
    except RuleBroken as refusal:
        return jsonify(refused=words_for(refusal)), 422
    theirs = {name: kept.get(name, "") for name, text in typed.items() if kept.get(name, "") != text}
    computed = report_page.computed_texts(_told_in_draft(found.newest))
    return jsonify(revision=number, theirs=theirs, computed=computed)


def _form(version: ReportVersion, then: str, *, is_fresh: bool = False) -> ReportForm:
    """The form as it was left; `is_fresh`: read from what is stored, not from what was sent."""
    draft = report_queries.draft_of(version)
    asked = asked_of(version.report.commitment, version.report.period)
    kind = report_form(
        asked, version.report.voice, request.form or draft, more=request.args.get("more", then)
    )
    number = version.saves[-1].number if version.saves else 0
    options = {"formdata": None} if is_fresh else {}
    return kind(data={**draft, "revision": str(number)}, **options)


def _keep(version: ReportVersion, form: ReportForm) -> int:
    """The number under which the draft was kept, 0 when it was not."""
    with refusing(form), unit_of_work():
        save = report_services.save_draft(current_actor(), version, form.draft(), seen=form.seen_revision)
        return save.number
    return 0


def _written(version: ReportVersion, form: ReportForm) -> str:
    last = version.last if version.state is ReportState.RETURNED else None
    returned = last.decision(ReportStep.RETURN) if last else None
    earlier, draft = report_queries.before(version.report), _told_in_draft(version)
    return render_template(
        "reports/edit.html",
        report=version.report,
        version=version,
        form=form,
        asked=form.asked,
        returned=returned,
        notes=returned.notes if returned else {},
        evidence=evidence_queries.attached_to(current_actor(), version),
        saved_by=version.saves[-1].saved_by_id if version.saves else "",
        may_carry_over=earlier is not None,
        computed=report_page.computed_texts(draft),
        odd=report_page.odd_lines(oddity_queries.odd_in(version.report, draft.content, draft.asked, earlier)),
        before=report_page.lines_before(earlier),
        fields_under=report_page.fields_under,
        lock=report_services.lock_of(version.report),
        back=page_of_report(version.report),
        breadcrumbs=_way(version.report),
    )


def _odd_in_round(found: Report, version: ReportVersion) -> Sequence[Breach]:
    """What the verifier sees as odd, for whoever handed it in."""
    is_waiting = version is found.newest and version.state in DECIDABLE
    return oddity_queries.oddities_of([found])[found.id] if is_waiting else ()


def _told_in_draft(version: ReportVersion) -> Told:
    draft = report_services.read_draft(version)
    return Told(draft.content, draft.asked, is_verified=False)


@bp.route("/reports/<int:report_id>/take-back", methods=["GET", "POST"])
@roles(*EVERY_ROLE)
def take_back(report_id: int) -> ResponseReturnValue:
    """Take a report back before anybody verifies it, after a question."""
    found, form = report_queries.get_report(current_actor(), report_id), ConfirmForm()
    require(policy.can_write_report, found)
    if saved(form, lambda: report_services.withdraw(current_actor(), found.newest)):
        flash(_("Laporan ditarik; drafnya dapat ditulis lagi."), "success")
        return redirect(url_for(".edit_report", report_id=report_id))
    return question(found, form, _("Tarik laporan"), danger=True)


@bp.route("/reports/<int:report_id>/correct", methods=["GET", "POST"])
@roles(*EVERY_ROLE)
def correct_report(report_id: int) -> ResponseReturnValue:
    """Begin a correction, which says why; the verified version stays at its address."""
    found, form = report_queries.get_report(current_actor(), report_id), CorrectionForm()
    require(policy.can_write_report, found)
    if saved(form, lambda: report_services.correct(current_actor(), found, **form.values())):
        return redirect(url_for(".edit_report", report_id=report_id))
    return question(found, form, _("Koreksi laporan"))
