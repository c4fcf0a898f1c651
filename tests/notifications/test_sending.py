"""Mail leaves once, in the recipient's language, and what went wrong stays to be seen."""

import logging
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.factories import SECRETARY
from tests.notifications.conftest import send_to
from tests.notifications.scene import MORNING, note, only_mail, shown_subjects, states
from tests.notifications.sink import Sink, free_port, part
from tracker.core import clock
from tracker.extensions import unit_of_work
from tracker.jobs.queue import sweeps
from tracker.notifications.models import Mail
from tracker.notifications.post import DemoPost
from tracker.notifications.rules import WAITS
from tracker.notifications.sending import send_due
from tracker.notifications.services import cancel_letters, send_again
from tracker.notifications.states import MailState


class PowerFailure(BaseException):
    """The machine stops."""


def test_a_letter_arrives_as_text_and_as_html(session: Session, sink: Sink) -> None:
    with unit_of_work():
        note("Undangan")
    send_due()
    (mail,) = sink.mails
    assert (mail["Subject"], mail["To"]) == ("Undangan", "Ani <ani@example.org>")
    assert (mail["From"], mail["Auto-Submitted"]) == ("Seknas OGI <surat@ogi.example>", "auto-generated")
    text = part(mail, "plain").replace("\r\n", "\n")
    assert "Yth. Ani," in text
    assert "Baris: 3\n" in text
    assert "    Yth. <Bapak>\n    baris kedua\n" in text
    assert "Buka:\nhttp://tracker.test/r/rahasia\n" in text
    assert "Anda peserta uji." in text
    html = part(mail, "html")
    assert '<a href="http://tracker.test/r/rahasia"' in html
    assert "Yth. &lt;Bapak&gt;" in html
    assert "Anda peserta uji." in html


@pytest.mark.parametrize(("language", "words"), [("id", "Alasan"), ("en", "Reason")])
def test_a_letter_is_in_the_language_of_its_recipient(
    session: Session, sink: Sink, language: str, words: str
) -> None:
    with unit_of_work():
        note("Undangan", language="en" if language == "en" else "id")
    send_due()
    assert words in part(sink.mails[0], "plain").splitlines()
    assert f'<html lang="{language}">' in part(sink.mails[0], "html")


def test_a_subject_is_one_line(session: Session, sink: Sink) -> None:
    with unit_of_work():
        note("Satu\nBcc: semua@example.org")
    send_due()
    assert sink.subjects == ["Satu Bcc: semua@example.org"]
    assert sink.mails[0]["Bcc"] is None


def test_sending_is_a_sweep_of_the_worker() -> None:
    assert send_due in sweeps


def _written_and_undone() -> None:
    with unit_of_work():
        note("Undangan")
        raise RuntimeError


def test_nothing_is_sent_for_an_act_that_was_undone(session: Session, sink: Sink) -> None:
    with pytest.raises(RuntimeError):
        _written_and_undone()
    send_due()
    assert sink.mails == []


def test_an_event_is_written_down_once(session: Session, sink: Sink) -> None:
    with unit_of_work():
        note("Undangan")
    with pytest.raises(AssertionError), unit_of_work():
        note("Undangan")
    send_due()
    send_due()
    assert sink.subjects == ["Undangan"]


def test_a_letter_that_is_taken_back_does_not_leave(session: Session, sink: Sink) -> None:
    with unit_of_work():
        note("Satu", key="round:1:recipient:1:a")
        note("Dua", key="round:12:recipient:1:a")
        cancel_letters("round:1:")
    send_due()
    assert sink.subjects == ["Dua"]


def test_a_letter_waits_for_its_moment(session: Session, sink: Sink) -> None:
    with clock.fixed_at(MORNING), unit_of_work():
        note("Nanti", due_at=MORNING + timedelta(hours=2))
    with clock.fixed_at(MORNING + timedelta(hours=1)):
        send_due()
    assert sink.mails == []
    with clock.fixed_at(MORNING + timedelta(hours=2)):
        send_due()
    assert sink.subjects == ["Nanti"]


def test_a_letter_with_nothing_left_to_say_is_not_sent(session: Session, sink: Sink) -> None:
    with unit_of_work():
        note("Usang", params={"is_over": True})
    send_due()
    assert sink.mails == []
    assert states(session) == {"Usang": MailState.CANCELLED}


def test_a_letter_that_cannot_be_worded_holds_up_nobody(
    session: Session, sink: Sink, caplog: pytest.LogCaptureFixture
) -> None:
    with unit_of_work():
        note("Rusak", letter="broken")
        note("Undangan")
    send_due()
    assert sink.subjects == ["Undangan"]
    assert states(session) == {"Rusak": MailState.FAILED, "Undangan": MailState.SENT}
    assert "could not be worded" in caplog.text


def test_a_letter_that_was_cut_off_is_never_sent_by_itself(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_post: DemoPost, _envelope: object) -> None:
        raise PowerFailure

    with clock.fixed_at(MORNING), unit_of_work():
        note("Undangan")
    with monkeypatch.context() as patch, clock.fixed_at(MORNING):
        patch.setattr(DemoPost, "deliver", stop)
        with pytest.raises(PowerFailure):
            send_due()
    with clock.fixed_at(MORNING + timedelta(days=30)):
        send_due()
    assert shown_subjects(session) == []
    assert states(session) == {"Undangan": MailState.SENDING}


def test_somebody_can_send_again_what_was_cut_off(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    test_a_letter_that_was_cut_off_is_never_sent_by_itself(session, monkeypatch)
    with clock.fixed_at(MORNING + timedelta(days=30)):
        with unit_of_work():
            send_again(SECRETARY, session.query(Mail).one())
        send_due()
        send_due()
    assert shown_subjects(session) == ["Undangan"]


def test_a_machine_that_stops_after_the_server_took_the_mail_does_not_send_it_twice(
    session: Session, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_mail_ids: object) -> None:
        raise PowerFailure

    with unit_of_work():
        note("Undangan")
    with monkeypatch.context() as patch:
        patch.setattr("tracker.notifications.services.note_sent", stop)
        with pytest.raises(PowerFailure):
            send_due()
    send_due()
    assert sink.subjects == ["Undangan"]


def test_a_server_that_has_no_time_is_asked_again_and_again_until_it_is_enough(
    session: Session, sink: Sink
) -> None:
    sink.answer = "451 Coba lagi"
    now = MORNING
    with clock.fixed_at(now), unit_of_work():
        note("Undangan")
    for wait in (*WAITS, timedelta()):
        with clock.fixed_at(now):
            send_due()
            send_due()
        now += wait
    mail = only_mail(session)
    assert (mail.state, mail.attempts) == (MailState.FAILED, 1 + len(WAITS))
    assert mail.problem == "mail_refused 451 Coba lagi"


def test_a_letter_arrives_once_the_server_has_time(session: Session, sink: Sink) -> None:
    sink.answer = "451 Coba lagi"
    with clock.fixed_at(MORNING), unit_of_work():
        note("Undangan")
    with clock.fixed_at(MORNING):
        send_due()
    sink.answer = ""
    with clock.fixed_at(MORNING + WAITS[0]):
        send_due()
    assert sink.subjects == ["Undangan"]
    mail = only_mail(session)
    assert (mail.state, mail.problem) == (MailState.SENT, "")


def test_a_letter_that_the_server_will_never_take_is_not_tried_again(session: Session, sink: Sink) -> None:
    sink.answer = "554 Tidak diterima"
    with unit_of_work():
        note("Undangan")
    send_due()
    mail = only_mail(session)
    assert (mail.state, mail.problem) == (MailState.FAILED, "mail_refused 554 Tidak diterima")


def test_when_the_line_breaks_after_the_mail_nobody_sends_it_again(session: Session, sink: Sink) -> None:
    sink.hangs_up = True
    with unit_of_work():
        note("Undangan")
    send_due()
    mail = only_mail(session)
    assert mail.state is MailState.FAILED
    assert mail.problem.startswith("mail_fate_unknown")
    assert len(sink.mails) == 1


def test_after_a_broken_line_the_others_leave_the_next_time(session: Session, sink: Sink) -> None:
    sink.hangs_up = True
    with unit_of_work():
        note("Satu")
        note("Dua")
    send_due()
    assert states(session) == {"Satu": MailState.FAILED, "Dua": MailState.WAITING}
    sink.hangs_up = False
    send_due()
    assert states(session)["Dua"] is MailState.SENT


def test_when_the_line_breaks_before_the_mail_it_is_tried_again(session: Session, sink: Sink) -> None:
    sink.is_shy = True
    with clock.fixed_at(MORNING), unit_of_work():
        note("Undangan")
    with clock.fixed_at(MORNING):
        send_due()
    mail = only_mail(session)
    assert (mail.state, mail.attempts) == (MailState.WAITING, 1)
    sink.is_shy = False
    with clock.fixed_at(MORNING + WAITS[0]):
        send_due()
    assert sink.subjects == ["Undangan"]


def test_while_the_server_is_away_letters_wait_unclaimed(
    app: Flask, session: Session, sink: Sink, caplog: pytest.LogCaptureFixture
) -> None:
    send_to(app, free_port())
    with clock.fixed_at(MORNING), unit_of_work():
        note("Satu")
        note("Dua")
    with clock.fixed_at(MORNING):
        send_due()
        send_due()
    assert states(session) == {"Satu": MailState.WAITING, "Dua": MailState.WAITING}
    assert {mail.attempts for mail in session.query(Mail)} == {1}
    assert "mail_server_unreachable" in caplog.text
    send_to(app, sink.port)
    with clock.fixed_at(MORNING + WAITS[0]):
        send_due()
    assert sink.subjects == ["Dua", "Satu"]


def test_one_connection_carries_all_that_is_due(session: Session, sink: Sink) -> None:
    with unit_of_work():
        for number in range(5):
            note(f"Surat {number}", to=f"orang{number}@example.org")
    send_due()
    assert len(sink.mails) == 5
    assert set(states(session).values()) == {MailState.SENT}


def test_what_a_letter_says_is_in_no_log_and_not_in_the_outbox(
    session: Session, sink: Sink, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), unit_of_work():
        note("Undangan")
    sink.answer = "451 Coba lagi"
    with caplog.at_level(logging.DEBUG):
        send_due()
    # The sink, which runs here too, logs what it is given.
    ours = [record.getMessage() for record in caplog.records if record.name != "mail.log"]
    assert not [text for text in ours if "rahasia" in text]
    mail = only_mail(session)
    kept = [str(getattr(mail, column.key)) for column in Mail.__table__.columns]
    assert not [text for text in kept if "rahasia" in text]


def test_the_demo_keeps_what_it_would_have_sent(session: Session) -> None:
    with unit_of_work():
        note("Undangan")
    send_due()
    assert shown_subjects(session) == ["Undangan"]
    assert states(session) == {"Undangan": MailState.SENT}
