"""What people do through the pages, with PostgreSQL behind them."""

from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook

from tests.browser import Browser, Page
from tracker.accounts.models import User
from tracker.demo.people import PASSWORD
from tracker.extensions import db

pytestmark = pytest.mark.postgresql

PLAN = "/plans/RAN-OGI-2020-2022"
PUBLIC_PAGES = (
    "/plans",
    PLAN,
    f"{PLAN}/matrix",
    f"{PLAN}/versions",
    f"{PLAN}/versions/2",
    f"{PLAN}/versions/1/compare/2",
    f"{PLAN}/commitments/RAN6-01",
    "/indicators/3",
    "/plans/RAN-CONTOH-2025-2027",
    "/plans/RAN-CONTOH-2025-2027/matrix",
    "/organisations",
    "/search?q=pengaduan",
)
STAFF_PAGES = (
    "/minutes",
    "/minutes/NOTULA-2020-09-21",
    "/indicators/1",
    "/units/unexplained",
    "/audit",
    "/users",
)


def administrator(app: Flask) -> User:
    with app.app_context():
        found: User = db.session.scalars(db.select(User).filter_by(email="admin@demo.example")).one()
        return found


@pytest.mark.parametrize("address", PUBLIC_PAGES)
def test_the_public_reads_the_same_over_either_database(reader: Browser, demo: Flask, address: str) -> None:
    assert reader.get(address).text == Browser(demo).get(address).text


@pytest.mark.parametrize("address", STAFF_PAGES)
def test_an_administrator_reads_the_same_over_either_database(
    reader: Browser, demo: Flask, address: str
) -> None:
    pages = [visitor.sign_in(administrator(visitor.app)).get(address) for visitor in (reader, Browser(demo))]
    assert pages[0].text == pages[1].text


@pytest.mark.parametrize("paper", ["record.pdf", "dispositions.xlsx"])
def test_the_papers_of_a_round_are_the_same_over_either_database(
    reader: Browser, demo: Flask, paper: str
) -> None:
    files = [
        visitor.sign_in(administrator(visitor.app)).get(f"/rounds/1/{paper}").response.data
        for visitor in (reader, Browser(demo))
    ]
    assert files[0] == files[1]


def test_a_part_of_the_matrix_is_made_for_a_recipient(reader: Browser) -> None:
    reader.sign_in(administrator(reader.app))
    for address in ("matrix/download?rows=own&format=xlsx", "workbook"):
        assert load_workbook(BytesIO(reader.get(f"/review/5/{address}").response.data)).worksheets


@pytest.fixture
def staff(reader: Browser) -> Browser:
    """The secretariat, signed in through the form."""
    reader.submit("/sign-in", {"email": "seknas@demo.example", "password": PASSWORD})
    return reader


def choice(page: Page, field: str, words: str) -> str:
    """The value of the first choice that has these words in it."""
    choices = page.all(f"select[name={field}] option")
    return next(str(option.get("value")) for option in choices if words in option.text_content())


def send_again(visitor: Browser, page: Page) -> Page:
    """Confirm: send the form of a page as it stands."""
    form = page.find("main form[method=post]")
    return visitor.post(page.response.request.path, dict(form.form_values()))


def record_forty_percent(staff: Browser) -> Page:
    """The ministry answers its own 30% with 40%, as a form does it."""
    row = next(
        row for row in staff.get(f"{PLAN}/matrix").all("tr") if "Peningkatan kinerja" in row.text_content()
    )
    address = next(link for link in row.cssselect("a") if "Tambah posisi" in link.text_content()).get("href")
    form = staff.get(address)
    asked = staff.submit(
        address,
        {
            "year": "2022",
            "value": "empat puluh",
            "kind": choice(form, "kind", "usulan balik"),
            "organisation": choice(form, "organisation", "KemenPAN-RB"),
            "unit": choice(form, "unit", "Biro MKOK"),
            "replaces": choice(form, "replaces", "30%"),
            "reason": "Hasil rapat internal.",
            "taken_on": "5 Oktober 2020",
            "clause": choice(form, "clause", "III.1"),
        },
    )
    return send_again(staff, asked)


def test_the_right_password_lets_in_and_a_wrong_one_does_not(reader: Browser) -> None:
    wrong = reader.submit("/sign-in", {"email": "seknas@demo.example", "password": "bukan-kata-sandinya"})
    assert "tidak cocok" in wrong.text
    reader.submit("/sign-in", {"email": "Seknas@Demo.Example", "password": PASSWORD})
    assert "Staf Seknas Demo" in reader.get("/account").text


def test_a_position_is_recorded_frozen_compared_and_downloaded_and_the_trail_knows(staff: Browser) -> None:
    assert "40%" in record_forty_percent(staff).text

    staff.submit(f"{PLAN}/versions/new", {"title": "Setelah rapat internal"})
    assert "40%" in staff.get(f"{PLAN}/versions/2/compare/3").find("main").text_content()

    file = staff.get(f"{PLAN}/versions/3/download?format=xlsx").response.data
    cells = {cell for line in load_workbook(BytesIO(file)).worksheets[0].values for cell in line}
    assert {0.4, 0.6} <= cells

    newest = staff.get("/audit?act=matrix:freeze").find(".entry-sentence").text_content()
    assert newest.startswith("Staf Seknas Demo membekukan versi")
    assert newest.endswith("RAN-OGI-2020-2022 v3")


def test_a_number_that_cannot_be_read_stores_nothing(staff: Browser) -> None:
    before = staff.get("/indicators/3").text
    refused = staff.submit("/indicators/3/positions/new", {"year": "2022", "value": "banyak"})
    assert refused.all("p.error")
    assert staff.get("/indicators/3").text == before
