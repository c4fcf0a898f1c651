"""Reading a round's workbook that came back: matched by its marks, never by position or name (D42)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from tracker.core.errors import RuleBroken
from tracker.matrix.answer_book_reading import BookReading, ReadRow
from tracker.matrix.answer_book_rows import RoundFacts, RowReader, cell_of, open_cells
from tracker.matrix.answer_book_tags import KIND, BookStamp, RowTag, Seal
from tracker.matrix.answer_book_values import answer_words
from tracker.matrix.book_marks import KEY, NO_ROW
from tracker.matrix.book_reading import Problem, RawCell, RawRow, RawSheet
from tracker.matrix.book_sheets import marked_sheets, write_marks
from tracker.matrix.rows import Matrix
from tracker.matrix.states import Severity

__all__ = ["BookReading", "Problem", "ReadRow", "read_answer_book", "write_marked_book"]

Placed = tuple[RawSheet, RawRow, RowTag]


def read_answer_book(path: Path, *, secret: bytes, matrix_of: Callable[[int], Matrix]) -> BookReading:
    """Everything a returned workbook says, with everything that is wrong with it at once.

    `matrix_of` gives the frozen matrix of a round by its id. RuleBroken with the reason when the file as a
    whole is refused; its code begins with "answer_book_".
    """
    sheets = marked_sheets(path)
    seal = Seal(secret)
    stamp = _stamp_of(sheets, seal)
    return _Reader(stamp, seal, matrix_of(stamp.round_id)).read(sheets)


def write_marked_book(path: Path, reading: BookReading, target: Path, word: Callable[[Problem], str]) -> None:
    """Write the uploader's own file to `target` with every problem's cell coloured and commented.

    `word` puts a problem into words. RuleBroken when the file cannot be written again within its limits.
    """
    write_marks(path, target, reading.problems, word, sheet=reading.sheet)


def _stamp_of(sheets: Iterable[RawSheet], seal: Seal) -> BookStamp:
    stamps = {seal.read_stamp(sheet.stamp) for sheet in sheets}
    if len(stamps) > 1:
        raise RuleBroken("answer_book_mixed")
    return stamps.pop()


class _Reader:
    def __init__(self, stamp: BookStamp, seal: Seal, matrix: Matrix) -> None:
        self._stamp, self._seal = stamp, seal
        self._indicators = {row.key: row for row in matrix.rows}
        self._facts = RoundFacts(answer_words(), matrix.years)
        self._problems: list[Problem] = []
        self._twice: set[str] = set()

    def read(self, sheets: list[RawSheet]) -> BookReading:
        """All rows of all sheets."""
        for sheet in sheets:
            self._check_columns(sheet)
        rows = tuple(self._read_row(placed) for placed in self._each_once(list(self._placed(sheets))))
        if not any(row.answer or row.is_faulty for row in rows):
            blank = Problem(sheets[0].title, "", "", "answer_book_blank", Severity.WARNING)
            self._problems.append(blank)
        stamp = self._stamp
        return BookReading(
            stamp.round_id,
            stamp.recipient_id,
            stamp.version_sha256,
            rows,
            tuple(self._problems),
            sheets[0].title,
        )

    def _check_columns(self, sheet: RawSheet) -> None:
        for field in sheet.twice:
            self._problems.append(
                Problem(
                    sheet.title,
                    f"{sheet.columns[field]}{sheet.heading}",
                    "",
                    "answer_column_twice",
                    Severity.ERROR,
                )
            )
        if KIND not in sheet.columns:
            self._problems.append(Problem(sheet.title, "", "", "answer_column_missing", Severity.ERROR))

    def _placed(self, sheets: Iterable[RawSheet]) -> Iterator[Placed]:
        """Every row that has a key of this workbook."""
        for sheet in sheets:
            for row in sheet.rows:
                key = row.cells.get(KEY, RawCell("text", "")).text.strip()
                if key == NO_ROW:
                    continue
                tag = self._known_tag(sheet, row, key)
                if tag:
                    yield sheet, row, tag

    def _known_tag(self, sheet: RawSheet, row: RawRow, key: str) -> RowTag | None:
        tag = self._seal.read_row(key) if key else None
        if tag is None:
            self._miss_key(sheet, row, key)
            return None
        if (tag.round_id, tag.recipient_id) != (self._stamp.round_id, self._stamp.recipient_id):
            raise RuleBroken("answer_book_mixed")
        if tag.row_key not in self._indicators:
            self._add(sheet, row, KEY, "answer_row_unknown", read=tag.row_key)
            return None
        return tag

    def _miss_key(self, sheet: RawSheet, row: RawRow, key: str) -> None:
        if key:
            self._add(sheet, row, KEY, "answer_key_tampered", read=key)
        for field in open_cells(row)[:1] if not key else ():
            read = row.cells[field].text
            self._add(sheet, row, field, "answer_without_key", read=read, severity=Severity.WARNING)

    def _each_once(self, placed: list[Placed]) -> Iterator[Placed]:
        """Rows that stand once; of rows that stand again with the same content, the first."""
        alike: dict[str, list[Placed]] = {}
        for each in placed:
            alike.setdefault(each[2].row_key, []).append(each)
        for same in alike.values():
            if any(_content(each) != _content(same[0]) for each in same):
                self._twice.add(same[0][2].row_key)
                for sheet, row, tag in same:
                    self._add(sheet, row, KIND, "answer_row_twice", read=tag.row_key)
            yield same[0]

    def _read_row(self, placed: Placed) -> ReadRow:
        sheet, row, tag = placed
        reader = RowReader(sheet, row, self._indicators[tag.row_key], self._facts)
        read = reader.read(tag)
        self._problems += reader.problems
        is_twice = tag.row_key in self._twice
        return replace(read, answer=None, is_faulty=True) if is_twice else read

    def _add(
        self,
        sheet: RawSheet,
        row: RawRow,
        field: str,
        code: str,
        *,
        read: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        problem = Problem(sheet.title, cell_of(sheet, row, field), read, code, severity, {"row": read})
        self._problems.append(problem)


def _content(placed: Placed) -> tuple[RowTag, dict[str, RawCell]]:
    _sheet, row, tag = placed
    return tag, {field: row.cells[field] for field in open_cells(row)}
