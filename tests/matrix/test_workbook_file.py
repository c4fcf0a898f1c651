"""The workbook as a file: what identifies it, its bytes, and what other programs make of it (D18, D40)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.matrix.samples import (
    large_matrix,
    make_stamp,
    matrix_before_meeting,
    minutes_matrix,
)
from tests.matrix.workbooks import WriteXlsx
from tracker.matrix.content import open_content, to_content
from tracker.matrix.rows import HistoryLine
from tracker.matrix.states import Audience


def test_the_file_carries_what_identifies_it(write_xlsx: WriteXlsx) -> None:
    book = load_workbook(write_xlsx(minutes_matrix()))
    kept = {found.name: found.value for found in book.custom_doc_props.props}  # type: ignore[attr-defined]
    assert kept["sha256"] == make_stamp().sha256
    assert (kept["plan_code"], kept["version_number"], kept["language"]) == ("RAN-OGI-2020-2022", 2, "id")
    assert book.properties.created == book.properties.modified == datetime(2020, 9, 22, 6, 30)  # noqa: DTZ001
    assert make_stamp().sha256 in [row[1].value for row in book["Keterangan"].iter_rows(max_col=2)]


def test_every_other_sheet_is_protected(write_xlsx: WriteXlsx) -> None:
    sheets = load_workbook(write_xlsx(minutes_matrix(), compared_with=matrix_before_meeting())).worksheets
    assert [sheet.title for sheet in sheets] == ["Matriks", "Riwayat", "Definisi", "Sandingan", "Keterangan"]
    assert all(sheet.protection.sheet for sheet in sheets)


def test_rows_that_lie_in_a_file_give_the_same_bytes(write_xlsx: WriteXlsx) -> None:
    before, after = large_matrix(50), large_matrix(60)
    whole = write_xlsx(after, compared_with=before).read_bytes()
    opened, earlier = (open_content([to_content(matrix)]) for matrix in (after, before))
    assert write_xlsx(opened, compared_with=earlier).read_bytes() == whole


@pytest.mark.parametrize("audience", Audience)
def test_the_ledger_is_gone_through_as_often_at_any_length(write_xlsx: WriteXlsx, audience: Audience) -> None:
    times = set()
    for size in (10, 40):
        matrix = large_matrix(size)
        history = Counted(matrix.history)
        write_xlsx(replace(matrix, history=history), audience=audience)
        times.add(history.times)
    assert times in ({1}, {2})


class Counted(Sequence[HistoryLine]):
    """Counts how often it is gone through."""

    def __init__(self, lines: Sequence[HistoryLine]) -> None:
        self.lines, self.times = lines, 0

    def __iter__(self) -> Iterator[HistoryLine]:
        self.times += 1
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, place: Any) -> Any:
        return self.lines[place]


def test_progress_ends_at_the_whole(write_xlsx: WriteXlsx) -> None:
    heard: list[tuple[int, int]] = []
    write_xlsx(large_matrix(150), progress=lambda done, total: heard.append((done, total)))
    assert heard == [(100, 300), (200, 300), (300, 300)]
