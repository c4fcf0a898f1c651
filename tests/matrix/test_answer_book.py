"""A round's workbook as it goes out: its sheets, its cells, its checks, its bytes (D42)."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook

from tests.matrix.answer_books import (
    AGENCIES,
    COMPLAINTS,
    POSITION,
    RECAP,
    Hand,
    answers_of,
    read_book,
    row_of,
    write_book,
)
from tests.matrix.reported import with_achieved
from tests.matrix.samples import large_matrix, make_row, minutes_matrix
from tests.matrix.workbooks import MatrixPage, matrix_of, parts
from tracker.core.quantities import Comparator
from tracker.matrix.answers import AnswerContent
from tracker.matrix.rows import Quantity
from tracker.matrix.states import AnswerKind
from tracker.targets.states import DropReason, TalkStatus


@pytest.fixture
def place(app: Flask, tmp_path: Path) -> Iterator[Path]:
    """A folder, inside the app."""
    with app.app_context():
        yield tmp_path


GIVEN = {
    COMPLAINTS: AnswerContent(
        AnswerKind.COUNTER,
        (
            (2021, Quantity("40%", Decimal(40))),
            (2022, Quantity("min. 45%", Decimal(45), comparator=Comparator.AT_LEAST)),
        ),
        remark="Naik bertahap.",
        note="Belum dibahas dengan biro.",
    ),
    AGENCIES: AnswerContent(AnswerKind.DROP, (), DropReason.DUPLICATE, "Sudah diawasi Stranas PK."),
    RECAP: AnswerContent(AnswerKind.COUNTER, ((2022, Quantity("ya", level="yes")),), remark="Terbuka."),
    POSITION: AnswerContent(AnswerKind.REWORD, remark="=“Ditetapkannya” peraturan"),
}


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_was_answered_is_filled_in_and_reads_back_the_same(place: Path, language: Any) -> None:
    reading = read_book(write_book(place / "book.xlsx", language=language, answers=GIVEN))
    assert answers_of(reading) == GIVEN
    assert reading.problems == ()


def test_an_answer_that_was_taken_back_leaves_its_row_blank(place: Path) -> None:
    taken_back = {COMPLAINTS: AnswerContent(AnswerKind.CLEARED)}
    reading = read_book(write_book(place / "book.xlsx", answers=taken_back))
    assert row_of(reading, COMPLAINTS).answer is None
    assert not reading.errors


def test_it_says_whose_it_is_and_from_which_answer_each_row_went_on(place: Path) -> None:
    reading = read_book(write_book(place / "book.xlsx", bases={COMPLAINTS: 12, RECAP: 5}))
    assert (reading.round_id, reading.recipient_id, reading.sheet) == (7, 31, "Jawaban")
    assert reading.version_sha256.startswith("3f9a51c07be2")
    assert [row_of(reading, key).base for key in (COMPLAINTS, AGENCIES, RECAP)] == [12, None, 5]


def test_the_same_invitation_gives_the_same_bytes(place: Path) -> None:
    books = (write_book(place / name, answers=GIVEN).read_bytes() for name in ("one.xlsx", "two.xlsx"))
    assert len(set(books)) == 1


def test_the_matrix_and_its_annexes_come_along(place: Path) -> None:
    book = load_workbook(write_book(place / "book.xlsx"))
    assert book.sheetnames == ["Petunjuk", "Jawaban", "Matriks", "Riwayat", "Definisi", "Keterangan"]
    assert all(sheet.protection.sheet for sheet in book.worksheets)


def test_a_version_frozen_with_what_was_achieved_asks_as_any_other(place: Path) -> None:
    frozen = {"plain.xlsx": minutes_matrix(), "shown.xlsx": with_achieved(minutes_matrix())}
    plain, shown = (write_book(place / name, matrix, answers=GIVEN) for name, matrix in frozen.items())
    sheets = [load_workbook(path)["Jawaban"] for path in (plain, shown)]
    values = [list(sheet.iter_rows(min_row=3, values_only=True)) for sheet in sheets]
    assert values[0] == values[1]
    assert answers_of(read_book(shown)) == GIVEN
    assert MatrixPage(load_workbook(shown)["Matriks"]).column("Status capaian")


def test_only_the_rows_asked_about_can_be_answered(place: Path) -> None:
    book = load_workbook(write_book(place / "book.xlsx", row_keys=(AGENCIES, RECAP)))
    assert list(Hand(book["Jawaban"]).rows) == [AGENCIES, RECAP]


def test_only_the_cells_for_answers_are_open(place: Path) -> None:
    hand = Hand(load_workbook(write_book(place / "book.xlsx"))["Jawaban"])
    row = hand.sheet[hand.rows[COMPLAINTS]]
    is_open = [hand.sheet.cell(4, cell.column).value for cell in row if not cell.protection.locked]
    answer = ["Jawaban", "Usul angka 2021", "Usul angka 2022"]
    assert is_open == [*answer, "Alasan penghapusan", "Catatan atau alasan", "Catatan internal"]


def test_keys_and_marks_are_out_of_sight(place: Path) -> None:
    hand = Hand(load_workbook(write_book(place / "book.xlsx"))["Jawaban"])
    assert hand.sheet.row_dimensions[hand.tag_row].hidden
    assert hand.sheet.column_dimensions["N"].hidden


def test_each_row_shows_what_stands_now(place: Path) -> None:
    hand = Hand(load_workbook(write_book(place / "book.xlsx"))["Jawaban"])
    shown = [cell.value for cell in hand.sheet[hand.rows[COMPLAINTS]]][:7]
    assert shown[0] == COMPLAINTS
    assert shown[5] == "awal: ≥ 80%\nusulan balik: 45%"
    assert shown[4] == "belum diisi"


def test_cells_offer_the_choices_and_let_words_pass_as_figures(place: Path) -> None:
    sheet: Any = load_workbook(write_book(place / "book.xlsx"))["Jawaban"]
    checks = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    kinds = '"setuju,usul angka,usul hapus,usul ubah redaksi,catatan,tidak keberatan"'
    assert checks["H5:H10"].formula1 == kinds
    assert checks["K5:K10"].type == "list"
    assert (checks["I5:J7"].type, checks["I5:J7"].errorStyle) == ("decimal", "warning")
    assert checks["I8:J8"].formula1 == '"Tidak,Ya"'
    assert checks["I9:J10"].errorStyle == "warning"


def test_text_that_looks_like_a_formula_stays_text(place: Path) -> None:
    hand = Hand(load_workbook(write_book(place / "book.xlsx", answers=GIVEN))["Jawaban"])
    cell = hand.cell(POSITION, "remark")
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=“Ditetapkannya” peraturan", "s", True)


def test_a_long_text_does_not_run_into_a_row_without_key(place: Path) -> None:
    remark = "Alasan panjang. " * 600
    given = {COMPLAINTS: AnswerContent(AnswerKind.REMARK, remark=remark.strip())}
    reading = read_book(write_book(place / "book.xlsx", answers=given))
    assert answers_of(reading) == given
    assert len(reading.rows) == 6


def test_the_secret_is_not_in_the_file(place: Path) -> None:
    assert all("the secret of the tests" not in text for text in parts(write_book(place / "b.xlsx")).values())


def test_a_dropped_row_is_struck_through(place: Path) -> None:
    row = make_row(1, "Indikator", status=TalkStatus.DROPPED)
    hand = Hand(load_workbook(write_book(place / "book.xlsx", matrix_of(row)))["Jawaban"])
    assert hand.sheet.cell(hand.rows[COMPLAINTS], 2).font.strike


def test_a_large_round_is_read_back_whole(place: Path) -> None:
    matrix = large_matrix(400)
    reading = read_book(write_book(place / "book.xlsx", matrix), matrix)
    assert [row.row_key for row in reading.rows] == [row.key for row in matrix.rows]
