"""A plan to act on, and short ways to see what came of an act."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from tests.factories import SECRETARY
from tracker.accounts.actors import PUBLIC, Actor
from tracker.accounts.states import Role
from tracker.audit.models import AuditEntry
from tracker.core.errors import NotAllowed, RuleBroken
from tracker.extensions import db
from tracker.plans import services
from tracker.plans.models import Plan

NOON = datetime(2020, 9, 21, 5, tzinfo=UTC)
MINISTRY = Actor(name="K/L", role=Role.MINISTRY, user_id=None)
STRANGERS = (PUBLIC, MINISTRY, Actor(name="OMS", role=Role.CSO))


def begin_plan(actor: Actor = SECRETARY, **changes: Any) -> Plan:
    """The sixth plan."""
    values: dict[str, Any] = {
        "code": "RAN6",
        "ordinal": 6,
        "title_ind": "Rencana Aksi Nasional 2020–2022",
        "period_start": 2020,
        "period_end": 2022,
        "first_year": 2021,
        "last_year": 2022,
    }
    return services.create_plan(actor, **(values | changes))


def trail(act: str) -> list[AuditEntry]:
    """The entries of one act, oldest first."""
    return list(db.session.scalars(db.select(AuditEntry).filter_by(act=act).order_by(AuditEntry.id)))


def refused(act: Any, *arguments: Any, **named: Any) -> RuleBroken:
    """What the act is refused with."""
    with pytest.raises(RuleBroken) as caught:
        act(*arguments, **named)
    return caught.value


def check_all_forbidden(attempts: list[Callable[[], object]]) -> None:
    """None of these may be done by whoever tries."""
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()


# One more statement asks whether the page kept from the last time is still true.
FRESHNESS = 1


@contextmanager
def counted_reads() -> Iterator[list[str]]:
    """The SELECT statements sent inside."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            seen.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)
