"""The hidden marks by which a round's workbook is known again: who, which row, which column (D42).

A mark is text, so it survives every program; it is sealed, so nobody can make or alter one.
"""

import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass

from tracker.core.errors import RuleBroken

PREFIX = "ogi"
FORMAT_VERSION = 1
KIND, DROP_REASON, REMARK, NOTE, KEY = "kind", "drop_reason", "remark", "note", "key"
# Stands in the key column beside what is no row of the matrix.
NO_ROW = f"{PREFIX}{FORMAT_VERSION}.heading"

_OPEN = frozenset({KIND, DROP_REASON, REMARK, NOTE})
_VALUES = "values."
_SEAL_BYTES = 16
_PURPOSE = b"answer book\0"
_VERSION = re.compile(rf"{PREFIX}([0-9]{{1,6}})\.")
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


def column_tag(field: str) -> str:
    """The mark over a column."""
    return f"{PREFIX}{FORMAT_VERSION}.{field}"


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
        self._secret = secret

    def stamp(self, stamp: BookStamp) -> str:
        """The mark of a sheet."""
        parts = f"{stamp.round_id}.{stamp.recipient_id}.{stamp.version_sha256}"
        return self._sealed(f"{PREFIX}{FORMAT_VERSION}.stamp.{parts}")

    def row(self, tag: RowTag) -> str:
        """The mark of a row."""
        parts = f"{tag.round_id}.{tag.recipient_id}.{tag.base or 0}.{tag.row_key}"
        return self._sealed(f"{PREFIX}{FORMAT_VERSION}.row.{parts}")

    def read_stamp(self, text: str) -> BookStamp:
        """What a sheet's mark says.

        RuleBroken: "answer_book_other_format" for the mark of another version of this format,
        "answer_book_tampered" for one that was not made here.
        """
        version = _VERSION.match(text)
        if version and int(version[1]) != FORMAT_VERSION:
            params = {"found": version[1], "expected": str(FORMAT_VERSION)}
            raise RuleBroken("answer_book_other_format", params=params)
        found = _STAMP.fullmatch(self._opened(text))
        if not found:
            raise RuleBroken("answer_book_tampered")
        return BookStamp(int(found[1]), int(found[2]), found[3])

    def read_row(self, text: str) -> RowTag | None:
        """What a row's mark says; None for one that was not made here."""
        found = _ROW.fullmatch(self._opened(text))
        return RowTag(int(found[1]), int(found[2]), int(found[3]) or None, found[4]) if found else None

    def _sealed(self, body: str) -> str:
        digest = hmac.digest(self._secret, _PURPOSE + body.encode(), "sha256")[:_SEAL_BYTES]
        return f"{body}.{urlsafe_b64encode(digest).decode().rstrip('=')}"

    def _opened(self, text: str) -> str:
        """The text under a seal that is right, else nothing."""
        body = text.rpartition(".")[0]
        return body if hmac.compare_digest(self._sealed(body).encode(), text.encode()) else ""
