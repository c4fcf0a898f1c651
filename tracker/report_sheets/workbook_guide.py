"""The sheet "Petunjuk": what to do with the workbook, on one screen."""

from collections.abc import Iterator

from flask_babel import gettext as _
from openpyxl import Workbook

from tracker.core.dates import format_date
from tracker.matrix.workbook_grid import Grid
from tracker.matrix.workbook_styles import BODY, STRONG, SUBTITLE, TITLE
from tracker.report_sheets.book import ReportBook
from tracker.reports.states import Voice


def write_guide_sheet(workbook: Workbook, book: ReportBook) -> None:
    """Write the sheet: which report it is, and how to fill it in."""
    grid = Grid(workbook, _("Petunjuk"), (30.0, 100.0))
    grid.line(_("Petunjuk pengisian"), TITLE, height=24)
    for name, text in _about(book):
        grid.append([(name, STRONG), (text, BODY)])
    grid.line(_("Cara mengisi"), SUBTITLE, height=24)
    for number, step in enumerate(_steps(book.voice), 1):
        grid.append([(str(number), STRONG), (step, BODY)])
    grid.finish_plain(book.footer)


def _about(book: ReportBook) -> Iterator[tuple[str, str]]:
    yield _("Laporan"), book.label
    yield _("Rencana"), book.plan.in_language(book.language)
    yield _("Komitmen"), book.title.in_language(book.language)
    yield _("Diajukan paling lambat"), format_date(book.due_on, locale=book.language)


def _steps(voice: Voice) -> Iterator[str]:
    yield _("Isi hanya sel berwarna kuning muda; sel lain untuk dibaca.")
    yield _(
        "Pada “Indikator”, pilih “ada capaian” lalu isi angkanya, atau pilih “tidak ada kemajuan”. "
        "Persen tidak diisi: dihitung dari pembilang dan penyebut."
    )
    yield _("Sel kosong berarti belum diisi, bukan nol.")
    yield _("Tulis angka tanpa titik ribuan, misalnya 227995 atau 12,5, dan tanggal misalnya 31 Maret 2022.")
    if voice is Voice.GOVERNMENT:
        yield _("Satu kendala atau rencana pada satu baris. Baris yang dikosongkan dihapus dari draf.")
    yield _("Data dukung ditambahkan di halaman laporan, bukan di buku kerja ini.")
    yield _("Nama berkas boleh diganti; biarkan baris dan kolom tersembunyi tetap ada.")
    yield _(
        "Simpan sebagai .xlsx, lalu unggah di halaman laporan. Perubahannya diperlihatkan sebelum disimpan; "
        "yang diubah rekan Anda sementara itu tidak tertimpa."
    )
