"""A file is what its content says, whatever it is called; the rest is refused in words."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.evidence.samples import OLE, PDF, odf, ooxml, picture, zipped
from tracker import evidence
from tracker.core.errors import RuleBroken
from tracker.evidence.admission import admit
from tracker.evidence.labels import WORDS
from tracker.evidence.recognition import recognise
from tracker.evidence.rules import LARGEST, LARGEST_TEXT
from tracker.evidence.states import FileKind
from tracker.web.errors import words_for

FEATURE = Path(evidence.__file__).parent
BASIC = "Basic/Standard/Module1.xml"
ACCEPTED = {
    "a PDF": (PDF, FileKind.PDF),
    "a JPEG": (picture("JPEG"), FileKind.JPEG),
    "a PNG": (picture("PNG"), FileKind.PNG),
    "a WebP": (picture("WEBP"), FileKind.WEBP),
    "a Word document": (ooxml("wordprocessingml.document"), FileKind.DOCX),
    "a workbook": (ooxml("spreadsheetml.sheet"), FileKind.XLSX),
    "a presentation": (ooxml("presentationml.presentation"), FileKind.PPTX),
    "a presentation with a table in it": (
        ooxml("presentationml.presentation", **{"ppt/embeddings/Sheet1.xlsx": b"PK"}),
        FileKind.PPTX,
    ),
    "an OpenDocument text": (odf("text"), FileKind.ODT),
    "an OpenDocument text with empty libraries": (
        odf("text", **{"Basic/Standard/script-lb.xml": "<l/>"}),
        FileKind.ODT,
    ),
    "an OpenDocument sheet": (odf("spreadsheet"), FileKind.ODS),
    "an OpenDocument presentation": (odf("presentation"), FileKind.ODP),
}


@pytest.mark.parametrize("sample", ACCEPTED)
@pytest.mark.parametrize("name", ["laporan.pdf", "laporan.exe", ""])
def test_the_content_says_the_kind(sample: str, name: str) -> None:
    content, kind = ACCEPTED[sample]
    source = io.BytesIO(content)
    assert recognise(source, name) is kind
    assert source.tell() == 0


@pytest.mark.parametrize(
    "content",
    [
        b"Triwulan;Realisasi\r\nI;46%\r\n",
        "\ufeffTriwulan;Realisasi".encode(),
        "Triwulan\tRealisasi".encode("utf-16"),
        "Realisasi – 46 %".encode("cp1252"),
        b"MZ, kode wilayah\n1 < 2, 3 > 2\n",
        b"BM\n",
    ],
)
@pytest.mark.parametrize(
    ("name", "kind"), [("data.CSV", FileKind.CSV), ("catatan.txt", FileKind.TEXT), ("catatan", FileKind.TEXT)]
)
def test_the_name_of_a_text_says_whether_it_is_a_table(content: bytes, name: str, kind: FileKind) -> None:
    assert recognise(io.BytesIO(content), name) is kind


REFUSED = {
    "nothing": (b"", "evidence_empty"),
    "blanks": (b" \n\r\n", "evidence_empty"),
    "a program of Windows": (b"MZ\x90\0\x03\0\0\0" + bytes(99), "evidence_is_program"),
    "a program of Linux": (b"\x7fELF\x02\x01\x01" + bytes(99), "evidence_is_program"),
    "a shortcut": (b"L\0\0\0\x01\x14\x02\0" + bytes(99), "evidence_is_program"),
    "a shell script": (b"#!/bin/sh\nrm -rf /\n", "evidence_is_script"),
    "a batch file": (b"\r\n@ECHO off\r\ndel *", "evidence_is_script"),
    "PHP": (b"\xef\xbb\xbf<?php system($_GET['x']);", "evidence_is_script"),
    "a page with a script": (b"<script>alert(1)</script>", "evidence_is_script"),
    "other source text": (b"import os\nos.system('x')\n", "evidence_is_only_text"),
    "a web page": (b"<!DOCTYPE html>\n<html><body>Laporan</body></html>", "evidence_is_web_page"),
    "a web page behind a remark": (b"<!-- x -->\n<!-- y --><BODY onload=x>", "evidence_is_web_page"),
    "a web page in UTF-16": ("<html>x</html>".encode("utf-16"), "evidence_is_web_page"),
    "remarks without end": (b"<!---->" * 3_000, "evidence_is_web_page"),
    "a web page with a drawing": (b"<html><svg></svg></html>", "evidence_is_web_page"),
    "XML": (b'<?xml version="1.0"?><feed/>', "evidence_is_web_page"),
    "SVG": (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "evidence_is_svg"),
    "SVG with a prefix": (b"<svg:svg><script/></svg:svg>", "evidence_is_svg"),
    "RTF": (b"{\\rtf1\\ansi Laporan}", "evidence_is_old_office"),
    "an old Word document": (OLE, "evidence_is_old_office"),
    "a locked workbook": (OLE + "EncryptedPackage".encode("utf-16-le"), "evidence_is_locked"),
    "a locked OpenDocument": (
        odf("text", **{"META-INF/manifest.xml": "<m:encryption-data/>"}),
        "evidence_is_locked",
    ),
    "a workbook with macros": (
        ooxml("spreadsheetml.sheet", **{"xl/vbaProject.bin": b"x"}),
        "evidence_has_macros",
    ),
    "a document that says it has macros": (
        zipped({"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}),
        "evidence_has_macros",
    ),
    "an OpenDocument with macros": (odf("spreadsheet", **{BASIC: "<m/>"}), "evidence_has_macros"),
    "an OpenDocument with scripts": (odf("text", **{"Scripts/python/x.py": "x"}), "evidence_has_macros"),
    "a zip of macros": (zipped({"vbaProject.bin": b"x"}), "evidence_has_macros"),
    "a zip of a document": (zipped({"laporan.pdf": PDF}), "evidence_is_archive"),
    "an empty zip": (zipped({}), "evidence_is_archive"),
    "a zip of two minds": (
        zipped({"[Content_Types].xml": "spreadsheetml.sheet.main+xml wordprocessingml.document.main+xml"}),
        "evidence_is_archive",
    ),
    "a zip bomb": (ooxml("spreadsheetml.sheet", **{"xl/x.xml": bytes(9 << 20)}), "evidence_is_bomb"),
    "a zip with a way out": (ooxml("spreadsheetml.sheet", **{"../x.xml": "x"}), "evidence_zip_broken"),
    "half a zip": (ooxml("spreadsheetml.sheet")[:90], "evidence_zip_broken"),
    "a RAR": (b"Rar!\x1a\x07\x01\0" + bytes(99), "evidence_is_archive"),
    "a GZIP": (b"\x1f\x8b\x08\0" + bytes(99), "evidence_is_archive"),
    "a 7z": (b"7z\xbc\xaf\x27\x1c\0\x04" + bytes(99), "evidence_is_archive"),
    "a video": (b"\0\0\0\x18ftypmp42" + bytes(99), "evidence_is_recording"),
    "a sound": (b"ID3\x03\0\0" + bytes(99), "evidence_is_recording"),
    "a photograph of a telephone": (b"\0\0\0\x18ftypheic" + bytes(99), "evidence_is_other_picture"),
    "a GIF": (picture("GIF"), "evidence_is_other_picture"),
    "a TIFF": (picture("TIFF"), "evidence_is_other_picture"),
    "half a PDF": (PDF[:40], "evidence_cut_off"),
    "half a PNG": (picture("PNG", (900, 900))[:-600], "evidence_picture_broken"),
    "half a JPEG": (picture("JPEG", (900, 900))[:-4000], "evidence_picture_broken"),
    "noise": (bytes(range(256)), "evidence_kind_unknown"),
    "a database": (b"SQLite format 3\0" + bytes(99), "evidence_kind_unknown"),
}


@pytest.mark.parametrize("sample", REFUSED)
def test_anything_else_is_refused_in_words_whatever_it_is_called(app: Flask, sample: str) -> None:
    content, code = REFUSED[sample]
    with pytest.raises(RuleBroken) as refusal:
        admit(io.BytesIO(content), "laporan.pdf")
    assert (refusal.value.code, refusal.value.field) == (code, "file")
    with app.test_request_context():
        assert words_for(refusal.value)


def test_real_office_files_are_known(tmp_path: Path) -> None:
    path = tmp_path / "capaian.xlsx"
    Workbook().save(path)
    with path.open("rb") as source:
        assert recognise(source, "") is FileKind.XLSX


def test_a_scanned_pdf_may_be_filled_up_after_its_end() -> None:
    assert recognise(io.BytesIO(PDF + bytes(4000)), "") is FileKind.PDF


def test_every_code_of_evidence_has_words_and_no_words_are_idle() -> None:
    without = {"labels.py", "models.py"}
    source = "".join(path.read_text() for path in FEATURE.glob("*.py") if path.name not in without)
    assert set(re.findall(r'"(evidence_[a-z_]+)"', source)) - {"evidence_file"} == set(WORDS)


def test_what_is_admitted_has_its_size_and_a_name_to_be_handed_out_under() -> None:
    admitted = admit(io.BytesIO(PDF), "C:\\Bukti\\laporan.docx")
    assert (admitted.kind, admitted.size, admitted.file_name) == (FileKind.PDF, len(PDF), "laporan.docx.pdf")


def test_a_file_larger_than_any_kind_may_be_is_not_even_looked_at() -> None:
    with pytest.raises(RuleBroken, match="evidence_far_too_large"):
        admit(io.BytesIO(bytes(max(LARGEST.values()) + 1)), "laporan.pdf")


def test_a_file_larger_than_its_kind_may_be_is_refused(app: Flask) -> None:
    with pytest.raises(RuleBroken, match="evidence_too_large") as refusal:
        admit(io.BytesIO(b"x" * (LARGEST_TEXT + 1)), "data.csv")
    with app.test_request_context():
        assert words_for(refusal.value) == "Berkas ini terlalu besar; tabel CSV paling besar 5 MB."


def outcome(content: bytes, name: str) -> str:
    """The code it is refused with, or the kind it is admitted as; nothing else may happen."""
    try:
        return admit(io.BytesIO(content), name).kind
    except RuleBroken as refusal:
        return refusal.code


BEGINNINGS = [content[:24] for content, _ in (*ACCEPTED.values(), *REFUSED.values())]
WHOLE = [content for content, _ in ACCEPTED.values()]


@settings(max_examples=300)
@given(st.sampled_from(BEGINNINGS), st.binary(max_size=400), st.sampled_from(["x.csv", "x", "x.pdf"]))
def test_no_bytes_do_anything_but_be_refused_or_admitted(start: bytes, rest: bytes, name: str) -> None:
    assert outcome(start + rest, name)


def _spoiled(content: bytes, place: int, byte: int) -> bytes:
    place %= len(content)
    return content[:place] + bytes([byte]) + content[place + 1 :]


SPOILS: list[Callable[[bytes, int, int], bytes]] = [
    _spoiled,
    lambda content, place, _byte: content[: place % len(content)],
    lambda content, place, byte: content + bytes([byte]) * (place % 500),
    lambda content, place, _byte: content[place % len(content) :] + content,
]


@settings(max_examples=400)
@given(st.sampled_from(WHOLE), st.sampled_from(SPOILS), st.integers(0, 10_000), st.integers(0, 255))
def test_a_spoiled_file_is_refused_or_admitted(
    content: bytes, spoil: Callable[[bytes, int, int], bytes], place: int, byte: int
) -> None:
    assert outcome(spoil(content, place, byte), "laporan")
