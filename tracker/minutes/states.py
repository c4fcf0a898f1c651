"""What minutes can hold and what can be odd about them."""

from enum import StrEnum


class OpenItemKind(StrEnum):
    """Why a remark belongs to no indicator."""

    REQUEST = "request"
    DEPENDENCY = "dependency"
    QUESTION = "question"
    OFFER = "offer"
    INFORMATION = "information"


class ConsistencyFlag(StrEnum):
    """How minutes can disagree with themselves; never blocks, never corrected (D22)."""

    WEEKDAY = "weekday"
    TITLE_ORGANISATION = "title_organisation"
    EMPTY_PARTICIPANT = "empty_participant"
    PERIOD_MISMATCH = "period_mismatch"
