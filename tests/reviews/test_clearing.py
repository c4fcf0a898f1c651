"""Uploaded workbooks are thrown away when nobody needs them; what came of them stays to be read."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.browser import Browser
from tests.factories import SECRETARY
from tests.reviews.conftest import StoredRound
from tracker.core import clock
from tracker.core.digest import sha256_of
from tracker.extensions import db, unit_of_work
from tracker.reviews import round_services, tasks, uploads
from tracker.reviews.models import ReviewRound, WorkbookImport
from tracker.reviews.states import ImportState

DAY = timedelta(days=1)
REPORT = {
    "round_id": 1, "recipient_id": 1, "version_sha256": "", "rows": [], "problems": [], "sheet": "Jawaban",
}  # fmt: skip
CONFIRMED: dict[str, Any] = {"state": ImportState.CONFIRMED, "confirmed_at": datetime(2026, 3, 2, tzinfo=UTC)}


@pytest.fixture
def kept(app: Flask, stored_round: Callable[[], StoredRound]) -> StoredRound:
    """An open round."""
    return stored_round()


def upload(app: Flask, kept: StoredRound, content: str = "satu", **changes: Any) -> int:
    """A workbook that came back from the bureau just now and was read; its id."""
    told = {"state": ImportState.READ, "report": REPORT, "uploaded_at": clock.now()} | changes
    with app.app_context(), unit_of_work():
        row = WorkbookImport(
            recipient_id=kept.bureau,
            file_name="jawaban.xlsx",
            sha256=sha256_of(content),
            size=len(content),
            **told,
        )
        db.session.add(row)
        uploads.path_of(row).write_text(content)
        db.session.flush()
        return row.id


def end_round(app: Flask, kept: StoredRound, *, after: str) -> None:
    """Cancel the round, or bring it to its end."""
    with app.app_context(), unit_of_work():
        review = db.session.get_one(ReviewRound, kept.round_id)
        if after == "cancel":
            round_services.cancel_round(SECRETARY, review, reason="Rapat batal.")
        else:
            round_services.close_round(SECRETARY, review)
            round_services.finalise_round(SECRETARY, review)


def cleared_after(app: Flask, days: int) -> set[str]:
    """The contents of the files that are left when so many days have passed."""
    with clock.fixed_at(clock.now() + days * DAY):
        tasks.clear_old_uploads.call_local()
    with app.app_context():
        return {path.read_text() for path in uploads.uploads_folder().glob("*.xlsx")}


def import_states(app: Flask) -> list[ImportState]:
    """What became of each import, oldest first."""
    with app.app_context():
        return list(db.session.scalars(sa.select(WorkbookImport.state).order_by(WorkbookImport.id)))


@pytest.mark.parametrize("after", ["cancel", "finalise"])
def test_a_confirmed_workbook_is_kept_for_ninety_days_after_the_end_of_its_round(
    app: Flask, kept: StoredRound, after: str
) -> None:
    upload(app, kept, **CONFIRMED)
    assert cleared_after(app, 400) == {"satu"}
    end_round(app, kept, after=after)
    assert cleared_after(app, 89) == {"satu"}
    assert cleared_after(app, 91) == set()
    assert import_states(app) == [ImportState.CONFIRMED]


@pytest.mark.parametrize("state", [ImportState.READ, ImportState.WAITING, ImportState.REFUSED])
def test_what_nobody_confirmed_is_kept_for_ninety_days(
    app: Flask, kept: StoredRound, state: ImportState
) -> None:
    upload(app, kept, state=state)
    assert cleared_after(app, 89) == {"satu"}
    assert import_states(app) == [state]
    assert cleared_after(app, 91) == set()
    assert import_states(app) == [ImportState.REFUSED]


def test_a_file_stays_while_another_import_of_the_same_content_needs_it(
    app: Flask, kept: StoredRound
) -> None:
    upload(app, kept)
    upload(app, kept, **CONFIRMED)
    upload(app, kept, "dua")
    assert cleared_after(app, 91) == {"satu"}
    assert import_states(app) == [ImportState.REFUSED, ImportState.CONFIRMED, ImportState.REFUSED]


def put_aside(app: Flask, name: str, *, hours_ago: int) -> Path:
    """Something in the folder of uploads that no import leads to."""
    with app.app_context():
        path = uploads.uploads_folder() / name
    if path.suffix:
        path.write_text("tak bertuan")
    else:
        path.mkdir()
    moment = (clock.now() - timedelta(hours=hours_ago)).timestamp()
    os.utime(path, (moment, moment))
    return path


@pytest.mark.parametrize("name", ["tmp-unggahan", f"{'0' * 64}.xlsx"])
@pytest.mark.parametrize(("hours_ago", "is_left"), [(23, True), (25, False)])
def test_what_a_failed_upload_left_behind_goes_after_a_day(
    app: Flask, name: str, hours_ago: int, is_left: bool
) -> None:
    path = put_aside(app, name, hours_ago=hours_ago)
    cleared_after(app, 0)
    assert path.exists() is is_left


@pytest.fixture
def bureau(app: Flask, kept: StoredRound) -> Browser:
    """The bureau's browser."""
    browser = Browser(app)
    browser.get(kept.links[kept.bureau])
    return browser


def test_the_page_of_an_import_says_that_its_file_is_gone(
    app: Flask, kept: StoredRound, bureau: Browser
) -> None:
    address = f"/imports/{upload(app, kept, **CONFIRMED)}"
    assert "sudah dihapus" not in bureau.get(address).text
    with app.app_context():
        uploads.path_of(db.session.scalars(sa.select(WorkbookImport)).one()).unlink()
    assert "Berkas buku kerja ini sudah dihapus." in bureau.get(address).text
    assert "Berkas buku kerja ini sudah dihapus." in bureau.get(f"{address}/marked").text


def test_what_was_not_confirmed_in_time_says_so_and_can_be_uploaded_anew(
    app: Flask, kept: StoredRound, bureau: Browser
) -> None:
    address = f"/imports/{upload(app, kept, uploaded_at=clock.now() - 91 * DAY)}"
    cleared_after(app, 0)
    page = bureau.get(address)
    assert "lama tidak dikonfirmasi" in page.text
    assert page.find(f"a[href='/review/{kept.bureau}/upload']") is not None
