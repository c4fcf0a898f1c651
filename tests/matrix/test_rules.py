"""Parts of a matrix, pages of it, and what is counted in it."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from tests.matrix.hand_made import MKOK, cell, matrices, matrix, position, row
from tracker.core.bilingual import Bilingual
from tracker.core.errors import RuleBroken
from tracker.matrix.rows import CommitmentHeading, Matrix, Source, WarningLine
from tracker.matrix.rules import (
    Selection,
    check_freezable,
    organisations_of,
    overview,
    pages,
    restrict,
    select,
    sources_of,
    taking_part,
    unsourced,
    without_names,
)
from tracker.targets.states import PlausibilityRule, TalkStatus

OTHER = replace(row(1, commitment="K02"), lead=replace(MKOK, organisation="Bappenas"), csos=())


def _keys(found: Matrix) -> list[str]:
    return [one.key for one in found.rows]


@pytest.mark.parametrize(
    ("part", "keys", "codes"),
    [
        ({}, ["K01/1", "K02/1"], ["K01", "K02"]),
        ({"commitment": "K02"}, ["K02/1"], ["K02"]),
        ({"organisation": "Bappenas"}, ["K02/1"], ["K02"]),
        ({"organisation": "Pattiro"}, ["K01/1"], ["K01"]),
        ({"organisation": "KEMENPANRB"}, ["K01/1"], ["K01"]),
        ({"organisation": "Pattiro", "commitment": "K02"}, [], []),
        ({"organisation": "NOBODY"}, [], []),
        ({"keys": ["K02/1", "K09/9"]}, ["K02/1"], ["K02"]),
        ({"keys": []}, [], []),
    ],
)
def test_a_part_holds_whole_rows_with_their_headings(
    part: dict[str, Any], keys: list[str], codes: list[str]
) -> None:
    found = restrict(matrix(row(1), OTHER), **part)
    assert _keys(found) == keys
    assert [heading.code for heading in found.commitments] == codes


@given(matrices())
@hypothesis_settings(max_examples=30)
def test_the_commitments_of_a_matrix_are_its_parts(some: Matrix) -> None:
    parts = [restrict(some, commitment=heading.code) for heading in some.commitments]
    assert [key for part in parts for key in _keys(part)] == _keys(some)
    for part in parts:
        assert {line.row_key for line in part.history} <= set(_keys(part))


@given(matrices())
@hypothesis_settings(max_examples=30)
def test_every_row_is_on_one_page_in_order(some: Matrix) -> None:
    found = pages(some, limit=2)
    assert [one.key for page in found for group in page for one in group.rows] == _keys(some)
    for page in found:
        assert len(page) <= 1 or sum(len(group.rows) for group in page) <= 2


def test_a_commitment_that_is_too_large_has_a_page_of_its_own() -> None:
    some = matrix(row(1, commitment="A"), *(row(number, commitment="B") for number in range(1, 6)))
    assert [[group.heading.code for group in page] for page in pages(some, limit=3)] == [["A"], ["B"]]


@pytest.mark.parametrize(
    ("selection", "keys"),
    [
        (Selection(), ["K01/1", "K01/2"]),
        (Selection(status=TalkStatus.AGREED), ["K01/2"]),
        (Selection(status=TalkStatus.AGREED, year=2021), []),
        (Selection(year=2022), ["K01/1", "K01/2"]),
        (Selection(year=2030), []),
        (Selection(text="INDIKATOR 2"), ["K01/2"]),
        (Selection(text="peta jalan"), ["K01/1", "K01/2"]),
        (Selection(text="K01/1"), ["K01/1"]),
    ],
)
def test_a_selection_narrows_rows(selection: Selection, keys: list[str]) -> None:
    agreed = row(2, cell(agreed="45", status=TalkStatus.AGREED), status=TalkStatus.AGREED)
    assert _keys(select(matrix(row(1), agreed), selection)) == keys


def test_one_year_leaves_one_column() -> None:
    found = select(matrix(row(1, cell(2021), cell(2022))), Selection(year=2022))
    assert found.years == (2022,)
    assert [one.year for one in found.rows[0].years] == [2022]


def test_a_place_is_listed_once_and_a_missing_one_is_counted() -> None:
    nowhere = replace(position("45"), source=Source())
    some = row(1, replace(cell(), counter=nowhere))
    assert [source.clause for source in sources_of(some)] == ["II.2.a", "II.2.e"]
    assert unsourced(some) == 1


def test_who_takes_part_is_the_lead_the_supporters_and_the_csos() -> None:
    some = replace(row(1), supporters=("Bappenas",))
    assert taking_part(some) == ("KemenPAN-RB", "Bappenas", "Pattiro")
    assert organisations_of(matrix(some)) == ["Bappenas", "KemenPAN-RB", "Pattiro"]


@given(matrices())
@hypothesis_settings(max_examples=30)
def test_without_names_nobody_is_named_who_has_not_been_released(some: Matrix) -> None:
    public = without_names(some)
    parties = [line.party for line in public.history]
    parties += [one.lead for one in public.rows if one.lead]
    parties += [reason.party for one in public.rows for reason in one.reasons]
    assert not [party for party in parties if party.person and not party.is_person_public]
    assert not [line.set_aside_by for one in public.rows for line in one.warnings if line.set_aside_by]
    assert without_names(public) == public


def test_the_overview_counts_what_is_open_and_what_is_missing() -> None:
    warned = replace(
        row(1, cell(2021, initial=None), cell(2022)),
        warnings=(
            WarningLine(PlausibilityRule.BELOW_BASELINE, ()),
            WarningLine(PlausibilityRule.OVER_HUNDRED, (), set_aside_reason="Memang begitu"),
        ),
    )
    dropped = replace(row(2, cell(2021, initial=None)), status=TalkStatus.DROPPED, baseline=None)
    blank = replace(row(3), baseline=None)
    found = overview(matrix(warned, dropped, blank))
    assert (found.rows, found.open_warnings, found.without_baseline, found.empty_years) == (3, 1, 1, 1)
    assert found.by_status == ((TalkStatus.DROPPED, 1), (TalkStatus.PROPOSED, 2))


def test_a_warning_about_a_whole_commitment_counts_as_well() -> None:
    heading = CommitmentHeading(
        "K01", Bilingual("Komitmen"), warnings=(WarningLine(PlausibilityRule.BROKEN_DOUBLING, ()),)
    )
    assert overview(replace(matrix(row(1)), commitments=(heading,))).open_warnings == 1


def test_only_a_matrix_with_rows_can_be_frozen() -> None:
    check_freezable(matrix(row(1)))
    with pytest.raises(RuleBroken, match="matrix_is_empty"):
        check_freezable(matrix())
