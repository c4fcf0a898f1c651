"""States and choices of the matrix's files."""

from enum import StrEnum


class ExportState(StrEnum):
    """How far a file is."""

    WAITING = "waiting"
    WORKING = "working"
    READY = "ready"
    FAILED = "failed"


# What became of a file that was thrown away: a new one under an old number would be taken for the old one.
GONE = "export_gone"


class FileFormat(StrEnum):
    """What the matrix can be downloaded as."""

    XLSX = "xlsx"
    PDF = "pdf"


class Paper(StrEnum):
    """Paper of the PDF, always landscape (D41)."""

    A3 = "a3"
    A4 = "a4"


class Audience(StrEnum):
    """Who a file is for: officials' names are only in the internal one (D36)."""

    PUBLIC = "public"
    INTERNAL = "internal"


class RowChange(StrEnum):
    """What happened to a row between two versions (D19)."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    SAME = "same"


class AnswerKind(StrEnum):
    """What a reviewer answers to a row of the matrix (D16). CLEARED takes an earlier answer back."""

    AGREE = "agree"
    COUNTER = "counter"
    DROP = "drop"
    REWORD = "reword"
    REMARK = "remark"
    NO_OBJECTION = "no_objection"
    CLEARED = "cleared"


class Severity(StrEnum):
    """How bad something found in a returned workbook is: an error keeps its row out, a warning does not."""

    ERROR = "error"
    WARNING = "warning"
