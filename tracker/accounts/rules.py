"""What must hold for names, accounts and passwords, decided from values alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.accounts.states import OrganisationKind, Role
from tracker.core.errors import RuleBroken

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
FEWEST_CHARACTERS = 5

_CODE = re.compile(r"[A-Z0-9](?:[A-Z0-9._/-]{0,38}[A-Z0-9])?", re.ASCII)


@dataclass(frozen=True)
class Validity:
    """The days during which a name is in force; None for an end that is open or unknown."""

    first: date | None
    last: date | None


def check_next_name(known: Sequence[Validity], starts_on: date | None) -> None:
    """A new name follows all known ones: it has a first day, and that day comes after theirs."""
    if not known:
        return
    if starts_on is None:
        raise RuleBroken("name_needs_first_day", field="valid_from")
    taken = [day for validity in known for day in (validity.first, validity.last) if day is not None]
    if taken and starts_on <= max(taken):
        raise RuleBroken("name_overlaps", field="valid_from", params={"day": max(taken)})


def check_code(code: str) -> None:
    """An organisation's code goes into commands and file names: capitals, digits and . _ / - inside."""
    if not _CODE.fullmatch(code):
        raise RuleBroken("organisation_code_shape", field="code", params={"code": code})


def check_password(password: str, *, email: str, name: str) -> None:
    """Long enough, not one or two characters over and over, and without the person's own name or address."""
    if len(password) < SHORTEST_PASSWORD:
        raise RuleBroken("password_too_short", field="password", params={"limit": SHORTEST_PASSWORD})
    if len(password) > LONGEST_PASSWORD:
        raise RuleBroken("password_too_long", field="password", params={"limit": LONGEST_PASSWORD})
    if len(set(password)) < FEWEST_CHARACTERS:
        raise RuleBroken("password_monotonous", field="password", params={"limit": FEWEST_CHARACTERS})
    own_words = [email.partition("@")[0], email, name]
    if any(len(word) > 3 and word.casefold() in password.casefold() for word in own_words):
        raise RuleBroken("password_names_person", field="password")


def check_home(role: Role, kind: OrganisationKind | None) -> None:
    """A K/L user belongs to a government body and an OMS user to an OMS; in their name they will speak."""
    if role is Role.MINISTRY and (kind is None or not kind.is_government):
        raise RuleBroken("role_needs_government", field="organisation_id")
    if role is Role.CSO and kind is not OrganisationKind.CSO:
        raise RuleBroken("role_needs_cso", field="organisation_id")


def check_not_oneself(actor_id: int | None, user_id: int) -> None:
    """Nobody locks themselves out, or takes away their own rights by a slip."""
    if actor_id == user_id:
        raise RuleBroken("own_account_kept")


def check_administrator_left(others: int) -> None:
    """Without an administrator nobody could ever be let in again."""
    if others < 1:
        raise RuleBroken("last_administrator")
