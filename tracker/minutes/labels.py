"""The words of this feature: enum members, error codes, and what each flag says."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from tracker.core.dates import weekday_name
from tracker.minutes.rules import Flag
from tracker.minutes.states import ConsistencyFlag, OpenItemKind
from tracker.web.filters import day, language
from tracker.web.labels import Tables

LABELS: Tables = (
    {
        OpenItemKind.REQUEST: _l("permintaan"),
        OpenItemKind.DEPENDENCY: _l("ketergantungan pada pihak lain"),
        OpenItemKind.QUESTION: _l("pertanyaan"),
        OpenItemKind.OFFER: _l("tawaran dukungan"),
        OpenItemKind.INFORMATION: _l("keterangan"),
    },
    {
        ConsistencyFlag.WEEKDAY: _l("Hari tidak cocok dengan tanggal"),
        ConsistencyFlag.TITLE_ORGANISATION: _l("Judul menyebut organisasi yang tidak ikut"),
        ConsistencyFlag.EMPTY_PARTICIPANT: _l("Nomor peserta kosong"),
        ConsistencyFlag.PERIOD_MISMATCH: _l("Tahun rencana aksi tidak sama"),
    },
)

WORDS: dict[str, Any] = {
    "minutes_text_missing": _l("Isian ini wajib diisi."),
    "meeting_code_not_understood": _l(
        "Kode terdiri atas huruf, angka, titik, garis bawah, dan tanda hubung, paling panjang %(limit)s "
        "karakter, misalnya NOTULA-2020-09-21."
    ),
    "meeting_code_taken": _l("Kode %(code)s sudah dipakai notula lain. Pilih kode lain."),
    "clause_label_not_understood": _l("“%(text)s” bukan nomor butir. Tulis seperti II, II.6, atau II.6.b."),
    "clause_label_taken": _l("Butir %(label)s sudah ada dalam notula ini."),
    "clause_unit_of_other_organisation": _l("Unit kerja ini bukan bagian dari organisasi yang dipilih."),
    "clause_of_other_minutes": _l("Butir ini berasal dari notula lain."),
    "clause_cited": _l(
        "Butir %(label)s tidak dapat dihapus karena masih disebut sebagai sumber oleh posisi, rumusan "
        "indikator, data dasar, angka terbit, versi matriks, tindak lanjut, atau hal terbuka. Isinya tetap "
        "dapat diperbaiki."
    ),
    "clauses_not_yet_seen": _l("Teks berubah. Periksa butir yang terbaca di bawah formulir, lalu simpan."),
    "no_clauses_found": _l(
        "Tidak ada butir yang terbaca. Judul bagian harus ditulis seperti “II. Diskusi Rapat”."
    ),
    "participant_number_taken": _l("Nomor peserta %(number)s sudah ada."),
    "participant_number_out_of_range": _l("Nomor peserta antara 1 dan %(limit)s."),
    "document_empty": _l("Berkas ini kosong. Pilih berkas yang berisi."),
    "document_too_large": _l("Berkas ini terlalu besar; paling besar %(limit)s MB."),
    "document_type_not_accepted": _l(
        "Jenis berkas ini tidak diterima. Unggah teks (.txt), PDF, DOCX, atau ODT."
    ),
    "document_not_what_it_says": _l(
        "Isi berkas ini tidak sesuai dengan jenisnya. Simpan ulang berkasnya, lalu unggah."
    ),
    "follow_up_already_done": _l("Tindak lanjut ini sudah dinyatakan selesai."),
    "open_item_already_resolved": _l("Hal terbuka ini sudah dinyatakan selesai."),
}

FLAG_WORDS: dict[ConsistencyFlag, Any] = {
    ConsistencyFlag.WEEKDAY: _l(
        "Tertulis %(written)s, tetapi %(day)s jatuh pada hari %(weekday)s. Tanggal tidak diubah."
    ),
    ConsistencyFlag.TITLE_ORGANISATION: _l(
        "Judul menyebut %(names)s, yang tidak tercatat sebagai peserta maupun pembicara. Judul tidak diubah."
    ),
    ConsistencyFlag.EMPTY_PARTICIPANT: _l(
        "Dalam daftar peserta, nomor %(numbers)s kosong. Nomor tetap dicatat."
    ),
    ConsistencyFlag.PERIOD_MISMATCH: _l(
        "Judul atau agenda menyebut %(heading)s, sedangkan isi notula menyebut %(inside)s untuk rencana "
        "aksi. Keduanya dicatat apa adanya."
    ),
}


def explain(flag: Flag) -> str:
    """One flag in plain words: what is written, what speaks against it, that nothing was changed (D22)."""
    params = dict(flag.params)
    on = params.get("on")
    if isinstance(on, date):
        params |= {"day": day(on), "weekday": weekday_name(on, locale=language())}
    return str(FLAG_WORDS[flag.code]) % params
