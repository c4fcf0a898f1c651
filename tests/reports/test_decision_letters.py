"""Who reported is told what was decided: a return at once with its notes, the rest the next morning."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.reports.reminder_scene import letters_to
from tests.reports.scene import AFTER_TW1, FIGURE, WHOLE, Reporting, make_reporting
from tracker.accounts.states import Role
from tracker.core import clock
from tracker.extensions import unit_of_work
from tracker.notifications.models import DemoLetter
from tracker.notifications.sending import send_due
from tracker.reports import report_services, verification_services
from tracker.reports.report_models import Submission

NOTES = {"narrative": "Sebutkan instansinya."}


@pytest.fixture
def quarter(session: Session) -> Reporting:
    """A quarter that can be reported."""
    with clock.fixed_at(AFTER_TW1), unit_of_work():
        return make_reporting()


def returned(quarter: Reporting) -> Submission:
    """The ministry's report comes back with a note."""
    with clock.fixed_at(AFTER_TW1), unit_of_work():
        handed_in = quarter.handed_in()
        verification_services.return_report(
            quarter.staff, handed_in.version, note="Hampir.", notes=NOTES, fields=["narrative"]
        )
    return handed_in


def letters(
    session: Session, quarter: Reporting, days: int = 0, role: Role = Role.MINISTRY
) -> list[DemoLetter]:
    """What somebody has got, so many days later."""
    with clock.fixed_at(AFTER_TW1 + timedelta(days=days)):
        send_due()
    return letters_to(session, quarter.talks.users[role])


def test_a_returned_report_is_told_at_once_with_every_note(session: Session, quarter: Reporting) -> None:
    report = returned(quarter).version.report
    (letter,) = letters(session, quarter)
    assert letter.subject == "Laporan KemenPAN-RB K01 2022-TW1 dikembalikan"
    for words in (
        "Hampir.",
        "Uraian kemajuan",
        NOTES["narrative"],
        f"http://tracker.test/reports/{report.id}/edit",
    ):
        assert words in letter.text
    assert letters(session, quarter, role=Role.CSO) == []


def test_nothing_is_told_of_a_return_once_the_report_is_handed_in_again(
    session: Session, quarter: Reporting
) -> None:
    version = returned(quarter).version
    with clock.fixed_at(AFTER_TW1), unit_of_work():
        save = report_services.save_draft(
            quarter.ministry, version, WHOLE | {"narrative": "Dua belas."}, seen=1
        )
        report_services.submit(quarter.ministry, version, seen=save.number)
    assert letters(session, quarter) == []


@pytest.mark.parametrize(("days", "told"), [(0, 0), (1, 1), (8, 0)])
def test_a_verified_report_is_told_the_next_morning_and_not_as_old_news(
    session: Session, quarter: Reporting, days: int, told: int
) -> None:
    with clock.fixed_at(AFTER_TW1), unit_of_work():
        version = quarter.handed_in().version
        verification_services.verify_as_typed(
            quarter.staff,
            version,
            WHOLE | FIGURE | {"K01/1.numerator": "44", "K01/1.reason": "Terhitung dua kali."},
        )
    found = letters(session, quarter, days)
    assert len(found) == told
    assert all("berbeda dari yang dilaporkan" in one.text for one in found)


def test_civil_society_is_told_of_its_own_account(session: Session, quarter: Reporting) -> None:
    with clock.fixed_at(AFTER_TW1), unit_of_work():
        account = quarter.account()
        verification_services.return_report(
            quarter.staff, account.newest, note="Lampirkan foto.", notes={}, fields=[]
        )
    assert [one.subject for one in letters(session, quarter, role=Role.CSO)] == [
        "Laporan Pattiro K01 2022-TW1 dikembalikan"
    ]
    assert letters(session, quarter) == []
