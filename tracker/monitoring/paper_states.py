"""What can be said of an owed report on the paper of a period."""

from enum import StrEnum


class Arrival(StrEnum):
    """Whether an owed report came, and when. AWAITED: it is not due yet."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    AWAITED = "awaited"
    EXEMPT = "exempt"


# What the annex of a paper lists.
UNPUNCTUAL = frozenset({Arrival.LATE, Arrival.MISSING})
