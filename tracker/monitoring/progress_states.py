"""What can be said at one look about an indicator in a period."""

from enum import StrEnum


class Look(StrEnum):
    """How an indicator stands in a period. Each has a mark and a word of its own, so none needs a colour.

    The first five are said of a figure that this reader may see, the others of there being none.
    """

    ON_TRACK = "on_track"
    ATTENTION = "attention"
    OFF_TRACK = "off_track"
    UNSCORED = "unscored"
    NO_PROGRESS = "no_progress"
    AWAITED = "awaited"
    SENT_BACK = "sent_back"
    NOT_REPORTED = "not_reported"
    EXCUSED = "excused"
    NOT_DUE = "not_due"
    DROPPED = "dropped"
