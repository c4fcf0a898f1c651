"""What a file handed in as evidence may be: its size and number, its name, and what is said of it (D32)."""

import re
from dataclasses import dataclass
from datetime import date

from tracker.core.errors import RuleBroken
from tracker.core.text import LONG_TEXT, SHORT_TEXT, check_length, clean_text
from tracker.evidence.states import PICTURES, Access, FileKind

# Said on the page before anybody chooses a file. A request of a form carries one of them at most.
LARGEST_DOCUMENT = 18 * 2**20
LARGEST_PICTURE = 12 * 2**20
LARGEST_TEXT = 5 * 2**20
MOST_FILES = 20
MOST_LINKS = 20

LARGEST = {kind: LARGEST_PICTURE if kind in PICTURES else LARGEST_DOCUMENT for kind in FileKind} | {
    FileKind.CSV: LARGEST_TEXT,
    FileKind.TEXT: LARGEST_TEXT,
}

_SUFFIXES = {kind: ("." + kind.value,) for kind in FileKind} | {FileKind.JPEG: (".jpg", ".jpeg", ".jfif")}
# What a name must not hold on one system or another.
_UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\u2028\u2029]+')
_TAKEN_BY_WINDOWS = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
_LONGEST_NAME = 150
_NAMELESS = "bukti"


@dataclass(frozen=True)
class Description:
    """What is said of a document: who issued it, under which number and when; each may be unknown."""

    issued_by: str = ""
    number: str = ""
    dated: date | None = None


def check_size(kind: FileKind, size: int) -> None:
    """Refuse a file of more bytes than its kind may have. Raises evidence_too_large."""
    if size > LARGEST[kind]:
        raise RuleBroken(
            "evidence_too_large", field="file", params={"kind": kind, "limit": LARGEST[kind] >> 20}
        )


def check_number_of_files(there: int) -> None:
    """Refuse one more file for a report that has `there` of them. Raises evidence_too_many_files."""
    if there >= MOST_FILES:
        raise RuleBroken("evidence_too_many_files", field="file", params={"limit": MOST_FILES})


def check_number_of_links(there: int) -> None:
    """Refuse one more link for a report that has `there` of them. Raises evidence_too_many_links."""
    if there >= MOST_LINKS:
        raise RuleBroken("evidence_too_many_links", field="link", params={"limit": MOST_LINKS})


def read_restriction(access: Access, reason: str) -> str:
    """Why the evidence is not for everybody; "" when it is public, whatever was written (D32).

    Raises evidence_restriction_unexplained, text_too_long.
    """
    if access is Access.PUBLIC:
        return ""
    text = clean_text(reason)
    if not text:
        raise RuleBroken("evidence_restriction_unexplained", field="reason")
    check_length(text, field="reason", limit=LONG_TEXT)
    return text


def read_description(*, issued_by: str, number: str, dated: date | None, today: date) -> Description:
    """What is said of a document, cleaned. Raises evidence_dated_in_the_future, text_too_long."""
    said = Description(clean_text(issued_by), clean_text(number), dated)
    check_length(said.issued_by, field="issued_by", limit=SHORT_TEXT)
    check_length(said.number, field="number", limit=SHORT_TEXT)
    if dated is not None and dated > today:
        raise RuleBroken("evidence_dated_in_the_future", field="dated")
    return said


def download_name(given: str, kind: FileKind) -> str:
    """The name under which a file is handed out: no path, nothing a system trips over, its kind's suffix.

    What looked like another suffix stays as a part of the name: "laporan.exe" becomes "laporan.exe.pdf".
    """
    last = re.split(r"[/\\]", clean_text(given))[-1]
    name = " ".join(_UNFIT.sub(" ", last).split()).rstrip(". ")
    suffix = next((end for end in _SUFFIXES[kind] if name.lower().endswith(end)), "")
    stem = _shortened(name[: len(name) - len(suffix)]).strip(". ")
    if _TAKEN_BY_WINDOWS.match(stem):
        stem = f"{_NAMELESS} {stem}"
    return f"{stem or _NAMELESS}.{kind.value}"


def _shortened(stem: str) -> str:
    """Short enough for every file system, which count bytes."""
    return stem.encode()[:_LONGEST_NAME].decode(errors="ignore")
