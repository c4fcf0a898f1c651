"""What kind of file somebody hands in, by its content; a name never makes a file what it is not.

Nothing is unpacked or run for it, and no bytes, however hostile, raise anything else than RuleBroken.
"""

import codecs
import io
import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import BinaryIO

import puremagic

from tracker.core.errors import RuleBroken
from tracker.evidence.office import ZIP_BEGINNINGS, kind_of_zip
from tracker.evidence.states import FileKind

_HEAD = 4096
# Scanners fill up after the end of a PDF.
_TAIL = 1 << 14
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_PDF = b"%PDF-"
_PICTURES = {"image/jpeg": FileKind.JPEG, "image/png": FileKind.PNG, "image/webp": FileKind.WEBP}
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"L\0\0\0\x01\x14\x02",
)
_SCRIPT = re.compile(r"#!|@echo\b|<\?php|<%|<script\b", re.IGNORECASE)
_RTF = "{\\rtf"
_MARKUP = re.compile(r"<[a-z!?/]", re.IGNORECASE)
_SVG = re.compile(r"<(?:\w{1,20}:)?svg\b", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_NEAR_START = 20_000
# Blanks that text has; every other control character says that it is none.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_BEGINNINGS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Older spreadsheets write tables in the code page of Windows.
_ENCODINGS = ("utf-8", "cp1252")
_TEXT_NAMES = {".csv": FileKind.CSV, ".tsv": FileKind.CSV, ".txt": FileKind.TEXT, "": FileKind.TEXT}
_REFUSED_KINDS = (
    (re.compile(r"video/|audio/|x-matroska"), "evidence_is_recording"),
    (re.compile(r"zip|x-7z|vnd\.rar|x-xz|x-bzip|x-tar|zstd"), "evidence_is_archive"),
    (re.compile(r"image/"), "evidence_is_other_picture"),
)


def recognise(source: BinaryIO, name: str) -> FileKind:
    """The kind of a file, which is read from its beginning and left there.

    Its name decides only between the two kinds of text. Raises RuleBroken, saying what the file is instead.
    """
    source.seek(0)
    head = source.read(_HEAD)
    if not head:
        raise _refusal("evidence_empty")
    kind = _kind_of_binary(source, head) or _kind_of_text(source, head, name)
    source.seek(0)
    return kind


def _kind_of_binary(source: BinaryIO, head: bytes) -> FileKind | None:
    if head.startswith(ZIP_BEGINNINGS):
        return kind_of_zip(source)
    if head.startswith(_OLE):
        source.seek(0)
        is_locked = _ENCRYPTED_PACKAGE in source.read()
        raise _refusal("evidence_is_locked" if is_locked else "evidence_is_old_office")
    if head.startswith(_PDF):
        _check_end(source, b"%%EOF")
        return FileKind.PDF
    return next((kind for name, kind in _PICTURES.items() if name in _media_types(head)), None)


def _check_end(source: BinaryIO, mark: bytes) -> None:
    """Refuse a file whose end did not arrive."""
    size = source.seek(0, io.SEEK_END)
    source.seek(max(0, size - _TAIL))
    if mark not in source.read():
        raise _refusal("evidence_cut_off")


def _media_types(head: bytes) -> list[str]:
    try:
        return [found.mime_type for found in puremagic.magic_string(head)]
    except (puremagic.PureError, ValueError):
        return []


def _kind_of_text(source: BinaryIO, head: bytes, name: str) -> FileKind:
    source.seek(0)
    text = _text_of(source.read())
    if text is None:
        raise _refusal(
            "evidence_is_program" if head.startswith(_PROGRAMS) else _what_else(_media_types(head))
        )
    _check_text(text.lstrip())
    kind = _TEXT_NAMES.get(PurePath(name).suffix.lower())
    if kind is None:
        raise _refusal("evidence_is_only_text")
    return kind


def _text_of(content: bytes) -> str | None:
    """The content as text, or None when it is none."""
    marked = (encoding for beginning, encoding in _BEGINNINGS if content.startswith(beginning))
    for encoding in (*marked, *_ENCODINGS):
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        if not _NO_TEXT.search(text):
            return text
    return None


def _check_text(text: str) -> None:
    """Refuse text that a browser, an office program or a shell would act upon."""
    if not text:
        raise _refusal("evidence_empty")
    if _SCRIPT.match(text):
        raise _refusal("evidence_is_script")
    if text.startswith(_RTF):
        raise _refusal("evidence_is_old_office")
    if _MARKUP.match(text):
        start = text[:_NEAR_START]
        is_svg = _SVG.search(start) and not _HTML.search(start)
        raise _refusal("evidence_is_svg" if is_svg else "evidence_is_web_page")


def _what_else(media_types: Iterable[str]) -> str:
    found = " ".join(media_types)
    return next((code for kinds, code in _REFUSED_KINDS if kinds.search(found)), "evidence_kind_unknown")


def _refusal(code: str) -> RuleBroken:
    return RuleBroken(code, field="file")
