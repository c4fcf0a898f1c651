"""Hostile files are refused in words, quickly and within limits; oddities are read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.matrix.answer_books import (
    COMPLAINTS,
    answers_of,
    blank_book,
    codes,
    fill,
    opened,
    read_book,
)
from tests.matrix.hostile_books import HARMLESS, REFUSED, in_sheet
from tracker.core.errors import RuleBroken
from tracker.matrix import book_cage
from tracker.matrix.book_cage import Limits
from tracker.matrix.book_sheets import READING
from tracker.web.errors import words_for


@pytest.fixture
def book(app: Flask, tmp_path: Path) -> Iterator[Path]:
    """A workbook with one answer; inside the app."""
    with app.app_context():
        yield fill(blank_book(tmp_path / "book.xlsx"), {COMPLAINTS: {"kind": "setuju"}})


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_in_words(book: Path, name: str) -> None:
    code, spoil = REFUSED[name]
    spoil(book)
    with pytest.raises(RuleBroken) as refusal:
        read_book(book)
    assert refusal.value.code == code
    assert words_for(refusal.value)


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_only_odd_is_read(book: Path, name: str) -> None:
    HARMLESS[name](book)
    assert list(answers_of(read_book(book))) == [COMPLAINTS]


def test_formulas_in_every_answer_cell_are_all_named(book: Path) -> None:
    with opened(book) as hand:
        fields = ("kind", "values.2021", "values.2022", "drop_reason", "remark", "note")
        hand.fill({key: dict.fromkeys(fields, '=HYPERLINK("http://evil")') for key in hand.rows})
    reading = read_book(book)
    assert codes(reading) == ["answer_is_formula"] * 36
    assert answers_of(reading) == {}


def test_a_file_that_takes_too_long_is_given_up(book: Path) -> None:
    with pytest.raises(RuleBroken, match="answer_book_too_heavy"):
        run_extract(book, Limits(seconds=0.001, megabytes=READING.megabytes))


def test_a_file_that_takes_too_much_memory_is_given_up(book: Path) -> None:
    long = b'<row><c t="inlineStr"><is><t>' + b"x" * 40_000_000 + b"</t></is></c></row></sheetData>"
    in_sheet(b"</sheetData>", long)(book)
    with pytest.raises(RuleBroken, match="answer_book_too_heavy"):
        run_extract(book, Limits(seconds=10, megabytes=30))


def test_the_next_file_is_read_after_one_was_given_up(book: Path) -> None:
    with pytest.raises(RuleBroken):
        run_extract(book, Limits(seconds=0.001, megabytes=READING.megabytes))
    assert list(answers_of(read_book(book))) == [COMPLAINTS]


def test_processes_that_wait_end_when_they_are_let_go(book: Path) -> None:
    read_book(book)
    (waiting,) = book_cage._waiting
    book_cage.dismiss()
    assert waiting.returncode == 0


def run_extract(path: Path, limits: Limits) -> Any:
    """What the caged program tells."""
    return book_cage.run("extract", limits, path=str(path), prefix="ogi", most_rows=1_000)
