"""What a source file is, seen from its bytes alone: nothing in it is opened or run."""

from pathlib import PurePosixPath

from tracker.core.errors import RuleBroken
from tracker.core.text import SHORT_TEXT, clean_text

LARGEST = 10 * 1024 * 1024
TEXT = "text/plain"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
ACCEPTED = (TEXT, PDF, DOCX, ODT)

_UTF8_MARK = b"\xef\xbb\xbf"
_NOT_IN_TEXT = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r"))


def media_type_of(content: bytes) -> str | None:
    """Which of the accepted types the bytes show; None for any other."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"PK\x03\x04"):
        return _zipped_type(content)
    return None if content.translate(None, _NOT_IN_TEXT) != content else TEXT


def _zipped_type(content: bytes) -> str | None:
    # An ODT begins with its own name, unpacked; a DOCX lists its parts by name. No need to unpack either.
    if content[30:].startswith(b"mimetype" + ODT.encode()):
        return ODT
    is_docx = b"[Content_Types].xml" in content and b"word/document.xml" in content
    return DOCX if is_docx else None


def check_document(content: bytes, declared: str) -> str:
    """The media type to keep. Refuses an empty, too large, unknown or misnamed file.

    `declared` is what the sender says it is; only one of the accepted types is worth contradicting.
    """
    if not content:
        raise RuleBroken("document_empty", field="file")
    if len(content) > LARGEST:
        raise RuleBroken("document_too_large", field="file", params={"limit": LARGEST // 1024 // 1024})
    found = media_type_of(content)
    if found is None:
        raise RuleBroken("document_type_not_accepted", field="file")
    if declared in ACCEPTED and declared != found:
        raise RuleBroken("document_not_what_it_says", field="file")
    return found


def kept_name(file_name: str) -> str:
    """The file's own name without folders, short enough to keep."""
    name = clean_text(PurePosixPath(file_name.replace("\\", "/")).name).replace("\n", " ")
    if len(name) <= SHORT_TEXT:
        return name or "notula"
    suffix = PurePosixPath(name).suffix[:10]
    return name[: SHORT_TEXT - len(suffix)] + suffix


def text_of(content: bytes) -> str:
    """The text of a text file: UTF-8 with or without its mark, else as older Windows programs wrote it."""
    try:
        return content.removeprefix(_UTF8_MARK).decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
