"""Who is reminded when, and that it happens once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.factories import SECRETARY
from tests.reviews.letter_scene import (
    DUE_ON,
    OPENED_ON,
    Asked,
    answer,
    at,
    days_before_due,
    letters_to,
    make_open,
    post,
    waiting,
)
from tracker.core import clock
from tracker.extensions import db, unit_of_work
from tracker.notifications.models import Mail
from tracker.reviews import queries, tasks
from tracker.reviews.invitation_services import add_recipient, revoke_link
from tracker.reviews.models import Recipient, ReviewRound
from tracker.reviews.reminder_rules import reminder_day
from tracker.reviews.reminder_services import remind_round
from tracker.reviews.round_services import cancel_round, close_round, reopen_round
from tracker.reviews.tasks import remind_recipients

WEEK, TWO_DAYS, PASSED = days_before_due(7), days_before_due(2), DUE_ON + timedelta(days=1)


@pytest.mark.parametrize(
    ("days_left", "expected"),
    [
        (8, None),
        (7, WEEK),
        (6, WEEK),
        (3, WEEK),
        (2, TWO_DAYS),
        (0, TWO_DAYS),
        (-1, PASSED),
        (-14, PASSED),
        (-15, None),
    ],
)
def test_the_days_of_reminders(days_left: int, expected: date | None) -> None:
    today = days_before_due(days_left)
    assert reminder_day(asked_on=OPENED_ON, due_on=DUE_ON, grace_days=14, today=today) == expected


def test_without_grace_nobody_is_reminded_after_the_last_day() -> None:
    assert reminder_day(asked_on=OPENED_ON, due_on=DUE_ON, grace_days=0, today=PASSED) is None


def test_who_was_asked_late_is_not_reminded_of_days_before() -> None:
    asked_on = days_before_due(5)
    assert reminder_day(asked_on=asked_on, due_on=DUE_ON, grace_days=14, today=asked_on) is None
    assert reminder_day(asked_on=asked_on, due_on=DUE_ON, grace_days=14, today=TWO_DAYS) == TWO_DAYS


@given(st.integers(0, 60), st.integers(0, 90), st.integers(-10, 200))
def test_a_reminder_is_never_of_the_future_nor_of_the_day_one_was_asked(
    until_due: int, grace_days: int, passed: int
) -> None:
    due_on, today = OPENED_ON + timedelta(days=until_due), OPENED_ON + timedelta(days=passed)
    day = reminder_day(asked_on=OPENED_ON, due_on=due_on, grace_days=grace_days, today=today)
    assert day is None or OPENED_ON < day <= today <= due_on + timedelta(days=grace_days)


@pytest.fixture
def asked(session: Session) -> Asked:
    """An open round whose invitations have left."""
    made = make_open()
    post(OPENED_ON)
    return made


def _remind(day: date, hour: int = 9) -> None:
    with clock.fixed_at(at(day, hour)):
        remind_recipients.call_local()


def _reminded(session: Session) -> list[str]:
    session.rollback()
    return [mail.to_name for mail in waiting(session, "round-reminder")]


def test_everybody_who_is_silent_is_reminded_once_a_day_of_reminders(session: Session, asked: Asked) -> None:
    for hour in (8, 9, 17):
        _remind(WEEK, hour)
    assert _reminded(session) == ["Ani", "Budi"]
    for day in (WEEK, TWO_DAYS, PASSED):
        _remind(day)
        post(day)
    subjects = [letter.subject for letter in letters_to(session, asked.ministry)]
    assert subjects[1:] == ["Pengingat: tanggapan atas matriks target RAN7, putaran 1"] * 3


def test_the_key_of_a_reminder_names_round_recipient_and_day(session: Session, asked: Asked) -> None:
    _remind(WEEK)
    keys = [mail.key for mail in waiting(session, "round-reminder")]
    expected = f"round:{asked.review.id}:recipient:{asked.ministry.id}:reminder:2026-03-13"
    assert keys[0] == expected


def test_a_day_that_was_missed_is_made_up_for(session: Session, asked: Asked) -> None:
    _remind(WEEK + timedelta(days=1))
    assert _reminded(session) == ["Ani", "Budi"]


def test_who_has_answered_every_row_is_left_in_peace(session: Session, asked: Asked) -> None:
    with clock.fixed_at(at(OPENED_ON)), unit_of_work():
        answer(asked.ministry)
    _remind(WEEK)
    assert _reminded(session) == ["Budi"]


def test_the_answer_of_a_colleague_counts_for_the_organisation(session: Session, asked: Asked) -> None:
    with clock.fixed_at(at(OPENED_ON)), unit_of_work():
        add_recipient(
            SECRETARY,
            asked.review,
            organisation=asked.story.ministry,
            name="Cici",
            email="cici@panrb.example",
        )
        answer(asked.ministry)
    _remind(WEEK)
    assert _reminded(session) == ["Budi"]


def test_who_joins_late_is_invited_and_not_reminded_at_once(session: Session, asked: Asked) -> None:
    _remind(WEEK)
    post(WEEK)
    later = days_before_due(4)
    with clock.fixed_at(at(later, 8)), unit_of_work():
        add_recipient(
            SECRETARY,
            asked.review,
            organisation=asked.story.ministry,
            name="Cici",
            email="cici@panrb.example",
        )
    _remind(later)
    assert _reminded(session) == []
    _remind(TWO_DAYS)
    assert _reminded(session) == ["Ani", "Budi", "Cici"]


def test_a_revoked_link_is_not_reminded_of(session: Session, asked: Asked) -> None:
    with unit_of_work():
        revoke_link(SECRETARY, asked.ministry, reason="Pindah tugas")
    _remind(WEEK)
    assert _reminded(session) == ["Budi"]


def test_a_closed_round_reminds_nobody(session: Session, asked: Asked) -> None:
    with clock.fixed_at(at(OPENED_ON)), unit_of_work():
        close_round(SECRETARY, asked.review)
    _remind(WEEK)
    assert _reminded(session) == []


def test_closing_takes_back_reminders_that_have_not_left(session: Session, asked: Asked) -> None:
    _remind(WEEK)
    with clock.fixed_at(at(WEEK)), unit_of_work():
        close_round(SECRETARY, asked.review)
    assert _reminded(session) == []
    post(WEEK)
    assert len(letters_to(session, asked.ministry)) == 1


def test_cancelling_takes_back_what_has_not_left(session: Session, asked: Asked) -> None:
    _remind(WEEK)
    with clock.fixed_at(at(WEEK)), unit_of_work():
        cancel_round(SECRETARY, asked.review, reason="Matriks diganti")
    assert _reminded(session) == []
    assert len(waiting(session, "round-cancelled")) == 2


def test_a_reopened_round_reminds_of_its_new_days_only(session: Session, asked: Asked) -> None:
    new_due = DUE_ON + timedelta(days=5)
    with clock.fixed_at(at(DUE_ON)), unit_of_work():
        close_round(SECRETARY, asked.review)
        reopen_round(SECRETARY, asked.review, reason="Lampiran menyusul", due_on=new_due)
    _remind(DUE_ON)
    assert _reminded(session) == []
    _remind(new_due - timedelta(days=2))
    assert _reminded(session) == ["Ani", "Budi"]


def test_a_round_that_is_not_open_yet_reminds_nobody(session: Session) -> None:
    from tests.reviews.letter_scene import make_asked

    with clock.fixed_at(at(OPENED_ON)), unit_of_work():
        make_asked()
    _remind(WEEK)
    assert session.scalars(db.select(Mail)).all() == []
    assert len(session.scalars(db.select(Recipient)).all()) == 2


def test_a_round_that_fails_keeps_no_other_waiting(
    session: Session, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = [ZeroDivisionError()]

    def remind_the_second(review: ReviewRound, *, today: date) -> None:
        if faults:
            raise faults.pop()
        remind_round(review, today=today)

    monkeypatch.setattr(tasks, "remind_round", remind_the_second)
    review_id = asked.review.id
    monkeypatch.setattr(queries, "open_rounds", lambda: [review_id] * 2)
    _remind(WEEK)
    assert faults == []
    assert _reminded(session) == ["Ani", "Budi"]
