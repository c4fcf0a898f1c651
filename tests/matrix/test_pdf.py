"""The matrix as PDF: its words, its pages, its structure, and that it is the same everywhere."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from flask_babel import force_locale
from hypothesis import given
from hypothesis import strategies as st

from tests.matrix.samples import (
    draft_stamp,
    large_matrix,
    long_text,
    make_stamp,
    matrix_before_meeting,
    minutes_matrix,
)
from tracker import create_app
from tracker.config import ROOT, Settings
from tracker.core.bilingual import Bilingual
from tracker.core.errors import RuleBroken
from tracker.matrix import pdf, pdf_press, pdf_sheets
from tracker.matrix.pdf_press import PressBroken
from tracker.matrix.pdf_typesetting import ShippedFiles, settable
from tracker.matrix.rows import Matrix, MatrixRow
from tracker.matrix.states import Audience, Paper
from tracker.targets.states import TalkStatus

Write = Callable[..., Path]
WORKBOOK = b"PK stands for a workbook"


def settings_in(folder: Path) -> Settings:
    """Settings of an installation that is used for its words alone."""
    return Settings(folder, "sqlite://", "only for tests", "http://tracker.test", is_secure=False)


@pytest.fixture(scope="module")
def write(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Write]:
    """Writes a PDF and gives its path; everything but the matrix has a default."""
    folder = tmp_path_factory.mktemp("pdf")
    workbook = folder / "workbook.xlsx"
    workbook.write_bytes(WORKBOOK)
    targets = (folder / f"{number}.pdf" for number in count())

    def write_one(matrix: Matrix, **changes: object) -> Path:
        wish = {"language": "id", "audience": Audience.PUBLIC, "paper": Paper.A3, "target": next(targets)}
        wish |= {"stamp": make_stamp(), "workbook": workbook} | changes
        with force_locale(str(wish["language"])):
            pdf.write_pdf(matrix, **wish)  # type: ignore[arg-type]
        return Path(str(wish["target"]))

    with create_app(settings_in(folder)).test_request_context():
        yield write_one


@pytest.fixture(scope="module")
def minutes(write: Write) -> Path:
    """The matrix of the minutes as anybody downloads it."""
    return write(minutes_matrix())


@pytest.fixture(scope="module")
def long_table(write: Write) -> list[str]:
    """The pages of a table of 40 indicators, with nothing after it."""
    return pages_of(write(replace(large_matrix(40), history=())))


@dataclass(frozen=True)
class Bound:
    """A file bound of volumes, the volumes that were kept, and what was told while it was made."""

    path: Path
    kept: Path
    told: list[tuple[int, int]]


@pytest.fixture(scope="module")
def bound(write: Write, tmp_path_factory: pytest.TempPathFactory) -> Bound:
    """A plan of 20 indicators in three volumes."""
    kept, told = tmp_path_factory.mktemp("kept"), list[tuple[int, int]]()
    with pytest.MonkeyPatch.context() as patch:
        use_small_volumes(patch)
        path = write(large_matrix(20), keep=kept, progress=lambda done, total: told.append((done, total)))
    return Bound(path, kept, told)


@pytest.fixture(scope="module")
def volumes(bound: Bound) -> Path:
    """The file of the three volumes."""
    return bound.path


def use_small_volumes(patch: pytest.MonkeyPatch) -> None:
    """Eight rows a volume, set one after the other: starting processes would take most of the time."""
    patch.setattr(pdf, "ROWS_PER_VOLUME", 8)
    patch.setattr(pdf_sheets, "ROWS_PER_VOLUME", 8)
    patch.setattr(pdf_press, "processes", lambda _jobs: 1)


def pages_of(path: Path) -> list[str]:
    """The text of each page, its blanks evened out."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def text_of(path: Path) -> str:
    """The text of all pages."""
    return " ".join(pages_of(path))


def with_row(matrix: Matrix, place: int, **changes: object) -> Matrix:
    """The matrix with one row changed."""
    rows = list(matrix.rows)
    rows[place] = replace(rows[place], **changes)  # type: ignore[arg-type]
    return replace(matrix, rows=tuple(rows))


def with_reason(row: MatrixRow, text: str) -> MatrixRow:
    """The row with other words in its first reason."""
    return replace(row, reasons=(replace(row.reasons[0], text=text), *row.reasons[1:]))


def fonts_of(path: Path) -> set[str]:
    """The names of the fonts a file uses, without the letters that mark a subset."""
    with pikepdf.open(path) as document:
        things = [thing for thing in document.objects if isinstance(thing, pikepdf.Dictionary)]
        fonts = [thing for thing in things if thing.get("/Type") == "/Font"]
        return {str(font.BaseFont).partition("+")[2] for font in fonts}


def test_a_contested_target_shows_both_figures_with_holder_wording_and_clause(minutes: Path) -> None:
    text = text_of(minutes)
    assert "belum disepakati" in text
    assert "≥ 80% → 45% (−35 poin)" in text
    assert "60% → 30% (−30 poin)" in text
    assert "Awal: Pattiro “minimal 80%”, butir II.2.e" in text
    assert re.search(r"Usulan balik: Biro MKOK \(KemenPAN-RB\), butir II\. ?6\.b", text)
    assert "butir bagian dari Notula 2020-09-21" in text


def test_the_title_block_names_plan_version_moment_fingerprint_and_counts(minutes: Path) -> None:
    first = pages_of(minutes)[0]
    assert "Rencana Aksi Nasional Open Government Indonesia 2020–2022" in first
    assert "Versi 2 · Keadaan setelah rapat 21 September 2020" in first
    assert "Dibekukan 22 Sep 2020, 13.30 WIB" in first
    assert "3f9a 51c0 7be2" in first
    assert "6 indikator" in first
    assert "6 belum disepakati" in first
    assert "https://ogi.example.go.id/check/" in first
    assert "DRAF" not in first


def test_an_excerpt_says_what_it_is_a_part_of(write: Write) -> None:
    path = write(minutes_matrix(), excerpt="KemenPAN-RB")
    assert "Kutipan: hanya bagian KemenPAN-RB dari matriks ini." in pages_of(path)[0]


def test_every_page_says_which_page_it_is_of_which_version(long_table: list[str]) -> None:
    assert len(long_table) > 3
    for number, page in enumerate(long_table, 1):
        assert f"Halaman {number} dari {len(long_table)}" in page
        assert "Versi 2 · Sidik jari 3f9a 51c0 7be2 · Dibekukan 22 Sep 2020, 13.30 WIB" in page


def test_a_draft_says_so_in_words_on_every_page(write: Write) -> None:
    pages = pages_of(write(large_matrix(10), stamp=draft_stamp()))
    assert all("DRAF · belum dibekukan, dapat berubah" in page for page in pages)
    assert "Dokumen ini draf" in pages[0]


def test_the_column_heads_repeat_on_every_page_of_the_table(long_table: list[str]) -> None:
    assert all("Status pembahasan" in page for page in long_table)


def test_a_commitment_heading_never_ends_a_page(long_table: list[str]) -> None:
    codes = re.compile(r"Komitmen (UJI-\d{4}):")
    for page in long_table:
        for found in codes.finditer(page):
            assert re.search(r"\d Indikator \d+:", page[found.end() :]), found.group()


def test_a_reason_of_5000_characters_is_printed_to_its_last_word(write: Write) -> None:
    reason = " ".join(f"kata{number:04}" for number in range(556))
    assert len(reason) > 5_000 - 10
    matrix = minutes_matrix()
    path = write(
        replace(matrix, rows=(with_reason(matrix.rows[0], reason), *matrix.rows[1:])), paper=Paper.A4
    )
    assert set(reason.split()) <= set(text_of(path).split())


def test_a_dropped_row_stays_and_says_so(write: Write) -> None:
    text = text_of(write(with_row(minutes_matrix(), 5, status=TalkStatus.DROPPED)))
    assert "1 dihapus" in text
    assert "∅ dihapus" in text
    assert "Terbitnya PermenPAN-RB tentang Road Map" in text


def test_an_indicator_without_targets_is_not_shown_as_zero(write: Write) -> None:
    matrix = with_row(minutes_matrix(), 0, years=(), baseline=None)
    text = text_of(write(replace(matrix, rows=matrix.rows[:1], history=(), definitions=())))
    assert text.count("belum diisi") >= 3
    assert "0%" not in text.replace("80%", "").replace("60%", "")


def test_history_and_definitions_follow_the_matrix(minutes: Path) -> None:
    text = text_of(minutes)
    assert "Biro MKOK (KemenPAN-RB) mengusulkan balik 45% untuk tahun 2022" in text
    assert "Pattiro mengusulkan ≥ 80% untuk tahun 2022 (tertulis “minimal 80%”)" in text
    assert (
        "Keterhubungan SP4N-LAPOR! nasional dan daerah"
        in text.partition("Riwayat")[2].partition("Definisi")[2]
    )


def test_officials_are_named_in_the_internal_file_only(write: Write, minutes: Path) -> None:
    public = text_of(minutes)
    internal = text_of(write(minutes_matrix(), audience=Audience.INTERNAL))
    assert "Septiana" not in public
    assert "Septiana" in internal


def test_a_compared_file_marks_changed_rows_and_lists_semula_and_menjadi(write: Write) -> None:
    text = text_of(write(minutes_matrix(), compared_with=matrix_before_meeting()))
    assert "≠ berubah" in text.partition("Sandingan semula/menjadi")[0]
    assert "Dibandingkan dengan keadaan 22 Sep 2020" in text
    comparison = text.partition("Sandingan semula/menjadi")[2].partition("Riwayat")[0]
    assert "2022 · Usulan balik" in comparison
    assert "45%" in comparison


def test_a_file_without_changes_says_that_nothing_changed(write: Write) -> None:
    assert "tidak ada perubahan" in text_of(write(minutes_matrix(), compared_with=minutes_matrix()))


@pytest.mark.parametrize(("paper", "size"), [(Paper.A3, (1191, 842)), (Paper.A4, (842, 595))])
def test_paper_is_landscape(write: Write, paper: Paper, size: tuple[int, int]) -> None:
    with pikepdf.open(write(minutes_matrix(), paper=paper)) as document:
        box = [float(side) for side in document.pages[0].MediaBox]
    assert (round(box[2]), round(box[3])) == size


def test_the_file_is_archival_tagged_and_in_its_language(write: Write) -> None:
    with pikepdf.open(write(minutes_matrix(), language="en")) as document:
        root, meta = document.Root, document.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
        assert str(root.Lang) == "en"
        assert root.MarkInfo.Marked
        assert root.OutputIntents[0].S == "/GTS_PDFA1"
        assert tags_of(root.StructTreeRoot.K[0]) >= {"/Table", "/THead", "/TH", "/TD", "/H1", "/Figure"}
        assert "2020–2022" in meta["dc:title"]


def tags_of(element: pikepdf.Object) -> set[str]:
    """The kinds of all elements below one."""
    kids = [kid for kid in element.get("/K", []) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return {str(kid.S) for kid in kids}.union(*(tags_of(kid) for kid in kids))


def test_the_workbook_is_inside_as_the_source_of_the_file(minutes: Path) -> None:
    with pikepdf.open(minutes) as document:
        (attached,) = document.Root.AF
        assert attached.AFRelationship == "/Source"
        assert str(attached.UF) == "RAN-OGI-2020-2022.xlsx"
        assert attached.EF.F.read_bytes() == WORKBOOK
        assert "spreadsheetml" in str(attached.EF.F.Subtype)


def test_bookmarks_lead_to_the_commitments(minutes: Path) -> None:
    with pikepdf.open(minutes) as document, document.open_outline() as outline:
        titles = [entry.title for entry in outline.root]
    assert titles[0] == "Matriks target capaian"
    assert titles[1].startswith("Komitmen RAN7-01 (ID0112)")
    assert titles[-2:] == ["Riwayat", "Definisi"]


def test_only_our_two_fonts_are_embedded_whatever_people_type(write: Write) -> None:
    odd = "emoji 🙂, aksara 漢字 dan العربية, tanda ⚠ ⇄ ⊘ ↩ ✓ ☂"
    matrix = minutes_matrix()
    path = write(replace(matrix, rows=(with_reason(matrix.rows[0], odd), *matrix.rows[1:])))
    assert all(name.startswith(("Source-Sans-3", "Plus-Jakarta-Sans")) for name in fonts_of(path))
    assert "emoji □, aksara □□ dan" in text_of(path)


@given(st.text(max_size=60))
def test_what_is_set_has_no_character_outside_the_fonts(text: str) -> None:
    once = settable(text)
    assert settable(once) == once
    assert all(char == "□" or char <= "~" or char in text or char in "↔∅▲+≠○" for char in once)


def test_no_line_ends_inside_a_clause(write: Write) -> None:
    words = " ".join(f"kata{number}" for number in range(150))
    rows = [with_reason(minutes_matrix().rows[0], words[:end]) for end in range(700, 900, 5)]
    with pypdfium2.PdfDocument(
        write(replace(minutes_matrix(), rows=tuple(rows), history=()), paper=Paper.A4)
    ) as document:
        lines = [line for page in document for line in page.get_textpage().get_text_range().splitlines()]
    cited = [line for line in lines if "II." in line]
    assert len(cited) > 80
    assert all(re.search(r"butir II\.\d\.[a-f]", line) for line in cited)


def test_the_parties_stand_once_above_the_rows_they_take_care_of(minutes: Path) -> None:
    text = text_of(minutes).partition("Riwayat")[0]
    assert text.count("Instansi pendukung: Bappenas, Kominfo, Kantor Staf Presiden, Ombudsman RI") == 1
    assert text.count("Penanggung jawab: Biro MKOK (KemenPAN-RB)") == 1


def test_a_row_of_other_parties_names_its_own(write: Write) -> None:
    text = text_of(write(with_row(minutes_matrix(), 3, supporters=("BSSN",))))
    assert text.count("Instansi pendukung: BSSN") == 1


def test_setting_a_pdf_leaves_the_environment_alone(write: Write) -> None:
    before = dict(os.environ)
    write(minutes_matrix())
    assert dict(os.environ) == before


def test_a_press_that_breaks_is_replaced(write: Write) -> None:
    with pytest.raises(PressBroken):
        write(minutes_matrix(), target=Path("/nowhere/at/all.pdf"))
    assert pages_of(write(minutes_matrix()))


def test_a_press_stops_when_nobody_waits_for_it_any_more(tmp_path: Path) -> None:
    long = "<p>kata</p>" * 3_000
    job = {
        "html": long,
        "css": "",
        "variant": "pdf/a-3u",
        "target": str(tmp_path / "x.pdf"),
        "identifier": "x",
    }
    program = [sys.executable, "-P", str(ROOT / "tracker/matrix/pdf_typesetting.py")]
    ended = subprocess.run(program, input=json.dumps(job) + "\n", text=True, capture_output=True, check=True)
    assert ended.stdout == ""
    assert not (tmp_path / "x.pdf").exists()


def test_markup_in_the_data_is_printed_and_not_obeyed(write: Write) -> None:
    hostile = "<img src='file:///etc/hostname'><b>tebal</b> & \" }"
    matrix = replace(minutes_matrix(), plan_title=Bilingual(hostile))
    path = write(with_row(matrix, 0, name=Bilingual(hostile)))
    assert text_of(path).count("<img src='file:///etc/hostname'><b>tebal</b>") >= 2


@pytest.mark.parametrize("url", ["file:///etc/hostname", "http://example.org/", "data:text/plain,x"])
def test_nothing_but_our_fonts_is_fetched(url: str) -> None:
    with pytest.raises(ValueError, match="not shipped"):
        ShippedFiles().fetch(url)


def test_without_pango_the_refusal_has_a_code(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango-1.0-0')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(pdf_press, "_idle", [])
    with pytest.raises(RuleBroken) as refusal:
        write(minutes_matrix())
    assert refusal.value.code == "pango_missing"


class TestVolumes:
    """A plan too large for one document; here that is more than eight rows."""

    @pytest.fixture(autouse=True)
    def small_volumes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """See `use_small_volumes`."""
        use_small_volumes(monkeypatch)

    def test_pages_are_numbered_right_across(self, volumes: Path) -> None:
        pages = pages_of(volumes)
        for number, page in enumerate(pages, 1):
            assert f"Halaman {number} dari {len(pages)}" in page
            assert "Versi 2 · Sidik jari 3f9a 51c0 7be2" in page

    def test_a_draft_of_volumes_says_so_on_every_page(self, write: Write) -> None:
        pages = pages_of(write(large_matrix(12), stamp=draft_stamp()))
        assert all("DRAF · belum dibekukan, dapat berubah" in page for page in pages)

    def test_every_row_is_there_once_in_order(self, volumes: Path) -> None:
        found = re.findall(r"\d Indikator (\d+):", text_of(volumes))
        assert found == [str(number) for number in range(1, 21)]

    def test_bookmarks_lead_to_the_page_of_their_commitment(self, volumes: Path) -> None:
        path = volumes
        pages = pages_of(path)
        with pikepdf.open(path) as document, document.open_outline() as outline:
            numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
            places = [mark.destination[0].objgen for mark in outline.root]  # type: ignore[index]
            marks = [(mark.title, numbers[place]) for mark, place in zip(outline.root, places, strict=True)]
        assert len(marks) == 6
        assert all(title in pages[number] for title, number in marks)

    def test_the_title_page_lists_the_commitments_with_links_to_their_pages(self, volumes: Path) -> None:
        pages = pages_of(volumes)
        with pikepdf.open(volumes) as document:
            numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
            links = [note for note in document.pages[0].Annots if "/Dest" in note]
            led = [numbers[link.Dest[0].objgen] for link in links]
            assert not [note for note in links if "/A" in note]
        assert "Daftar isi" in pages[0]
        assert len(led) == 4
        for place, number in enumerate(led, 1):
            assert f"Komitmen UJI-{place:04}:" in pages[number]
            assert re.search(rf"Komitmen UJI-{place:04}: [^/]*? {number + 1} (Komitmen|Versi)", pages[0])

    def test_the_structure_is_one_tree_over_all_pages(self, volumes: Path) -> None:
        with pikepdf.open(volumes) as document:
            root = document.Root.StructTreeRoot
            numbers = list(root.ParentTree.Nums)
            parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
            for page in document.pages:
                elements = parents[int(page.obj.StructParents)]
                assert all(element.Pg.objgen == page.obj.objgen for element in elements)
            assert tree_problems(root.K[0]) == []

    def test_names_of_cells_are_unique_and_indexed(self, volumes: Path) -> None:
        with pikepdf.open(volumes) as document:
            names = [str(cell.ID) for cell in cells_of(document.Root.StructTreeRoot.K[0]) if "/ID" in cell]
            leaves = document.Root.StructTreeRoot.IDTree.Kids
            indexed = [str(name) for leaf in leaves for name in list(leaf.Names)[::2]]
        assert len(set(names)) == len(names)
        assert indexed == sorted(names)

    def test_what_belongs_to_the_whole_is_there_once(self, volumes: Path) -> None:
        with pikepdf.open(volumes) as document:
            meta = document.open_metadata()
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
            assert len(document.Root.AF) == len(document.Root.OutputIntents) == 1
            assert str(document.Root.Lang) == "id"

    def test_after_one_changed_target_one_volume_is_set_again(
        self, write: Write, bound: Bound, tmp_path: Path
    ) -> None:
        keep, matrix = shutil.copytree(bound.kept, tmp_path / "keep"), large_matrix(20)
        before = set(keep.iterdir())
        cell = matrix.rows[0].years[0]
        assert cell.initial
        changed = with_row(
            matrix, 0, years=(replace(cell, counter=cell.initial, difference=None), matrix.rows[0].years[1])
        )
        write(changed, keep=keep, stamp=make_stamp(number=3, sha256="77" * 32))
        assert len(before) == 4
        assert len(set(keep.iterdir()) - before) == 1

    def test_kept_volumes_give_the_same_file(self, write: Write, bound: Bound, tmp_path: Path) -> None:
        keep = shutil.copytree(bound.kept, tmp_path / "keep")
        assert write(large_matrix(20), keep=keep).read_bytes() == bound.path.read_bytes()

    def test_progress_counts_up_to_the_end(self, bound: Bound) -> None:
        assert bound.told == [(number, 5) for number in range(1, 6)]

    def test_a_commitment_of_many_indicators_is_continued(self, write: Write) -> None:
        matrix = large_matrix(20)
        rows = tuple(replace(row, commitment="UJI-0001") for row in matrix.rows)
        one = replace(matrix, rows=rows, commitments=matrix.commitments[:1])
        assert text_of(write(one)).count("lanjutan") == 2

    def test_changes_are_listed_after_the_rows(self, write: Write) -> None:
        matrix = large_matrix(12)
        before = replace(
            matrix, rows=tuple(replace(row, definition=Bilingual("Semula.")) for row in matrix.rows)
        )
        text = text_of(write(matrix, compared_with=before))
        assert text.count("Sandingan semula/menjadi") == 3
        assert "12 baris berubah" in text


def cells_of(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """All elements below one."""
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from cells_of(kid)


def tree_problems(element: pikepdf.Object) -> list[str]:
    """Elements that do not know the parent they hang under."""
    kids = [kid for kid in element.get("/K", []) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    wrong = [str(kid.S) for kid in kids if kid.P.objgen != element.objgen]
    return [*wrong, *(problem for kid in kids for problem in tree_problems(kid))]


def test_the_language_of_the_file_is_that_of_its_words(write: Write) -> None:
    text = text_of(write(minutes_matrix(), language="en"))
    assert "Raising the responsiveness of agencies" in text
    assert "≥ 80% → 45%" in text
    assert long_text(0, 5) not in text
