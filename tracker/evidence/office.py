"""What kind of office file a zip is, by what lies in it. Macros and locked files are refused.

A zip's directory is looked over before any part of it is read, and only short parts are.
"""

import re
from typing import BinaryIO
from zipfile import ZipFile

from tracker.core.errors import RuleBroken
from tracker.core.zips import BROKEN_ZIP, ZipFault, fault_of_parts
from tracker.evidence.states import MEDIA_TYPES, FileKind

ZIP_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

_MOST_PARTS = 5_000
_LARGEST_UNPACKED = 500 * 2**20
_LONGEST_LIST = 2 * 2**20
_CODES = {
    ZipFault.TOO_MANY_PARTS: "evidence_is_bomb",
    ZipFault.BROKEN: "evidence_zip_broken",
    ZipFault.ENCRYPTED: "evidence_is_locked",
    ZipFault.BOMB: "evidence_is_bomb",
}
_TYPES, _MIMETYPE, _MANIFEST = "[Content_Types].xml", "mimetype", "META-INF/manifest.xml"
_OOXML_MAIN = {
    b"wordprocessingml.document.main+xml": FileKind.DOCX,
    b"spreadsheetml.sheet.main+xml": FileKind.XLSX,
    b"presentationml.presentation.main+xml": FileKind.PPTX,
}
_ODF = {MEDIA_TYPES[kind].encode(): kind for kind in (FileKind.ODT, FileKind.ODS, FileKind.ODP)}
_MACRO_TYPES = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
_MACRO_PARTS = re.compile(
    r"(^|/)vbaproject|(^|/)vbadata|(^|/)macrosheets/|(^|/)activex/"
    r"|^basic/.+/(?!script-l[bc]\.xml$)[^/]+$|^scripts/.",
    re.IGNORECASE,
)
_LOCKED = b"encryption-data"


def kind_of_zip(source: BinaryIO) -> FileKind:
    """The kind of an office file. Raises RuleBroken for any other zip, saying what it is."""
    source.seek(0)
    try:
        with ZipFile(source) as archive:
            _check_parts(archive)
            return _kind_of(archive)
    except BROKEN_ZIP:
        raise _refusal("evidence_zip_broken") from None


def _check_parts(archive: ZipFile) -> None:
    parts = archive.infolist()
    if fault := fault_of_parts(parts, most_parts=_MOST_PARTS, largest_unpacked=_LARGEST_UNPACKED):
        raise _refusal(_CODES[fault])
    if any(_MACRO_PARTS.search(part.filename) for part in parts):
        raise _refusal("evidence_has_macros")


def _kind_of(archive: ZipFile) -> FileKind:
    types = _list(archive, _TYPES)
    if _MACRO_TYPES.search(types):
        raise _refusal("evidence_has_macros")
    if _LOCKED in _list(archive, _MANIFEST):
        raise _refusal("evidence_is_locked")
    found = [kind for name, kind in _OOXML_MAIN.items() if name in types]
    found += [kind for name, kind in _ODF.items() if name == _list(archive, _MIMETYPE).strip()]
    if len(found) != 1:
        raise _refusal("evidence_is_archive")
    return found[0]


def _list(archive: ZipFile, name: str) -> bytes:
    """A part that lists what else is there, as far as it is of a length that such lists have."""
    if name not in archive.namelist():
        return b""
    with archive.open(name) as part:
        return part.read(_LONGEST_LIST)


def _refusal(code: str) -> RuleBroken:
    return RuleBroken(code, field="file")
