"""Semula / menjadi, row by row (D19)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from tests.matrix.hand_made import cell, matrices, matrix, row
from tests.matrix.reported import achieved
from tracker.core.bilingual import Bilingual
from tracker.matrix.comparison import Statistics, change_of, compare
from tracker.matrix.content import open_content, to_content
from tracker.matrix.rows import Matrix, MatrixRow
from tracker.matrix.states import RowChange
from tracker.targets.states import TalkStatus

BEFORE = row(1, cell(initial="80"))


@given(matrices())
@hypothesis_settings(max_examples=30)
def test_a_matrix_does_not_differ_from_itself(some: Matrix) -> None:
    comparison = compare(some, some)
    assert comparison.statistics == Statistics(same=len(some.rows))
    assert comparison.differing == ()


@given(matrices(), matrices())
@hypothesis_settings(max_examples=40)
def test_looking_back_turns_every_count_round(one: Matrix, other: Matrix) -> None:
    there, back = compare(one, other).statistics, compare(other, one).statistics
    assert (there.added, there.raised, there.agreed, there.dropped) == (
        back.removed,
        back.lowered,
        back.reopened,
        back.restored,
    )
    assert (there.changed, there.same, there.redefined) == (back.changed, back.same, back.redefined)


@given(matrices(), matrices())
@hypothesis_settings(max_examples=30)
def test_every_row_of_either_matrix_is_there_once(one: Matrix, other: Matrix) -> None:
    keys = [difference.key for difference in compare(one, other).rows]
    assert sorted(keys) == sorted({found.key for found in (*one.rows, *other.rows)})


@pytest.mark.parametrize(
    ("after", "fields", "count"),
    [
        (row(1, cell(counter="45")), ("2022.counter", "2022.difference"), "countered"),
        (row(1, cell(initial="80", counter="45")), ("2022.counter", "2022.difference"), "lowered"),
        (row(1, cell(initial="85")), ("2022.initial",), "raised"),
        (row(1, cell(agreed="80")), ("2022.agreed",), "agreed"),
        (replace(BEFORE, status=TalkStatus.DROPPED), ("status",), "dropped"),
        (
            replace(BEFORE, name=Bilingual("Keterhubungan"), definition_version=2),
            ("name", "definition_version"),
            "redefined",
        ),
    ],
)
def test_what_changed_in_a_row_is_named_and_counted(
    after: MatrixRow, fields: tuple[str, ...], count: str
) -> None:
    comparison = compare(matrix(BEFORE), matrix(after))
    assert comparison.rows[0].fields == fields
    assert getattr(comparison.statistics, count) == 1
    assert comparison.statistics.changed == 1


def test_what_was_achieved_is_compared_only_where_both_show_it() -> None:
    shown = replace(BEFORE, achieved=achieved())
    other = replace(BEFORE, achieved=achieved(replace(achieved()[0], organisation="Bappenas")))
    for one, another in ((BEFORE, shown), (shown, BEFORE)):
        comparison = compare(matrix(one), matrix(another))
        assert comparison.is_empty
        assert comparison.statistics == Statistics(same=1)
    assert compare(matrix(shown), matrix(other)).rows[0].fields == ("achieved",)


def test_a_row_that_only_one_of_two_shows_the_achieved_of_can_have_changed_otherwise() -> None:
    after = replace(row(1, cell(initial="80", counter="45")), achieved=achieved())
    assert compare(matrix(BEFORE), matrix(after)).rows[0].fields == ("2022.counter", "2022.difference")


def test_a_year_that_came_later_is_compared_with_an_empty_cell() -> None:
    after = replace(BEFORE, years=(*BEFORE.years, cell(2024, initial="90")))
    comparison = compare(matrix(BEFORE), matrix(after))
    assert comparison.years == (2021, 2022, 2024)
    assert "2024.initial" in comparison.rows[0].fields


def test_a_removed_row_is_shown_where_it_stood() -> None:
    comparison = compare(matrix(row(1), row(2), row(3)), matrix(row(1), row(3), row(4)))
    assert [(found.key, change_of(found)) for found in comparison.rows] == [
        ("K01/1", RowChange.SAME),
        ("K01/2", RowChange.REMOVED),
        ("K01/3", RowChange.SAME),
        ("K01/4", RowChange.ADDED),
    ]


def test_only_what_differs_is_listed_as_differing() -> None:
    comparison = compare(matrix(row(1), row(2)), matrix(row(1), row(2, cell(counter="45"))))
    assert [found.key for found in comparison.differing] == ["K01/2"]


@given(matrices(), matrices())
@hypothesis_settings(max_examples=20)
def test_matrices_that_lie_in_files_are_compared_alike(one: Matrix, other: Matrix) -> None:
    found = compare(*(open_content([to_content(each)]) for each in (one, other)))
    assert (found.rows, found.statistics) == (compare(one, other).rows, compare(one, other).statistics)
