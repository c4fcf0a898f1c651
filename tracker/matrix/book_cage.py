"""The process that opens workbooks of strangers: one for each file, with limits on time and memory.

The next one is started ahead, so that nobody waits for it to load.
"""

import atexit
import json
import logging
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.core.errors import RuleBroken

Opener = subprocess.Popen[str]

_log = logging.getLogger(__name__)
_PROGRAM = Path(__file__).with_name("book_opening.py")
# The look has refused every file that declares anything for its XML, and the parser that would refuse it
# again takes three times as long.
_SURROUNDINGS = {"OPENPYXL_DEFUSEDXML": "False"}
# The limit is on the processor's time; on a busy machine the same work takes longer by the clock.
_PATIENCE = 5
_LONGEST_COMPLAINT = 2_000
_ENDED_BY_LIMIT = (-signal.SIGPROF, -signal.SIGKILL, os.EX_TEMPFAIL)


@dataclass(frozen=True)
class Limits:
    """What one file may cost: seconds of a processor, and megabytes of memory."""

    seconds: float
    megabytes: int


def run(work: str, limits: Limits, **about: object) -> Any:
    """What the program says about its work.

    RuleBroken "answer_book_too_heavy" when it used up what it may, "answer_book_broken" when it failed.
    """
    order = {"work": work, "seconds": limits.seconds, "megabytes": limits.megabytes, "about": about}
    said = _ask(_waiting_opener() or _start(), order, patience=limits.seconds * _PATIENCE)
    if not _waiting:
        _waiting.append(_start())
    return json.loads(said)


# Openers that wait for their only file.
_waiting: list[Opener] = []


def _waiting_opener() -> Opener | None:
    while _waiting:
        opener = _waiting.pop()
        if opener.poll() is None:
            return opener
        _let_end(opener)
    return None


def _start() -> Opener:
    # "-P": the program's folder has modules that bear the names of others' packages.
    return subprocess.Popen(
        [sys.executable, "-P", str(_PROGRAM)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | _SURROUNDINGS,
        text=True,
        encoding="utf-8",
    )


def _ask(opener: Opener, order: dict[str, object], *, patience: float) -> str:
    with opener:
        try:
            said, complaint = opener.communicate(json.dumps(order) + "\n", timeout=patience)
        except BaseException as reason:
            opener.kill()
            if isinstance(reason, subprocess.TimeoutExpired):
                raise RuleBroken("answer_book_too_heavy") from None
            raise
    _check_end(opener.returncode, complaint)
    return said


def _check_end(status: int, complaint: str) -> None:
    if status in _ENDED_BY_LIMIT:
        raise RuleBroken("answer_book_too_heavy")
    if status != os.EX_OK:
        _log.info("A workbook could not be opened: %s", complaint[-_LONGEST_COMPLAINT:])
        raise RuleBroken("answer_book_broken")


def _let_end(opener: Opener) -> None:
    with opener:
        opener.communicate()


def dismiss() -> None:
    """Let the processes that wait for work end."""
    while _waiting:
        _let_end(_waiting.pop())


atexit.register(dismiss)
# A forked child must not talk to its parent's processes.
os.register_at_fork(after_in_child=_waiting.clear)
