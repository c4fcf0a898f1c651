"""What goes into a cell, for any number and any text (D3, D40)."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tracker.core.quantities import Comparator, Qualifier
from tracker.matrix.rows import Quantity
from tracker.matrix.workbook_cells import (
    Figure,
    cell_value,
    date_content,
    looks_like_formula,
    safe_text,
    value_content,
)
from tracker.plans.states import IndicatorKind

_VALUES = st.decimals(-(10**9), 10**9, places=5)


@given(
    value=_VALUES,
    kind=st.sampled_from([IndicatorKind.PERCENTAGE, IndicatorKind.COUNT]),
    comparator=st.sampled_from(Comparator),
    qualifier=st.sampled_from(Qualifier) | st.none(),
)
def test_the_digits_in_the_file_are_the_value(
    value: Decimal, kind: IndicatorKind, comparator: Comparator, qualifier: Qualifier | None
) -> None:
    quantity = Quantity("", value, comparator=comparator, qualifier=qualifier)
    content = value_content(quantity, kind, "id")
    assert isinstance(content, Figure)
    assert "E" not in content.digits
    assert Decimal(content.digits) == cell_value(value, kind)
    assert Decimal(content.digits) * (100 if kind is IndicatorKind.PERCENTAGE else 1) == value


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_fits_into_a_workbook(text: str) -> None:
    safe = safe_text(text)
    cell = etree.Element("t")
    cell.text = safe
    assert etree.fromstring(etree.tostring(cell, encoding="utf-8")).text or safe == ""
    assert safe_text(safe) == safe


@given(st.text(" \t\r\n\u00a0\u200b\ufeff"), st.sampled_from("=+-@"), st.text(max_size=5))
def test_a_formula_mark_behind_blanks_is_noticed(blanks: str, mark: str, rest: str) -> None:
    assert looks_like_formula(f"{blanks}{mark}{rest}")


def test_a_text_is_cut_where_a_spreadsheet_would_cut_it() -> None:
    assert len(safe_text("a" * 40_000)) == 32_767


def test_a_day_is_the_number_spreadsheets_count_it_by() -> None:
    assert date_content(date(2020, 9, 21), "id").digits == "44095"
