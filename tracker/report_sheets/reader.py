"""Reading a report's workbook that came back: matched by its marks, never by position or name (D42)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.core.errors import RuleBroken
from tracker.matrix.book_marks import KEY, NO_ROW
from tracker.matrix.book_reading import Problem, RawCell, RawRow, RawSheet
from tracker.matrix.states import Severity
from tracker.report_sheets.entries import other_reading, typed_in
from tracker.report_sheets.list_rules import closed_up
from tracker.report_sheets.reading import CellAt, SheetReading
from tracker.report_sheets.sheet_tags import Origin, Seal
from tracker.report_sheets.slots import Slot
from tracker.reports.draft_rules import Fields
from tracker.reports.field_wording import WORDS, group_words

Placed = tuple[RawSheet, RawRow]


def origin_of(sheets: Iterable[RawSheet], seal: Seal) -> Origin:
    """The draft that the workbook was made from. RuleBroken when its stamps are not ours, or not of one."""
    origins = {seal.read_stamp(sheet.stamp) for sheet in sheets}
    if len(origins) > 1:
        raise RuleBroken("report_sheet_mixed")
    return origins.pop()


def read_sheets(
    sheets: Sequence[RawSheet], seal: Seal, *, slots: Mapping[str, Slot], base: Fields
) -> SheetReading:
    """Everything that the sheets of one workbook say about the fields in `slots`.

    `base` is the draft that the workbook was made from: a cell that still says the same leaves its text as it
    was typed. RuleBroken when rows of another workbook stand in this one.
    """
    return _Reader(origin_of(sheets, seal), seal, slots, base).read(sheets)


@dataclass
class _Reader:
    origin: Origin
    seal: Seal
    slots: Mapping[str, Slot]
    base: Fields
    fields: dict[str, str] = field(default_factory=dict)
    cells: dict[str, CellAt] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def read(self, sheets: Sequence[RawSheet]) -> SheetReading:
        """All rows of all sheets."""
        for sheet in sheets:
            self._check_columns(sheet)
        rows: dict[str, list[Placed]] = {}
        for place, placed in self._placed(sheets):
            rows.setdefault(place, []).append(placed)
        for place, same in rows.items():
            self._check_once(place, same)
            self._read_row(place, *same[0])
        self._miss_rows(rows)
        fields, cells = closed_up(self.fields, self.cells, self.base)
        return SheetReading(fields, cells, tuple(self.problems), sheets[0].title)

    def _check_columns(self, sheet: RawSheet) -> None:
        for twice in sheet.twice:
            cell = f"{sheet.columns[twice]}{sheet.heading}"
            self.problems.append(Problem(sheet.title, cell, "", "answer_column_twice"))

    def _placed(self, sheets: Iterable[RawSheet]) -> Iterator[tuple[str, Placed]]:
        """Every row that has a key of this workbook, with what it is about."""
        places = {slot.place for slot in self.slots.values()}
        for sheet in sheets:
            for row in sheet.rows:
                key = row.cells.get(KEY, RawCell("text", "")).text.strip()
                if key != NO_ROW and (place := self._known(sheet, row, key, places)):
                    yield place, (sheet, row)

    def _known(self, sheet: RawSheet, row: RawRow, key: str, places: set[str]) -> str:
        """What the row is about; nothing for a row that is not read, and then it is said why."""
        tag = self.seal.read_row(key) if key else None
        if tag is None:
            self._miss_key(sheet, row, key)
            return ""
        if tag[0] != self.origin:
            raise RuleBroken("report_sheet_mixed")
        if tag[1] not in places:
            self._warn(sheet, row, "sheet_row_not_asked", {"row": tag[1]})
            return ""
        return tag[1]

    def _miss_key(self, sheet: RawSheet, row: RawRow, key: str) -> None:
        if key:
            self.problems.append(Problem(sheet.title, f"A{row.number}", "", "sheet_key_tampered"))
        elif row.cells:
            self._warn(sheet, row, "sheet_row_without_key", {})

    def _warn(self, sheet: RawSheet, row: RawRow, code: str, params: Mapping[str, object]) -> None:
        """Point out a row whose cells are not read, at the first of them; a blank row is not missed."""
        first = next((part for part in row.cells if part != KEY), None)
        if first:
            at, read = f"{sheet.columns[first]}{row.number}", row.cells[first].text
            self.problems.append(Problem(sheet.title, at, read, code, Severity.WARNING, params))

    def _check_once(self, place: str, same: Sequence[Placed]) -> None:
        """Rows that stand again must say the same."""
        if any(row.cells != same[0][1].cells for _sheet, row in same):
            for sheet, row in same:
                told = {"row": group_words(place)}
                problem = Problem(sheet.title, f"A{row.number}", "", "answer_row_twice", params=told)
                self.problems.append(problem)

    def _read_row(self, place: str, sheet: RawSheet, row: RawRow) -> None:
        for slot in self.slots.values():
            if slot.place == place:
                self._read_slot(slot, sheet, row)

    def _read_slot(self, slot: Slot, sheet: RawSheet, row: RawRow) -> None:
        if slot.part not in sheet.columns:
            self._miss_column(sheet, slot)
            return
        cell, before = row.cells.get(slot.part), self.base.get(slot.name, "")
        at = self.cells[slot.name] = CellAt(sheet.title, f"{sheet.columns[slot.part]}{row.number}")
        try:
            self.fields[slot.name] = text = typed_in(slot, cell, before)
        except RuleBroken as refusal:
            read = cell.text if cell else ""
            self.problems.append(Problem(*at, read, refusal.code, params=refusal.params))
            return
        if cell and text != before:
            self._ask(slot, cell, at)

    def _ask(self, slot: Slot, cell: RawCell, at: CellAt) -> None:
        """Point out a number that may have been meant otherwise, so that its writer confirms it (D4)."""
        other = other_reading(slot, cell)
        if other is not None:
            told = {"read": self.fields[slot.name], "other": other}
            problem = Problem(*at, cell.text, "decimals_in_count", Severity.WARNING, told)
            self.problems.append(problem)

    def _miss_column(self, sheet: RawSheet, slot: Slot) -> None:
        told = {"column": str(WORDS.get(slot.part, slot.part))}
        missing = Problem(sheet.title, "", "", "sheet_column_missing", Severity.WARNING, told)
        if missing not in self.problems:
            self.problems.append(missing)

    def _miss_rows(self, found: Iterable[str]) -> None:
        """Say which rows are gone: what they said stays in the draft. Blank ones of a list are not missed."""
        known = frozenset(found)
        gone = {
            slot.place: group_words(slot.place)
            for slot in self.slots.values()
            if slot.place not in known and (not slot.is_in_list or self.base.get(slot.name))
        }
        if gone:
            rows = ", ".join(gone.values())
            self.problems.append(Problem("", "", "", "sheet_rows_missing", Severity.WARNING, {"rows": rows}))
