"""A large plan's PDF: set in volumes by several processes, each volume kept by its content, then bound."""

import gc
import multiprocessing
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from importlib.metadata import version
from pathlib import Path

from tracker.core.digest import sha256_of
from tracker.matrix.pdf_binding import bind, count_pages
from tracker.matrix.pdf_sheets import Edition, Sheet, front_sheet, running_sheet, volume_sheets
from tracker.matrix.pdf_typesetting import Attached, typeset

# What decides how the same sheet comes out; a volume of another make is not taken for this one.
# Raise the number when `pdf_typesetting` sets the same sheet in another way.
_MAKE = "1"
_PACKAGES = ("weasyprint", "pydyf", "fontpkg-source-sans-3", "fontpkg-plus-jakarta-sans")
_PRESS = (_MAKE, *(version(package) for package in _PACKAGES))


def write_volumes(
    edition: Edition,
    target: Path,
    *,
    identifier: str,
    attached: Attached,
    keep: Path | None,
    progress: Callable[[int, int], None],
) -> None:
    """Write the bound document to `target`; volumes already in the folder `keep` are not set again."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        shelf = keep or desk
        shelf.mkdir(parents=True, exist_ok=True)
        sheets = {_place(sheet, shelf): sheet for sheet in volume_sheets(edition)}
        _set_missing(sheets, progress)
        front, running = desk / "front.pdf", desk / "running.pdf"
        typeset(front_sheet(edition), front, identifier=identifier, attached=attached)
        page_count = sum(count_pages(part) for part in (front, *sheets))
        typeset(running_sheet(edition, page_count), running, identifier=identifier)
        bind(front, list(sheets), running, target)
    progress(len(sheets) + 1, len(sheets) + 1)


def _place(sheet: Sheet, folder: Path) -> Path:
    return folder / f"{sha256_of('|'.join((*_PRESS, sheet.digest)))}.pdf"


def _set_missing(sheets: Mapping[Path, Sheet], progress: Callable[[int, int], None]) -> None:
    missing = {path: sheet for path, sheet in sheets.items() if not path.exists()}
    for done, _path in enumerate(_set_side_by_side(missing), len(sheets) - len(missing) + 1):
        progress(done, len(sheets) + 1)


def _set_side_by_side(sheets: Mapping[Path, Sheet]) -> Iterator[Path]:
    workers = processes(len(sheets))
    if workers <= 1:
        yield from (set_volume(sheet, path) for path, sheet in sheets.items())
        return
    # Spawned, not forked: the caller may be a server with threads. The garbage collector would look through
    # millions of living boxes again and again, so it runs between volumes only.
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=spawning, initializer=gc.disable) as pool:
        jobs = [pool.submit(set_volume, sheet, path) for path, sheet in sheets.items()]
        yield from (job.result() for job in as_completed(jobs))


def processes(jobs: int) -> int:
    """How many processes share the work: no more than there are processors or jobs."""
    return min(os.cpu_count() or 1, jobs)


def set_volume(sheet: Sheet, path: Path) -> Path:
    """Set one volume; it appears at `path` whole or not at all."""
    unfinished = path.with_suffix(f".{os.getpid()}")
    typeset(sheet, unfinished, identifier=path.stem[:32])
    gc.collect()
    return unfinished.replace(path)
