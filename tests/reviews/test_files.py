"""The files a round hands out: its matrix, answer books, records, tables; large ones by the worker."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from io import BytesIO

import pytest
import sqlalchemy as sa
from flask import Flask
from openpyxl import load_workbook

from tests.browser import Browser, Page
from tests.factories import SECRETARY, make_user
from tests.reviews.scene import AGREES, ROW, answered, ask, counter, make_round
from tracker.accounts.states import Role
from tracker.core import clock
from tracker.extensions import db, unit_of_work
from tracker.jobs.queue import queue
from tracker.matrix import exports
from tracker.matrix.file_making import kept_path
from tracker.matrix.models import Export
from tracker.matrix.states import ExportState, FileFormat
from tracker.reviews import file_tasks, invitation_services, round_files, round_services
from tracker.reviews.file_models import RoundFile
from tracker.reviews.models import Recipient, ReviewRound
from tracker.reviews.states import AskScope

PLAN = "/plans/RAN7"


@dataclass(frozen=True)
class Desk:
    """A round of three rows over an unpublished plan: the bureau is asked about all, the clerk about one."""

    app: Flask
    round_id: int
    bureau: int
    clerk: int
    pattiro: int
    links: dict[int, str]

    def come(self, recipient: int) -> Browser:
        """The browser of somebody who came by their link."""
        browser = Browser(self.app)
        browser.get(self.links[recipient])
        return browser

    def answer(self, value: str, note: str = "") -> None:
        """The bureau answers the first row, as the bureau itself."""
        with self.app.app_context(), unit_of_work():
            answered(db.session.get_one(Recipient, self.bureau), replace(counter(value), note=note))

    def close(self) -> None:
        """The round takes no answers any more."""
        with self.app.app_context(), unit_of_work():
            round_services.close_round(SECRETARY, db.session.get_one(ReviewRound, self.round_id))


@pytest.fixture
def desk(app: Flask) -> Desk:
    """The round."""
    with app.app_context(), unit_of_work():
        scene = make_round(is_open=False, rows=3, published=False)
        clerk = ask(scene.review, scene.story.ministry, "Tata", scope=AskScope.CHOSEN)
        clerk.row_keys = ["RAN7-01/2"]
        round_services.open_round(SECRETARY, scene.review)
        people = (scene.bureau, clerk, scene.pattiro)
        links = {one.id: f"/r/{invitation_services.make_link(one)}" for one in people}
        return Desk(app, scene.review.id, scene.bureau.id, clerk.id, scene.pattiro.id, links)


@pytest.fixture
def later(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every file is a large one, and the worker does not come before `work` calls it."""
    monkeypatch.setattr(exports, "ROWS_AT_ONCE", {FileFormat.XLSX: 0, FileFormat.PDF: 0})
    monkeypatch.setattr("tracker.matrix.file_sending.ROWS_AT_ONCE", exports.ROWS_AT_ONCE)
    queue.immediate = False
    yield
    queue.flush()
    queue.immediate = True


def work() -> None:
    """What the worker does until nothing is left to do."""
    while task := queue.dequeue():
        queue.execute(task)


def rows_in(content: bytes) -> set[str]:
    """The keys of the rows that stand in a workbook's first sheet of rows."""
    book = load_workbook(BytesIO(content))
    texts = {str(cell.value) for sheet in book for line in sheet for cell in line}
    return {text for text in texts if text.startswith("RAN7-01/")}


def files_of(page: Page) -> set[str]:
    """Where the downloads of the matrix lead."""
    return {link.get("href") for link in page.all("a[href*='/matrix/download']")}


@pytest.mark.parametrize("form", ["xlsx", "pdf"])
def test_the_matrix_of_an_unpublished_plan_is_for_those_who_are_asked(
    desk: Desk, visitor: Browser, form: str
) -> None:
    address = f"/review/{desk.clerk}/matrix/download?format={form}"
    clerk = desk.come(desk.clerk)
    clerk.get(f"{PLAN}/versions/1", status=404)
    clerk.get(f"{PLAN}/versions/1/download?format={form}", status=404)
    whole = clerk.get(address).response.data
    assert whole[:2] in {b"PK", b"%P"}
    for stranger in (visitor, desk.come(desk.pattiro)):
        stranger.get(address, status=404)
        stranger.get(f"/review/{desk.clerk}/matrix", status=404)


def test_the_page_offers_ones_own_rows_and_all(desk: Desk) -> None:
    clerk = desk.come(desk.clerk)
    address = f"/review/{desk.clerk}/matrix/download"
    page = clerk.get(f"/review/{desk.clerk}")
    assert files_of(page) == {
        f"{address}?{rows}format={form}" for rows in ("", "rows=own&") for form in ("xlsx", "pdf")
    }
    assert rows_in(clerk.get(f"{address}?rows=own&format=xlsx").response.data) == {"RAN7-01/2"}
    assert len(rows_in(clerk.get(f"{address}?format=xlsx").response.data)) == 3
    # Who is asked about everything needs no part of it.
    everything = desk.come(desk.bureau).get(f"/review/{desk.bureau}")
    assert {"rows=own" in file for file in files_of(everything)} == {False}


def test_a_file_of_rows_says_that_it_is_an_excerpt(app: Flask, desk: Desk) -> None:
    clerk = desk.come(desk.clerk)
    answer = clerk.get(f"/review/{desk.clerk}/matrix/download?rows=own&format=xlsx").response
    assert "matriks-RAN7-1-baris-v1-id.xlsx" in answer.headers["Content-Disposition"]
    with app.app_context():
        export = db.session.scalars(sa.select(Export)).one()
        assert exports.wish_of(export).rows == ("RAN7-01/2",)


def test_the_same_file_is_made_once_for_all_who_are_asked(app: Flask, desk: Desk) -> None:
    for recipient in (desk.clerk, desk.bureau):
        desk.come(recipient).get(f"/review/{recipient}/matrix/download?format=xlsx")
    with app.app_context():
        assert len(db.session.scalars(sa.select(Export)).all()) == 1
        assert db.session.get_one(Recipient, desk.clerk).downloaded_at is not None


def test_names_of_officials_are_in_no_file_for_people_who_are_not_signed_in(desk: Desk) -> None:
    clerk = desk.come(desk.clerk)
    book = load_workbook(
        BytesIO(clerk.get(f"/review/{desk.clerk}/matrix/download?format=xlsx").response.data)
    )
    words = " ".join(str(cell.value) for sheet in book for line in sheet for cell in line)
    assert "Naik bertahap" in words
    assert "Septiana" not in words
    assert "Septiana" not in clerk.get(f"/review/{desk.clerk}/matrix").text


def test_a_recipient_reads_the_whole_matrix_without_links_that_lead_nowhere(desk: Desk) -> None:
    page = desk.come(desk.clerk).get(f"/review/{desk.clerk}/matrix")
    assert "Indikator 3" in page.text
    assert not page.all(f"main a[href^='{PLAN}']")


@pytest.mark.usefixtures("later")
def test_a_large_matrix_is_made_by_the_worker_and_is_nobody_elses(desk: Desk, visitor: Browser) -> None:
    clerk = desk.come(desk.clerk)
    page = clerk.get(f"/review/{desk.clerk}/matrix/download?rows=own&format=xlsx")
    address = page.response.request.path
    assert "menunggu dibuat" in page.text
    assert page.response.headers["Refresh"] == "2"
    work()
    page = clerk.get(address)
    assert "Berkas siap diunduh." in page.text
    assert "Refresh" not in page.response.headers
    file = page.find("main a.button").get("href")
    assert rows_in(clerk.get(file).response.data) == {"RAN7-01/2"}
    for stranger in (visitor, desk.come(desk.pattiro)):
        stranger.get(address, status=404)
        stranger.get(file, status=404)


def test_what_was_made_for_the_signed_in_is_not_for_visitors(app: Flask, desk: Desk) -> None:
    with app.app_context(), unit_of_work():
        home = db.session.get_one(Recipient, desk.clerk).organisation
        colleague = Browser(app).sign_in(make_user(role=Role.MINISTRY, organisation=home))
    colleague.get(f"/review/{desk.clerk}/matrix/download?format=xlsx")
    with app.app_context():
        export_id = db.session.scalars(sa.select(Export.id)).one()
    file = f"/review/{desk.clerk}/matrix/files/{export_id}/file"
    colleague.get(file)
    desk.come(desk.clerk).get(file, status=404)


def test_a_draft_of_the_plan_is_not_reached_through_a_round(desk: Desk, staff: Browser) -> None:
    staff.get(f"{PLAN}/matrix/download?format=xlsx")
    with desk.app.app_context():
        export_id = db.session.scalars(sa.select(Export.id)).one()
    staff.get(f"/review/{desk.clerk}/matrix/files/{export_id}", status=404)


def large_file(browser: Browser, address: str) -> Page:
    """Ask for a large file; the page one is sent to."""
    page = browser.get(address)
    assert page.response.request.path.startswith("/round-files/")
    assert "menunggu dibuat" in page.text
    assert page.response.headers["Refresh"] == "2"
    return page


@pytest.mark.usefixtures("later")
def test_a_large_workbook_is_made_by_the_worker_with_the_notes_of_its_organisation(
    desk: Desk, staff: Browser, visitor: Browser
) -> None:
    desk.answer("50", note="Cek anggaran.")
    bureau, address = desk.come(desk.bureau), f"/review/{desk.bureau}/workbook"
    mine, theirs = (large_file(browser, address).response.request.path for browser in (bureau, staff))
    assert mine != theirs
    work()
    texts = [
        str({cell.value for sheet in load_workbook(BytesIO(book)) for line in sheet for cell in line})
        for book in (bureau.get(f"{mine}/file").response.data, staff.get(f"{theirs}/file").response.data)
    ]
    assert ["Cek anggaran." in text for text in texts] == [True, False]
    for stranger in (staff, visitor, desk.come(desk.pattiro), desk.come(desk.clerk)):
        stranger.get(mine, status=404)
        stranger.get(f"{mine}/file", status=404)


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("paper", ["record.pdf", "dispositions.pdf", "dispositions.xlsx"])
def test_a_large_paper_is_made_by_the_worker_and_then_sent_at_once(desk: Desk, paper: str) -> None:
    with desk.app.app_context(), unit_of_work():
        answered(db.session.get_one(Recipient, desk.bureau), AGREES)
    desk.close()
    pattiro, address = desk.come(desk.pattiro), f"/rounds/{desk.round_id}/{paper}"
    page = large_file(pattiro, address)
    work()
    ready = pattiro.get(page.response.request.path)
    file = pattiro.get(ready.find("main a.button").get("href")).response.data
    assert file[:2] in {b"PK", b"%P"}
    assert pattiro.get(address).response.data == file


@pytest.mark.usefixtures("later")
def test_what_was_answered_since_is_in_a_file_of_its_own(desk: Desk) -> None:
    bureau, address = desk.come(desk.bureau), f"/review/{desk.bureau}/workbook"
    first = large_file(bureau, address).response.request.path
    work()
    assert bureau.get(address).response.data[:2] == b"PK"
    desk.answer("50")
    second = large_file(bureau, address).response.request.path
    work()
    assert first != second
    assert bureau.get(f"{first}/file").response.data != bureau.get(f"{second}/file").response.data


@pytest.mark.usefixtures("later")
def test_a_job_that_was_lost_is_taken_up_by_the_sweep(desk: Desk) -> None:
    bureau = desk.come(desk.bureau)
    page = large_file(bureau, f"/review/{desk.bureau}/workbook").response.request.path
    queue.flush()
    with desk.app.app_context(), unit_of_work():
        # As a worker leaves it that was killed in the middle.
        db.session.execute(sa.update(RoundFile).values(state=ExportState.WORKING, started_at=clock.now()))
    with desk.app.app_context(), clock.fixed_at(clock.now() + timedelta(minutes=31)):
        file_tasks.enqueue_waiting()
    work()
    assert "Berkas siap diunduh." in bureau.get(page).text


@pytest.mark.usefixtures("later")
def test_a_failure_is_told_and_asking_again_makes_the_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    bureau, address = desk.come(desk.bureau), f"/review/{desk.bureau}/workbook"
    page = large_file(bureau, address).response.request.path
    with monkeypatch.context() as broken, desk.app.app_context():
        broken.setattr(round_files, "write_answer_book", lambda *_given, **_named: 1 / 0)
        (waiting,) = round_files.waiting_files()
        with pytest.raises(ZeroDivisionError):
            round_files.make_file(waiting)
    failed = bureau.get(page)
    assert "gagal dibuat" in failed.text
    assert failed.find("main a.button").get("href") == f"/review/{desk.bureau}"
    large_file(bureau, address)
    work()
    assert "Berkas siap diunduh." in bureau.get(page).text


def test_files_that_nobody_asks_for_are_thrown_away_and_made_again(desk: Desk) -> None:
    bureau, address = desk.come(desk.bureau), f"/review/{desk.bureau}/workbook"
    first = bureau.get(address).response.data
    with desk.app.app_context():
        file = db.session.scalars(sa.select(RoundFile)).one()
        path, page = kept_path(file), f"/round-files/{file.id}"
    in_six_days, in_eight = (clock.now() + timedelta(days=days) for days in (6, 8))
    with clock.fixed_at(in_six_days):
        file_tasks.clear_round_files.call_local()
    assert path.exists()
    with clock.fixed_at(in_eight):
        file_tasks.clear_round_files.call_local()
    assert not path.exists()
    gone = bureau.get(f"{page}/file", status=410)
    assert "Berkas disimpan 7 hari" in gone.text
    assert bureau.get(address).response.data == first


def test_a_round_that_is_only_prepared_has_no_workbook_yet(app: Flask, staff: Browser) -> None:
    with app.app_context(), unit_of_work():
        recipient = make_round(is_open=False).bureau.id
    assert "tidak sedang menerima" in staff.get(f"/review/{recipient}/workbook", status=422).text


def test_the_page_tells_who_at_the_organisation_has_answered(desk: Desk) -> None:
    desk.answer("50")
    page = desk.come(desk.clerk).get(f"/review/{desk.clerk}")
    lines = [" ".join(line.text_content().split()) for line in page.all(".colleagues li")]
    assert lines == [
        "Tata: Terjawab 0 dari 1 baris.",
        "Biro koordinator: Terjawab 1 dari 3 baris.",
        "Perencana: Terjawab 0 dari 3 baris.",
    ]
    assert "Pattiro" not in page.find(".colleagues").text_content()


def test_each_row_names_who_has_answered_it(desk: Desk) -> None:
    desk.answer("50")
    page = desk.come(desk.bureau).get(f"/review/{desk.bureau}")
    rows = [one.text_content() for one in page.all("details.asked summary")]
    said = {text.split()[0]: "Biro" in text for text in rows}
    assert said == {ROW: True, "RAN7-01/2": False, "RAN7-01/3": False}
