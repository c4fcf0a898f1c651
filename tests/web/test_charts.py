"""A chart's geometry says what its numbers say, and nothing is printed over anything else."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.web.chart_notes import HEIGHT
from tracker.web.charts import (
    LABEL_LINE,
    STYLES,
    Axis,
    AxisPlace,
    LineChart,
    Point,
    Series,
    SeriesKind,
    axis_of,
    line_chart,
    spread,
)


def percent(year: int, value: int) -> Point:
    return Point(year, Decimal(value), f"{value}%")


def chart_of(*series: Series) -> LineChart:
    return line_chart("Pengaduan selesai", "Naik sampai 2022.", series, suffix="%")


ROAD_MAP = Series(
    "Peta jalan", SeriesKind.ROAD_MAP, (percent(2022, 80), percent(2020, 60), percent(2021, 70))
)
COUNTER = Series("Usulan balik Biro MKOK, KemenPAN-RB", SeriesKind.COUNTER, (percent(2022, 45),))
PROPOSAL = Series("Usulan Pattiro", SeriesKind.PROPOSAL, (Point(2022, Decimal(80), "≥ 80%"),))


def test_the_y_axis_starts_at_zero_and_ends_above_the_highest_value() -> None:
    chart = chart_of(ROAD_MAP)
    assert chart.values[0].text == "0%"
    assert chart.values[0].at == chart.plot_bottom
    assert chart.values[-1].text == "80%"


def test_a_larger_value_stands_higher_and_a_later_year_further_right() -> None:
    spots = chart_of(ROAD_MAP).series[0].spots
    assert all(after.x > before.x and after.y < before.y for before, after in pairwise(spots))


def test_years_without_a_value_keep_their_distance() -> None:
    chart = chart_of(
        Series("Usulan", SeriesKind.COUNTER, (percent(2021, 30), percent(2022, 45), percent(2024, 60)))
    )
    first, second, last = (tick.at for tick in chart.places)
    assert abs((last - second) - 2 * (second - first)) < 1


def test_a_single_point_is_a_mark_without_a_line() -> None:
    drawn = chart_of(COUNTER).series[0]
    assert drawn.path == ""
    assert len(drawn.spots) == 1


def test_the_last_value_and_the_name_stand_beside_the_last_point() -> None:
    label = chart_of(COUNTER).series[0].label
    assert label.value == "45%"
    assert " ".join(label.lines) == "Usulan balik Biro MKOK, KemenPAN-RB"


def test_two_series_that_end_at_the_same_value_have_labels_apart() -> None:
    road_map, proposal = (series.label for series in chart_of(ROAD_MAP, PROPOSAL).series)
    assert abs(road_map.y - proposal.y) >= 2 * LABEL_LINE


def test_the_table_behind_holds_every_value_and_leaves_missing_ones_blank() -> None:
    chart = chart_of(ROAD_MAP, PROPOSAL)
    assert chart.headings == ("Peta jalan", "Usulan Pattiro")
    assert chart.rows == (("2020", "60%", ""), ("2021", "70%", ""), ("2022", "80%", "≥ 80%"))


def test_every_kind_differs_from_every_other_without_colour() -> None:
    looks = [(style.dash, style.shape, style.is_filled) for style in STYLES.values()]
    assert len(set(looks)) == len(SeriesKind)


def test_what_is_settled_is_solid_and_what_is_only_said_has_open_marks() -> None:
    assert STYLES[SeriesKind.AGREED].dash == STYLES[SeriesKind.VERIFIED].dash == ""
    opened = {kind for kind, style in STYLES.items() if not style.is_filled}
    assert opened == {SeriesKind.PROPOSAL, SeriesKind.COUNTER, SeriesKind.REPORTED}


def test_a_chart_without_a_point_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a point"):
        chart_of(Series("Capaian", SeriesKind.VERIFIED, ()))


QUARTERS = Axis(
    "Periode",
    tuple(
        AxisPlace(f"{year}-TW{number}", f"TW{number}", str(year))
        for year in (2021, 2022)
        for number in range(1, 5)
    ),
)


def along_quarters(*series: Series) -> LineChart:
    return line_chart("Kemajuan", "Dilaporkan dan diverifikasi.", series, suffix="%", axis=QUARTERS)


def test_an_axis_shows_all_its_places_and_each_group_once() -> None:
    chart = along_quarters(Series("Diverifikasi", SeriesKind.VERIFIED, (percent(4, 46),)))
    assert [tick.text for tick in chart.places] == ["TW1", "TW2", "TW3", "TW4"] * 2
    assert [tick.group for tick in chart.places] == ["2021", "", "", "", "2022", "", "", ""]
    assert chart.heading == "Periode"
    assert chart.rows[4:6] == (("2022-TW1", "46%"), ("2022-TW2", ""))


def test_a_line_along_an_axis_is_broken_where_a_place_has_no_value() -> None:
    points = (percent(0, 20), percent(1, 25), percent(3, 30), percent(5, 40), percent(6, 46))
    drawn = along_quarters(Series("Diverifikasi", SeriesKind.VERIFIED, points)).series[0]
    assert drawn.path.count("M") == 2
    assert len(drawn.spots) == 5


def test_a_stepped_series_runs_level_and_is_marked_where_it_changes() -> None:
    points = tuple(percent(at, 30 if at < 4 else 45) for at in range(8))
    drawn = along_quarters(Series("Disepakati", SeriesKind.AGREED, points, is_stepped=True)).series[0]
    assert [spot.note.text if spot.note else "" for spot in drawn.spots] == ["30%", ""]
    assert drawn.label.value == "45%"
    assert len({place.rpartition(" ")[2] for place in drawn.path.removeprefix("M").split(" L")}) == 2


def test_labels_that_do_not_fit_side_by_side_are_thinned_out() -> None:
    places = tuple(AxisPlace(f"2022-{number:02}", f"Bulan {number:02}", "2022") for number in range(12))
    series = Series("Diverifikasi", SeriesKind.VERIFIED, (percent(0, 46),))
    chart = line_chart("x", "x", [series], axis=Axis("Bulan", places))
    assert 1 < len(chart.places) < 12
    assert all(after.at - before.at > 7 * len("Bulan 01") for before, after in pairwise(chart.places))
    assert len(chart.rows) == 12


def test_a_value_that_two_series_share_is_written_once() -> None:
    points = (percent(0, 20), percent(1, 46))
    kinds = (SeriesKind.REPORTED, SeriesKind.VERIFIED)
    drawn = along_quarters(*(Series(kind, kind, points) for kind in kinds)).series
    assert [spot.note is not None for one in drawn for spot in one.spots] == [True, False, False, False]


@pytest.mark.parametrize(
    ("highest", "step", "top"),
    [
        ("80", "20", "80"),
        ("45", "10", "50"),
        ("1", "0.2", "1"),
        ("0", "0.25", "1"),
        ("909580", "200000", "1000000"),
    ],
)
def test_axis_steps_are_round(highest: str, step: str, top: str) -> None:
    assert axis_of(Decimal(highest)) == (Decimal(step), Decimal(top))


@given(st.decimals("0.001", "1e15", places=3))
def test_an_axis_has_at_most_five_steps_and_holds_its_value(highest: Decimal) -> None:
    step, top = axis_of(highest)
    assert top >= highest
    assert 1 <= top / step <= 5


values = st.lists(st.integers(0, 10**9), min_size=1, max_size=4)


@given(st.lists(values, min_size=1, max_size=5))
def test_no_value_is_printed_over_another(numbers: Sequence[Sequence[int]]) -> None:
    kinds = list(SeriesKind)
    series = [
        Series(
            f"Seri {index}",
            kinds[index],
            tuple(Point(2020 + at, Decimal(n), str(n)) for at, n in enumerate(some)),
        )
        for index, some in enumerate(numbers)
    ]
    notes = [spot.note for drawn in line_chart("x", "x", series).series for spot in drawn.spots if spot.note]
    assert not any(one.overlaps(other) for one, other in combinations(notes, 2))


@given(st.lists(st.integers(0, HEIGHT), min_size=1, max_size=6))
def test_labels_never_overlap(wanted: list[int]) -> None:
    heights = [2 * LABEL_LINE] * len(wanted)
    tops = spread([Decimal(want) for want in sorted(wanted)], heights, lowest=Decimal(HEIGHT))
    assert all(below - above >= 2 * LABEL_LINE for above, below in pairwise(tops))
    assert tops[-1] + heights[-1] <= HEIGHT
