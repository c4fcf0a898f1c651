"""How minutes are read: the header as written, the clauses by their labels, nothing lost (D21, D22)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.minutes.papers import REAL, SMALL
from tracker.minutes.reading import (
    ClauseText,
    Header,
    read_header,
    read_participants,
    split_clauses,
    write_participants,
)
from tracker.minutes.rules import Label, ParticipantLine, parse_label

WORDS = st.lists(
    st.sampled_from(["Usulan", "dibahas", "SP4N-", "(1)", "80%", "tahun"]), min_size=1, max_size=6
)


def test_a_small_paper_is_cut_at_headings_numbers_and_letters() -> None:
    assert split_clauses(SMALL) == [
        ClauseText("I", "Pelaksanaan"),
        ClauseText("II", "Diskusi"),
        ClauseText("II.1", "Kepala menyampaikan hal berikut:"),
        ClauseText("II.1.a", "Sejak tahun 2020. Di tahun itu dibahas SP4N-LAPOR! bersama."),
        ClauseText("II.1.b", "Selesai."),
        ClauseText("II.2", "Tidak ada huruf."),
        ClauseText("III", "Tindak Lanjut"),
    ]


def test_the_header_of_a_small_paper_is_read_as_written() -> None:
    assert read_header(SMALL) == Header(
        title="Rapat Penajaman Usulan",
        date_text="Senin, 21 September 2020",
        place="Jakarta",
        participants=(
            ParticipantLine(1, "Tim Satu"),
            ParticipantLine(2),
            ParticipantLine(3, "Tim Tiga dari Bandung"),
        ),
    )


def test_the_real_header_keeps_its_wrong_weekday_and_its_empty_participant() -> None:
    header = read_header(REAL.read_text())
    assert header == Header(
        title="Penyampaian Usulan Perludem untuk RAN OGI 2020- 2022",
        date_text="Selasa, 21 September 2020",
        time_text="13.30 – 15.30 WIB",
        place="Zoom Meeting",
        agenda="Penyampaian Narasi Usulan SP4N-LAPOR! untuk RAN OGI 2020-2022",
        moderator="Kepala Seknas OGI",
        participants=(
            ParticipantLine(1, "Perwakilan Kementerian PAN RB"),
            ParticipantLine(2, "Direktorat Aparatur Negara Bappenas"),
            ParticipantLine(3, "Tim Pattiro"),
            ParticipantLine(4, "Tim Sekretariat Nasional OGI"),
            ParticipantLine(5),
        ),
    )


def test_the_real_clauses_have_the_labels_of_the_paper() -> None:
    letters = {1: "ab", 2: "abcde", 3: "ab", 4: "abcd", 5: "abcdef", 6: "abcd", 7: "a"}
    discussed = [
        label
        for number, marks in letters.items()
        for label in (f"II.{number}", *(f"II.{number}.{m}" for m in marks))
    ]
    labels = [clause.label for clause in split_clauses(REAL.read_text())]
    assert labels == ["I", "II", *discussed, "III", "III.1", "IV"]


def test_the_clause_with_the_counter_proposal_is_whole() -> None:
    clauses = {clause.label: clause.text for clause in split_clauses(REAL.read_text())}
    assert clauses["II.6.b"].startswith("Target capaian indikator (1) Laporan pengaduan melalui SP4N-LAPOR!")
    assert clauses["II.6.b"].endswith(
        "Dalam usulan Biro MKOK, target indikator 1 adalah 45% di akhir tahun 2022 "
        "dan target indikator 2 adalah 30% di akhir tahun 2022."
    )


def test_a_word_broken_over_a_page_keeps_its_hyphen() -> None:
    clauses = {clause.label: clause.text for clause in split_clauses(REAL.read_text())}
    assert "pengelolaan SP4N-LAPOR! oleh lembaga" in clauses["II.2.e"]
    assert "minimal 80% dari jumlah pengaduan pada tahun 2022" in clauses["II.2.e"]


def test_nothing_of_the_real_discussion_is_lost() -> None:
    text = REAL.read_text()
    body = text[text.index("II. Diskusi Rapat") :]
    cut = [clause for clause in split_clauses(text) if clause.label != "I"]
    assert _rebuilt(cut) == "".join(body.split())


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("", []),
        ("Tanpa judul bagian\n1. satu", []),
        ("II. Diskusi\n6. enam", ["II"]),
        ("II. Diskusi\n1. satu\n3. tiga", ["II", "II.1", "II.3"]),
        ("II. Diskusi\n1. satu\n1. satu lagi", ["II", "II.1"]),
        ("II. Diskusi\na. tanpa nomor", ["II"]),
        ("IV. Empat\nII. dua", ["IV"]),
        ("I. Satu\r\n1. satu\r\n a. huruf", ["I", "I.1", "I.1.a"]),
        ("I. Satu\n1.\na.", ["I", "I.1", "I.1.a"]),
        ("MMXX. Tahun", []),
        ("II. Diskusi\n1. satu\nTanggal : 21 September 2020\nagar dicatat\n2. dua", ["II", "II.1", "II.2"]),
    ],
)
def test_only_markers_in_their_order_open_a_clause(text: str, labels: list[str]) -> None:
    assert [clause.label for clause in split_clauses(text)] == labels


def test_a_date_inside_a_clause_is_not_taken_for_the_header() -> None:
    text = "II. Diskusi\n1. satu\nTanggal : 21 September 2020\nagar dicatat"
    assert split_clauses(text)[-1].text == "satu Tanggal : 21 September 2020 agar dicatat"
    assert read_header(text).date_text == ""


def test_weekday_and_date_on_lines_of_their_own_are_read_together() -> None:
    header = read_header(
        "Notulen Rapat\nRapat Kerja\nHari : Senin\nTanggal : 21 September 2020\nWaktu : 13.30"
    )
    assert (header.title, header.date_text, header.time_text) == (
        "Rapat Kerja",
        "Senin, 21 September 2020",
        "13.30",
    )


def test_a_text_without_a_header_reads_as_an_empty_one() -> None:
    assert read_header("Catatan lepas tanpa kepala.") == Header()


def test_participants_without_numbers_are_counted_in_order() -> None:
    assert read_participants("Tim A\nTim B") == [ParticipantLine(1, "Tim A"), ParticipantLine(2, "Tim B")]


@given(st.lists(st.sampled_from(["", "Tim Pattiro", "Bappenas, Dit. 2", "=cmd|' /C calc'!A0"]), max_size=8))
def test_participants_that_were_written_are_read_back(names: list[str]) -> None:
    lines = [ParticipantLine(number, name) for number, name in enumerate(names, start=1)]
    assert read_participants(write_participants(lines)) == lines


@st.composite
def papers(draw: st.DrawFn) -> str:
    """The body of minutes in the usual layout, with blank lines of any number between the lines."""
    blank = st.sampled_from(["\n", "\n\n", " \n\n\n\n"])
    lines = []
    for section in ("I", "II", "III")[: draw(st.integers(1, 3))]:
        lines += [f"{section}. Bagian", *draw(st.lists(WORDS.map(" ".join), max_size=1))]
        for number in range(1, draw(st.integers(1, 4))):
            lines += [f"{number}. {' '.join(draw(WORDS))}", *draw(st.lists(WORDS.map(" ".join), max_size=2))]
            lines += [f"{letter}. {' '.join(draw(WORDS))}" for letter in "abc"[: draw(st.integers(0, 3))]]
    return "".join(line + draw(blank) for line in lines)


@given(papers())
def test_every_word_of_a_paper_is_in_exactly_one_clause_and_in_its_order(text: str) -> None:
    assert _rebuilt(split_clauses(text)) == "".join(text.split())


@given(papers())
def test_labels_come_out_in_reading_order_and_only_once(text: str) -> None:
    labels = [parse_label(clause.label) for clause in split_clauses(text)]
    assert labels == sorted(set(labels))
    assert [label.position for label in labels] == sorted({label.position for label in labels})


@given(st.text(max_size=300) | st.text(alphabet="IVX12ab.: \nHariTanggalPeserta", max_size=300))
def test_any_text_can_be_read_without_harm(text: str) -> None:
    labels = [parse_label(clause.label).text for clause in split_clauses(text)]
    assert labels == [clause.label for clause in split_clauses(text)]
    assert all(line.number > 0 or line.as_written for line in read_header(text).participants)


def _rebuilt(clauses: list[ClauseText]) -> str:
    """The paper without blanks: each clause behind its own marker."""
    return "".join(f"{_marker(parse_label(clause.label))}.{clause.text}" for clause in clauses).replace(
        " ", ""
    )


def _marker(label: Label) -> str:
    return label.text.rsplit(".", 1)[-1]
