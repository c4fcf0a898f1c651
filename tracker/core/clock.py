"""The one place that reads the wall clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

from tracker.core.dates import WIB

_fixed: ContextVar[datetime | None] = ContextVar("fixed_clock", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _fixed.get() or datetime.now(UTC)


def today() -> date:
    """Today's date in Jakarta (WIB), which is what dates on the secretariat's papers mean."""
    return now().astimezone(WIB).date()


@contextmanager
def fixed_at(moment: datetime) -> Iterator[None]:
    """Let it be `moment` inside: for tests, and for demo data that must be the same on every machine."""
    token = _fixed.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.reset(token)
