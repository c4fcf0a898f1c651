"""What a workbook would do to a draft, from values alone."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import House
from tests.report_sheets.sheets import ASKED, COUNT, QUALITY
from tracker.core.errors import RuleBroken
from tracker.matrix.book_reading import DATE, FAULT, FLAG, FORMULA, NUMBER, PERCENT, TEXT, RawCell
from tracker.report_sheets.entries import other_reading, typed_in
from tracker.report_sheets.import_rules import is_undecided, lines_of, settled
from tracker.report_sheets.list_rules import closed_up
from tracker.report_sheets.slots import slots_of
from tracker.reports.draft_rules import compact, filled, merged, read_draft
from tracker.reports.states import Voice
from tracker.reviews.import_rules import MINE, THEIRS
from tracker.reviews.states import ImportClass
from tracker.web.errors import words_for


@pytest.fixture(scope="module")
def inside(house: House) -> Iterator[None]:
    """Words need the catalogue."""
    with house.app.app_context():
        yield


SLOTS = slots_of(ASKED, Voice.GOVERNMENT)
FIELDS = st.dictionaries(st.sampled_from("abc"), st.sampled_from(["", "1", "2", "3"]))
ENTRIES = st.dictionaries(
    st.tuples(st.integers(0, 4), st.sampled_from(["category", "text"])), st.sampled_from(["", "x", "y"])
)


@pytest.mark.parametrize(
    ("before", "stored", "mine", "kind"),
    [
        ("", "", "1", ImportClass.NEW),
        ("1", "1", "2", ImportClass.CHANGED),
        ("1", "1", "", ImportClass.CHANGED),
        ("1", "1", "1", ImportClass.SAME),
        ("1", "2", "1", ImportClass.SAME),
        ("1", "2", "2", ImportClass.SAME),
        ("1", "2", "3", ImportClass.CONFLICT),
        ("1", "", "3", ImportClass.CONFLICT),
        ("", "2", "3", ImportClass.CONFLICT),
    ],
)
def test_a_field_is_new_changed_the_same_or_in_conflict(
    before: str, stored: str, mine: str, kind: ImportClass
) -> None:
    (line,) = lines_of({"a": before}, {"a": stored}, {"a": mine})
    assert line.kind is kind


def test_a_conflict_is_not_settled_by_itself() -> None:
    lines = lines_of({"a": "1"}, {"a": "2"}, {"a": "3"})
    assert is_undecided(lines, {})
    assert is_undecided(lines, {"a": "both"})
    assert not is_undecided(lines, {"a": THEIRS})
    assert settled(lines, {"a": "2"}, {"a": THEIRS}) == {"a": "2"}
    assert settled(lines, {"a": "2"}, {"a": MINE}) == {"a": "3"}


@given(base=FIELDS, stored=FIELDS, mine=FIELDS)
def test_it_comes_together_as_two_peoples_edits_do(
    base: dict[str, str], stored: dict[str, str], mine: dict[str, str]
) -> None:
    lines, together = lines_of(base, stored, mine), merged(base, stored, mine)
    in_conflict = {line.name for line in lines if line.kind is ImportClass.CONFLICT}
    assert in_conflict == set(together.clashes)
    taken = settled(lines, stored, dict.fromkeys(in_conflict, MINE))
    assert filled(taken) == together.fields


@given(entries=ENTRIES)
def test_lists_are_closed_up_as_on_the_page(entries: dict[tuple[int, str], str]) -> None:
    fields = {f"obstacles.{place}.{part}": text for (place, part), text in entries.items()}
    texts, _cells = closed_up(fields, dict[str, str](), {})
    assert filled(texts) == compact(fields)


@given(value=st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**12, places=3))
@pytest.mark.parametrize("name", [f"{COUNT}.value", f"{QUALITY}.value"])
def test_a_stored_number_is_written_so_that_it_reads_one_way(name: str, value: Decimal) -> None:
    text = typed_in(SLOTS[name], RawCell(NUMBER, f"{value:f}"), "")
    content, problems = read_draft({name: text}, ASKED, voice=Voice.GOVERNMENT)
    assert problems == ()
    assert {one.key: one.figure.value for one in content.indicators}[name.partition(".")[0]] == value


ANYTHING = st.one_of(
    st.text(max_size=400),
    st.floats().map(str),
    st.integers(-(10**70), 10**70).map(str),
    st.datetimes().map(str),
    st.sampled_from(["TRUE", "=1+1", "#REF!", "0.45", "2022-03-31 00:00:00", "00:30:00", "1.234", "1e60"]),
)
CELLS = st.builds(RawCell, st.sampled_from([TEXT, NUMBER, PERCENT, FORMULA, DATE, FLAG, FAULT]), ANYTHING)


@given(cell=CELLS, name=st.sampled_from(sorted(SLOTS)), before=ANYTHING)
def test_whatever_stands_in_a_cell_is_read_or_refused_in_words(
    inside: None, cell: RawCell, name: str, before: str
) -> None:
    assert all(words_for(refusal) for refusal in refusals(name, cell, before))


def refusals(name: str, cell: RawCell, before: str) -> list[RuleBroken]:
    """Why a cell is not taken for its field, or what in it cannot be read."""
    try:
        text = typed_in(SLOTS[name], cell, before)
        other_reading(SLOTS[name], cell)
    except RuleBroken as refusal:
        return [refusal]
    _content, problems = read_draft({name: text}, ASKED, voice=Voice.GOVERNMENT)
    return [RuleBroken(one.code, params=dict(one.params)) for one in problems]


@pytest.mark.parametrize(
    ("digits", "other"),
    [("227.995", 227995), ("1.2", 1200), ("999.5", 999500), ("0.5", None), ("12", None), ("1.2345", None)],
)
def test_decimals_that_could_be_thousands_have_another_reading(digits: str, other: int | None) -> None:
    cell = RawCell(NUMBER, digits)
    assert other_reading(SLOTS[f"{COUNT}.value"], cell) == other
    assert other_reading(SLOTS[f"{QUALITY}.value"], cell) is None
    assert other_reading(SLOTS[f"{COUNT}.value"], RawCell(TEXT, digits)) is None
