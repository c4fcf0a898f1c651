"""Labels of clauses, codes, and where minutes disagree with themselves (D21, D22)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.minutes.papers import REAL
from tracker.core.dates import format_date, format_long_date
from tracker.core.errors import RuleBroken
from tracker.minutes.reading import read_header, split_clauses
from tracker.minutes.rules import (
    SECTIONS,
    Flag,
    KnownOrganisation,
    Label,
    MinutesFacts,
    ParticipantLine,
    consistency_flags,
    day_of,
    parse_label,
    read_code,
    read_participant_number,
    tidied,
)
from tracker.minutes.states import ConsistencyFlag

KNOWN = (
    KnownOrganisation(1, ("KemenPAN-RB", "Kementerian Pendayagunaan Aparatur Negara", "")),
    KnownOrganisation(2, ("Bappenas", "Kementerian PPN/Bappenas", "")),
    KnownOrganisation(3, ("Pattiro", "Pusat Telaah dan Informasi Regional", "")),
    KnownOrganisation(4, ("Seknas OGI", "Sekretariat Nasional OGI", "")),
    KnownOrganisation(5, ("Perludem", "Perkumpulan untuk Pemilu dan Demokrasi", "")),
)
PLAN_YEARS = (2020, 2022)


def real_facts() -> MinutesFacts:
    """The minutes of 21 September 2020 as a person would record them."""
    header, clauses = read_header(REAL.read_text()), split_clauses(REAL.read_text())
    organisations = (1, 2, 3, 4, None)
    return MinutesFacts(
        title=header.title,
        date_text=header.date_text,
        agenda=header.agenda,
        moderator=header.moderator,
        participants=tuple(
            replace(line, organisation_id=id_)
            for line, id_ in zip(header.participants, organisations, strict=True)
        ),
        speaking_ids=frozenset({1, 3, 4}),
        texts=tuple(clause.text for clause in clauses),
    )


def test_the_real_minutes_disagree_with_themselves_in_exactly_four_ways() -> None:
    assert consistency_flags(real_facts(), KNOWN) == (
        Flag(ConsistencyFlag.WEEKDAY, {"written": "Selasa", "on": date(2020, 9, 21)}),
        Flag(ConsistencyFlag.TITLE_ORGANISATION, {"names": "Perludem"}),
        Flag(ConsistencyFlag.EMPTY_PARTICIPANT, {"numbers": "5"}),
        Flag(ConsistencyFlag.PERIOD_MISMATCH, {"heading": "2020–2022", "inside": "2021–2022"}),
    )


def test_the_real_minutes_raise_the_same_flags_when_nobody_has_matched_participants_yet() -> None:
    facts = real_facts()
    unmatched = tuple(replace(line, organisation_id=None) for line in facts.participants)
    bare = replace(facts, participants=unmatched, speaking_ids=frozenset())
    assert consistency_flags(bare, KNOWN) == consistency_flags(facts, KNOWN)


CLEAN = MinutesFacts(
    title="Penyampaian Usulan Pattiro untuk RAN OGI 2020–2022",
    date_text="Senin, 21 September 2020",
    agenda="Penajaman usulan RAN OGI 2020-2022",
    moderator="Kepala Seknas OGI",
    participants=(ParticipantLine(1, "Tim Pattiro"),),
    texts=("Rencana aksi 2020-2022 disusun.", "Road map berlaku 2020–2024."),
)


def codes(facts: MinutesFacts) -> list[ConsistencyFlag]:
    """Which flags are raised."""
    return [flag.code for flag in consistency_flags(facts, KNOWN)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"date_text": "Selasa, 21 September 2020"}, [ConsistencyFlag.WEEKDAY]),
        ({"date_text": "21 September 2020"}, []),
        ({"date_text": "pekan depan"}, []),
        ({"date_text": ""}, []),
        ({"title": "Usulan Perludem"}, [ConsistencyFlag.TITLE_ORGANISATION]),
        ({"title": "Usulan PERLUDEM-Pattiro"}, [ConsistencyFlag.TITLE_ORGANISATION]),
        ({"title": "Usulan Perkumpulan untuk  Pemilu dan Demokrasi"}, [ConsistencyFlag.TITLE_ORGANISATION]),
        ({"title": "Usulan Perludemokrasi"}, []),
        ({"title": "Usulan Kemenpan RB"}, [ConsistencyFlag.TITLE_ORGANISATION]),
        ({"title": "Usulan Kemenpan RB", "speaking_ids": frozenset({1})}, []),
        ({"title": "Arahan Seknas OGI"}, []),
        (
            {"participants": (ParticipantLine(1, "Pattiro"), ParticipantLine(2, " "))},
            [ConsistencyFlag.EMPTY_PARTICIPANT],
        ),
        ({"participants": (ParticipantLine(1, organisation_id=3),)}, []),
        ({"texts": ("RAN 2021-2022 disusun.",)}, [ConsistencyFlag.PERIOD_MISMATCH]),
        ({"texts": ("Rencana\naksi 2021-\n2022 disusun.",)}, [ConsistencyFlag.PERIOD_MISMATCH]),
        ({"texts": ("Rencana aksi 2018-2020 dilanjutkan rencana aksi 2020-2022.",)}, []),
        ({"texts": ("Rencana aksi disusun. Road map berlaku 2020–2024.",)}, []),
        ({"texts": ("Laporan transparan 2021-2022.",)}, []),
        ({"title": "Usulan Pattiro", "agenda": "", "texts": ("RAN 2021-2022.",)}, []),
    ],
)
def test_each_disagreement_raises_its_own_flag_and_no_other(
    change: dict[str, object], expected: list[ConsistencyFlag]
) -> None:
    assert codes(replace(CLEAN, **change)) == expected  # type: ignore[arg-type]


def test_an_organisation_whose_name_is_part_of_a_longer_one_is_not_meant() -> None:
    known = (KnownOrganisation(1, ("Pattiro",)), KnownOrganisation(2, ("Pattiro Serang",)))
    facts = MinutesFacts(title="Usulan Pattiro Serang", participants=(ParticipantLine(1, organisation_id=2),))
    assert consistency_flags(facts, known) == ()


def test_a_name_borne_by_two_organisations_is_no_disagreement_when_one_took_part() -> None:
    known = (KnownOrganisation(1, ("PAN-RB",)), KnownOrganisation(2, ("PAN RB",)))
    facts = MinutesFacts(title="Usulan PAN RB", speaking_ids=frozenset({2}))
    assert consistency_flags(facts, known) == ()


@st.composite
def clean_minutes(draw: st.DrawFn) -> MinutesFacts:
    """Minutes that agree with themselves, however they are worded."""
    present = draw(st.lists(st.sampled_from(KNOWN), min_size=1, unique=True))
    named = draw(st.lists(st.sampled_from(present), unique=True))
    first, last = draw(st.sampled_from([PLAN_YEARS, (2022, 2024)]))
    on = draw(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
    write = draw(st.sampled_from([format_long_date, format_date]))
    dash = draw(st.sampled_from(["-", "–", "- ", " - "]))
    return MinutesFacts(
        title=f"Usulan {' dan '.join(one.names[0] for one in named)} untuk RAN OGI {first}{dash}{last}",
        date_text=write(on),
        agenda=draw(st.sampled_from(["", f"Penajaman {first}{dash}{last}"])),
        participants=tuple(
            ParticipantLine(number, f"Tim {one.names[0]}") for number, one in enumerate(present, start=1)
        ),
        texts=(f"Rencana aksi {first}{dash}{last} disusun.", "Road map berlaku 2020–2024."),
    )


@given(clean_minutes())
def test_minutes_that_agree_with_themselves_raise_no_flag(facts: MinutesFacts) -> None:
    assert consistency_flags(facts, KNOWN) == ()


@given(clean_minutes(), st.integers(1, 6))
def test_a_wrong_weekday_is_always_seen(facts: MinutesFacts, shift: int) -> None:
    on = day_of(facts.date_text)
    assert on is not None
    others = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
    wrong = others[(on.weekday() + shift) % 7]
    assert codes(replace(facts, date_text=f"{wrong}, {format_date(on)}")) == [ConsistencyFlag.WEEKDAY]


@given(st.text(max_size=80), st.text(max_size=80), st.lists(st.text(max_size=80), max_size=3))
def test_any_words_give_flags_at_most_once_each(title: str, date_text: str, texts: list[str]) -> None:
    raised = codes(MinutesFacts(title=title, date_text=date_text, texts=tuple(texts)))
    assert len(raised) == len(set(raised))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("II", Label(2)),
        ("II.6", Label(2, 6)),
        ("II.6.b", Label(2, 6, "b")),
        (" ii . 6 . B ", Label(2, 6, "b")),
        ("XLIX.999.z", Label(49, 999, "z")),
        ("II.06.b", Label(2, 6, "b")),
    ],
)
def test_a_label_is_read_by_section_number_and_letter(text: str, label: Label) -> None:
    assert parse_label(text) == label


@pytest.mark.parametrize(
    "text",
    [
        "",
        "6",
        "II.b",
        "II.6.bb",
        "II.6.b.1",
        "IIII",
        "IC",
        "LI",
        "II.0",
        "II.1000",
        "II.6.",
        "II.٦",
        "=II.6",
        "II-6",
        "é",
    ],
)
def test_what_is_no_label_is_refused_by_name(text: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        parse_label(text)
    assert (caught.value.code, caught.value.field) == ("clause_label_not_understood", "label")


labels = st.builds(
    lambda section, number, letter: Label(section, number, letter if number else ""),
    st.sampled_from(sorted(SECTIONS.values())),
    st.integers(0, 999),
    st.sampled_from(["", *"abcxyz"]),
)


@given(labels)
def test_a_label_that_was_written_is_read_back(label: Label) -> None:
    assert parse_label(label.text) == label


@given(labels, labels)
def test_positions_sort_as_labels_do(one: Label, other: Label) -> None:
    assert (one < other) == (one.position < other.position)


def test_a_code_is_kept_in_capitals() -> None:
    assert read_code(" notula-2020-09-21 ") == "NOTULA-2020-09-21"


@pytest.mark.parametrize("code", ["", "a b", "a/b", "../x", "-A", "A" * 41, "\u202eNOTULA?"])
def test_a_code_that_cannot_stand_in_an_address_is_refused(code: str) -> None:
    with pytest.raises(RuleBroken, match="meeting_code_not_understood"):
        read_code(code)


@pytest.mark.parametrize("text", ["0", "1000", "satu", "-1", "٣", "1.5"])
def test_what_is_no_participant_number_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken, match="participant_number_out_of_range"):
        read_participant_number(text)


def test_texts_are_cleaned_of_direction_marks_and_kept_within_their_limits() -> None:
    assert tidied({"title": " \u202eUsulan\u0000 ", "held_on": None}) == {"title": "Usulan", "held_on": None}
    with pytest.raises(RuleBroken, match="text_too_long"):
        tidied({"title": "x" * 301})
    with pytest.raises(RuleBroken, match="text_too_long"):
        tidied({"text": "x" * 10_001})
