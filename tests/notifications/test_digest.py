"""What may wait comes together, once a morning."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.notifications.scene import MORNING, note, states
from tests.notifications.sink import Sink, part
from tracker.core import clock
from tracker.core.dates import WIB
from tracker.extensions import unit_of_work
from tracker.notifications.rules import LONGEST_SENDING, WAITS, is_stuck, next_digest, next_try
from tracker.notifications.sending import send_due
from tracker.notifications.states import MailState

NEXT_MORNING = next_digest(MORNING)


def jakarta(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=WIB)


@pytest.mark.parametrize(
    ("written", "leaves"),
    [
        (jakarta(2, 6, 59), jakarta(2, 7)),
        (jakarta(2, 7), jakarta(3, 7)),
        (jakarta(2, 23), jakarta(3, 7)),
        (jakarta(3, 0), jakarta(3, 7)),
    ],
)
def test_a_digest_leaves_at_seven_in_jakarta(written: datetime, leaves: datetime) -> None:
    assert next_digest(written) == leaves


@given(st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1)))  # noqa: DTZ001
def test_the_next_digest_is_within_a_day(naive: datetime) -> None:
    written = naive.replace(tzinfo=UTC)
    assert timedelta() < next_digest(written) - written <= timedelta(days=1)


def test_all_tries_of_a_digest_end_before_the_next_one() -> None:
    assert sum(WAITS, timedelta()) < timedelta(hours=23)


def test_a_letter_has_as_many_tries_as_waits_and_one() -> None:
    assert [next_try(number, failed_at=MORNING) for number in range(1, len(WAITS) + 2)] == [
        *(MORNING + wait for wait in WAITS),
        None,
    ]


@pytest.mark.parametrize(
    ("state", "since", "expected"),
    [
        (MailState.FAILED, timedelta(), True),
        (MailState.SENDING, LONGEST_SENDING, False),
        (MailState.SENDING, LONGEST_SENDING + timedelta(seconds=1), True),
        (MailState.WAITING, timedelta(days=9), False),
        (MailState.SENT, timedelta(days=9), False),
        (MailState.CANCELLED, timedelta(days=9), False),
    ],
)
def test_what_is_stuck(state: MailState, since: timedelta, expected: bool) -> None:
    assert is_stuck(state, claimed_at=MORNING - since, now=MORNING) is expected


def _write(*subjects: str, to: str = "ani@example.org") -> None:
    with clock.fixed_at(MORNING), unit_of_work():
        for subject in subjects:
            note(subject, to=to, is_personal=False)


def _sweep(at: datetime) -> None:
    with clock.fixed_at(at):
        send_due()


def test_a_days_news_come_as_one_mail_to_each(session: Session, sink: Sink) -> None:
    _write("Satu", "Dua", "Tiga")
    _write("Empat", to="budi@example.org")
    _sweep(NEXT_MORNING - timedelta(seconds=1))
    assert sink.mails == []
    _sweep(NEXT_MORNING)
    assert sink.subjects == ["3 kabar dari RAN OGI Tracker", "Empat"]
    digest = next(mail for mail in sink.mails if "kabar" in mail["Subject"])
    text = part(digest, "plain")
    assert [text.count(f"== {subject} ==") for subject in ("Satu", "Dua", "Tiga")] == [1, 1, 1]
    assert text.count("Anda peserta uji.") == 1
    assert set(states(session).values()) == {MailState.SENT}


def test_personal_letters_do_not_wait_for_the_digest(session: Session, sink: Sink) -> None:
    _write("Kabar")
    with clock.fixed_at(MORNING), unit_of_work():
        note("Undangan")
    _sweep(MORNING)
    assert sink.subjects == ["Undangan"]


def test_what_is_written_after_the_digest_waits_for_the_next(session: Session, sink: Sink) -> None:
    _write("Kemarin")
    _sweep(NEXT_MORNING)
    with clock.fixed_at(NEXT_MORNING + timedelta(minutes=1)), unit_of_work():
        note("Hari ini", is_personal=False)
    _sweep(NEXT_MORNING + timedelta(hours=23))
    assert sink.subjects == ["Kemarin"]
    _sweep(NEXT_MORNING + timedelta(hours=24))
    assert sink.subjects == ["Hari ini", "Kemarin"]


def test_news_that_are_over_are_left_out_of_the_digest(session: Session, sink: Sink) -> None:
    _write("Satu", "Dua")
    with clock.fixed_at(MORNING), unit_of_work():
        note("Usang", params={"is_over": True}, is_personal=False)
    _sweep(NEXT_MORNING)
    assert sink.subjects == ["2 kabar dari RAN OGI Tracker"]
    assert states(session)["Usang"] is MailState.CANCELLED


def test_a_digest_that_failed_comes_later_as_a_whole(session: Session, sink: Sink) -> None:
    _write("Satu", "Dua")
    sink.answer = "451 Coba lagi"
    _sweep(NEXT_MORNING)
    sink.answer = ""
    _sweep(NEXT_MORNING + WAITS[0])
    assert sink.subjects == ["2 kabar dari RAN OGI Tracker"]
