"""How far a mail is."""

from enum import StrEnum


class MailState(StrEnum):
    """SENDING is written before the mail leaves: one that stays so was cut off and is not sent by itself."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"
