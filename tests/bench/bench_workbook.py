"""The workbook against its floor: a bare write-only pass over the same cells with shared styles.

For each size the medians of both passes in turn, and their ratio; how the time grows with the rows; and the
memory of a process that writes a large plan out of its stored content, as an export does.
"""

import math
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from copy import copy
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any

import click
from flask_babel import force_locale
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.read_only import EmptyCell

from tests.matrix.samples import large_matrix, make_stamp
from tracker import create_app
from tracker.config import Settings
from tracker.matrix.content import open_content, to_content
from tracker.matrix.rows import Matrix
from tracker.matrix.states import Audience
from tracker.matrix.workbook import write_workbook

# How often each size is measured: rows, and runs of both passes.
RUNS = {150: 5, 5_000: 3, 20_000: 1}
LARGEST = max(RUNS)
MOST_RATIO, MOST_GROWTH, MOST_MEMORY = 1.25, 1.1, 150
_PIECE = 1 << 22

Cell = tuple[Any, str, Any]
Sheets = dict[str, list[list[Cell]]]


def run() -> None:
    """Measure every size and print what came out."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with create_app(settings_in(place)).app_context(), force_locale("id"):
            own = {size: measure_size(size, place) for size in RUNS}
        tell_growth(own)
        tell_memory(place)


def settings_in(folder: Path) -> Settings:
    """Settings of an installation that is used for this alone."""
    return Settings(
        instance_path=folder,
        database_url="sqlite://",
        secret_key="only for measuring",
        base_url="http://tracker.test",
        is_secure=False,
    )


def measure_size(size: int, folder: Path) -> float:
    """Print the medians of both passes over a plan of `size` indicators and their ratio; returns our own."""
    ours, bare = folder / "ours.xlsx", folder / "bare.xlsx"
    matrix = open_content([to_content(large_matrix(size))])
    write(matrix, ours)
    sheets = cells_of(ours)
    times = [
        (seconds(lambda: write(matrix, ours)), seconds(lambda: write_bare(sheets, bare)))
        for _run in range(RUNS[size])
    ]
    own, floor = (median(column) for column in zip(*times, strict=True))
    ratio = f"ratio {own / floor:.2f} (goal {MOST_RATIO})"
    click.echo(f"workbook, {size} rows: {own:.2f} s, bare {floor:.2f} s, {ratio}")
    return float(own)


def tell_growth(own: dict[int, float]) -> None:
    """Print the exponent with which the time grows between the two largest plans; 1 is in step with them."""
    *_smaller, before, after = sorted(own)
    exponent = math.log(own[after] / own[before]) / math.log(after / before)
    click.echo(f"workbook, growth: exponent {exponent:.2f} (goal {MOST_GROWTH})")


def tell_memory(folder: Path) -> None:
    """Print what a process of its own needs to write the largest plan."""
    stored = folder / "content.json"
    stored.write_text(to_content(large_matrix(LARGEST)), encoding="utf-8")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        before, most = pool.submit(memory_of_writing, stored).result()
    needed = f"{most - before:.0f} MB (goal {MOST_MEMORY})"
    click.echo(f"workbook, {LARGEST} rows: {needed} for reading and writing, {most:.0f} MB with the app")


def memory_of_writing(stored: Path) -> tuple[float, float]:
    """This process's memory before it writes the workbook of a content, and the most it ever had, in MB."""
    folder = stored.parent
    with create_app(settings_in(folder)).app_context(), force_locale("id"):
        before = memory("VmRSS")
        write(open_content(pieces_of(stored)), folder / "large.xlsx", Audience.PUBLIC)
    return before, memory("VmHWM")


def memory(field: str) -> float:
    """A figure that Linux keeps about this process; what `resource` knows is also about its parent."""
    lines = Path("/proc/self/status").read_text().splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith(f"{field}:"))
    return int(kilobytes) / 1024


def pieces_of(stored: Path) -> Iterator[str]:
    """The content as the database hands it out."""
    with stored.open(encoding="utf-8") as source:
        while piece := source.read(_PIECE):
            yield piece


def write(matrix: Matrix, target: Path, audience: Audience = Audience.INTERNAL) -> None:
    """The workbook as a reader gets it."""
    write_workbook(matrix, make_stamp(), language="id", audience=audience, target=target)


def cells_of(path: Path) -> Sheets:
    """The cells of a workbook by sheet and row: value, data type, and a cell that has the style."""
    styles: dict[int, Any] = {}
    sheets: Any = load_workbook(path, read_only=True).worksheets
    return {
        sheet.title: [
            [
                (cell.value, cell.data_type, styles.setdefault(cell._style_id, cell))
                for cell in row
                if not isinstance(cell, EmptyCell)
            ]
            for row in sheet.iter_rows()
        ]
        for sheet in sheets
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
    """How long the processor is busy with `act`; neither pass waits for anything."""
    start = time.process_time()
    act()
    return time.process_time() - start


if __name__ == "__main__":
    run()
