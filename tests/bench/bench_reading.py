"""Reading a filled round's workbook back against its floor: a bare read-only pass over the same file.

Ours looks the file over, opens it in a process of its own, and makes answers of the cells. By the clock, as
part of the work is done in another process.
"""

import tempfile
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

import click
from flask_babel import force_locale
from openpyxl import load_workbook

from tests.bench.bench_workbook import settings_in
from tests.matrix.samples import large_matrix, make_stamp
from tracker import create_app
from tracker.matrix.answer_book import Invitation, write_answer_book
from tracker.matrix.answer_book_reader import read_answer_book
from tracker.matrix.answers import AnswerContent
from tracker.matrix.book_safety import look_over
from tracker.matrix.rows import Matrix, Quantity
from tracker.matrix.states import AnswerKind, Audience
from tracker.plans.states import IndicatorKind

RUNS = {150: 9, 5_000: 3}
MOST_RATIO = 1.5
SECRET = b"only for measuring"


def run() -> None:
    """Measure every size and print what came out."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with create_app(settings_in(place)).app_context(), force_locale("id"):
            for size in RUNS:
                measure_size(size, place / "book.xlsx")


def measure_size(size: int, path: Path) -> None:
    """Print the medians of both passes over a workbook with `size` filled rows, and their ratio."""
    matrix = large_matrix(size)
    write_filled(matrix, path)
    read(path, matrix)
    times = []
    for _run in range(RUNS[size]):
        floor = seconds(lambda: read_bare(path))
        times.append((seconds(lambda: read(path, matrix)), floor, seconds(lambda: look_over(path))))
    own, bare, look = (median(column) for column in zip(*times, strict=True))
    ratio = f"ratio {own / bare:.2f} (goal {MOST_RATIO})"
    click.echo(
        f"reading, {size} rows: {own:.3f} s, bare {bare:.3f} s, {ratio}; the look {look * 1000:.0f} ms"
    )


def write_filled(matrix: Matrix, path: Path) -> None:
    """A workbook in which every row is answered."""
    invitation = Invitation(
        round_id=1,
        recipient_id=1,
        title="Penelaahan",
        organisation="KemenPAN-RB",
        due_on=date(2024, 1, 31),
        row_keys=tuple(row.key for row in matrix.rows),
        bases={},
        answers={row.key: answer_to(row.kind, place) for place, row in enumerate(matrix.rows)},
    )
    write_answer_book(
        matrix,
        make_stamp(),
        invitation,
        language="id",
        audience=Audience.INTERNAL,
        secret=SECRET,
        target=path,
    )


def answer_to(kind: IndicatorKind, place: int) -> AnswerContent:
    """A counter-value where the indicator has numbers, else agreement with a remark."""
    remark = f"Alasan baris {place}: naik bertahap sesuai kesiapan daerah."
    if not kind.is_numeric:
        return AnswerContent(AnswerKind.AGREE, remark=remark)
    number, sign = Decimal(place % 90 + 5), "%" if kind is IndicatorKind.PERCENTAGE else ""
    value = Quantity(f"{number}{sign}", number)
    return AnswerContent(AnswerKind.COUNTER, ((2023, value), (2024, value)), remark=remark)


def read(path: Path, matrix: Matrix) -> None:
    """Ours."""
    reading = read_answer_book(path, secret=SECRET, matrix_of=lambda _round_id: matrix)
    assert all(row.answer for row in reading.rows)


def read_bare(path: Path) -> int:
    """Nothing but every cell of every sheet."""
    book = load_workbook(path, read_only=True)
    sheets: Any = book.worksheets
    cells = sum(cell.value is not None for sheet in sheets for row in sheet.iter_rows() for cell in row)
    book.close()
    return cells


def seconds(act: Callable[[], object]) -> float:
    """How long `act` takes by the clock."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


if __name__ == "__main__":
    run()
