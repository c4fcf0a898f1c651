"""Opening a workbook that came back: looked over, read in a process with limits, and marked (D42)."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from tracker.core.errors import RuleBroken
from tracker.core.text import clean_text
from tracker.matrix import book_cage
from tracker.matrix.book_cage import Limits
from tracker.matrix.book_marks import PREFIX
from tracker.matrix.book_reading import Problem, RawCell, RawRow, RawSheet
from tracker.matrix.book_safety import MOST_ROWS, look_over

READING, MARKING = Limits(seconds=2, megabytes=200), Limits(seconds=20, megabytes=600)
# What blows up is small, and an honest workbook of thousands of rows is not: a large one gets more time.
LONGEST_READING, SECONDS_PER_MEGABYTE = 8, 3


def marked_sheets(path: Path) -> list[RawSheet]:
    """Every sheet that has the hidden marks, with the filled cells of its marked columns.

    RuleBroken with the reason when the file as a whole is refused; its code begins with "answer_book_".
    """
    look_over(path)
    limits = replace(READING, seconds=_seconds_for(path.stat().st_size))
    told = book_cage.run("extract", limits, path=str(path), prefix=PREFIX, most_rows=MOST_ROWS)
    if not told:
        raise RuleBroken("answer_book_has_no_keys")
    return [
        RawSheet(
            sheet["title"],
            sheet["stamp"],
            sheet["heading"],
            sheet["columns"],
            tuple(sheet["twice"]),
            tuple(
                RawRow(
                    number, {field: RawCell(*cell) for field, cell in cells.items() if clean_text(cell[1])}
                )
                for number, cells in sheet["rows"]
            ),
        )
        for sheet in told
    ]


def _seconds_for(size: int) -> float:
    return min(LONGEST_READING, READING.seconds + SECONDS_PER_MEGABYTE * (size >> 20))


def write_marks(
    path: Path, target: Path, problems: Iterable[Problem], word: Callable[[Problem], str], *, sheet: str
) -> None:
    """Write the uploader's own file to `target` with every problem's cell coloured and commented.

    `word` puts a problem into words; one that is about no sheet goes to `sheet`. RuleBroken when the file
    cannot be written again within its limits.
    """
    look_over(path)
    marks = [
        (problem.sheet or sheet, problem.cell, problem.severity.value, word(problem)) for problem in problems
    ]
    book_cage.run("mark", MARKING, path=str(path), target=str(target), marks=marks)


def fingerprint_in(path: Path) -> str:
    """The fingerprint of the version that a workbook names in its properties; "" when it names none.

    RuleBroken when the file is no workbook, or is refused as a whole.
    """
    look_over(path)
    return str(book_cage.run("tell", READING, path=str(path), wanted="sha256"))
