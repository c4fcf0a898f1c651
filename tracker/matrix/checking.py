"""What a file in hand is: one of ours as it was sent, one that names a version of ours, or neither."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tracker.core.digest import sha256_of_file
from tracker.core.errors import RuleBroken
from tracker.matrix import queries
from tracker.matrix.book_sheets import fingerprint_in
from tracker.matrix.queries import Copy

# Each tells for the SHA-256 of a file which version's fingerprint it belongs to: "" for a draft, None when it
# does not know the file.
FileSource = Callable[[str], str | None]
_sources: list[FileSource] = [queries.fingerprint_of_export]


def add_file_source(find: FileSource) -> None:
    """Let files be known that another feature has handed out."""
    if find not in _sources:
        _sources.append(find)


@dataclass(frozen=True)
class CheckedFile:
    """A file by its name and SHA-256, and the version it belongs to, if any.

    `is_as_sent`: it is byte for byte one of ours. Otherwise it only says itself which version it shows: it
    has been saved again or filled in since, and what stands in it now has not been compared. `is_draft`: one
    of ours that was never frozen.
    """

    name: str
    sha256: str
    copy: Copy | None = None
    is_as_sent: bool = False
    is_draft: bool = False


def check_file(file: Path, *, name: str) -> CheckedFile:
    """What the file is. For everybody; nothing of it is kept."""
    sha256 = sha256_of_file(file)
    found = (find(sha256) for find in _sources)
    fingerprint = next((one for one in found if one is not None), None)
    if fingerprint is not None:
        copy = queries.find_copy(fingerprint)
        return CheckedFile(name, sha256, copy, is_as_sent=True, is_draft=copy is None)
    return CheckedFile(name, sha256, queries.find_copy(_fingerprint_in(file)))


def _fingerprint_in(file: Path) -> str:
    """The fingerprint that a workbook names, "" when it names none or is no workbook that may be opened."""
    try:
        return fingerprint_in(file)
    except RuleBroken:
        return ""
