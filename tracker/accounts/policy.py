"""Who may see and do what with organisations, people and users."""

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation, Person, Unit, User
from tracker.accounts.states import Role


def can_create_organisation(actor: Actor) -> bool:
    """The secretariat keeps the list of organisations."""
    return actor.is_staff


def can_edit_organisation(actor: Actor, _organisation: Organisation) -> bool:
    """Code, kind and the wording of its present name."""
    return actor.is_staff


def can_rename_organisation(actor: Actor, _organisation: Organisation) -> bool:
    """A new name from a day on, as after a change of cabinet."""
    return actor.is_staff


def can_add_unit(actor: Actor, _organisation: Organisation) -> bool:
    """Units come up in meetings, also as acronyms (D20)."""
    return actor.is_staff


def can_edit_unit(actor: Actor, _unit: Unit) -> bool:
    """Above all: to write down what an acronym stands for."""
    return actor.is_staff


def can_add_person(actor: Actor, _organisation: Organisation | None) -> bool:
    """Somebody who speaks in a meeting; an organisation may still be unknown."""
    return actor.is_staff


def can_edit_person(actor: Actor, _person: Person) -> bool:
    """Also decides whether the name is released to the public (D36)."""
    return actor.is_staff


def can_see_person(actor: Actor, person: Person) -> bool:
    """Officials' names are for signed-in people, unless released (D36)."""
    return actor.is_signed_in or person.is_name_released


def can_list_users(actor: Actor) -> bool:
    """Accounts are the administrators' business."""
    return actor.role is Role.ADMINISTRATOR


def can_add_user(actor: Actor) -> bool:
    """Nobody can open an account for themselves."""
    return actor.role is Role.ADMINISTRATOR


def can_change_role(actor: Actor, _user: User) -> bool:
    """Role and organisation decide what a user may do, so both are the administrators' to set."""
    return actor.role is Role.ADMINISTRATOR


def can_deactivate_user(actor: Actor, _user: User) -> bool:
    """A closed account stays in the records; it only cannot sign in."""
    return actor.role is Role.ADMINISTRATOR


def can_activate_user(actor: Actor, _user: User) -> bool:
    """Open a closed account again."""
    return actor.role is Role.ADMINISTRATOR


def can_edit_user(actor: Actor, user: User) -> bool:
    """One's own name and language; nobody edits another person's."""
    return actor.user_id is not None and actor.user_id == user.id


def can_change_password(actor: Actor, user: User) -> bool:
    """Only one's own."""
    return actor.user_id is not None and actor.user_id == user.id
