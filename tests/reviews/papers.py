"""Rounds that have papers, and what is read in them."""

from io import BytesIO

import pypdfium2
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.browser import Browser
from tests.factories import SECRETARY
from tests.reviews.scene import Scene, answered, counter, make_round
from tracker.reviews import (
    disposition_services,
    round_services,
    signature_services,
)


def answer_and_decide() -> Scene:
    """A round in which the bureau countered with 50% and got it; Pattiro is silent."""
    scene = make_round()
    answer = answered(scene.bureau, counter("50", reason="=Bertahap, lihat rencana"))
    disposition_services.accept(SECRETARY, answer, reason="Disetujui rapat.", agree=True)
    return scene


def close_and_sign(scene: Scene) -> None:
    """Closed, final, and signed for the ministry."""
    round_services.close_round(SECRETARY, scene.review)
    round_services.finalise_round(SECRETARY, scene.review)
    signature_services.sign(
        SECRETARY, scene.review, organisation=scene.story.ministry, name="Septiana", position="Kepala Biro"
    )


def download(browser: Browser, address: str) -> bytes:
    """A file as it is sent."""
    content: bytes = browser.client.get(address, buffered=True).data
    return content


def text_of(pdf: bytes) -> str:
    """The text of all pages, blanks evened out."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(texts).split())


def sheet_of(content: bytes) -> Worksheet:
    """The one sheet of a workbook."""
    return load_workbook(BytesIO(content)).worksheets[0]
