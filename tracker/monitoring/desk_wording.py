"""What the lists of the desk hold, in one sentence each, and what stands there while one is empty."""

from typing import Any

from flask_babel import lazy_gettext as _l

from tracker.monitoring.desk_states import DeskList

MEANINGS: dict[DeskList, Any] = {
    DeskList.TO_VERIFY: _l(
        "Laporan K/L dan OMS yang sudah diajukan dan belum diputuskan: buka laporannya, lalu verifikasi "
        "atau kembalikan dengan catatan."
    ),
    DeskList.RETURNED: _l(
        "Laporan yang dikembalikan dan belum diajukan lagi oleh pelapornya, dihitung sejak hari dikembalikan."
    ),
    DeskList.OVERDUE: _l(
        "Laporan wajib yang lewat batas waktunya, belum pernah diajukan, dan tidak dibebaskan."
    ),
    DeskList.DENIED: _l(
        "Laporan K/L yang tingkat penyelesaian atau capaiannya lain menurut laporan OMS tentang komitmen "
        "dan periode yang sama."
    ),
    DeskList.WITHOUT_EVIDENCE: _l(
        "Laporan yang sudah diajukan, tidak dikembalikan, dan tidak menyebut satu pun data dukung."
    ),
    DeskList.CONTESTED: _l(
        "Indikator yang perundingannya masih terbuka: nilai yang dikehendaki berbeda, posisi satu K/L "
        "belum tunggal, atau penghapusannya diusulkan."
    ),
    DeskList.WITHOUT_TARGET: _l(
        "Indikator yang belum mempunyai target yang disepakati untuk tahun berjalan; sebelum rencana aksi "
        "mulai, untuk tahun pertamanya; sesudah berakhir, untuk tahun terakhirnya."
    ),
    DeskList.WITHOUT_SOURCE: _l("Indikator yang pada matriks memuat nilai atau alasan tanpa sumber."),
}

EMPTY: dict[DeskList, Any] = {
    DeskList.TO_VERIFY: _l(
        "Laporan yang diajukan kementerian, lembaga, dan OMS muncul di sini sampai diverifikasi atau "
        "dikembalikan."
    ),
    DeskList.RETURNED: _l(
        "Laporan yang Anda kembalikan menunggu di sini sampai pelapornya mengajukannya lagi."
    ),
    DeskList.OVERDUE: _l(
        "Laporan muncul di sini sehari sesudah batas waktunya lewat, sampai diajukan atau dibebaskan."
    ),
    DeskList.DENIED: _l("Laporan K/L muncul di sini bila OMS melaporkan hal lain untuk periode yang sama."),
    DeskList.WITHOUT_EVIDENCE: _l("Laporan yang diajukan tanpa berkas atau tautan muncul di sini."),
    DeskList.CONTESTED: _l("Indikator muncul di sini selama para pihak belum sepakat."),
    DeskList.WITHOUT_TARGET: _l(
        "Indikator muncul di sini selama targetnya untuk tahun berjalan belum disepakati."
    ),
    DeskList.WITHOUT_SOURCE: _l(
        "Indikator muncul di sini bila ada nilai atau alasan yang dicatat tanpa butir notula atau sumber "
        "lain."
    ),
}

# What the day is called from which a report is waited for.
SINCE: dict[DeskList, Any] = {
    DeskList.TO_VERIFY: _l("Diajukan"),
    DeskList.RETURNED: _l("Dikembalikan"),
    DeskList.OVERDUE: _l("Batas waktu"),
    DeskList.DENIED: _l("Diajukan"),
    DeskList.WITHOUT_EVIDENCE: _l("Diajukan"),
}
