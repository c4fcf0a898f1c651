"""Size, number, names, restriction and description of evidence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.errors import RuleBroken
from tracker.core.text import LONG_TEXT, SHORT_TEXT
from tracker.evidence.rules import (
    LARGEST,
    MOST_FILES,
    MOST_LINKS,
    Description,
    check_number_of_files,
    check_number_of_links,
    check_size,
    download_name,
    read_description,
    read_restriction,
)
from tracker.evidence.states import MEDIA_TYPES, Access, FileKind

TODAY = date(2021, 6, 30)
# A request of the web may be this large, with the rest of its form.
LARGEST_REQUEST = 20 * 2**20


@pytest.mark.parametrize("kind", FileKind)
def test_each_kind_has_a_media_type_and_a_size_that_a_request_can_carry(kind: FileKind) -> None:
    check_size(kind, LARGEST[kind])
    assert LARGEST[kind] < LARGEST_REQUEST
    assert kind.media_type in MEDIA_TYPES.values()


@pytest.mark.parametrize("kind", FileKind)
def test_one_byte_more_is_too_large(kind: FileKind) -> None:
    with pytest.raises(RuleBroken, match="evidence_too_large"):
        check_size(kind, LARGEST[kind] + 1)


def test_a_report_has_room_for_so_many_files_and_links() -> None:
    check_number_of_files(MOST_FILES - 1)
    check_number_of_links(MOST_LINKS - 1)
    with pytest.raises(RuleBroken, match="evidence_too_many_files"):
        check_number_of_files(MOST_FILES)
    with pytest.raises(RuleBroken, match="evidence_too_many_links"):
        check_number_of_links(MOST_LINKS)


def test_what_is_restricted_says_why_and_what_is_public_needs_no_reason() -> None:
    assert read_restriction(Access.RESTRICTED, "  memuat data pribadi ") == "memuat data pribadi"
    assert read_restriction(Access.PUBLIC, "") == ""
    assert read_restriction(Access.PUBLIC, "sisa isian") == ""


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("", "evidence_restriction_unexplained"),
        (" \u200b\n", "evidence_restriction_unexplained"),
        ("x" * (LONG_TEXT + 1), "text_too_long"),
    ],
)
def test_a_restriction_without_a_fitting_reason_is_refused(reason: str, code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        read_restriction(Access.RESTRICTED, reason)


def test_a_description_is_cleaned_and_may_be_unknown() -> None:
    said = read_description(issued_by=" Ombudsman\u202e ", number="B/12/2021", dated=TODAY, today=TODAY)
    assert said == Description("Ombudsman", "B/12/2021", TODAY)
    assert read_description(issued_by="", number="", dated=None, today=TODAY) == Description()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"issued_by": "x" * (SHORT_TEXT + 1)}, "issued_by"),
        ({"number": "x" * (SHORT_TEXT + 1)}, "number"),
        ({"dated": date(2021, 7, 1)}, "dated"),
    ],
)
def test_a_description_that_cannot_be_is_refused_at_its_field(said: dict[str, object], field: str) -> None:
    given_values = {"issued_by": "", "number": "", "dated": None} | said
    with pytest.raises(RuleBroken) as refusal:
        read_description(**given_values, today=TODAY)  # type: ignore[arg-type]
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("name", "kind", "handed_out"),
    [
        ("Laporan B06.pdf", FileKind.PDF, "Laporan B06.pdf"),
        ("Laporan B06.PDF", FileKind.PDF, "Laporan B06.pdf"),
        ("foto.jpeg", FileKind.JPEG, "foto.jpg"),
        ("laporan.exe", FileKind.PDF, "laporan.exe.pdf"),
        ("Perpres 95.2018", FileKind.PDF, "Perpres 95.2018.pdf"),
        ("C:\\Users\\sari\\bukti.docx", FileKind.DOCX, "bukti.docx"),
        ("../../etc/passwd", FileKind.TEXT, "passwd.txt"),
        ("a\r\nSet-Cookie: x.pdf", FileKind.PDF, "a Set-Cookie x.pdf"),
        ("gpj.\u202efdp", FileKind.PDF, "gpj.fdp.pdf"),
        ("capaian 46%; final.xlsx", FileKind.XLSX, "capaian 46%; final.xlsx"),
        ("con.txt", FileKind.TEXT, "bukti con.txt"),
        (".pdf", FileKind.PDF, "bukti.pdf"),
        ("", FileKind.PNG, "bukti.png"),
        ("   ...", FileKind.PNG, "bukti.png"),
        ("é" * 200 + ".pdf", FileKind.PDF, "é" * 75 + ".pdf"),
    ],
)
def test_a_file_is_handed_out_under_a_harmless_name(name: str, kind: FileKind, handed_out: str) -> None:
    assert download_name(name, kind) == handed_out


@given(st.text(max_size=400), st.sampled_from(FileKind))
def test_no_name_leaves_its_folder_or_loses_its_kind(name: str, kind: FileKind) -> None:
    made = download_name(name, kind)
    assert made.endswith(f".{kind.value}")
    assert not set(made) & set('/\\:*?"<>|\r\n\0')
    assert not made.startswith(".")
    assert len(made.encode()) < 200
    assert download_name(made, kind) == made
