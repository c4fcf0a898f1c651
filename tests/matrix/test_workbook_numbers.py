"""Numbers, words and blanks in the workbook, and text that looks like a formula (D1-D3, D7, D40)."""

from decimal import Decimal

import pytest

from tests.matrix.samples import (
    MKOK,
    clause,
    make_row,
    minutes_matrix,
    percent,
    position,
    year_cell,
)
from tests.matrix.workbooks import YEAR, WriteXlsx, first_page, matrix_of, parts, row_with
from tracker.core.bilingual import Bilingual
from tracker.core.quantities import Comparator, Qualifier
from tracker.matrix.rows import Quantity
from tracker.plans.states import IndicatorKind
from tracker.targets.states import TalkStatus


def test_the_figures_of_the_minutes_are_real_numbers_in_their_columns(write_xlsx: WriteXlsx) -> None:
    page = first_page(write_xlsx(minutes_matrix()))
    figures = {
        key: [page.cell(key, heading, YEAR).value for heading in ("Awal", "Usulan balik", "Selisih")]
        for key in ("RAN7-01/1", "RAN7-01/2")
    }
    assert figures == {"RAN7-01/1": [0.8, 0.45, -35], "RAN7-01/2": [0.6, 0.3, -30]}


@pytest.mark.parametrize(
    ("quantity", "kind", "digits", "number_format"),
    [
        (percent("45"), "percentage", "0.45", "[$-421]#,##0%"),
        (percent("18.68"), "percentage", "0.1868", "[$-421]#,##0.00%"),
        (percent("45.50"), "percentage", "0.455", "[$-421]#,##0.0%"),
        (percent("0"), "percentage", "0", "[$-421]#,##0%"),
        (percent("0.001"), "percentage", "0.00001", "[$-421]#,##0.000%"),
        (percent("110"), "percentage", "1.1", "[$-421]#,##0%"),
        (percent("80", "minimal 80%", Comparator.AT_LEAST), "percentage", "0.8", '[$-421]"≥ "#,##0%'),
        (
            Quantity("", Decimal(19), qualifier=Qualifier.ABOUT),
            "percentage",
            "0.19",
            '[$-421]"sekitar "#,##0%',
        ),
        (Quantity("", Decimal(227995)), "count", "227995", "[$-421]#,##0"),
        (Quantity("", Decimal("2.50")), "ratio", "2.5", "[$-421]#,##0.0"),
        (Quantity("", Decimal(623), comparator=Comparator.MORE_THAN), "count", "623", '[$-421]"> "#,##0'),
        (Quantity("", Decimal("123456789.012345")), "count", "123456789.012345", "[$-421]#,##0.000000"),
    ],
)
def test_a_number_keeps_its_digits_and_shows_its_marks(
    write_xlsx: WriteXlsx, quantity: Quantity, kind: str, digits: str, number_format: str
) -> None:
    path = write_xlsx(matrix_of(row_with(quantity, IndicatorKind(kind))))
    cell = first_page(path).cell("RAN7-01/1", "Awal", YEAR)
    assert cell.number_format == number_format
    assert (
        f'r="{cell.coordinate}" s="{cell.style_id}" t="n"><v>{digits}</v>'
        in parts(path)["xl/worksheets/sheet1.xml"]
    )


def test_a_number_too_long_for_a_spreadsheet_stays_exact_as_text(write_xlsx: WriteXlsx) -> None:
    quantity = Quantity("", Decimal("1234567890123456789"))
    cell = first_page(write_xlsx(matrix_of(row_with(quantity, IndicatorKind.COUNT)))).cell(
        "RAN7-01/1", "Awal", YEAR
    )
    assert (cell.value, cell.data_type) == ("1.234.567.890.123.456.789", "s")


def test_levels_are_words(write_xlsx: WriteXlsx) -> None:
    page = first_page(write_xlsx(minutes_matrix()))
    assert page.cell("RAN7-01/5", "Awal", "Target 2021").value.lower() == "penetapan"
    assert page.cell("RAN7-01/4", "Awal", YEAR).value.lower() == "ya"


def test_blank_is_not_zero(write_xlsx: WriteXlsx) -> None:
    page = first_page(write_xlsx(minutes_matrix()))
    assert page.cell("RAN7-01/1", "Awal", "Target 2021").value == "belum diisi"
    assert page.cell("RAN7-01/1", "Disepakati", YEAR).value == "belum disepakati"
    assert page.cell("RAN7-01/1", "Nilai", "Data dasar").value == "belum diisi"
    assert page.cell("RAN7-01/5", "Usulan balik", YEAR).value is None
    assert page.cell("RAN7-01/2", "Nilai", "Data dasar").value == 0.19


def test_an_agreed_value_stands_in_its_column(write_xlsx: WriteXlsx) -> None:
    agreed = position(percent("50"), MKOK, clause("II.6.b"))
    row = make_row(1, "Indikator", status=TalkStatus.AGREED, years=(year_cell(2022, agreed=agreed),))
    page = first_page(write_xlsx(matrix_of(row)))
    assert page.cell("RAN7-01/1", "Disepakati", YEAR).value == 0.5
    assert page.cell("RAN7-01/1", "Status pembahasan").value == "✓ disepakati"


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|'/C calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(A1:A9)",
        "=",
        "#N/A",
        " =1+1",
        "\t=1+1",
        "\r\n=1+1",
        "\u202e=1+1",
        "\u200b=1+1",
    ],
)
def test_formula_like_text_is_text(write_xlsx: WriteXlsx, text: str) -> None:
    row = make_row(
        1, text, definition=Bilingual(text), unit=Bilingual(text), supporters=(text,), csos=(text,)
    )
    path = write_xlsx(matrix_of(row))
    page = first_page(path)
    cells = [
        page.cell("RAN7-01/1", heading) for heading in ("Indikator", "Definisi operasional", "Satuan", "OMS")
    ]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {bool(cell.quotePrefix) for cell in cells} == {"#" not in text}
    assert not [name for name, content in parts(path).items() if "<f>" in content]


def test_control_and_direction_marks_are_left_out(write_xlsx: WriteXlsx) -> None:
    row = make_row(1, "a\x00b\x0bc\ud800d\ufffee\u202ef\r\ng 😀")
    assert first_page(write_xlsx(matrix_of(row))).cell("RAN7-01/1", "Indikator").value == "abcdef\ng 😀"
