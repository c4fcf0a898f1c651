"""What people type into the cells of a round's workbook, and how it is understood (D4)."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import House
from tests.matrix.answer_books import (
    COMPLAINTS,
    COUNTER,
    POSITION,
    RECAP,
    Hand,
    opened,
    read_book,
    write_book,
)
from tests.matrix.samples import make_row, minutes_matrix
from tracker.core.errors import RuleBroken
from tracker.core.quantities import Comparator, Reading, format_reading
from tracker.matrix.answer_book_reading import BookReading, ReadRow
from tracker.matrix.answer_book_values import answer_words, read_value
from tracker.matrix.answers import AnswerContent
from tracker.matrix.book_reading import NUMBER, PERCENT, TEXT, Problem, RawCell
from tracker.matrix.rows import Matrix
from tracker.matrix.states import Severity
from tracker.plans.states import IndicatorKind
from tracker.web.errors import words_for


class Case(NamedTuple):
    """What somebody typed about an indicator like the one of the key; its value of 2022 as it is shown."""

    key: str
    fields: Mapping[str, Any]
    shown_as: str = ""


def counter(key: str, value: Any, *, year: int = 2022, shown_as: str = "") -> Case:
    """A counter-target as somebody typed it."""
    return Case(key, {**COUNTER, f"values.{year}": value}, shown_as)


PERCENTS: list[tuple[Case, str, str]] = [
    (counter(COMPLAINTS, 0.45), "45%", ""),
    (counter(COMPLAINTS, 1), "100%", ""),
    (counter(COMPLAINTS, 1.5), "150%", ""),
    (counter(COMPLAINTS, 45), "45%", "percent_shown_larger"),
    (counter(COMPLAINTS, "45%"), "45%", ""),
    (counter(COMPLAINTS, "45"), "45%", ""),
    (counter(COMPLAINTS, "0,45"), "45%", "share_read_as_percent"),
    (counter(COMPLAINTS, "0.45"), "45%", "share_read_as_percent"),
    (counter(COMPLAINTS, "45 persen"), "45%", ""),
    (counter(COMPLAINTS, "  min. 45% "), "≥ 45%", ""),
    (counter(COMPLAINTS, "sekitar 18,68%"), "sekitar 18,68%", ""),
    (counter(COMPLAINTS, "empat puluh lima persen"), "45%", ""),
    (counter(COMPLAINTS, 0), "0%", ""),
    (counter(COMPLAINTS, 0.1868), "18,68%", ""),
]
FORMATS = [
    (counter(COMPLAINTS, 0.45, shown_as="General"), "45", "share_read_as_percent"),
    (counter(COMPLAINTS, 45, shown_as="General"), "45", ""),
    (counter(COMPLAINTS, 18.68, shown_as="0.00"), "18.68", ""),
    (counter(COMPLAINTS, 0.455, shown_as='[$-421]"≥ "0.0%'), "45.5", ""),
    (counter(COMPLAINTS, 45, shown_as='0.0" %"'), "45", ""),
]
WRONG_VALUES = [
    (counter(COMPLAINTS, "1"), "percent_unclear"),
    (counter(COMPLAINTS, "=0.4+0.05"), "answer_is_formula"),
    (counter(COMPLAINTS, datetime(2022, 1, 2)), "answer_is_date"),  # noqa: DTZ001
    (counter(COMPLAINTS, "45 instansi"), "unit_is_not_percent"),
    (counter(COMPLAINTS, "kira-kira segitu"), "number_not_understood"),
    (counter(COMPLAINTS, "12.5.7"), "number_grouping_broken"),
    (counter(COMPLAINTS, "1.234%"), "number_ambiguous"),
    (counter(COMPLAINTS, -5), "value_negative"),
    (counter(RECAP, "mungkin"), "answer_level_unknown"),
    (counter(POSITION, "terbit"), "answer_level_unknown"),
]
LEVELS = [
    (counter(RECAP, "Ya"), "yes"),
    (counter(RECAP, "ya"), "yes"),
    (counter(RECAP, " YA "), "yes"),
    (counter(RECAP, "Yes"), "yes"),
    (counter(POSITION, "Penetapan", year=2021), "enactment"),
]
NOT_WHOLE: list[tuple[Case, str, str]] = [
    (Case(COMPLAINTS, filled), field, code)
    for filled, field, code in (
        ({"values.2022": "45%"}, "values.2022", "value_without_kind"),
        ({"remark": "Terlalu tinggi."}, "kind", "answer_kind_missing"),
        ({"kind": "usul angka", "remark": "Naik."}, "values.2021", "counter_value_missing"),
        ({"kind": "usul angka", "values.2022": "45%"}, "remark", "answer_reason_missing"),
        ({"kind": "usul hapus", "remark": "Sudah."}, "drop_reason", "answer_drop_reason_missing"),
        ({"kind": "setuju", "values.2022": "45%"}, "kind", "values_without_counter"),
        ({"kind": "setuju", "drop_reason": "alasan lain"}, "kind", "drop_reason_without_drop"),
        ({"kind": "boleh"}, "kind", "answer_kind_unknown"),
        ({"kind": "=A1"}, "kind", "answer_is_formula"),
        ({"kind": "usul hapus", "remark": "Ya.", "drop_reason": "bosan"}, "drop_reason",
         "answer_drop_reason_unknown"),
        ({"kind": "catatan", "remark": "x" * 10_001}, "remark", "text_too_long"),
    )
]  # fmt: skip
CASES = [
    *(case for case, _said, _more in PERCENTS + FORMATS + NOT_WHOLE),
    *(case for case, _said in WRONG_VALUES + LEVELS),
]


class CaseRead(NamedTuple):
    """How a case was read: its row, and what was said about it."""

    row: ReadRow
    problems: list[Problem]

    @property
    def codes(self) -> list[str]:
        """What was said."""
        return [problem.code for problem in self.problems]

    @property
    def answer(self) -> AnswerContent:
        """What counts."""
        assert self.row.answer
        return self.row.answer


Read = Callable[[Case], CaseRead]


@pytest.fixture(scope="module")
def reading(house: House, tmp_path_factory: pytest.TempPathFactory) -> BookReading:
    """One workbook in which all cases came back, each in a row of its own."""
    matrix = matrix_of_cases()
    with house.app.app_context():
        path = write_book(tmp_path_factory.mktemp("cases") / "book.xlsx", matrix)
        with opened(path) as hand:
            for row, case in zip(matrix.rows, CASES, strict=True):
                type_in(hand, row.key, case)
        return read_book(path, matrix)


def matrix_of_cases() -> Matrix:
    """The matrix of the minutes with a row for each case."""
    matrix = minutes_matrix()
    like = {row.key: row for row in matrix.rows}
    rows = [
        replace(like[case.key], key=f"RAN7-01/{number}", number=number)
        for number, case in enumerate(CASES, 1)
    ]
    return replace(matrix, rows=tuple(rows))


def type_in(hand: Hand, key: str, case: Case) -> None:
    """Fill in the row of a case."""
    hand.fill({key: case.fields})
    if case.shown_as:
        hand.cell(key, "values.2022").number_format = case.shown_as


@pytest.fixture
def read(reading: BookReading, app: Flask) -> Iterator[Read]:
    """Tells how a case was read; inside the app."""
    said: dict[str, list[Problem]] = {line(row.cells["kind"]): [] for row in reading.rows}
    for problem in reading.problems:
        said[line(problem.cell)].append(problem)

    def read_one(case: Case) -> CaseRead:
        row = reading.rows[CASES.index(case)]
        return CaseRead(row, said[line(row.cells["kind"])])

    with app.app_context():
        yield read_one


def line(cell: str) -> str:
    """The number of the line a cell is in."""
    return cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@pytest.mark.parametrize(("case", "echoed", "warning"), PERCENTS)
def test_a_percentage_is_read_however_it_is_typed(read: Read, case: Case, echoed: str, warning: str) -> None:
    found = read(case)
    echo = found.row.echoes["values.2022"]
    assert isinstance(echo, Reading)
    assert format_reading(echo) == echoed
    assert found.codes == ([warning] if warning else [])
    assert found.answer.values[0][1].value == echo.value


@pytest.mark.parametrize(("case", "value", "warning"), FORMATS)
def test_the_format_says_what_a_stored_number_means(read: Read, case: Case, value: str, warning: str) -> None:
    assert read(case).answer.values[0][1].value == Decimal(value)
    assert read(case).codes == ([warning] if warning else [])


@pytest.mark.parametrize(("case", "code"), WRONG_VALUES)
def test_a_value_that_cannot_be_read_is_named_with_its_cell(read: Read, case: Case, code: str) -> None:
    row, (problem,) = read(case)
    assert (problem.code, problem.severity) == (code, Severity.ERROR)
    assert problem.cell == row.cells["values.2022"]
    assert problem.read
    assert words_for(problem.refusal)
    assert row.is_faulty


@pytest.mark.parametrize(("case", "level"), LEVELS)
def test_levels_are_read_by_their_words_in_either_language(read: Read, case: Case, level: str) -> None:
    assert read(case).answer.values[0][1].level == level


@pytest.mark.parametrize(("case", "field", "code"), NOT_WHOLE)
def test_an_answer_that_is_not_whole_is_named_with_its_cell(
    read: Read, case: Case, field: str, code: str
) -> None:
    row, (problem,) = read(case)
    assert (problem.code, problem.cell) == (code, row.cells[field])
    assert problem.severity is Severity.ERROR
    assert row.is_faulty


def test_a_percent_is_no_count(app: Flask) -> None:
    with app.app_context(), pytest.raises(RuleBroken, match="unit_is_percent"):
        read_as(IndicatorKind.COUNT, RawCell(PERCENT, "0.45"))


def read_as(kind: IndicatorKind, cell: RawCell) -> Reading:
    """The echo of a cell for an indicator of this kind."""
    echo = read_value(cell, make_row(1, "Indikator", kind=kind), answer_words()).echo
    assert isinstance(echo, Reading)
    return echo


NUMBERS = st.decimals(min_value=0, max_value=10**9, places=2)


@given(NUMBERS)
@settings(max_examples=60)
def test_a_number_is_the_same_stored_or_written(number: Decimal) -> None:
    plain = f"{number:f}"
    stored = read_as(IndicatorKind.COUNT, RawCell(NUMBER, plain))
    written = read_as(IndicatorKind.COUNT, RawCell(TEXT, stored.as_written + " kali"))
    assert stored.value == number
    assert written.value == number


@given(st.decimals(min_value=2, max_value=999, places=2), st.sampled_from(Comparator))
@settings(max_examples=60)
def test_a_percentage_is_the_same_in_every_spelling(percent: Decimal, comparator: Comparator) -> None:
    share = RawCell(PERCENT, f"{percent / 100:f}")
    stored = read_as(IndicatorKind.PERCENTAGE, share)
    written = read_as(
        IndicatorKind.PERCENTAGE, RawCell(TEXT, f"{comparator.symbol} {stored.as_written}".strip())
    )
    plain = read_as(IndicatorKind.PERCENTAGE, RawCell(NUMBER, f"{percent:f}"))
    assert stored.value == written.value == plain.value == percent
    assert written.comparator is comparator


@given(st.text(max_size=60))
@settings(max_examples=100)
def test_any_text_is_read_or_refused(text: str) -> None:
    row = make_row(1, "Indikator")
    with suppress(RuleBroken):
        assert read_value(RawCell(TEXT, text), row, answer_words()).quantity.value is not None
