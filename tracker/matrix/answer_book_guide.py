"""The sheet "Petunjuk": what to do with the workbook, on one screen."""

from collections.abc import Iterator

from flask_babel import gettext as _
from openpyxl import Workbook

from tracker.core.dates import format_date
from tracker.matrix import wording
from tracker.matrix.answer_book_invitation import Invitation
from tracker.matrix.answer_book_values import ANSWERS
from tracker.matrix.states import AnswerKind
from tracker.matrix.workbook_edition import Edition
from tracker.matrix.workbook_grid import Grid
from tracker.matrix.workbook_styles import BODY, STRONG, SUBTITLE, TITLE
from tracker.web.labels import label


def write_guide_sheet(workbook: Workbook, edition: Edition, invitation: Invitation) -> None:
    """Write the sheet: what the round is, how to fill in, what each answer means."""
    grid = Grid(workbook, _("Petunjuk"), (30.0, 90.0))
    grid.line(_("Petunjuk pengisian"), TITLE, height=24)
    for name, text in _about(edition, invitation):
        grid.append([(name, STRONG), (text, BODY)])
    grid.line(_("Cara mengisi"), SUBTITLE, height=24)
    for number, step in enumerate(_steps(), 1):
        grid.append([(str(number), STRONG), (step, BODY)])
    grid.line(_("Arti jawaban"), SUBTITLE, height=24)
    for kind, meaning in _meanings().items():
        grid.append([(label(kind), STRONG), (meaning, BODY)])
    grid.finish_plain(edition.footer)


def _about(edition: Edition, invitation: Invitation) -> Iterator[tuple[str, str]]:
    yield _("Putaran penelaahan"), invitation.title
    yield _("Organisasi"), invitation.organisation
    yield _("Rencana"), edition.matrix.plan_title.in_language(edition.language)
    yield _("Versi"), wording.version_text(edition.stamp)
    yield _("Dikirim kembali paling lambat"), format_date(invitation.due_on, locale=edition.language)


def _steps() -> tuple[str, ...]:
    return (
        _("Buka lembar “Jawaban”. Isi hanya sel berwarna; kolom lain untuk dibaca."),
        _("Pilih jawaban pada kolom “Jawaban”. Baris yang dibiarkan kosong berarti belum menjawab."),
        _("Untuk “usul angka”, tulis angkanya pada tahun yang dimaksud, misalnya 45%, 1.250 atau min. 45%."),
        _("Tulis alasan pada “Catatan atau alasan”. Sekretariat menjawab setiap catatan secara terbuka."),
        _("“Catatan internal” hanya dapat dilihat oleh organisasi Anda sendiri."),
        _("Baris boleh disaring dan nama berkas diganti; biarkan baris dan kolom tersembunyi tetap ada."),
        _("Simpan sebagai .xlsx, lalu unggah melalui tautan dalam surat undangan."),
    )


def _meanings() -> dict[AnswerKind, str]:
    meanings = {
        AnswerKind.AGREE: _("Setuju dengan isi baris ini."),
        AnswerKind.COUNTER: _("Mengusulkan angka lain untuk satu tahun atau lebih, dengan alasan."),
        AnswerKind.DROP: _("Mengusulkan agar indikator dihapus; pilih alasan penghapusan dan jelaskan."),
        AnswerKind.REWORD: _("Mengusulkan redaksi lain; tulis redaksinya pada kolom catatan."),
        AnswerKind.REMARK: _("Memberi catatan tanpa mengubah angka."),
        AnswerKind.NO_OBJECTION: _("Tidak berkeberatan, tanpa menyatakan setuju."),
    }
    return {kind: meanings[kind] for kind in ANSWERS}
