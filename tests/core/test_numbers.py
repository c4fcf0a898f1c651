"""How the tracker reads, writes and says numbers (D1 to D4)."""

from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tracker.core.numbers import (
    Comparator,
    NumberProblem,
    Qualifier,
    Reading,
    echo,
    format_number,
    format_percent,
    format_quantity,
    format_reading,
    format_rupiah,
    number_in_words,
    read_number,
)
from tracker.core.quantities import number_from_words

AT_LEAST, MORE_THAN = Comparator.AT_LEAST, Comparator.MORE_THAN
AT_MOST, LESS_THAN = Comparator.AT_MOST, Comparator.LESS_THAN
ABOUT, NEARLY = Qualifier.ABOUT, Qualifier.NEARLY


def problem_of(text: str, *, decimals_usual: bool = False) -> NumberProblem:
    with pytest.raises(NumberProblem) as caught:
        read_number(text, decimals_usual=decimals_usual)
    return caught.value


def candidates_of(text: str, *, decimals_usual: bool = False) -> list[Decimal]:
    problem = problem_of(text, decimals_usual=decimals_usual)
    assert problem.code == "number_ambiguous"
    candidates = problem.params["candidates"]
    assert isinstance(candidates, tuple)
    return [candidate.value for candidate in candidates]


def reading_or_code(text: str, *, decimals_usual: bool) -> Reading | str:
    try:
        return read_number(text, decimals_usual=decimals_usual)
    except NumberProblem as problem:
        return problem.code


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("0", "0", None),
        ("-0", "0", None),
        ("7", "7", None),
        ("227.995", "227995", None),
        ("227995", "227995", None),
        ("454.790 pengaduan", "454790", "pengaduan"),
        ("1.234", "1234", None),
        ("1.234.567", "1234567", None),
        ("1.234,56", "1234.56", None),
        ("1234,567", "1234.567", None),
        ("1.234,567", "1234.567", None),
        ("0,45", "0.45", None),
        ("0,455", "0.455", None),
        ("45,0", "45", None),
        ("18,68%", "18.68", "percent"),
        ("45 %", "45", "percent"),
        ("45 persen", "45", "percent"),
        ("45PERSEN", "45", "percent"),
        ("1.234.567%", "1234567", "percent"),
        ("Rp 1.250.000", "1250000", "rupiah"),
        ("Rp1.250.000,50", "1250000.5", "rupiah"),
        ("Rp. 1.250.000", "1250000", "rupiah"),
        ("rp 1.250.000,-", "1250000", "rupiah"),
        ("IDR 5.000", "5000", "rupiah"),
        ("5.000 rupiah", "5000", "rupiah"),
        ("Rp 5 juta rupiah", "5000000", "rupiah"),
        ("-Rp 5.000", "-5000", "rupiah"),
        ("Rp -5.000", "-5000", "rupiah"),
        ("1,5 juta", "1500000", None),
        ("2 ribu", "2000", None),
        ("2rb", "2000", None),
        ("3 miliar", "3000000000", None),
        ("3 milyar", "3000000000", None),
        ("Rp 1,2 triliun", "1200000000000", "rupiah"),
        ("10 jt pengaduan", "10000000", "pengaduan"),
        ("122 instansi", "122", "instansi"),
        ("623 k/l", "623", "K/L"),
        ("-5", "-5", None),
        ("minus 5", "-5", None),
        ("-18,68%", "-18.68", "percent"),
        ("  45  ", "45", None),
        ("\u00a045\u2009%\u202f", "45", "percent"),
        ("\u22125", "-5", None),
        ("\u20135", "-5", None),
        ("\uff12\uff12\uff17\uff0e\uff19\uff19\uff15", "227995", None),
        ("\u200e45%\u200f", "45", "percent"),
        ("9" * 30, "9" * 30, None),
        ("nol", "0", None),
        ("sebelas", "11", None),
        ("empat puluh lima persen", "45", "percent"),
        ("Delapan belas koma enam delapan persen", "18.68", "percent"),
        ("seribu satu", "1001", None),
        ("satu ribu satu", "1001", None),
        ("minus sepuluh", "-10", None),
        ("dua juta lima ratus ribu pengaduan", "2500000", "pengaduan"),
        ("45% (empat puluh lima persen)", "45", "percent"),
        ("45 (empat puluh lima) persen", "45", "percent"),
        ("Rp 1,5 juta (satu juta lima ratus ribu rupiah)", "1500000", "rupiah"),
    ],
)
def test_an_indonesian_number_is_read_exactly(text: str, value: str, unit: str | None) -> None:
    reading = read_number(text)
    assert (str(reading.value), reading.unit) == (value, unit)
    assert not reading.is_foreign_decimal


@pytest.mark.parametrize(
    ("text", "comparator", "value"),
    [
        ("80%", Comparator.EQUAL, 80),
        ("= 80%", Comparator.EQUAL, 80),
        ("tepat 80%", Comparator.EQUAL, 80),
        ("min. 45%", AT_LEAST, 45),
        ("Min 45%", AT_LEAST, 45),
        ("minimal 80%", AT_LEAST, 80),
        ("minimum 80%", AT_LEAST, 80),
        ("paling sedikit 50%", AT_LEAST, 50),
        ("sekurang-kurangnya 50%", AT_LEAST, 50),
        ("sekurang\u2011kurangnya 50%", AT_LEAST, 50),
        ("sedikitnya 50%", AT_LEAST, 50),
        ("tidak kurang dari 50%", AT_LEAST, 50),
        ("≥ 80%", AT_LEAST, 80),
        (">= 80", AT_LEAST, 80),
        ("80% atau lebih", AT_LEAST, 80),
        ("80% ke atas", AT_LEAST, 80),
        ("minimal delapan puluh persen", AT_LEAST, 80),
        ("minimal Rp 5.000", AT_LEAST, 5000),
        ("> -Rp 5.000", MORE_THAN, -5000),
        ("lebih dari 623 K/L", MORE_THAN, 623),
        (">623", MORE_THAN, 623),
        ("di atas 80%", MORE_THAN, 80),
        ("maksimal 14 hari", AT_MOST, 14),
        ("paling banyak 10", AT_MOST, 10),
        ("setinggi-tingginya 10", AT_MOST, 10),
        ("tidak lebih dari 10", AT_MOST, 10),
        ("≤ 10", AT_MOST, 10),
        ("kurang dari 10", LESS_THAN, 10),
        ("< 10", LESS_THAN, 10),
        ("at least 80%", AT_LEAST, 80),
    ],
)
def test_the_comparator_is_read_from_words_and_signs(text: str, comparator: Comparator, value: int) -> None:
    reading = read_number(text)
    assert (reading.comparator, reading.value) == (comparator, Decimal(value))


@pytest.mark.parametrize(
    ("text", "qualifier", "comparator"),
    [
        ("122", None, Comparator.EQUAL),
        ("sekitar 122 instansi", ABOUT, Comparator.EQUAL),
        ("kurang lebih 122", ABOUT, Comparator.EQUAL),
        ("lebih kurang 122", ABOUT, Comparator.EQUAL),
        ("kira-kira 122", ABOUT, Comparator.EQUAL),
        ("± 122", ABOUT, Comparator.EQUAL),
        ("+/- 122", ABOUT, Comparator.EQUAL),
        ("~122", ABOUT, Comparator.EQUAL),
        ("hampir 100%", NEARLY, Comparator.EQUAL),
        ("lebih dari sekitar 600", ABOUT, MORE_THAN),
    ],
)
def test_the_qualifier_is_kept_beside_the_comparator(
    text: str, qualifier: Qualifier | None, comparator: Comparator
) -> None:
    reading = read_number(text)
    assert (reading.qualifier, reading.comparator) == (qualifier, comparator)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("45.5", "45.5"),
        ("0.45", "0.45"),
        ("0.455", "0.455"),
        ("45.5%", "45.5"),
        ("1234.567", "1234.567"),
        ("1,234.56", "1234.56"),
        ("1,234,567", "1234567"),
        ("1.5 juta", "1500000"),
    ],
)
def test_a_number_that_only_english_allows_is_read_and_flagged(text: str, value: str) -> None:
    reading = read_number(text)
    assert (str(reading.value), reading.is_foreign_decimal) == (value, True)


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("1,234", ["1.234", "1234"]),
        ("-1,234", ["-1.234", "-1234"]),
        ("123,456%", ["123.456", "123456"]),
        ("1.234%", ["1234", "1.234"]),
        ("min. 1.234 persen", ["1234", "1.234"]),
        ("1.250 juta", ["1250000000", "1250000"]),
    ],
)
def test_a_number_that_reads_two_ways_is_asked_about_indonesian_first(
    text: str, candidates: list[str]
) -> None:
    assert candidates_of(text) == [Decimal(candidate) for candidate in candidates]


def test_a_lone_point_is_asked_about_only_where_decimals_are_usual() -> None:
    assert read_number("1.234").value == 1234
    assert candidates_of("1.234", decimals_usual=True) == [Decimal("1234"), Decimal("1.234")]


@pytest.mark.parametrize("text", ["227.995,5", "1.234.567", "12345", "45,5", "12,3456"])
def test_where_decimals_are_usual_an_unmistakable_number_is_not_asked_about(text: str) -> None:
    assert read_number(text, decimals_usual=True) == read_number(text)


def test_the_candidate_a_person_picked_is_taken_and_the_wording_stays() -> None:
    reading = read_number("minimal 1.234%", chosen=Decimal("1.234"))
    assert (reading.value, reading.as_written) == (Decimal("1.234"), "minimal 1.234%")


def test_a_pick_that_is_no_candidate_asks_again() -> None:
    with pytest.raises(NumberProblem, match="number_ambiguous"):
        read_number("1.234%", chosen=Decimal(5))


def test_words_in_brackets_settle_what_digits_leave_open() -> None:
    assert read_number("1,234 (seribu dua ratus tiga puluh empat)").value == 1234


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "number_blank"),
        (" \u00a0\t\u200e", "number_blank"),
        ("x" * 201, "number_too_long"),
        ("9" * 31, "number_too_big"),
        ("9" * 25 + " juta", "number_too_big"),
        ("1.23.456", "number_grouping_broken"),
        ("12.34.567", "number_grouping_broken"),
        ("12,34,56", "number_grouping_broken"),
        ("1.234,56.7", "number_grouping_broken"),
        ("45% (empat puluh persen)", "number_words_disagree"),
        ("45 (empat puluh lima persen)", "number_words_disagree"),
    ],
)
def test_what_is_wrong_with_a_number_is_named(text: str, code: str) -> None:
    assert problem_of(text).code == code


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("abc", "abc"),
        ("--5", "--5"),
        ("- 5", "- 5"),
        ("+5", "+5"),
        ("5-", "-"),
        ("(5)", "(5)"),
        ("5 5", "5"),
        ("1 250 000", "250 000"),
        ("1e5", "e5"),
        ("NaN", "NaN"),
        ("Infinity", "Infinity"),
        ("=1+1", "+1"),
        ("=SUM(A1)", "SUM"),
        ("@5", "@5"),
        ("0x10", "x10"),
        ("007", "007"),
        (".5", ".5"),
        ("45.", "."),
        ("5%%", "%"),
        ("5 M", "M"),
        ("5 ribuan", "ribuan"),
        ("40-50%", "-50%"),
        ("122 dari 623", "dari 623"),
        ("122 instansi (19%)", "19%"),
        ("Rp 5%", "%"),
        ("2 ribu %", "%"),
        ("minimal maksimal 5", "maksimal 5"),
        ("minimal 5 ke bawah", "ke bawah"),
        ("minimal", "minimal"),
        ("lima ratus ratus", "lima ratus ratus"),
        ("½", "½"),
        ("5²", "²"),
        ("٤٥", "٤٥"),
        ("-Rp -5", "-Rp -5"),
        ("TBD", "TBD"),
        ("-", "-"),
    ],
)
def test_what_is_not_understood_is_refused_and_quoted(text: str, part: str) -> None:
    problem = problem_of(text)
    assert (problem.code, problem.params) == ("number_not_understood", {"part": part})


def test_a_reading_keeps_the_wording_verbatim_and_cannot_be_changed() -> None:
    reading = read_number("\u00a0Min. 45 %\u200e")
    assert reading.as_written == "\u00a0Min. 45 %\u200e"
    with pytest.raises(FrozenInstanceError):
        reading.value = Decimal(0)  # type: ignore[misc]


def test_an_indicators_own_unit_is_understood_as_the_indicator_spells_it() -> None:
    assert problem_of("12 pranata humas").params == {"part": "pranata humas"}
    assert read_number("12 pranata humas", own_units=["", "Pranata Humas"]).unit == "Pranata Humas"


def test_an_own_unit_does_not_hide_a_usual_one() -> None:
    assert read_number("45 persen", own_units=["persen", "persen instansi"]).unit == "percent"


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        ("0", "0", "0"),
        ("-0", "0", "0"),
        ("227995.5", "227.995,5", "227,995.5"),
        ("18.680", "18,68", "18.68"),
        ("1E+6", "1.000.000", "1,000,000"),
        ("-1234.50", "-1.234,5", "-1,234.5"),
        ("0.00000000001", "0,00000000001", "0.00000000001"),
        (
            "123456789012345678901234567890.25",
            "123.456.789.012.345.678.901.234.567.890,25",
            "123,456,789,012,345,678,901,234,567,890.25",
        ),
    ],
)
def test_a_number_is_written_exactly_and_without_idle_zeros(
    value: str, indonesian: str, english: str
) -> None:
    assert format_number(Decimal(value)) == indonesian
    assert format_number(Decimal(value), locale="en") == english


def test_a_percent_is_written_without_a_space() -> None:
    assert format_percent(Decimal("18.68")) == "18,68%"
    assert format_percent(Decimal("18.68"), locale="en") == "18.68%"
    assert format_percent(Decimal("45.00")) == "45%"


def test_money_is_written_with_a_no_break_space() -> None:
    assert format_rupiah(Decimal(1250000)) == "Rp\u00a01.250.000"
    assert format_rupiah(Decimal(-5000)) == "-Rp\u00a05.000"


@pytest.mark.parametrize(
    ("text", "indonesian", "english"),
    [
        ("minimal 80%", "≥ 80%", "≥ 80%"),
        ("sekitar 19%", "sekitar 19%", "about 19%"),
        ("hampir 100%", "hampir 100%", "nearly 100%"),
        ("lebih dari 1.623 K/L", "> 1.623 K/L", "> 1,623 K/L"),
        ("maks. Rp 5.000", "≤ Rp\u00a05.000", "≤ Rp\u00a05,000"),
        ("kurang dari 1,5", "< 1,5", "< 1.5"),
        ("45", "45", "45"),
    ],
)
def test_a_quantity_is_shown_with_comparator_qualifier_and_unit(
    text: str, indonesian: str, english: str
) -> None:
    assert format_reading(read_number(text)) == indonesian
    assert format_reading(read_number(text), locale="en") == english


def test_a_bare_quantity_is_only_its_number() -> None:
    assert format_quantity(Decimal(227995)) == "227.995"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0", "nol"),
        ("10", "sepuluh"),
        ("11", "sebelas"),
        ("19", "sembilan belas"),
        ("21", "dua puluh satu"),
        ("100", "seratus"),
        ("111", "seratus sebelas"),
        ("1000", "seribu"),
        ("1001", "seribu satu"),
        ("1100", "seribu seratus"),
        ("21000", "dua puluh satu ribu"),
        ("101000", "seratus satu ribu"),
        ("1000000", "satu juta"),
        ("1001000", "satu juta seribu"),
        ("227995", "dua ratus dua puluh tujuh ribu sembilan ratus sembilan puluh lima"),
        ("454790", "empat ratus lima puluh empat ribu tujuh ratus sembilan puluh"),
        ("1E+12", "satu triliun"),
        ("18.68", "delapan belas koma enam delapan"),
        ("10.05", "sepuluh koma nol lima"),
        ("1.50", "satu koma lima"),
        ("-0.5", "minus nol koma lima"),
        ("-5", "minus lima"),
    ],
)
def test_a_number_in_indonesian_words_reads_back_as_the_same_number(value: str, words: str) -> None:
    assert number_in_words(Decimal(value)) == words
    assert number_from_words(words) == Decimal(value)


def test_a_number_is_said_in_english_with_its_sign_and_unit() -> None:
    assert number_in_words(Decimal("-0.5"), locale="en") == "minus zero point five"
    assert number_in_words(Decimal(45), unit="percent", locale="en") == "forty-five percent"


def test_the_unit_is_said_after_the_number() -> None:
    assert number_in_words(Decimal(45), unit="percent") == "empat puluh lima persen"
    assert number_in_words(Decimal(5000), unit="rupiah") == "lima ribu rupiah"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("227.995", "227.995 — dua ratus dua puluh tujuh ribu sembilan ratus sembilan puluh lima"),
        ("min. 45%", "≥ 45% — minimal empat puluh lima persen"),
        ("45.5", "45,5 — empat puluh lima koma lima"),
        ("sekitar 122 instansi", "sekitar 122 instansi — sekitar seratus dua puluh dua instansi"),
    ],
)
def test_the_echo_shows_what_was_understood_in_digits_and_words(text: str, said: str) -> None:
    assert echo(read_number(text)) == said


def test_the_echo_speaks_english_too() -> None:
    assert echo(Reading("80%", Decimal(80), unit="percent"), locale="en") == "80% — eighty percent"


VALUES = (
    st.decimals(-(10**15), 10**15, places=4) | st.decimals(-2000, 2000, places=3) | st.integers().map(Decimal)
)


def is_mistakable(written: str) -> bool:
    """Whether one comma stands before exactly three digits and could group as well as divide."""
    whole, comma, decimals = written.lstrip("-").partition(",")
    return bool(comma) and len(decimals) == 3 and len(whole) <= 3 and whole != "0"


@given(VALUES)
def test_what_the_tracker_writes_it_reads_back_as_the_same_value(value: Decimal) -> None:
    written = format_number(value)
    assume(not is_mistakable(written) and len(written) < 30)
    assert read_number(written).value == value


@given(st.integers(1, 999), st.integers(1, 999).filter(lambda thousandths: thousandths % 10))
def test_what_could_be_mistaken_is_never_read_silently(whole: int, thousandths: int) -> None:
    value = Decimal(f"{whole}.{thousandths:03}")
    assert candidates_of(format_number(value)) == [value, value * 1000]


@given(VALUES, st.sampled_from(Comparator), st.sampled_from([None, *Qualifier]))
def test_a_quantity_survives_being_written_and_read(
    value: Decimal, comparator: Comparator, qualifier: Qualifier | None
) -> None:
    written = format_quantity(value, unit="rupiah", comparator=comparator, qualifier=qualifier)
    assume(not is_mistakable(format_number(value)) and len(format_number(value)) < 30)
    reading = read_number(written)
    assert reading.value == value
    assert (reading.comparator, reading.qualifier, reading.unit) == (comparator, qualifier, "rupiah")


@given(st.decimals(-(10**12), 10**12, places=4))
def test_what_the_tracker_says_it_understands(value: Decimal) -> None:
    assert number_from_words(number_in_words(value)) == value


PIECES = st.sampled_from(
    [
        "min. ",
        "≥",
        "Rp ",
        "sekitar ",
        "-",
        "1",
        "234",
        ".",
        ",",
        "5",
        "%",
        " juta",
        " (lima)",
        "lima ",
        "(",
        ")",
        "e",
    ]
)


@given(st.text(max_size=250) | st.lists(PIECES, max_size=10).map("".join), st.booleans())
def test_any_text_is_a_reading_or_a_named_problem(text: str, decimals_usual: bool) -> None:
    outcome = reading_or_code(text, decimals_usual=decimals_usual)
    assert outcome.startswith("number_") if isinstance(outcome, str) else outcome.as_written == text


@given(st.text(max_size=30))
def test_any_words_are_a_number_or_none(words: str) -> None:
    value = number_from_words(words)
    assert value is None or value.is_finite()
