"""The workbook goes out and comes back: seen first, then saved whole or not at all (D42)."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from openpyxl import load_workbook

from tests.browser import Browser, Page
from tests.factories import make_organisation
from tests.matrix.answer_books import SECRET, fill, opened
from tests.matrix.ledger import make_position
from tests.reviews.conftest import StoredRound
from tests.reviews.scene import ROW
from tracker.core import clock
from tracker.extensions import db, unit_of_work
from tracker.matrix.answer_book_reader import read_answer_book
from tracker.matrix.answer_book_reading import BookReading
from tracker.plans.models import Indicator
from tracker.reviews import import_services, intake, tasks, uploads
from tracker.reviews.models import Answer, Recipient, WorkbookImport
from tracker.reviews.states import ImportState
from tracker.targets.states import PositionKind

VALUE = "values.2022"
COUNTER = {"kind": "usul angka", VALUE: "45%", "remark": "Bertahap sampai 2024."}


class Reviewer:
    """Somebody at the bureau with a browser, and a folder for files."""

    def __init__(self, app: Flask, kept: StoredRound, folder: Path, recipient: int) -> None:
        self.app, self.kept, self.folder, self.recipient = app, kept, folder, recipient
        self.browser = Browser(app)
        self.browser.get(kept.links[recipient])

    def download(self, name: str = "jawaban.xlsx") -> Path:
        """The workbook as the page hands it out."""
        path = self.folder / name
        path.write_bytes(self.browser.get(f"/review/{self.recipient}/workbook").response.data)
        return path

    def upload(self, path: Path) -> Page:
        """Send a file; the page of what it would do."""
        address = f"/review/{self.recipient}/upload"
        return self.browser.post(address, {"file": (BytesIO(path.read_bytes()), path.name)})

    def confirm(self, page: Page, **choices: str) -> Page:
        """Confirm what a page shows."""
        return self.browser.post(page.response.request.path, choices)

    def answers(self) -> list[Answer]:
        """Every answer of this recipient, oldest first."""
        query = sa.select(Answer).where(Answer.recipient_id == self.recipient).order_by(Answer.id)
        with self.app.app_context():
            return list(db.session.scalars(query))


@pytest.fixture
def reviewer(
    app: Flask,
    stored_round: Callable[[], StoredRound],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Reviewer:
    """The bureau's coordinator."""
    monkeypatch.setattr(uploads, "secret_of_books", lambda: SECRET)
    kept = stored_round()
    return Reviewer(app, kept, tmp_path, kept.bureau)


def test_a_filled_workbook_is_seen_confirmed_and_saved(app: Flask, reviewer: Reviewer) -> None:
    page = reviewer.upload(fill(reviewer.download(), {ROW: COUNTER}))
    assert "Belum ada yang disimpan" in page.text
    assert "baru 1" in page.text
    assert "2022: 45%" in page.text
    assert reviewer.answers() == []
    done = reviewer.confirm(page)
    assert "1 jawaban tersimpan." in done.text
    (answer,) = reviewer.answers()
    assert (answer.kind.value, answer.source.value, answer.remark) == (
        "counter",
        "workbook",
        "Bertahap sampai 2024.",
    )
    with app.app_context():
        assert db.session.get_one(Recipient, reviewer.recipient).downloaded_at is not None


def test_the_same_file_again_adds_nothing(reviewer: Reviewer) -> None:
    path = fill(reviewer.download(), {ROW: COUNTER})
    reviewer.confirm(reviewer.upload(path))
    page = reviewer.upload(path)
    assert "sama 1" in page.text
    reviewer.confirm(page)
    assert len(reviewer.answers()) == 1


def test_a_workbook_downloaded_later_carries_what_was_answered(reviewer: Reviewer) -> None:
    reviewer.confirm(reviewer.upload(fill(reviewer.download(), {ROW: COUNTER})))
    later = reviewer.download("lagi.xlsx")
    assert "sama 1" in reviewer.upload(later).text
    changed = reviewer.upload(fill(later, {ROW: COUNTER | {VALUE: "50%"}}))
    assert "berubah 1" in changed.text
    assert "Sebelumnya:" in changed.text


def test_what_a_colleague_said_meanwhile_is_put_beside_it_and_chosen(reviewer: Reviewer) -> None:
    path = fill(reviewer.download(), {ROW: COUNTER})
    kept = reviewer.kept
    colleague = Reviewer(reviewer.app, kept, reviewer.folder, kept.planner)
    colleague.browser.submit(
        f"/review/{kept.planner}/rows/{ROW}",
        {"kind": "counter", "value_2022": "60", "remark": "Sesuai road map."},
    )
    page = reviewer.upload(path)
    assert "bertabrakan 1" in page.text
    assert "Sesuai road map." in page.text
    refused = reviewer.confirm(page)
    assert "Pilih salah satu" in refused.text
    assert reviewer.answers() == []
    reviewer.confirm(page, **{f"choice-{ROW}": "mine"})
    assert len(reviewer.answers()) == 1


def test_a_conflict_left_to_the_other_answer_saves_nothing(reviewer: Reviewer) -> None:
    path = fill(reviewer.download(), {ROW: COUNTER})
    kept = reviewer.kept
    colleague = Reviewer(reviewer.app, kept, reviewer.folder, kept.planner)
    colleague.browser.submit(f"/review/{kept.planner}/rows/{ROW}", {"kind": "agree"})
    reviewer.confirm(reviewer.upload(path), **{f"choice-{ROW}": "theirs"})
    assert reviewer.answers() == []


def test_everything_wrong_is_told_with_its_cell_and_nothing_is_saved(reviewer: Reviewer) -> None:
    page = reviewer.upload(fill(reviewer.download(), {ROW: COUNTER | {VALUE: "entah", "remark": ""}}))
    problems = [" ".join(one.text_content().split()) for one in page.all(".problems li")]
    assert len(problems) >= 2
    assert any(problem.startswith("Jawaban!") and "entah" in problem for problem in problems)
    assert not page.all("main form button[type=submit].button-primary")
    assert reviewer.answers() == []
    again = reviewer.browser.get(page.response.request.path)
    assert "entah" in again.text
    marked = reviewer.browser.get(f"{page.response.request.path}/marked").response.data
    comments = [
        cell.comment for row in load_workbook(BytesIO(marked))["Jawaban"] for cell in row if cell.comment
    ]
    assert comments


def test_an_import_is_taken_back_as_long_as_the_round_is_open(reviewer: Reviewer) -> None:
    kept = reviewer.kept
    reviewer.browser.submit(f"/review/{kept.bureau}/rows/{ROW}", {"kind": "agree"})
    page = reviewer.confirm(reviewer.upload(fill(reviewer.download(), {ROW: COUNTER})))
    form = page.find("form[action$=undo]")
    reviewer.browser.client.post(form.get("action"), data=dict(form.form_values()))
    assert [answer.kind.value for answer in reviewer.answers()] == ["agree", "counter", "agree"]
    assert "ditarik kembali" in reviewer.browser.get(page.response.request.path).text


def test_somebody_elses_workbook_is_refused_with_the_way_to_the_right_one(reviewer: Reviewer) -> None:
    kept = reviewer.kept
    colleague = Reviewer(reviewer.app, kept, reviewer.folder, kept.planner)
    page = reviewer.upload(fill(colleague.download("rekan.xlsx"), {ROW: COUNTER}))
    assert "dibuat untuk penerima lain" in page.text
    assert page.find(f"a[href='/review/{kept.bureau}/workbook']") is not None
    assert reviewer.answers() == []


@pytest.mark.parametrize("content", [b"%PDF-1.7 not a workbook", b"PK\x03\x04 cut off", b""])
def test_what_is_no_workbook_is_refused_in_words(reviewer: Reviewer, content: bytes) -> None:
    path = reviewer.folder / "berkas.xlsx"
    path.write_bytes(content)
    page = reviewer.upload(path)
    assert "Belum ada yang disimpan." in page.text
    assert page.find(".notice-error") is not None


def test_a_refused_file_has_no_cells_to_mark(reviewer: Reviewer) -> None:
    path = reviewer.folder / "berkas.xlsx"
    path.write_bytes(b"no workbook")
    page = reviewer.upload(path)
    reviewer.browser.get(f"{page.response.request.path}/marked", status=404)


def test_the_secretariat_gets_no_internal_note_in_a_workbook(reviewer: Reviewer, staff: Browser) -> None:
    note = COUNTER | {"note": "Cek anggaran."}
    page = reviewer.confirm(reviewer.upload(fill(reviewer.download(), {ROW: note})))
    book = staff.get(f"/review/{reviewer.recipient}/workbook").response.data
    texts = [cell.value for sheet in load_workbook(BytesIO(book)) for row in sheet for cell in row]
    assert "Bertahap sampai 2024." in texts
    assert "Cek anggaran." not in texts
    staff.get(f"{page.response.request.path}/marked", status=403)


def test_nobody_else_sees_an_import(reviewer: Reviewer, visitor: Browser) -> None:
    page = reviewer.upload(fill(reviewer.download(), {ROW: COUNTER}))
    address = page.response.request.path
    visitor.get(address, status=404)
    visitor.get(f"/review/{reviewer.recipient}/workbook", status=404)
    visitor.get(f"/review/{reviewer.recipient}/upload", status=404)


def test_a_closed_round_takes_no_workbook(app: Flask, reviewer: Reviewer, staff: Browser) -> None:
    page = reviewer.upload(fill(reviewer.download(), {ROW: COUNTER}))
    staff.submit(f"/rounds/{reviewer.kept.round_id}/close")
    assert "tidak sedang menerima jawaban" in reviewer.confirm(page).text
    assert reviewer.answers() == []


@pytest.fixture
def moved(app: Flask) -> Callable[[], None]:
    """The secretariat records another proposal for the row after it was sent out."""

    def move() -> None:
        with app.app_context(), unit_of_work():
            row = db.session.scalars(sa.select(Indicator).where(Indicator.number == 1)).first()
            assert row is not None
            make_position(row, "55", kind=PositionKind.COUNTER, organisation=make_organisation())

    return move


def test_what_the_secretariat_changed_meanwhile_is_put_beside_it_and_chosen(
    reviewer: Reviewer, moved: Callable[[], None]
) -> None:
    path = fill(reviewer.download(), {ROW: COUNTER})
    moved()
    page = reviewer.upload(path)
    assert "bertabrakan 1" in page.text
    assert "55%" in " ".join(page.find(".moved ins.becomes").text_content().split())
    assert "lebih baru di lembaga Anda" not in page.text
    assert "Pilih salah satu" in reviewer.confirm(page).text
    reviewer.confirm(page, **{f"choice-{ROW}": "mine"})
    assert len(reviewer.answers()) == 1


def test_the_form_of_a_row_tells_what_the_secretariat_changed_since(
    reviewer: Reviewer, moved: Callable[[], None]
) -> None:
    address = f"/review/{reviewer.recipient}/rows/{ROW}"
    assert not reviewer.browser.get(address).all(".moved")
    moved()
    assert "Sejak versi 1" in reviewer.browser.get(address).find(".moved").text_content()


def test_a_cell_that_reads_two_ways_is_asked_about_before_anything_is_saved(reviewer: Reviewer) -> None:
    path = reviewer.download()
    with opened(path) as hand:
        hand.fill({ROW: COUNTER | {VALUE: 45}})
        hand.cell(ROW, VALUE).number_format = "0%"
    page = reviewer.upload(path)
    assert "Perlu kepastian Anda" in page.text
    assert "dibaca sebagai 45%" in page.text
    refused = reviewer.confirm(page)
    assert "dapat dibaca dengan dua cara" in refused.find(".error-summary").text_content()
    assert reviewer.answers() == []
    reviewer.confirm(page, are_readings_right="y")
    assert len(reviewer.answers()) == 1


def test_a_large_workbook_is_read_by_the_worker(reviewer: Reviewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "LARGEST_AT_ONCE", 0)
    waiting: list[int] = []
    with monkeypatch.context() as patch:
        patch.setattr(tasks, "read_upload", waiting.append)
        page = reviewer.upload(fill(reviewer.download(), {ROW: COUNTER}))
    assert page.response.headers["Refresh"] == "2"
    assert "sedang dibaca" in page.text
    tasks.read_upload(*waiting)
    assert "baru 1" in reviewer.browser.get(page.response.request.path).text


def test_a_workbook_whose_reader_was_lost_is_taken_up_again(
    app: Flask, reviewer: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(intake, "read", lambda _import_id: None)
        page = reviewer.upload(fill(reviewer.download(), {ROW: COUNTER}))
    with app.app_context():
        tasks.read_lost_uploads()
        assert "sedang dibaca" in reviewer.browser.get(page.response.request.path).text
        with unit_of_work():
            db.session.execute(sa.update(WorkbookImport).values(uploaded_at=clock.now() - timedelta(hours=1)))
        tasks.read_lost_uploads()
    assert "baru 1" in reviewer.browser.get(page.response.request.path).text


def test_a_reader_that_fails_leaves_words_for_whoever_waits(
    app: Flask, reviewer: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_upload: WorkbookImport) -> None:
        raise ZeroDivisionError

    path = fill(reviewer.download(), {ROW: COUNTER})
    with monkeypatch.context() as patch:
        patch.setattr(import_services, "read_file_of", fail)
        with pytest.raises(ZeroDivisionError):
            reviewer.upload(path)
    with app.app_context():
        kept = db.session.scalars(sa.select(WorkbookImport)).one()
        assert (kept.state, kept.problem) == (ImportState.REFUSED, "answer_book_broken")


def test_others_may_write_while_a_workbook_is_read(
    app: Flask, reviewer: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrote = []

    def watched(*given: Any, **more: Any) -> BookReading:
        with closing(sqlite3.connect(str(db.engine.url.database), timeout=0)) as other:
            other.execute("BEGIN IMMEDIATE")
            wrote.append(True)
        return read_answer_book(*given, **more)

    monkeypatch.setattr(import_services, "read_answer_book", watched)
    assert "baru 1" in reviewer.upload(fill(reviewer.download(), {ROW: COUNTER})).text
    assert wrote == [True]


def test_a_workbook_is_known_as_it_was_handed_out_and_by_its_version_once_filled(
    reviewer: Reviewer, visitor: Browser
) -> None:
    book = reviewer.download()
    page = visitor.post("/check", {"file": (BytesIO(book.read_bytes()), book.name)})
    assert "persis seperti yang dikirim" in page.text
    filled = fill(book, {ROW: COUNTER})
    page = visitor.post("/check", {"file": (BytesIO(filled.read_bytes()), filled.name)})
    assert "menyebut versi 1, tetapi sudah disimpan ulang" in page.text
