"""Writing the trail. Explicit: each service records its own act."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Protocol

import sqlalchemy as sa

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation, Person, Unit
from tracker.audit.models import AuditEntry
from tracker.core import clock
from tracker.core.text import SHORT_TEXT
from tracker.extensions import db

Changes = dict[str, tuple[object, object]]


class Subject(Protocol):
    """Any stored thing an act can be about."""

    __tablename__: str
    id: Any


def record(
    actor: Actor,
    act: str,
    subject: Subject,
    *,
    label: str = "",
    changes: Mapping[str, tuple[object, object]] | None = None,
    reason: str = "",
    on_behalf_of: Organisation | None = None,
) -> AuditEntry:
    """Write down one act ("target:agree") with what each field was and became.

    A subject made in this transaction is stored first, so that it has its id. `label` is how people call the
    subject ("RAN7-01/3"), kept because the subject itself may be renamed.
    """
    if sa.inspect(subject).transient:
        db.session.add(subject)
    db.session.flush()
    entry = AuditEntry(
        recorded_at=clock.now(),
        act=act,
        subject_type=subject.__tablename__,
        subject_id=subject.id,
        subject_label=label[:SHORT_TEXT],
        actor_id=actor.user_id,
        actor_name=actor.name,
        on_behalf_of_id=on_behalf_of.id if on_behalf_of else None,
        changes={
            field: [_plain(before), _plain(after)] for field, (before, after) in (changes or {}).items()
        },
        reason=reason,
        origin=actor.origin,
    )
    db.session.add(entry)
    return entry


def record_change(
    actor: Actor, act: str, thing: Subject, values: Mapping[str, object], *, label: str, reason: str = ""
) -> None:
    """Give `thing` these values and write down what that changed; what changes nothing leaves no trace."""
    changes = differences(thing, values)
    for field, (_before, after) in changes.items():
        setattr(thing, field, after)
    if changes:
        record(actor, act, thing, label=label, changes=changes, reason=reason)


def from_nothing(values: Mapping[str, object]) -> Changes:
    """The fields of a new thing as changes, the blank ones left out."""
    return {field: (None, value) for field, value in values.items() if value not in _BLANK}


def to_nothing(values: Mapping[str, object]) -> Changes:
    """The fields of a removed thing as changes, the blank ones left out: the trail is all that stays."""
    return {field: (value, None) for field, value in values.items() if value not in _BLANK}


_BLANK: tuple[object, ...] = (None, "", [], ())


def differences(thing: object, values: Mapping[str, object]) -> Changes:
    """The fields of `thing` that `values` would change: name → (before, after)."""
    return {
        field: (getattr(thing, field), value)
        for field, value in values.items()
        if getattr(thing, field) != value
    }


def _plain(value: object) -> object:
    """The value as JSON keeps it: digits as text, days and moments in ISO form, things by their names."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in value]
    if value is None or isinstance(value, str | int):
        return value
    return _name_of(value)


def _name_of(thing: object) -> str:
    """What people call a stored thing, so that the trail is read without looking up numbers; else its id."""
    if isinstance(thing, Organisation | Unit):
        return thing.short_name
    if isinstance(thing, Person):
        return thing.full_name
    return str(getattr(thing, "key", None) or getattr(thing, "id", thing))
