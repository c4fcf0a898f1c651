"""Answer books, records and tables of a round: small ones at once, large ones by the worker."""

from datetime import timedelta
from io import BytesIO

import pytest
import sqlalchemy as sa
from flask import Flask
from openpyxl import load_workbook

from tests.browser import Browser, Page
from tests.reviews.desk import Desk, work
from tests.reviews.scene import AGREES, ROW, answered, make_round
from tracker.core import clock
from tracker.extensions import db, unit_of_work
from tracker.jobs.queue import queue
from tracker.matrix.file_making import kept_path
from tracker.matrix.states import ExportState
from tracker.reviews import file_tasks, round_files
from tracker.reviews.file_models import RoundFile
from tracker.reviews.models import Recipient


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
