"""The words of this feature: enum members and error codes."""

from typing import Any

from flask_babel import lazy_gettext as _l

from tracker.reviews.states import (
    AskScope,
    Decision,
    ImportClass,
    ImportState,
    RoundState,
    RowStanding,
)
from tracker.web.labels import Tables

LABELS: Tables = (
    {
        RoundState.DRAFT: _l("disiapkan"),
        RoundState.OPEN: _l("terbuka"),
        RoundState.CLOSED: _l("ditutup"),
        RoundState.FINAL: _l("selesai"),
        RoundState.CANCELLED: _l("dibatalkan"),
    },
    {
        AskScope.OWN: _l("baris komitmennya sendiri"),
        AskScope.ALL: _l("semua baris"),
        AskScope.CHOSEN: _l("baris yang dipilih"),
    },
    {
        RowStanding.PENDING: _l("belum menjawab"),
        RowStanding.SINGLE: _l("sudah menjawab"),
        RowStanding.NOT_SINGLE: _l("belum tunggal"),
        RowStanding.NO_RESPONSE: _l("tidak menjawab"),
    },
    {
        ImportClass.NEW: _l("baru"),
        ImportClass.CHANGED: _l("berubah"),
        ImportClass.SAME: _l("sama"),
        ImportClass.CONFLICT: _l("bertabrakan"),
        ImportClass.IGNORED: _l("tidak diisi"),
    },
    {
        ImportState.WAITING: _l("menunggu dibaca"),
        ImportState.REFUSED: _l("ditolak"),
        ImportState.READ: _l("menunggu konfirmasi"),
        ImportState.CONFIRMED: _l("tersimpan"),
        ImportState.UNDONE: _l("ditarik kembali"),
    },
    {
        Decision.ACCEPTED: _l("diterima"),
        Decision.PARTIAL: _l("diterima sebagian"),
        Decision.REJECTED: _l("ditolak"),
        Decision.REOPENED: _l("tanggapan ditarik"),
    },
)
WORDS: dict[str, Any] = {
    "round_step_not_possible": _l("Langkah ini tidak dapat diambil pada keadaan putaran yang sekarang."),
    "round_without_recipients": _l("Tambahkan penerima dahulu; putaran tanpa penerima tidak dapat dibuka."),
    "round_due_is_past": _l("Batas waktu ini sudah lewat. Pilih hari ini atau sesudahnya."),
    "round_title_missing": _l("Beri judul pada putaran ini, misalnya rapat yang mendahuluinya."),
    "round_is_over": _l("Putaran ini sudah tidak terbuka."),
    "round_takes_no_answers": _l("Putaran ini tidak sedang menerima jawaban."),
    "round_is_past_due": _l("Masa menjawab berakhir pada %(last_day)s. Hubungi sekretariat."),
    "version_of_another_plan": _l("Versi ini milik rencana aksi lain."),
    "grace_out_of_range": _l("Masa tenggang antara 0 dan %(limit)s hari."),
    "recipient_already_asked": _l("%(email)s sudah menjadi penerima putaran ini."),
    "recipient_already_written_to": _l(
        "Surat sudah dikirim. Cabut tautannya bila orang ini tidak ditanya lagi."
    ),
    "recipient_without_rows": _l(
        "%(organisation)s tidak memimpin, mendukung, atau mendampingi satu komitmen pun dalam matriks ini, "
        "jadi %(name)s tidak ditanya tentang apa pun. Pilih semua baris, atau hapus penerima ini."
    ),
    "link_revoked": _l("Tautan ini sudah dicabut. Mintalah yang baru kepada sekretariat."),
    "answer_no_longer_given": _l("Jawaban ini sudah diganti. Muat ulang halaman dan lihat yang terbaru."),
    "already_disposed": _l("Jawaban ini sudah ditanggapi. Tarik tanggapan itu dahulu untuk mengubahnya."),
    "nothing_disposed": _l("Jawaban ini belum ditanggapi, jadi tidak ada yang dapat ditarik."),
    "nothing_for_the_ledger": _l("Jawaban seperti ini tidak membawa angka atau usul ke dalam perundingan."),
    "remarks_without_disposition": _l(
        "%(count)s jawaban belum ditanggapi. Putaran selesai setelah semuanya."
    ),
    "agreed_while_not_single": _l(
        "Baris %(rows)s sudah disepakati, padahal jawaban satu lembaga belum tunggal. "
        "Minta lembaganya menandai jawaban resmi."
    ),
    "round_reason_missing": _l("Tulis alasannya; alasan ini terbaca oleh penerima putaran."),
    "signer_missing": _l("Tulis nama penanda tangan."),
    "already_signed": _l("%(name)s sudah menandatangani putaran ini."),
    "signing_too_early": _l("Tanda tangan dicatat setelah putaran ditutup."),
    "dispositions_too_early": _l("Tabel tanggapan dapat diunduh setelah semua jawaban ditanggapi."),
    "record_too_early": _l("Berita acara dapat diunduh setelah putaran ditutup."),
    "only_accepted_enters_ledger": _l("Hanya usul yang diterima yang masuk ke perundingan."),
    "book_of_another_round": _l(
        "Buku kerja ini milik putaran lain. Unduh buku kerja putaran ini, lalu isi yang itu."
    ),
    "book_of_another_recipient": _l(
        "Buku kerja ini dibuat untuk penerima lain. Unduh buku kerja Anda sendiri, lalu isi yang itu."
    ),
    "no_rows_chosen": _l("Pilih sedikitnya satu baris."),
    "rows_not_in_version": _l("Baris %(rows)s tidak ada dalam versi putaran ini, atau sudah dihapus."),
    "answered_rows_left_out": _l("Baris %(rows)s sudah dijawab penerima ini, jadi tetap ditanyakan."),
    "conflict_not_chosen": _l("Baris %(row)s bertabrakan dengan yang lebih baru. Pilih salah satu."),
    "readings_not_confirmed": _l(
        "Ada sel yang dapat dibaca dengan dua cara. Periksa bacaannya, lalu nyatakan benar."
    ),
    "upload_gone": _l("Buku kerja ini lama tidak dikonfirmasi, jadi berkasnya sudah dihapus."),
    "import_not_waiting": _l("Buku kerja ini sudah diproses."),
    "import_has_errors": _l("Perbaiki dahulu kesalahan di bawah, lalu unggah lagi; belum ada yang disimpan."),
    "import_not_confirmed": _l("Buku kerja ini belum disimpan, jadi tidak ada yang ditarik."),
    "no_answers_chosen": _l("Pilih paling sedikit satu jawaban."),
}
