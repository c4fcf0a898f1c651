"""Every look at reminders: what is owed with what was written about it, and to whom one writes."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from tracker.accounts.actors import Actor
from tracker.accounts.models import RoleRecord, User
from tracker.accounts.states import STAFF, Role
from tracker.core.dates import day_in_wib
from tracker.core.errors import NotFound
from tracker.extensions import db
from tracker.plans.models import Plan
from tracker.plans.states import PlanState
from tracker.reports import period_rules, policy
from tracker.reports.duty_queries import Owed, owed_of_plan
from tracker.reports.models import ReportingPeriod
from tracker.reports.policy import WRITERS
from tracker.reports.reminder_rules import Reminder, next_reminder, reminder_stop
from tracker.reports.report_models import ReminderLetter, ReminderSilence, Report
from tracker.reports.states import ReminderStop, ReportState

_Place = tuple[int, int, int]


@dataclass(frozen=True)
class Watched:
    """An owed report with the reminders written about it, oldest first, and the silence that holds now."""

    owed: Owed
    letters: Sequence[ReminderLetter] = ()
    silence: ReminderSilence | None = None

    @property
    def stop(self) -> ReminderStop | None:
        """Why nobody is reminded of it, or None when somebody is."""
        version = self.owed.version
        return reminder_stop(
            state=self.owed.state,
            version=version.number if version else 1,
            lock=self.owed.lock,
            is_exempt=self.owed.is_exempt,
            is_published=self.owed.commitment.plan.published_at is not None,
            is_silenced=self.silence is not None,
        )

    @property
    def next(self) -> Reminder | None:
        """The reminder that comes next; None when none comes."""
        return next_reminder(
            owed_from=self._owed_from,
            due_on=self.owed.due_on,
            today=self.owed.today,
            stop=self.stop,
            last_day=self.last_day,
            written=[letter.day for letter in self.letters],
        )

    @property
    def due(self) -> Reminder | None:
        """The reminder that is to be written today."""
        return self.next if self.next and self.next.day <= self.owed.today else None

    @property
    def last_day(self) -> date | None:
        """The last day on which its form takes it; None for a returned one, which is waited for."""
        period, organisation_id = self.owed.period, self.owed.organisation.id
        if self.owed.state is ReportState.RETURNED:
            return None
        return period_rules.last_day_open(period.days, period.exceptions_of(organisation_id))

    @property
    def _owed_from(self) -> date:
        opens_on, published_at = self.owed.period.opens_on, self.owed.commitment.plan.published_at
        return max(opens_on, day_in_wib(published_at)) if published_at else opens_on


def plans_to_remind() -> Sequence[int]:
    """The ids of the plans that are published and not closed."""
    is_under_way = (Plan.published_at.is_not(None), Plan.state != PlanState.CLOSED)
    return db.session.scalars(sa.select(Plan.id).where(*is_under_way).order_by(Plan.id)).all()


def watched_of_plan(plan: Plan, *, today: date, organisation_id: int | None = None) -> list[Watched]:
    """The reports owed in a plan, or by one organisation in it, as `owed_of_plan` has them."""
    letters, silences = _letters_of_plan(plan), _silences_of_plan(plan)
    found = []
    for owed in owed_of_plan(plan, today=today, organisation_id=organisation_id):
        place = (owed.commitment.id, owed.period.id, owed.organisation.id)
        found.append(Watched(owed, letters.get(place, ()), silences.get(place)))
    return found


def _letters_of_plan(plan: Plan) -> dict[_Place, list[ReminderLetter]]:
    query = sa.select(ReminderLetter).join(ReminderLetter.period).where(ReportingPeriod.plan_id == plan.id)
    found: dict[_Place, list[ReminderLetter]] = defaultdict(list)
    for letter in db.session.scalars(query.order_by(ReminderLetter.id)):
        found[_place(letter)].append(letter)
    return found


def _silences_of_plan(plan: Plan) -> dict[_Place, ReminderSilence]:
    """The silences that hold now."""
    query = sa.select(ReminderSilence).join(ReminderSilence.period)
    query = query.where(ReportingPeriod.plan_id == plan.id, ReminderSilence.ended_at.is_(None))
    silences = db.session.scalars(query.options(joinedload(ReminderSilence.silenced_by)))
    return {_place(one): one for one in silences}


def _place(thing: ReminderLetter | ReminderSilence) -> _Place:
    return thing.commitment_id, thing.period_id, thing.organisation_id


def list_watched(actor: Actor, plan: Plan, *, today: date) -> list[Watched]:
    """The reports owed in a plan with their reminders, for those who may see reminders."""
    if not policy.can_read_reminders(actor, plan):
        raise NotFound("plan")
    return watched_of_plan(plan, today=today)


def find_watched(
    actor: Actor, plan: Plan, *, commitment: str, period: str, organisation_id: int, today: date
) -> Watched:
    """One owed report by the codes of its commitment and period. NotFound when no such report is owed."""
    if not policy.can_read_reminders(actor, plan):
        raise NotFound("plan")
    for one in watched_of_plan(plan, today=today, organisation_id=organisation_id):
        if (one.owed.commitment.code, one.owed.period.code) == (commitment, period):
            return one
    raise NotFound("report")


def get_silence(actor: Actor, silence_id: int) -> ReminderSilence:
    """A silence. NotFound when there is none or it is not this actor's to see."""
    silence = db.session.get(ReminderSilence, silence_id)
    if silence is None or not policy.can_read_reminders(actor, silence.period.plan):
        raise NotFound("silence")
    return silence


def letters_by_id(ids: Collection[int]) -> Sequence[ReminderLetter]:
    """The reminders with these ids, oldest first."""
    query = sa.select(ReminderLetter).where(ReminderLetter.id.in_(ids))
    return db.session.scalars(query.order_by(ReminderLetter.id)).all()


def reporters_of(organisation_ids: Collection[int]) -> dict[int, list[User]]:
    """The people who can hand in a report of these organisations, by organisation.

    Those with an open account of it, in a role that reports or judges; an organisation without any is
    missing.
    """
    found: dict[int, list[User]] = defaultdict(list)
    for user in _open_accounts({Role.MINISTRY, *STAFF}, User.organisation_id.in_(organisation_ids)):
        found[user.organisation_id or 0].append(user)
    return found


def secretariat() -> Sequence[User]:
    """The people of the secretariat with an open account; administrators keep accounts, not reports."""
    return _open_accounts({Role.SECRETARIAT})


def writers_of(report: Report) -> Sequence[User]:
    """The people of the reporting organisation who write this report."""
    roles = {WRITERS[report.voice], *STAFF}
    return _open_accounts(roles, User.organisation_id == report.organisation_id)


def _open_accounts(roles: Collection[Role], *conditions: sa.ColumnElement[bool]) -> Sequence[User]:
    is_in_role = User.roles.any(RoleRecord.name.in_(roles))
    query = sa.select(User).where(User.active, is_in_role, *conditions)
    return db.session.scalars(query.order_by(sa.func.lower(User.name), User.id)).all()
