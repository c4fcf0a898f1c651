"""Drafts: what they say, what in them cannot be read, and how two people's edits come together."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.plans.states import Direction, IndicatorKind
from tracker.reports.achievement_rules import Aims
from tracker.reports.asked import Asked, AskedIndicator, AskedMilestone
from tracker.reports.content import Content, Obstacle
from tracker.reports.draft_rules import compact, length_of, merged, names_of, read_draft
from tracker.reports.figure_rules import Aspect, Figure
from tracker.reports.states import ObstacleCategory, Statement, Uncounted, Voice

FIELDS = st.dictionaries(st.sampled_from("abc"), st.sampled_from(["", "1", "2", "3"]))


def asked(kind: IndicatorKind = IndicatorKind.PERCENTAGE) -> Asked:
    """A commitment with one indicator and one milestone."""
    indicator = AskedIndicator(
        key="K1/1",
        kind=kind,
        direction=Direction.RISE,
        name_ind="Pengaduan",
        unit_ind="pengaduan",
        is_cumulative=True,
        baseline=Decimal(19),
        aims=Aims(*[Uncounted.NO_TARGET] * 3),
        name_eng="",
        unit_eng="",
        numerator_ind="",
        numerator_eng="",
        denominator_ind="",
        denominator_eng="",
    )
    return Asked(2022, 2021, 2022, (indicator,), (AskedMilestone("K1/T1", "Tonggak", "", None, ""),))


def read(fields: dict[str, str], kind: IndicatorKind = IndicatorKind.PERCENTAGE) -> Content:
    """What a draft in which everything can be read says."""
    content, problems = read_draft(fields, asked(kind), voice=Voice.GOVERNMENT)
    assert problems == ()
    return content


def unread(fields: dict[str, str]) -> list[tuple[str, str]]:
    """(code, field) of what cannot be read."""
    return [(one.code, one.field) for one in read_draft(fields, asked(), voice=Voice.GOVERNMENT)[1]]


def test_numbers_are_read_as_indonesians_write_them() -> None:
    figure = (
        read({"K1/1.statement": "figure", "K1/1.numerator": "1.234", "K1/1.denominator": "2,5 ribu"})
        .indicators[0]
        .figure
    )
    assert figure == Figure(Statement.FIGURE, numerator=Decimal(1234), denominator=Decimal(2500))


def test_a_blank_field_is_not_zero() -> None:
    assert read({}).indicators[0].figure == Figure()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("minimal 45", "reported_number_not_exact"),
        ("sekitar 45", "reported_number_not_exact"),
        ("45%", "reported_number_is_percent"),
        ("banyak", "number_not_understood"),
    ],
)
def test_what_is_no_counted_number_is_told_by_its_field(text: str, code: str) -> None:
    assert unread({"K1/1.numerator": text}) == [(code, "K1/1.numerator")]


def test_everything_that_cannot_be_read_is_told_at_once() -> None:
    found = unread({"K1/1.statement": "ya", "K1/1.measured_on": "kemarin", "K1/T1.state": "hampir"})
    assert [field for _code, field in found] == ["K1/1.statement", "K1/1.measured_on", "K1/T1.state"]


def test_aspects_stand_one_a_line() -> None:
    figure = read({"K1/1.aspects": "Pengelola = baik\r\n\r\nSarana=cukup"}, IndicatorKind.QUALITY)
    assert figure.indicators[0].figure.aspects == (Aspect("Pengelola", "baik"), Aspect("Sarana", "cukup"))


def test_blank_entries_of_lists_are_closed_up() -> None:
    fields = {"obstacles.0.text": " ", "obstacles.2.text": "Anggaran", "obstacles.2.category": "budget"}
    assert length_of(fields, "obstacles") == 3
    tidy = compact(fields)
    assert tidy == {"obstacles.0.text": "Anggaran", "obstacles.0.category": "budget"}
    assert read(tidy).obstacles == (Obstacle(ObstacleCategory.BUDGET, "Anggaran"),)


def test_civil_society_is_asked_for_no_milestones_and_may_be_silent_on_an_indicator() -> None:
    assert "K1/T1.state" not in names_of(asked(), Voice.SOCIETY)
    assert "K1/T1.state" in names_of(asked(), Voice.GOVERNMENT)
    content, _problems = read_draft({"narrative": "Belum."}, asked(), voice=Voice.SOCIETY)
    assert content == Content(narrative="Belum.")


def test_two_people_who_wrote_in_different_fields_lose_nothing() -> None:
    joined = merged({"a": "1"}, {"a": "2"}, {"a": "1", "b": "3"})
    assert (joined.fields, joined.clashes) == ({"a": "2", "b": "3"}, {})


def test_a_field_both_wrote_in_is_told_and_mine_stands() -> None:
    joined = merged({"a": "1"}, {"a": "2"}, {"a": "3"})
    assert (joined.fields, joined.clashes) == ({"a": "3"}, {"a": "2"})


def test_what_one_cleared_stays_cleared() -> None:
    assert merged({"a": "1"}, {"a": "1"}, {"a": ""}).fields == {}
    assert merged({"a": "1"}, {}, {"a": "1"}).fields == {}


@given(FIELDS, FIELDS)
def test_who_writes_over_the_newest_draft_never_clashes(stored: dict[str, str], mine: dict[str, str]) -> None:
    joined = merged(stored, stored, stored | mine)
    assert joined.clashes == {}
    assert joined.fields == {name: text for name, text in (stored | mine).items() if text}


@given(FIELDS, FIELDS, FIELDS)
def test_every_text_of_either_side_stands_or_is_told(
    base: dict[str, str], stored: dict[str, str], mine: dict[str, str]
) -> None:
    joined = merged(base, stored, mine)
    for name in {*stored, *mine}:
        theirs, typed = stored.get(name, ""), mine.get(name, base.get(name, ""))
        kept = joined.fields.get(name, "")
        assert kept == typed or typed == base.get(name, "")
        assert theirs in (kept, base.get(name, "")) or joined.clashes[name] == theirs
