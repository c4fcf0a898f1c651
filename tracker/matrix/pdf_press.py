"""The processes that set type. They are started once and stay warm, for the next file of this process.

Fontconfig and fontTools read what makes a PDF the same everywhere from their environment only: it is theirs,
and never that of the server, whose other children must find the machine's fonts.
"""

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from tracker.config import ROOT
from tracker.core.errors import RuleBroken
from tracker.matrix.pdf_sheets import Sheet

_PROGRAM = Path(__file__).with_name("pdf_typesetting.py")
# The fonts of the machine must not be found, or a PDF would look different on another one; and embedded
# fonts carry the time of their making unless it is fixed.
_SURROUNDINGS = {"FONTCONFIG_FILE": str(ROOT / "templates/pdf/fonts.conf"), "SOURCE_DATE_EPOCH": "0"}


class PressBroken(RuntimeError):
    """A typesetting process ended before its work was done; its own words are in the log."""


@dataclass(frozen=True)
class Attached:
    """A file inside the PDF, with the date it shall carry."""

    path: Path
    name: str
    description: str
    dated: datetime


@dataclass(frozen=True)
class Job:
    """A sheet, and where its PDF goes. `identifier` is unique among sheets that are bound together."""

    sheet: Sheet
    target: Path
    identifier: str
    attached: Attached | None = None


class Press:
    """One typesetting process."""

    def __init__(self) -> None:
        # "-P": the program's folder has modules that bear the names of others' packages.
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(_PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | _SURROUNDINGS,
            text=True,
            encoding="utf-8",
        )

    @property
    def is_running(self) -> bool:
        """Whether the process is still there."""
        return self._process.poll() is None

    def set(self, job: Job) -> None:
        """Set one sheet. RuleBroken "pango_missing" when the machine lacks what that takes."""
        assert self._process.stdin
        assert self._process.stdout
        # A process that has ended is told from its silence.
        with suppress(BrokenPipeError):
            self._process.stdin.write(_told(job) + "\n")
            self._process.stdin.flush()
        if not self._process.stdout.readline():
            self._explain_silence()

    def _explain_silence(self) -> None:
        status = self._process.wait()
        if status == os.EX_UNAVAILABLE:
            raise RuleBroken("pango_missing")
        raise PressBroken(f"typesetting ended with status {status}")

    def close(self) -> None:
        """Let the process end, once nothing is left for it to do."""
        # Where it has ended by itself there may be words left that it will not read any more.
        with suppress(BrokenPipeError), self._process:
            pass


def _told(job: Job) -> str:
    attached = job.attached and {
        **asdict(job.attached),
        "path": str(job.attached.path),
        "dated": job.attached.dated.isoformat(),
    }
    told = {"target": str(job.target), "identifier": job.identifier, "attached": attached}
    return json.dumps({**asdict(job.sheet), **told})


# Presses that wait for work. Of several only one is kept: a large volume leaves it with much memory.
_idle: list[Press] = []


def set_all(jobs: Iterable[Job]) -> Iterator[Job]:
    """Set several sheets side by side, the longest first; each job comes back when it is done."""
    ordered = sorted(jobs, key=lambda job: len(job.sheet.html), reverse=True)
    if not ordered:
        return
    with ThreadPoolExecutor(processes(len(ordered))) as hands:
        tasks = {hands.submit(set_one, job): job for job in ordered}
        try:
            for task in as_completed(tasks):
                task.result()
                yield tasks[task]
        finally:
            hands.shutdown(cancel_futures=True)
            dismiss(keep=1)


def processes(jobs: int) -> int:
    """How many processes share the work: no more than there are processors or jobs."""
    return min(os.cpu_count() or 1, jobs)


def set_one(job: Job) -> None:
    """Set one sheet. RuleBroken "pango_missing" when the machine lacks what that takes."""
    press = _warm_press() or Press()
    try:
        press.set(job)
    except BaseException:
        press.close()
        raise
    _idle.append(press)


def _warm_press() -> Press | None:
    while _idle:
        press = _idle.pop()
        if press.is_running:
            return press
        press.close()
    return None


def dismiss(*, keep: int = 0) -> None:
    """Let the presses that wait for work end, but for `keep` of them."""
    while len(_idle) > keep:
        _idle.pop().close()


atexit.register(dismiss)
# A forked child must not talk to its parent's presses.
os.register_at_fork(after_in_child=_idle.clear)
