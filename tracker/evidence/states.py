"""The kinds of file that evidence may be, and who may see it."""

from enum import StrEnum


class FileKind(StrEnum):
    """A kind of file, known by its content; the value is the suffix of its name."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    WEBP = "webp"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"
    CSV = "csv"
    TEXT = "txt"

    @property
    def is_picture(self) -> bool:
        """Whether the file is one picture, of which public copies and previews are made."""
        return self in PICTURES

    @property
    def media_type(self) -> str:
        """What it is called in the header of a download."""
        return MEDIA_TYPES[self]


class Access(StrEnum):
    """Who may open a piece of evidence (D32)."""

    PUBLIC = "public"
    RESTRICTED = "restricted"


class LinkState(StrEnum):
    """What was found at a link when it was last looked at."""

    UNCHECKED = "unchecked"
    ALIVE = "alive"
    DEAD = "dead"


class LinkFinding(StrEnum):
    """What happened when a link was looked at, without any account."""

    ANSWERS = "answers"
    GONE = "gone"
    ASKS_SIGN_IN = "asks_sign_in"
    REFUSES_US = "refuses_us"
    SERVER_TROUBLE = "server_trouble"
    NO_ANSWER = "no_answer"
    NO_SUCH_HOST = "no_such_host"
    NOT_PUBLIC = "not_public"


PICTURES = frozenset({FileKind.JPEG, FileKind.PNG, FileKind.WEBP})
_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.WEBP: "image/webp",
    FileKind.DOCX: _OOXML + "wordprocessingml.document",
    FileKind.XLSX: _OOXML + "spreadsheetml.sheet",
    FileKind.PPTX: _OOXML + "presentationml.presentation",
    FileKind.ODT: _ODF + "text",
    FileKind.ODS: _ODF + "spreadsheet",
    FileKind.ODP: _ODF + "presentation",
    FileKind.CSV: "text/csv",
    FileKind.TEXT: "text/plain",
}
