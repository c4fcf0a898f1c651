"""Entries of the trail as sentences, for a page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from tracker.audit.labels import FIELDS, NOUNS, VERBS
from tracker.audit.models import AuditEntry
from tracker.web.filters import day
from tracker.web.labels import label_of_value

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Change:
    """One field: its name, what it was and what it became, in words; nothing before for a new thing."""

    field: str
    before: str | None
    after: str


@dataclass(frozen=True)
class Line:
    """An entry as it is shown. `subject_type` and `subject_id` lead to all entries about the same thing."""

    sentence: str
    recorded_at: datetime
    reason: str
    origin: str
    changes: tuple[Change, ...]
    subject_type: str
    subject_id: int


def line(entry: AuditEntry) -> Line:
    """The entry in words of this page's language: who did what, and what each field was and became."""
    return Line(
        sentence=f"{entry.actor_name} {act_words(entry.act)} {entry.subject_label}".rstrip(),
        recorded_at=entry.recorded_at,
        reason=entry.reason,
        origin=entry.origin,
        changes=tuple(_changes(entry)),
        subject_type=entry.subject_type,
        subject_id=entry.subject_id,
    )


def act_words(act: str) -> str:
    """An act in words: "organisation:edit" is "mengubah organisasi"; one without words shows as it is."""
    noun, _colon, verb = act.replace("_", "-").partition(":")
    if noun not in NOUNS or verb not in VERBS:
        return act
    return f"{VERBS[verb]} {NOUNS[noun]}"


def _changes(entry: AuditEntry) -> Iterator[Change]:
    for field, (before, after) in entry.changes.items():
        words = str(FIELDS.get(field, field.replace("_", " ")))
        yield Change(words, None if before is None else _value_words(before), _value_words(after))


def _value_words(value: object) -> str:
    if value is None or value in ("", []):
        return str(_("kosong"))
    if isinstance(value, bool):
        return str(_("ya") if value else _("tidak"))
    if isinstance(value, list):
        return ", ".join(map(_value_words, value))
    if _ISO_DAY.fullmatch(str(value)):
        return day(date.fromisoformat(str(value)))
    return label_of_value(str(value)) or str(value)
