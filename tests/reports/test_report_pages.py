"""The way of a report through its pages: written, handed in, returned, handed in again, verified, read."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.browser import Browser, Page
from tests.factories import SECRETARY
from tests.reports.scene import ACCOUNT, FIGURE, WHOLE, make_reporting
from tracker.accounts.models import Organisation
from tracker.accounts.states import Role
from tracker.core import clock
from tracker.extensions import db, unit_of_work
from tracker.reports import services
from tracker.reports.models import ReportingPeriod
from tracker.reports.queries import periods_of_plan
from tracker.reports.states import ExceptionKind

BEGIN = "/plans/{plan}/commitments/K01/reports"


@dataclass(frozen=True)
class Desk:
    """The browsers of those who take part, and what a report is begun with."""

    ministry: Browser
    staff: Browser
    pattiro: Browser
    address: str
    begin: dict[str, str]


@pytest.fixture
def desk(app: Flask) -> Iterator[Desk]:
    """The first quarter of 2022 is long over; its form is open again for the ministry."""
    with app.app_context():
        with unit_of_work():
            quarter = make_reporting()
            talks = quarter.talks
            quarter.open_now()
            ministry, staff, pattiro = (
                Browser(app).sign_in(talks.users[role])
                for role in (Role.MINISTRY, Role.SECRETARIAT, Role.CSO)
            )
            begin = {
                "period": str(quarter.periods["2022-TW1"].id),
                "organisation": str(talks.ministry.id),
            }
            address = BEGIN.format(plan=talks.indicator.commitment.plan.code)
        db.session.remove()
        yield Desk(ministry, staff, pattiro, address, begin)


def begun(desk: Desk) -> str:
    """The address of the form of a report just begun."""
    button = desk.ministry.get("/duties").find("main form.post-button")
    return where(desk.ministry.post(button.get("action"), dict(button.form_values())))


def where(page: Page) -> str:
    """The address at which a form led out."""
    return str(page.response.request.path)


def test_a_report_goes_its_way_with_a_return(desk: Desk, visitor: Browser) -> None:
    form = begun(desk)
    page = form.removesuffix("/edit")
    assert where(desk.ministry.submit(form, {**WHOLE, "narrative": "Draf", "then": ""})) == form
    assert "Draf" in desk.ministry.get(form).text
    visitor.get(page, status=404)
    assert where(desk.ministry.submit(form, {**WHOLE, "then": "hand-in"})) == page
    assert "KemenPAN-RB" in desk.staff.get("/reports").text
    notes = {"narrative": "Sebutkan instansinya."}
    assert where(desk.staff.submit(f"{page}/return", notes)) == page
    returned = desk.ministry.get(form).text
    assert "Sebutkan instansinya." in returned
    again = {**WHOLE, "narrative": "Dua belas instansi.", "then": "hand-in"}
    assert where(desk.ministry.submit(form, again)) == page
    desk.staff.submit(f"{page}/begin-verification")
    assert where(desk.staff.submit(f"{page}/verify")) == page
    public = visitor.get(page).text
    assert "57,5%" in public
    assert "102,2%" in public
    assert "Dua belas instansi." in public
    assert "Sebutkan instansinya." not in public


def test_what_is_missing_stands_beside_its_field_and_what_was_typed_comes_back(desk: Desk) -> None:
    form = begun(desk)
    answer = desk.ministry.submit(
        form, {"narrative": "Baru ini.", "K01/1.numerator": "banyak", "then": "hand-in"}
    )
    assert answer.status == 200
    assert "Baru ini." in answer.text
    assert answer.find("[name='K01/1.numerator']").get("value") == "banyak"
    assert "K01/1 · Pembilang" in answer.find(".error-summary").text_content()
    assert "Baru ini." in desk.ministry.get(form).text


def test_one_more_obstacle_is_a_button_that_keeps_the_draft(desk: Desk) -> None:
    form = begun(desk)
    answer = desk.ministry.submit(form, {**WHOLE, "then": "obstacles"})
    assert answer.all("[name='obstacles.1.text']")


def test_a_report_is_taken_back_and_corrected(desk: Desk) -> None:
    form = begun(desk)
    page = form.removesuffix("/edit")
    desk.ministry.submit(form, {**WHOLE, "then": "hand-in"})
    assert where(desk.ministry.submit(f"{page}/take-back")) == form
    desk.ministry.submit(form, {**WHOLE, "then": "hand-in"})
    desk.staff.submit(f"{page}/verify")
    assert where(desk.ministry.submit(f"{page}/correct", {"reason": "Salah hitung."})) == form
    assert "Salah hitung." in desk.ministry.get(page).text
    assert "57,5%" in desk.staff.get(f"{page}/versions/1").text


def test_others_neither_begin_nor_judge(desk: Desk, visitor: Browser) -> None:
    desk.pattiro.post(desk.address, desk.begin, status=403)
    desk.ministry.get("/reports", status=403)
    visitor.get("/reports/1", status=404)
    desk.ministry.post(desk.address, {"period": "x"}, status=404)


def test_a_period_with_a_report_is_not_removed(desk: Desk) -> None:
    begun(desk)
    answer = desk.staff.submit(f"/periods/{desk.begin['period']}/remove")
    assert "sudah ada laporannya" in answer.text


def test_civil_society_begins_its_account_on_the_page_of_the_period(desk: Desk) -> None:
    page = f"{desk.address.partition('/commitments')[0]}/periods/2022-TW1"
    button = desk.pattiro.get(page).find("main form.post-button")
    form = where(desk.pattiro.post(button.get("action"), dict(button.form_values())))
    desk.pattiro.submit(form, {**ACCOUNT, "then": "hand-in"})
    assert "diajukan" in desk.pattiro.get(page).text
    assert not desk.pattiro.get(page).all("main form.post-button")


def test_a_period_is_not_called_like_an_act(desk: Desk) -> None:
    period = f"/periods/{desk.begin['period']}/edit"
    assert "alamat halaman lain" in desk.staff.submit(period, {"code": "New"}).text


def handed_in(desk: Desk) -> str:
    """The address of the ministry's report, handed in."""
    form = begun(desk)
    desk.ministry.submit(form, {**WHOLE, "then": "hand-in"})
    return form.removesuffix("/edit")


def test_another_value_is_verified_with_its_reason_and_both_are_read(desk: Desk, visitor: Browser) -> None:
    page = handed_in(desk)
    refused = desk.staff.submit(f"{page}/verify", {"K01/1.numerator": "44"})
    assert "K01/1 · Alasan" in refused.find(".error-summary").text_content()
    assert refused.find("[name='K01/1.numerator']").get("value") == "44"
    change = {"K01/1.numerator": "44", "K01/1.reason": "Dua instansi terhitung dua kali."}
    assert where(desk.staff.submit(f"{page}/verify", change)) == page
    public = visitor.get(page).text
    assert "44% = 44 ÷ 100" in public
    assert "dilaporkan 46%" in public
    assert "Dua instansi terhitung dua kali." in public


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"K01/1.numerator": "banyak"}, "K01/1 · Pembilang"),
        ({"K01/1.denominator": "0"}, "K01/1 · Penyebut"),
        ({"K01/1.denominator": "12"}, "K01/1 ·"),
    ],
)
def test_a_value_that_cannot_be_is_not_verified(desk: Desk, typed: dict[str, str], words: str) -> None:
    page = handed_in(desk)
    reason = {"K01/1.reason": "Hitung ulang."}
    refused = desk.staff.submit(f"{page}/verify", {**typed, **reason})
    assert words in refused.find(".error-summary").text_content()
    assert "Hitung ulang." in refused.text


def test_a_note_stands_beside_what_it_is_about(desk: Desk) -> None:
    page = handed_in(desk)
    asked = desk.staff.get(f"{page}/return").text
    assert "Admin penghubung sering berganti." in asked
    assert "46%" in asked
    notes = {"obstacles.0.text": "Sejak kapan?", "K01/1.statement": "Mana sumbernya?"}
    desk.staff.submit(f"{page}/return", notes)
    form = desk.ministry.get(f"{page}/edit")
    beside = [one.text_content().strip() for one in form.all("form .notice")]
    assert beside == ["Catatan verifikasi: Mana sumbernya?", "Catatan verifikasi: Sejak kapan?"]


def test_the_account_of_civil_society_is_published_as_it_is(desk: Desk, visitor: Browser) -> None:
    page = f"{desk.address.partition('/commitments')[0]}/periods/2022-TW1"
    button = desk.pattiro.get(page).find("main form.post-button")
    form = where(desk.pattiro.post(button.get("action"), dict(button.form_values())))
    desk.pattiro.submit(form, {**ACCOUNT, "then": "hand-in"})
    account = form.removesuffix("/edit")
    question = desk.staff.get(f"{account}/verify")
    assert not question.all("[name='completion']")
    desk.staff.submit(f"{account}/verify")
    assert ACCOUNT["narrative"] in visitor.get(account).text


def opened_too(desk: Desk, code: str) -> dict[str, str]:
    """Open another quarter for the ministry as well; what its report is begun with."""
    with desk.ministry.app.app_context(), unit_of_work():
        first = db.session.get_one(ReportingPeriod, desk.begin["period"])
        period = next(one for one in periods_of_plan(first.plan) if one.code == code)
        services.grant_exception(
            SECRETARY,
            period,
            organisation=db.session.get_one(Organisation, desk.begin["organisation"]),
            kind=ExceptionKind.UNLOCK,
            until_on=clock.today(),
            reason="Data baru lengkap.",
        )
        return {**desk.begin, "period": str(period.id)}


def test_a_draft_begins_with_what_still_holds_from_the_period_before(desk: Desk) -> None:
    first = begun(desk)
    assert "laporan sebelumnya" not in desk.ministry.get(first).text
    desk.ministry.submit(first, {**WHOLE, "then": "hand-in"})
    form = where(desk.ministry.post(desk.address, opened_too(desk, "2022-TW2")))
    typed = {"K01/T1.state": "stalled", "then": "carry-over"}
    assert where(desk.ministry.submit(form, typed)) == form
    filled = desk.ministry.get(form)
    assert filled.find("[name='K01/1.denominator']").get("value") == "100"
    assert filled.find("[name='K01/1.numerator']").get("value") == ""
    assert filled.find("[name='obstacles.0.text']").text.strip() == "Admin penghubung sering berganti."
    assert filled.find("[name='K01/T1.state'] option[selected]").get("value") == "stalled"


def test_what_a_script_keeps_of_a_draft_is_joined_with_what_others_wrote(desk: Desk) -> None:
    form = begun(desk)
    draft = form.removesuffix("edit") + "draft"
    token = desk.ministry.get(form).find("form [name=csrf_token]").get("value")

    def keep(fields: dict[str, str], revision: int) -> TestResponse:
        sent = {**fields, "revision": str(revision), "csrf_token": token}
        return desk.ministry.client.post(draft, data=sent)

    computed = {"K01/1": "46% = 46 ÷ 100; 102,2% dari target yang disepakati"}
    first = keep({"narrative": "Satu.", **FIGURE}, 0).json
    assert first == {"revision": 1, "theirs": {}, "computed": computed}
    answer = keep({"narrative": "", "obstacles.0.text": "Dua."}, 0).json
    assert answer == {"revision": 2, "theirs": {"narrative": "Satu."}, "computed": computed}
    clash = keep({"narrative": "Tiga."}, 0)
    assert (clash.status_code, clash.json) == (409, {"clashes": ["Uraian kemajuan"]})
    too_long = keep({"narrative": "a" * 200_001}, 2)
    assert too_long.status_code == 422
    assert b"refused" in too_long.data
    assert "Satu." in desk.ministry.get(form).text


def test_a_period_with_a_report_stays_when_the_others_go(desk: Desk) -> None:
    page = handed_in(desk)
    periods = f"{desk.address.partition('/commitments')[0]}/periods"
    desk.staff.submit(f"{periods}/remove-unused")
    left = desk.staff.get(periods)
    assert [row.text_content() for row in left.all("main tbody th")] == ["2022-TW1"]
    assert "skala OGP, versi 1" in desk.staff.get(page).text


def test_whoever_verifies_sees_what_the_reporter_saw_beside_each_figure(desk: Desk) -> None:
    page = handed_in(desk)
    facts = desk.staff.get(f"{page}/verify").find("fieldset.beside dl").text_content()
    said = " ".join(facts.split())
    assert "Target 2022, usulan awal80%" in said
    assert "Disepakati pada awal periode45%" in said
    assert "Dilaporkan46% = 46 ÷ 100; 102,2% dari target yang disepakati" in said


def test_that_nothing_moved_is_said_beside_the_figure_too(desk: Desk) -> None:
    form = begun(desk)
    desk.ministry.submit(form, {"K01/1.statement": "no_progress", "then": ""})
    assert desk.ministry.get(form).find("[data-computed]").text_content() == "tidak ada kemajuan"
