"""Journeys B and C without a script and without an account: asked, answered, decided, signed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.browser import Browser
from tests.factories import make_user
from tests.reviews.conftest import StoredRound
from tests.reviews.scene import ROW
from tracker.accounts.states import Role
from tracker.core import clock
from tracker.core.dates import format_date
from tracker.extensions import db, unit_of_work
from tracker.notifications.models import Mail
from tracker.reviews.models import Answer, AnswerDraft, Recipient, ReviewRound
from tracker.reviews.states import RoundState

COUNTER = {"kind": "counter", "value_2022": "50", "remark": "Bertahap sampai 2024.", "note": "Cek anggaran."}


@pytest.fixture
def at_home(app: Flask, stored_round: Callable[[], StoredRound]) -> tuple[StoredRound, Browser]:
    """A stored round, and the browser of the bureau, which came by its link."""
    kept = stored_round()
    browser = Browser(app)
    browser.get(kept.links[kept.bureau])
    return kept, browser


def test_a_personal_link_lets_in_and_leaves_its_secret_behind(
    app: Flask, at_home: tuple[StoredRound, Browser]
) -> None:
    kept, browser = at_home
    answer = browser.get(kept.links[kept.bureau], status=302, follow=False)
    assert answer.response.headers["Location"] == f"/review/{kept.bureau}"
    assert answer.response.headers["Referrer-Policy"] == "same-origin"
    page = browser.get(f"/review/{kept.bureau}")
    assert "Terjawab 0 dari 1 baris" in page.text
    assert "Mohon tanggapan." in page.text
    with app.app_context():
        assert db.session.get_one(Recipient, kept.bureau).opened_at is not None


def test_a_wrong_link_says_so_and_is_not_tried_for_ever(visitor: Browser) -> None:
    assert "tidak berlaku lagi" in visitor.get("/r/entah", status=410).text


def test_nobody_sees_a_recipients_page_without_their_link(
    visitor: Browser, stored_round: Callable[[], StoredRound]
) -> None:
    kept = stored_round()
    visitor.get(f"/review/{kept.bureau}", status=404)
    visitor.get(kept.links[kept.pattiro])
    visitor.get(f"/review/{kept.bureau}", status=404)
    visitor.get(f"/review/{kept.bureau}/rows/{ROW}", status=404)


def test_whoever_still_has_the_page_of_an_ended_link_open_is_told_so(
    app: Flask, at_home: tuple[StoredRound, Browser]
) -> None:
    kept, browser = at_home
    with app.app_context(), unit_of_work():
        db.session.get_one(Recipient, kept.bureau).revoked_at = clock.now()
    for page in (f"/review/{kept.bureau}", f"/review/{kept.bureau}/rows/{ROW}"):
        assert "tidak berlaku lagi" in browser.get(page, status=410).text


def test_an_answer_is_given_and_found_again(at_home: tuple[StoredRound, Browser]) -> None:
    kept, browser = at_home
    page = browser.submit(f"/review/{kept.bureau}/rows/{ROW}", COUNTER)
    assert "Terjawab 1 dari 1 baris" in page.text
    assert "usul angka 2022: 50" in page.text
    assert "Internal: Cek anggaran." in page.text
    again = browser.get(f"/review/{kept.bureau}/rows/{ROW}")
    assert again.find("input[name=value_2022]").get("value") == "50"
    assert again.find("select[name=kind] option[selected]").get("value") == "counter"


def test_what_is_wrong_with_an_answer_is_said_at_its_field_and_nothing_is_lost(
    at_home: tuple[StoredRound, Browser],
) -> None:
    kept, browser = at_home
    page = browser.submit(
        f"/review/{kept.bureau}/rows/{ROW}", COUNTER | {"value_2022": "entah", "remark": ""}
    )
    assert page.find("#value_2022-error") is not None
    assert page.find("input[name=value_2022]").get("value") == "entah"
    page = browser.submit(f"/review/{kept.bureau}/rows/{ROW}", COUNTER | {"remark": ""})
    assert "Tulis alasan" in page.find("#remark-error").text_content()
    assert page.find("input[name=value_2022]").get("value") == "50"


def test_a_draft_comes_back_and_is_gone_once_the_answer_is_given(
    app: Flask, at_home: tuple[StoredRound, Browser]
) -> None:
    kept, browser = at_home
    page = browser.get(f"/review/{kept.bureau}/rows/{ROW}")
    fields = dict(page.find("main form[method=post]").form_values())
    draft = fields | {"kind": "drop", "remark": "Dipantau Strana"}
    browser.client.post(f"/review/{kept.bureau}/drafts/{ROW}", data=draft)
    page = browser.get(f"/review/{kept.bureau}/rows/{ROW}")
    assert page.find("textarea[name=remark]").text_content().strip() == "Dipantau Strana"
    browser.submit(f"/review/{kept.bureau}/rows/{ROW}", COUNTER)
    with app.app_context():
        assert db.session.scalars(sa.select(AnswerDraft)).all() == []


def test_internal_notes_stay_inside(app: Flask, at_home: tuple[StoredRound, Browser], staff: Browser) -> None:
    kept, browser = at_home
    browser.submit(f"/review/{kept.bureau}/rows/{ROW}", COUNTER)
    colleague, other = Browser(app), Browser(app)
    assert "Cek anggaran" in colleague.get(kept.links[kept.planner]).text
    assert "Cek anggaran" not in other.get(kept.links[kept.pattiro]).text
    assert "Bertahap sampai 2024." in staff.get(f"/rounds/{kept.round_id}/answers").text
    assert "Cek anggaran" not in staff.get(f"/rounds/{kept.round_id}/answers").text


def test_the_secretariat_answers_for_somebody_without_seeing_or_losing_their_note(
    app: Flask, at_home: tuple[StoredRound, Browser], staff: Browser
) -> None:
    kept, browser = at_home
    page = f"/review/{kept.bureau}"
    browser.submit(f"{page}/rows/{ROW}", COUNTER)
    assert "Cek anggaran" not in staff.get(page).text
    assert not staff.get(f"{page}/rows/{ROW}").all("[name=note]")
    staff.submit(f"{page}/rows/{ROW}", {"value_2022": "55"})
    assert "Internal: Cek anggaran." in browser.get(page).text
    assert "2022: 55" in browser.get(page).text


def test_nobody_else_sees_or_ends_what_is_being_typed(
    app: Flask, at_home: tuple[StoredRound, Browser], staff: Browser
) -> None:
    kept, browser = at_home
    page = f"/review/{kept.bureau}"
    fields = dict(browser.get(f"{page}/rows/{ROW}").find("main form[method=post]").form_values())
    draft = f"{page}/drafts/{ROW}"
    browser.client.post(draft, data=fields | {"kind": "remark", "remark": "Belum selesai"})
    form = staff.get(f"{page}/rows/{ROW}")
    assert "Belum selesai" not in form.text
    assert not form.all("form[data-draft]")
    own = dict(form.find("main form[method=post]").form_values())
    assert staff.client.post(draft, data=own).status_code == 403
    staff.submit(f"{page}/rows/{ROW}", {"kind": "agree"})
    again = browser.get(f"{page}/rows/{ROW}").find("textarea[name=remark]")
    assert again.text_content().strip() == "Belum selesai"


def test_a_colleague_with_an_account_reads_and_does_not_answer(
    app: Flask, at_home: tuple[StoredRound, Browser]
) -> None:
    kept, browser = at_home
    browser.submit(f"/review/{kept.bureau}/rows/{ROW}", COUNTER)
    with app.app_context(), unit_of_work():
        home = db.session.get_one(Recipient, kept.bureau).organisation
        colleague = Browser(app).sign_in(make_user(role=Role.MINISTRY, organisation=home))
    page = colleague.get(f"/review/{kept.bureau}")
    assert "Internal: Cek anggaran." in page.text
    for act in ("rows", "workbook", "upload"):
        assert not page.all(f"main a[href*='/review/{kept.bureau}/{act}']")
    assert not page.all("main form")
    colleague.get(f"/review/{kept.bureau}/rows/{ROW}", status=403)


def test_differing_colleagues_are_asked_for_one_official_answer(
    app: Flask, at_home: tuple[StoredRound, Browser]
) -> None:
    kept, browser = at_home
    browser.submit(f"/review/{kept.bureau}/rows/{ROW}", COUNTER)
    colleague = Browser(app)
    colleague.get(kept.links[kept.planner])
    colleague.submit(f"/review/{kept.planner}/rows/{ROW}", COUNTER | {"value_2022": "60"})
    page = browser.get(f"/review/{kept.bureau}")
    assert "belum tunggal" in page.text
    assert not colleague.get(f"/review/{kept.planner}").all("form[action$=official]")
    action = page.find("form[action$=official]").get("action")
    fields = dict(page.find("form[action$=official]").form_values())
    browser.client.post(action, data=fields)
    assert "belum tunggal" not in browser.get(f"/review/{kept.bureau}").text


def test_the_secretariat_decides_agrees_closes_and_lets_sign(
    app: Flask, at_home: tuple[StoredRound, Browser], staff: Browser
) -> None:
    kept, browser = at_home
    browser.submit(f"/review/{kept.bureau}/rows/{ROW}", COUNTER)
    table = staff.get(f"/rounds/{kept.round_id}/answers")
    dispose = table.find("a[href$=dispose].button[href*='/answers/']").get("href")
    decided = {"decision": "accepted", "reason": "Disetujui rapat.", "agrees": "y"}
    assert "Disetujui rapat." in staff.submit(dispose, decided).text
    assert "disepakati" in staff.get("/plans/RAN7/matrix").text
    assert "Disetujui rapat." in browser.get(f"/review/{kept.bureau}").text
    close = staff.get(f"/rounds/{kept.round_id}/close")
    assert "RAN7-PATTIRO: 1 baris" in close.text
    staff.submit(f"/rounds/{kept.round_id}/close")
    assert "RAN7-PATTIRO: RAN7-01/1" in staff.get(f"/rounds/{kept.round_id}").text
    staff.submit(f"/rounds/{kept.round_id}/finalise")
    organisation = staff.get(f"/rounds/{kept.round_id}/signatures/add").all("#organisation option")[1]
    signed = {"organisation": organisation.get("value"), "name": "Bejo", "position": "Direktur"}
    assert "Bejo, Direktur" in staff.submit(f"/rounds/{kept.round_id}/signatures/add", signed).text


def test_several_answers_are_decided_alike(at_home: tuple[StoredRound, Browser], staff: Browser) -> None:
    kept, browser = at_home
    browser.submit(f"/review/{kept.bureau}/rows/{ROW}", COUNTER)
    page = staff.get(f"/rounds/{kept.round_id}/dispose")
    chosen = page.find("input[name=answers]").get("value")
    page = staff.submit(
        f"/rounds/{kept.round_id}/dispose",
        {"answers": chosen, "decision": "rejected", "reason": "Road map 60%."},
    )
    assert "1 jawaban ditanggapi." in page.text
    assert "Road map 60%." in page.text


def test_a_round_is_prepared_filled_and_opened(
    app: Flask, stored_draft: Callable[[], int], staff: Browser
) -> None:
    round_id = stored_draft()
    page = staff.get(f"/rounds/{round_id}/recipients/add")
    organisation = page.all("#organisation option")[1].get("value")
    due = format_date(clock.today() + timedelta(days=20), locale="id")
    wrong = staff.submit(f"/rounds/{round_id}/recipients/add", {"name": "Tata Usaha", "email": "bukan surel"})
    assert "alamat surel yang lengkap" in wrong.text
    staff.submit(
        f"/rounds/{round_id}/recipients/add",
        {
            "organisation": organisation,
            "name": "Tata Usaha",
            "email": "tu@contoh.example",
            "language": "0",
            "scope": "all",
        },
    )
    staff.submit(f"/rounds/{round_id}/edit", {"due_on": due, "title": "Putaran kedua"})
    opened = staff.submit(f"/rounds/{round_id}/open")
    assert "Putaran kedua" in opened.text
    assert "0 dari 1 baris" in opened.text
    with app.app_context():
        assert db.session.get_one(ReviewRound, round_id).state is RoundState.OPEN


def test_a_recipient_is_asked_about_chosen_rows(
    app: Flask, stored_draft: Callable[[], int], staff: Browser
) -> None:
    round_id = stored_draft()
    page = staff.get(f"/rounds/{round_id}")
    assert "baris komitmennya sendiri" in page.text
    address = page.find("a[href$='/rows']").get("href")
    ticks = staff.get(address).all("input[name=row_keys]")
    assert [(tick.get("value"), tick.get("checked") is not None) for tick in ticks] == [(ROW, True)]
    assert "Pilih sedikitnya satu baris." in staff.submit(address, {"row_keys": []}).text
    chosen = staff.submit(address, {"row_keys": [ROW]})
    assert "ditanya tentang 1 baris" in chosen.text
    assert "baris yang dipilih" in chosen.text
    staff.submit(f"/rounds/{round_id}/open")
    with app.app_context():
        assert [one.row_keys for one in db.session.scalars(sa.select(Recipient))] == [[ROW]] * 3


def test_the_secretariat_sees_the_last_letter_to_each_and_others_do_not(
    app: Flask, at_home: tuple[StoredRound, Browser], staff: Browser
) -> None:
    kept, _browser = at_home
    address = f"/rounds/{kept.round_id}"
    assert "Undangan menanggapi" in staff.get(address).text
    with app.app_context(), unit_of_work():
        home = db.session.get_one(Recipient, kept.bureau).organisation
        colleague = Browser(app).sign_in(make_user(role=Role.MINISTRY, organisation=home))
    page = colleague.get(address)
    assert "Undangan menanggapi" not in page.text
    assert "@contoh.example" not in page.text


def test_rows_chosen_in_an_open_round_are_told_in_a_new_letter(
    app: Flask, stored_round: Callable[[], StoredRound], staff: Browser
) -> None:
    kept = stored_round()
    with app.app_context():
        before = len(db.session.scalars(sa.select(Mail.id)).all())
    staff.submit(f"/rounds/{kept.round_id}/recipients/{kept.bureau}/rows", {"row_keys": [ROW]})
    with app.app_context():
        assert len(db.session.scalars(sa.select(Mail.id)).all()) == before + 1


def test_a_new_round_begins_with_a_frozen_version(
    staff: Browser, at_home: tuple[StoredRound, Browser]
) -> None:
    version = staff.get("/plans/RAN7/rounds/new").all("#version option")[1].get("value")
    due = format_date(clock.today() + timedelta(days=20), locale="id")
    page = staff.submit(
        "/plans/RAN7/rounds/new",
        {"version": version, "title": "Putaran baru", "due_on": due, "grace_days": "7"},
    )
    assert "Putaran 2 disiapkan" in page.text
    assert "Putaran baru" in staff.get("/plans/RAN7/rounds").text


def test_a_withdrawn_answer_leaves_the_row_open(app: Flask, at_home: tuple[StoredRound, Browser]) -> None:
    kept, browser = at_home
    page = browser.submit(f"/review/{kept.bureau}/rows/{ROW}", COUNTER)
    form = page.find(f"form[action$='clear/{ROW}']")
    browser.client.post(form.get("action"), data=dict(form.form_values()))
    assert "Terjawab 0 dari 1 baris" in browser.get(f"/review/{kept.bureau}").text
    with app.app_context():
        assert len(db.session.scalars(sa.select(Answer)).all()) == 2
