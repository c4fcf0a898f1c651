"""One content, one spelling, one fingerprint (D18)."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.matrix.hand_made import AS_OF, cell, matrices, matrix, row
from tests.matrix.reported import achieved
from tracker.core.bilingual import Bilingual
from tracker.core.digest import canonical_json, sha256_of
from tracker.matrix.content import from_content, is_same_but_moment, open_content, to_content
from tracker.matrix.rows import Matrix

# Versions are frozen under fingerprints of such content: when this changes, raise `Matrix.format_version`.
GOLDEN = "aad087cb84e21e4db014819d82c8be936639a166445807380e75c392c736c281"


@given(matrices())
@hypothesis_settings(max_examples=40)
def test_what_is_written_reads_back_as_the_same_matrix(some: Matrix) -> None:
    content = to_content(some)
    again = from_content(content)
    assert again == some
    assert to_content(again) == content


@given(matrices())
@hypothesis_settings(max_examples=20)
def test_the_content_is_canonical_json_as_a_whole(some: Matrix) -> None:
    content = to_content(some)
    assert canonical_json(json.loads(content)) == content


def test_numbers_are_written_as_the_digits_that_were_entered() -> None:
    content = to_content(matrix(row(1, cell(initial="45.0", counter="45"))))
    values = json.loads(content)["rows"][0]["years"][0]
    assert values["initial"]["quantity"]["value"] == "45.0"
    assert values["counter"]["quantity"]["value"] == "45"
    assert not [part for part in _leaves(json.loads(content)) if isinstance(part, float)]


def test_no_number_of_the_database_is_in_the_content() -> None:
    names = set(_names(json.loads(to_content(matrix(row(1, cell()))))))
    assert not {name for name in names if name == "id" or name.endswith("_id")} - {"ogp_id"}


def test_another_moment_is_another_content() -> None:
    some = matrix(row(1))
    later = replace(some, as_of=some.as_of + timedelta(seconds=1))
    assert sha256_of(to_content(some)) != sha256_of(to_content(later))


def test_twenty_thousand_rows_are_written_and_read() -> None:
    large = matrix(*(row(number, commitment=f"K{number // 4}") for number in range(20_000)))
    assert from_content(to_content(large)) == large


@pytest.mark.parametrize("broken", ["", "{}", '{"rows":[{}]}', "[1]"])
def test_what_is_no_matrix_is_not_read_as_one(broken: str) -> None:
    with pytest.raises(ValidationError):
        from_content(broken)


def test_content_is_spelled_as_it_was_when_the_first_versions_were_frozen() -> None:
    content = to_content(matrix(row(1, cell(counter="45")), row(2)))
    assert sha256_of(content) == GOLDEN


def test_what_was_achieved_is_spelled_only_where_it_is_shown() -> None:
    plain, shown = row(1), replace(row(1), achieved=())
    assert "achieved" not in to_content(matrix(plain))
    assert json.loads(to_content(matrix(shown)))["rows"][0]["achieved"] == []
    assert replace(shown, achieved=None) == plain


def test_content_frozen_before_the_column_was_there_reads_as_without_it() -> None:
    some = matrix(replace(row(1), achieved=achieved()), row(2))
    content = to_content(some)
    assert [one.achieved for one in from_content(content).rows] == [achieved(), None]
    assert to_content(from_content(content)) == content


@given(matrices(), st.integers(1, 200))
@hypothesis_settings(max_examples=40)
def test_what_is_read_from_a_file_line_by_line_is_the_same_matrix(some: Matrix, length: int) -> None:
    content = to_content(some)
    opened = open_content(_cut(content, length))
    assert opened == some
    assert (len(opened.rows), list(opened.rows)) == (len(some.rows), list(some.rows))
    assert to_content(opened) == content


def test_any_line_of_a_file_can_be_read_and_read_again() -> None:
    opened = open_content([to_content(matrix(row(1), row(2), row(3)))])
    assert [one.number for one in (opened.rows[0], opened.rows[-1], *opened.rows[1:], *opened.rows)] == [
        1, 3, 2, 3, 1, 2, 3,
    ]  # fmt: skip
    with pytest.raises(IndexError):
        opened.rows[3]


@pytest.mark.parametrize("broken", ["", "[1]", '{"as_of"}', '{"rows":[1}', "{"])
def test_what_is_no_json_is_not_opened(broken: str) -> None:
    with pytest.raises(ValueError, match=r"ends too early|should be"):
        open_content([broken])


def test_a_line_out_of_shape_is_found_when_it_is_read() -> None:
    broken = to_content(matrix(row(1))).replace('"direction":"rise"', '"direction":"sideways"')
    with pytest.raises(ValidationError):
        list(open_content([broken]).rows)


@given(matrices(), st.integers(60, 400))
@hypothesis_settings(max_examples=30)
def test_another_moment_alone_is_no_change(some: Matrix, length: int) -> None:
    later = to_content(replace(some, as_of=AS_OF))
    more = to_content(replace(some, plan_title=Bilingual("Rencana lain")))
    assert is_same_but_moment(later, _cut(to_content(some), length))
    assert not is_same_but_moment(more, _cut(to_content(some), length))
    assert not is_same_but_moment(later[:-1], _cut(to_content(some), length))


def _cut(content: str, length: int) -> list[str]:
    return [content[start : start + length] for start in range(0, len(content), length)]


def _leaves(tree: object) -> list[object]:
    if isinstance(tree, dict):
        return [leaf for value in tree.values() for leaf in _leaves(value)]
    if isinstance(tree, list):
        return [leaf for value in tree for leaf in _leaves(value)]
    return [tree]


def _names(tree: object) -> list[str]:
    if isinstance(tree, dict):
        return [*tree, *(name for value in tree.values() for name in _names(value))]
    return [name for value in tree for name in _names(value)] if isinstance(tree, list) else []
