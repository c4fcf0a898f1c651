"""What can be said at one look about an indicator in a period."""

from enum import StrEnum


class Look(StrEnum):
    """How an indicator stands in a period. Each has a mark and a word of its own, so none needs a colour.

    The first six are said of what this reader may see, the others of there being nothing to see.
    """

    ON_TRACK = "on_track"
    ATTENTION = "attention"
    OFF_TRACK = "off_track"
    NO_PROGRESS = "no_progress"
    WITHOUT_TARGET = "without_target"
    UNSCORED = "unscored"
    AWAITED = "awaited"
    SENT_BACK = "sent_back"
    NOT_REPORTED = "not_reported"
    EXCUSED = "excused"
    NOT_DUE = "not_due"
    DROPPED = "dropped"
