"""What a source file is, seen from its bytes (D21)."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.minutes.papers import REAL
from tracker.core.errors import RuleBroken
from tracker.minutes.documents import (
    DOCX,
    LARGEST,
    ODT,
    PDF,
    TEXT,
    check_document,
    kept_name,
    media_type_of,
    text_of,
)


def zipped(**parts: str) -> bytes:
    """A zip with these parts in this order."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


WORD = zipped(**{"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"})
WRITER = zipped(mimetype=ODT, **{"content.xml": "<x/>"})


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (REAL.read_bytes(), TEXT),
        (b"Notula \x96 Windows-1252\r\n\x0c", TEXT),
        (b"%PDF-1.7 \x00", PDF),
        (WORD, DOCX),
        (WRITER, ODT),
        (zipped(**{"xl/workbook.xml": "<x/>"}), None),
        (b"PK\x03\x04", None),
        (b"\x7fELF\x00", None),
        (b"\x89PNG\r\n\x1a\n", None),
    ],
)
def test_a_file_is_what_its_bytes_show(content: bytes, media_type: str | None) -> None:
    assert media_type_of(content) == media_type


@pytest.mark.parametrize(
    ("content", "declared", "code"),
    [
        (b"", TEXT, "document_empty"),
        (b"x" * (LARGEST + 1), TEXT, "document_too_large"),
        (b"MZ\x00\x01", TEXT, "document_type_not_accepted"),
        (b"Notula", PDF, "document_not_what_it_says"),
        (WORD, ODT, "document_not_what_it_says"),
    ],
)
def test_a_file_that_cannot_be_a_source_is_refused_by_name(content: bytes, declared: str, code: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        check_document(content, declared)
    assert (caught.value.code, caught.value.field) == (code, "file")


@pytest.mark.parametrize("declared", ["", "application/octet-stream", "text/plain"])
def test_what_the_sender_does_not_know_is_seen_from_the_bytes(declared: str) -> None:
    assert check_document(b"Notula", declared) == TEXT


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("notula.txt", "notula.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Rapat\\notula.pdf", "notula.pdf"),
        ("", "notula"),
        ("\u202efdp.exe\x00", "fdp.exe"),
        ("a\nb.txt", "a b.txt"),
        ("x" * 400 + ".docx", "x" * 295 + ".docx"),
    ],
)
def test_a_file_keeps_its_own_name_without_folders(name: str, kept: str) -> None:
    assert kept_name(name) == kept


@given(st.text(max_size=400))
def test_any_name_can_be_kept(name: str) -> None:
    assert 0 < len(kept_name(name)) <= 300


@pytest.mark.parametrize(
    ("content", "text"),
    [(b"\xef\xbb\xbfNotula", "Notula"), ("2020–2022".encode(), "2020–2022"), (b"2020\x962022", "2020–2022")],
)
def test_a_text_is_read_in_utf8_and_as_older_windows_programs_wrote_it(content: bytes, text: str) -> None:
    assert text_of(content) == text
