"""A file that is handed in, looked at before anything of it is kept."""

import io
from dataclasses import dataclass
from typing import BinaryIO

from tracker.core.errors import RuleBroken
from tracker.evidence.pictures import check_picture
from tracker.evidence.recognition import recognise
from tracker.evidence.rules import LARGEST, check_size, download_name
from tracker.evidence.states import FileKind


@dataclass(frozen=True)
class Admitted:
    """A file that may be kept: its kind, its size in bytes, and the name it is handed out under."""

    kind: FileKind
    size: int
    file_name: str


def admit(source: BinaryIO, name: str) -> Admitted:
    """What may be known of a file before it is kept; it is left at its beginning.

    Raises RuleBroken in words: too large, of a kind that is not accepted, cut off, or made to do harm.
    """
    size = source.seek(0, io.SEEK_END)
    if size > max(LARGEST.values()):
        raise RuleBroken(
            "evidence_far_too_large", field="file", params={"limit": max(LARGEST.values()) >> 20}
        )
    kind = recognise(source, name)
    check_size(kind, size)
    if kind.is_picture:
        check_picture(source)
    return Admitted(kind, size, download_name(name, kind))
