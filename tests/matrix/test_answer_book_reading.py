"""What people do to a round's workbook before it comes back, and what is read from it (D4, D42)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import load_workbook

from tests.matrix.answer_books import (
    AGENCIES,
    COMPLAINTS,
    COUNTER,
    POSITION,
    RECAP,
    Hand,
    answers_of,
    bare_book,
    blank_book,
    codes,
    fill,
    opened,
    read_book,
    row_of,
    sealed_row,
    sealed_stamp,
)
from tracker.core.errors import RuleBroken
from tracker.matrix.answer_book_reader import read_answer_book, write_marked_book
from tracker.matrix.states import AnswerKind
from tracker.targets.states import DropReason
from tracker.web.errors import words_for


@pytest.fixture
def book(app: Flask, tmp_path: Path) -> Iterator[Path]:
    """The ministry's workbook, not yet filled in; inside the app."""
    with app.app_context():
        yield blank_book(tmp_path / "book.xlsx")


def test_answers_of_every_kind_are_read(book: Path) -> None:
    fill(
        book,
        {
            COMPLAINTS: {**COUNTER, "values.2022": 0.45},
            AGENCIES: {"kind": "usul hapus", "drop_reason": "di luar kewenangan", "remark": "Bukan kami."},
            RECAP: {"kind": "tidak keberatan", "note": "Tanya biro hukum."},
            POSITION: {"kind": " Setuju "},
        },
    )
    reading = read_book(book)
    answers = answers_of(reading)
    assert {key: answer.kind for key, answer in answers.items()} == {
        COMPLAINTS: AnswerKind.COUNTER,
        AGENCIES: AnswerKind.DROP,
        RECAP: AnswerKind.NO_OBJECTION,
        POSITION: AnswerKind.AGREE,
    }
    assert answers[AGENCIES].drop_reason is DropReason.OUTSIDE_AUTHORITY
    assert answers[RECAP].note == "Tanya biro hukum."
    assert reading.errors == ()


def test_an_untouched_row_is_not_answered(book: Path) -> None:
    row = row_of(read_book(fill(book, {RECAP: {"kind": "setuju"}})), COMPLAINTS)
    assert (row.answer, row.is_faulty) == (None, False)


def test_a_book_with_nothing_filled_in_says_so(book: Path) -> None:
    (problem,) = read_book(book).problems
    assert (problem.code, problem.severity, problem.sheet) == ("answer_book_blank", "warning", "Jawaban")


def test_what_is_pointed_out_says_how_it_was_read(book: Path) -> None:
    (problem,) = read_book(fill(book, {COMPLAINTS: {**COUNTER, "values.2022": 45}})).warnings
    assert words_for(problem.refusal).startswith(
        "Sel ini berformat persen dan berisi 45, tetapi dibaca sebagai 45%."
    )


def test_everything_wrong_is_told_at_once(book: Path) -> None:
    reading = read_book(
        fill(
            book,
            {
                COMPLAINTS: {"kind": "usul angka", "values.2021": "banyak", "values.2022": "=A1"},
                AGENCIES: {"values.2021": 0.3, "values.2022": 0.4},
                RECAP: {"kind": "setuju"},
            },
        )
    )
    assert sorted(codes(reading)) == [
        "answer_is_formula",
        "answer_reason_missing",
        "number_not_understood",
        "value_without_kind",
        "value_without_kind",
    ]
    assert list(answers_of(reading)) == [RECAP]


def test_rows_are_known_by_their_keys_wherever_they_stand(book: Path) -> None:
    fill(book, {COMPLAINTS: {"kind": "setuju"}, POSITION: {"kind": "tidak keberatan"}})
    with opened(book) as hand:
        first, last = hand.rows[COMPLAINTS], hand.rows[POSITION]
        for column in range(1, hand.sheet.max_column + 1):
            upper, lower = hand.sheet.cell(first, column), hand.sheet.cell(last, column)
            upper.value, lower.value = lower.value, upper.value
        hand.sheet.delete_rows(hand.rows[AGENCIES])
        hand.sheet.insert_rows(first, 3)
    answers = answers_of(read_book(book))
    assert {key: answer.kind for key, answer in answers.items()} == {
        COMPLAINTS: AnswerKind.AGREE,
        POSITION: AnswerKind.NO_OBJECTION,
    }


def test_columns_are_known_by_their_marks_wherever_they_stand(book: Path) -> None:
    fill(book, {COMPLAINTS: {**COUNTER, "values.2022": "45%"}})
    with opened(book) as hand:
        hand.sheet.delete_cols(2, 3)
        hand.sheet.insert_cols(5, 2)
        hand.sheet.insert_rows(1, 4)
    answer = answers_of(read_book(book))[COMPLAINTS]
    assert (answer.values[0][0], answer.remark) == (2022, "Naik bertahap.")


def test_a_sheet_copied_into_a_new_workbook_under_another_name_is_read(book: Path, tmp_path: Path) -> None:
    hand = Hand(load_workbook(fill(book, {COMPLAINTS: {"kind": "setuju"}}))["Jawaban"])
    rows = [[cell.value for cell in row] for row in hand.sheet.iter_rows()]
    copied = bare_book(tmp_path / "balasan kami (2) final.xlsx", [["Balasan"], [], *rows])
    reading = read_book(copied)
    assert list(answers_of(reading)) == [COMPLAINTS]
    assert reading.sheet == "Sheet"


def test_marks_far_below_the_top_are_found(tmp_path: Path, book: Path) -> None:
    rows = [[cell.value for cell in row] for row in Hand(load_workbook(book)["Jawaban"]).sheet.iter_rows()]
    assert len(read_book(bare_book(tmp_path / "late.xlsx", [["…"]] * 300 + rows)).rows) == 6


def test_what_people_add_does_no_harm(book: Path) -> None:
    fill(book, {COMPLAINTS: {"kind": "setuju"}})
    with opened(book) as hand:
        sheet = hand.sheet
        sheet.cell(1, 30).value = "dihitung ulang"
        sheet.cell(sheet.max_row + 5, 2).value = "Paraf:"
        sheet.row_dimensions[hand.rows[RECAP]].hidden = True
        sheet.merge_cells(
            start_row=hand.rows[AGENCIES], end_row=hand.rows[AGENCIES], start_column=2, end_column=3
        )
        extra = sheet.parent.create_sheet("Perhitungan kami", 0)
        extra.append(["=1+1", "setuju"])
    reading = read_book(book)
    assert list(answers_of(reading)) == [COMPLAINTS]
    assert reading.problems == ()


def test_an_untouched_copy_of_a_row_does_no_harm(book: Path) -> None:
    fill(book, {COMPLAINTS: {"kind": "setuju"}})
    with opened(book) as hand:
        last = hand.sheet.max_row + 1
        for cell in hand.sheet[hand.rows[COMPLAINTS]]:
            hand.sheet.cell(last, cell.column).value = cell.value
    reading = read_book(book)
    assert (list(answers_of(reading)), reading.problems) == ([COMPLAINTS], ())


def test_two_rows_with_one_key_and_other_content_are_both_named(book: Path) -> None:
    fill(book, {COMPLAINTS: {"kind": "setuju"}})
    with opened(book) as hand:
        last = hand.sheet.max_row + 1
        for cell in hand.sheet[hand.rows[COMPLAINTS]]:
            hand.sheet.cell(last, cell.column).value = cell.value
        hand.sheet.cell(last, hand.columns["kind"]).value = "catatan"
        hand.sheet.cell(last, hand.columns["remark"]).value = "Atau begini."
    reading = read_book(book)
    assert [(problem.code, problem.cell) for problem in reading.errors] == [
        ("answer_row_twice", "H5"),
        ("answer_row_twice", "H11"),
    ]
    assert answers_of(reading) == {}


def test_an_answer_on_a_row_without_key_is_pointed_out(book: Path) -> None:
    with opened(book) as hand:
        hand.sheet.cell(hand.sheet.max_row + 1, hand.columns["remark"]).value = "Baris baru dari kami."
    problem = read_book(book).problems[0]
    assert (problem.code, problem.severity, problem.cell) == ("answer_without_key", "warning", "L11")


def test_a_key_that_was_altered_is_named(book: Path) -> None:
    with opened(book) as hand:
        hand.fill({AGENCIES: {"kind": "setuju"}})
        key = hand.sheet.cell(hand.rows[COMPLAINTS], hand.key_column)
        key.value = str(key.value).replace("RAN7-01/1", "RAN7-01/3")
    reading = read_book(book)
    assert codes(reading) == ["answer_key_tampered"]
    assert list(answers_of(reading)) == [AGENCIES]


def test_a_row_that_the_matrix_does_not_have_is_named(book: Path) -> None:
    with opened(book) as hand:
        hand.sheet.cell(hand.rows[COMPLAINTS], hand.key_column).value = sealed_row("RAN7-09/9")
    assert "answer_row_unknown" in codes(read_book(book))


def test_a_column_that_stands_twice_is_named(book: Path) -> None:
    with opened(book) as hand:
        hand.sheet.cell(hand.tag_row, 16).value = hand.sheet.cell(hand.tag_row, hand.columns["kind"]).value
    problem = read_book(book).problems[0]
    assert (problem.code, problem.cell) == ("answer_column_twice", "H4")


def test_a_year_that_the_matrix_does_not_have_is_named(book: Path) -> None:
    fill(book, {COMPLAINTS: {**COUNTER, "values.2022": "45%"}})
    with opened(book) as hand:
        hand.sheet.cell(hand.tag_row, hand.columns["values.2022"]).value = "ogi1.values.2035"
    assert codes(read_book(book)) == ["answer_year_unknown"]


def test_invisible_marks_are_no_answer(book: Path) -> None:
    reading = read_book(
        fill(book, {COMPLAINTS: {"kind": "\u200b", "note": " \ufeff "}, RECAP: {"kind": "setuju"}})
    )
    assert (list(answers_of(reading)), reading.problems) == ([RECAP], ())


def test_a_sheet_without_the_column_of_answers_says_so(book: Path) -> None:
    with opened(book) as hand:
        hand.sheet.delete_cols(hand.columns["kind"])
    assert codes(read_book(book))[0] == "answer_column_missing"


REFUSED_MARKS = [
    ("answer_book_has_no_keys", None),
    ("answer_book_tampered", sealed_stamp().replace("stamp.7.", "stamp.8.")),
    ("answer_book_other_format", sealed_stamp().replace("ogi1", "ogi2")),
    ("answer_book_mixed", sealed_stamp(recipient_id=32)),
    ("answer_book_mixed", sealed_stamp(round_id=8)),
]


@pytest.mark.parametrize(("code", "stamp"), REFUSED_MARKS)
def test_a_book_that_is_not_this_round_s_is_refused(book: Path, code: str, stamp: str | None) -> None:
    with opened(book) as hand:
        hand.sheet.cell(hand.tag_row, hand.key_column).value = stamp
    with pytest.raises(RuleBroken, match=code) as refusal:
        read_book(book)
    assert words_for(refusal.value)


def test_sheets_of_two_recipients_in_one_book_are_refused(book: Path) -> None:
    with opened(book) as hand:
        copied = hand.sheet.parent.copy_worksheet(hand.sheet)
        copied.cell(hand.tag_row, hand.key_column).value = sealed_stamp(recipient_id=99)
    with pytest.raises(RuleBroken, match="answer_book_mixed"):
        read_book(book)


def test_another_secret_does_not_know_the_book(book: Path) -> None:
    with pytest.raises(RuleBroken, match="answer_book_tampered"):
        read_answer_book(book, secret=b"another", matrix_of=lambda _round_id: pytest.fail("asked"))


def test_the_file_comes_back_with_its_cells_marked(book: Path, tmp_path: Path) -> None:
    fill(
        book, {COMPLAINTS: {**COUNTER, "values.2022": "banyak"}, AGENCIES: {**COUNTER, "values.2022": "0,3"}}
    )
    reading = read_book(book)
    marked = tmp_path / "marked.xlsx"
    write_marked_book(book, reading, marked, lambda problem: words_for(problem.refusal))
    hand = Hand(load_workbook(marked)["Jawaban"])
    wrong, doubtful = (hand.cell(key, "values.2022") for key in (COMPLAINTS, AGENCIES))
    assert "“banyak” tidak terbaca sebagai angka" in wrong.comment.text
    assert "dibaca sebagai 30%" in doubtful.comment.text
    assert wrong.fill.fgColor.rgb != doubtful.fill.fgColor.rgb
    assert answers_of(read_book(marked)) == answers_of(reading)


def test_a_problem_of_the_whole_sheet_is_marked_at_its_top(book: Path, tmp_path: Path) -> None:
    marked = tmp_path / "marked.xlsx"
    write_marked_book(book, read_book(book), marked, lambda problem: problem.code)
    comment = load_workbook(marked)["Jawaban"]["A1"].comment
    assert comment is not None
    assert comment.text == "answer_book_blank"


def test_a_problem_in_merged_cells_is_marked_where_they_are_seen(book: Path, tmp_path: Path) -> None:
    with opened(book) as hand:
        hand.fill({COMPLAINTS: {"remark": "Terlalu tinggi."}})
        row = hand.rows[COMPLAINTS]
        hand.sheet.merge_cells(f"G{row}:I{row}")
    marked = tmp_path / "marked.xlsx"
    write_marked_book(book, read_book(book), marked, lambda problem: problem.code)
    comment = load_workbook(marked)["Jawaban"][f"G{row}"].comment
    assert comment is not None
    assert comment.text == "answer_kind_missing"
