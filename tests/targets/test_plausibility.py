"""Every anomaly of the minutes raises exactly its own rule, and clean data raises none (D9)."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.quantities import Comparator
from tracker.plans.states import Direction, IndicatorKind
from tracker.targets.plausibility import (
    BaselineFacts,
    Claim,
    IndicatorFacts,
    assess,
    assess_series,
)
from tracker.targets.series import Point, Series
from tracker.targets.states import PlausibilityRule

PERCENTAGE, COUNT = IndicatorKind.PERCENTAGE, IndicatorKind.COUNT
RESOLVED = Series("Road map", (Point(2020, Decimal(60)), Point(2021, Decimal(70)), Point(2022, Decimal(80))))


def indicator(kind: IndicatorKind = PERCENTAGE, *claims: Claim, **known: object) -> IndicatorFacts:
    """An indicator with nothing odd about it but what is given."""
    facts = IndicatorFacts("RAN6", "RAN6-01/1", kind, name="Cakupan layanan", claims=claims)
    return replace(facts, **known)  # type: ignore[arg-type]


def claim(value: str, year: int = 2022, party: str = "KemenPAN-RB", **more: object) -> Claim:
    """What a party asks for in a year."""
    return replace(Claim(party, year, Decimal(value)), **more)  # type: ignore[arg-type]


def baseline(value: str, as_written: str = "", **more: object) -> BaselineFacts:
    """A baseline; a percentage's denominator must be given or it warns."""
    return replace(BaselineFacts(Decimal(value), as_written), **more)  # type: ignore[arg-type]


def yearly(*values: int) -> Series:
    """Levels of the years from 2020 on."""
    return Series("Deret", tuple(Point(2020 + place, Decimal(value)) for place, value in enumerate(values)))


def rules_of(facts: IndicatorFacts) -> list[PlausibilityRule]:
    """The rules that are raised, in order."""
    return [anomaly.rule for anomaly in assess(facts)]


def params_of(facts: IndicatorFacts) -> dict[str, str]:
    """The values of the only warning."""
    (anomaly,) = assess(facts)
    return dict(anomaly.params)


def test_45_percent_for_2022_is_below_the_road_maps_own_60_percent_for_2020() -> None:
    facts = indicator(PERCENTAGE, claim("80", party="Pattiro"), claim("45"), published=(RESOLVED,))

    assert rules_of(facts) == [PlausibilityRule.BELOW_PUBLISHED]
    assert params_of(facts) == {
        "party": "KemenPAN-RB",
        "year": "2022",
        "value": "45%",
        "published": "60%",
        "series": "Road map",
        "published_year": "2020",
    }


def test_122_agencies_and_19_percent_without_a_denominator_fit_626_to_659() -> None:
    facts = indicator(
        baseline=baseline("19", "sekitar 122 instansi (19%)", numerator=Decimal(122)),
        claims=(claim("60", party="Pattiro"), claim("30")),
    )

    assert rules_of(facts) == [PlausibilityRule.BASELINE_WITHOUT_DENOMINATOR]
    assert params_of(facts) == {"value": "19%", "numerator": "122", "lowest": "626", "highest": "659"}


def test_122_of_623_is_not_19_percent() -> None:
    facts = indicator(
        baseline=baseline("19", "19%", numerator=Decimal(122), denominator=Decimal(623)),
    )

    assert rules_of(facts) == [PlausibilityRule.PERCENT_MISMATCH]
    assert params_of(facts)["computed"] == "19.6%"


def test_100_percent_of_more_than_623_has_no_denominator() -> None:
    facts = indicator(
        PERCENTAGE,
        claim("100", party="Pattiro"),
        claim("100", denominator=Decimal(623), denominator_comparator=Comparator.MORE_THAN),
    )

    assert rules_of(facts) == [PlausibilityRule.OPEN_DENOMINATOR]
    assert params_of(facts)["denominator"] == ">\u00a0623"


def test_454790_is_not_twice_227995_and_227395_would_fit() -> None:
    (anomaly,) = assess_series(yearly(227995, 454790, 909580), scope="RAN6", subject="RAN6-01")

    assert anomaly.rule is PlausibilityRule.BROKEN_DOUBLING
    assert dict(anomaly.params) == {
        "series": "Deret",
        "year": "2020",
        "value": "227995",
        "fitting": "227395",
        "levels": "227995 · 454790 · 909580",
    }


def test_an_indicator_named_followed_up_that_aims_at_resolving_differs_from_itself() -> None:
    facts = indicator(
        PERCENTAGE,
        claim(
            "80", as_written="target tingkat penyelesaian minimal 80% dari jumlah pengaduan pada tahun 2022"
        ),
        name="Laporan pengaduan melalui SP4N-LAPOR! ditindaklanjuti",
    )

    assert rules_of(facts) == [PlausibilityRule.NAME_AND_AIM_DIFFER]
    assert params_of(facts) == {"named": "ditindaklanjuti", "aimed": "diselesaikan"}


NAMES = [
    ("Laporan ditindaklanjuti", "pengaduan yang ditindaklanjuti", []),
    ("Laporan diselesaikan", "tingkat penyelesaian 80%", []),
    ("Penyelesaian pengaduan", "pengaduan yang ditindaklanjuti", [PlausibilityRule.NAME_AND_AIM_DIFFER]),
    ("Integrasi nasional dan daerah", "instansi yang terhubung", [PlausibilityRule.NAME_AND_AIM_DIFFER]),
    ("Keterhubungan nasional dan daerah", "sudah terintegrasi", [PlausibilityRule.NAME_AND_AIM_DIFFER]),
    ("Integrasi dan keterhubungan", "instansi yang terhubung", []),
    ("Laporan ditindaklanjuti", "80%", []),
    ("Peningkatan kinerja", "menindaklanjuti 50% pengaduan", []),
]


@pytest.mark.parametrize(("name", "aim", "expected"), NAMES)
def test_what_is_named_and_what_is_aimed_at(name: str, aim: str, expected: list[PlausibilityRule]) -> None:
    assert rules_of(indicator(name=name, numerator=aim)) == expected
    assert rules_of(indicator(PERCENTAGE, claim("80", as_written=aim), name=name)) == expected


THIRTY = baseline("30", numerator=Decimal(3), denominator=Decimal(10))
LATER = Series("Road map", (Point(2024, Decimal(90)),))
FALL = Direction.FALL
BORDERS: list[tuple[str, dict[str, object], str, list[PlausibilityRule]]] = [
    ("at the baseline", {"baseline": THIRTY}, "30", []),
    ("below the baseline", {"baseline": THIRTY}, "29.9", [PlausibilityRule.BELOW_BASELINE]),
    (
        "above a falling baseline",
        {"baseline": THIRTY, "direction": FALL},
        "30.1",
        [PlausibilityRule.BELOW_BASELINE],
    ),
    ("below a falling baseline", {"baseline": THIRTY, "direction": FALL}, "10", []),
    ("below a level to keep", {"baseline": THIRTY, "direction": Direction.KEEP}, "10", []),
    ("a target of a year before the baseline", {"baseline": replace(THIRTY, year=2023)}, "10", []),
    ("at the published level", {"published": (RESOLVED,)}, "80", []),
    ("just below it", {"published": (RESOLVED,)}, "79.9", [PlausibilityRule.BELOW_PUBLISHED]),
    ("below a level of a later year", {"published": (LATER,)}, "80", []),
    (
        "above a falling published level",
        {"published": (RESOLVED,), "direction": FALL},
        "61",
        [PlausibilityRule.BELOW_PUBLISHED],
    ),
    ("a hundred", {}, "100", []),
    ("over a hundred", {}, "100.1", [PlausibilityRule.OVER_HUNDRED]),
    ("over a hundred of a count", {"kind": COUNT}, "101", []),
    ("over a hundred of a ratio", {"kind": IndicatorKind.RATIO}, "101", []),
]


@pytest.mark.parametrize(
    ("known", "value", "expected"), [case[1:] for case in BORDERS], ids=[case[0] for case in BORDERS]
)
def test_borders(known: dict[str, object], value: str, expected: list[PlausibilityRule]) -> None:
    assert rules_of(indicator(claims=(claim(value),), **known)) == expected  # type: ignore[arg-type]


PERCENTS = [
    ("19", "19%", 122, 642, []),
    ("19", "19%", 37, 200, []),  # 18,5% rounds to 19%
    ("18", "18%", 37, 200, [PlausibilityRule.PERCENT_MISMATCH]),
    ("19.6", "19,6%", 122, 623, []),
    ("19.5", "19,5%", 122, 623, [PlausibilityRule.PERCENT_MISMATCH]),
    ("19", "19,0%", 193, 1000, [PlausibilityRule.PERCENT_MISMATCH]),
    ("19", "19%", 193, 1000, []),
]


@pytest.mark.parametrize(("value", "as_written", "numerator", "denominator", "expected"), PERCENTS)
def test_a_percent_is_compared_at_its_own_number_of_decimals(
    value: str, as_written: str, numerator: int, denominator: int, expected: list[PlausibilityRule]
) -> None:
    known = baseline(value, as_written, numerator=Decimal(numerator), denominator=Decimal(denominator))
    assert rules_of(indicator(baseline=known)) == expected


def test_a_percentage_baseline_that_says_nothing_of_its_parts_warns_without_guessing() -> None:
    assert params_of(indicator(baseline=baseline("19"))) == {"value": "19%"}


def test_a_baseline_that_is_no_percentage_needs_no_denominator() -> None:
    assert rules_of(indicator(COUNT, baseline=baseline("122"))) == []


def test_falling_back_is_seen_within_one_partys_series_only() -> None:
    back = (claim("50", 2021), claim("45", 2022))
    by_two = (claim("50", 2021, "Pattiro"), claim("45", 2022))

    assert rules_of(indicator(claims=back)) == [PlausibilityRule.NOT_MONOTONIC]
    assert params_of(indicator(claims=back))["earlier"] == "50%"
    assert rules_of(indicator(claims=by_two)) == []
    assert rules_of(indicator(claims=back, direction=Direction.FALL)) == []


def test_the_agreed_values_are_a_series_of_their_own() -> None:
    agreed = (claim("50", 2021, ""), claim("45", 2022, ""))
    assert params_of(indicator(claims=agreed))["party"] == ""


DOUBLINGS = [
    ((100, 200, 400), None),
    ((100, 200), None),
    ((100, 150, 200), None),
    ((101, 200, 400), "100"),
    ((100, 201, 400), "200"),
    ((100, 200, 401), "400"),
    ((100, 200, 400, 801), "800"),
    ((100, 201, 405), None),  # no single year is to blame
    ((110, 200, 400), None),  # too far from a doubling to be meant as one
    ((0, 0, 0), None),
]


@pytest.mark.parametrize(("values", "fitting"), DOUBLINGS)
def test_a_doubling_that_one_year_breaks(values: tuple[int, ...], fitting: str | None) -> None:
    found = assess_series(yearly(*values), scope="", subject="")

    assert [dict(anomaly.params)["fitting"] for anomaly in found] == ([] if fitting is None else [fitting])


def test_a_doubling_every_second_year_is_none() -> None:
    points = tuple(Point(2020 + 2 * place, Decimal(value)) for place, value in enumerate((101, 200, 400)))
    assert assess_series(Series("Deret", points), scope="", subject="") == ()


def test_a_series_that_gets_an_english_name_raises_the_same_warning() -> None:
    series = yearly(227995, 454790, 909580)
    (before,) = assess_series(series, scope="RAN6", subject="RAN6-01")
    (after,) = assess_series(replace(series, name_eng="Road map"), scope="RAN6", subject="RAN6-01")
    assert dict(after.params)["series_eng"] == "Road map"
    assert before.fingerprint == after.fingerprint


def test_a_warning_keeps_its_fingerprint_until_one_of_its_values_changes() -> None:
    (first,) = assess(indicator(claims=(claim("120"),)))
    (again,) = assess(indicator(claims=(claim("120.0"),)))
    (changed,) = assess(indicator(claims=(claim("121"),)))
    (elsewhere,) = assess(indicator(claims=(claim("120"),), scope="RAN7"))

    assert first.fingerprint == again.fingerprint
    assert len({first.fingerprint, changed.fingerprint, elsewhere.fingerprint}) == 3


def test_the_longest_numbers_are_judged_without_failing() -> None:
    huge = Decimal("9" * 30)
    known = baseline("50", "50%", numerator=huge, denominator=huge * 2)
    assert rules_of(indicator(claims=(claim("60"),), baseline=known)) == []


steps = st.decimals(min_value="0", max_value="8", places=1)


@st.composite
def clean(draw: st.DrawFn) -> IndicatorFacts:
    """A rising percentage: baseline as computed from its parts, road map and claims that only go up."""
    denominator = draw(st.integers(200, 5000))
    numerator = draw(st.integers(1, denominator // 2))
    start = Decimal(numerator) * 100 / denominator
    stated = start.quantize(Decimal("0.1"), "ROUND_HALF_UP")
    levels = [stated]
    for _year in range(3):
        levels.append(levels[-1] + draw(steps))
    years = tuple(Point(2020 + place, level) for place, level in enumerate(levels))
    raised = [min(point.value + draw(steps), Decimal(100)) for point in years]
    highest = [max(raised[: place + 1]) for place in range(len(raised))]
    return indicator(
        baseline=BaselineFacts(
            stated, f"{stated}%".replace(".", ","), 2019, Decimal(numerator), Decimal(denominator)
        ),
        published=(Series("Road map", years),),
        claims=tuple(
            Claim(party, point.year, value, f"{value}%", Decimal(denominator))
            for party in ("Pattiro", "")
            for point, value in zip(years, highest, strict=True)
        ),
    )


@given(clean())
def test_clean_data_raises_nothing(facts: IndicatorFacts) -> None:
    assert assess(facts) == ()


@given(clean(), st.decimals(min_value="0.1", max_value="50", places=1))
def test_a_value_over_a_hundred_raises_only_that(facts: IndicatorFacts, more: Decimal) -> None:
    planted = Claim("OMS lain", 2024, 100 + more)
    assert rules_of(replace(facts, claims=(*facts.claims, planted))) == [PlausibilityRule.OVER_HUNDRED]


@given(clean())
def test_a_claim_below_the_road_map_raises_only_that(facts: IndicatorFacts) -> None:
    highest = max(point.value for point in facts.published[0].points)
    planted = Claim("OMS lain", 2024, highest - Decimal("0.1"))
    found = rules_of(replace(facts, baseline=None, claims=(*facts.claims, planted)))
    assert found == [PlausibilityRule.BELOW_PUBLISHED]


@given(clean())
def test_a_claim_below_the_baseline_raises_only_that(facts: IndicatorFacts) -> None:
    assert facts.baseline is not None
    assert facts.baseline.value is not None
    planted = Claim("OMS lain", 2024, facts.baseline.value - Decimal("0.1"))
    found = rules_of(replace(facts, published=(), claims=(*facts.claims, planted)))
    assert found == [PlausibilityRule.BELOW_BASELINE]


@given(clean())
def test_an_agreed_value_that_falls_back_raises_only_that(facts: IndicatorFacts) -> None:
    agreed = [known for known in facts.claims if known.party == ""]
    assert agreed[-1].value is not None
    planted = Claim("", 2024, agreed[-1].value - Decimal("0.1"))
    found = rules_of(replace(facts, published=(), baseline=None, claims=(*facts.claims, planted)))
    assert found == [PlausibilityRule.NOT_MONOTONIC]


@given(clean())
def test_a_missing_denominator_raises_only_that_and_the_true_one_fits(facts: IndicatorFacts) -> None:
    assert facts.baseline is not None
    (anomaly,) = assess(replace(facts, baseline=replace(facts.baseline, denominator=None)))
    params = dict(anomaly.params)

    assert anomaly.rule is PlausibilityRule.BASELINE_WITHOUT_DENOMINATOR
    if "lowest" in params:
        assert facts.baseline.denominator is not None
        assert Decimal(params["lowest"]) <= facts.baseline.denominator <= Decimal(params["highest"])


@given(clean())
def test_a_percent_off_by_more_than_its_rounding_raises_only_that(facts: IndicatorFacts) -> None:
    assert facts.baseline is not None
    assert facts.baseline.value is not None
    off = facts.baseline.value - Decimal("0.1")
    stated = replace(facts.baseline, value=off, as_written=f"{off}%".replace(".", ","))
    assert rules_of(replace(facts, baseline=stated)) == [PlausibilityRule.PERCENT_MISMATCH]


@given(clean(), st.integers(1, 10_000))
def test_an_open_denominator_raises_only_that(facts: IndicatorFacts, denominator: int) -> None:
    planted = Claim("OMS lain", 2024, Decimal(100), "100%", Decimal(denominator), Comparator.MORE_THAN)
    assert rules_of(replace(facts, claims=(*facts.claims, planted))) == [PlausibilityRule.OPEN_DENOMINATOR]


@given(st.integers(500, 100_000), st.integers(3, 5))
def test_an_exact_doubling_is_clean_and_one_year_off_is_found(first: int, length: int) -> None:
    points = tuple(Point(2020 + place, Decimal(first * 2**place)) for place in range(length))
    broken = (replace(points[0], value=points[0].value + 1), *points[1:])

    assert assess_series(Series("Deret", points), scope="", subject="") == ()
    (anomaly,) = assess_series(Series("Deret", broken), scope="", subject="")
    assert dict(anomaly.params)["fitting"] == str(first)


@given(st.lists(st.decimals(min_value="1", max_value="1000", places=1), min_size=1, max_size=5))
def test_a_series_that_grows_otherwise_is_clean(values: list[Decimal]) -> None:
    points = tuple(Point(2020 + place, value) for place, value in enumerate(sorted(values)))
    slow = [points[0]]
    for point in points[1:]:
        slow.append(replace(point, value=min(point.value, slow[-1].value * Decimal("1.9"))))
    assert assess_series(Series("Deret", tuple(slow)), scope="", subject="") == ()
