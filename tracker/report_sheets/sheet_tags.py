"""The hidden marks by which a report's workbook is known again: its draft, its fields (D42)."""

import re
from dataclasses import dataclass

from tracker.core.errors import RuleBroken
from tracker.matrix.book_marks import FORMAT_VERSION, PREFIX, Sealer, check_format

# The column of a sheet on which each row is a field by itself.
ENTRY = "entry"

_PURPOSE = b"report sheet\0"
_ORIGIN = r"report\.([0-9]{1,18})\.([0-9]{1,18})\.([0-9]{1,18})"
_STAMP = re.compile(rf"{PREFIX}{FORMAT_VERSION}\.stamp\.{_ORIGIN}")
_ROW = re.compile(rf"{PREFIX}{FORMAT_VERSION}\.row\.{_ORIGIN}\.(.+)", re.DOTALL)


@dataclass(frozen=True)
class Origin:
    """The draft that a workbook was made from: the number of a save of a version of a report, 0 for none."""

    report_id: int
    version: int
    save: int


def name_of(place: str, part: str) -> str:
    """The name of a draft's field by its row and its column: "RAN7-01/1.numerator", "narrative"."""
    return place if part == ENTRY else f"{place}.{part}"


class Seal:
    """Makes marks with the installation's secret, and knows its own again."""

    def __init__(self, secret: bytes) -> None:
        self._sealer = Sealer(secret, _PURPOSE)

    def stamp(self, origin: Origin) -> str:
        """The mark of a sheet."""
        return self._sealer.sealed(f"{PREFIX}{FORMAT_VERSION}.stamp.{_spelled(origin)}")

    def row(self, origin: Origin, place: str) -> str:
        """The mark of a row: what its fields are about, such as "RAN7-01/1" or "obstacles.0"."""
        return self._sealer.sealed(f"{PREFIX}{FORMAT_VERSION}.row.{_spelled(origin)}.{place}")

    def read_stamp(self, text: str) -> Origin:
        """What a sheet's mark says.

        RuleBroken: "answer_book_other_format" for the mark of another version of this format,
        "answer_book_tampered" for one that was not made here.
        """
        check_format(text)
        found = _STAMP.fullmatch(self._sealer.opened(text))
        if not found:
            raise RuleBroken("answer_book_tampered")
        return _origin(found)

    def read_row(self, text: str) -> tuple[Origin, str] | None:
        """What a row's mark says; None for one that was not made here."""
        found = _ROW.fullmatch(self._sealer.opened(text))
        return (_origin(found), found[4]) if found else None


def _spelled(origin: Origin) -> str:
    return f"report.{origin.report_id}.{origin.version}.{origin.save}"


def _origin(found: re.Match[str]) -> Origin:
    return Origin(int(found[1]), int(found[2]), int(found[3]))
