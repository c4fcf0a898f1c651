"""A file on its way: how much has arrived is shown, and a broken connection loses neither file nor words."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.evidence.samples import PDF
from tests.journeys.conftest import Site
from tests.journeys.test_a_draft_is_kept import Office, office

__all__ = ["office"]
pytestmark = pytest.mark.browser


@pytest.fixture
def upload(office: Office, page: Page, tmp_path: Path) -> Site:
    """The page on which a file is chosen and named."""
    kept = tmp_path / "rekap.pdf"
    kept.write_bytes(PDF)
    office.site.sign_in(page, office.people[0])
    office.site.open(page, office.form.replace("edit", "evidence/add-file"))
    page.set_input_files("input[type=file]", kept)
    page.fill("[name=title]", "Rekap pengaduan")
    return office.site


def send(page: Page) -> None:
    """Press the button of the form."""
    page.locator("main form[enctype] button[type=submit]").click()


@pytest.mark.usefixtures("upload")
def test_a_broken_connection_loses_neither_file_nor_words(page: Page) -> None:
    page.context.set_offline(True)
    send(page)
    expect(page.locator("[data-upload] [role=status]")).to_contain_text("Sambungan terputus")
    page.context.set_offline(False)
    send(page)
    expect(page.locator("#evidence")).to_contain_text("Rekap pengaduan")


@pytest.mark.usefixtures("upload")
def test_what_is_refused_is_said_on_the_same_page(page: Page, tmp_path: Path) -> None:
    program = tmp_path / "bukti.pdf"
    program.write_bytes(b"MZ" + bytes(200))
    page.set_input_files("input[type=file]", program)
    send(page)
    expect(page.locator(".error-summary")).to_contain_text("program")
    expect(page.locator("[name=title]")).to_have_value("Rekap pengaduan")
