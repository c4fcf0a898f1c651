"""How the tracker reads and writes dates, points in a year and ranges of years (D1, D22)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.dates import (
    WIB,
    WIT,
    WITA,
    DateProblem,
    DateReading,
    PointInYear,
    find_year_ranges,
    format_date,
    format_datetime_wib,
    format_long_date,
    format_short_date,
    format_time_wib,
    read_date,
    read_point_in_year,
    weekday_name,
)

MEETING = date(2020, 9, 21)
PLAN_DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "21 September 2020",
        "21 september 2020",
        "  21\u00a0September   2020 ",
        "21 Sept 2020",
        "21 Sep. 2020",
        "21-September-2020",
        "tanggal 21 September 2020",
        "21/9/2020",
        "21/09/2020",
        "21-09-2020",
        "21\u201309\u20132020",
        "21.9.2020",
        "2020-09-21",
        "September 21, 2020",
        "Senin, 21 September 2020",
        "Monday, 21 September 2020",
    ],
)
def test_the_day_of_the_meeting_is_read_however_it_is_written(text: str) -> None:
    reading = read_date(text)
    assert (reading.on, reading.as_written) == (MEETING, text)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("1 Januari 2021", 1),
        ("1 Pebruari 2021", 2),
        ("1 Maret 2021", 3),
        ("1 Mei 2021", 5),
        ("1 May 2021", 5),
        ("1 Juni 2021", 6),
        ("1 Jul 2021", 7),
        ("1 Agu 2021", 8),
        ("1 Agt. 2021", 8),
        ("1 August 2021", 8),
        ("1 Okt 2021", 10),
        ("1 Nopember 2021", 11),
        ("1 Des 2021", 12),
        ("1 Dec 2021", 12),
    ],
)
def test_months_are_known_by_indonesian_english_and_short_names(text: str, month: int) -> None:
    assert read_date(text).on == date(2021, month, 1)


def test_a_wrong_weekday_is_noted_and_nothing_is_corrected() -> None:
    reading = read_date("Selasa, 21 September 2020")
    assert (reading.on, reading.weekday_written, reading.weekday_matches) == (MEETING, "Selasa", False)


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("Senin, 21 September 2020", "Senin"),
        ("hari Senin, tanggal 21 September 2020", "Senin"),
        ("Sen, 21 Sep 2020", "Sen"),
        ("Senin/21-09-2020", "Senin"),
        ("Monday 21 September 2020", "Monday"),
        ("Jumat, 25 September 2020", "Jumat"),
        ("Jum'at, 25 September 2020", "Jum'at"),
        ("Jum\u2019at, 25 September 2020", "Jum'at"),
        ("Ahad, 27 September 2020", "Ahad"),
        ("Minggu, 27 September 2020", "Minggu"),
    ],
)
def test_a_right_weekday_is_confirmed(text: str, weekday: str) -> None:
    reading = read_date(text)
    assert (reading.weekday_written, reading.weekday_matches) == (weekday, True)


def test_without_a_weekday_there_is_nothing_to_confirm() -> None:
    reading = read_date("21 September 2020")
    assert (reading.weekday_written, reading.weekday_matches) == (None, None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "date_blank"),
        (" \u00a0", "date_blank"),
        ("x" * 201, "date_too_long"),
        ("besok", "date_not_understood"),
        ("21/9/20", "date_not_understood"),
        ("21/9-2020", "date_not_understood"),
        ("September 2020", "date_not_understood"),
        ("20-21 September 2020", "date_not_understood"),
        ("21 September 2020 13.30", "date_not_understood"),
        ("Selasa", "date_not_understood"),
        ("31 Februari 2021", "date_impossible"),
        ("29 Februari 2021", "date_impossible"),
        ("0 Mei 2021", "date_impossible"),
        ("9/21/2020", "date_impossible"),
        ("21 September 0202", "date_impossible"),
        ("0000-01-01", "date_impossible"),
    ],
)
def test_a_text_that_is_no_day_is_refused_by_name(text: str, code: str) -> None:
    with pytest.raises(DateProblem) as caught:
        read_date(text)
    assert caught.value.code == code


def test_an_impossible_day_is_told_in_its_parts() -> None:
    with pytest.raises(DateProblem) as caught:
        read_date("31 Februari 2021")
    assert caught.value.params == {"day": 31, "month": 2, "year": 2021}


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("akhir 2022", date(2022, 12, 31)),
        ("akhir tahun 2022", date(2022, 12, 31)),
        ("di akhir tahun 2022", date(2022, 12, 31)),
        ("end of 2022", date(2022, 12, 31)),
        ("2022", date(2022, 12, 31)),
        ("tahun 2022", date(2022, 12, 31)),
        ("sampai dengan 2024", date(2024, 12, 31)),
        ("awal 2022", date(2022, 1, 1)),
        ("pertengahan 2022", date(2022, 6, 30)),
        ("mid-2022", date(2022, 6, 30)),
        ("triwulan II 2022", date(2022, 6, 30)),
        ("Triwulan I tahun 2022", date(2022, 3, 31)),
        ("triwulan kedua tahun 2022", date(2022, 6, 30)),
        ("triwulan ke-3 2022", date(2022, 9, 30)),
        ("TW2 2022", date(2022, 6, 30)),
        ("TW-IV/2022", date(2022, 12, 31)),
        ("Q2 2022", date(2022, 6, 30)),
        ("second quarter of 2022", date(2022, 6, 30)),
        ("awal triwulan II 2022", date(2022, 4, 1)),
        ("semester I 2021", date(2021, 6, 30)),
        ("semester 2 2021", date(2021, 12, 31)),
        ("Desember 2020", date(2020, 12, 31)),
        ("bulan Desember 2020", date(2020, 12, 31)),
        ("di bulan Desember 2020", date(2020, 12, 31)),
        ("akhir Februari 2024", date(2024, 2, 29)),
        ("pertengahan Mei 2021", date(2021, 5, 15)),
        ("31 Desember 2022", date(2022, 12, 31)),
        ("per 30 Juni 2021", date(2021, 6, 30)),
    ],
)
def test_a_point_in_the_year_is_read_as_a_day_and_keeps_its_wording(text: str, on: date) -> None:
    point = read_point_in_year(text)
    assert (point.on, point.as_written) == (on, text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "date_blank"),
        ("akhir", "date_not_understood"),
        ("20222", "date_not_understood"),
        ("2022 atau 2023", "date_not_understood"),
        ("semester III 2021", "date_not_understood"),
        ("pertengahan semester I 2021", "date_not_understood"),
        ("akhir 21 September 2020", "date_not_understood"),
        ("triwulan V 2022", "date_not_understood"),
        ("0000", "date_impossible"),
        ("awal 1202", "date_impossible"),
        ("31 Februari 2021", "date_impossible"),
    ],
)
def test_an_unclear_point_in_the_year_is_refused(text: str, code: str) -> None:
    with pytest.raises(DateProblem) as caught:
        read_point_in_year(text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("RAN OGI 2020- \n2022", [(2020, 2022)]),
        ("Tahun 2020\u20132024.", [(2020, 2024)]),
        ("di tahun 2021-2022", [(2021, 2022)]),
        ("2020 \u2014 2022 dan 2021 - 2022", [(2020, 2022), (2021, 2022)]),
        ("2020-09-21", []),
        ("dari 2011 hingga tahun 2020", []),
        ("0812-3456", []),
        ("2022-2020", []),
        ("12020-20221", []),
        ("", []),
    ],
)
def test_ranges_of_years_are_found_with_any_dash(text: str, ranges: list[tuple[int, int]]) -> None:
    assert find_year_ranges(text) == ranges


def test_a_day_is_written_in_both_languages() -> None:
    assert format_date(date(2020, 8, 2)) == "2 Agustus 2020"
    assert format_date(date(2020, 8, 2), locale="en") == "2 August 2020"
    assert format_long_date(MEETING) == "Senin, 21 September 2020"
    assert format_long_date(MEETING, locale="en") == "Monday, 21 September 2020"


def test_august_is_shortened_to_agu() -> None:
    assert format_short_date(date(2020, 8, 21)) == "21 Agu 2020"
    assert format_short_date(date(2020, 8, 21), locale="en") == "21 Aug 2020"


def test_friday_is_jumat() -> None:
    assert weekday_name(date(2020, 9, 25)) == "Jumat"
    assert weekday_name(date(2020, 9, 25), locale="en") == "Friday"


def test_a_moment_is_shown_in_jakarta_time() -> None:
    moment = datetime(2020, 9, 21, 6, 30, tzinfo=UTC)
    assert format_time_wib(moment) == "13.30 WIB"
    assert format_datetime_wib(moment) == "21 Sep 2020, 13.30 WIB"
    assert format_datetime_wib(moment, locale="en") == "21 Sep 2020, 13:30 WIB"


def test_late_in_the_utc_day_it_is_already_tomorrow_in_jakarta() -> None:
    assert format_datetime_wib(datetime(2020, 8, 20, 17, 5, tzinfo=UTC)) == "21 Agu 2020, 00.05 WIB"


def test_a_moment_of_another_zone_is_shown_in_jakarta_time() -> None:
    assert format_time_wib(datetime(2020, 9, 21, 15, 30, tzinfo=WIT)) == "13.30 WIB"


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = datetime(2020, 9, 21, 6, 30)  # noqa: DTZ001
    with pytest.raises(ValueError, match="naive"):
        format_time_wib(naive)


@pytest.mark.parametrize(("zone", "hours"), [(WIB, 7), (WITA, 8), (WIT, 9)])
def test_the_three_zones_of_indonesia_are_an_hour_apart(zone: timezone, hours: int) -> None:
    assert zone.utcoffset(None) == timedelta(hours=hours)


@given(PLAN_DAYS, st.sampled_from(["id", "en"]))
def test_a_day_that_was_written_is_read_back_with_its_weekday(on: date, locale: str) -> None:
    reading = read_date(format_long_date(on, locale=locale))
    assert (reading.on, reading.weekday_matches) == (on, True)


@given(PLAN_DAYS, st.sampled_from(["id", "en"]))
def test_a_short_date_that_was_written_is_read_back(on: date, locale: str) -> None:
    assert read_date(format_short_date(on, locale=locale)).on == on


PIECES = st.sampled_from(
    [
        "akhir ",
        "pertengahan ",
        "Selasa, ",
        "31",
        "2",
        "0000",
        "2022",
        " ",
        "-",
        "/",
        "Februari ",
        "TW",
        "semester III ",
    ]
)
TEXTS = st.text(max_size=250) | st.lists(PIECES, max_size=6).map("".join)


def reading_or_code(
    read: Callable[[str], DateReading | PointInYear], text: str
) -> DateReading | PointInYear | str:
    try:
        return read(text)
    except DateProblem as problem:
        return problem.code


@given(TEXTS, st.sampled_from([read_date, read_point_in_year]))
def test_any_text_is_a_date_or_a_named_problem(
    text: str, read: Callable[[str], DateReading | PointInYear]
) -> None:
    outcome = reading_or_code(read, text)
    assert outcome.startswith("date_") if isinstance(outcome, str) else outcome.as_written == text


@given(TEXTS)
def test_found_ranges_never_run_backwards(text: str) -> None:
    assert all(first <= last for first, last in find_year_ranges(text))
