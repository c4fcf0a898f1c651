"""A quarter whose reports are missing, and the days on which somebody is reminded of them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from tests.factories import make_organisation, make_user
from tests.reports.scene import Reporting, make_reporting
from tracker.accounts.models import Organisation, User
from tracker.accounts.states import Role
from tracker.core import clock
from tracker.core.dates import WIB
from tracker.extensions import db, unit_of_work
from tracker.notifications.models import DemoLetter, Mail
from tracker.notifications.sending import send_due
from tracker.notifications.states import MailState
from tracker.plans.models import Commitment, CommitmentParty
from tracker.plans.states import Involvement
from tracker.reports.reminder_services import COPY, REMINDER
from tracker.reports.reminder_tasks import remind_reporters
from tracker.reports.report_models import ReminderLetter

CODE = "2022-TW1"
DUE_ON = date(2022, 4, 15)
WEEK_BEFORE = DUE_ON - timedelta(days=7)


def at(day: date, hour: int = 6) -> datetime:
    """A moment of that day in Jakarta."""
    return datetime.combine(day, time(hour), WIB).astimezone(UTC)


def late(days: int) -> date:
    """So many days after the last day in time."""
    return DUE_ON + timedelta(days=days)


@dataclass
class Owing:
    """The ministry owes the first quarter as the lead and Bappenas as a supporter; both have an account."""

    quarter: Reporting
    helper: Organisation
    helper_user: User

    @property
    def commitment(self) -> Commitment:
        """The commitment they owe a report of."""
        return self.quarter.talks.indicator.commitment

    @property
    def ministry(self) -> User:
        """The lead's reporter."""
        return self.quarter.talks.users[Role.MINISTRY]

    @property
    def secretary(self) -> User:
        """Somebody of the secretariat."""
        return self.quarter.talks.users[Role.SECRETARIAT]


def make_owing(*, published: bool = True) -> Owing:
    """Nothing is reported yet."""
    with unit_of_work():
        quarter = make_reporting(published=published)
        helper = make_organisation("Bappenas")
        party = CommitmentParty(organisation=helper, involvement=Involvement.SUPPORTER)
        quarter.talks.indicator.commitment.parties.append(party)
        helper_user = make_user(Role.MINISTRY, organisation=helper)
    return Owing(quarter, helper, helper_user)


def remind(day: date, hour: int = 6) -> None:
    """Let the morning's job run."""
    with clock.fixed_at(at(day, hour)):
        remind_reporters.call_local()
    # What the test has read is old now.
    db.session.rollback()


def remind_every_day(first: date, last: date) -> None:
    """Let it run each morning, and the mail leave."""
    while first <= last:
        remind(first)
        post(first)
        first += timedelta(days=1)


def post(day: date, hour: int = 7) -> None:
    """Let the worker send what is due at that moment."""
    with clock.fixed_at(at(day, hour)):
        send_due()


def written(session: Session) -> list[tuple[str, date, int]]:
    """The reminders there are: of whom, of which day, the how manieth."""
    session.rollback()
    letters = session.scalars(db.select(ReminderLetter).order_by(ReminderLetter.day, ReminderLetter.id))
    return [(letter.organisation.short_name, letter.day, letter.number) for letter in letters]


def days_of(session: Session, organisation: str = "KemenPAN-RB") -> list[int]:
    """The days after the last day in time of an organisation's reminders."""
    return [(day - DUE_ON).days for name, day, _number in written(session) if name == organisation]


def told(session: Session, kind: str = REMINDER) -> list[str]:
    """The addresses of the letters of a kind that were not called off."""
    session.rollback()
    query = db.select(Mail.to_address).where(Mail.letter == kind, Mail.state != MailState.CANCELLED)
    return list(session.scalars(query.order_by(Mail.id)))


def copied(session: Session) -> list[str]:
    """The addresses that got a copy."""
    return told(session, COPY)


def letters_to(session: Session, user: User) -> list[DemoLetter]:
    """What the demo shows for somebody, oldest first."""
    session.rollback()
    query = db.select(DemoLetter).filter_by(to_address=user.email).order_by(DemoLetter.id)
    return list(session.scalars(query))
