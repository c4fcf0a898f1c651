"""Pages of commitments and their milestones."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.accounts import queries as accounts
from tracker.accounts.models import Organisation
from tracker.accounts.states import STAFF
from tracker.audit.queries import trail_mark
from tracker.plans import commitment_services, forms, milestone_services, policy, queries
from tracker.plans.addresses import page_of_commitment, page_of_plan
from tracker.plans.models import Commitment, Milestone, Plan
from tracker.plans.standings import commitment_standings
from tracker.plans.states import Involvement
from tracker.plans.views import bp, plan_to_edit
from tracker.web.access import current_actor, public, require, roles
from tracker.web.conditional import kept_while
from tracker.web.forms import ReasonForm, made, saved

_ALL = 10_000


@bp.route("/plans/<plan_code>/commitments/new", methods=["GET", "POST"])
@roles(*STAFF)
def create_commitment(plan_code: str) -> ResponseReturnValue:
    """Add a commitment."""
    plan = plan_to_edit(plan_code)
    form, back = forms.CommitmentForm(), page_of_plan(plan)
    form.offer(_organisations(), None)
    if commitment := made(form, lambda: _created(plan, form)):
        return redirect(page_of_commitment(commitment))
    return render_template("plans/commitment_form.html", form=form, plan=plan, commitment=None, back=back)


def _created(plan: Plan, form: forms.CommitmentForm) -> Commitment:
    commitment = commitment_services.create_commitment(current_actor(), plan, **form.values())
    _set_parties(commitment, form)
    return commitment


@bp.route("/plans/<plan_code>/commitments/<code>")
@public
@kept_while(trail_mark)
def commitment(plan_code: str, code: str) -> str:
    """A commitment, its milestones and its indicators."""
    actor = current_actor()
    found = queries.find_commitment(actor, plan_code, code)
    return render_template(
        "plans/commitment.html",
        plan=found.plan,
        commitment=found,
        standings=commitment_standings.of(actor, found),
        may_edit=policy.can_edit_plan(actor, found.plan),
        may_read_contact=policy.can_read_contact(actor, found.plan),
    )


@bp.route("/plans/<plan_code>/commitments/<code>/edit", methods=["GET", "POST"])
@roles(*STAFF)
def edit_commitment(plan_code: str, code: str) -> ResponseReturnValue:
    """Change a commitment and who takes part in it."""
    found = commitment_to_edit(plan_code, code)
    form, back = forms.CommitmentForm.about(found), page_of_commitment(found)
    form.offer(_organisations(), found)
    if saved(form, lambda: _edit(found, form)):
        return redirect(page_of_commitment(found))
    return render_template(
        "plans/commitment_form.html", form=form, plan=found.plan, commitment=found, back=back
    )


def _edit(commitment: Commitment, form: forms.CommitmentForm) -> None:
    commitment_services.edit_commitment(current_actor(), commitment, **form.edits())
    _set_parties(commitment, form)


def _set_parties(commitment: Commitment, form: forms.CommitmentForm) -> None:
    for involvement, field in (
        (Involvement.SUPPORTER, form.supporters),
        (Involvement.PROPOSER, form.proposers),
        (Involvement.COMPANION, form.companions),
    ):
        commitment_services.set_parties(
            current_actor(), commitment, involvement=involvement, organisations=field.chosen
        )


@bp.route("/plans/<plan_code>/commitments/<code>/remove", methods=["GET", "POST"])
@roles(*STAFF)
def remove_commitment(plan_code: str, code: str) -> ResponseReturnValue:
    """Remove a commitment that nothing hangs on yet."""
    found = commitment_to_edit(plan_code, code)
    form, above = ReasonForm(), page_of_plan(found.plan)
    if saved(form, lambda: commitment_services.remove_commitment(current_actor(), found, **form.values())):
        flash(_("Komitmen %(code)s telah dihapus.", code=code), "success")
        return redirect(above)
    back = page_of_commitment(found)
    return render_template("plans/remove_commitment.html", form=form, commitment=found, back=back)


@bp.route("/plans/<plan_code>/commitments/<code>/milestones/new", methods=["GET", "POST"])
@roles(*STAFF)
def create_milestone(plan_code: str, code: str) -> ResponseReturnValue:
    """Add a milestone."""
    found = commitment_to_edit(plan_code, code)
    form, back = forms.MilestoneForm(), page_of_commitment(found, "milestones")
    form.offer(_organisations())
    if saved(form, lambda: milestone_services.create_milestone(current_actor(), found, **form.values())):
        return redirect(back)
    return render_template(
        "plans/milestone_form.html", form=form, commitment=found, milestone=None, back=back
    )


@bp.route("/milestones/<int:milestone_id>/edit", methods=["GET", "POST"])
@roles(*STAFF)
def edit_milestone(milestone_id: int) -> ResponseReturnValue:
    """Change a milestone."""
    milestone = _milestone_to_edit(milestone_id)
    form, back = forms.MilestoneForm.about(milestone), page_of_commitment(milestone.commitment, "milestones")
    form.offer(_organisations())
    if saved(form, lambda: milestone_services.edit_milestone(current_actor(), milestone, **form.edits())):
        return redirect(back)
    return render_template(
        "plans/milestone_form.html",
        form=form,
        commitment=milestone.commitment,
        milestone=milestone,
        back=back,
    )


@bp.route("/milestones/<int:milestone_id>/remove", methods=["GET", "POST"])
@roles(*STAFF)
def remove_milestone(milestone_id: int) -> ResponseReturnValue:
    """Remove a milestone."""
    milestone = _milestone_to_edit(milestone_id)
    form, back = ReasonForm(), page_of_commitment(milestone.commitment, "milestones")
    if saved(form, lambda: milestone_services.remove_milestone(current_actor(), milestone, **form.values())):
        flash(_("Tonggak capaian telah dihapus."), "success")
        return redirect(back)
    return render_template("plans/remove_milestone.html", form=form, milestone=milestone, back=back)


def commitment_to_edit(plan_code: str, code: str) -> Commitment:
    """The commitment of the address, for somebody who may edit its plan."""
    found = queries.find_commitment(current_actor(), plan_code, code)
    require(policy.can_edit_plan, found.plan)
    return found


def _milestone_to_edit(milestone_id: int) -> Milestone:
    milestone = queries.get_milestone(current_actor(), milestone_id)
    require(policy.can_edit_plan, milestone.commitment.plan)
    return milestone


def _organisations() -> list[Organisation]:
    everybody = accounts.OrganisationFilter()
    return list(accounts.list_organisations(current_actor(), everybody, limit=_ALL, offset=0))
