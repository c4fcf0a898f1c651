"""Workbooks made to do harm, or that are none. Each is small, and quick to make."""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.matrix.answer_books import rewrite

Spoil = Callable[[Path], object]

SHEET = "xl/worksheets/sheet2.xml"
_ROWS = b"</sheetData>"


def hostile(change: Callable[[dict[str, bytes]], object]) -> Spoil:
    """A workbook whose parts were changed."""
    return lambda path: rewrite(path, change)


def in_sheet(old: bytes, new: bytes) -> Spoil:
    """The answer sheet with something else in one place."""

    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[SHEET]
        parts[SHEET] = parts[SHEET].replace(old, new, 1)

    return hostile(change)


def with_part(name: str, content: bytes = b"x") -> Spoil:
    """The workbook with one more part."""

    def change(parts: dict[str, bytes]) -> None:
        parts[name] = content

    return hostile(change)


def as_bytes(content: bytes) -> Spoil:
    """No workbook at all."""
    return lambda path: path.write_bytes(content)


def _truncated(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 2 // 3])


def _damaged(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo(SHEET).header_offset + 80
    whole[start : start + 60] = bytes(60)
    path.write_bytes(whole)


def _lying_size(path: Path) -> None:
    """A part that unpacks to much more than its entry in the directory says."""
    rewrite(path, lambda parts: parts.update({"xl/media/picture.xml": b"<a>" + b" " * 40_000_000 + b"</a>"}))
    whole = bytearray(path.read_bytes())
    place = whole.rindex(b"xl/media/picture.xml") - 46
    assert whole[place : place + 4] == b"PK\x01\x02"
    whole[place + 24 : place + 28] = struct.pack("<I", 900_000)
    path.write_bytes(whole)


def _many_parts(path: Path) -> None:
    rewrite(path, lambda parts: parts.update({f"xl/media/{number}.png": b"" for number in range(300)}))


def _twice_the_same_part(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(SHEET.upper(), b"<worksheet/>")


def _sixteen_thousand_columns() -> bytes:
    cells = "".join(f'<c r="{_letters(number)}1"><v>1</v></c>' for number in range(1, 16_385))
    return f'<row r="11">{cells}</row></sheetData>'.encode()


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _a_million_rows() -> bytes:
    rows = "".join(f'<row r="{number}"><c r="A{number}"/></row>' for number in range(11, 1_048_577, 3))
    return rows.encode() + _ROWS


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'
BILLION = ENTITIES.replace(b"<a>&b;</a>", b"<sst>&b;</sst>")
UTF_16 = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16")

# What each is, and the reason it is refused with.
REFUSED: dict[str, tuple[str, Spoil]] = {
    "nothing": ("answer_book_not_a_workbook", as_bytes(b"")),
    "a PDF by another name": ("answer_book_not_a_workbook", as_bytes(b"%PDF-1.7\n" + b"x" * 5_000)),
    "a table in plain text": (
        "answer_book_not_a_workbook",
        as_bytes(b"Baris;Jawaban\r\nRAN7-01/1;setuju\r\n"),
    ),
    "an old workbook": ("answer_book_old_format", as_bytes(OLE + bytes(4_000))),
    "a workbook with a password": (
        "answer_book_encrypted",
        as_bytes(OLE + bytes(1_000) + "EncryptedPackage".encode("utf-16-le") + bytes(1_000)),
    ),
    "another kind of document": (
        "answer_book_not_a_workbook",
        hostile(lambda parts: parts.update({"[Content_Types].xml": b"<Types/>"})),
    ),
    "a zip of something else": (
        "answer_book_not_a_workbook",
        hostile(lambda parts: parts.pop("[Content_Types].xml")),
    ),
    "a truncated zip": ("answer_book_broken", _truncated),
    "a damaged zip": ("answer_book_broken", _damaged),
    "a part that lies about its size": ("answer_book_broken", _lying_size),
    "a part twice": ("answer_book_broken", _twice_the_same_part),
    "a part outside the folder": ("answer_book_broken", with_part("../../etc/passwd")),
    "too many parts": ("answer_book_too_many_parts", _many_parts),
    "a file of 21 MB": ("answer_book_too_large", as_bytes(b"PK\x03\x04" + bytes(21 * 2**20))),
    "a zip bomb": ("answer_book_is_bomb", with_part("xl/media/bomb.xml", b" " * 30_000_000)),
    "macros": ("answer_book_has_macros", with_part("xl/vbaProject.bin")),
    "old macros": ("answer_book_has_macros", with_part("xl/macrosheets/sheet1.xml", b"<a/>")),
    "links to other files": (
        "answer_book_has_links",
        with_part("xl/externalLinks/externalLink1.xml", b"<a/>"),
    ),
    "data from a server": ("answer_book_has_links", with_part("xl/connections.xml", b"<a/>")),
    "embedded objects": ("answer_book_has_objects", with_part("xl/embeddings/oleObject1.bin")),
    "an XML bomb": ("answer_book_has_entities", with_part("xl/sharedStrings2.xml", BILLION)),
    "an XML bomb in the sheet": (
        "answer_book_has_entities",
        hostile(lambda parts: parts.update({SHEET: ENTITIES})),
    ),
    "XML in another encoding": ("answer_book_has_entities", with_part("xl/other.xml", UTF_16)),
    "XML in an unusual encoding": (
        "answer_book_has_entities",
        with_part("xl/other.xml", b'<?xml version="1.0" encoding="utf-7"?><a/>'),
    ),
    "16,384 columns": ("answer_book_too_wide", in_sheet(_ROWS, _sixteen_thousand_columns())),
    "a million rows": ("answer_book_too_wide", in_sheet(_ROWS, _a_million_rows())),
    "one cell in the last corner": (
        "answer_book_too_wide",
        in_sheet(_ROWS, b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    ),
    "a corner spelled oddly": (
        "answer_book_too_wide",
        in_sheet(_ROWS, b"<row r='1048576'><c t='n' r = '&#88;FD1048576'><v>1</v></c></row></sheetData>"),
    ),
    "everything merged": (
        "answer_book_too_wide",
        in_sheet(_ROWS, b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    ),
    "a broken sheet": ("answer_book_broken", in_sheet(_ROWS, b"</sheet")),
    "a book without the sheet": ("answer_book_has_no_keys", hostile(lambda parts: parts.pop(SHEET))),
}

# What looks odd but does no harm, and is read.
HARMLESS: dict[str, Spoil] = {
    "lying dimensions": in_sheet(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>'),
    "an empty row at the very end": in_sheet(_ROWS, b'<row r="1048576"/></sheetData>'),
    "cells that do not say where they are": in_sheet(_ROWS, b"<row><c><v>1</v></c></row></sheetData>"),
    "a picture": with_part("xl/media/picture.png"),
}
