"""Every look into organisations, units, people and users."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from tracker.accounts import policy
from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation, OrganisationName, Person, RoleRecord, Unit, User
from tracker.accounts.states import OrganisationKind, Role
from tracker.core.errors import NotFound
from tracker.extensions import db

T = TypeVar("T")


@dataclass(frozen=True)
class OrganisationFilter:
    """What a list is narrowed by; `text` is looked for in codes and in all names ever borne."""

    kind: OrganisationKind | None = None
    text: str = ""

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        """The same as SQL."""
        conditions: list[sa.ColumnElement[bool]] = []
        if self.kind is not None:
            conditions.append(Organisation.kind == self.kind)
        if self.text:
            conditions.append(_is_called(self.text))
        return conditions


def _is_called(text: str) -> sa.ColumnElement[bool]:
    names = (OrganisationName.short_name, OrganisationName.name_ind, OrganisationName.name_eng)
    return sa.or_(
        Organisation.code.icontains(text, autoescape=True),
        Organisation.names.any(sa.or_(*(name.icontains(text, autoescape=True) for name in names))),
    )


_SHORT_NAME = (
    sa.select(OrganisationName.short_name)
    .where(OrganisationName.organisation_id == Organisation.id)
    .order_by(OrganisationName.valid_from.desc().nulls_last(), OrganisationName.id.desc())
    .limit(1)
    .correlate(Organisation)
    .scalar_subquery()
)
_BY_SHORT_NAME = (sa.func.lower(_SHORT_NAME), Organisation.id)


def list_organisations(
    _actor: Actor, wanted: OrganisationFilter, *, limit: int, offset: int
) -> Sequence[Organisation]:
    """One page of organisations in the order of their present short names, with names and units."""
    statement = (
        sa.select(Organisation)
        .where(*wanted.conditions())
        .options(selectinload(Organisation.names), selectinload(Organisation.units))
        .order_by(*_BY_SHORT_NAME)
        .limit(limit)
        .offset(offset)
    )
    return db.session.scalars(statement).all()


def count_organisations(_actor: Actor, wanted: OrganisationFilter) -> int:
    """How many organisations `list_organisations` has in all."""
    return db.session.scalar(sa.select(sa.func.count(Organisation.id)).where(*wanted.conditions())) or 0


def get_organisation(_actor: Actor, organisation_id: int) -> Organisation:
    """An organisation with its names and units; organisations are public (D36)."""
    statement = (
        sa.select(Organisation)
        .where(Organisation.id == organisation_id)
        .options(selectinload(Organisation.names), selectinload(Organisation.units))
    )
    return _found(db.session.scalar(statement), "organisation")


def get_organisation_by_code(_actor: Actor, code: str) -> Organisation:
    """An organisation by the code that commands and files use."""
    statement = sa.select(Organisation).where(Organisation.code == code)
    return _found(db.session.scalar(statement), "organisation")


def is_code_taken(code: str, *, besides: Organisation | None = None) -> bool:
    """Whether another organisation has this code."""
    statement = sa.select(Organisation.id).where(Organisation.code == code)
    return db.session.scalar(statement) not in {None, besides.id if besides else None}


def organisation_choices(
    _actor: Actor, *, kinds: frozenset[OrganisationKind] = frozenset(OrganisationKind)
) -> list[tuple[int, str]]:
    """Ids and short names for a form's choice, of some kinds or all."""
    statement = (
        sa.select(Organisation.id, _SHORT_NAME).where(Organisation.kind.in_(kinds)).order_by(*_BY_SHORT_NAME)
    )
    return [(number, name) for number, name in db.session.execute(statement)]


def get_unit(_actor: Actor, unit_id: int) -> Unit:
    """A unit with its organisation; units are public (D36)."""
    return _found(db.session.get(Unit, unit_id, options=[joinedload(Unit.organisation)]), "unit")


def is_unit_known(organisation: Organisation, short_name: str, *, besides: Unit | None = None) -> bool:
    """Whether the organisation already has another unit called so."""
    statement = sa.select(Unit.id).where(
        Unit.organisation_id == organisation.id, Unit.short_name == short_name
    )
    return db.session.scalar(statement) not in {None, besides.id if besides else None}


def list_unexplained_units(_actor: Actor) -> Sequence[Unit]:
    """The units known by an acronym only, whose full names still have to be asked for (D20)."""
    statement = (
        sa.select(Unit)
        .join(Unit.organisation)
        .where(Unit.name_ind == "")
        .options(joinedload(Unit.organisation).selectinload(Organisation.names))
        .order_by(*_BY_SHORT_NAME, Unit.short_name, Unit.id)
    )
    return db.session.scalars(statement).all()


def unit_choices(_actor: Actor) -> list[tuple[int, str]]:
    """Ids and names such as "Biro MKOK (KemenPAN-RB)" for a form's choice."""
    statement = (
        sa.select(Unit.id, Unit.short_name, _SHORT_NAME)
        .join(Unit.organisation)
        .order_by(*_BY_SHORT_NAME, Unit.short_name, Unit.id)
    )
    return [(number, f"{unit} ({home})") for number, unit, home in db.session.execute(statement)]


def list_people(actor: Actor, organisation: Organisation) -> Sequence[Person]:
    """The people of an organisation whose names this actor may know (D36)."""
    statement = sa.select(Person).where(Person.organisation_id == organisation.id, _visible_people(actor))
    return db.session.scalars(statement.order_by(Person.name, Person.id)).all()


def get_person(actor: Actor, person_id: int) -> Person:
    """A person whose name this actor may know (D36)."""
    person = _found(db.session.get(Person, person_id), "person")
    return _found(person if policy.can_see_person(actor, person) else None, "person")


def person_choices(actor: Actor) -> list[tuple[int, str]]:
    """Ids and names, with honorific, of the people this actor may know, for a form's choice."""
    statement = sa.select(Person).where(_visible_people(actor)).order_by(Person.name, Person.id)
    return [(person.id, person.full_name) for person in db.session.scalars(statement)]


def _visible_people(actor: Actor) -> sa.ColumnElement[bool]:
    return sa.true() if actor.is_signed_in else Person.is_name_released.is_(True)


def list_users(actor: Actor, *, limit: int, offset: int) -> Sequence[User]:
    """One page of users by name; none for those who may not list them."""
    if not policy.can_list_users(actor):
        return []
    statement = (
        sa.select(User)
        .options(joinedload(User.organisation).selectinload(Organisation.names))
        .order_by(sa.func.lower(User.name), User.id)
        .limit(limit)
        .offset(offset)
    )
    return db.session.scalars(statement).all()


def count_users(actor: Actor) -> int:
    """How many users `list_users` has in all."""
    if not policy.can_list_users(actor):
        return 0
    return db.session.scalar(sa.select(sa.func.count(User.id))) or 0


def get_user(actor: Actor, user_id: int) -> User:
    """A user as administrators may see them, and everybody themselves."""
    may_see = policy.can_list_users(actor) or actor.user_id == user_id
    return _found(db.session.get(User, user_id) if may_see else None, "user")


def is_email_taken(email: str) -> bool:
    """Whether a user has this address, however it is capitalised."""
    statement = sa.select(User.id).where(sa.func.lower(User.email) == email.lower())
    return db.session.scalar(statement) is not None


def count_other_administrators(user: User) -> int:
    """How many active administrators there are besides `user`; their rows stay locked until the commit."""
    statement = (
        sa.select(User.id)
        .where(User.active, User.id != user.id)
        .where(User.roles.any(RoleRecord.name == Role.ADMINISTRATOR))
        .with_for_update()
    )
    return len(db.session.scalars(statement).all())


def _found(thing: T | None, what: str) -> T:
    if thing is None:
        raise NotFound(what)
    return thing
