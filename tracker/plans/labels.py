"""The words of this feature: enum members and error codes."""

from typing import Any

from flask_babel import lazy_gettext as _l

from tracker.plans.states import (
    DefinitionStanding,
    Direction,
    IndicatorKind,
    Involvement,
    OgpValue,
    PlanState,
    PlanStep,
    RegulationStage,
    YesNo,
)
from tracker.web.labels import Tables

LABELS: Tables = (
    {
        PlanState.NEGOTIATION: _l("Dalam perundingan"),
        PlanState.SUBMITTED: _l("Telah disampaikan ke OGP"),
        PlanState.RUNNING: _l("Sedang dilaksanakan"),
        PlanState.CLOSED: _l("Selesai dilaksanakan"),
    },
    {
        PlanStep.SUBMIT: _l("Sampaikan ke OGP"),
        PlanStep.START: _l("Mulai pelaksanaan"),
        PlanStep.CLOSE: _l("Tutup rencana aksi"),
        PlanStep.REOPEN: _l("Buka kembali"),
    },
    {
        OgpValue.TRANSPARENCY: _l("Transparansi"),
        OgpValue.PARTICIPATION: _l("Partisipasi"),
        OgpValue.ACCOUNTABILITY: _l("Akuntabilitas"),
        OgpValue.INNOVATION: _l("Inovasi"),
        OgpValue.INCLUSION: _l("Inklusi"),
    },
    {
        Involvement.SUPPORTER: _l("Instansi pendukung"),
        Involvement.PROPOSER: _l("Pengusul"),
        Involvement.COMPANION: _l("OMS pendamping"),
    },
    {
        IndicatorKind.PERCENTAGE: _l("Persentase"),
        IndicatorKind.COUNT: _l("Jumlah"),
        IndicatorKind.RATIO: _l("Rasio"),
        IndicatorKind.YES_NO: _l("Ya atau tidak"),
        IndicatorKind.REGULATION: _l("Tahap peraturan"),
        IndicatorKind.QUALITY: _l("Tingkat mutu"),
    },
    {
        RegulationStage.DRAFTING: _l("Penyusunan"),
        RegulationStage.DISCUSSION: _l("Pembahasan"),
        RegulationStage.HARMONISATION: _l("Harmonisasi"),
        RegulationStage.ENACTMENT: _l("Penetapan"),
        RegulationStage.PROMULGATION: _l("Pengundangan"),
    },
    {
        YesNo.NO: _l("Tidak"),
        YesNo.YES: _l("Ya"),
    },
    {
        Direction.RISE: _l("Makin tinggi makin baik"),
        Direction.FALL: _l("Makin rendah makin baik"),
        Direction.KEEP: _l("Dipertahankan"),
    },
    {
        DefinitionStanding.SUGGESTED: _l("Usulan, belum berlaku"),
        DefinitionStanding.IN_FORCE: _l("Langsung berlaku"),
    },
)

WORDS: dict[str, Any] = {
    "text_missing": _l("Isian ini wajib diisi."),
    "plan_reason_missing": _l("Tulis alasannya: alasan masuk ke jejak audit."),
    "code_not_understood": _l(
        "Kode hanya boleh berisi huruf, angka, titik, garis bawah, dan tanda hubung, misalnya RAN7-01; "
        "paling panjang %(limit)s karakter."
    ),
    "code_reserved": _l("Kode “%(code)s” dipakai oleh alamat halaman. Pilih kode lain."),
    "code_taken": _l("Kode “%(code)s” sudah dipakai. Pilih kode lain."),
    "ogp_id_not_understood": _l("Nomor OGP terdiri atas dua huruf besar dan empat angka, misalnya ID0112."),
    "ogp_id_taken": _l("Nomor OGP %(ogp_id)s sudah dipakai oleh komitmen lain."),
    "ogp_value_unknown": _l("Nilai OGP ini tidak dikenal. Pilih dari daftar."),
    "year_out_of_range": _l("Tulis tahun antara %(first)s dan %(last)s."),
    "years_out_of_order": _l("Tahun akhir tidak boleh sebelum tahun awal, %(start)s."),
    "ordinal_out_of_range": _l(
        "Tulis urutan rencana aksi dengan bilangan bulat antara 1 dan 99, misalnya 7."
    ),
    "due_before_start": _l("Tenggat tidak boleh sebelum tanggal mulai."),
    "unit_of_other_organisation": _l("Unit kerja ini bukan bagian dari instansi yang dipilih."),
    "number_out_of_range": _l("Tulis nomor antara 1 dan %(limit)s."),
    "number_used": _l("Nomor %(number)s sudah pernah dipakai dan tidak dipakai lagi. Pilih nomor lain."),
    "one_value_or_level": _l("Isi salah satu saja: angka atau tingkat."),
    "number_expected": _l("Indikator ini diukur dengan angka. Tulis angkanya."),
    "level_expected": _l("Pilih salah satu tingkat dari daftar."),
    "percent_expected": _l("Satuan indikator ini persen. Tulis persennya, misalnya 19%%."),
    "percent_not_expected": _l("Satuan indikator ini bukan persen. Tulis angkanya tanpa tanda persen."),
    "number_beside_differs": _l(
        "Kata-kata di atas terbaca %(written)s, bukan angka ini. Samakan keduanya, atau kosongkan isian ini."
    ),
    "denominator_not_positive": _l("Penyebut harus lebih besar dari nol."),
    "numerator_negative": _l("Pembilang tidak boleh kurang dari nol."),
    "placeholder_text": _l(
        "“%(text)s” hanya teks sementara. Rencana aksi ini terbuka untuk umum: tulis isinya, atau kosongkan."
    ),
    "placeholders_left": _l(
        "Belum dapat dibuka untuk umum: %(count)s isian masih berupa teks sementara, yaitu %(places)s."
    ),
    "plan_already_published": _l("Rencana aksi ini sudah terbuka untuk umum."),
    "plan_not_published": _l("Rencana aksi ini belum terbuka untuk umum."),
    "step_not_possible": _l(
        "Langkah ini tidak mungkin dari keadaan rencana aksi sekarang. Muat ulang halamannya."
    ),
    "party_named_twice": _l("%(organisation)s sudah tercatat dalam peran ini."),
    "commitment_in_use": _l(
        "Komitmen ini tidak dapat dihapus: sudah ada target, usulan, atau catatan lain tentangnya. "
        "Indikator yang tidak dilanjutkan dihapus melalui usulan penghapusan."
    ),
    "kind_in_use": _l(
        "Jenis indikator tidak dapat diubah lagi: data dasar atau targetnya sudah tercatat. "
        "Buat indikator baru, lalu usulkan penghapusan indikator ini."
    ),
    "definition_unchanged": _l("Rumusan ini sama dengan yang berlaku. Ubah namanya atau definisinya."),
    "newer_definition_in_force": _l(
        "Rumusan %(number)s tidak dapat diberlakukan: rumusan %(in_force)s yang berlaku sekarang lebih baru. "
        "Catat rumusan baru bila ingin kembali."
    ),
}
