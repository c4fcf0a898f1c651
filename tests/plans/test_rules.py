"""What may be written in a plan."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.errors import RuleBroken
from tracker.plans import rules
from tracker.plans.states import (
    NEXT_STATE,
    IndicatorKind,
    OgpValue,
    PlanState,
    PlanStep,
    RegulationStage,
    YesNo,
    next_state,
    possible_steps,
)

TEXTS = st.dictionaries(
    st.sampled_from(["title_ind", "title_eng", "problem_ind", "problem_eng", "solution_ind", "solution_eng"]),
    st.sampled_from(["", "satu", "dua"]),
)


def refusal(check: Callable[[], object]) -> tuple[str, str | None]:
    """The code and the field of what the rule refuses."""
    with pytest.raises(RuleBroken) as caught:
        check()
    return caught.value.code, caught.value.field


@pytest.mark.parametrize("code", ["RAN7-01", "K1", "ran.7_01", "7", "A" * 40])
def test_a_code_that_can_stand_in_an_address_is_accepted(code: str) -> None:
    rules.check_code(code)


@pytest.mark.parametrize(
    "code",
    ["", " ", "RAN7/01", "RAN7 01", "-RAN", "RAN-", "RAN--7", "=A1", "..", "é", "A" * 41, "K1\n", "🙂", "٣"],
)
def test_a_code_that_cannot_stand_in_an_address_is_refused(code: str) -> None:
    assert refusal(lambda: rules.check_code(code)) == ("code_not_understood", "code")


@pytest.mark.parametrize("code", ["new", "NEW"])
def test_a_code_that_is_a_word_of_the_addresses_is_refused(code: str) -> None:
    assert refusal(lambda: rules.check_code(code)) == ("code_reserved", "code")


@pytest.mark.parametrize("ogp_id", [None, "ID0112", "PH0001"])
def test_an_ogp_id_is_two_capitals_and_four_digits_or_not_there_yet(ogp_id: str | None) -> None:
    rules.check_ogp_id(ogp_id)


@pytest.mark.parametrize("ogp_id", ["", "id0112", "ID112", "ID01123", "ID0112 ", "ID０１１２", "I00112"])
def test_anything_else_is_no_ogp_id(ogp_id: str) -> None:
    assert refusal(lambda: rules.check_ogp_id(ogp_id)) == ("ogp_id_not_understood", "ogp_id")


def years(**changes: int) -> dict[str, int]:
    """The years of the sixth plan, with changes."""
    return {"period_start": 2020, "period_end": 2022, "first_year": 2021, "last_year": 2022} | changes


def test_the_years_of_the_sixth_plan_are_in_order() -> None:
    rules.check_plan_years(**years())


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"period_end": 2019}, "years_out_of_order", "period_end"),
        ({"last_year": 2020}, "years_out_of_order", "last_year"),
        ({"period_start": 1989}, "year_out_of_range", "period_start"),
        ({"first_year": 202}, "year_out_of_range", "first_year"),
        ({"last_year": 20222}, "year_out_of_range", "last_year"),
    ],
)
def test_years_out_of_order_are_refused_at_their_field(
    changes: dict[str, int], code: str, field: str
) -> None:
    assert refusal(lambda: rules.check_plan_years(**years(**changes))) == (code, field)


@pytest.mark.parametrize("ordinal", [0, -1, 100])
def test_a_plan_is_at_least_the_first(ordinal: int) -> None:
    assert refusal(lambda: rules.check_ordinal(ordinal)) == ("ordinal_out_of_range", "ordinal")


def test_a_milestone_may_lack_either_date_or_be_done_in_a_day() -> None:
    day = date(2022, 12, 31)
    rules.check_milestone_dates(None, None)
    rules.check_milestone_dates(day, None)
    rules.check_milestone_dates(None, day)
    rules.check_milestone_dates(day, day)


def test_a_milestone_cannot_be_due_before_it_starts() -> None:
    found = refusal(lambda: rules.check_milestone_dates(date(2022, 2, 1), date(2022, 1, 31)))
    assert found == ("due_before_start", "due_on")


def test_a_unit_must_belong_to_the_organisation_named() -> None:
    rules.check_unit_belongs(1, 1, field="lead_unit")
    rules.check_unit_belongs(None, None, field="lead_unit")
    assert refusal(lambda: rules.check_unit_belongs(1, 2, field="lead_unit")) == (
        "unit_of_other_organisation",
        "lead_unit",
    )
    assert refusal(lambda: rules.check_unit_belongs(None, 2, field="lead_unit"))[1] == "lead_unit"


@given(st.sets(st.integers(1, 500)))
def test_the_next_number_is_above_every_number_ever_used(used: set[int]) -> None:
    number = rules.next_number(used)
    assert number >= 1
    assert all(number > other for other in used)


def test_dropping_3_and_6_never_gives_their_numbers_again() -> None:
    assert rules.next_number([1, 2, 3, 4, 5, 6]) == 7
    assert refusal(lambda: rules.check_number(3, [1, 2, 3, 4, 5, 6])) == ("number_used", "number")


@pytest.mark.parametrize("number", [0, -1, 1000])
def test_an_indicator_number_is_a_small_positive_one(number: int) -> None:
    assert refusal(lambda: rules.check_number(number, [])) == ("number_out_of_range", "number")


@pytest.mark.parametrize(
    ("kind", "value", "level"),
    [
        (IndicatorKind.PERCENTAGE, Decimal("19"), None),
        (IndicatorKind.COUNT, Decimal("0"), None),
        (IndicatorKind.RATIO, Decimal("-1.5"), None),
        (IndicatorKind.YES_NO, None, YesNo.NO),
        (IndicatorKind.YES_NO, None, "yes"),
        (IndicatorKind.REGULATION, None, RegulationStage.DRAFTING),
        (IndicatorKind.QUALITY, None, "cukup"),
        (IndicatorKind.QUALITY, Decimal("3"), None),
    ],
)
def test_each_kind_has_its_own_kind_of_value(
    kind: IndicatorKind, value: Decimal | None, level: str | None
) -> None:
    rules.check_value_of_kind(kind, value, level)


@pytest.mark.parametrize(
    ("kind", "value", "level", "code"),
    [
        (IndicatorKind.PERCENTAGE, None, None, "number_expected"),
        (IndicatorKind.COUNT, Decimal("1"), "yes", "number_expected"),
        (IndicatorKind.YES_NO, Decimal("1"), None, "level_expected"),
        (IndicatorKind.YES_NO, None, "drafting", "level_expected"),
        (IndicatorKind.REGULATION, None, "yes", "level_expected"),
        (IndicatorKind.REGULATION, None, None, "level_expected"),
        (IndicatorKind.QUALITY, None, None, "one_value_or_level"),
        (IndicatorKind.QUALITY, Decimal("3"), "cukup", "one_value_or_level"),
    ],
)
def test_a_value_of_another_kind_is_refused(
    kind: IndicatorKind, value: Decimal | None, level: str | None, code: str
) -> None:
    assert refusal(lambda: rules.check_value_of_kind(kind, value, level))[0] == code


def test_a_percentage_larger_than_its_whole_is_left_to_the_warnings() -> None:
    rules.check_fraction(Decimal("122"), Decimal("100"))


def test_a_denominator_of_nothing_is_refused() -> None:
    assert refusal(lambda: rules.check_fraction(None, Decimal(0))) == (
        "denominator_not_positive",
        "denominator",
    )
    assert refusal(lambda: rules.check_fraction(Decimal(-1), None)) == ("numerator_negative", "numerator")


@pytest.mark.parametrize(
    "text", ["-", "–", "...", "TBD", "tba", "n/a", "N/A", "Placeholder", " xxx ", "[isi di sini]", "?"]
)
def test_a_text_that_only_keeps_a_place_is_a_placeholder(text: str) -> None:
    assert rules.is_placeholder(text)


@pytest.mark.parametrize(
    "text", ["", "0", "Belum ada TBD", "45%", "KemenPAN-RB", "=1+1", "x 2 kali", "II.6.b"]
)
def test_a_text_that_says_something_is_no_placeholder(text: str) -> None:
    assert not rules.is_placeholder(text)


def test_publishing_names_each_placeholder_with_its_place() -> None:
    with pytest.raises(RuleBroken) as caught:
        rules.check_publishable([("K01", "Judul"), ("K01/2", "TBD"), ("K02", "-")])
    assert caught.value.params == {"count": 2, "places": "K01/2 (“TBD”), K02 (“-”)"}


def test_the_steps_of_a_plan_lead_from_negotiation_to_the_end_and_back_once() -> None:
    state = PlanState.NEGOTIATION
    for step in (PlanStep.SUBMIT, PlanStep.START, PlanStep.CLOSE, PlanStep.REOPEN):
        assert possible_steps(state) == (step,)
        state = next_state(state, step)
    assert state is PlanState.RUNNING


@pytest.mark.parametrize("state", list(PlanState))
@pytest.mark.parametrize("step", list(PlanStep))
def test_a_step_not_in_the_table_is_refused(state: PlanState, step: PlanStep) -> None:
    if (state, step) in NEXT_STATE:
        assert next_state(state, step) is NEXT_STATE[state, step]
    else:
        assert refusal(lambda: next_state(state, step))[0] == "step_not_possible"


def test_ogp_values_are_kept_once_and_in_their_usual_order() -> None:
    given_values = ["inclusion", OgpValue.TRANSPARENCY, "inclusion"]
    assert rules.ordered_ogp_values(given_values) == ["transparency", "inclusion"]
    assert refusal(lambda: rules.ordered_ogp_values(["openness"])) == ("ogp_value_unknown", "ogp_values")


def test_links_are_kept_once_without_blanks() -> None:
    assert rules.tidied_links([" 16.6", "", "16.10", "16.6 "]) == ["16.6", "16.10"]
    assert refusal(lambda: rules.tidied_links(["1" * 41])) == ("text_too_long", "sdg_links")


def test_texts_are_cleaned_and_other_values_left_alone() -> None:
    tidy = rules.tidied({"title_ind": " a\r\nb\u202e ", "ordinal": 6, "kind": IndicatorKind.COUNT})
    assert tidy == {"title_ind": "a\nb", "ordinal": 6, "kind": IndicatorKind.COUNT}
    assert isinstance(tidy["kind"], IndicatorKind)


def test_an_over_long_text_is_refused_at_its_own_limit() -> None:
    assert rules.tidied({"problem_ind": "x" * 10_000})["problem_ind"] == "x" * 10_000
    assert refusal(lambda: rules.tidied({"problem_ind": "x" * 10_001})) == ("text_too_long", "problem_ind")
    assert refusal(lambda: rules.tidied({"contact": "x" * 301}, short={"contact"})) == (
        "text_too_long",
        "contact",
    )


@pytest.mark.parametrize(
    ("field", "other"),
    [("title_ind", "title_eng"), ("title_eng", "title_ind"), ("contact", None), ("kind", None)],
)
def test_the_other_side_of_a_text_is_its_other_language(field: str, other: str | None) -> None:
    assert rules.other_side(field) == other


def test_editing_one_side_marks_the_other() -> None:
    texts = {"title_ind": "Judul baru", "title_eng": "Old title"}
    assert rules.stale_sides([], ["title_ind"], texts) == ["title_eng"]


def test_catching_up_takes_the_mark_away_without_marking_the_first_side() -> None:
    texts = {"title_ind": "Judul", "title_eng": "New title"}
    assert rules.stale_sides(["title_eng"], ["title_eng"], texts) == []


def test_editing_both_sides_marks_none() -> None:
    texts = {"title_ind": "Judul", "title_eng": "Title"}
    assert rules.stale_sides(["title_eng"], ["title_ind", "title_eng"], texts) == []


def test_a_side_that_says_nothing_is_missing_and_not_stale() -> None:
    assert rules.stale_sides([], ["title_ind"], {"title_ind": "Judul", "title_eng": ""}) == []


@given(TEXTS, st.data())
def test_only_texts_that_are_there_and_were_not_edited_now_are_ever_marked(
    texts: dict[str, str], data: st.DataObject
) -> None:
    names = sorted(texts)
    marked = data.draw(st.sets(st.sampled_from(names))) if names else set()
    changed = data.draw(st.sets(st.sampled_from(names))) if names else set()
    stale = rules.stale_sides(marked, changed, texts)
    assert all(texts[name] for name in stale)
    assert not set(stale) & changed
