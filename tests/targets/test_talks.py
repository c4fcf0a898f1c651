"""What a ledger amounts to, from plain values alone."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.errors import RuleBroken
from tracker.core.quantities import Comparator
from tracker.targets import admission
from tracker.targets.rules import (
    Entry,
    Mark,
    Talks,
    cell,
    contradict,
    indicator_status,
    live,
    read_talks,
    same_amount,
    year_status,
)
from tracker.targets.states import PositionKind, Saying, Stance, TalkStatus

MORNING = datetime(2020, 9, 21, 6, 30, tzinfo=UTC)
PATTIRO, MINISTRY, OTHER = 1, 2, 3
INITIAL, PROPOSAL, COUNTER, AGREED, WITHDRAWN = PositionKind
VALUE, RETAIN, REWORD, DROP, REMARK = Stance


def entry(
    number: int, kind: PositionKind, stance: Stance = VALUE, value: str | None = None, **more: Any
) -> Entry:
    """An entry; values are for 2022 and of the ministry unless said otherwise."""
    known: dict[str, Any] = {"organisation": MINISTRY, "recorded_at": MORNING + timedelta(minutes=number)}
    if stance is VALUE:
        known |= {"year": 2022, "value": Decimal(value or "80")}
    return Entry(number, kind, stance, **known | more)


def proposed(number: int = 1, value: str = "80", **more: Any) -> Entry:
    """Pattiro's proposal for 2022."""
    return entry(number, PROPOSAL, VALUE, value, **{"organisation": PATTIRO, **more})


def countered(number: int = 2, value: str = "45", **more: Any) -> Entry:
    """The ministry's counter for 2022."""
    return entry(number, COUNTER, VALUE, value, **more)


def mark(entry_number: int, *, after: int, number: int = 1) -> Mark:
    """An official mark set right after the entry with the number `after`."""
    return Mark(number, entry_number, MORNING + timedelta(minutes=after, seconds=30))


INDICATOR_3 = (
    proposed(1, "100"),
    countered(2, "100"),
    entry(3, COUNTER, DROP),
    entry(4, COUNTER, REWORD, wording="kualitas keterhubungan"),
)

MINUTES = {
    "1: 80 against 45": ((proposed(), countered()), TalkStatus.CONTESTED),
    "2: 60 against 30": ((proposed(1, "60"), countered(2, "30")), TalkStatus.CONTESTED),
    "3: three positions in one ministry": (INDICATOR_3, TalkStatus.NOT_SINGLE),
    "4: the form is narrowed": (
        (proposed(), entry(2, COUNTER, REWORD, wording="sub menu")),
        TalkStatus.CONTESTED,
    ),
    "5: there is a plan": ((proposed(), entry(2, COUNTER, REMARK)), TalkStatus.PROPOSED),
    "6: finished, can be deleted": ((proposed(), entry(2, COUNTER, DROP)), TalkStatus.DROP_PROPOSED),
}


@pytest.mark.parametrize(("ledger", "status"), MINUTES.values(), ids=MINUTES)
def test_each_indicator_of_the_minutes_stands_where_the_meeting_left_it(
    ledger: tuple[Entry, ...], status: TalkStatus
) -> None:
    assert indicator_status(read_talks(ledger)) is status


LEDGERS = {
    "nothing said": ((), TalkStatus.EMPTY),
    "a remark only": ((entry(1, COUNTER, REMARK),), TalkStatus.EMPTY),
    "a proposal": ((proposed(),), TalkStatus.PROPOSED),
    "a counter that asks for the same": ((proposed(), countered(2, "80")), TalkStatus.PROPOSED),
    "a counter alone": ((countered(),), TalkStatus.PROPOSED),
    "two proposals that differ": ((proposed(), proposed(2, "70", organisation=OTHER)), TalkStatus.CONTESTED),
    "agreed": ((proposed(), countered(), entry(3, AGREED, VALUE, "45")), TalkStatus.AGREED),
    "a counter after the agreement": (
        (proposed(), countered(), entry(3, AGREED, VALUE, "45"), countered(4, "40")),
        TalkStatus.CONTESTED,
    ),
    "a counter after the agreement that says the same": (
        (proposed(), entry(2, AGREED, VALUE, "80"), countered(3, "80")),
        TalkStatus.AGREED,
    ),
    "one year agreed, one not": (
        (proposed(), entry(2, AGREED), proposed(3, "90", year=2023)),
        TalkStatus.PROPOSED,
    ),
    "agreed to drop": ((proposed(), entry(2, COUNTER, DROP), entry(3, AGREED, DROP)), TalkStatus.DROPPED),
    "drop agreement cancelled": (
        (proposed(), entry(2, COUNTER, DROP), entry(3, AGREED, DROP), entry(4, WITHDRAWN, DROP, refers_to=3)),
        TalkStatus.DROP_PROPOSED,
    ),
    "drop proposal withdrawn": (
        (proposed(), entry(2, COUNTER, DROP), entry(3, WITHDRAWN, DROP, refers_to=2)),
        TalkStatus.PROPOSED,
    ),
    "agreed to keep": (
        (proposed(), entry(2, COUNTER, DROP), entry(3, AGREED, RETAIN)),
        TalkStatus.PROPOSED,
    ),
    "a value agreed in spite of a drop proposal": (
        (proposed(), entry(2, COUNTER, DROP), entry(3, AGREED)),
        TalkStatus.AGREED,
    ),
    "rewording adopted": (
        (proposed(), entry(2, COUNTER, REWORD, wording="x"), entry(3, AGREED, REWORD)),
        TalkStatus.PROPOSED,
    ),
    "a drop by one and a value by another": (
        (proposed(), countered(2, "80"), entry(3, COUNTER, DROP, organisation=OTHER)),
        TalkStatus.DROP_PROPOSED,
    ),
}


@pytest.mark.parametrize(("ledger", "status"), LEDGERS.values(), ids=LEDGERS)
def test_the_first_status_that_applies_is_the_rows(ledger: tuple[Entry, ...], status: TalkStatus) -> None:
    assert indicator_status(read_talks(ledger)) is status


PAIRS = {
    "drop beside a value": (entry(1, COUNTER, DROP), countered(), True),
    "drop beside retain": (entry(1, COUNTER, DROP), entry(2, COUNTER, RETAIN), True),
    "drop beside a rewording": (entry(1, COUNTER, DROP), entry(2, COUNTER, REWORD), True),
    "two drops": (entry(1, COUNTER, DROP), entry(2, COUNTER, DROP), False),
    "different values for a year": (countered(1, "45"), countered(2, "40"), True),
    "the same value twice": (countered(1, "45"), countered(2, "45"), False),
    "values for different years": (countered(1, "45"), countered(2, "40", year=2023), False),
    "a value beside a rewording": (countered(), entry(2, COUNTER, REWORD), False),
    "different rewordings": (
        entry(1, COUNTER, REWORD, wording="a"), entry(2, COUNTER, REWORD, wording="b"), True,
    ),
    "one rewording twice": (
        entry(1, COUNTER, REWORD, wording="a"), entry(2, COUNTER, REWORD, wording="a"), False,
    ),
    "a remark beside a drop": (entry(1, COUNTER, REMARK), entry(2, COUNTER, DROP), False),
    "two organisations": (entry(1, COUNTER, DROP, organisation=OTHER), countered(), False),
}  # fmt: skip


@pytest.mark.parametrize(("first", "second", "expected"), PAIRS.values(), ids=PAIRS)
def test_what_one_organisation_cannot_mean_at_once(first: Entry, second: Entry, expected: bool) -> None:
    assert contradict(first, second) is expected
    assert contradict(second, first) is expected


def test_a_mark_makes_a_divided_ministry_single_and_overrules_the_rest() -> None:
    talks = read_talks(INDICATOR_3, [mark(4, after=4)])

    assert not talks.divided
    assert [held.number for held in talks.held] == [1, 2, 4]
    assert indicator_status(talks) is TalkStatus.CONTESTED


def test_the_latest_mark_wins() -> None:
    talks = read_talks(INDICATOR_3, [mark(4, after=4), mark(3, after=5, number=2)])

    assert [held.number for held in talks.held] == [1, 3]
    assert indicator_status(talks) is TalkStatus.DROP_PROPOSED


def test_what_is_said_after_a_mark_is_not_overruled_by_it() -> None:
    ledger = (proposed(), countered(2, "45"), countered(3, "40"), countered(4, "50"))

    talks = read_talks(ledger, [mark(2, after=3)])

    assert talks.divided == {MINISTRY}
    assert [held.number for held in talks.held] == [1, 2, 4]


def test_an_agreement_ends_an_old_contradiction() -> None:
    ledger = (countered(1, "45"), countered(2, "40"), entry(3, AGREED, VALUE, "45"))

    assert not read_talks(ledger).divided


def test_a_position_replaces_an_earlier_one_only_by_saying_so() -> None:
    assert read_talks((countered(1, "45"), countered(2, "40"))).divided == {MINISTRY}
    assert not read_talks((countered(1, "45"), countered(2, "40", refers_to=1))).divided


@pytest.mark.parametrize(
    "newer",
    [
        countered(2, "40", refers_to=1, organisation=OTHER),
        countered(2, "40", refers_to=1, unit=7),
        countered(2, "40", refers_to=1, year=2023),
        entry(2, COUNTER, REMARK, refers_to=1),
        entry(2, AGREED, VALUE, "45", refers_to=1),
    ],
    ids=["other organisation", "other unit", "other year", "other subject", "an agreement"],
)
def test_only_the_same_holder_on_the_same_subject_replaces(newer: Entry) -> None:
    assert [kept.number for kept in live((countered(1, "45"), newer))] == [1, 2]


def test_what_a_withdrawn_position_replaced_stays_replaced() -> None:
    ledger = (countered(1), countered(2, "40", refers_to=1), entry(3, WITHDRAWN, refers_to=2))

    assert live(ledger) == ()


def test_a_year_without_values_is_empty_even_when_the_row_is_divided() -> None:
    talks = read_talks(INDICATOR_3)

    assert year_status(talks, 2021) is TalkStatus.EMPTY
    assert year_status(talks, 2022) is TalkStatus.NOT_SINGLE


def test_a_contradiction_about_one_year_leaves_the_other_years_alone() -> None:
    talks = read_talks((countered(1, "45"), countered(2, "40"), countered(3, "60", year=2023)))

    assert year_status(talks, 2022) is TalkStatus.NOT_SINGLE
    assert year_status(talks, 2023) is TalkStatus.PROPOSED
    assert indicator_status(talks) is TalkStatus.NOT_SINGLE


def test_every_year_of_a_dropped_indicator_is_dropped() -> None:
    assert year_status(read_talks((entry(1, AGREED, DROP),)), 2021) is TalkStatus.DROPPED


AMOUNTS = [
    (("80", Comparator.EQUAL), ("80", Comparator.AT_LEAST), True),
    (("80", Comparator.AT_LEAST), ("80", Comparator.AT_LEAST), True),
    (("80", Comparator.AT_LEAST), ("80", Comparator.AT_MOST), False),
    (("80", Comparator.EQUAL), ("80.0", Comparator.EQUAL), True),
    (("80", Comparator.EQUAL), ("80.1", Comparator.EQUAL), False),
]


@pytest.mark.parametrize(("first", "second", "expected"), AMOUNTS)
def test_when_two_values_ask_for_the_same(
    first: tuple[str, Comparator], second: tuple[str, Comparator], expected: bool
) -> None:
    one, other = (countered(1, value, comparator=comparator) for value, comparator in (first, second))
    assert same_amount(one, other) is expected


def test_the_cell_shows_the_earliest_proposal_the_latest_counter_and_their_difference() -> None:
    found = cell(
        read_talks((proposed(), proposed(2, "75", organisation=OTHER), countered(3), countered(4))), 2022
    )

    assert found.initial is not None
    assert found.counter is not None
    assert (found.initial.number, found.counter.number, found.difference) == (1, 4, Decimal(-35))


def test_an_official_counter_stands_in_the_cell_before_a_later_one_of_somebody_else() -> None:
    ledger = (proposed(), countered(2, "45"), countered(3, "50", organisation=OTHER))

    found = cell(read_talks(ledger, [mark(2, after=3)]), 2022)

    assert found.counter is not None
    assert found.counter.value == 45


def test_the_agreed_value_stands_beside_what_led_to_it() -> None:
    found = cell(read_talks((proposed(), countered(), entry(3, AGREED, VALUE, "45"))), 2022)

    assert found.status is TalkStatus.AGREED
    assert found.agreed is not None
    assert found.initial is not None


def test_there_is_no_difference_between_levels() -> None:
    ledger = (
        proposed(1, value="0", level="enactment"),
        countered(2, level="drafting"),
    )
    levels = [
        Entry(one.number, one.kind, VALUE, one.organisation, MORNING, year=2022, level=one.level)
        for one in ledger
    ]
    assert cell(read_talks(levels), 2022).difference is None


def test_agreement_is_refused_while_a_ministry_contradicts_itself() -> None:
    with pytest.raises(RuleBroken, match="positions_not_single"):
        admission.check_may_agree(read_talks(INDICATOR_3), INDICATOR_3[0])


REFUSED = {
    "a withdrawn position": (
        (proposed(), entry(2, WITHDRAWN, refers_to=1, organisation=PATTIRO)), proposed(), "nothing_to_agree",
    ),
    "a remark": ((entry(1, COUNTER, REMARK),), entry(1, COUNTER, REMARK), "nothing_to_agree"),
    "what is agreed already": (
        (proposed(), entry(2, AGREED, refers_to=1)), proposed(), "already_agreed",
    ),
    "anything on a dropped indicator": (
        (proposed(), entry(2, AGREED, DROP)), proposed(), "indicator_dropped",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("ledger", "wanted", "code"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_agreed(ledger: tuple[Entry, ...], wanted: Entry, code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        admission.check_may_agree(read_talks(ledger), wanted)


def test_a_position_overruled_by_its_own_organisation_cannot_be_agreed() -> None:
    with pytest.raises(RuleBroken, match="nothing_to_agree"):
        admission.check_may_agree(read_talks(INDICATOR_3, [mark(4, after=4)]), INDICATOR_3[2])


def test_an_adopted_wording_is_not_withdrawn() -> None:
    adopted = entry(1, AGREED, REWORD)
    with pytest.raises(RuleBroken, match="agreed_rewording_stays"):
        admission.check_may_withdraw((adopted,), adopted)


def test_what_no_longer_stands_is_neither_withdrawn_nor_marked() -> None:
    ledger = (countered(1), entry(2, WITHDRAWN, refers_to=1))
    for check in (admission.check_may_withdraw, admission.check_may_mark):
        with pytest.raises(RuleBroken, match="position_no_longer_stands"):
            check(ledger, ledger[0])


def test_every_kind_and_stance_has_its_sentence() -> None:
    told = {admission.saying_of(kind, stance) for kind in PositionKind for stance in Stance}
    cancelled = admission.saying_of(WITHDRAWN, VALUE, withdrawn=AGREED)

    assert told | {cancelled} == set(Saying)
    assert admission.saying_of(COUNTER, VALUE) is Saying.VALUE_COUNTERED


organisations = st.sampled_from([PATTIRO, MINISTRY])
amounts = st.sampled_from(["40", "45", "80"])


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[Entry, ...]:
    """Any order of any entries of two organisations over two years."""
    entries: list[Entry] = []
    for number in range(1, draw(st.integers(0, 8)) + 1):
        kind = draw(st.sampled_from(list(PositionKind))) if entries else PROPOSAL
        stance = draw(st.sampled_from(list(Stance)))
        more: dict[str, Any] = {"organisation": draw(organisations)}
        if stance is VALUE:
            more["year"] = draw(st.sampled_from([2022, 2023]))
        if kind is WITHDRAWN:
            more["refers_to"] = draw(st.integers(1, number - 1))
        entries.append(entry(number, kind, stance, draw(amounts), **more))
    return tuple(entries)


@given(ledgers())
def test_a_ledger_always_reads_and_nothing_open_is_withdrawn(ledger: tuple[Entry, ...]) -> None:
    talks = read_talks(ledger)
    withdrawn = {one.refers_to for one in ledger if one.kind is WITHDRAWN}

    assert indicator_status(talks) in TalkStatus
    assert set(talks.open) <= set(talks.held) <= set(ledger)
    assert not withdrawn & {one.number for one in talks.held + talks.agreements}


@given(ledgers())
def test_marking_every_position_of_a_divided_organisation_makes_it_single(ledger: tuple[Entry, ...]) -> None:
    talks = read_talks(ledger)
    marks = [mark(one.number, after=99, number=place) for place, one in enumerate(talks.open)]

    assert not read_talks(ledger, marks).divided


@given(ledgers())
def test_the_ledgers_order_on_arrival_does_not_matter(ledger: tuple[Entry, ...]) -> None:
    def outcome(talks: Talks) -> object:
        return indicator_status(talks), [cell(talks, year) for year in talks.years]

    assert outcome(read_talks(ledger)) == outcome(read_talks(ledger[::-1]))
