"""Pages on which indicators, their wordings and their baselines are written."""

from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.accounts.states import STAFF
from tracker.core.quantities import echo
from tracker.plans import baseline_services, definition_services, indicator_services, policy, queries
from tracker.plans.addresses import page_of_commitment, page_of_indicator
from tracker.plans.baseline_forms import BASELINE_FORMS, BaselineForm, NumericBaselineForm
from tracker.plans.commitment_views import commitment_to_edit
from tracker.plans.indicator_forms import DefinitionForm, IndicatorForm, NatureForm
from tracker.plans.models import Indicator
from tracker.plans.states import DefinitionStanding
from tracker.plans.views import bp
from tracker.web.access import current_actor, require, roles
from tracker.web.filters import language
from tracker.web.forms import ReasonForm, made, saved


@bp.route("/plans/<plan_code>/commitments/<code>/indicators/new", methods=["GET", "POST"])
@roles(*STAFF)
def create_indicator(plan_code: str, code: str) -> ResponseReturnValue:
    """Add an indicator with its first definition."""
    commitment = commitment_to_edit(plan_code, code)
    form, back = IndicatorForm(data={"is_cumulative": True}), page_of_commitment(commitment, "indicators")
    form.offer(queries.clauses_of(commitment.plan))
    create = indicator_services.create_indicator
    if indicator := made(form, lambda: create(current_actor(), commitment, **form.values())):
        flash(_("Indikator %(key)s telah dicatat.", key=indicator.key), "success")
        return redirect(back)
    return render_template("plans/indicator_form.html", form=form, commitment=commitment, back=back)


@bp.route("/indicators/<int:indicator_id>/edit", methods=["GET", "POST"])
@roles(*STAFF)
def edit_indicator(indicator_id: int) -> ResponseReturnValue:
    """Change what an indicator is; its name and definition have a page of their own."""
    indicator = _indicator_to_edit(indicator_id)
    form, back = NatureForm.about(indicator), page_of_indicator(indicator)
    if saved(form, lambda: indicator_services.edit_indicator(current_actor(), indicator, **form.edits())):
        return redirect(back)
    return render_template("plans/nature_form.html", form=form, indicator=indicator, back=back)


@bp.route("/indicators/<int:indicator_id>/definitions/new", methods=["GET", "POST"])
@roles(*STAFF)
def create_definition(indicator_id: int) -> ResponseReturnValue:
    """Another wording of an indicator, to be in force at once or only suggested."""
    indicator = _indicator_to_edit(indicator_id)
    form = DefinitionForm(data={**indicator.definition.texts, "standing": DefinitionStanding.SUGGESTED})
    form.offer(queries.clauses_of(indicator.commitment.plan))
    back = page_of_indicator(indicator)
    if saved(form, lambda: _DEFINE[form.standing.data](current_actor(), indicator, **form.values())):
        return redirect(back)
    return render_template("plans/definition_form.html", form=form, indicator=indicator, back=back)


_DEFINE: dict[DefinitionStanding, Any] = {
    DefinitionStanding.SUGGESTED: definition_services.suggest_definition,
    DefinitionStanding.IN_FORCE: definition_services.redefine,
}


@bp.route("/definitions/<int:version_id>/adopt", methods=["GET", "POST"])
@roles(*STAFF)
def adopt_definition(version_id: int) -> ResponseReturnValue:
    """Put a suggested wording in force."""
    version = queries.get_definition(current_actor(), version_id)
    require(policy.can_edit_plan, version.indicator.commitment.plan)
    form, back = ReasonForm(), page_of_indicator(version.indicator)
    if saved(form, lambda: definition_services.adopt_definition(current_actor(), version, **form.values())):
        return redirect(back)
    return render_template("plans/adopt_definition.html", form=form, version=version, back=back)


@bp.route("/indicators/<int:indicator_id>/baseline", methods=["GET", "POST"])
@roles(*STAFF)
def set_baseline(indicator_id: int) -> ResponseReturnValue:
    """Write down where an indicator starts; what was read is said back."""
    indicator = _indicator_to_edit(indicator_id)
    form = BASELINE_FORMS[indicator.kind].about(indicator.baseline, own_units=[indicator.unit_ind])
    form.offer(queries.clauses_of(indicator.commitment.plan))
    back = page_of_indicator(indicator)
    if saved(form, lambda: _set_baseline(indicator, form)):
        flash(_said_back(form), "success")
        return redirect(back)
    return render_template("plans/baseline_form.html", form=form, indicator=indicator, back=back)


def _set_baseline(indicator: Indicator, form: BaselineForm) -> None:
    baseline_services.set_baseline(
        current_actor(), indicator, seen_revision=form.seen_revision, **form.content(indicator.kind)
    )


def _said_back(form: BaselineForm) -> str:
    if isinstance(form, NumericBaselineForm):
        understood = echo(form.reading, locale=language())
        return str(_("Data dasar disimpan, dibaca sebagai %(echo)s.", echo=understood))
    return str(_("Data dasar disimpan."))


def _indicator_to_edit(indicator_id: int) -> Indicator:
    indicator = queries.get_indicator(current_actor(), indicator_id)
    require(policy.can_edit_plan, indicator.commitment.plan)
    return indicator
