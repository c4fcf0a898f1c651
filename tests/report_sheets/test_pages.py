"""A report filled in with a spreadsheet: taken away, sent back, looked at, saved in the draft, handed in."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from openpyxl import load_workbook

from tests.browser import Browser, Page
from tests.matrix.answer_books import SECRET as ANSWER_SECRET
from tests.matrix.answer_books import blank_book
from tests.matrix.hostile_books import REFUSED
from tests.report_sheets.sheets import Hand, fill, opened
from tests.reports.scene import FIGURE, WHOLE, Reporting, make_reporting
from tracker.accounts.actors import Actor
from tracker.accounts.states import Role
from tracker.audit.models import AuditEntry
from tracker.core import clock
from tracker.extensions import db, unit_of_work
from tracker.report_sheets import intake, tasks, uploads
from tracker.report_sheets import services as sheet_services
from tracker.report_sheets.models import ReportUpload
from tracker.reports import report_services, services
from tracker.reports.models import ExceptionGrant
from tracker.reports.report_models import Report
from tracker.reports.states import ExceptionKind, ReportState

SECRET = b"only for tests"
NUMERATOR, DENOMINATOR = "K01/1.numerator", "K01/1.denominator"
# What WHOLE says, as cells.
CELLS = {
    "K01/1.statement": "ada capaian",
    NUMERATOR: 46,
    DENOMINATOR: 100,
    "K01/T1.state": "berjalan",
    "narrative": WHOLE["narrative"],
    "obstacles.0.category": "SDM",
    "obstacles.0.text": WHOLE["obstacles.0.text"],
    "completion": "terbatas",
}


@dataclass
class Writer:
    """Somebody of the ministry with a browser and a folder for files, and two reports that are begun.

    `outsider` is the browser of somebody who may not write them.
    """

    app: Flask
    browser: Browser
    outsider: Browser
    actor: Actor
    folder: Path
    report: int
    other: int

    @property
    def form(self) -> str:
        """The address of the form of the first report."""
        return f"/reports/{self.report}/edit"

    def download(self, report: int = 0, language: str = "id") -> Path:
        """The workbook as the page hands it out."""
        path = self.folder / "isian.xlsx"
        answer = self.browser.get(f"/reports/{report or self.report}/workbook?language={language}")
        path.write_bytes(answer.response.data)
        return path

    def filled(self, entries: dict[str, Any]) -> Path:
        """A workbook just downloaded, with fields filled in."""
        return fill(self.download(), entries, SECRET)

    def upload(self, path: Path) -> Page:
        """Send a file; the page of what it would do, or of why it is refused."""
        address = f"/reports/{self.report}/upload"
        return self.browser.post(address, {"file": (BytesIO(path.read_bytes()), path.name)})

    def confirm(self, page: Page, **choices: str) -> Page:
        """Confirm what a page shows."""
        shown = {"revision": page.find("[name=revision]").get("value")}
        return self.browser.post(where(page), {**shown, **choices})

    def save(self, fields: dict[str, str]) -> None:
        """Save fields in the draft, as a colleague does meanwhile."""
        with self.app.app_context(), unit_of_work():
            version = db.session.get_one(Report, self.report).newest
            seen = version.saves[-1].number if version.saves else 0
            report_services.save_draft(self.actor, version, fields, seen=seen)

    def draft(self) -> dict[str, str]:
        """What is stored."""
        with self.app.app_context():
            version = db.session.get_one(Report, self.report).newest
            return dict(version.saves[-1].fields) if version.saves else {}

    def uploads(self) -> list[ReportUpload]:
        """What was kept."""
        with self.app.app_context():
            return list(db.session.scalars(sa.select(ReportUpload).order_by(ReportUpload.id)))


def where(page: Page) -> str:
    """The address at which a form led out."""
    return str(page.response.request.path)


@pytest.fixture
def writer(app: Flask, tmp_path: Path) -> Iterator[Writer]:
    """The first two quarters of 2022 are long over; their forms are open again for the ministry."""
    with app.app_context():
        with unit_of_work():
            quarter = make_reporting()
            first, other = (begun(quarter, code) for code in ("2022-TW1", "2022-TW2"))
            browser, outsider = (
                Browser(app).sign_in(quarter.talks.users[role]) for role in (Role.MINISTRY, Role.CSO)
            )
            actor = quarter.ministry
        db.session.remove()
        yield Writer(app, browser, outsider, actor, tmp_path, first, other)


def begun(quarter: Reporting, code: str) -> int:
    """The id of a report just begun."""
    services.grant_exception(
        quarter.staff,
        quarter.periods[code],
        organisation=quarter.talks.ministry,
        kind=ExceptionKind.UNLOCK,
        until_on=clock.today() + timedelta(days=7),
        reason="Data baru lengkap.",
    )
    version = quarter.begin(quarter.ministry, code)
    db.session.flush()
    return version.report_id


def test_a_filled_workbook_is_looked_at_saved_and_handed_in(writer: Writer) -> None:
    assert "Unduh isian" in writer.browser.get(writer.form).text
    page = writer.upload(writer.filled(CELLS))
    assert "Belum ada yang disimpan" in page.text
    assert "baru 8" in page.text
    assert "Indikator!" in page.text
    assert writer.draft() == {}
    done = writer.confirm(page)
    assert where(done) == writer.form
    assert writer.draft() == WHOLE
    handed_in = writer.browser.submit(writer.form, {"then": "hand-in"})
    assert where(handed_in) == f"/reports/{writer.report}"


def test_it_is_written_down_who_filled_the_report_in_from_which_file(writer: Writer) -> None:
    writer.confirm(writer.upload(writer.filled(CELLS)))
    with writer.app.app_context():
        entry = db.session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert entry is not None
        assert (entry.act, entry.changes["fields"]) == ("report:fill-in", [None, 8])
        assert entry.changes["sha256"] == [None, writer.uploads()[0].sha256]


def test_the_same_draft_is_the_same_file_and_changes_nothing(writer: Writer) -> None:
    writer.save(WHOLE)
    first = writer.download().read_bytes()
    assert writer.download().read_bytes() == first
    page = writer.upload(writer.download())
    assert f"sama {len(WHOLE)}" in page.text
    writer.confirm(page)
    assert writer.draft() == WHOLE


def test_a_workbook_in_english_is_filled_in_in_either_language(writer: Writer) -> None:
    path = writer.download(language="en")
    assert load_workbook(path).sheetnames[0] != ""
    fill(path, CELLS, SECRET)
    writer.confirm(writer.upload(path))
    assert writer.draft() == WHOLE


def test_what_was_reported_last_and_the_targets_stand_beside(writer: Writer) -> None:
    writer.save(WHOLE)
    writer.browser.submit(writer.form, {"then": "hand-in"})
    sheet = load_workbook(writer.download(writer.other))["Indikator"]
    told = [cell.value for cell in sheet[5][:10]]
    assert tuple(one for one in told if isinstance(one, int | float)) == (46, 100, 0.46, 0.8, 0.45, 0.45)


def test_a_changed_and_an_emptied_field_are_told_with_what_they_said(writer: Writer) -> None:
    writer.save(WHOLE)
    emptied = {"obstacles.0.category": None, "obstacles.0.text": None}
    page = writer.upload(writer.filled({NUMERATOR: 47, **emptied}))
    assert "berubah 3" in page.text
    rows = [[cell.text_content() for cell in row.cssselect("th, td")] for row in page.all("tbody tr")]
    assert ["K01/1 · Pembilang", "46", "47"] in [row[:3] for row in rows]
    assert ["Kendala 1 · Kategori kendala", "SDM", "kosong"] in [row[:3] for row in rows]
    writer.confirm(page)
    assert writer.draft() == {
        name: text for name, text in (WHOLE | {NUMERATOR: "47"}).items() if "obstacles" not in name
    }


def test_what_a_colleague_changed_elsewhere_stays(writer: Writer) -> None:
    writer.save(WHOLE)
    path = writer.filled({NUMERATOR: 47})
    writer.save({"narrative": "Dua belas instansi."})
    writer.confirm(writer.upload(path))
    assert writer.draft() == WHOLE | {NUMERATOR: "47", "narrative": "Dua belas instansi."}


@pytest.mark.parametrize(("choice", "kept"), [("mine", "47"), ("theirs", "48")])
def test_a_field_that_both_changed_is_chosen_about(writer: Writer, choice: str, kept: str) -> None:
    writer.save(WHOLE)
    path = writer.filled({NUMERATOR: 47})
    writer.save({NUMERATOR: "48"})
    page = writer.upload(path)
    assert "bertabrakan 1" in page.text
    assert [one.text_content().strip() for one in page.all(".asked dd")] == ["46", "48", "47"]
    refused = writer.confirm(page)
    assert "Pilih yang berlaku" in refused.text
    assert writer.draft()[NUMERATOR] == "48"
    writer.confirm(page, **{f"choice-{NUMERATOR}": choice})
    assert writer.draft()[NUMERATOR] == kept


def test_a_choice_about_a_text_that_changed_once_more_is_not_taken(writer: Writer) -> None:
    writer.save(WHOLE)
    path = writer.filled({NUMERATOR: 47})
    writer.save({NUMERATOR: "48"})
    page = writer.upload(path)
    writer.save({NUMERATOR: "49"})
    answer = writer.confirm(page, **{f"choice-{NUMERATOR}": "mine"})
    assert "Bandingkan lagi" in answer.text
    assert "49" in answer.find(".asked").text_content()
    assert writer.draft()[NUMERATOR] == "49"


def test_everything_wrong_is_told_by_cell_and_nothing_can_be_saved(writer: Writer) -> None:
    path = writer.filled({NUMERATOR: "banyak", DENOMINATOR: date(2022, 3, 1), "completion": "hampir"})
    page = writer.upload(path)
    problems = [" ".join(one.text_content().split()) for one in page.all(".problems li")]
    assert len(problems) == 3
    assert any(one.startswith("Indikator!") and "“banyak”" in one for one in problems)
    assert not page.all("main button[type=submit].button-primary")
    assert "Perbaiki dahulu kesalahan" in writer.confirm(page).text
    assert writer.draft() == {}


def test_the_uploaders_own_file_comes_back_marked(writer: Writer) -> None:
    page = writer.upload(writer.filled({NUMERATOR: "banyak"}))
    marked = writer.browser.get(f"{where(page)}/marked").response.data
    path = writer.folder / "ditandai.xlsx"
    path.write_bytes(marked)
    comment = Hand(load_workbook(path), SECRET).cells[NUMERATOR].comment
    assert "tidak terbaca sebagai angka" in comment.text


def test_what_is_open_is_told_at_once_and_what_was_chosen_stays_chosen(writer: Writer) -> None:
    writer.save(WHOLE)
    path = writer.filled({NUMERATOR: 2.995, "narrative": "Dari berkas.", "completion": "substansial"})
    writer.save({NUMERATOR: "48", "narrative": "Dari rekan."})
    page = writer.upload(path)
    refused = writer.confirm(page)
    assert len(refused.all(".error-summary li")) == 2
    again = writer.confirm(refused, **{"choice-narrative": "mine"})
    assert [one.get("name") for one in again.all("[type=radio][checked]")] == ["choice-narrative"]
    assert writer.draft()["narrative"] == "Dari rekan."


def test_what_would_not_be_handed_in_is_pointed_out_but_may_be_saved(writer: Writer) -> None:
    page = writer.upload(writer.filled(CELLS | {NUMERATOR: 460, "K01/T1.state": "selesai"}))
    assert "lebih kecil daripada pembilang" in page.text
    writer.confirm(page)
    assert writer.draft()[NUMERATOR] == "460"


def test_what_stood_unread_in_the_draft_is_no_error_of_the_workbook(writer: Writer) -> None:
    writer.save({NUMERATOR: "banyak"})
    page = writer.upload(writer.filled({DENOMINATOR: 100}))
    assert "tidak terbaca sebagai angka" in page.text
    writer.confirm(page)
    assert writer.draft() == {NUMERATOR: "banyak", DENOMINATOR: "100"}


def test_a_number_that_reads_two_ways_is_confirmed_before_anything_is_saved(writer: Writer) -> None:
    page = writer.upload(writer.filled({**CELLS, NUMERATOR: 2.995, DENOMINATOR: 227995}))
    assert "Bila maksudnya 2.995" in page.text
    assert "nyatakan benar" in writer.confirm(page).text
    assert writer.draft() == {}
    writer.confirm(page, are_readings_right="y")
    assert writer.draft()[NUMERATOR] == "2,9950"


def test_a_file_that_is_none_is_refused_on_the_page(writer: Writer) -> None:
    path = writer.folder / "catatan.xlsx"
    path.write_text("bukan buku kerja")
    assert "bukan buku kerja Excel" in writer.upload(path).text
    bomb = writer.download()
    REFUSED["a zip bomb"][1](bomb)
    assert "mengembang jauh lebih besar" in writer.upload(bomb).text
    assert writer.uploads() == []
    with writer.app.app_context():
        assert list(uploads.uploads_folder().iterdir()) == []


def test_the_workbook_of_another_report_is_refused(writer: Writer) -> None:
    assert "milik laporan lain" in writer.upload(writer.download(writer.other)).text
    assert writer.uploads() == []


def test_the_workbook_of_an_earlier_version_is_refused(writer: Writer, app: Flask) -> None:
    writer.save(WHOLE)
    path = writer.download()
    writer.browser.submit(writer.form, {"then": "hand-in"})
    with app.app_context(), unit_of_work():
        version = db.session.get_one(Report, writer.report).newest
        version.state = ReportState.VERIFIED
    writer.browser.submit(f"/reports/{writer.report}/correct", {"reason": "Salah hitung."})
    assert "versi lain dari laporan ini" in writer.upload(path).text


def test_the_workbook_of_a_round_is_named(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (intake, sheet_services):
        monkeypatch.setattr(module, "secret_of_books", lambda: ANSWER_SECRET)
    with writer.app.app_context():
        path = blank_book(writer.folder / "jawaban.xlsx")
    assert "putaran tanggapan" in writer.upload(path).text


def test_a_draft_that_changed_too_often_is_not_guessed_about(writer: Writer, app: Flask) -> None:
    writer.save(WHOLE)
    path = writer.filled({NUMERATOR: 47})
    writer.save({NUMERATOR: "48"})
    with app.app_context(), unit_of_work():
        version = db.session.get_one(Report, writer.report).newest
        db.session.delete(version.saves[0])
    assert "terlalu sering berubah" in writer.upload(path).text


def test_a_report_that_is_locked_is_neither_taken_away_nor_filled_in(writer: Writer, app: Flask) -> None:
    page = writer.upload(writer.filled(CELLS))
    path = writer.download()
    with app.app_context(), unit_of_work():
        db.session.execute(sa.delete(ExceptionGrant))
    assert "Unduh isian" not in writer.browser.get(writer.form).text
    assert "terkunci" in writer.browser.get(f"/reports/{writer.report}/workbook", status=422).text
    assert "terkunci" in writer.browser.get(f"/reports/{writer.report}/upload", status=422).text
    token = {"csrf_token": page.find("input[name=csrf_token]").get("value")}
    sent = {"file": (BytesIO(path.read_bytes()), path.name), **token}
    writer.browser.post(f"/reports/{writer.report}/upload", sent, status=422)
    assert "terkunci" in writer.confirm(page).text
    assert writer.draft() == {}


def test_a_report_that_was_handed_in_meanwhile_is_not_filled_in(writer: Writer) -> None:
    writer.save(WHOLE)
    page = writer.upload(writer.filled({NUMERATOR: 47}))
    writer.browser.submit(writer.form, {"then": "hand-in"})
    assert "Langkah ini tidak dapat diambil" in writer.confirm(page).text
    assert writer.draft() == WHOLE


def test_a_workbook_is_saved_once(writer: Writer) -> None:
    page = writer.upload(writer.filled(CELLS))
    writer.confirm(page)
    assert "sudah tersimpan" in writer.confirm(page).text
    assert "sudah tersimpan" in writer.browser.get(where(page)).text


def test_only_who_may_write_the_report_sees_any_of_it(writer: Writer, visitor: Browser) -> None:
    page = where(writer.upload(writer.filled(CELLS)))
    for address in (page, f"{page}/marked", f"/reports/{writer.report}/workbook"):
        writer.outsider.get(address, status=404)
        assert "/sign-in" in visitor.get(address, status=302, follow=False).response.location


def test_uploads_are_thrown_away_after_ninety_days(writer: Writer, app: Flask) -> None:
    page = where(writer.upload(writer.filled(CELLS)))
    (kept,) = writer.uploads()
    with app.app_context():
        path = uploads.path_of(kept)
        assert path.exists()
        tasks.clear_report_uploads()
        assert path.exists()
    with app.app_context(), unit_of_work():
        db.session.execute(sa.update(ReportUpload).values(uploaded_at=clock.now() - timedelta(days=91)))
    os.utime(path, (0, 0))
    tasks.clear_report_uploads()
    assert not path.exists()
    assert "sudah dihapus" in writer.browser.get(page).text
    writer.browser.get(f"{page}/marked", status=404)


def test_rows_of_two_workbooks_in_one_file_are_refused(writer: Writer) -> None:
    other = Hand(load_workbook(writer.download(writer.other)), SECRET).cells["narrative"]
    key = other.parent.cell(other.row, other.parent.max_column).value
    path = writer.download()
    with opened(path, SECRET) as (_book, hand):
        cell = hand.cells["narrative"]
        cell.parent.cell(cell.row, cell.parent.max_column).value = key
    assert "mencampur" in writer.upload(path).text


def test_a_field_filled_in_both_places_alike_is_no_conflict(writer: Writer) -> None:
    path = writer.filled(CELLS)
    writer.save(FIGURE)
    page = writer.upload(path)
    assert "bertabrakan" not in page.find(".figures").text_content()
    writer.confirm(page)
    assert writer.draft() == WHOLE
