"""The sheets behind the matrix: history, definitions, comparison (D10, D13, D19, D36)."""

from dataclasses import replace
from datetime import datetime

import pytest

from tests.matrix.samples import (
    matrix_before_meeting,
    minutes_matrix,
)
from tests.matrix.workbooks import PATTIROS, WriteXlsx, first_page, matrix_of, parts, table
from tracker.matrix.rows import Source
from tracker.matrix.states import Audience
from tracker.targets.states import TalkStatus


def test_the_history_has_every_position_as_written(write_xlsx: WriteXlsx) -> None:
    lines = table(write_xlsx(minutes_matrix()), "Riwayat")
    first = lines[0]
    assert [line["No"] for line in lines] == [1, 2, 3, 4]
    assert (first["Seperti tertulis"], first["Nilai"], first["Butir"]) == ("minimal 80%", 0.8, "II.2.e")
    assert (lines[2]["Organisasi"], lines[2]["Unit"], lines[2]["Pembicara"]) == (
        "KemenPAN-RB",
        "Biro MKOK",
        "Septiana",
    )
    assert first["Tanggal"] == datetime(2020, 9, 21)  # noqa: DTZ001


def test_a_position_without_source_says_so(write_xlsx: WriteXlsx) -> None:
    matrix = minutes_matrix()
    history = (replace(matrix.history[0], source=Source()),)
    assert table(write_xlsx(replace(matrix, history=history)), "Riwayat")[0]["Dokumen"] == "tanpa sumber"


def test_every_wording_of_an_indicator_is_listed(write_xlsx: WriteXlsx) -> None:
    lines = table(write_xlsx(minutes_matrix()), "Definisi")
    assert [(line["Versi"], line["Status"]) for line in lines] == [(1, "berlaku"), (2, "usulan")]


def test_a_public_file_names_no_official(write_xlsx: WriteXlsx) -> None:
    content = "".join(parts(write_xlsx(minutes_matrix(), audience=Audience.PUBLIC)).values())
    assert [
        name for name in ("Bejo", "Septiana", "Rosikin", "Imanudin", "Yanuar", "Pembicara") if name in content
    ] == []
    assert "Biro MKOK" in content


def test_a_released_name_is_in_the_public_file(write_xlsx: WriteXlsx) -> None:
    matrix = minutes_matrix()
    history = (replace(matrix.history[0], party=replace(PATTIROS, is_person_public=True)),)
    lines = table(write_xlsx(replace(matrix, history=history), audience=Audience.PUBLIC), "Riwayat")
    assert lines[0]["Pembicara"] == "Bejo"


def test_changes_are_marked_in_words_and_set_side_by_side(write_xlsx: WriteXlsx) -> None:
    path = write_xlsx(minutes_matrix(), compared_with=matrix_before_meeting())
    marked = first_page(path).cell("RAN7-01/1", "Perubahan").value
    assert "berubah" in marked
    assert "2022 · Usulan balik" in marked
    assert first_page(path).cell("RAN7-01/5", "Perubahan").value is None
    line = next(line for line in table(path, "Sandingan") if line["Yang berubah"] == "2022 · Usulan balik")
    assert line["Semula"] is None
    assert line["Menjadi"].startswith("45% · Biro MKOK (KemenPAN-RB)")


def test_new_removed_and_dropped_rows_are_told_apart(write_xlsx: WriteXlsx) -> None:
    rows = minutes_matrix().rows
    before, after = (
        matrix_of(*rows[:5]),
        matrix_of(rows[0], replace(rows[1], status=TalkStatus.DROPPED), *rows[3:]),
    )
    path = write_xlsx(after, compared_with=before)
    page = first_page(path)
    assert page.cell("RAN7-01/2", "Perubahan").value.startswith("⊘ dihapus")
    assert "ditambahkan" in page.cell("RAN7-01/6", "Perubahan").value
    removed = next(line for line in table(path, "Sandingan") if line["Baris"] == "RAN7-01/3")
    assert "tidak ada lagi" in removed["Perubahan"]
    assert removed["Menjadi"] is None


def test_without_a_comparison_there_is_no_column_for_changes(write_xlsx: WriteXlsx) -> None:
    with pytest.raises(LookupError):
        first_page(write_xlsx(minutes_matrix())).column("Perubahan")
