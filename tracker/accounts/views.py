"""Pages about organisations, units, people, users and one's own account."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_security import login_user
from werkzeug.wrappers import Response

from tracker.accounts import policy, queries, services
from tracker.accounts.forms import (
    AccountForm,
    NameForm,
    NewOrganisationForm,
    OrganisationFilterForm,
    OrganisationForm,
    PasswordForm,
    PersonForm,
    RoleForm,
    UnitForm,
    UserForm,
)
from tracker.accounts.models import Organisation, User
from tracker.accounts.standings import organisation_standings
from tracker.accounts.states import STAFF, Role
from tracker.web.access import current_actor, public, require, roles
from tracker.web.forms import ConfirmForm, made, saved
from tracker.web.languages import keep_choice
from tracker.web.pagination import page_of

bp = Blueprint("accounts", __name__)


@bp.get("/organisations")
@public
def organisations() -> ResponseReturnValue:
    """The organisations, narrowed by kind and name."""
    actor, form = current_actor(), OrganisationFilterForm()
    chosen = form.values()
    wanted = queries.OrganisationFilter(kind=chosen["kind"], text=chosen["text"] or "")
    pagination = page_of(queries.count_organisations(actor, wanted))
    return render_template(
        "accounts/organisations.html",
        form=form,
        pagination=pagination,
        organisations=queries.list_organisations(
            actor, wanted, limit=pagination.per_page, offset=pagination.offset
        ),
        may_add=policy.can_create_organisation(actor),
    )


@bp.get("/organisations/<int:organisation_id>")
@public
def organisation(organisation_id: int) -> ResponseReturnValue:
    """One organisation: its names and when they were in force, its units, its people."""
    actor = current_actor()
    shown = queries.get_organisation(actor, organisation_id)
    return render_template(
        "accounts/organisation.html",
        organisation=shown,
        standings=organisation_standings.of(actor, shown),
        people=queries.list_people(actor, shown),
        may_edit=policy.can_edit_organisation(actor, shown),
    )


@bp.route("/organisations/add", methods=["GET", "POST"])
@roles(*STAFF)
def add_organisation() -> ResponseReturnValue:
    """Take an organisation into the list."""
    require(policy.can_create_organisation)
    form = NewOrganisationForm()
    if added := made(form, lambda: services.create_organisation(current_actor(), **form.values())):
        return _to_organisation(added, _("Organisasi ditambahkan."))
    return render_template("accounts/add_organisation.html", form=form)


@bp.route("/organisations/<int:organisation_id>/edit", methods=["GET", "POST"])
@roles(*STAFF)
def edit_organisation(organisation_id: int) -> ResponseReturnValue:
    """Correct what is written about an organisation."""
    shown = queries.get_organisation(current_actor(), organisation_id)
    require(policy.can_edit_organisation, shown)
    form = OrganisationForm(obj=shown)
    if saved(form, lambda: services.edit_organisation(current_actor(), shown, **form.edits())):
        return _to_organisation(shown, _("Perubahan disimpan."))
    return render_template("accounts/edit_organisation.html", form=form, organisation=shown)


@bp.route("/organisations/<int:organisation_id>/rename", methods=["GET", "POST"])
@roles(*STAFF)
def rename_organisation(organisation_id: int) -> ResponseReturnValue:
    """Give an organisation a new name from a day on."""
    shown = queries.get_organisation(current_actor(), organisation_id)
    require(policy.can_rename_organisation, shown)
    form = NameForm()
    if saved(form, lambda: services.rename_organisation(current_actor(), shown, **form.values())):
        return _to_organisation(shown, _("Nama baru dicatat; nama sebelumnya tetap tersimpan."))
    return render_template("accounts/rename_organisation.html", form=form, organisation=shown)


@bp.get("/units/unexplained")
@roles()
def unexplained_units() -> ResponseReturnValue:
    """Acronyms nobody has explained yet (D20)."""
    actor = current_actor()
    return render_template(
        "accounts/unexplained_units.html",
        units=queries.list_unexplained_units(actor),
        may_edit=actor.role in STAFF,
    )


@bp.route("/organisations/<int:organisation_id>/units/add", methods=["GET", "POST"])
@roles(*STAFF)
def add_unit(organisation_id: int) -> ResponseReturnValue:
    """Take down a unit."""
    shown = queries.get_organisation(current_actor(), organisation_id)
    require(policy.can_add_unit, shown)
    form = UnitForm()
    if saved(form, lambda: services.add_unit(current_actor(), shown, **form.values())):
        return _to_organisation(shown, _("Unit ditambahkan."))
    return render_template("accounts/unit.html", form=form, organisation=shown, unit=None)


@bp.route("/units/<int:unit_id>/edit", methods=["GET", "POST"])
@roles(*STAFF)
def edit_unit(unit_id: int) -> ResponseReturnValue:
    """Correct a unit's names, or say what its acronym stands for."""
    unit = queries.get_unit(current_actor(), unit_id)
    require(policy.can_edit_unit, unit)
    form = UnitForm(obj=unit)
    if saved(form, lambda: services.edit_unit(current_actor(), unit, **form.edits())):
        return _to_organisation(unit.organisation, _("Perubahan disimpan."))
    return render_template("accounts/unit.html", form=form, organisation=unit.organisation, unit=unit)


@bp.route("/organisations/<int:organisation_id>/people/add", methods=["GET", "POST"])
@roles(*STAFF)
def add_person(organisation_id: int) -> ResponseReturnValue:
    """Take down somebody who speaks for an organisation."""
    shown = queries.get_organisation(current_actor(), organisation_id)
    require(policy.can_add_person, shown)
    form = PersonForm()
    if saved(form, lambda: services.add_person(current_actor(), shown, **form.values())):
        return _to_organisation(shown, _("Orang ditambahkan."))
    return render_template("accounts/person.html", form=form, organisation=shown, person=None)


@bp.route("/people/<int:person_id>/edit", methods=["GET", "POST"])
@roles(*STAFF)
def edit_person(person_id: int) -> ResponseReturnValue:
    """Correct how somebody is named, or release the name."""
    person = queries.get_person(current_actor(), person_id)
    require(policy.can_edit_person, person)
    form = PersonForm(obj=person)
    if saved(form, lambda: services.edit_person(current_actor(), person, **form.edits())):
        return _to_organisation(person.organisation, _("Perubahan disimpan."))
    return render_template("accounts/person.html", form=form, organisation=person.organisation, person=person)


@bp.get("/users")
@roles(Role.ADMINISTRATOR)
def users() -> ResponseReturnValue:
    """Everybody with an account."""
    actor = current_actor()
    pagination = page_of(queries.count_users(actor))
    shown = queries.list_users(actor, limit=pagination.per_page, offset=pagination.offset)
    return render_template("accounts/users.html", users=shown, pagination=pagination)


@bp.route("/users/add", methods=["GET", "POST"])
@roles(Role.ADMINISTRATOR)
def add_user() -> ResponseReturnValue:
    """Open an account."""
    require(policy.can_add_user)
    form = UserForm()
    form.organisation_id.offer(queries.organisation_choices(current_actor()))
    if user := made(form, lambda: services.add_user(current_actor(), **_with_organisation(form))):
        return _to_users(_("Akun %(name)s dibuat.", name=user.name))
    return render_template("accounts/add_user.html", form=form)


@bp.route("/users/<int:user_id>/role", methods=["GET", "POST"])
@roles(Role.ADMINISTRATOR)
def change_role(user_id: int) -> ResponseReturnValue:
    """Give a user another role or organisation."""
    user = queries.get_user(current_actor(), user_id)
    require(policy.can_change_role, user)
    form = RoleForm(obj=user)
    form.organisation_id.offer(queries.organisation_choices(current_actor()))
    if saved(form, lambda: services.change_role(current_actor(), user, **_with_organisation(form))):
        return _to_users(_("Peran %(name)s diubah.", name=user.name))
    return render_template("accounts/change_role.html", form=form, user=user)


@bp.route("/users/<int:user_id>/deactivate", methods=["GET", "POST"])
@roles(Role.ADMINISTRATOR)
def deactivate_user(user_id: int) -> ResponseReturnValue:
    """Close an account, after saying what that means."""
    user = queries.get_user(current_actor(), user_id)
    require(policy.can_deactivate_user, user)
    form = ConfirmForm()
    if saved(form, lambda: services.deactivate_user(current_actor(), user)):
        return _to_users(_("Akun %(name)s ditutup.", name=user.name))
    return render_template("accounts/deactivate_user.html", form=form, user=user)


@bp.route("/users/<int:user_id>/activate", methods=["GET", "POST"])
@roles(Role.ADMINISTRATOR)
def activate_user(user_id: int) -> ResponseReturnValue:
    """Open a closed account again, after saying what that means."""
    user = queries.get_user(current_actor(), user_id)
    require(policy.can_activate_user, user)
    form = ConfirmForm()
    if saved(form, lambda: services.activate_user(current_actor(), user)):
        return _to_users(_("Akun %(name)s dibuka kembali.", name=user.name))
    return render_template("accounts/activate_user.html", form=form, user=user)


@bp.route("/account", methods=["GET", "POST"])
@roles()
def account() -> ResponseReturnValue:
    """One's own name and language."""
    user = queries.get_user(current_actor(), current_user.id)
    form = AccountForm(obj=user)
    if saved(form, lambda: services.edit_user(current_actor(), user, **form.values())):
        return keep_choice(_to_account(_("Perubahan disimpan.")), user.language)
    may_list_users = policy.can_list_users(current_actor())
    return render_template("accounts/account.html", form=form, user=user, may_list_users=may_list_users)


@bp.route("/account/password", methods=["GET", "POST"])
@roles()
def change_password() -> ResponseReturnValue:
    """A new password, given the present one."""
    user = queries.get_user(current_actor(), current_user.id)
    form = PasswordForm()
    if saved(form, lambda: _change_password(user, form)):
        return _to_account(_("Kata sandi diganti. Perangkat lain harus masuk lagi."))
    return render_template("accounts/change_password.html", form=form)


def _change_password(user: User, form: PasswordForm) -> None:
    services.change_password(current_actor(), user, **form.values())
    # All sessions of the account have ended; this one goes on.
    login_user(user)


def _with_organisation(form: RoleForm) -> dict[str, Any]:
    values = form.values()
    organisation_id = values.pop("organisation_id")
    found = queries.get_organisation(current_actor(), organisation_id) if organisation_id else None
    return {**values, "organisation": found}


def _to_organisation(shown: Organisation | None, message: str) -> ResponseReturnValue:
    flash(message)
    address = url_for(".organisation", organisation_id=shown.id) if shown else url_for(".organisations")
    return redirect(address)


def _to_users(message: str) -> ResponseReturnValue:
    flash(message)
    return redirect(url_for(".users"))


def _to_account(message: str) -> Response:
    flash(message)
    return redirect(url_for(".account"))
