"""The words of this feature: enum members and error codes."""

from typing import Any

from flask_babel import lazy_gettext as _l

from tracker.matrix.states import AnswerKind, Audience, ExportState, FileFormat, Paper, RowChange, Severity
from tracker.web.labels import Tables

LABELS: Tables = (
    {
        RowChange.ADDED: _l("ditambahkan"),
        RowChange.REMOVED: _l("tidak ada lagi"),
        RowChange.CHANGED: _l("berubah"),
        RowChange.SAME: _l("sama"),
    },
    {
        ExportState.WAITING: _l("menunggu dibuat"),
        ExportState.WORKING: _l("sedang dibuat"),
        ExportState.READY: _l("siap diunduh"),
        ExportState.FAILED: _l("gagal dibuat"),
    },
    {
        FileFormat.XLSX: _l("Excel"),
        FileFormat.PDF: _l("PDF"),
    },
    {
        Paper.A3: _l("A3"),
        Paper.A4: _l("A4"),
    },
    {
        Audience.PUBLIC: _l("untuk umum"),
        Audience.INTERNAL: _l("untuk internal"),
    },
    {
        AnswerKind.AGREE: _l("setuju"),
        AnswerKind.COUNTER: _l("usul angka"),
        AnswerKind.DROP: _l("usul hapus"),
        AnswerKind.REWORD: _l("usul ubah redaksi"),
        AnswerKind.REMARK: _l("catatan"),
        AnswerKind.NO_OBJECTION: _l("tidak keberatan"),
        AnswerKind.CLEARED: _l("jawaban ditarik"),
    },
    {
        Severity.ERROR: _l("kesalahan"),
        Severity.WARNING: _l("peringatan"),
    },
)
WORDS: dict[str, Any] = {
    "matrix_is_empty": _l("Matriks ini belum berisi indikator. Catat indikatornya dahulu, lalu bekukan."),
    "nothing_changed": _l(
        "Tidak ada yang berubah sejak versi %(number)s, jadi tidak ada yang perlu dibekukan."
    ),
    "version_title_missing": _l("Beri judul pada versi ini, misalnya rapat yang mendahuluinya."),
    "pango_missing": _l(
        "PDF belum dapat dibuat: server ini tidak memiliki Pango. Pasang dengan: apt-get install -y "
        "--no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    ),
    "export_failed": _l("Berkas ini gagal dibuat. Coba lagi; bila tetap gagal, hubungi sekretariat."),
    # an answer
    "counter_value_missing": _l("Tulis usulan angkanya paling sedikit untuk satu tahun."),
    "answer_drop_reason_missing": _l("Pilih alasan penghapusan."),
    "answer_reason_missing": _l("Tulis alasan atau catatannya; sekretariat harus dapat menanggapinya."),
    "values_without_counter": _l(
        "Ada usulan angka, tetapi jawabannya bukan “usul angka”. Ganti jawabannya atau hapus angkanya."
    ),
    "drop_reason_without_drop": _l(
        "Ada alasan penghapusan, tetapi jawabannya bukan “usul hapus”. Ganti jawabannya atau hapus alasannya."
    ),
    # a workbook that is refused as a whole
    "answer_book_not_a_workbook": _l("Berkas ini bukan buku kerja Excel. Unggah berkas .xlsx yang diunduh."),
    "answer_book_old_format": _l(
        "Berkas ini dalam format Excel lama (.xls). Simpan sebagai .xlsx, lalu unggah lagi."
    ),
    "answer_book_encrypted": _l(
        "Berkas ini dilindungi kata sandi. Simpan tanpa kata sandi, lalu unggah lagi."
    ),
    "answer_book_has_macros": _l("Berkas ini berisi makro. Simpan sebagai .xlsx biasa, lalu unggah lagi."),
    "answer_book_has_links": _l(
        "Berkas ini mengambil data dari berkas lain. Putuskan tautannya, lalu unggah lagi."
    ),
    "answer_book_has_objects": _l(
        "Berkas ini berisi objek atau program yang disisipkan. Hapus objeknya, lalu unggah lagi."
    ),
    "answer_book_has_entities": _l(
        "Isi berkas ini tidak seperti yang ditulis program lembar kerja. "
        "Unduh berkas baru dan salin isian Anda ke sana."
    ),
    "answer_book_too_large": _l("Berkas ini terlalu besar; paling besar %(limit)s MB."),
    "answer_book_too_many_parts": _l(
        "Berkas ini terdiri atas terlalu banyak bagian; paling banyak %(limit)s."
    ),
    "answer_book_too_wide": _l(
        "Ada isi atau sel gabungan di luar batas %(rows)s baris dan %(columns)s kolom. "
        "Hapus baris dan kolom kosong di luar tabel, lalu unggah lagi."
    ),
    "answer_book_is_bomb": _l(
        "Berkas ini mengembang jauh lebih besar daripada ukurannya, jadi tidak dibuka. "
        "Unduh berkas baru dan salin isian Anda ke sana."
    ),
    "answer_book_too_heavy": _l(
        "Berkas ini terlalu berat untuk dibaca. Unduh berkas baru dan salin isian Anda ke sana."
    ),
    "answer_book_broken": _l(
        "Berkas ini rusak atau terpotong. Buka dan simpan kembali sebagai .xlsx, lalu unggah lagi."
    ),
    "answer_book_other_format": _l(
        "Berkas ini dibuat dengan format versi %(found)s; yang dibaca sekarang versi %(expected)s. "
        "Unduh berkas baru dan salin isian Anda ke sana."
    ),
    "answer_book_has_no_keys": _l(
        "Tidak ada lembar isian yang dikenali: kolom dan baris tersembunyinya tidak ada lagi. "
        "Unduh berkas baru dan salin isian Anda ke sana."
    ),
    "answer_book_mixed": _l(
        "Berkas ini mencampur baris dari beberapa putaran atau organisasi. "
        "Unggah satu berkas untuk setiap undangan."
    ),
    "answer_book_tampered": _l(
        "Kunci berkas ini diubah atau bukan dari situs ini. Unduh berkas baru dan salin isian Anda ke sana."
    ),
    # one thing wrong in a workbook
    "answer_book_blank": _l("Belum ada satu baris pun yang diisi pada lembar jawaban ini."),
    "answer_column_missing": _l(
        "Kolom “Jawaban” tidak ada lagi, jadi tidak ada jawaban yang terbaca. "
        "Unduh berkas baru dan salin jawaban Anda ke sana."
    ),
    "answer_column_twice": _l("Kolom ini ada dua kali. Hapus salah satunya."),
    "answer_key_tampered": _l(
        "Kunci baris ini diubah, jadi barisnya tidak dikenali. Salin jawabannya ke berkas yang baru diunduh."
    ),
    "answer_row_unknown": _l("Baris %(row)s tidak ada dalam matriks putaran ini."),
    "answer_year_unknown": _l("Tahun %(year)s tidak ada dalam matriks putaran ini."),
    "answer_row_twice": _l("Baris %(row)s ada lebih dari satu kali dengan isi berbeda. Sisakan satu saja."),
    "answer_without_key": _l(
        "Ada isian pada baris tanpa kunci, jadi tidak dibaca. Pindahkan ke baris indikatornya."
    ),
    "answer_kind_unknown": _l("“%(part)s” bukan jawaban yang dikenal. Pilih dari daftar pada sel ini."),
    "answer_kind_missing": _l("Ada isian pada baris ini, tetapi jawabannya belum dipilih."),
    "value_without_kind": _l(
        "Ada angka pada baris ini, tetapi jawabannya belum dipilih. Bila ini usulan, pilih “usul angka”."
    ),
    "answer_drop_reason_unknown": _l(
        "“%(part)s” bukan alasan penghapusan yang dikenal. Pilih dari daftar pada sel ini."
    ),
    "answer_level_unknown": _l("“%(part)s” tidak dikenal untuk indikator ini. Tulis salah satu: %(levels)s."),
    "answer_is_formula": _l("Sel ini berisi rumus. Tulis hasilnya sebagai angka atau teks biasa."),
    "answer_is_date": _l("Sel ini terbaca sebagai tanggal. Tulis sebagai angka atau teks biasa."),
    "answer_is_fault": _l("Sel ini berisi pesan galat dari program lembar kerja. Tulis isinya kembali."),
    "percent_unclear": _l("Dapat dibaca %(first)s atau %(second)s. Tulis dengan tanda persen."),
    "share_read_as_percent": _l(
        "“%(read)s” dibaca sebagai %(value)s%%. Bila maksudnya lain, tulis dengan tanda persen."
    ),
    "percent_shown_larger": _l(
        "Sel ini berformat persen dan berisi %(read)s, tetapi dibaca sebagai %(value)s%%. "
        "Bila maksudnya lain, tulis dengan tanda persen."
    ),
}
