"""The words of this feature: error codes."""

from typing import Any

from flask_babel import lazy_gettext as _l

from tracker.web.labels import Tables

LABELS: Tables = ()
WORDS: dict[str, Any] = {
    # a workbook that is refused as a whole
    "sheet_of_another_report": _l(
        "Buku kerja ini milik laporan lain. Unduh buku kerja laporan ini, lalu isi yang itu."
    ),
    "sheet_of_another_version": _l(
        "Buku kerja ini dibuat untuk versi lain dari laporan ini; yang ditulis sekarang versi %(version)s. "
        "Unduh yang baru dan salin isian Anda ke sana."
    ),
    "sheet_base_gone": _l(
        "Draf laporan ini sudah terlalu sering berubah sejak buku kerja ini diunduh, sehingga tidak dapat "
        "dibandingkan lagi. Unduh yang baru dan salin isian Anda ke sana."
    ),
    "sheet_is_answer_book": _l(
        "Ini buku kerja putaran tanggapan, bukan isian laporan. Unggah di halaman putarannya."
    ),
    "report_sheet_mixed": _l(
        "Berkas ini mencampur lembar atau baris dari beberapa buku kerja. "
        "Unduh yang baru dan salin isian Anda ke sana."
    ),
    # one thing wrong in a workbook
    "sheet_choice_unknown": _l("“%(part)s” bukan salah satu pilihan. Pilih dari daftar pada sel ini."),
    "sheet_key_tampered": _l(
        "Kunci baris ini diubah, jadi barisnya tidak dikenali. Salin isinya ke berkas yang baru diunduh."
    ),
    "sheet_row_without_key": _l(
        "Ada isian pada baris tanpa kunci, jadi tidak dibaca. Pindahkan ke baris yang disediakan."
    ),
    "sheet_row_not_asked": _l("Baris %(row)s tidak ditanyakan lagi, jadi isinya tidak dibaca."),
    "sheet_rows_missing": _l(
        "Baris ini tidak ada lagi dalam berkas: %(rows)s. Isinya dibiarkan seperti dalam draf; "
        "untuk menghapusnya, kosongkan selnya."
    ),
    "sheet_column_missing": _l(
        "Kolom “%(column)s” tidak ada lagi dalam lembar ini. Isinya dibiarkan seperti dalam draf."
    ),
    "decimals_in_count": _l(
        "Sel ini berisi %(read)s, dengan koma desimal. Bila maksudnya %(other)s, tulis tanpa titik ribuan."
    ),
    # confirming
    "field_conflict_not_chosen": _l(
        "Ada isian yang juga diubah rekan Anda. Pilih yang berlaku untuk setiap isian itu."
    ),
    "draft_moved_on": _l(
        "Rekan Anda baru saja mengubah lagi isian yang bertabrakan. Bandingkan lagi, lalu pilih."
    ),
}
