"""Pages of plans. Those of what a plan holds are in files of their own and share the blueprint made here."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.accounts.states import STAFF
from tracker.audit.queries import trail_mark
from tracker.minutes.outcomes import add_outcome_source
from tracker.plans import forms, policy, queries, services
from tracker.plans.addresses import page_of_plan, way_to
from tracker.plans.models import Plan
from tracker.plans.outcomes import outcomes
from tracker.plans.states import PlanStep, possible_steps
from tracker.plans.thing_forms import meetings_named
from tracker.plans.wording import wording
from tracker.web.access import current_actor, public, require, roles
from tracker.web.conditional import kept_while
from tracker.web.forms import ConfirmForm, ReasonForm, made, saved
from tracker.web.pagination import page_of

bp = Blueprint("plans", __name__)
add_outcome_source(outcomes)
bp.add_app_template_filter(wording)
bp.add_app_template_global(way_to)


@bp.route("/")
@public
def home() -> ResponseReturnValue:
    """To the only plan there is to see, else to the list."""
    plans = queries.visible_plans(current_actor())
    return redirect(page_of_plan(plans[0].plan) if len(plans) == 1 else url_for(".index"))


@bp.route("/plans")
@public
@kept_while(trail_mark)
def index() -> str:
    """The plans this reader may see."""
    actor = current_actor()
    may_create = policy.can_create_plan(actor)
    return render_template("plans/index.html", lines=queries.visible_plans(actor), may_create=may_create)


@bp.route("/plans/new", methods=["GET", "POST"])
@roles(*STAFF)
def create() -> ResponseReturnValue:
    """Begin a plan."""
    form = forms.PlanForm()
    if plan := made(form, lambda: services.create_plan(current_actor(), **form.values())):
        return redirect(page_of_plan(plan))
    return render_template("plans/plan_form.html", form=form, plan=None, back=url_for(".index"))


@bp.route("/plans/<plan_code>")
@public
@kept_while(trail_mark)
def show(plan_code: str) -> str:
    """A plan and its commitments, narrowed by the address."""
    actor = current_actor()
    plan = queries.get_plan(actor, plan_code)
    form = forms.CommitmentFilterForm()
    form.lead.offer([(lead.id, lead.short_name) for lead in queries.leads_of(plan)])
    chosen = form.chosen()
    pagination = page_of(queries.count_commitments(plan, chosen))
    lines = queries.list_commitments(plan, chosen, limit=pagination.per_page, offset=pagination.offset)
    return render_template(
        "plans/show.html",
        plan=plan,
        lines=lines,
        form=form,
        chosen=chosen,
        pagination=pagination,
        may_edit=policy.can_edit_plan(actor, plan),
        steps=possible_steps(plan.state),
    )


@bp.route("/plans/<plan_code>/edit", methods=["GET", "POST"])
@roles(*STAFF)
def edit(plan_code: str) -> ResponseReturnValue:
    """Change what a plan says about itself."""
    plan = plan_to_edit(plan_code)
    form, back = forms.PlanForm.about(plan), page_of_plan(plan)
    if saved(form, lambda: services.edit_plan(current_actor(), plan, **form.edits())):
        return redirect(page_of_plan(plan))
    return render_template("plans/plan_form.html", form=form, plan=plan, back=back)


@bp.route("/plans/<plan_code>/publish", methods=["GET", "POST"])
@roles(*STAFF)
def publish(plan_code: str) -> ResponseReturnValue:
    """Let everybody read the plan, after a look at what that means."""
    plan = plan_to_edit(plan_code)
    form, back = ConfirmForm(), page_of_plan(plan)
    if saved(form, lambda: services.publish_plan(current_actor(), plan)):
        flash(_("Rencana aksi ini sekarang terbuka untuk umum."), "success")
        return redirect(back)
    return render_template("plans/publish.html", form=form, plan=plan, back=back)


@bp.route("/plans/<plan_code>/unpublish", methods=["GET", "POST"])
@roles(*STAFF)
def unpublish(plan_code: str) -> ResponseReturnValue:
    """Take the plan back from the public."""
    plan = plan_to_edit(plan_code)
    form, back = ReasonForm(), page_of_plan(plan)
    if saved(form, lambda: services.unpublish_plan(current_actor(), plan, **form.values())):
        flash(_("Rencana aksi ini sekarang hanya terbaca oleh orang yang sudah masuk."), "success")
        return redirect(back)
    return render_template("plans/unpublish.html", form=form, plan=plan, back=back)


@bp.route("/plans/<plan_code>/<any(submit, start, close, reopen):step>", methods=["GET", "POST"])
@roles(*STAFF)
def take_step(plan_code: str, step: str) -> ResponseReturnValue:
    """Move the plan on to its next state."""
    plan, taken = plan_to_edit(plan_code), PlanStep(step)
    form, back = forms.StepForm(), page_of_plan(plan)
    if saved(form, lambda: services.step_plan(current_actor(), plan, taken, **form.values())):
        return redirect(back)
    return render_template("plans/step.html", form=form, plan=plan, step=taken, back=back)


@bp.route("/plans/<plan_code>/meetings", methods=["GET", "POST"])
@roles(*STAFF)
def link_meetings(plan_code: str) -> ResponseReturnValue:
    """Say which minutes are about the plan."""
    plan = plan_to_edit(plan_code)
    form, back = forms.MeetingsForm(data={"meetings": [one.id for one in plan.meetings]}), page_of_plan(plan)
    form.meetings.offer_things(meetings_named(queries.meetings()))
    if saved(form, lambda: services.set_meetings(current_actor(), plan, form.meetings.chosen)):
        return redirect(back)
    return render_template("plans/meetings.html", form=form, plan=plan, back=back)


def plan_to_edit(plan_code: str) -> Plan:
    """The plan of the address, for somebody who may edit it."""
    plan = queries.get_plan(current_actor(), plan_code)
    require(policy.can_edit_plan, plan)
    return plan
