"""A look at a workbook from outside before anything opens it: hostile files are told by their zip (D42).

It reads no further than it must, so that a bomb costs milliseconds. What passes is still only opened in a
process with limits (`book_cage`).
"""

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from tracker.core.errors import RuleBroken
from tracker.core.zips import BROKEN_ZIP, ZipFault, fault_of_parts

LARGEST_FILE = 20 * 2**20
LARGEST_UNPACKED = 50 * 2**20
MOST_PARTS = 200
MOST_MERGED_CELLS = 300_000
# References of six digits, or of three letters, are refused.
MOST_ROWS, MOST_COLUMNS = 99_999, 702

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_BLOCK = 1 << 20
_LONGEST_TAG = 1 << 16

_CODES = {
    ZipFault.TOO_MANY_PARTS: "answer_book_too_many_parts",
    ZipFault.BROKEN: "answer_book_broken",
    ZipFault.ENCRYPTED: "answer_book_encrypted",
    ZipFault.BOMB: "answer_book_is_bomb",
}
_PARTS_REFUSED = (
    (re.compile(r"vbaproject|/macrosheets/|vbadata", re.IGNORECASE), "answer_book_has_macros"),
    (re.compile(r"/externallinks?/|/connections\.xml|/querytables/", re.IGNORECASE), "answer_book_has_links"),
    (re.compile(r"/embeddings/|/activex/|/ctrlprops/", re.IGNORECASE), "answer_book_has_objects"),
)
_MARKUP = re.compile(r"\.(xml|rels|vml)$", re.IGNORECASE)
_SHEET = re.compile(r"worksheets/[^/]+\.xml$", re.IGNORECASE)
_WORKBOOK_TYPE = b"spreadsheetml.sheet.main+xml"
_MACRO_TYPE = b"macroEnabled"
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)")
_USUAL_ENCODINGS = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})
_LINKED_OUT = re.compile(rb"relationships/(?:externalLink|attachedTemplate)\b")
_FAR_CELL = re.compile(rb"<(?:\w+:)?c\s(?:[^<>]*\s)?r\s*=\s*[\"'](?![A-Za-z]{0,2}[0-9]{0,5}[\"'])", re.ASCII)
_MERGE = re.compile(
    rb"<(?:\w+:)?mergeCell\s(?:[^<>]*\s)?ref\s*=\s*[\"']\s*"
    rb"\$?([A-Za-z]{1,9})\$?([0-9]{1,9})(?::\$?([A-Za-z]{1,9})\$?([0-9]{1,9}))?",
    re.ASCII,
)


def look_over(path: Path) -> None:
    """Refuse a file that is no plain workbook, or one that is made to do harm, saying which (RuleBroken)."""
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise RuleBroken("answer_book_too_large", params={"limit": LARGEST_FILE >> 20})
    _check_beginning(path)
    try:
        with ZipFile(path) as archive:
            _check_parts(archive.infolist())
            _check_types(archive)
            _check_contents(archive)
    except BROKEN_ZIP:
        raise RuleBroken("answer_book_broken") from None


def _check_beginning(path: Path) -> None:
    with path.open("rb") as source:
        start = source.read(len(_OLE))
        rest = source.read(_BLOCK) if start == _OLE else b""
    if start == _OLE:
        code = "answer_book_encrypted" if _ENCRYPTED_PACKAGE in rest else "answer_book_old_format"
        raise RuleBroken(code)
    if not start.startswith(_ZIP):
        raise RuleBroken("answer_book_not_a_workbook")


def _check_parts(parts: list[ZipInfo]) -> None:
    """What the zip's directory says about its parts; nothing is unpacked for it."""
    if fault := fault_of_parts(parts, most_parts=MOST_PARTS, largest_unpacked=LARGEST_UNPACKED):
        raise RuleBroken(_CODES[fault], params={"limit": MOST_PARTS})
    for part in parts:
        for pattern, code in _PARTS_REFUSED:
            if pattern.search(f"/{part.filename}"):
                raise RuleBroken(code)


def _check_types(archive: ZipFile) -> None:
    if "[Content_Types].xml" not in archive.namelist():
        raise RuleBroken("answer_book_not_a_workbook")
    types = archive.read("[Content_Types].xml")
    if _MACRO_TYPE in types:
        raise RuleBroken("answer_book_has_macros")
    if _WORKBOOK_TYPE not in types:
        raise RuleBroken("answer_book_not_a_workbook")


def _check_contents(archive: ZipFile) -> None:
    for part in archive.infolist():
        merged = 0
        if _MARKUP.search(part.filename):
            for piece in _pieces(archive, part):
                _check_markup(piece)
                if _SHEET.search(part.filename):
                    merged += _check_references(piece)
        if merged > MOST_MERGED_CELLS:
            raise _too_wide()


def _pieces(archive: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    """The part in pieces that each begin with a tag, so that no tag is cut."""
    with archive.open(part) as source:
        rest = b""
        while block := source.read(_BLOCK):
            piece = rest + block
            place = piece.rfind(b"<")
            if len(piece) - place > _LONGEST_TAG:
                place = len(piece)
            yield piece[:place]
            rest = piece[place:]
        yield rest


def _check_markup(piece: bytes) -> None:
    if b"\0" in piece or _DECLARED.search(piece):
        raise RuleBroken("answer_book_has_entities")
    encoding = _ENCODING.search(piece[:400])
    if encoding and encoding[1].lower() not in _USUAL_ENCODINGS:
        raise RuleBroken("answer_book_has_entities")
    if _LINKED_OUT.search(piece):
        raise RuleBroken("answer_book_has_links")


def _check_references(piece: bytes) -> int:
    """Refuse cells far out; returns how many cells the piece merges."""
    if _FAR_CELL.search(piece):
        raise _too_wide()
    if b"mergeCell" not in piece:
        return 0
    return sum(_area(*found.groups()) for found in _MERGE.finditer(piece))


def _area(left: bytes, top: bytes, right: bytes | None, bottom: bytes | None) -> int:
    width = _column(right or left) - _column(left) + 1
    height = int(bottom or top) - int(top) + 1
    return abs(width) * abs(height)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _too_wide() -> RuleBroken:
    return RuleBroken("answer_book_too_wide", params={"rows": MOST_ROWS, "columns": MOST_COLUMNS})
