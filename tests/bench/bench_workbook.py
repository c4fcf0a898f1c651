"""The workbook against its floor: a bare write-only pass over the same cells with shared styles.

Medians and their ratio for each size, both passes in turn in one process; then the memory of a large plan.
"""

import resource
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
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


def measure() -> None:
    """Measure every size and print what came out."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with create_app(settings_in(place)).app_context(), force_locale("id"):
            for size in SIZES:
                measure_size(size, place)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
            whole, own = other.submit(memory_of, LARGEST).result()
    click.echo(f"workbook, {LARGEST} rows: {own:.0f} MB while writing, {whole:.0f} MB with app and matrix")


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
        setattr(cell, part, getattr(model, part).copy())
    cell.number_format = model.number_format
    return cell._style


def seconds(act: Callable[[], None]) -> float:
    """How long `act` takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def memory_of(size: int) -> tuple[float, float]:
    """The most memory of a process that writes `size` rows, and what writing added to it, in MB."""
    matrix = large_matrix(size)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with create_app(settings_in(place)).app_context(), force_locale("id"):
            write(large_matrix(1), place / "first.xlsx")
            before = most_memory()
            write(matrix, place / "large.xlsx")
    return most_memory(), most_memory() - before


def most_memory() -> float:
    """The most memory this process has had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    measure()
