"""What can be done with organisations, units, people and users."""

from datetime import date, timedelta
from uuid import uuid4

from flask_security import hash_password, verify_password

from tracker.accounts import policy, queries, rules
from tracker.accounts.actors import Actor, authorise
from tracker.accounts.models import Organisation, OrganisationName, Person, RoleRecord, Unit, User
from tracker.accounts.states import OrganisationKind, Role
from tracker.audit.services import differences, record
from tracker.core import clock
from tracker.core.bilingual import LANGUAGES
from tracker.core.errors import RuleBroken
from tracker.core.revisions import check_revision, count_revision
from tracker.extensions import db, security


def create_organisation(
    actor: Actor,
    *,
    code: str,
    kind: OrganisationKind,
    short_name: str,
    name_ind: str,
    name_eng: str = "",
    valid_from: date | None = None,
) -> Organisation:
    """Take an organisation into the list, with its present name and that name's first day, if known."""
    authorise(policy.can_create_organisation, actor)
    rules.check_code(code)
    _check_code_free(code)
    organisation = Organisation(code=code, kind=kind)
    organisation.names.append(
        OrganisationName(short_name=short_name, name_ind=name_ind, name_eng=name_eng, valid_from=valid_from)
    )
    db.session.add(organisation)
    changes = {"code": (None, code), "kind": (None, kind), "short_name": (None, short_name)}
    record(actor, "organisation:create", organisation, label=short_name, changes=changes)
    return organisation


def edit_organisation(
    actor: Actor,
    organisation: Organisation,
    *,
    seen_revision: int,
    code: str,
    kind: OrganisationKind,
    short_name: str,
    name_ind: str,
    name_eng: str,
) -> None:
    """Correct code, kind and the wording of the present name; `seen_revision` is the one the person saw.

    A new name is not a correction: `rename_organisation` keeps the old one in force for its days.
    """
    authorise(policy.can_edit_organisation, actor, organisation)
    wording = {"short_name": short_name, "name_ind": name_ind, "name_eng": name_eng}
    values = {"code": code, "kind": kind, **wording}
    check_revision(organisation, seen_revision, values)
    rules.check_code(code)
    _check_code_free(code, besides=organisation)
    changes = differences(organisation, values)
    organisation.code, organisation.kind = code, kind
    _set(organisation.names[-1], wording)
    count_revision(organisation)
    record(actor, "organisation:edit", organisation, label=short_name, changes=changes)


def rename_organisation(
    actor: Actor,
    organisation: Organisation,
    *,
    short_name: str,
    name_ind: str,
    name_eng: str = "",
    valid_from: date | None,
) -> OrganisationName:
    """Give the organisation a new name from a day on; the name before it ends on the eve, if not earlier."""
    authorise(policy.can_rename_organisation, actor, organisation)
    rules.check_next_name(
        [rules.Validity(n.valid_from, n.valid_until) for n in organisation.names], valid_from
    )
    before = organisation.short_name
    _close_name(organisation.names[-1], valid_from)
    name = OrganisationName(
        short_name=short_name, name_ind=name_ind, name_eng=name_eng, valid_from=valid_from
    )
    organisation.names.append(name)
    count_revision(organisation)
    changes = {"short_name": (before, short_name), "valid_from": (None, valid_from)}
    record(actor, "organisation:rename", organisation, label=short_name, changes=changes)
    return name


def add_unit(
    actor: Actor, organisation: Organisation, *, short_name: str, name_ind: str = "", name_eng: str = ""
) -> Unit:
    """Take down a unit; without a full name it is listed as an acronym to be asked about (D20)."""
    authorise(policy.can_add_unit, actor, organisation)
    _check_unit_new(organisation, short_name)
    unit = Unit(short_name=short_name, name_ind=name_ind, name_eng=name_eng)
    organisation.units.append(unit)
    changes = {"short_name": (None, short_name), "name_ind": (None, name_ind)}
    record(actor, "unit:add", unit, label=_unit_label(unit), changes=changes)
    return unit


def edit_unit(
    actor: Actor, unit: Unit, *, seen_revision: int, short_name: str, name_ind: str, name_eng: str
) -> None:
    """Correct a unit's names, or say what its acronym stands for (D20)."""
    authorise(policy.can_edit_unit, actor, unit)
    values = {"short_name": short_name, "name_ind": name_ind, "name_eng": name_eng}
    check_revision(unit, seen_revision, values)
    _check_unit_new(unit.organisation, short_name, besides=unit)
    changes = differences(unit, values)
    _set(unit, values)
    record(actor, "unit:edit", unit, label=_unit_label(unit), changes=changes)


def add_person(
    actor: Actor,
    organisation: Organisation | None,
    *,
    name: str,
    honorific: str = "",
    position: str = "",
    is_name_released: bool = False,
) -> Person:
    """Take down somebody who speaks or is named; an account is not needed for that."""
    authorise(policy.can_add_person, actor, organisation)
    person = Person(name=name, honorific=honorific, position=position, is_name_released=is_name_released)
    person.organisation = organisation
    db.session.add(person)
    changes = {"name": (None, name), "is_name_released": (None, is_name_released)}
    record(actor, "person:add", person, label=name, changes=changes, on_behalf_of=None)
    return person


def edit_person(
    actor: Actor,
    person: Person,
    *,
    seen_revision: int,
    name: str,
    honorific: str,
    position: str,
    is_name_released: bool,
) -> None:
    """Correct how a person is named, or release the name to the public or take it back (D36)."""
    authorise(policy.can_edit_person, actor, person)
    values: dict[str, object] = {
        "name": name,
        "honorific": honorific,
        "position": position,
        "is_name_released": is_name_released,
    }
    check_revision(person, seen_revision, values)
    changes = differences(person, values)
    _set(person, values)
    record(actor, "person:edit", person, label=name, changes=changes)


def ensure_roles() -> dict[Role, RoleRecord]:
    """The rows of all roles, made when they are missing."""
    known = {record.name: record for record in db.session.scalars(db.select(RoleRecord))}
    for role in Role:
        if role not in known:
            known[role] = RoleRecord(name=role)
            db.session.add(known[role])
    return known


def add_user(
    actor: Actor,
    *,
    email: str,
    name: str,
    password: str,
    role: Role,
    organisation: Organisation | None = None,
    language: str = "id",
) -> User:
    """Open an account. A K/L or OMS user needs an organisation of that kind to speak for."""
    authorise(policy.can_add_user, actor)
    address = _readable_email(email)
    rules.check_password(password, email=address, name=name)
    rules.check_home(role, organisation.kind if organisation else None)
    if queries.is_email_taken(address):
        raise RuleBroken("email_taken", field="email")
    user = User(
        email=address,
        name=name,
        password=hash_password(_normal(password)),
        fs_uniquifier=uuid4().hex,
        language=_known_language(language),
        organisation=organisation,
        created_at=clock.now(),
        roles=[ensure_roles()[role]],
    )
    db.session.add(user)
    changes = {"email": (None, address), "role": (None, role), "organisation": (None, _label(organisation))}
    record(actor, "user:add", user, label=name, changes=changes)
    return user


def change_role(actor: Actor, user: User, *, role: Role, organisation: Organisation | None) -> None:
    """Give a user another role or organisation; not oneself, and some administrator must be left."""
    authorise(policy.can_change_role, actor, user)
    rules.check_not_oneself(actor.user_id, user.id)
    rules.check_home(role, organisation.kind if organisation else None)
    if role is not Role.ADMINISTRATOR:
        _check_administrator_left(user)
    before = (user.role, _label(user.organisation))
    user.roles = [ensure_roles()[role]]
    user.organisation = organisation
    changes = {"role": (before[0], role), "organisation": (before[1], _label(organisation))}
    record(actor, "user:change-role", user, label=user.name, changes=changes)


def deactivate_user(actor: Actor, user: User) -> None:
    """Close an account: its sessions end at once; all it did stays on record."""
    authorise(policy.can_deactivate_user, actor, user)
    rules.check_not_oneself(actor.user_id, user.id)
    _check_administrator_left(user)
    changes = differences(user, {"active": False})
    user.active = False
    _end_sessions(user)
    record(actor, "user:deactivate", user, label=user.name, changes=changes)


def activate_user(actor: Actor, user: User) -> None:
    """Open a closed account again, with the password it had."""
    authorise(policy.can_activate_user, actor, user)
    changes = differences(user, {"active": True})
    user.active = True
    record(actor, "user:activate", user, label=user.name, changes=changes)


def edit_user(actor: Actor, user: User, *, name: str, language: str) -> None:
    """Change one's own name and language."""
    authorise(policy.can_edit_user, actor, user)
    values = {"name": name, "language": _known_language(language)}
    changes = differences(user, values)
    _set(user, values)
    record(actor, "user:edit", user, label=name, changes=changes)


def change_password(actor: Actor, user: User, *, present: str, password: str) -> None:
    """Replace one's own password, given the present one; all other sessions of the account end."""
    authorise(policy.can_change_password, actor, user)
    if not user.password or not verify_password(_normal(present), user.password):
        raise RuleBroken("password_wrong", field="present")
    rules.check_password(password, email=user.email, name=user.name)
    user.password = hash_password(_normal(password))
    _end_sessions(user)
    record(actor, "user:change-password", user, label=user.name)


def _set(thing: object, values: dict[str, object] | dict[str, str]) -> None:
    for field, value in values.items():
        setattr(thing, field, value)


def _close_name(name: OrganisationName, next_starts_on: date | None) -> None:
    if name.valid_until is None and next_starts_on is not None:
        name.valid_until = next_starts_on - timedelta(days=1)


def _check_code_free(code: str, *, besides: Organisation | None = None) -> None:
    if queries.is_code_taken(code, besides=besides):
        raise RuleBroken("organisation_code_taken", field="code", params={"code": code})


def _check_unit_new(organisation: Organisation, short_name: str, *, besides: Unit | None = None) -> None:
    if queries.is_unit_known(organisation, short_name, besides=besides):
        raise RuleBroken("unit_known", field="short_name", params={"name": short_name})


def _unit_label(unit: Unit) -> str:
    return f"{unit.short_name} ({unit.organisation.short_name})"


def _label(organisation: Organisation | None) -> str | None:
    return organisation.short_name if organisation else None


def _check_administrator_left(user: User) -> None:
    if user.role is Role.ADMINISTRATOR and user.active:
        rules.check_administrator_left(queries.count_other_administrators(user))


def _end_sessions(user: User) -> None:
    # A session names its user by this value.
    user.fs_uniquifier = uuid4().hex


def _readable_email(email: str) -> str:
    try:
        return str(security.mail_util.validate(email))
    except ValueError:
        raise RuleBroken("email_not_understood", field="email") from None


def _known_language(language: str) -> str:
    if language not in LANGUAGES:
        raise RuleBroken("language_unknown", field="language")
    return language


def _normal(password: str) -> str:
    return str(security.password_util.normalize(password))
