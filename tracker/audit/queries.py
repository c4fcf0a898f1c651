"""Looking things up in the trail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa

from tracker.accounts.actors import Actor
from tracker.audit import policy
from tracker.audit.models import AuditEntry
from tracker.core.dates import WIB
from tracker.extensions import db, first_row


@dataclass(frozen=True)
class TrailFilter:
    """What the trail is narrowed by; days are days in Jakarta, both included."""

    act: str | None = None
    actor_name: str | None = None
    subject_type: str | None = None
    subject_id: int | None = None
    first_day: date | None = None
    last_day: date | None = None

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        """The same as SQL."""
        exact = {
            AuditEntry.act: self.act,
            AuditEntry.subject_type: self.subject_type,
            AuditEntry.subject_id: self.subject_id,
        }
        conditions = [column == value for column, value in exact.items() if value]
        if self.actor_name:
            conditions.append(AuditEntry.actor_name.icontains(self.actor_name, autoescape=True))
        return [*conditions, *self._days()]

    def _days(self) -> list[sa.ColumnElement[bool]]:
        days = []
        if self.first_day:
            days.append(AuditEntry.recorded_at >= _start_of(self.first_day))
        if self.last_day:
            days.append(AuditEntry.recorded_at < _start_of(self.last_day + timedelta(days=1)))
        return days


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, WIB).astimezone(UTC)


# A transaction that began earlier may show its lines later, under smaller numbers: so the newest thousand
# are counted too. Counting all would cost more with every year.
_RECENT = 1000
_newest = sa.select(sa.func.max(AuditEntry.id)).scalar_subquery()
_recent = sa.select(sa.func.count(AuditEntry.id)).where(AuditEntry.id > _newest - _RECENT).scalar_subquery()
# For a SELECT that asks for something else as well.
MARK_COLUMNS = (_newest, _recent)
_MARK = sa.select(*MARK_COLUMNS)


def trail_mark() -> str:
    """A text that changes with every act, whoever did it: the rest of the database is as fresh as this."""
    newest, recent = first_row(_MARK)
    return f"{newest}-{recent}"


def list_entries(
    actor: Actor, wanted: TrailFilter, *, limit: int, before: int | None = None
) -> Sequence[AuditEntry]:
    """The newest entries, or the newest of those older than the entry `before`."""
    if not policy.can_read_trail(actor):
        return []
    statement = sa.select(AuditEntry).where(*wanted.conditions())
    if before is not None:
        statement = statement.where(AuditEntry.id < before)
    return db.session.scalars(statement.order_by(AuditEntry.id.desc()).limit(limit)).all()


def list_acts(actor: Actor) -> Sequence[str]:
    """The acts that ever happened, for a choice."""
    return _distinct(actor, AuditEntry.act)


def list_subject_types(actor: Actor) -> Sequence[str]:
    """The kinds of thing that anything ever happened to, for a choice."""
    return _distinct(actor, AuditEntry.subject_type)


def _distinct(actor: Actor, column: sa.orm.InstrumentedAttribute[str]) -> Sequence[str]:
    if not policy.can_read_trail(actor):
        return []
    return db.session.scalars(sa.select(column).distinct().order_by(column)).all()


def history_of(actor: Actor, subject_type: str, subject_id: int) -> Sequence[AuditEntry]:
    """All that happened to one thing, newest first; `subject_type` is its table's name."""
    if not policy.can_read_history(actor):
        return []
    statement = sa.select(AuditEntry).where(
        AuditEntry.subject_type == subject_type, AuditEntry.subject_id == subject_id
    )
    return db.session.scalars(statement.order_by(AuditEntry.id.desc())).all()
