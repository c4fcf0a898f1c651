"""The workbook against its floor: a bare write-only pass over the same cells with shared styles.

Medians and their ratio for each size, both passes in turn in one process; then the memory of a large plan.
"""

import tempfile
import time
import tracemalloc
from collections.abc import Callable
from copy import copy
from pathlib import Path
from statistics import median
from typing import Any

import click
from flask_babel import force_locale
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell

from tests.matrix.samples import large_matrix, make_stamp
from tracker import create_app
from tracker.config import Settings
from tracker.matrix.rows import Matrix
from tracker.matrix.states import Audience
from tracker.matrix.workbook import write_workbook

RUNS = 5
SIZES = (150, 5_000)
LARGEST = 20_000

Cell = tuple[Any, str, Any]
Sheets = dict[str, list[list[Cell]]]


def run() -> None:
    """Measure every size and print what came out."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with create_app(settings_in(place)).app_context(), force_locale("id"):
            for size in SIZES:
                measure_size(size, place)
            click.echo(f"workbook, {LARGEST} rows: {most_memory(LARGEST, place):.0f} MB while writing")


def settings_in(folder: Path) -> Settings:
    """Settings of an installation that is used for this alone."""
    return Settings(
        instance_path=folder,
        database_url="sqlite://",
        secret_key="only for measuring",
        base_url="http://tracker.test",
        is_secure=False,
    )


def measure_size(size: int, folder: Path) -> None:
    """Print the medians of both passes over a plan of `size` indicators, and their ratio."""
    matrix, ours, bare = large_matrix(size), folder / "ours.xlsx", folder / "bare.xlsx"
    write(matrix, ours)
    sheets = cells_of(ours)
    times = [
        (seconds(lambda: write(matrix, ours)), seconds(lambda: write_bare(sheets, bare)))
        for _run in range(RUNS)
    ]
    own, floor = (median(column) for column in zip(*times, strict=True))
    click.echo(f"workbook, {size} rows: {own:.3f} s, bare {floor:.3f} s, ratio {own / floor:.2f}")


def write(matrix: Matrix, target: Path) -> None:
    """The workbook as a reader gets it."""
    write_workbook(matrix, make_stamp(), language="id", audience=Audience.INTERNAL, target=target)


def cells_of(path: Path) -> Sheets:
    """The cells of a workbook by sheet and row: value, data type, and a cell that has the style."""
    styles: dict[int, Any] = {}
    return {
        sheet.title: [
            [
                (cell.value, cell.data_type, styles.setdefault(cell.style_id, cell))
                for cell in row
                if cell.has_style
            ]
            for row in sheet.iter_rows()
        ]
        for sheet in load_workbook(path)
    }


def write_bare(sheets: Sheets, target: Path) -> None:
    """Nothing but the cells, each with one of the shared styles."""
    workbook = Workbook(write_only=True)
    shared: dict[int, Any] = {}
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            cells = []
            for value, data_type, model in row:
                cell: Any = WriteOnlyCell(sheet, value)
                cell.data_type = data_type
                if id(model) not in shared:
                    shared[id(model)] = style_like(model, sheet)
                cell._style = shared[id(model)]
                cells.append(cell)
            sheet.append(cells)
    workbook.save(target)


def style_like(model: Any, sheet: Any) -> Any:
    """The style of a cell of another workbook."""
    cell: Any = WriteOnlyCell(sheet)
    for part in ("font", "fill", "border", "alignment", "protection"):
        setattr(cell, part, copy(getattr(model, part)))
    cell.number_format = model.number_format
    return cell._style


def seconds(act: Callable[[], None]) -> float:
    """How long `act` takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def most_memory(size: int, folder: Path) -> float:
    """The most memory that writing `size` rows takes besides the rows themselves, in MB."""
    matrix = large_matrix(size)
    tracemalloc.start()
    write(matrix, folder / "large.xlsx")
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1_000_000


if __name__ == "__main__":
    run()
