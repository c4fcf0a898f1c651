"""The matrix a round is about is for everybody who is asked, published plan or not, and for nobody else."""

from io import BytesIO

import pytest
import sqlalchemy as sa
from flask import Flask
from openpyxl import load_workbook

from tests.browser import Browser, Page
from tests.factories import make_user
from tests.reviews.desk import Desk, work
from tracker.accounts.states import Role
from tracker.extensions import db, unit_of_work
from tracker.matrix import exports
from tracker.matrix.models import Export
from tracker.reviews.models import Recipient

PLAN = "/plans/RAN7"


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


def test_what_the_secretariat_takes_away_is_not_noted_as_the_recipients(desk: Desk, staff: Browser) -> None:
    staff.get(f"/review/{desk.clerk}/matrix/download?format=xlsx")
    staff.get(f"/review/{desk.clerk}/workbook")
    with desk.app.app_context():
        assert db.session.get_one(Recipient, desk.clerk).downloaded_at is None


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
