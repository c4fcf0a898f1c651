"""The workbook as a file: what identifies it, its bytes, and what other programs make of it (D18, D40)."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
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


_MAKE = """
import sys
from pathlib import Path
from flask_babel import force_locale
from tests.matrix.samples import large_matrix, make_stamp
from tracker import create_app
from tracker.config import Settings
from tracker.matrix.states import Audience
from tracker.matrix.workbook import write_workbook
folder = Path(sys.argv[1])
app = create_app(Settings(folder, "sqlite://", "secret", "http://tracker.test", False))
with app.app_context(), force_locale("id"):
    write_workbook(large_matrix(60), make_stamp(), language="id", audience=Audience.PUBLIC,
                   target=folder / "made.xlsx", compared_with=large_matrix(50))
"""


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    made = [
        _made_elsewhere(tmp_path / "one", PYTHONHASHSEED="1", TZ="Asia/Jakarta"),
        _made_elsewhere(tmp_path / "two", PYTHONHASHSEED="4242", TZ="America/New_York"),
    ]
    assert made[0] == made[1]


def _made_elsewhere(folder: Path, **environment: str) -> str:
    folder.mkdir()
    subprocess.run([sys.executable, "-c", _MAKE, str(folder)], check=True, env={**os.environ, **environment})
    return hashlib.sha256((folder / "made.xlsx").read_bytes()).hexdigest()
