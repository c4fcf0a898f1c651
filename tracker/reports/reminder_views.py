"""The reminders of a plan: what was sent, what comes next, and how they are silenced."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.accounts.states import STAFF
from tracker.core import clock
from tracker.notifications.queries import letters_about
from tracker.plans.addresses import way_to
from tracker.plans.models import Plan
from tracker.plans.queries import get_plan
from tracker.reports import policy, reminder_queries, reminder_services
from tracker.reports.reminder_forms import ReminderFilterForm, SilenceForm
from tracker.reports.reminder_page import lines_of, unheard
from tracker.reports.views import bp
from tracker.web.access import current_actor, require, roles
from tracker.web.forms import BaseForm, ConfirmForm, saved
from tracker.web.pagination import page_of


def page_of_reminders(plan: Plan) -> str:
    """The address of a plan's reminders."""
    return url_for("reports.reminders", plan_code=plan.code)


@bp.get("/plans/<plan_code>/reminders")
@roles(*STAFF)
def reminders(plan_code: str) -> ResponseReturnValue:
    """What was sent to whom about missing reports, what comes next, and what is silenced."""
    actor, form = current_actor(), ReminderFilterForm()
    plan = get_plan(actor, plan_code)
    require(policy.can_read_reminders, plan)
    watched = reminder_queries.list_watched(actor, plan, today=clock.today())
    form.offer(watched)
    readers = reminder_queries.reporters_of({one.owed.organisation.id for one in watched})
    mails = letters_about(actor, reminder_services.letters_prefix(plan))
    chosen = form.narrowed(watched)
    lines = lines_of(chosen, mails, readers=readers, is_of_period=form.is_of_period)
    pagination = page_of(len(lines))
    return render_template(
        "reports/reminders.html",
        plan=plan,
        form=form,
        lines=lines[pagination.offset : pagination.last],
        pagination=pagination,
        unheard=unheard(chosen, readers),
        breadcrumbs=_way(plan),
    )


@bp.route(
    "/plans/<plan_code>/reminders/<period_code>/<code>/<int:organisation_id>/silence",
    methods=["GET", "POST"],
)
@roles(*STAFF)
def silence_reminders(
    plan_code: str, period_code: str, code: str, organisation_id: int
) -> ResponseReturnValue:
    """Remind an organisation no more of one report; the form asks why."""
    actor, form = current_actor(), SilenceForm()
    plan = get_plan(actor, plan_code)
    require(policy.can_silence_reminders, plan)
    watched = reminder_queries.find_watched(
        actor,
        plan,
        commitment=code,
        period=period_code,
        organisation_id=organisation_id,
        today=clock.today(),
    )
    if saved(form, lambda: reminder_services.silence_reminders(actor, watched, **form.values())):
        flash(_("Pengingat dihentikan. Laporannya tetap ditunggu."), "success")
        return redirect(page_of_reminders(plan))
    kicker = f"{watched.owed.organisation.short_name} {code} {period_code}"
    return _question(plan, form, _("Hentikan pengingat"), kicker)


@bp.route("/silences/<int:silence_id>/end", methods=["GET", "POST"])
@roles(*STAFF)
def end_silence(silence_id: int) -> ResponseReturnValue:
    """Let reminders of a report be written again, after a question."""
    silence, form = reminder_queries.get_silence(current_actor(), silence_id), ConfirmForm()
    plan = silence.period.plan
    require(policy.can_silence_reminders, plan)
    if saved(form, lambda: reminder_services.end_silence(current_actor(), silence)):
        flash(_("Pengingat berjalan lagi."), "success")
        return redirect(page_of_reminders(plan))
    return _question(plan, form, _("Lanjutkan pengingat"), reminder_services.silence_label(silence))


def _question(plan: Plan, form: BaseForm, heading: str, kicker: str) -> str:
    return render_template(
        "form.html",
        form=form,
        heading=heading,
        kicker=kicker,
        submit=heading,
        back=page_of_reminders(plan),
        breadcrumbs=[*_way(plan)[:-1], (_("Pengingat laporan"), page_of_reminders(plan)), (heading, None)],
    )


def _way(plan: Plan) -> list[tuple[str, str | None]]:
    periods = (_("Periode pelaporan"), url_for("reports.periods", plan_code=plan.code))
    return [*way_to(plan), periods, (_("Pengingat laporan"), None)]
