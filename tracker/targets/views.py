"""Pages of the negotiation: an indicator, and everything that can be said and decided about it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.accounts.states import STAFF
from tracker.core import clock
from tracker.core.errors import NotFound, RuleBroken
from tracker.extensions import unit_of_work
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
from tracker.web.errors import words_for
from tracker.web.forms import refusing

bp = Blueprint("targets", __name__)
add_outcome_source(outcomes)


@bp.route("/indicators/<int:indicator_id>")
@public
def indicator(indicator_id: int) -> ResponseReturnValue:
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
    if form.accepted():
        with refusing(form), unit_of_work():
            shown = preview_of(found)
            position = services.take_position(
                current_actor(), found, kind=form.kind.data, stance=Stance.VALUE, **form.content()
            )
            form.check_seen(shown.after(position))
            return _kept(position)
    return _position_page(found, form, heading=_("Catat posisi atas target"))


@bp.route("/indicators/<int:indicator_id>/statements/new", methods=["GET", "POST"])
@roles()
def new_statement(indicator_id: int) -> ResponseReturnValue:
    """Add what is said about the indicator as a whole: drop, reword, retain, remark."""
    found = _indicator_to_discuss(indicator_id)
    form = forms.StatementForm(data=_prefilled())
    form.offer(_choices(found))
    if form.accepted():
        with refusing(form), unit_of_work():
            shown = preview_of(found)
            position = services.take_position(
                current_actor(), found, kind=PositionKind.COUNTER, stance=form.stance.data, **form.content()
            )
            form.check_seen(shown.after(position))
            return _kept(position)
    return _position_page(found, form, heading=_("Catat pendapat tentang indikator"))


@bp.route("/positions/<int:position_id>/agree", methods=["GET", "POST"])
@roles(*STAFF)
def agree(position_id: int) -> ResponseReturnValue:
    """Write down that a position was agreed, after a look at what that means."""
    position = queries.get_position(current_actor(), position_id)
    require(policy.can_agree, position.indicator)
    if position.stance is Stance.REWORD and position.definition.is_adopted:
        return _agree_rewording(position)
    form = _warrant_form(position)
    if form.accepted():
        with refusing(form), unit_of_work():
            return _kept(services.agree_position(current_actor(), position, **form.warrant()))
    return _agree_page(position, form)


def _agree_rewording(position: Position) -> ResponseReturnValue:
    definition = position.indicator.definition
    texts = {"name_ind": definition.name_ind, "definition_ind": definition.definition_ind}
    form = forms.AgreedWordingForm(data={"taken_on": clock.today(), **texts})
    form.offer_clauses(clauses_of(position.indicator.commitment.plan))
    if form.accepted():
        with refusing(form), unit_of_work():
            words = {"name_ind": form.name_ind.data, "definition_ind": form.definition_ind.data}
            return _kept(services.agree_rewording(current_actor(), position, **words, **form.warrant()))
    return _agree_page(position, form)


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
    if form.accepted():
        with refusing(form), unit_of_work():
            position = services.agree_value(
                current_actor(),
                found,
                year=form.year.data or 0,
                amount=form.amount(),
                organisation=form.chosen_organisation,
                **form.warrant(),
            )
            form.check_seen(wording.sentence(position))
            return _kept(position)
    return _position_page(found, form, heading=_("Catat kesepakatan"))


@bp.route("/positions/<int:position_id>/withdraw", methods=["GET", "POST"])
@roles()
def withdraw(position_id: int) -> ResponseReturnValue:
    """Take a position back, or cancel an agreement."""
    position = queries.get_position(current_actor(), position_id)
    require(policy.can_withdraw, position)
    form = _warrant_form(position)
    if form.accepted():
        with refusing(form), unit_of_work():
            return _kept(services.withdraw_position(current_actor(), position, **form.warrant()))
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
    if form.accepted():
        with refusing(form), unit_of_work():
            services.mark_official(current_actor(), position, reason=form.reason.data)
            flash(
                _("Posisi resmi %(name)s sudah ditandai.", name=position.organisation.short_name), "success"
            )
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
    if form.accepted():
        with refusing(form), unit_of_work():
            services.set_aside(current_actor(), found.commitment, warning, reason=form.reason.data)
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
    if form.accepted():
        with refusing(form), unit_of_work():
            services.publish_series(current_actor(), found.commitment, **form.content(found))
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
    if form.accepted():
        with refusing(form), unit_of_work():
            services.remove_series(current_actor(), series, reason=form.reason.data)
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
