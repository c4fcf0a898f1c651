"""Pages of plans, commitments, milestones, indicators, definitions and baselines."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.accounts import queries as accounts_queries
from tracker.accounts.models import Organisation
from tracker.accounts.queries import OrganisationFilter
from tracker.accounts.states import STAFF
from tracker.core.quantities import echo
from tracker.extensions import unit_of_work
from tracker.plans import forms, policy, queries, services
from tracker.plans.models import Commitment, Indicator, Plan
from tracker.plans.states import DefinitionStanding, Involvement, PlanStep, possible_steps
from tracker.plans.wording import wording
from tracker.web.access import current_actor, public, require, roles
from tracker.web.filters import language
from tracker.web.forms import refusing
from tracker.web.pagination import page_of

bp = Blueprint("plans", __name__)
bp.add_app_template_filter(wording)

_ALL = 10_000


@bp.route("/")
@public
def home() -> ResponseReturnValue:
    """To the only plan there is to see, else to the list."""
    plans = queries.visible_plans(current_actor())
    return redirect(_page_of_plan(plans[0].plan) if len(plans) == 1 else url_for(".index"))


@bp.route("/plans")
@public
def index() -> ResponseReturnValue:
    """The plans this reader may see."""
    actor = current_actor()
    may_create = policy.can_create_plan(actor)
    return render_template("plans/index.html", lines=queries.visible_plans(actor), may_create=may_create)


@bp.route("/plans/new", methods=["GET", "POST"])
@roles(*STAFF)
def create() -> ResponseReturnValue:
    """Begin a plan."""
    form = forms.PlanForm()
    if form.accepted():
        with refusing(form), unit_of_work():
            plan = services.create_plan(current_actor(), **form.values())
            return redirect(_page_of_plan(plan))
    return render_template("plans/plan_form.html", form=form, plan=None)


@bp.route("/plans/<plan_code>")
@public
def show(plan_code: str) -> ResponseReturnValue:
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
    plan = _plan_to_edit(plan_code)
    form = forms.PlanForm.about(plan)
    if form.accepted():
        with refusing(form), unit_of_work():
            services.edit_plan(current_actor(), plan, seen_revision=form.seen_revision, **form.values())
            return redirect(_page_of_plan(plan))
    return render_template("plans/plan_form.html", form=form, plan=plan)


@bp.route("/plans/<plan_code>/publish", methods=["GET", "POST"])
@roles(*STAFF)
def publish(plan_code: str) -> ResponseReturnValue:
    """Let everybody read the plan, after a look at what that means."""
    plan = _plan_to_edit(plan_code)
    form = forms.ConfirmForm()
    if form.accepted():
        with refusing(form), unit_of_work():
            services.publish_plan(current_actor(), plan)
            flash(_("Rencana aksi ini sekarang terbuka untuk umum."), "success")
            return redirect(_page_of_plan(plan))
    return render_template("plans/publish.html", form=form, plan=plan)


@bp.route("/plans/<plan_code>/unpublish", methods=["GET", "POST"])
@roles(*STAFF)
def unpublish(plan_code: str) -> ResponseReturnValue:
    """Take the plan back from the public."""
    plan = _plan_to_edit(plan_code)
    form = forms.ReasonForm()
    if form.accepted():
        with refusing(form), unit_of_work():
            services.unpublish_plan(current_actor(), plan, **form.values())
            flash(_("Rencana aksi ini sekarang hanya terbaca oleh orang yang sudah masuk."), "success")
            return redirect(_page_of_plan(plan))
    return render_template("plans/unpublish.html", form=form, plan=plan)


@bp.route("/plans/<plan_code>/<any(submit, start, close, reopen):step>", methods=["GET", "POST"])
@roles(*STAFF)
def take_step(plan_code: str, step: str) -> ResponseReturnValue:
    """Move the plan on to its next state."""
    plan = _plan_to_edit(plan_code)
    form = forms.StepForm()
    if form.accepted():
        with refusing(form), unit_of_work():
            services.step_plan(current_actor(), plan, PlanStep(step), **form.values())
            return redirect(_page_of_plan(plan))
    return render_template("plans/step.html", form=form, plan=plan, step=PlanStep(step))


@bp.route("/plans/<plan_code>/meetings", methods=["GET", "POST"])
@roles(*STAFF)
def link_meetings(plan_code: str) -> ResponseReturnValue:
    """Say which minutes are about the plan."""
    plan = _plan_to_edit(plan_code)
    form = forms.MeetingsForm(data={"meetings": [meeting.id for meeting in plan.meetings]})
    form.meetings.offer_things(forms.meetings_named(queries.meetings()))
    if form.accepted():
        with refusing(form), unit_of_work():
            services.set_meetings(current_actor(), plan, form.meetings.chosen)
            return redirect(_page_of_plan(plan))
    return render_template("plans/meetings.html", form=form, plan=plan)


@bp.route("/plans/<plan_code>/commitments/new", methods=["GET", "POST"])
@roles(*STAFF)
def create_commitment(plan_code: str) -> ResponseReturnValue:
    """Add a commitment."""
    plan = _plan_to_edit(plan_code)
    form = forms.CommitmentForm()
    form.offer(_organisations(), None)
    if form.accepted():
        with refusing(form), unit_of_work():
            commitment = services.create_commitment(current_actor(), plan, **form.content())
            _set_parties(commitment, form)
            return redirect(_page_of_commitment(commitment))
    return render_template("plans/commitment_form.html", form=form, plan=plan, commitment=None)


@bp.route("/plans/<plan_code>/commitments/<code>")
@public
def commitment(plan_code: str, code: str) -> ResponseReturnValue:
    """A commitment, its milestones and its indicators."""
    actor = current_actor()
    found = queries.find_commitment(actor, plan_code, code)
    return render_template(
        "plans/commitment.html",
        plan=found.plan,
        commitment=found,
        may_edit=policy.can_edit_plan(actor, found.plan),
        may_read_contact=policy.can_read_contact(actor, found.plan),
    )


@bp.route("/plans/<plan_code>/commitments/<code>/edit", methods=["GET", "POST"])
@roles(*STAFF)
def edit_commitment(plan_code: str, code: str) -> ResponseReturnValue:
    """Change a commitment and who takes part in it."""
    commitment = _commitment_to_edit(plan_code, code)
    form = forms.CommitmentForm.about(commitment)
    form.offer(_organisations(), commitment)
    if form.accepted():
        with refusing(form), unit_of_work():
            services.edit_commitment(
                current_actor(), commitment, seen_revision=form.seen_revision, **form.content()
            )
            _set_parties(commitment, form)
            return redirect(_page_of_commitment(commitment))
    return render_template(
        "plans/commitment_form.html", form=form, plan=commitment.plan, commitment=commitment
    )


@bp.route("/plans/<plan_code>/commitments/<code>/remove", methods=["GET", "POST"])
@roles(*STAFF)
def remove_commitment(plan_code: str, code: str) -> ResponseReturnValue:
    """Remove a commitment that nothing hangs on yet."""
    commitment = _commitment_to_edit(plan_code, code)
    form = forms.ReasonForm()
    if form.accepted():
        with refusing(form), unit_of_work():
            services.remove_commitment(current_actor(), commitment, **form.values())
            flash(_("Komitmen %(code)s telah dihapus.", code=code), "success")
            return redirect(url_for(".show", plan_code=plan_code))
    return render_template("plans/remove_commitment.html", form=form, commitment=commitment)


@bp.route("/plans/<plan_code>/commitments/<code>/milestones/new", methods=["GET", "POST"])
@roles(*STAFF)
def create_milestone(plan_code: str, code: str) -> ResponseReturnValue:
    """Add a milestone."""
    commitment = _commitment_to_edit(plan_code, code)
    form = forms.MilestoneForm()
    form.offer(_organisations())
    if form.accepted():
        with refusing(form), unit_of_work():
            services.create_milestone(current_actor(), commitment, **form.content())
            return redirect(_page_of_commitment(commitment, "milestones"))
    return render_template("plans/milestone_form.html", form=form, commitment=commitment, milestone=None)


@bp.route("/milestones/<int:milestone_id>/edit", methods=["GET", "POST"])
@roles(*STAFF)
def edit_milestone(milestone_id: int) -> ResponseReturnValue:
    """Change a milestone."""
    milestone = queries.get_milestone(current_actor(), milestone_id)
    require(policy.can_edit_plan, milestone.commitment.plan)
    form = forms.MilestoneForm.about(milestone)
    form.offer(_organisations())
    if form.accepted():
        with refusing(form), unit_of_work():
            services.edit_milestone(
                current_actor(), milestone, seen_revision=form.seen_revision, **form.content()
            )
            return redirect(_page_of_commitment(milestone.commitment, "milestones"))
    return render_template(
        "plans/milestone_form.html", form=form, commitment=milestone.commitment, milestone=milestone
    )


@bp.route("/milestones/<int:milestone_id>/remove", methods=["GET", "POST"])
@roles(*STAFF)
def remove_milestone(milestone_id: int) -> ResponseReturnValue:
    """Remove a milestone."""
    milestone = queries.get_milestone(current_actor(), milestone_id)
    require(policy.can_edit_plan, milestone.commitment.plan)
    form = forms.ReasonForm()
    if form.accepted():
        with refusing(form), unit_of_work():
            back = _page_of_commitment(milestone.commitment, "milestones")
            services.remove_milestone(current_actor(), milestone, **form.values())
            flash(_("Tonggak capaian telah dihapus."), "success")
            return redirect(back)
    return render_template("plans/remove_milestone.html", form=form, milestone=milestone)


@bp.route("/plans/<plan_code>/commitments/<code>/indicators/new", methods=["GET", "POST"])
@roles(*STAFF)
def create_indicator(plan_code: str, code: str) -> ResponseReturnValue:
    """Add an indicator with its first definition."""
    commitment = _commitment_to_edit(plan_code, code)
    form = forms.IndicatorForm(data={"is_cumulative": True})
    form.offer(queries.clauses_of(commitment.plan))
    if form.accepted():
        with refusing(form), unit_of_work():
            indicator = services.create_indicator(current_actor(), commitment, **form.content())
            flash(_("Indikator %(key)s telah dicatat.", key=indicator.key), "success")
            return redirect(_page_of_commitment(commitment, "indicators"))
    return render_template("plans/indicator_form.html", form=form, commitment=commitment)


@bp.route("/indicators/<int:indicator_id>/edit", methods=["GET", "POST"])
@roles(*STAFF)
def edit_indicator(indicator_id: int) -> ResponseReturnValue:
    """Change what an indicator is; its name and definition have a page of their own."""
    indicator = _indicator_to_edit(indicator_id)
    form = forms.NatureForm.about(indicator)
    if form.accepted():
        with refusing(form), unit_of_work():
            services.edit_indicator(
                current_actor(), indicator, seen_revision=form.seen_revision, **form.values()
            )
            return redirect(_page_of_indicator(indicator))
    return render_template("plans/nature_form.html", form=form, indicator=indicator)


@bp.route("/indicators/<int:indicator_id>/definitions/new", methods=["GET", "POST"])
@roles(*STAFF)
def create_definition(indicator_id: int) -> ResponseReturnValue:
    """Another wording of an indicator, to be in force at once or only suggested."""
    indicator = _indicator_to_edit(indicator_id)
    form = forms.DefinitionForm(data={**indicator.definition.texts, "standing": DefinitionStanding.SUGGESTED})
    form.offer(queries.clauses_of(indicator.commitment.plan))
    if form.accepted():
        with refusing(form), unit_of_work():
            _DEFINE[form.standing.data](current_actor(), indicator, **form.content())
            return redirect(_page_of_indicator(indicator))
    return render_template("plans/definition_form.html", form=form, indicator=indicator)


_DEFINE: dict[DefinitionStanding, Any] = {
    DefinitionStanding.SUGGESTED: services.suggest_definition,
    DefinitionStanding.IN_FORCE: services.redefine,
}


@bp.route("/definitions/<int:version_id>/adopt", methods=["GET", "POST"])
@roles(*STAFF)
def adopt_definition(version_id: int) -> ResponseReturnValue:
    """Put a suggested wording in force."""
    version = queries.get_definition(current_actor(), version_id)
    require(policy.can_edit_plan, version.indicator.commitment.plan)
    form = forms.ReasonForm()
    if form.accepted():
        with refusing(form), unit_of_work():
            services.adopt_definition(current_actor(), version, **form.values())
            return redirect(_page_of_indicator(version.indicator))
    return render_template("plans/adopt_definition.html", form=form, version=version)


@bp.route("/indicators/<int:indicator_id>/baseline", methods=["GET", "POST"])
@roles(*STAFF)
def set_baseline(indicator_id: int) -> ResponseReturnValue:
    """Write down where an indicator starts; what was read is said back."""
    indicator = _indicator_to_edit(indicator_id)
    form = forms.BASELINE_FORMS[indicator.kind].about(indicator.baseline, own_units=[indicator.unit_ind])
    form.offer(queries.clauses_of(indicator.commitment.plan))
    if form.accepted():
        with refusing(form), unit_of_work():
            services.set_baseline(
                current_actor(), indicator, seen_revision=form.seen_revision, **form.content(indicator.kind)
            )
            flash(_said_back(form), "success")
            return redirect(_page_of_indicator(indicator))
    return render_template("plans/baseline_form.html", form=form, indicator=indicator)


def _said_back(form: forms.BaselineForm) -> str:
    if isinstance(form, forms.NumericBaselineForm):
        understood = echo(form.reading, locale=language())
        return str(_("Data dasar disimpan, dibaca sebagai %(echo)s.", echo=understood))
    return str(_("Data dasar disimpan."))


def _plan_to_edit(plan_code: str) -> Plan:
    plan = queries.get_plan(current_actor(), plan_code)
    require(policy.can_edit_plan, plan)
    return plan


def _commitment_to_edit(plan_code: str, code: str) -> Commitment:
    found = queries.find_commitment(current_actor(), plan_code, code)
    require(policy.can_edit_plan, found.plan)
    return found


def _indicator_to_edit(indicator_id: int) -> Indicator:
    indicator = queries.get_indicator(current_actor(), indicator_id)
    require(policy.can_edit_plan, indicator.commitment.plan)
    return indicator


def _organisations() -> list[Organisation]:
    return list(
        accounts_queries.list_organisations(current_actor(), OrganisationFilter(), limit=_ALL, offset=0)
    )


def _set_parties(commitment: Commitment, form: forms.CommitmentForm) -> None:
    for involvement, field in (
        (Involvement.SUPPORTER, form.supporters),
        (Involvement.PROPOSER, form.proposers),
        (Involvement.COMPANION, form.companions),
    ):
        services.set_parties(current_actor(), commitment, involvement=involvement, organisations=field.chosen)


def _page_of_plan(plan: Plan) -> str:
    return url_for("plans.show", plan_code=plan.code)


def _page_of_commitment(commitment: Commitment, anchor: str | None = None) -> str:
    return url_for("plans.commitment", plan_code=commitment.plan.code, code=commitment.code, _anchor=anchor)


def _page_of_indicator(indicator: Indicator) -> str:
    return url_for("targets.indicator", indicator_id=indicator.id)
