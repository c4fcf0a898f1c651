"""Reminding those who have not answered every row."""

from datetime import date

from tracker.core.dates import WIB
from tracker.reviews import answer_queries, invitation_services
from tracker.reviews.models import Recipient, ReviewRound
from tracker.reviews.reminder_rules import reminder_day
from tracker.reviews.states import RoundState, RoundStep


def remind_round(review: ReviewRound, *, today: date) -> int:
    """Write the reminders that are owed today down; returns how many are new.

    Never for a round that is not open, nor to somebody whose rows are all answered or whose link is revoked.
    """
    if review.state is not RoundState.OPEN:
        return 0
    return sum(_remind(recipient, today) for recipient in review.recipients if recipient.revoked_at is None)


def _remind(recipient: Recipient, today: date) -> bool:
    review = recipient.round
    day = reminder_day(
        asked_on=_asked_on(recipient), due_on=review.due_on, grace_days=review.grace_days, today=today
    )
    if day is None or not answer_queries.rows_open_at_organisation(recipient):
        return False
    return invitation_services.remind(recipient, day)


def _asked_on(recipient: Recipient) -> date:
    """The day the recipient was last asked: when the round opened or reopened, or when they joined it."""
    steps = {RoundStep.OPEN, RoundStep.REOPEN}
    openings = [event.happened_at for event in recipient.round.events if event.step in steps]
    return max(recipient.created_at, *openings).astimezone(WIB).date()
