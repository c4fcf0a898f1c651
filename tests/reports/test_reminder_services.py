"""Who is reminded of a missing report when, that it happens once, and what stops it."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.factories import SECRETARY, make_commitment, make_organisation, make_user
from tests.reports.reminder_scene import (
    CODE,
    DUE_ON,
    WEEK_BEFORE,
    Owing,
    at,
    copied,
    days_of,
    late,
    letters_to,
    make_owing,
    post,
    remind,
    remind_every_day,
    told,
    written,
)
from tracker.accounts.actors import PUBLIC
from tracker.accounts.models import Organisation
from tracker.accounts.states import OrganisationKind, Role
from tracker.audit.models import AuditEntry
from tracker.core import clock
from tracker.core.errors import NotAllowed, RuleBroken
from tracker.extensions import db, unit_of_work
from tracker.plans.models import Plan
from tracker.plans.states import PlanState
from tracker.reports import (
    reminder_queries,
    reminder_services,
    report_services,
    services,
    verification_services,
)
from tracker.reports.reminder_queries import Watched
from tracker.reports.report_models import ReminderLetter, ReminderSilence
from tracker.reports.states import ExceptionKind


@pytest.fixture
def owing(session: Session) -> Owing:
    """Nothing is reported yet."""
    return make_owing()


def watched(owing: Owing, organisation: Organisation, day: date) -> Watched:
    """What the secretariat sees of an organisation's report."""
    return reminder_queries.find_watched(
        SECRETARY,
        owing.commitment.plan,
        commitment=owing.commitment.code,
        period=CODE,
        organisation_id=organisation.id,
        today=day,
    )


def silence(owing: Owing, day: date, reason: str = "Sedang berganti menteri.") -> ReminderSilence:
    """Let the secretariat remind the ministry no more."""
    with clock.fixed_at(at(day)), unit_of_work():
        one = watched(owing, owing.quarter.talks.ministry, day)
        return reminder_services.silence_reminders(owing.quarter.staff, one, reason=reason)


def grant(owing: Owing, kind: ExceptionKind, *, today: date, until_on: date) -> None:
    """Let the ministry have an exception."""
    with clock.fixed_at(at(today)), unit_of_work():
        services.grant_exception(
            SECRETARY,
            owing.quarter.periods[CODE],
            organisation=owing.quarter.talks.ministry,
            kind=kind,
            until_on=until_on,
            reason="Banjir.",
        )


def hand_in(owing: Owing, day: date) -> None:
    """The ministry hands its report in."""
    with clock.fixed_at(at(day, 9)), unit_of_work():
        owing.quarter.handed_in()


def give_back(owing: Owing, day: date) -> None:
    """The secretariat returns what the ministry handed in."""
    with clock.fixed_at(at(day, 15)), unit_of_work():
        version = owing.quarter.begin(owing.quarter.ministry)
        verification_services.return_report(
            owing.quarter.staff, version, note="Lengkapi datanya.", notes={}, fields=[]
        )


def test_a_week_before_on_the_day_and_weekly_while_the_form_is_open(session: Session, owing: Owing) -> None:
    remind_every_day(date(2022, 4, 1), date(2022, 5, 20))
    assert days_of(session) == [-7, 0, 7, 14]
    assert days_of(session, "Bappenas") == [-7, 0, 7, 14]


def test_everybody_who_can_report_for_the_organisation_is_told(session: Session, owing: Owing) -> None:
    with unit_of_work():
        colleague = make_user(Role.MINISTRY, organisation=owing.quarter.talks.ministry)
        gone = make_user(Role.MINISTRY, organisation=owing.quarter.talks.ministry)
        gone.active = False
        make_user(Role.CSO, organisation=owing.quarter.talks.ministry)
    remind(WEEK_BEFORE)
    assert sorted(told(session)) == sorted([owing.ministry.email, colleague.email, owing.helper_user.email])


def test_the_same_day_writes_once(session: Session, owing: Owing) -> None:
    for hour in (6, 7, 15):
        remind(WEEK_BEFORE, hour)
    assert len(told(session)) == 2
    assert [number for _name, _day, number in written(session)] == [1, 1]


def test_what_was_missed_is_made_up_for_once(session: Session, owing: Owing) -> None:
    remind(WEEK_BEFORE)
    remind(late(3))
    remind(late(4))
    remind(late(9))
    assert days_of(session) == [-7, 0, 7]


def test_the_letter_leaves_in_the_morning_or_at_once_when_that_is_past(
    session: Session, owing: Owing
) -> None:
    remind(WEEK_BEFORE, 5)
    post(WEEK_BEFORE, 6)
    assert letters_to(session, owing.ministry) == []
    post(WEEK_BEFORE, 7)
    assert len(letters_to(session, owing.ministry)) == 1
    remind(DUE_ON, 15)
    post(DUE_ON, 15)
    assert len(letters_to(session, owing.ministry)) == 2


def test_reports_of_one_organisation_are_one_letter(session: Session, owing: Owing) -> None:
    with unit_of_work():
        make_commitment(owing.commitment.plan, lead=owing.quarter.talks.ministry, code="K02")
    remind(WEEK_BEFORE)
    assert len(written(session)) == 3
    assert told(session).count(owing.ministry.email) == 1


def test_the_lead_gets_copies_of_its_supporters_and_the_secretariat_of_the_lead(
    session: Session, owing: Owing
) -> None:
    remind_every_day(WEEK_BEFORE, late(6))
    assert copied(session) == []
    remind_every_day(late(7), late(7))
    assert set(copied(session)) == {owing.ministry.email, owing.secretary.email}
    assert len(copied(session)) == 2


def test_where_the_lead_has_nobody_the_secretariat_gets_the_copies(session: Session, owing: Owing) -> None:
    with unit_of_work():
        owing.ministry.active = False
    remind_every_day(WEEK_BEFORE, late(7))
    assert days_of(session) == []
    assert days_of(session, "Bappenas") == [-7, 0, 7]
    assert copied(session) == [owing.secretary.email]


def test_nobody_gets_a_copy_of_what_they_are_told_themselves(session: Session, owing: Owing) -> None:
    with unit_of_work():
        seknas = make_organisation("Seknas OGI", kind=OrganisationKind.SECRETARIAT)
        owing.commitment.lead = seknas
        own = make_user(Role.SECRETARIAT, organisation=seknas)
    remind_every_day(WEEK_BEFORE, late(7))
    assert own.email in told(session)
    assert copied(session).count(own.email) == 1, "of Bappenas only"


def test_an_organisation_without_an_account_is_reminded_once_it_has_one(
    session: Session, owing: Owing
) -> None:
    with unit_of_work():
        owing.helper_user.active = False
    remind_every_day(WEEK_BEFORE, late(1))
    assert days_of(session, "Bappenas") == []
    with unit_of_work():
        owing.helper_user.active = True
    remind(late(2))
    assert days_of(session, "Bappenas") == [0]


def test_who_has_handed_in_is_left_in_peace_and_others_are_not(session: Session, owing: Owing) -> None:
    remind(WEEK_BEFORE)
    hand_in(owing, late(-2))
    remind_every_day(late(-1), late(20))
    assert days_of(session) == [-7]
    assert days_of(session, "Bappenas") == [-7, 0, 7, 14]


def test_a_returned_report_is_owed_again_even_after_the_lock_day(session: Session, owing: Owing) -> None:
    remind(WEEK_BEFORE)
    hand_in(owing, late(-2))
    give_back(owing, late(17))
    remind(late(18))
    remind_every_day(late(19), late(28))
    assert days_of(session) == [-7, 14, 21, 28]
    assert owing.secretary.email in copied(session)


def test_a_report_that_is_taken_back_is_owed_again(session: Session, owing: Owing) -> None:
    hand_in(owing, late(-10))
    remind(WEEK_BEFORE)
    with clock.fixed_at(at(late(-6), 9)), unit_of_work():
        report_services.withdraw(owing.quarter.ministry, owing.quarter.begin(owing.quarter.ministry))
    remind(DUE_ON)
    assert days_of(session) == [0]


def test_a_verified_report_and_its_correction_remind_nobody(session: Session, owing: Owing) -> None:
    hand_in(owing, late(-10))
    with clock.fixed_at(at(late(-9))), unit_of_work():
        version = owing.quarter.begin(owing.quarter.ministry)
        verification_services.verify_as_reported(owing.quarter.staff, version)
        report_services.correct(owing.quarter.ministry, version.report, reason="Salah ketik.")
    remind_every_day(WEEK_BEFORE, late(10))
    assert days_of(session) == []


def test_an_exemption_stops_and_its_end_starts_again(session: Session, owing: Owing) -> None:
    grant(owing, ExceptionKind.EXEMPTION, today=late(-8), until_on=late(3))
    remind_every_day(WEEK_BEFORE, late(8))
    assert days_of(session) == [0, 7]


def test_an_extension_moves_the_days(session: Session, owing: Owing) -> None:
    remind_every_day(WEEK_BEFORE, DUE_ON)
    grant(owing, ExceptionKind.EXTENSION, today=late(1), until_on=late(21))
    remind_every_day(late(1), late(30))
    assert days_of(session) == [-7, 0, 14, 21]
    assert owing.secretary.email not in copied(session)
    assert [number for name, _day, number in written(session) if name == "KemenPAN-RB"] == [1, 2, 3, 4]


def test_a_form_that_is_unlocked_is_reminded_of_again(session: Session, owing: Owing) -> None:
    remind_every_day(late(16), late(30))
    assert days_of(session) == []
    grant(owing, ExceptionKind.UNLOCK, today=late(31), until_on=late(40))
    remind_every_day(late(32), late(60))
    assert days_of(session) == [28, 35]


def test_a_plan_that_is_not_published_reminds_nobody(session: Session) -> None:
    make_owing(published=False)
    remind_every_day(WEEK_BEFORE, late(10))
    assert written(session) == []


def test_days_before_a_plan_was_published_are_not_made_up_for(session: Session, owing: Owing) -> None:
    with unit_of_work():
        owing.commitment.plan.published_at = at(late(2))
    remind_every_day(late(2), late(10))
    assert days_of(session) == [7]


def test_a_closed_plan_reminds_nobody(session: Session, owing: Owing) -> None:
    with unit_of_work():
        owing.commitment.plan.state = PlanState.CLOSED
    remind_every_day(WEEK_BEFORE, late(10))
    assert written(session) == []


def test_a_silence_stops_one_report_and_its_end_starts_again(session: Session, owing: Owing) -> None:
    silent = silence(owing, late(-8))
    remind_every_day(WEEK_BEFORE, late(3))
    assert days_of(session) == []
    assert days_of(session, "Bappenas") == [-7, 0]
    with clock.fixed_at(at(late(3), 9)), unit_of_work():
        reminder_services.end_silence(owing.quarter.staff, silent)
    remind(late(4))
    assert days_of(session) == [0]


def test_a_silence_has_a_reason_and_is_in_the_trail(session: Session, owing: Owing) -> None:
    with pytest.raises(RuleBroken, match="silence_reason_missing"):
        silence(owing, WEEK_BEFORE, reason="  ")
    silent = silence(owing, WEEK_BEFORE)
    with pytest.raises(RuleBroken, match="reminders_silenced_already"):
        silence(owing, WEEK_BEFORE)
    with unit_of_work():
        reminder_services.end_silence(owing.quarter.staff, silent)
    with pytest.raises(RuleBroken, match="silence_is_over"):
        reminder_services.end_silence(owing.quarter.staff, silent)
    entries = session.scalars(sa.select(AuditEntry).where(AuditEntry.act.startswith("reminder:"))).all()
    assert [(entry.act, entry.subject_label) for entry in entries] == [
        ("reminder:silence", "KemenPAN-RB K01 2022-TW1"),
        ("reminder:resume", "KemenPAN-RB K01 2022-TW1"),
    ]
    assert entries[0].reason == "Sedang berganti menteri."


def test_only_the_secretariat_silences(owing: Owing) -> None:
    one = watched(owing, owing.quarter.talks.ministry, WEEK_BEFORE)
    for actor in (PUBLIC, owing.quarter.ministry, owing.quarter.pattiro):
        with pytest.raises(NotAllowed):
            reminder_services.silence_reminders(actor, one, reason="Nanti saja.")


def test_an_organisation_that_fails_keeps_no_other_waiting(
    session: Session, owing: Owing, monkeypatch: pytest.MonkeyPatch
) -> None:
    remind_organisation = reminder_services.remind_organisation
    failing = owing.quarter.talks.ministry.id

    def remind_others(plan: Plan, organisation_id: int, *, today: date) -> int:
        count = remind_organisation(plan, organisation_id, today=today)
        if organisation_id == failing:
            raise ZeroDivisionError
        return count

    monkeypatch.setattr(reminder_services, "remind_organisation", remind_others)
    remind(WEEK_BEFORE)
    assert days_of(session) == []
    assert days_of(session, "Bappenas") == [-7]
    assert told(session) == [owing.helper_user.email]
    monkeypatch.undo()
    remind(WEEK_BEFORE, 9)
    assert days_of(session) == [-7]


def test_what_was_written_stays(session: Session, owing: Owing) -> None:
    remind(WEEK_BEFORE)
    with pytest.raises(sa.exc.IntegrityError):
        session.execute(sa.update(ReminderLetter).values(number=9))
    session.rollback()


def test_more_reports_cost_no_more_statements(session: Session, owing: Owing) -> None:
    def statements(day: date) -> int:
        counted: list[str] = []

        def count(*args: object) -> None:
            if str(args[2]).startswith("SELECT"):
                counted.append(str(args[2]))

        sa.event.listen(db.engine, "before_cursor_execute", count)
        remind(day)
        sa.event.remove(db.engine, "before_cursor_execute", count)
        return len(counted)

    few = statements(WEEK_BEFORE)
    with unit_of_work():
        for number in range(2, 12):
            commitment = make_commitment(
                owing.commitment.plan, lead=owing.quarter.talks.ministry, code=f"K{number:02}"
            )
            commitment.title_ind = "Komitmen lain"
    assert len(written(session)) == 2
    many = statements(WEEK_BEFORE + timedelta(days=1))
    assert len(written(session)) == 12
    assert many <= few
