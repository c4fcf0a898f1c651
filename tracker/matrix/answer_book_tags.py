"""The hidden marks by which a round's workbook is known again: who, which row, which column (D42)."""

import re
from dataclasses import dataclass

from tracker.core.errors import RuleBroken
from tracker.matrix.book_marks import FORMAT_VERSION, PREFIX, Sealer, check_format

KIND, DROP_REASON, REMARK, NOTE = "kind", "drop_reason", "remark", "note"

_OPEN = frozenset({KIND, DROP_REASON, REMARK, NOTE})
_VALUES = "values."
_PURPOSE = b"answer book\0"
_NUMBER = "([0-9]{1,18})"
_STAMP = re.compile(rf"{PREFIX}{FORMAT_VERSION}\.stamp\.{_NUMBER}\.{_NUMBER}\.([0-9a-f]*)")
_ROW = re.compile(rf"{PREFIX}{FORMAT_VERSION}\.row\.{_NUMBER}\.{_NUMBER}\.{_NUMBER}\.(.+)", re.DOTALL)


def value_field(year: int) -> str:
    """The name of a year's column of counter-values."""
    return f"{_VALUES}{year}"


def year_of(field: str) -> int | None:
    """The year of a column of counter-values; None for every other column."""
    digits = field.removeprefix(_VALUES)
    return int(digits) if field.startswith(_VALUES) and digits.isdecimal() and len(digits) == 4 else None


def is_open(field: str) -> bool:
    """Whether a column is one for answers."""
    return field in _OPEN or year_of(field) is not None


@dataclass(frozen=True)
class BookStamp:
    """Whose workbook a sheet is from, and which frozen version it shows."""

    round_id: int
    recipient_id: int
    version_sha256: str


@dataclass(frozen=True)
class RowTag:
    """Which row of whose matrix; `base` is the newest answer's id when the workbook was made."""

    round_id: int
    recipient_id: int
    base: int | None
    row_key: str


class Seal:
    """Makes marks with the installation's secret, and knows its own again."""

    def __init__(self, secret: bytes) -> None:
        self._sealer = Sealer(secret, _PURPOSE)

    def stamp(self, stamp: BookStamp) -> str:
        """The mark of a sheet."""
        parts = f"{stamp.round_id}.{stamp.recipient_id}.{stamp.version_sha256}"
        return self._sealer.sealed(f"{PREFIX}{FORMAT_VERSION}.stamp.{parts}")

    def row(self, tag: RowTag) -> str:
        """The mark of a row."""
        parts = f"{tag.round_id}.{tag.recipient_id}.{tag.base or 0}.{tag.row_key}"
        return self._sealer.sealed(f"{PREFIX}{FORMAT_VERSION}.row.{parts}")

    def read_stamp(self, text: str) -> BookStamp:
        """What a sheet's mark says.

        RuleBroken: "answer_book_other_format" for the mark of another version of this format,
        "answer_book_tampered" for one that was not made here.
        """
        check_format(text)
        found = _STAMP.fullmatch(self._sealer.opened(text))
        if not found:
            raise RuleBroken("answer_book_tampered")
        return BookStamp(int(found[1]), int(found[2]), found[3])

    def read_row(self, text: str) -> RowTag | None:
        """What a row's mark says; None for one that was not made here."""
        found = _ROW.fullmatch(self._sealer.opened(text))
        return RowTag(int(found[1]), int(found[2]), int(found[3]) or None, found[4]) if found else None
