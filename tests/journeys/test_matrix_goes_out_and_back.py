"""Journeys B and C without a script: a round goes out by mail and comes back as a workbook, to be signed."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Site
from tests.matrix.test_answer_book_other_programs import converted
from tracker.core import clock
from tracker.core.dates import format_date
from tracker.notifications.sending import send_due

pytestmark = pytest.mark.browser
PLAN = "/plans/RAN-OGI-2020-2022"
ROW = "RAN6-01/1"


@pytest.fixture
def desks(browser: Browser) -> Iterator[tuple[Page, Page]]:
    """The secretariat's browser and a reviewer's; neither runs a script."""
    contexts = [browser.new_context(java_script_enabled=False) for _desk in range(2)]
    yield contexts[0].new_page(), contexts[1].new_page()
    for context in contexts:
        context.close()


def choose(page: Page, name: str, text: str) -> None:
    """The first choice with these words."""
    option = page.locator(f"select[name={name}] option", has_text=text).first
    page.select_option(f"select[name={name}]", value=option.get_attribute("value"))


def send(page: Page) -> None:
    """Press the form's first button."""
    page.locator("main form[method=post] button[type=submit].button-primary").first.click()


def open_round(site: Site, page: Page) -> str:
    """Prepare and open a round over version 2, asking Biro MKOK; the address of the round."""
    site.open(page, f"{PLAN}/rounds/new")
    choose(page, "version", "Versi 2")
    page.fill("input[name=title]", "Tanggapan atas hasil rapat")
    page.fill("input[name=due_on]", format_date(clock.today() + timedelta(days=14), locale="id"))
    send(page)
    page.wait_for_url(re.compile(r"/rounds/\d+$"))
    address = page.url
    page.get_by_role("link", name="Tambah penerima").click()
    choose(page, "organisation", "KemenPAN-RB")
    choose(page, "unit", "Biro MKOK")
    page.fill("input[name=name]", "Biro MKOK")
    page.fill("input[name=email]", "mkok@contoh.example")
    choose(page, "language", "Indonesia")
    choose(page, "scope", "baris komitmennya sendiri")
    send(page)
    page.get_by_role("link", name="Buka putaran").click()
    send(page)
    expect(page.locator("main")).to_contain_text("terbuka")
    return address


def link_in_mail(site: Site, page: Page) -> str:
    """The personal link, out of the letter on the demo's page."""
    with site.app.app_context():
        send_due()
    site.open(page, "/mail/demo")
    letter = page.locator("tr", has_text="mkok@contoh.example").first
    letter.get_by_role("link").click()
    found = re.search(r"/r/[\w-]+", page.locator("main").inner_text())
    assert found
    return found.group()


def fill(book: Path, figure: float) -> Path:
    """Put a counter-value into the workbook."""
    opened = load_workbook(book)
    sheet = opened["Jawaban"]
    heads = {str(cell.value): cell for row in sheet.iter_rows(max_row=12) for cell in row if cell.value}
    row = heads["Jawaban"].row + 1
    while str(sheet.cell(row, heads["Indikator"].column).value or "")[:7] != "Laporan":
        row += 1
    entries: tuple[tuple[str, str | float], ...] = (
        ("Jawaban", "usul angka"),
        ("Usul angka 2022", figure),
        ("Catatan atau alasan", "Sebanyak itulah yang dianggarkan."),
    )
    for heading, value in entries:
        sheet.cell(row, heads[heading].column).value = value
    opened.save(book)
    return book


def upload(page: Page, book: Path) -> None:
    """Send a filled workbook; its page says what it would do."""
    page.get_by_role("link", name="Unggah buku kerja yang sudah diisi").click()
    page.set_input_files("input[name=file]", book)
    send(page)
    expect(page.locator("main")).to_contain_text("Belum ada yang disimpan")


def test_a_round_goes_out_and_comes_back_to_its_signatures(
    site: Site, desks: tuple[Page, Page], tmp_path: Path
) -> None:
    staff, reviewer = desks
    site.sign_in(staff, "seknas@demo.example")
    round_address = open_round(site, staff)

    site.open(reviewer, link_in_mail(site, staff))
    expect(reviewer.locator("main")).to_contain_text("Terjawab 0 dari 6 baris")
    with reviewer.expect_download() as download:
        reviewer.get_by_role("link", name="Unduh buku kerja (Excel)").click()
    book = tmp_path / "jawaban.xlsx"
    download.value.save_as(book)
    upload(reviewer, converted(fill(book, 0.5), "xlsx", tmp_path / "profile", "saved"))
    expect(reviewer.locator("main")).to_contain_text("2022: 50%")
    send(reviewer)
    expect(reviewer.locator("main")).to_contain_text("1 jawaban dari buku kerja ini tersimpan")

    staff.goto(f"{round_address}/answers")
    staff.locator("section", has_text=ROW).get_by_role("link", name="Tanggapi").click()
    choose(staff, "decision", "diterima")
    staff.fill("textarea[name=reason]", "Disetujui.")
    staff.check("input[name=agrees]")
    send(staff)
    expect(staff.locator("main")).to_contain_text("Disetujui.")

    reviewer.get_by_role("link", name="Ke daftar baris").click()
    upload(reviewer, fill(book, 0.55))
    expect(reviewer.locator(".moved")).to_contain_text("50%")
    send(reviewer)
    expect(reviewer.locator(".error-summary")).to_contain_text("Pilih salah satu")
    reviewer.get_by_label("biarkan seperti sekarang").check()
    send(reviewer)
    expect(reviewer.locator("main")).to_contain_text("0 jawaban dari buku kerja ini tersimpan")

    for step in ("close", "finalise"):
        staff.goto(f"{round_address}/{step}")
        send(staff)
    expect(staff.locator("main")).to_contain_text("selesai")
    staff.goto(f"{round_address}/signatures/add")
    choose(staff, "organisation", "KemenPAN-RB")
    staff.fill("input[name=name]", "Ibu Septiana")
    send(staff)
    expect(staff.locator("main")).to_contain_text("Ibu Septiana")
    site.open(staff, f"{PLAN}/matrix")
    row = staff.locator("tr", has_text="Laporan pengaduan melalui").first
    expect(row).to_contain_text("50%")
    expect(row).to_contain_text("disepakati")
