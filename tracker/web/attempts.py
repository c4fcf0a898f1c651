"""How often something may be tried before one has to wait. Each process counts for itself."""

from flask import abort
from limits import RateLimitItem
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

_storage = MemoryStorage()
_counted = FixedWindowRateLimiter(_storage)


def count_attempt(limit: RateLimitItem, whose: str) -> None:
    """Count an attempt of somebody (an address, an account), and refuse it with 429 beyond `limit`."""
    if not _counted.hit(limit, whose):
        abort(429)


def forget_attempts() -> None:
    """As if nobody had tried anything for a long time."""
    _storage.reset()
