"""Filled workbooks, spoiled by chance in three ways, and what must hold for whatever comes of it."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st

from tests.matrix.answer_books import (
    COMPLAINTS,
    COUNTER,
    RECAP,
    Entries,
    blank_book,
    fill,
    read_book,
    rewrite,
)
from tracker.core.errors import RuleBroken
from tracker.matrix.answer_book_reader import write_marked_book
from tracker.matrix.answer_book_reading import BookReading
from tracker.matrix.answers import check_answer
from tracker.web.errors import words_for

Spoil = Callable[[Path], object]

SHEET = "xl/worksheets/sheet2.xml"
PARTS = (SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels")
_ODD = (
    b"<", b">", b'"', b"&", b"\0", b"&#0;", b"&x;", b"-1", b"1e999", b"99999999999999999999", b"NaN", b"",
    b"</c>", b"<c/>", b"<row>", b"</row>", b'r="A0"', b'r="ZZ99999"', b't="s"', b't="d"', b's="99999"',
    b"<f>1+1</f>", b"<v>x</v>", b"\xff\xfe", "é‮".encode(),
)  # fmt: skip
_WORDS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["min. 45%", "0,45", "1.234", "=1+1", "#REF!", "setuju", "usul angka", "Ya", "alasan lain"]
    ),
)
_NUMBERS = st.one_of(st.floats(), st.integers(), st.floats(0, 100)).map(str)
# What programs do write: one cell that none of them would write has the whole file refused.
_FINITE = st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.integers(), st.floats(0, 100)).map(
    str
)
_USUAL = st.one_of(st.tuples(st.sampled_from(["inlineStr", "str"]), _WORDS), st.tuples(st.just("n"), _FINITE))
_WILD = st.tuples(
    st.sampled_from(["n", "s", "str", "b", "e", "d", "inlineStr", "bogus", ""]), st.one_of(_WORDS, _NUMBERS)
)
_CELLS = st.tuples(st.sampled_from("HIJKLMN"), st.integers(4, 11))


def bytes_changed() -> st.SearchStrategy[Spoil]:
    """The file with some of its bytes overwritten, or its end cut off."""
    edits = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=8)
    ends = st.one_of(st.just(1.0), st.floats(0, 1))
    return st.builds(_with_bytes, edits, ends)


def _with_bytes(edits: list[tuple[float, int]], end: float) -> Spoil:
    def spoil(path: Path) -> None:
        content = bytearray(path.read_bytes())
        for place, value in edits:
            content[int(place * len(content))] = value
        path.write_bytes(content[: int(end * len(content))])

    return spoil


def markup_changed() -> st.SearchStrategy[Spoil]:
    """A part of the workbook in which pieces were taken out, doubled, or replaced by oddities."""
    place = st.floats(0, 1, exclude_max=True)
    edits = st.lists(
        st.tuples(place, st.integers(0, 60), st.sampled_from(_ODD), st.integers(0, 2)), min_size=1, max_size=5
    )
    return st.builds(_with_markup, st.sampled_from(PARTS), edits)


def _with_markup(name: str, edits: list[tuple[float, int, bytes, int]]) -> Spoil:
    def change(parts: dict[str, bytes]) -> None:
        for place, length, odd, times in edits:
            content = parts[name]
            start = int(place * len(content))
            piece = content[start : start + length]
            parts[name] = content[:start] + piece * times + odd + content[start + length :]

    return lambda path: rewrite(path, change)


def cells_changed() -> st.SearchStrategy[Spoil]:
    """The answer sheet with cells of any type and content, in the columns of answers and keys."""
    cells = [st.dictionaries(_CELLS, content, min_size=1, max_size=12) for content in (_USUAL, _USUAL, _WILD)]
    return st.sampled_from(cells).flatmap(lambda chosen: st.builds(_with_cells, chosen))


def _with_cells(cells: dict[tuple[str, int], tuple[str, str]]) -> Spoil:
    rows: dict[int, str] = {}
    for (letter, row), (kind, content) in sorted(cells.items(), key=lambda item: item[0][::-1]):
        rows[row] = rows.get(row, "") + _cell(f"{letter}{row}", kind, content)

    def change(parts: dict[str, bytes]) -> None:
        # Where a cell comes again, the later one counts.
        for row, added in rows.items():
            head, found, tail = parts[SHEET].partition(f'<row r="{row}"'.encode())
            inside, end, rest = tail.partition(b"</row>")
            more = added.encode("utf-8", "xmlcharrefreplace") if found else b""
            parts[SHEET] = head + found + inside + more + end + rest

    return lambda path: rewrite(path, change)


def _cell(place: str, kind: str, content: str) -> str:
    text = escape("".join(mark for mark in content if mark.isprintable()))
    inside = f"<is><t>{text}</t></is>" if kind == "inlineStr" else f"<v>{text}</v>"
    return (
        f"<c r={quoteattr(place)} t={quoteattr(kind)}>{inside}</c>"
        if kind
        else f'<c r="{place}">{inside}</c>'
    )


# Each way with its share: changed bytes rarely come further than the zip's own checks, changed
# markup than the parser.
WAYS = ((cells_changed(), 0.6), (markup_changed(), 0.25), (bytes_changed(), 0.15))
SPOILED = st.one_of([way for way, _share in WAYS])


def check(spoil: Spoil) -> str:
    """Read a spoiled workbook, inside an app context; returns how it went.

    It is read or refused, in words; what is read as an answer is whole; and it can be handed back marked.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        blank_book(path)
        path.write_bytes(_filled(path))
        spoil(path)
        try:
            reading = read_book(path)
        except RuleBroken as refusal:
            return f"{refusal.code}: {words_for(refusal)[:40]}…"
        _check_reading(reading)
        if reading.errors:
            return _hand_back(path, reading)
    return "read"


_FILLED: list[bytes] = []


def _filled(path: Path) -> bytes:
    if not _FILLED:
        answers: Entries = {COMPLAINTS: {**COUNTER, "values.2022": 0.45}, RECAP: {"kind": "setuju"}}
        _FILLED.append(fill(path, answers).read_bytes())
    return _FILLED[0]


def _check_reading(reading: BookReading) -> None:
    for row in reading.rows:
        assert row.answer is None or not row.is_faulty
        if row.answer:
            check_answer(row.answer)
    assert all(words_for(problem.refusal) for problem in reading.problems)


def _hand_back(path: Path, reading: BookReading) -> str:
    try:
        write_marked_book(path, reading, path.with_name("marked.xlsx"), lambda problem: problem.code)
    except RuleBroken as refusal:
        return f"errors, not marked: {refusal.code}"
    return "errors, marked"
