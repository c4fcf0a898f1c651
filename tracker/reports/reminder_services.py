"""Reminding those who owe a report, and silencing reminders.

A reminder goes to everybody of the owing organisation who can hand the report in. The coordinator, who gets
a copy after the second, is for a supporter's report the agency that leads the commitment, whose people bring
the supporters together; for the lead's own report, and where the lead has nobody with an account, it is the
secretariat. An organisation without any account is reminded as soon as it has one; until then nothing is
written down, and the page of reminders says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from tracker.accounts.actors import Actor, authorise
from tracker.accounts.models import User
from tracker.audit.services import record
from tracker.core import clock
from tracker.core.dates import WIB
from tracker.core.errors import RuleBroken
from tracker.core.text import LONG_TEXT, check_length, clean_text
from tracker.extensions import db
from tracker.notifications.letters import addressee
from tracker.notifications.rules import next_digest
from tracker.notifications.services import write_down
from tracker.plans.models import Plan
from tracker.reports import policy, reminder_queries
from tracker.reports.reminder_queries import Watched
from tracker.reports.report_models import ReminderLetter, ReminderSilence
from tracker.reports.states import DutyPart

REMINDER, COPY = "report-reminder", "report-reminder-copy"


def organisations_to_remind(plan: Plan, *, today: date) -> list[int]:
    """The ids of the organisations that are to be reminded of something today and can be written to."""
    due = {one.owed.organisation.id for one in reminder_queries.watched_of_plan(plan, today=today) if one.due}
    return sorted(reminder_queries.reporters_of(due))


def remind_organisation(plan: Plan, organisation_id: int, *, today: date) -> int:
    """Write down the reminders that an organisation is owed today; returns of how many reports they are.

    All of them are one letter to each of its people. What was written today is not written again.
    """
    watched = reminder_queries.watched_of_plan(plan, today=today, organisation_id=organisation_id)
    due = [one for one in watched if one.due]
    people = reminder_queries.reporters_of([organisation_id]).get(organisation_id)
    if not due or not people:
        return 0
    letters = [_noted(one) for one in due]
    db.session.add_all(letters)
    db.session.flush()
    for user in people:
        _tell(REMINDER, user, plan, letters, today)
    for user, copied in _copies(due, letters).items():
        if user not in people:
            _tell(COPY, user, plan, copied, today)
    return len(letters)


def _noted(one: Watched) -> ReminderLetter:
    assert one.due is not None
    return ReminderLetter(
        commitment=one.owed.commitment,
        period=one.owed.period,
        organisation=one.owed.organisation,
        number=one.due.number,
        day=one.due.day,
        written_at=clock.now(),
    )


def _copies(due: Sequence[Watched], letters: Sequence[ReminderLetter]) -> dict[User, list[ReminderLetter]]:
    """Which of the reminders go to which coordinator as a copy."""
    copied = {letter: one.owed for one, letter in zip(due, letters, strict=True) if _is_copied(one)}
    leads = reminder_queries.reporters_of({owed.commitment.lead_id for owed in copied.values()})
    secretariat = reminder_queries.secretariat()
    found: dict[User, list[ReminderLetter]] = defaultdict(list)
    for letter, owed in copied.items():
        lead = leads.get(owed.commitment.lead_id) if owed.part is DutyPart.SUPPORTER else None
        for user in lead or secretariat:
            found[user].append(letter)
    return found


def _is_copied(one: Watched) -> bool:
    return one.due is not None and one.due.copies_coordinator


def _tell(kind: str, user: User, plan: Plan, letters: Iterable[ReminderLetter], today: date) -> None:
    """Put one letter about these reminders into the outbox; it leaves with the morning's other news.

    A morning that was missed is made up for at once.
    """
    ids = [letter.id for letter in letters]
    write_down(
        kind,
        addressee(user.email, user.name, user.language),
        key=f"{letters_prefix(plan)}{kind}:{ids[0]}:user:{user.id}",
        params={"plan_id": plan.id, "reminder_ids": ids},
        due_at=next_digest(datetime.combine(today, time.min, WIB)),
        is_personal=False,
    )


def letters_prefix(plan: Plan) -> str:
    """How the keys of all letters about missing reports of a plan begin."""
    return f"plan:{plan.id}:reminders:"


def silence_reminders(actor: Actor, watched: Watched, *, reason: str) -> ReminderSilence:
    """Remind an organisation no more of one report, until the silence is ended."""
    owed = watched.owed
    authorise(policy.can_silence_reminders, actor, owed.commitment.plan)
    reason = clean_text(reason)
    if not reason:
        raise RuleBroken("silence_reason_missing", field="reason")
    check_length(reason, field="reason", limit=LONG_TEXT)
    if watched.silence:
        raise RuleBroken("reminders_silenced_already")
    silence = ReminderSilence(
        commitment=owed.commitment,
        period=owed.period,
        organisation=owed.organisation,
        reason=reason,
        silenced_at=clock.now(),
        silenced_by_id=actor.user_id,
    )
    record(actor, "reminder:silence", silence, label=silence_label(silence), reason=reason)
    return silence


def end_silence(actor: Actor, silence: ReminderSilence) -> None:
    """Let reminders of a report be written again: that of the last week, if it was missed, and the next."""
    authorise(policy.can_silence_reminders, actor, silence.period.plan)
    if silence.ended_at:
        raise RuleBroken("silence_is_over")
    silence.ended_at = clock.now()
    record(actor, "reminder:resume", silence, label=silence_label(silence))


def silence_label(silence: ReminderSilence) -> str:
    """What the trail calls it: "Kemenpan-RB RAN7-01 2022-TW1"."""
    return f"{silence.organisation.short_name} {silence.commitment.code} {silence.period.code}"
