"""When mail leaves, from values alone."""

from datetime import UTC, datetime, timedelta

from tracker.core.dates import WIB
from tracker.notifications.states import MailState

# How long to wait after the first, second … try that failed. All tries of a day's digest end before the next.
WAITS = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8))
DIGEST_HOUR = 7
# No server keeps us waiting this long: a letter that has been leaving for longer was cut off.
LONGEST_SENDING = timedelta(minutes=15)


def next_try(attempts: int, *, failed_at: datetime) -> datetime | None:
    """When to try again after `attempts` tries; None when it has been tried often enough."""
    return failed_at + WAITS[attempts - 1] if attempts <= len(WAITS) else None


def next_digest(after: datetime) -> datetime:
    """The first morning digest (07.00 in Jakarta) after a moment."""
    local = after.astimezone(WIB)
    morning = local.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    return (morning if morning > local else morning + timedelta(days=1)).astimezone(UTC)


def is_stuck(state: MailState, *, claimed_at: datetime | None, now: datetime) -> bool:
    """Whether a letter stays where it is unless somebody sends it again: it failed or was cut off."""
    if state is MailState.SENDING and claimed_at is not None:
        return now - claimed_at > LONGEST_SENDING
    return state is MailState.FAILED
