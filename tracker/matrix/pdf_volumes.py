"""A large plan's PDF: set in volumes side by side, each volume kept by its content, then bound."""

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from tracker.core.digest import sha256_of
from tracker.matrix.pdf_binding import Volume, bind, read_volume
from tracker.matrix.pdf_press import Attached, Job, set_all
from tracker.matrix.pdf_sheets import (
    Edition,
    Sheet,
    content_titles,
    front_sheet,
    running_sheets,
    volume_sheets,
)

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
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
    # On the shelf, so that a finished volume takes its place there whole or not at all.
    with tempfile.TemporaryDirectory(prefix="unfinished-", dir=keep) as folder:
        desk = Path(folder)
        sheets = {_place(sheet, keep or desk): sheet for sheet in volume_sheets(edition)}
        titles = content_titles(edition)
        # Which page a title stands on is known when all volumes are set. How many pages the front itself
        # takes does not depend on that, and so is found out meanwhile.
        draft = Job(front_sheet(edition, [(title, 0) for title in titles]), desk / "draft.pdf", identifier)
        _set_missing(sheets, draft, progress)
        opening, volumes = read_volume(draft.target), [read_volume(path) for path in sheets]
        places = zip(titles, _places(opening, volumes), strict=True)
        front = Job(front_sheet(edition, list(places)), desk / "front.pdf", identifier, attached)
        page_count = opening.page_count + sum(volume.page_count for volume in volumes)
        running = _running_jobs(edition, page_count, desk, identifier)
        _set([front, *running])
        bind(front.target, list(sheets), [job.target for job in running], target)
    progress(len(sheets) + 1, len(sheets) + 1)


def _place(sheet: Sheet, folder: Path) -> Path:
    return folder / f"{sha256_of('|'.join((*_PRESS, sheet.digest)))}.pdf"


def _set_missing(sheets: Mapping[Path, Sheet], draft: Job, progress: Callable[[int, int], None]) -> None:
    jobs = {}
    for path, sheet in sheets.items():
        if path.exists():
            # When it was used last decides how long it is kept.
            path.touch()
        else:
            jobs[Job(sheet, draft.target.with_name(path.name), path.stem[:32])] = path
    done = len(sheets) - len(jobs)
    for job in set_all([*jobs, draft]):
        if job is not draft:
            done += 1
            job.target.replace(jobs[job])
            progress(done, len(sheets) + 1)


def _set(jobs: Iterable[Job]) -> None:
    for _job in set_all(jobs):
        pass


def _places(opening: Volume, volumes: Sequence[Volume]) -> list[int]:
    """The page number of each bookmark in the volumes."""
    places, before = list[int](), opening.page_count
    for volume in volumes:
        places += [before + page + 1 for page in volume.marked_pages]
        before += volume.page_count
    return places


def _running_jobs(edition: Edition, page_count: int, desk: Path, identifier: str) -> list[Job]:
    sheets = enumerate(running_sheets(edition, page_count))
    return [Job(sheet, desk / f"running-{place}.pdf", identifier) for place, sheet in sheets]
