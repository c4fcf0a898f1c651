"""What a zip's directory says about its parts, before anything is unpacked: hostile ones are told by it."""

import re
import zlib
from collections.abc import Sequence
from enum import StrEnum
from struct import error as StructError  # noqa: N812
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipInfo

# What reading a damaged zip may raise.
BROKEN_ZIP = (
    BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    StructError,
    KeyError,
)
MOST_RATIO = 100

_SMALL_PART = 1 << 20
_ENCRYPTED_FLAG = 1
_TRICKY_NAME = re.compile(r"^[/\\]|(^|[/\\])\.\.([/\\]|$)|^[A-Za-z]:")


class ZipFault(StrEnum):
    """Why a zip is not opened."""

    TOO_MANY_PARTS = "too_many_parts"
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    BOMB = "is_bomb"


def fault_of_parts(parts: Sequence[ZipInfo], *, most_parts: int, largest_unpacked: int) -> ZipFault | None:
    """Why a zip with these parts is not to be opened, or None; sizes are in bytes."""
    if len(parts) > most_parts:
        return ZipFault.TOO_MANY_PARTS
    if len({part.filename.casefold() for part in parts}) < len(parts):
        return ZipFault.BROKEN
    if fault := next(filter(None, map(_fault_of, parts)), None):
        return fault
    return ZipFault.BOMB if sum(part.file_size for part in parts) > largest_unpacked else None


def _fault_of(part: ZipInfo) -> ZipFault | None:
    if part.flag_bits & _ENCRYPTED_FLAG:
        return ZipFault.ENCRYPTED
    if _TRICKY_NAME.search(part.filename) or part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return ZipFault.BROKEN
    is_bomb = part.file_size > _SMALL_PART and part.file_size > MOST_RATIO * part.compress_size
    return ZipFault.BOMB if is_bomb else None
