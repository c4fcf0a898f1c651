"""The matrix sheet of the workbook as its readers get it (D8, D14, D40)."""

from dataclasses import replace

from openpyxl import load_workbook

from tests.matrix.samples import (
    MINUTES,
    MKOK,
    clause,
    draft_stamp,
    long_text,
    make_row,
    minutes_matrix,
    percent,
    position,
    reason,
    year_cell,
)
from tests.matrix.workbooks import PATTIROS, YEAR, MatrixPage, WriteXlsx, first_page, matrix_of
from tracker.core.bilingual import Bilingual
from tracker.targets.states import PositionKind, TalkStatus


def test_each_figure_names_its_holder_and_its_clause(write_xlsx: WriteXlsx) -> None:
    sources = first_page(write_xlsx(minutes_matrix())).cell("RAN7-01/1", "Sumber").value
    assert (
        f"2022 usulan balik: Biro MKOK (KemenPAN-RB), disampaikan Septiana · {MINUTES}, butir II.6.b"
        in sources
    )


def test_a_year_after_the_plan_is_shown_and_named(write_xlsx: WriteXlsx) -> None:
    cell = year_cell(2024, initial=position(percent("80"), PATTIROS, clause("II.6.b")))
    matrix = replace(matrix_of(make_row(1, "Indikator", years=(cell,))), years=(2022, 2024))
    page = first_page(write_xlsx(matrix))
    heading = "Target 2024 · arah jangka menengah, tidak dinilai"
    assert page.cell("RAN7-01/1", "Awal", heading).value == 0.8


def test_a_dropped_indicator_stays_struck_through_with_its_word(write_xlsx: WriteXlsx) -> None:
    rows = tuple(
        replace(row, status=TalkStatus.DROPPED) if row.number == 6 else row for row in minutes_matrix().rows
    )
    page = first_page(write_xlsx(matrix_of(*rows)))
    assert page.cell("RAN7-01/6", "Indikator").font.strike
    assert page.cell("RAN7-01/6", "Awal", YEAR).font.strike
    assert page.cell("RAN7-01/6", "Status pembahasan").value == "⊘ dihapus"
    assert not page.cell("RAN7-01/5", "Indikator").font.strike


def test_warnings_are_sentences_with_a_mark(write_xlsx: WriteXlsx) -> None:
    text = first_page(write_xlsx(minutes_matrix())).cell("RAN7-01/1", "Peringatan").value
    assert text.startswith("⚠ ")
    assert "60%" in text


def test_only_the_remark_columns_are_open(write_xlsx: WriteXlsx) -> None:
    page = first_page(write_xlsx(minutes_matrix()))
    remarks = {page.column("Catatan K/L"), page.column("Catatan OMS")}
    rows = {number for number, _key in page.keyed_rows()}
    open_cells = {
        (cell.row, cell.column)
        for row in page.sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    assert open_cells == {(row, column) for row in rows for column in remarks}
    assert page.sheet.protection.sheet
    assert not page.sheet.protection.password
    assert all(page.sheet.cell(*place).value is None for place in open_cells)


def test_the_row_key_is_there_and_hidden(write_xlsx: WriteXlsx) -> None:
    page = first_page(write_xlsx(minutes_matrix()))
    column = page.sheet.cell(1, page.column("Kunci baris")).column_letter
    assert page.sheet.column_dimensions[column].hidden
    assert [key for _number, key in page.keyed_rows()] == [f"RAN7-01/{number}" for number in range(1, 7)]


def test_headings_stay_in_sight_and_are_repeated_on_paper(write_xlsx: WriteXlsx) -> None:
    page = first_page(write_xlsx(minutes_matrix()))
    sheet, last = page.sheet, page.heading_row
    assert sheet.freeze_panes == f"D{last + 1}"
    assert sheet.print_title_rows == f"${last - 1}:${last}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.auto_filter.ref.startswith(f"A{last}:")
    assert sheet.oddFooter.left.text == "RAN-OGI-2020-2022 · Versi 2"
    assert sheet.oddFooter.center.text == "Sidik jari 3f9a 51c0 7be2"
    assert sheet.oddFooter.right.text == "Halaman &P dari &N"


def test_the_title_block_says_which_version_this_is(write_xlsx: WriteXlsx) -> None:
    block = first_page(write_xlsx(minutes_matrix())).title_block
    for text in (
        "Rencana Aksi Nasional",
        "Versi 2 · Keadaan setelah rapat",
        "Dibekukan 22 Sep 2020, 13.30 WIB",
    ):
        assert text in block
    for text in (
        "Sidik jari 3f9a 51c0 7be2",
        "✓ disepakati",
        "⇄ belum disepakati",
        "⊘ dihapus",
        "⚠ perlu perhatian",
    ):
        assert text in block


def test_a_draft_says_so_in_words(write_xlsx: WriteXlsx) -> None:
    page = first_page(write_xlsx(minutes_matrix(), draft_stamp()))
    assert "DRAF · belum dibekukan" in page.title_block
    assert "DRAF" in page.sheet.oddFooter.left.text


def test_a_reason_of_five_thousand_characters_is_whole_and_readable(write_xlsx: WriteXlsx) -> None:
    text = long_text(3, 5_000)
    row = make_row(1, "Indikator", reasons=(reason(MKOK, PositionKind.COUNTER, text, clause("II.6.b")),))
    page = first_page(write_xlsx(matrix_of(row, make_row(2, "Berikutnya"))))
    first, end = page.row_of("RAN7-01/1"), page.row_of("RAN7-01/2")
    pieces = [page.sheet.cell(number, page.column("Alasan")).value for number in range(first, end)]
    heights = [page.sheet.row_dimensions[number].height for number in range(first, end)]
    whole = " ".join(piece.removeprefix("… ").removesuffix(" …") for piece in pieces)
    assert " ".join(text.split()) in " ".join(whole.split())
    assert len(pieces) > 3
    assert max(heights) <= 409
    assert [key for _number, key in page.keyed_rows()] == ["RAN7-01/1", "RAN7-01/2"]


def test_a_row_is_as_high_as_its_longest_text_needs(write_xlsx: WriteXlsx) -> None:
    short, long = make_row(1, "Pendek"), make_row(2, "Panjang", definition=Bilingual(long_text(1, 400)))
    page = first_page(write_xlsx(matrix_of(short, long)))
    low, high = (page.sheet.row_dimensions[page.row_of(f"RAN7-01/{number}")].height for number in (1, 2))
    assert low < 80
    assert 200 < high <= 409


def test_english_has_english_words_texts_and_number_formats(write_xlsx: WriteXlsx) -> None:
    book = load_workbook(write_xlsx(minutes_matrix(), language="en"))
    page = MatrixPage(book.worksheets[0])
    assert "Open Government Indonesia National Action Plan" in page.title_block
    formats = {cell.number_format for row in page.sheet.iter_rows() for cell in row if cell.data_type == "n"}
    assert '[$-409]"about "#,##0%' in formats
    assert not [found for found in formats if "421" in found]


def test_an_empty_plan_still_makes_a_workbook(write_xlsx: WriteXlsx) -> None:
    page = first_page(
        write_xlsx(replace(minutes_matrix(), rows=(), history=(), definitions=(), commitments=()))
    )
    assert list(page.keyed_rows()) == []
