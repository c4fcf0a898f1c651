"""The reminders of a plan as its page shows them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.notifications.models import Mail
from tracker.notifications.states import MailState
from tracker.reports.duty_page import time_of
from tracker.reports.duty_queries import Owed
from tracker.reports.reminder_queries import Watched
from tracker.reports.reminder_rules import Reminder
from tracker.reports.reminder_services import COPY
from tracker.reports.report_models import ReminderLetter, ReminderSilence
from tracker.reports.states import ReminderStop

# The one that says most about several letters of one reminder, first.
_WORST_FIRST = (MailState.FAILED, MailState.SENDING, MailState.WAITING, MailState.SENT)


@dataclass(frozen=True)
class Sent:
    """One reminder: who got it, who got a copy; `state` is None when all its letters were called off."""

    number: int
    written_at: datetime
    to: Sequence[str]
    copied_to: Sequence[str]
    state: MailState | None

    @property
    def is_open(self) -> bool:
        """Whether it has not reached everybody."""
        return self.state is not MailState.SENT


@dataclass(frozen=True)
class ReminderLine:
    """One owed report: the reminders written, newest first, and what comes next.

    `next` is None when none comes, `stop` says why; neither: the form locks before the next one.
    `has_reader`: somebody of its organisation has an account to write to.
    """

    owed: Owed
    time: str
    sent: Sequence[Sent]
    next: Reminder | None
    is_due: bool
    stop: ReminderStop | None
    silence: ReminderSilence | None
    has_reader: bool

    @property
    def is_unheard(self) -> bool:
        """Whether somebody should be reminded, and nobody can be."""
        return self.stop is None and not self.has_reader


def lines_of(
    watched: Iterable[Watched], mails: Iterable[Mail], *, readers: Collection[int], is_of_period: bool
) -> list[ReminderLine]:
    """The reports with something to tell, the one reminded of soonest first.

    `readers` are the ids of the organisations that can be written to. The reports of forms that are not open
    yet are many and all alike; they are shown where a period was asked for (`is_of_period`).
    """
    about = _by_reminder(mails)
    shown = [one for one in watched if _has_something_to_tell(one) or (is_of_period and one.stop is None)]
    shown.sort(key=lambda one: one.next.day if one.next else date.max)
    return [_line(one, about, readers) for one in shown]


def _has_something_to_tell(one: Watched) -> bool:
    is_open = one.stop is None and one.owed.lock is None
    return bool(one.letters or one.silence or is_open)


def _line(one: Watched, about: Mapping[int, Sequence[Mail]], readers: Collection[int]) -> ReminderLine:
    return ReminderLine(
        owed=one.owed,
        time=time_of(one.owed),
        sent=[_sent(letter, about.get(letter.id, ())) for letter in reversed(one.letters)],
        next=one.next,
        is_due=one.due is not None,
        stop=one.stop,
        silence=one.silence,
        has_reader=one.owed.organisation.id in readers,
    )


def _sent(letter: ReminderLetter, mails: Sequence[Mail]) -> Sent:
    states = {mail.state for mail in mails}
    return Sent(
        number=letter.number,
        written_at=letter.written_at,
        to=[mail.to_name or mail.to_address for mail in mails if mail.letter != COPY],
        copied_to=[mail.to_name or mail.to_address for mail in mails if mail.letter == COPY],
        state=next((state for state in _WORST_FIRST if state in states), None),
    )


def _by_reminder(mails: Iterable[Mail]) -> dict[int, list[Mail]]:
    found: dict[int, list[Mail]] = defaultdict(list)
    for mail in mails:
        for reminder_id in mail.params["reminder_ids"]:
            found[reminder_id].append(mail)
    return found


def unheard(watched: Iterable[Watched], readers: Collection[int]) -> list[str]:
    """The names of the organisations whose open reports nobody can be reminded of."""
    names = {
        one.owed.organisation.short_name
        for one in watched
        if one.stop is None and one.owed.lock is None and one.owed.organisation.id not in readers
    }
    return sorted(names, key=str.lower)
