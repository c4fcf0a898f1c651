"""Journey B without any script: a counter-position is recorded, agreed, frozen, compared, downloaded."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Site

pytestmark = pytest.mark.browser
PLAN = "/plans/RAN-OGI-2020-2022"


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def _choose(page: Page, name: str, text: str) -> None:
    option = page.locator(f"select[name={name}] option", has_text=text).first
    page.select_option(f"select[name={name}]", value=option.get_attribute("value"))


def _send(page: Page) -> None:
    page.locator("main form[method=post] button[type=submit]").first.click()


def test_a_counter_position_goes_from_the_meeting_to_a_new_version(site: Site, plain_page: Page) -> None:
    page = plain_page
    site.sign_in(page, "seknas@demo.example")

    site.open(page, f"{PLAN}/matrix")
    row = page.locator("tr", has_text="Peningkatan kinerja pengelolaan").first
    expect(row).to_contain_text("60%")
    expect(row).to_contain_text("30%")
    expect(row).to_contain_text("II.6.b")
    row.get_by_role("link", name="Tambah posisi").click()

    page.fill("input[name=year]", "2022")
    page.fill("input[name=value]", "empat puluh")
    _choose(page, "kind", "usulan balik")
    _choose(page, "organisation", "KemenPAN-RB")
    _choose(page, "unit", "Biro MKOK")
    _choose(page, "replaces", "30%")
    page.fill("textarea[name=reason]", "Hasil rapat internal: bertahap, tetapi lebih cepat.")
    page.fill("input[name=taken_on]", "5 Oktober 2020")
    _choose(page, "clause", "III.1")
    _send(page)
    expect(page.locator("main")).to_contain_text("40%")
    _send(page)

    page.wait_for_url(re.compile(rf"^[^?]+{PLAN}/matrix(#.*)?$"))
    row = page.locator("tr", has_text="Peningkatan kinerja pengelolaan").first
    row.get_by_role("link", name="Setujui 40%").click()
    page.fill("textarea[name=reason]", "Disepakati bersama.")
    page.fill("input[name=taken_on]", "6 Oktober 2020")
    _choose(page, "clause", "III.1")
    _send(page)

    site.open(page, f"{PLAN}/versions/new")
    page.fill("input[name=title]", "Setelah rapat internal")
    _send(page)
    site.open(page, f"{PLAN}/versions/2/compare/3")
    expect(page.locator("main")).to_contain_text("Peningkatan kinerja pengelolaan")
    expect(page.locator("main")).to_contain_text("40%")

    site.open(page, f"{PLAN}/versions/3")
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    book = load_workbook(BytesIO(download.value.path().read_bytes()))
    values = {cell.value for line in book.worksheets[0].iter_rows() for cell in line}
    assert {0.4, 0.6} <= values
