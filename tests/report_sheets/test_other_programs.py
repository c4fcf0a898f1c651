"""A report's workbook after LibreOffice had it."""

from pathlib import Path

import pytest
from flask import Flask

from tests.matrix.test_answer_book_other_programs import converted, profile
from tests.report_sheets.sheets import COUNT, DRAFT, SHARE, codes, fill, read_book, said, write_book

__all__ = ["profile"]

FILLED = {
    f"{SHARE}.numerator": 120000,
    f"{COUNT}.statement": "ada capaian",
    f"{COUNT}.value": "1,5 ribu",
    "obstacles.1.category": "anggaran",
    "obstacles.1.text": "=bukan rumus",
}
EXPECTED = DRAFT | {
    f"{SHARE}.numerator": "120.000",
    f"{COUNT}.statement": "figure",
    f"{COUNT}.value": "1,5 ribu",
    "obstacles.1.category": "budget",
    "obstacles.1.text": "=bukan rumus",
}


@pytest.mark.parametrize("way", [["xlsx"], ["ods", "xlsx"]], ids=["saved", "there and back"])
def test_libreoffice_saves_it_and_it_reads_the_same(
    app: Flask, tmp_path: Path, profile: Path, way: list[str]
) -> None:
    with app.app_context():
        path = fill(write_book(tmp_path / "book.xlsx"), FILLED)
        for number, wanted in enumerate(way):
            path = converted(path, wanted, profile, str(number))
        reading = read_book(path)
        assert said(reading) == EXPECTED
        assert codes(reading) == []
