"""What recipients of a round read, and the link that lets them in."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.factories import SECRETARY
from tests.reviews.letter_scene import (
    DUE_ON,
    OPENED_ON,
    answer,
    at,
    days_before_due,
    letters_to,
    link_in,
    make_open,
    post,
    text_of,
    waiting,
    wording,
)
from tracker.core import clock
from tracker.core.digest import sha256_of
from tracker.extensions import db, unit_of_work
from tracker.matrix.states import AnswerKind
from tracker.notifications.models import Mail
from tracker.notifications.post import DemoPost
from tracker.reviews.disposition_services import dispose, reopen_disposition
from tracker.reviews.invitation_services import revoke_link, send_link_again
from tracker.reviews.models import Recipient
from tracker.reviews.queries import recipient_by_link
from tracker.reviews.round_services import cancel_round, close_round, reopen_round
from tracker.reviews.states import Decision

ALL_LETTERS = (
    "round-invitation",
    "round-reminder",
    "round-reopened",
    "round-cancelled",
    "round-dispositions",
)
TOMORROW = OPENED_ON + timedelta(days=1)


def test_the_invitation_says_what_is_asked_until_when_and_lets_one_in(session: Session) -> None:
    asked = make_open()
    post(OPENED_ON)
    (letter,) = letters_to(session, asked.ministry)
    assert letter.subject == "Mohon tanggapan atas matriks target RAN7, putaran 1"
    for words in (
        "Yth. Ani,",
        "Putaran: 1, Tinjauan pertama",
        "Versi: 1, Sebelum rapat",
        "Atas nama: RAN7-PANRB",
        "Baris yang ditanyakan: 1",
        "Jawaban paling lambat: Jumat, 20 Maret 2026",
        "Mohon dibaca.",
        "berlaku sampai Jumat, 3 April 2026",
        "bukan sebagai persetujuan",
        "tercatat sebagai penerima dari RAN7-PANRB",
    ):
        assert words in letter.text
        assert all(part in letter.html for part in words.split(": "))
    found = recipient_by_link(link_in(letter))
    assert found is not None
    assert found.email == "ani@panrb.example"


def test_the_link_in_text_and_html_is_the_same_and_nowhere_else(session: Session) -> None:
    asked = make_open()
    post(OPENED_ON)
    (letter,) = letters_to(session, asked.ministry)
    secret = link_in(letter)
    assert f"/r/{secret}" in letter.html
    kept = [str(value) for row in session.execute(db.select(Mail.__table__)) for value in row]
    kept += [str(value) for row in session.execute(db.select(Recipient.__table__)) for value in row]
    assert not [text for text in kept if secret in text]
    assert sha256_of(secret) in kept


def test_the_letter_is_written_in_the_recipients_language(session: Session) -> None:
    asked = make_open()
    post(OPENED_ON)
    (letter,) = letters_to(session, asked.cso)
    assert '<html lang="en">' in letter.html
    assert "Friday, 20 March 2026" in letter.text


@pytest.mark.parametrize(
    ("letters", "language", "heading"),
    [
        ({"letter_ind": "Isi", "letter_eng": "Body"}, "id", "'Surat pengantar'"),
        ({"letter_ind": "Isi", "letter_eng": ""}, "id", "'Surat pengantar'"),
        ({"letter_ind": "", "letter_eng": "Body"}, "id", "belum ada dalam bahasa Indonesia"),
    ],
)
def test_a_cover_letter_that_is_not_translated_says_so(
    session: Session, letters: dict[str, str], language: str, heading: str
) -> None:
    asked = make_open(**letters)
    assert heading in text_of(wording("round-invitation", asked.ministry))


def test_without_a_cover_letter_none_is_announced(session: Session) -> None:
    asked = make_open(letter_ind="")
    assert "Surat pengantar" not in text_of(wording("round-invitation", asked.ministry))


def test_the_link_works_before_the_letter_leaves(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = make_open()
    seen: list[Recipient | None] = []

    def look(_post: DemoPost, envelope: object) -> None:
        secret = str(vars(envelope)["text"]).partition("/r/")[2].split()[0]
        session.rollback()
        seen.append(recipient_by_link(secret))

    monkeypatch.setattr(DemoPost, "deliver", look)
    post(OPENED_ON)
    assert [recipient.id for recipient in seen if recipient] == [asked.ministry.id, asked.cso.id]


def test_a_link_that_is_sent_again_replaces_the_one_before_and_says_so(session: Session) -> None:
    asked = make_open()
    post(OPENED_ON)
    with clock.fixed_at(at(TOMORROW)), unit_of_work():
        send_link_again(SECRETARY, asked.ministry)
    post(TOMORROW)
    first, second = letters_to(session, asked.ministry)
    assert recipient_by_link(link_in(first)) is None
    assert recipient_by_link(link_in(second)) is not None
    assert "tidak berlaku lagi" not in first.text
    assert "Tautan dalam surel sebelumnya tidak berlaku lagi." in second.text


def test_a_revoked_recipient_gets_no_letter_that_was_still_waiting(session: Session) -> None:
    asked = make_open()
    with clock.fixed_at(at(OPENED_ON)), unit_of_work():
        revoke_link(SECRETARY, asked.ministry, reason="Salah alamat")
    post(OPENED_ON)
    assert letters_to(session, asked.ministry) == []
    assert len(letters_to(session, asked.cso)) == 1


@pytest.mark.parametrize("letter", ALL_LETTERS)
def test_nothing_is_said_to_somebody_whose_link_is_revoked(session: Session, letter: str) -> None:
    asked = make_open()
    asked.ministry.revoked_at = clock.now()
    assert wording(letter, asked.ministry, until=at(TOMORROW).isoformat()) is None


@pytest.mark.parametrize("letter", ["round-invitation", "round-reminder", "round-reopened"])
def test_a_closed_round_invites_and_reminds_nobody(session: Session, letter: str) -> None:
    asked = make_open()
    close_round(SECRETARY, asked.review)
    with clock.fixed_at(at(DUE_ON)):
        assert wording(letter, asked.ministry) is None


def test_a_reminder_says_how_much_time_is_left_and_carries_the_same_link(session: Session) -> None:
    asked = make_open()
    post(OPENED_ON)
    (first,) = letters_to(session, asked.ministry)
    with clock.fixed_at(at(days_before_due(2))):
        words = text_of(wording("round-reminder", asked.ministry))
    assert link_in(first) in words
    assert "1 baris belum dijawab oleh RAN7-PANRB." in words
    assert "paling lambat Jumat, 20 Maret 2026" in words
    assert "tidak berlaku lagi" not in words


def test_after_the_last_day_a_reminder_says_until_when_answers_are_taken(session: Session) -> None:
    asked = make_open()
    with clock.fixed_at(at(DUE_ON + timedelta(days=1))):
        words = text_of(wording("round-reminder", asked.ministry))
    assert "Batas waktu Jumat, 20 Maret 2026 telah lewat" in words
    assert "sampai Jumat, 3 April 2026" in words


def test_a_reminder_that_comes_too_late_says_nothing(session: Session) -> None:
    asked = make_open(grace_days=3)
    with clock.fixed_at(at(DUE_ON + timedelta(days=4))):
        assert wording("round-reminder", asked.ministry) is None


def test_who_has_answered_meanwhile_is_not_reminded(session: Session) -> None:
    asked = make_open()
    with clock.fixed_at(at(days_before_due(2))):
        answer(asked.ministry)
        assert wording("round-reminder", asked.ministry) is None
        assert wording("round-reminder", asked.cso) is not None


def test_an_answer_taken_back_is_none(session: Session) -> None:
    asked = make_open()
    with clock.fixed_at(at(days_before_due(2))):
        answer(asked.ministry)
        answer(asked.ministry, AnswerKind.CLEARED)
        assert wording("round-reminder", asked.ministry) is not None


def test_a_reopened_round_says_why_and_until_when(session: Session) -> None:
    asked = make_open()
    post(OPENED_ON)
    new_day = DUE_ON + timedelta(days=10)
    with clock.fixed_at(at(DUE_ON)), unit_of_work():
        close_round(SECRETARY, asked.review)
        reopen_round(SECRETARY, asked.review, reason="Lampiran menyusul", due_on=new_day)
    post(DUE_ON)
    letter = letters_to(session, asked.ministry)[-1]
    assert letter.subject == "Dibuka kembali: putaran 1 atas matriks target RAN7"
    assert "Lampiran menyusul" in letter.text
    assert "Senin, 30 Maret 2026" in letter.text
    assert recipient_by_link(link_in(letter)) is not None


def test_a_cancelled_round_says_why_and_carries_no_link(session: Session) -> None:
    asked = make_open()
    with clock.fixed_at(at(TOMORROW)), unit_of_work():
        cancel_round(SECRETARY, asked.review, reason="Matriks diganti")
    post(TOMORROW)
    (letter,) = letters_to(session, asked.ministry)
    assert letter.subject == "Dibatalkan: putaran 1 atas matriks target RAN7"
    assert "Matriks diganti" in letter.text
    assert "/r/" not in letter.text
    assert waiting(session, "round-invitation") == []


def test_decisions_of_a_day_come_in_one_letter_the_next_morning(session: Session) -> None:
    asked = make_open()
    post(OPENED_ON)
    with clock.fixed_at(at(TOMORROW)), unit_of_work():
        given = answer(asked.ministry)
        dispose(SECRETARY, given, decision=Decision.REJECTED, reason="Sudah disepakati.")
        reopen_disposition(SECRETARY, given, reason="Dibahas lagi.")
    post(TOMORROW, 23)
    assert len(letters_to(session, asked.ministry)) == 1
    post(TOMORROW + timedelta(days=1))
    letter = letters_to(session, asked.ministry)[-1]
    assert letter.subject == "Tanggapan atas jawaban Anda: RAN7, putaran 1"
    assert "RAN7-01/1 Pengaduan ditindaklanjuti: tanggapan ditarik" in letter.text
    assert "Anda menulis: Terlalu tinggi." in letter.text
    assert "Alasan: Dibahas lagi." in letter.text
    assert recipient_by_link(link_in(letter)) is not None
    assert "Sudah disepakati." not in letter.text
    assert len(letters_to(session, asked.cso)) == 1


def test_what_is_decided_after_the_mornings_letter_is_told_the_next_morning(session: Session) -> None:
    asked = make_open()
    with clock.fixed_at(at(TOMORROW, 6)), unit_of_work():
        given = answer(asked.ministry)
        dispose(SECRETARY, given, decision=Decision.REJECTED, reason="Sudah disepakati.")
    post(TOMORROW, 7)
    with clock.fixed_at(at(TOMORROW, 8)), unit_of_work():
        reopen_disposition(SECRETARY, given, reason="Dibahas lagi.")
    post(TOMORROW + timedelta(days=1), 7)
    *_invitation, first, second = letters_to(session, asked.ministry)
    assert "Sudah disepakati." in first.text
    assert "Dibahas lagi." not in first.text
    assert "Dibahas lagi." in second.text
