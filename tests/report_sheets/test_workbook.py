"""A report's workbook as it goes out, and what its cells mean when it comes back."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from tests.matrix.hostile_books import REFUSED, Spoil
from tests.report_sheets.sheets import (
    ASKED,
    COUNT,
    DRAFT,
    KEYS,
    ORIGIN,
    QUALITY,
    SECRET,
    SHARE,
    Hand,
    codes,
    fill,
    opened,
    read_book,
    said,
    write_book,
)
from tracker.core.errors import RuleBroken
from tracker.core.text import clean_text
from tracker.matrix.book_sheets import marked_sheets
from tracker.plans.states import IndicatorKind
from tracker.report_sheets.sheet_tags import Origin, Seal
from tracker.report_sheets.slots import Takes, slots_of
from tracker.reports.draft_rules import compact
from tracker.reports.states import Voice


@pytest.fixture(autouse=True)
def inside(app: Flask) -> Iterator[None]:
    """Words need the catalogue."""
    with app.app_context():
        yield


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The workbook of the draft."""
    return write_book(tmp_path / "isian.xlsx")


def test_what_goes_out_and_comes_back_is_the_draft(book: Path) -> None:
    reading = read_book(book)
    assert said(reading) == DRAFT
    assert codes(reading) == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_reads_the_same_in_both_languages(tmp_path: Path, language: Any) -> None:
    assert said(read_book(write_book(tmp_path / "book.xlsx", language=language))) == DRAFT


def test_the_same_draft_is_the_same_file(tmp_path: Path, book: Path) -> None:
    assert write_book(tmp_path / "again.xlsx").read_bytes() == book.read_bytes()


def test_numbers_and_dates_are_real_and_text_is_no_formula(book: Path) -> None:
    hand = Hand(load_workbook(book))
    numerator, day = hand.cells[f"{SHARE}.numerator"], hand.cells[f"{SHARE}.measured_on"]
    assert (numerator.value, numerator.number_format) == (104592, "[$-421]#,##0")
    assert day.value.date() == date(2022, 3, 31)
    assert hand.cells["narrative"].data_type == "s"
    assert hand.cells["completion"].value == "terbatas"


def test_only_the_cells_of_fields_are_open(book: Path) -> None:
    workbook = load_workbook(book)
    hand = Hand(workbook)
    fields = {(cell.parent.title, cell.coordinate) for cell in hand.cells.values()}
    open_cells = {
        (sheet.title, cell.coordinate)
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    slots = slots_of(ASKED, Voice.GOVERNMENT)
    assert len(open_cells) == len(slots)
    assert open_cells <= fields
    assert all(sheet.protection.sheet for sheet in workbook.worksheets)
    assert all(sheet.page_setup.orientation == "landscape" for sheet in workbook.worksheets)


def test_every_choice_has_its_list(book: Path) -> None:
    hand, lists = Hand(load_workbook(book)), set()
    for sheet in load_workbook(book).worksheets:
        for rule in sheet.data_validations.dataValidation:
            if rule.type == "list":
                lists |= {(sheet.title, cell) for area in rule.sqref.ranges for cell in _cells(area)}
    for name, slot in slots_of(ASKED, Voice.GOVERNMENT).items():
        cell = hand.cells[name]
        assert ((cell.parent.title, cell.coordinate) in lists) == (slot.takes is Takes.CHOICE), name


def _cells(area: Any) -> list[str]:
    return [f"{get_column_letter(column)}{row}" for row, column in area.cells]


def test_civil_society_gets_no_milestones_and_no_plans(tmp_path: Path) -> None:
    path = write_book(tmp_path / "oms.xlsx", {"narrative": "Menunggu."}, voice=Voice.SOCIETY)
    titles = load_workbook(path).sheetnames
    assert titles == ["Petunjuk", "Indikator", "Uraian"]
    assert said(read_book(path, {"narrative": "Menunggu."}, voice=Voice.SOCIETY)) == {
        "narrative": "Menunggu."
    }


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        (f"{COUNT}.statement", "ada capaian", "figure"),
        (f"{COUNT}.statement", " No  Progress ", "no_progress"),
        (f"{COUNT}.statement", "no_progress", "no_progress"),
        (f"{COUNT}.value", 227995, "227.995"),
        (f"{COUNT}.value", 0, "0"),
        (f"{COUNT}.value", Decimal("12.5"), "12,5"),
        (f"{COUNT}.value", "227.995", "227.995"),
        (f"{QUALITY}.value", 1234, "1234"),
        (f"{QUALITY}.value", Decimal("3.125"), "3,1250"),
        (f"{COUNT}.measured_on", date(2022, 2, 28), "28 Februari 2022"),
        (f"{COUNT}.measured_on", "28/2/2022", "28/2/2022"),
        (f"{KEYS[IndicatorKind.REGULATION]}.level", "harmonisasi", "harmonisation"),
        (f"{KEYS[IndicatorKind.YES_NO]}.level", "Ya", "yes"),
        (f"{SHARE}.numerator", None, ""),
        ("narrative", "+62 dan = tanda", "+62 dan = tanda"),
        ("follow_ups.0.owner", "Biro\nMKOK", "Biro MKOK"),
    ],
)
def test_a_cell_becomes_the_text_that_a_person_would_type(
    book: Path, name: str, value: Any, text: str
) -> None:
    assert read_book(fill(book, {name: value})).fields[name] == text


def test_a_number_written_again_in_the_same_value_changes_nothing(book: Path) -> None:
    reading = read_book(fill(book, {f"{SHARE}.denominator": 227995.0, f"{SHARE}.numerator": "104.592"}))
    assert (said(reading), codes(reading)) == (DRAFT, [])


def test_thousands_that_a_program_took_for_decimals_are_asked_about(book: Path) -> None:
    reading = read_book(fill(book, {f"{COUNT}.value": 227.995, f"{QUALITY}.value": 3.125}))
    (question,) = reading.questions
    assert (question.code, question.cell, question.params["other"]) == (
        "decimals_in_count",
        reading.cells[f"{COUNT}.value"].cell,
        Decimal(227995),
    )


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        (f"{COUNT}.statement", "mungkin", "sheet_choice_unknown"),
        (f"{COUNT}.value", date(2022, 12, 1), "answer_is_date"),
        ("follow_ups.1.owner", "x" * 301, "text_too_long"),
        ("narrative", "x" * 10_001, "text_too_long"),
    ],
)
def test_what_is_no_entry_is_told_by_its_cell(book: Path, name: str, value: Any, code: str) -> None:
    reading = read_book(fill(book, {name: value}))
    assert [(one.code, one.cell) for one in reading.errors] == [(code, reading.cells[name].cell)]
    assert name not in reading.fields


def test_a_formula_is_no_entry(book: Path) -> None:
    with opened(book) as (_workbook, hand):
        hand.cells["narrative"].value = "=1+1"
    assert [one.code for one in read_book(book).errors] == ["answer_is_formula"]


def test_all_problems_come_at_once(book: Path) -> None:
    wrong = {f"{COUNT}.statement": "x", f"{COUNT}.value": date(2022, 1, 1), "completion": "hampir"}
    assert len(read_book(fill(book, wrong)).errors) == 3


def test_blank_rows_of_a_list_are_closed_up(book: Path) -> None:
    entries = {
        "obstacles.0.category": None,
        "obstacles.0.text": None,
        "obstacles.4.category": "anggaran",
        "obstacles.4.text": "Anggaran turun.",
    }
    reading = read_book(fill(book, entries))
    assert reading.fields["obstacles.0.text"] == "Anggaran turun."
    assert reading.fields["obstacles.4.text"] == ""
    with opened(book) as (_workbook, hand):
        assert reading.cells["obstacles.0.text"].cell == hand.cells["obstacles.4.text"].coordinate


def test_rows_may_change_their_places(book: Path) -> None:
    with opened(book) as (workbook, hand):
        sheet = workbook["Kendala"]
        first, second = (hand.cells[f"obstacles.{number}.text"].row for number in (0, 1))
        for column in range(1, sheet.max_column + 1):
            one, other = sheet.cell(first, column), sheet.cell(second, column)
            one.value, other.value = other.value, one.value
    assert said(read_book(book)) == DRAFT


def test_a_row_that_is_gone_leaves_its_text_and_is_told(book: Path) -> None:
    with opened(book) as (workbook, hand):
        workbook["Kendala"].delete_rows(hand.cells["obstacles.0.text"].row)
    reading = read_book(book)
    assert "obstacles.0.text" not in reading.fields
    assert [(one.code, one.params) for one in reading.warnings] == [
        ("sheet_rows_missing", {"rows": "Kendala 1"})
    ]


def test_a_column_that_is_gone_is_told_once(book: Path) -> None:
    with opened(book) as (workbook, hand):
        workbook["Kendala"].delete_cols(hand.cells["obstacles.0.category"].column)
    reading = read_book(book)
    assert codes(reading) == ["sheet_column_missing"]
    assert "obstacles.0.category" not in reading.fields


def test_the_same_row_twice_with_other_words_is_refused(book: Path) -> None:
    with opened(book) as (workbook, hand):
        sheet, number = workbook["Kendala"], hand.cells["obstacles.0.text"].row
        for column in range(1, sheet.max_column + 1):
            sheet.cell(number + 30, column).value = sheet.cell(number, column).value
    assert codes(read_book(book)) == []
    with opened(book) as (workbook, hand):
        workbook["Kendala"].cell(number + 30, hand.cells["obstacles.0.text"].column).value = "Lain."
    assert [one.code for one in read_book(book).errors] == ["answer_row_twice"] * 2


def test_an_edited_key_and_a_row_without_one_are_told(book: Path) -> None:
    with opened(book) as (workbook, hand):
        sheet = workbook["Kendala"]
        text = hand.cells["obstacles.0.text"]
        sheet.cell(text.row, sheet.max_column).value += "x"
        sheet.cell(text.row + 40, text.column).value = "Di bawah tabel."
    reading = read_book(book)
    assert {"sheet_key_tampered", "sheet_row_without_key"} <= set(codes(reading))


@pytest.mark.parametrize(
    "other", [Origin(8, 1, 3), Origin(7, 2, 3), Origin(7, 1, 4)], ids=["report", "version", "draft"]
)
def test_a_row_of_another_workbook_is_refused(book: Path, other: Origin) -> None:
    with opened(book) as (workbook, hand):
        sheet = workbook["Kendala"]
        row = hand.cells["obstacles.0.text"].row
        sheet.cell(row, sheet.max_column).value = Seal(SECRET).row(other, "obstacles.0")
    with pytest.raises(RuleBroken, match="report_sheet_mixed"):
        read_book(book)


def test_a_key_of_another_installation_is_not_known(tmp_path: Path) -> None:
    stamp = Seal(b"another secret").stamp(ORIGIN)
    with pytest.raises(RuleBroken, match="answer_book_tampered"):
        Seal(SECRET).read_stamp(stamp)
    with pytest.raises(RuleBroken, match="answer_book_other_format"):
        Seal(SECRET).read_stamp("ogi2.stamp.report.7.1.3.x")


# A workbook of several sheets is read without the one that is gone.
HOSTILE = {name: each for name, each in REFUSED.items() if name != "a book without the sheet"}


@pytest.mark.parametrize(
    ("code", "spoil"), [pytest.param(code, spoil, id=name) for name, (code, spoil) in HOSTILE.items()]
)
def test_hostile_files_are_refused(book: Path, code: str, spoil: Spoil) -> None:
    spoil(book)
    with pytest.raises(RuleBroken) as refused:
        marked_sheets(book)
    assert refused.value.code == code


def test_a_sheet_that_is_gone_is_told(book: Path) -> None:
    with opened(book) as (workbook, _hand):
        del workbook["Uraian"]
    (missing,) = read_book(book).warnings
    assert missing.params == {"rows": "Uraian kemajuan, Tingkat penyelesaian komitmen"}


def _on_one_line(text: str) -> str:
    return " ".join(clean_text(text).split())


_TEXTS = st.one_of(
    st.sampled_from(
        ["", "46", "1.234", "1,234", "0,5", "227.995,50", "12 pengaduan", "45%", "minimal 3", "banyak", "-",
         "1 Januari 1900", "31 Maret 2022", "Selasa, 21 September 2020", "=1+1", "@x", "'a", "TRUE", "#REF!",
         "baris satu\nbaris dua", "123456789012345678", "limited", "terbatas", "complete"]
    ),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30).map(_on_one_line),
)  # fmt: skip
_NAMES = sorted(slots_of(ASKED, Voice.GOVERNMENT))
_DRAFTS = st.dictionaries(st.sampled_from(_NAMES), _TEXTS, min_size=20, max_size=60)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(draft=_DRAFTS)
def test_whatever_is_typed_comes_back_as_it_was_typed(tmp_path: Path, draft: dict[str, str]) -> None:
    kept = compact(draft)
    reading = read_book(write_book(tmp_path / "any.xlsx", kept), kept)
    assert said(reading) == kept
    assert reading.errors == ()
