"""The reporting periods of a plan."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.accounts.queries import get_organisation, organisation_choices
from tracker.accounts.states import STAFF
from tracker.core import clock
from tracker.plans.addresses import way_to
from tracker.plans.models import Plan
from tracker.plans.queries import get_plan
from tracker.reports import forms, policy, queries, services
from tracker.reports.models import ExceptionGrant, ReportingPeriod
from tracker.web.access import current_actor, public, require, roles
from tracker.web.forms import BaseForm, ConfirmForm, made, saved

bp = Blueprint("reports", __name__)


def page_of_periods(plan: Plan) -> str:
    """The address of the list of a plan's periods."""
    return url_for("reports.periods", plan_code=plan.code)


@bp.get("/plans/<plan_code>/periods")
@public
def periods(plan_code: str) -> ResponseReturnValue:
    """The periods of a plan with their days, and who was granted what."""
    actor = current_actor()
    plan, today = get_plan(actor, plan_code), clock.today()
    found = queries.list_periods(actor, plan)
    return render_template(
        "reports/periods.html",
        plan=plan,
        periods=found,
        running={grant.id for period in found for grant in period.grants if today <= grant.until_on},
        may_set=policy.can_set_periods(actor, plan),
        may_read_grants=policy.can_read_grants(actor, plan),
        may_read_reminders=policy.can_read_reminders(actor, plan),
        breadcrumbs=[*way_to(plan), (_("Periode pelaporan"), None)],
    )


@bp.route("/plans/<plan_code>/periods/new", methods=["GET", "POST"])
@roles(*STAFF)
def make_periods(plan_code: str) -> ResponseReturnValue:
    """Cut the years of the plan into periods."""
    plan, form = _plan(plan_code), forms.CalendarForm()

    def make() -> list[ReportingPeriod]:
        return services.make_periods(
            current_actor(), plan, calendar=form.calendar.data, days=form.form_days()
        )

    if added := made(form, make):
        flash(ngettext("%(num)s periode dibuat.", "%(num)s periode dibuat.", len(added)), "success")
        return redirect(page_of_periods(plan))
    return _page(plan, form, _("Buat periode menurut kalender"))


@bp.route("/plans/<plan_code>/periods/add", methods=["GET", "POST"])
@roles(*STAFF)
def add_period(plan_code: str) -> ResponseReturnValue:
    """Add one period by hand."""
    plan, form = _plan(plan_code), forms.PeriodForm()
    if saved(form, lambda: services.add_period(current_actor(), plan, form.period())):
        return redirect(page_of_periods(plan))
    return _page(plan, form, _("Tambah periode"))


@bp.route("/periods/<int:period_id>/edit", methods=["GET", "POST"])
@roles(*STAFF)
def edit_period(period_id: int) -> ResponseReturnValue:
    """Change the days of a period."""
    period = _period(period_id)
    form = forms.PeriodForm(data=forms.period_data(period))
    edit = services.edit_period
    if saved(form, lambda: edit(current_actor(), period, form.period(), seen_revision=form.seen_revision)):
        return redirect(page_of_periods(period.plan))
    return _page(period.plan, form, _("Ubah periode %(code)s", code=period.code))


@bp.route("/periods/<int:period_id>/remove", methods=["GET", "POST"])
@roles(*STAFF)
def remove_period(period_id: int) -> ResponseReturnValue:
    """Take a period out, after a question."""
    period, form = _period(period_id), ConfirmForm()
    plan, heading = period.plan, _("Hapus periode %(code)s", code=period.code)
    if saved(form, lambda: services.remove_period(current_actor(), period)):
        flash(_("Periode dihapus. Jejak audit menyimpan hari-harinya."), "success")
        return redirect(page_of_periods(plan))
    return _page(plan, form, heading, danger=True)


@bp.route("/plans/<plan_code>/periods/remove-unused", methods=["GET", "POST"])
@roles(*STAFF)
def remove_unused_periods(plan_code: str) -> ResponseReturnValue:
    """Take out all periods without a report, after a question that names them."""
    plan, form = _plan(plan_code), ConfirmForm()
    unused = queries.periods_without_reports(plan)
    if not unused:
        return redirect(page_of_periods(plan))
    codes = ", ".join(period.code for period in unused)
    removed = made(form, lambda: services.remove_unused_periods(current_actor(), plan))
    if removed:
        words = ngettext("%(num)s periode dihapus.", "%(num)s periode dihapus.", removed)
        flash(words, "success")
        return redirect(page_of_periods(plan))
    return _page(plan, form, _("Hapus periode tanpa laporan: %(codes)s", codes=codes), danger=True)


@bp.route("/periods/<int:period_id>/exceptions/new", methods=["GET", "POST"])
@roles(*STAFF)
def grant_exception(period_id: int) -> ResponseReturnValue:
    """Grant one organisation an exception."""
    period, form = _period(period_id), forms.ExceptionForm()
    form.offer(organisation_choices(current_actor()))
    if made(form, lambda: _grant(period, form)):
        return redirect(page_of_periods(period.plan))
    return _page(period.plan, form, _("Beri pengecualian untuk %(code)s", code=period.code))


def _grant(period: ReportingPeriod, form: forms.ExceptionForm) -> ExceptionGrant:
    actor, values = current_actor(), form.values()
    organisation = get_organisation(actor, values.pop("organisation"))
    return services.grant_exception(actor, period, organisation=organisation, **values)


@bp.route("/exceptions/<int:grant_id>/end", methods=["GET", "POST"])
@roles(*STAFF)
def end_exception(grant_id: int) -> ResponseReturnValue:
    """Let an exception hold no longer, after a question."""
    grant, form = queries.get_grant(current_actor(), grant_id), ConfirmForm()
    plan = grant.period.plan
    require(policy.can_set_periods, plan)
    if saved(form, lambda: services.end_exception(current_actor(), grant)):
        return redirect(page_of_periods(plan))
    heading = _("Akhiri pengecualian %(organisation)s", organisation=grant.organisation.short_name)
    return _page(plan, form, heading, danger=True)


def _plan(plan_code: str) -> Plan:
    plan = get_plan(current_actor(), plan_code)
    require(policy.can_set_periods, plan)
    return plan


def _period(period_id: int) -> ReportingPeriod:
    period = queries.get_period(current_actor(), period_id)
    require(policy.can_set_periods, period.plan)
    return period


def _page(plan: Plan, form: BaseForm, heading: str, *, danger: bool = False) -> ResponseReturnValue:
    back = page_of_periods(plan)
    return render_template(
        "form.html",
        form=form,
        heading=heading,
        submit=heading,
        back=back,
        danger=danger,
        breadcrumbs=[*way_to(plan), (_("Periode pelaporan"), back), (heading, None)],
    )
