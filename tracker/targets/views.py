"""Pages of the negotiation: an indicator, and everything that can be said and decided about it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.accounts.states import STAFF
from tracker.audit.queries import trail_mark
from tracker.core import clock
from tracker.core.errors import NotFound, RuleBroken
from tracker.minutes.outcomes import add_outcome_source
from tracker.plans.models import Indicator
from tracker.plans.policy import can_edit_plan
from tracker.plans.queries import clauses_of, get_indicator
from tracker.targets import admission, forms, policy, queries, services, wording
from tracker.targets.labels import explain
from tracker.targets.models import Position
from tracker.targets.outcomes import outcomes
from tracker.targets.page import page_of
from tracker.targets.plausibility import Anomaly
from tracker.targets.preview import preview_of
from tracker.targets.states import PositionKind, Stance
from tracker.targets.warnings import warnings_about, warnings_about_commitment
from tracker.web.access import current_actor, public, require, roles
from tracker.web.addresses import own_address
from tracker.web.conditional import kept_while
from tracker.web.errors import words_for
from tracker.web.forms import made, saved

bp = Blueprint("targets", __name__)
add_outcome_source(outcomes)


@bp.route("/indicators/<int:indicator_id>")
@public
@kept_while(trail_mark)
def indicator(indicator_id: int) -> str:
    """An indicator with its whole negotiation."""
    actor = current_actor()
    found = get_indicator(actor, indicator_id)
    return render_template(
        "targets/indicator.html",
        page=page_of(actor, found),
        indicator=found,
        may_speak=policy.can_speak(actor, found),
        may_agree=policy.can_agree(actor, found),
        may_edit=can_edit_plan(actor, found.commitment.plan),
    )


@bp.route("/indicators/<int:indicator_id>/positions/new", methods=["GET", "POST"])
@roles()
def new_position(indicator_id: int) -> ResponseReturnValue:
    """Add a value for a year; it is shown as understood before it is kept."""
    found = _indicator_to_discuss(indicator_id)
    form = forms.value_form(found, data=_prefilled())
    form.offer(_choices(found))
    if position := made(form, lambda: _taken(found, form, form.kind.data, Stance.VALUE)):
        return _kept(position)
    return _position_page(found, form, heading=_("Catat posisi atas target"))


@bp.route("/indicators/<int:indicator_id>/statements/new", methods=["GET", "POST"])
@roles()
def new_statement(indicator_id: int) -> ResponseReturnValue:
    """Add what is said about the indicator as a whole: drop, reword, retain, remark."""
    found = _indicator_to_discuss(indicator_id)
    form = forms.StatementForm(data=_prefilled())
    form.offer(_choices(found))
    if position := made(form, lambda: _taken(found, form, PositionKind.COUNTER, form.stance.data)):
        return _kept(position)
    return _position_page(found, form, heading=_("Catat pendapat tentang indikator"))


def _taken(
    found: Indicator, form: forms.ValueForm | forms.StatementForm, kind: PositionKind, stance: Stance
) -> Position:
    shown = preview_of(found)
    position = services.take_position(current_actor(), found, kind=kind, stance=stance, **form.content())
    form.check_seen(shown.after(position))
    return position


@bp.route("/positions/<int:position_id>/agree", methods=["GET", "POST"])
@roles(*STAFF)
def agree(position_id: int) -> ResponseReturnValue:
    """Write down that a position was agreed, after a look at what that means."""
    position = queries.get_position(current_actor(), position_id)
    require(policy.can_agree, position.indicator)
    if position.stance is Stance.REWORD and position.definition.is_adopted:
        return _agree_rewording(position)
    form = _warrant_form(position)
    if entry := made(form, lambda: services.agree_position(current_actor(), position, **form.warrant())):
        return _kept(entry)
    return _agree_page(position, form)


def _agree_rewording(position: Position) -> ResponseReturnValue:
    definition = position.indicator.definition
    texts = {"name_ind": definition.name_ind, "definition_ind": definition.definition_ind}
    form = forms.AgreedWordingForm(data={"taken_on": clock.today(), **texts})
    form.offer_clauses(clauses_of(position.indicator.commitment.plan))
    if entry := made(form, lambda: _agreed_rewording(position, form)):
        return _kept(entry)
    return _agree_page(position, form)


def _agreed_rewording(position: Position, form: forms.AgreedWordingForm) -> Position:
    words = {"name_ind": form.name_ind.data, "definition_ind": form.definition_ind.data}
    return services.agree_rewording(current_actor(), position, **words, **form.warrant())


def _agree_page(position: Position, form: forms.WarrantForm) -> ResponseReturnValue:
    return render_template(
        "targets/agree.html",
        form=form,
        position=position,
        indicator=position.indicator,
        said=wording.sentence(position),
        obstacle=_obstacle(position),
        consequence=wording.consequence(position),
        back=_way_back(position.indicator),
    )


def _obstacle(position: Position) -> str:
    """Why this cannot be agreed now, in words; nothing when it can."""
    ledger = queries.ledger_of(current_actor(), position.indicator)
    try:
        admission.check_may_agree(ledger.talks, queries.entry_of(position))
    except RuleBroken as error:
        return words_for(error)
    return ""


@bp.route("/indicators/<int:indicator_id>/agreements/new", methods=["GET", "POST"])
@roles(*STAFF)
def agree_value(indicator_id: int) -> ResponseReturnValue:
    """Write down an agreed value that nobody proposed exactly so."""
    found = get_indicator(current_actor(), indicator_id)
    require(policy.can_agree, found)
    bound = {"organisation": found.commitment.lead_id, "year": request.args.get("year", type=int)}
    form = forms.agreed_value_form(found, _choices(found), data={"taken_on": clock.today(), **bound})
    if position := made(form, lambda: _agreed_value(found, form)):
        return _kept(position)
    return _position_page(found, form, heading=_("Catat kesepakatan"))


def _agreed_value(found: Indicator, form: forms.ValueForm) -> Position:
    position = services.agree_value(
        current_actor(),
        found,
        year=form.year.data or 0,
        amount=form.amount(),
        organisation=form.chosen_organisation,
        **form.warrant(),
    )
    form.check_seen(wording.sentence(position))
    return position


@bp.route("/positions/<int:position_id>/withdraw", methods=["GET", "POST"])
@roles()
def withdraw(position_id: int) -> ResponseReturnValue:
    """Take a position back, or cancel an agreement."""
    position = queries.get_position(current_actor(), position_id)
    require(policy.can_withdraw, position)
    form = _warrant_form(position)
    if entry := made(form, lambda: services.withdraw_position(current_actor(), position, **form.warrant())):
        return _kept(entry)
    return render_template(
        "targets/withdraw.html",
        form=form,
        position=position,
        indicator=position.indicator,
        is_agreement=position.kind is PositionKind.AGREED,
        said=wording.sentence(position),
        back=_way_back(position.indicator),
    )


@bp.route("/positions/<int:position_id>/mark-official", methods=["GET", "POST"])
@roles()
def mark_official(position_id: int) -> ResponseReturnValue:
    """Say which of an organisation's positions is its official one."""
    position = queries.get_position(current_actor(), position_id)
    require(policy.can_mark_official, position)
    form = forms.ReasonForm()
    if saved(form, lambda: services.mark_official(current_actor(), position, **form.values())):
        flash(_("Posisi resmi %(name)s sudah ditandai.", name=position.organisation.short_name), "success")
        return redirect(_way_back(position.indicator))
    return render_template(
        "targets/mark_official.html",
        form=form,
        position=position,
        indicator=position.indicator,
        said=wording.sentence(position),
        back=_way_back(position.indicator),
    )


@bp.route("/indicators/<int:indicator_id>/warnings/<fingerprint>/set-aside", methods=["GET", "POST"])
@roles(*STAFF)
def set_aside(indicator_id: int, fingerprint: str) -> ResponseReturnValue:
    """Answer for a warning by name and reason."""
    found = get_indicator(current_actor(), indicator_id)
    require(policy.can_set_aside, found.commitment)
    warning = _warning(found, fingerprint)
    form = forms.ReasonForm()
    if saved(form, lambda: services.set_aside(current_actor(), found.commitment, warning, **form.values())):
        flash(_("Peringatan sudah disisihkan. Peringatan itu kembali bila angkanya berubah."), "success")
        return redirect(_way_back(found))
    return render_template(
        "targets/set_aside.html",
        form=form,
        indicator=found,
        explained=explain(warning.rule, warning.params),
        back=_way_back(found),
    )


@bp.route("/indicators/<int:indicator_id>/series", methods=["GET", "POST"])
@roles(*STAFF)
def publish_series(indicator_id: int) -> ResponseReturnValue:
    """Keep numbers that were published earlier, to hold targets against."""
    found = get_indicator(current_actor(), indicator_id)
    require(policy.can_publish_series, found.commitment)
    form = forms.SeriesForm(data={"unit_ind": found.unit_ind, "unit_eng": found.unit_eng})
    form.offer_clauses(clauses_of(found.commitment.plan))
    publish = services.publish_series
    if saved(form, lambda: publish(current_actor(), found.commitment, **form.content(found))):
        flash(_("Angka yang sudah terbit telah dicatat."), "success")
        return redirect(_way_back(found))
    return render_template("targets/series_form.html", form=form, indicator=found, back=_way_back(found))


@bp.route("/series/<int:series_id>/remove", methods=["GET", "POST"])
@roles(*STAFF)
def remove_series(series_id: int) -> ResponseReturnValue:
    """Take back a series entered by mistake."""
    series = queries.get_series(current_actor(), series_id)
    require(policy.can_publish_series, series.commitment)
    commitment = series.commitment
    page = url_for("plans.commitment", plan_code=commitment.plan.code, code=commitment.code)
    back = own_address(request.args.get("next"), otherwise=page)
    form = forms.ReasonForm()
    if saved(form, lambda: services.remove_series(current_actor(), series, **form.values())):
        return redirect(back)
    return render_template("targets/remove_series.html", form=form, series=series, back=back)


def _indicator_to_discuss(indicator_id: int) -> Indicator:
    found = get_indicator(current_actor(), indicator_id)
    require(policy.can_speak, found)
    return found


def _choices(found: Indicator) -> queries.Choices:
    actor = current_actor()
    return queries.choices_for(actor, found, queries.ledger_of(actor, found))


def _prefilled() -> dict[str, Any]:
    """What the address already says, as when one comes from a cell of the matrix."""
    actor = current_actor()
    return {
        "kind": request.args.get("kind", default=PositionKind.COUNTER, type=PositionKind),
        "year": request.args.get("year", type=int),
        "organisation": None if actor.is_staff else actor.organisation_id,
        "taken_on": clock.today(),
    }


def _warrant_form(position: Position) -> forms.WarrantForm:
    form = forms.WarrantForm(data={"taken_on": clock.today()})
    form.offer_clauses(clauses_of(position.indicator.commitment.plan))
    return form


def _position_page(found: Indicator, form: forms.PositionForm, *, heading: str) -> ResponseReturnValue:
    return render_template(
        "targets/position_form.html",
        form=form,
        indicator=found,
        heading=heading,
        suffix=wording.unit_sign(found),
        back=_way_back(found),
    )


def _kept(position: Position) -> ResponseReturnValue:
    flash(_("Tercatat: %(sentence)s.", sentence=wording.sentence(position)), "success")
    return redirect(_way_back(position.indicator))


def _way_back(found: Indicator) -> str:
    """The page one came from, such as the matrix, when it said so; else the indicator's."""
    own = url_for("targets.indicator", indicator_id=found.id)
    return own_address(request.args.get("next"), otherwise=own)


def _warning(found: Indicator, fingerprint: str) -> Anomaly:
    ledger = queries.ledger_of(current_actor(), found)
    series = queries.series_of([found.commitment_id])[found.commitment_id]
    raised = (*warnings_about(found, ledger, series), *warnings_about_commitment(found.commitment, series))
    warning = next((one for one in raised if one.fingerprint == fingerprint), None)
    if warning is None:
        raise NotFound("warning")
    return warning
