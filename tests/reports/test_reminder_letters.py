"""What reminders say: to the reporter, and as a copy."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.browser import Browser
from tests.factories import make_commitment
from tests.reports.reminder_scene import (
    CODE,
    DUE_ON,
    WEEK_BEFORE,
    Owing,
    at,
    late,
    letters_to,
    make_owing,
    post,
    remind,
    remind_every_day,
    told,
)
from tests.reports.scene import FIGURE
from tracker.accounts.models import User
from tracker.core import clock
from tracker.extensions import unit_of_work
from tracker.notifications.models import DemoLetter
from tracker.reports import report_services, verification_services
from tracker.reports.report_models import Report


@pytest.fixture
def owing(session: Session) -> Owing:
    """Nothing is reported yet."""
    made = make_owing()
    with unit_of_work():
        made.commitment.title_eng = "Commitment"
    return made


def newest_to(session: Session, user: User) -> DemoLetter:
    """The last letter somebody got."""
    return letters_to(session, user)[-1]


def begin(owing: Owing, day: date) -> Report:
    """The ministry begins to write."""
    with clock.fixed_at(at(day)), unit_of_work():
        version = owing.quarter.begin(owing.quarter.ministry)
        report_services.save_draft(owing.quarter.ministry, version, FIGURE, seen=0)
    return version.report


def test_a_reminder_names_the_report_its_days_and_what_to_do(session: Session, owing: Owing) -> None:
    remind_every_day(WEEK_BEFORE, WEEK_BEFORE)
    letter = newest_to(session, owing.ministry)
    assert letter.subject == "Pengingat laporan K01 2022-TW1 dari KemenPAN-RB"
    for words in (
        f"Yth. {owing.ministry.name},",
        "1 laporan kemajuan masih ditunggu dari KemenPAN-RB:",
        "K01: Komitmen (belum dimulai)",
        "Periode: 2022-TW1 (1 Januari 2022 – 31 Maret 2022)",
        "Batas waktu: Jumat, 15 April 2022 (7 hari lagi)",
        "Formulir dikunci sesudah: 30 April 2022",
        "tulis laporannya, lalu ajukan kepada sekretariat",
        "nyatakan tidak ada kemajuan: itu juga laporan",
        "akun Anda dapat mengajukan laporan KemenPAN-RB",
    ):
        assert words in letter.text
        assert all(part in letter.html for part in words.split(": "))


@pytest.mark.parametrize(("days", "words"), [(0, "hari ini batas waktunya"), (7, "terlambat 7 hari")])
def test_it_says_how_late_it_is_by_the_day_it_leaves(
    session: Session, owing: Owing, days: int, words: str
) -> None:
    remind_every_day(late(days), late(days))
    assert words in newest_to(session, owing.ministry).text


def test_it_is_in_the_readers_language(session: Session, owing: Owing) -> None:
    with unit_of_work():
        owing.ministry.language = "en"
    remind_every_day(WEEK_BEFORE, WEEK_BEFORE)
    letter = newest_to(session, owing.ministry)
    assert '<html lang="en">' in letter.html
    assert "K01: Commitment (" in letter.text
    assert "Friday, 15 April 2022" in letter.text


def test_what_nobody_has_begun_is_begun_from_the_list_of_duties(
    session: Session, owing: Owing, app: Flask
) -> None:
    remind_every_day(WEEK_BEFORE, WEEK_BEFORE)
    text = newest_to(session, owing.ministry).text
    plan, ministry = owing.commitment.plan, owing.quarter.talks.ministry
    address = f"/organisations/{ministry.id}/duties?plan={plan.code}"
    assert f"http://tracker.test{address}" in text
    assert "/edit" not in text
    Browser(app).sign_in(owing.ministry).get(address)


def test_what_is_begun_has_its_own_address(session: Session, owing: Owing) -> None:
    report = begin(owing, late(-9))
    remind_every_day(WEEK_BEFORE, WEEK_BEFORE)
    text = newest_to(session, owing.ministry).text
    assert f"Lanjutkan laporan K01 2022-TW1:\nhttp://tracker.test/reports/{report.id}/edit" in text
    assert "(draf)" in text
    assert "/duties" not in text


def test_a_returned_report_is_not_called_late_when_it_came_in_time(session: Session, owing: Owing) -> None:
    with clock.fixed_at(at(late(-9))), unit_of_work():
        version = owing.quarter.handed_in().version
    with clock.fixed_at(at(late(2))), unit_of_work():
        verification_services.return_report(
            owing.quarter.staff, version, note="Lengkapi.", notes={}, fields=[]
        )
    remind_every_day(late(3), late(3))
    text = newest_to(session, owing.ministry).text
    assert "(dikembalikan)" in text
    assert "catatan sekretariat ada di samping isian" in text
    assert "sudah lewat 3 hari" in text
    assert "terlambat" not in text
    assert "dikunci" not in text


def test_several_reports_are_named_in_one_letter(session: Session, owing: Owing) -> None:
    with unit_of_work():
        make_commitment(owing.commitment.plan, lead=owing.quarter.talks.ministry, code="K02")
    remind_every_day(DUE_ON, DUE_ON)
    letter = newest_to(session, owing.ministry)
    assert letter.subject == f"Pengingat 2 laporan {owing.commitment.plan.code} dari KemenPAN-RB"
    assert letter.text.index("K01: Komitmen") < letter.text.index("K02: Komitmen")
    assert letter.text.count("Batas waktu:") == 1


def test_a_copy_says_who_was_reminded_and_asks_to_help(session: Session, owing: Owing) -> None:
    remind_every_day(WEEK_BEFORE, late(7))
    letter = newest_to(session, owing.secretary)
    assert letter.subject == "Tembusan: Pengingat laporan K01 2022-TW1 dari KemenPAN-RB"
    for words in ("KemenPAN-RB sudah diingatkan sedikitnya dua kali", "terlambat 7 hari", "sekretariat"):
        assert words in letter.text


def test_a_lead_reads_reminder_and_copy_in_one_mail(session: Session, owing: Owing) -> None:
    remind_every_day(WEEK_BEFORE, late(7))
    letters = letters_to(session, owing.ministry)
    assert len(letters) == 3
    assert "Tembusan: Pengingat laporan K01 2022-TW1 dari Bappenas" in letters[-1].text
    assert "Pengingat laporan K01 2022-TW1 dari KemenPAN-RB" in letters[-1].text


def test_what_came_in_before_the_letter_left_is_not_asked_for(session: Session, owing: Owing) -> None:
    with unit_of_work():
        make_commitment(owing.commitment.plan, lead=owing.quarter.talks.ministry, code="K02")
    remind(WEEK_BEFORE, 5)
    with clock.fixed_at(at(WEEK_BEFORE, 6)), unit_of_work():
        owing.quarter.handed_in()
    post(WEEK_BEFORE)
    letter = newest_to(session, owing.ministry)
    assert letter.subject == "Pengingat laporan K02 2022-TW1 dari KemenPAN-RB"


def test_a_letter_with_nothing_left_to_ask_for_does_not_leave(session: Session, owing: Owing) -> None:
    remind(WEEK_BEFORE, 5)
    with clock.fixed_at(at(WEEK_BEFORE, 6)), unit_of_work():
        owing.quarter.handed_in()
    post(WEEK_BEFORE)
    assert letters_to(session, owing.ministry) == []
    assert told(session) == [owing.helper_user.email]


def test_the_report_of_another_period_is_not_mixed_in(session: Session, owing: Owing) -> None:
    remind_every_day(WEEK_BEFORE, WEEK_BEFORE)
    text = newest_to(session, owing.ministry).text
    assert text.count("Periode:") == 1
    assert CODE in text
