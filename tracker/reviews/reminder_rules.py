"""When a round's recipients are reminded, from values alone."""

from datetime import date, timedelta

from tracker.reviews.rules import last_day_to_answer

# Days from the last day to answer: a week and two days before, and the day after it passed.
DAYS = (-7, -2, 1)


def reminder_day(*, asked_on: date, due_on: date, grace_days: int, today: date) -> date | None:
    """The day whose reminder is owed today: the last one that has come. None when none is.

    A day before somebody was asked (`asked_on`) reminds nobody, and after the grace days it is too late. A
    day that was missed, because the machine stood still, is made up for until the next one.
    """
    if today > last_day_to_answer(due_on=due_on, grace_days=grace_days):
        return None
    days = (due_on + timedelta(days=distance) for distance in DAYS)
    return max((day for day in days if asked_on < day <= today), default=None)
