"""Workbooks of a report for tests: one of every kind of indicator, and hands that fill in its cells."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from flask_babel import force_locale
from openpyxl import load_workbook

from tracker.core.bilingual import Bilingual, Language
from tracker.matrix.book_sheets import marked_sheets
from tracker.plans.states import Direction, IndicatorKind
from tracker.report_sheets.book import ReportBook
from tracker.report_sheets.reader import read_sheets
from tracker.report_sheets.reading import SheetReading
from tracker.report_sheets.sheet_tags import Origin, Seal, name_of
from tracker.report_sheets.slots import slots_of
from tracker.report_sheets.workbook import write_report_book
from tracker.reports.achievement_rules import Aims
from tracker.reports.asked import Asked, AskedIndicator, AskedMilestone
from tracker.reports.states import Uncounted, Voice

SECRET = b"the secret of the tests"
ORIGIN = Origin(7, 1, 3)
KINDS = tuple(IndicatorKind)
KEYS = {kind: f"K1/{number}" for number, kind in enumerate(KINDS, 1)}
SHARE, COUNT, QUALITY = (
    KEYS[kind] for kind in (IndicatorKind.PERCENTAGE, IndicatorKind.COUNT, IndicatorKind.QUALITY)
)
DRAFT = {
    f"{SHARE}.statement": "figure",
    f"{SHARE}.numerator": "104.592",
    f"{SHARE}.denominator": "227995",
    f"{SHARE}.measured_on": "31 Maret 2022",
    f"{COUNT}.statement": "no_progress",
    f"{QUALITY}.statement": "figure",
    f"{QUALITY}.aspects": "Pengelola = baik\nTindak lanjut = cukup",
    "K1/T1.state": "under_way",
    "K1/T1.on": "30-6-2022",
    "narrative": "Pengaduan ditindaklanjuti.\n\n=bukan rumus",
    "completion": "limited",
    "obstacles.0.category": "staff",
    "obstacles.0.text": "Admin penghubung sering berganti.",
    "follow_ups.0.text": "Melatih admin.",
    "follow_ups.0.owner": "Biro MKOK",
    "follow_ups.0.due_on": "akhir tahun",
}

Entries = Mapping[str, Any]


def _indicator(kind: IndicatorKind) -> AskedIndicator:
    return AskedIndicator(
        key=KEYS[kind],
        kind=kind,
        direction=Direction.RISE,
        name_ind=f"Indikator {kind}",
        unit_ind="pengaduan",
        is_cumulative=True,
        baseline=Decimal(19),
        aims=Aims(Decimal(80), Decimal(45), Uncounted.NO_TARGET),
        name_eng="",
        unit_eng="",
        numerator_ind="Pengaduan selesai",
        numerator_eng="",
        denominator_ind="Pengaduan masuk",
        denominator_eng="",
    )


ASKED = Asked(
    2022,
    2021,
    2022,
    tuple(_indicator(kind) for kind in KINDS),
    (AskedMilestone("K1/T1", "Permen terbit", "", date(2022, 6, 30), ""),),
)


def report_book(draft: Mapping[str, str] = DRAFT, **changes: Any) -> ReportBook:
    """The workbook of a draft of the ministry."""
    plain = ReportBook(
        origin=ORIGIN,
        label="KemenPAN-RB K1 2022-TW1",
        title=Bilingual("Meningkatkan tanggapan"),
        plan=Bilingual("Rencana Aksi Nasional"),
        due_on=date(2022, 4, 15),
        voice=Voice.GOVERNMENT,
        asked=ASKED,
        draft=draft,
        earlier={},
        made_at=datetime(2022, 4, 1, 3, tzinfo=UTC),
        language="id",
    )
    return replace(plain, **changes)


def write_book(
    target: Path, draft: Mapping[str, str] = DRAFT, *, language: Language = "id", **changes: Any
) -> Path:
    """The workbook as a file; inside an app context."""
    with force_locale(language):
        write_report_book(report_book(draft, language=language, **changes), secret=SECRET, target=target)
    return target


def read_book(
    path: Path, base: Mapping[str, str] = DRAFT, *, voice: Voice = Voice.GOVERNMENT
) -> SheetReading:
    """What the workbook says."""
    return read_sheets(marked_sheets(path), Seal(SECRET), slots=slots_of(ASKED, voice), base=base)


class Hand:
    """Knows where the fields stand in an opened workbook, by its marks."""

    def __init__(self, book: Any, secret: bytes = SECRET) -> None:
        self.cells: dict[str, Any] = {}
        seal = Seal(secret)
        for sheet in book.worksheets[1:]:
            marks = next(row for row in sheet.iter_rows() if ".stamp." in str(row[-1].value))
            parts = {cell.column: str(cell.value).partition(".")[2] for cell in marks if cell.value}
            for row in sheet.iter_rows(min_row=marks[0].row + 1):
                tag = seal.read_row(str(row[-1].value))
                for cell in row[:-1] if tag else ():
                    if tag and cell.column in parts:
                        self.cells[name_of(tag[1], parts[cell.column])] = cell

    def fill(self, entries: Entries) -> None:
        """Write values into fields; a text is a text, whatever it begins with."""
        for name, value in entries.items():
            self.cells[name].value = value
            if isinstance(value, str):
                self.cells[name].data_type = "s"


@contextmanager
def opened(path: Path, secret: bytes = SECRET) -> Iterator[tuple[Any, Hand]]:
    """A workbook and its fields; saved again afterwards."""
    book = load_workbook(path)
    yield book, Hand(book, secret)
    book.save(path)


def fill(path: Path, entries: Entries, secret: bytes = SECRET) -> Path:
    """The workbook with fields filled in by openpyxl."""
    with opened(path, secret) as (_book, hand):
        hand.fill(entries)
    return path


def codes(reading: SheetReading) -> list[str]:
    """What is wrong."""
    return [problem.code for problem in reading.problems]


def said(reading: SheetReading) -> dict[str, str]:
    """The fields that say something."""
    return {name: text for name, text in reading.fields.items() if text}
