"""The round's workbook after other programs had it: LibreOffice, XlsxWriter, and a text editor."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from flask import Flask
from openpyxl import load_workbook

from tests.conftest import House
from tests.matrix.answer_books import (
    AGENCIES,
    COMPLAINTS,
    COUNTER,
    POSITION,
    RECAP,
    Entries,
    Hand,
    answers_of,
    blank_book,
    codes,
    opened,
    read_book,
    rewrite,
    row_of,
)
from tracker.core.errors import RuleBroken
from tracker.matrix.answers import AnswerContent
from tracker.matrix.states import AnswerKind

Answers = dict[str, AnswerContent]

INSTALL = "apt-get install -y --no-install-recommends libreoffice-calc-nogui"
SHEET = "xl/worksheets/sheet2.xml"
FILLED: Entries = {
    COMPLAINTS: {**COUNTER, "values.2021": 0.4, "values.2022": "min. 45%"},
    AGENCIES: {"kind": "usul hapus", "drop_reason": "alasan lain", "remark": "=bukan rumus"},
    RECAP: {**COUNTER, "values.2022": "Ya"},
    POSITION: {"kind": "tidak keberatan"},
}


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A LibreOffice profile that nothing else uses."""
    return tmp_path_factory.mktemp("libreoffice")


@pytest.fixture(scope="module")
def filled(house: House, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with answers of several kinds, as openpyxl saved it."""
    with house.app.app_context():
        path = blank_book(tmp_path_factory.mktemp("filled") / "book.xlsx")
    with opened(path) as hand:
        hand.fill(FILLED)
        hand.cell(AGENCIES, "remark").data_type = "s"
    return path


@pytest.fixture(scope="module")
def expected(house: House, filled: Path) -> Answers:
    """The answers in it."""
    with house.app.app_context():
        return answers_of(read_book(filled))


@pytest.fixture
def book(app: Flask, filled: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of it that may be changed; inside the app."""
    with app.app_context():
        yield Path(shutil.copy(filled, tmp_path / "book.xlsx"))


def converted(source: Path, wanted: str, profile: Path, folder: str) -> Path:
    """The file that LibreOffice makes of `source`."""
    program = shutil.which("soffice")
    assert program, f"LibreOffice is missing: {INSTALL}"
    target = source.parent / folder
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", wanted]
    subprocess.run(
        [*command, "--outdir", str(target), str(source)], check=True, capture_output=True, timeout=180
    )
    return target / f"{source.stem}.{wanted}"


def test_libreoffice_saves_it_and_it_reads_the_same(book: Path, profile: Path, expected: Answers) -> None:
    reading = read_book(converted(book, "xlsx", profile, "saved"))
    assert answers_of(reading) == expected
    assert len(answers_of(reading)) == 4
    assert (reading.problems, len(reading.rows)) == ((), 6)


def test_a_way_through_another_format_and_back_loses_nothing(
    book: Path, profile: Path, expected: Answers
) -> None:
    there = converted(book, "ods", profile, "there")
    with pytest.raises(RuleBroken, match="answer_book_not_a_workbook"):
        read_book(there)
    assert answers_of(read_book(converted(there, "xlsx", profile, "back"))) == expected


def test_the_old_format_is_named(book: Path, profile: Path) -> None:
    with pytest.raises(RuleBroken, match="answer_book_old_format"):
        read_book(converted(book, "xls", profile, "old"))


def test_another_program_writes_the_sheet_anew_in_another_order(
    book: Path, tmp_path: Path, expected: Answers
) -> None:
    hand = Hand(load_workbook(book)["Jawaban"])
    rows = [[cell.value for cell in row] for row in hand.sheet.iter_rows()]
    rows[4:] = reversed(rows[4:])
    reading = read_book(
        by_xlsxwriter(tmp_path / "anew.xlsx", [row[::-1] for row in rows], strings_to_formulas=False)
    )
    assert answers_of(reading) == expected
    assert reading.sheet == "Tanggapan"


def by_xlsxwriter(target: Path, rows: list[list[Any]], **options: Any) -> Path:
    """A workbook that XlsxWriter writes; shares are formatted as percent."""
    with xlsxwriter.Workbook(target, {"default_date_format": "d/m/yyyy", **options}) as book:
        book.add_worksheet("Sampul").write("A1", "Tanggapan kami")
        sheet = book.add_worksheet("Tanggapan")
        percent = book.add_format({"num_format": "0.0%"})
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                style = (percent,) if isinstance(value, float) else ()
                sheet.write(number + 3, place + 2, value, *style)
    return target


def test_formulas_dates_and_flags_are_told_from_values(book: Path, tmp_path: Path) -> None:
    hand = Hand(load_workbook(book)["Jawaban"])
    fields = {COMPLAINTS: "=2*20%", AGENCIES: date(2022, 2, 1), RECAP: True}
    for key, value in fields.items():
        hand.fill({key: {**COUNTER, "values.2021": None, "values.2022": value, "drop_reason": None}})
    rows = [[cell.value for cell in row] for row in hand.sheet.iter_rows()]
    reading = read_book(by_xlsxwriter(tmp_path / "anew.xlsx", rows))
    assert codes(reading) == ["answer_is_formula", "answer_is_date", "answer_level_unknown"]
    assert {problem.sheet for problem in reading.problems} == {"Tanggapan"}


def by_hand(path: Path, old: str, new: str) -> Path:
    """The answer sheet's XML with something replaced."""

    def change(parts: dict[str, bytes]) -> None:
        text = parts[SHEET].decode()
        assert re.search(old, text)
        parts[SHEET] = re.sub(old, new, text).encode()

    return rewrite(path, change)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r"<c r=\"[A-Z]+[0-9]+\"", "<c"),
        (r"<row r=\"[0-9]+\"", "<row"),
        (r"<sheetProtection[^>]*/>", ""),
        (r"(?s)<dataValidations.*</dataValidations>", ""),
        (r"(?s)<cols>.*</cols>", ""),
        (r"<sheetData>", "<!-- disunting --><sheetData>"),
        (r"(<row )", r"\n  \1"),
    ],
)
def test_edited_by_hand_it_reads_the_same(book: Path, expected: Answers, old: str, new: str) -> None:
    assert answers_of(read_book(by_hand(book, old, new))) == expected


def test_a_number_written_out_at_length_is_the_number_that_is_shown(book: Path) -> None:
    by_hand(book, r"<v>0\.4</v>", "<v>0.40000000000000002</v>")
    value = answers_of(read_book(book))[COMPLAINTS].values[0][1]
    assert (value.value, value.as_written) == (Decimal(40), "40%")


def test_a_rich_text_is_read_as_its_words(book: Path) -> None:
    rich = "<is><r><t>tidak </t></r><r><rPr><b/></rPr><t>keberatan</t></r></is>"
    with opened(book) as hand:
        hand.cell(POSITION, "kind").value = "TANDA"

    def change(parts: dict[str, bytes]) -> None:
        parts[SHEET] = parts[SHEET].replace(b"<is><t>TANDA</t></is>", rich.encode())
        texts = parts.get("xl/sharedStrings.xml", b"")
        parts["xl/sharedStrings.xml"] = texts.replace(b"<t>TANDA</t>", rich[4:-5].encode())

    reading = read_book(rewrite(book, change))
    answer = row_of(reading, POSITION).answer
    assert answer is not None
    assert answer.kind is AnswerKind.NO_OBJECTION
