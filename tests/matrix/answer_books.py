"""Answer books for tests: one invitation, and hands that fill in a sheet the way people do."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from flask_babel import force_locale
from openpyxl import Workbook, load_workbook

from tests.matrix.samples import make_stamp, minutes_matrix
from tracker.core.bilingual import Language
from tracker.matrix.answer_book import Invitation, write_answer_book
from tracker.matrix.answer_book_reader import read_answer_book
from tracker.matrix.answer_book_reading import BookReading, ReadRow
from tracker.matrix.answer_book_tags import BookStamp, RowTag, Seal
from tracker.matrix.answers import AnswerContent
from tracker.matrix.rows import Matrix
from tracker.matrix.states import Audience

SECRET = b"the secret of the tests"
ROUND, RECIPIENT = 7, 31
COMPLAINTS, AGENCIES, RECAP, POSITION = (f"RAN7-01/{number}" for number in (1, 2, 4, 5))
COUNTER = {"kind": "usul angka", "remark": "Naik bertahap."}

Entries = Mapping[str, Mapping[str, Any]]


def invitation(matrix: Matrix | None = None, **changes: Any) -> Invitation:
    """The ministry is asked about every row."""
    plain = Invitation(
        round_id=ROUND,
        recipient_id=RECIPIENT,
        title="Penelaahan versi 2",
        organisation="KemenPAN-RB",
        due_on=date(2020, 10, 5),
        row_keys=tuple(row.key for row in (matrix or minutes_matrix()).rows),
        bases={COMPLAINTS: 12},
        answers={},
    )
    return replace(plain, **changes)


def write_book(
    target: Path, matrix: Matrix | None = None, *, language: Language = "id", **changes: Any
) -> Path:
    """The workbook of an invitation; inside an app context."""
    matrix = matrix or minutes_matrix()
    with force_locale(language):
        write_answer_book(
            matrix,
            make_stamp(),
            invitation(matrix, **changes),
            language=language,
            audience=Audience.INTERNAL,
            secret=SECRET,
            target=target,
        )
    return target


def read_book(path: Path, matrix: Matrix | None = None) -> BookReading:
    """What the workbook says."""
    return read_answer_book(path, secret=SECRET, matrix_of=lambda _round_id: matrix or minutes_matrix())


@cache
def _blank() -> bytes:
    with TemporaryDirectory() as folder:
        return write_book(Path(folder) / "blank.xlsx").read_bytes()


def blank_book(target: Path) -> Path:
    """The workbook of the plain invitation; it is only made once, inside the first app context."""
    target.write_bytes(_blank())
    return target


class Hand:
    """Knows where things stand in the answer sheet of an opened workbook."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        seal = Seal(SECRET)
        self.tag_row = next(
            row[0].row
            for row in sheet.iter_rows()
            if any(isinstance(cell.value, str) and ".stamp." in cell.value for cell in row)
        )
        marks = {cell.column: str(cell.value) for cell in sheet[self.tag_row] if cell.value}
        self.columns = {mark.partition(".")[2]: column for column, mark in marks.items()}
        self.key_column = next(column for column, mark in marks.items() if ".stamp." in mark)
        self.rows = {}
        for number in range(self.tag_row + 1, sheet.max_row + 1):
            tag = seal.read_row(str(sheet.cell(number, self.key_column).value))
            if tag:
                self.rows[tag.row_key] = number

    def cell(self, key: str, field: str) -> Any:
        """The cell of a row in a column."""
        return self.sheet.cell(self.rows[key], self.columns[field])

    def fill(self, entries: Entries) -> None:
        """Write values into the answer cells, text as text."""
        for key, fields in entries.items():
            for field, value in fields.items():
                self.cell(key, field).value = value


@contextmanager
def opened(path: Path, title: str = "Jawaban") -> Iterator[Hand]:
    """The answer sheet of a workbook that is saved again afterwards."""
    book = load_workbook(path)
    yield Hand(book[title])
    book.save(path)


def fill(path: Path, entries: Entries) -> Path:
    """The workbook with answers filled in by openpyxl."""
    with opened(path) as hand:
        hand.fill(entries)
    return path


def answers_of(reading: BookReading) -> dict[str, AnswerContent]:
    """The rows that were answered."""
    return {row.row_key: row.answer for row in reading.rows if row.answer}


def row_of(reading: BookReading, key: str) -> ReadRow:
    """A row of a reading."""
    return next(row for row in reading.rows if row.row_key == key)


def codes(reading: BookReading) -> list[str]:
    """What is wrong."""
    return [problem.code for problem in reading.problems]


def rewrite(path: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """The workbook with its parts changed by hand."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def sealed_row(key: str, **changes: Any) -> str:
    """A row's key as this installation makes it."""
    return Seal(SECRET).row(replace(RowTag(ROUND, RECIPIENT, None, key), **changes))


def sealed_stamp(**changes: Any) -> str:
    """A sheet's stamp as this installation makes it."""
    return Seal(SECRET).stamp(replace(BookStamp(ROUND, RECIPIENT, make_stamp().sha256), **changes))


def bare_book(target: Path, rows: list[list[Any]]) -> Path:
    """A workbook of one sheet that another program could have written."""
    book = Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    book.save(target)
    return target
