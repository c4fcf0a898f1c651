"""The words of reporting: what its states are called, and what its rules say."""

from typing import Any

from flask_babel import lazy_gettext as _l

from tracker.reports.states import (
    AchievementStatus,
    Completion,
    DutyGroup,
    DutyPart,
    ExceptionKind,
    LockReason,
    MilestoneState,
    ObstacleCategory,
    PeriodCalendar,
    ReminderStop,
    ReportState,
    ReportStep,
    Statement,
    Uncounted,
    Voice,
)
from tracker.web.labels import Tables

LABELS: Tables = (
    {
        PeriodCalendar.TRIWULAN: _l("triwulan"),
        PeriodCalendar.SEMESTER: _l("semester"),
        PeriodCalendar.B_SERIES: _l("B03, B06, B09, B12"),
        PeriodCalendar.FREE: _l("ditulis sendiri"),
    },
    {
        ExceptionKind.EXTENSION: _l("perpanjangan waktu"),
        ExceptionKind.UNLOCK: _l("formulir dibuka kembali"),
        ExceptionKind.EXEMPTION: _l("bebas dari laporan"),
    },
    {
        ReportState.DRAFT: _l("draf"),
        ReportState.SUBMITTED: _l("diajukan"),
        ReportState.UNDER_VERIFICATION: _l("sedang diverifikasi"),
        ReportState.RETURNED: _l("dikembalikan"),
        ReportState.VERIFIED: _l("diverifikasi"),
    },
    {
        LockReason.PLAN_CLOSED: _l("rencana aksinya sudah ditutup"),
        LockReason.VERIFIED: _l("laporannya sudah diverifikasi"),
        LockReason.NOT_OPEN_YET: _l("formulirnya belum dibuka"),
        LockReason.PAST_DUE: _l("batas waktunya lewat dan formulirnya terkunci"),
    },
    {
        ReportStep.SUBMIT: _l("Diajukan"),
        ReportStep.WITHDRAW: _l("Ditarik"),
        ReportStep.BEGIN_VERIFICATION: _l("Mulai diverifikasi"),
        ReportStep.RETURN: _l("Dikembalikan"),
        ReportStep.VERIFY: _l("Diverifikasi"),
    },
    {
        ReminderStop.SUBMITTED: _l("laporannya sudah diajukan"),
        ReminderStop.EXEMPT: _l("lembaganya bebas dari laporan"),
        ReminderStop.CLOSED: _l("formulirnya terkunci"),
        ReminderStop.UNPUBLISHED: _l("rencana aksinya belum terbit"),
        ReminderStop.SILENCED: _l("dihentikan sekretariat"),
    },
    {
        DutyPart.LEAD: _l("penanggung jawab"),
        DutyPart.SUPPORTER: _l("pendukung"),
    },
    {
        DutyGroup.NOW: _l("Perlu dikerjakan sekarang"),
        DutyGroup.COMING: _l("Akan datang"),
        DutyGroup.MISSED: _l("Terlewat: formulirnya terkunci"),
        DutyGroup.DONE: _l("Sudah selesai atau tidak ditunggu lagi"),
    },
    {
        Voice.GOVERNMENT: _l("laporan K/L"),
        Voice.SOCIETY: _l("laporan OMS"),
    },
    {
        Statement.FIGURE: _l("ada capaian"),
        Statement.NO_PROGRESS: _l("tidak ada kemajuan"),
    },
    {
        MilestoneState.NOT_STARTED: _l("belum dimulai"),
        MilestoneState.UNDER_WAY: _l("berjalan"),
        MilestoneState.STALLED: _l("terhenti"),
        MilestoneState.DONE: _l("selesai"),
    },
    {
        ObstacleCategory.BUDGET: _l("anggaran"),
        ObstacleCategory.REGULATION: _l("regulasi"),
        ObstacleCategory.STAFF: _l("SDM"),
        ObstacleCategory.COORDINATION: _l("koordinasi"),
        ObstacleCategory.TECHNICAL: _l("teknis"),
        ObstacleCategory.DATA: _l("data"),
        ObstacleCategory.OTHER: _l("lain-lain"),
    },
    {
        Completion.NO_EVIDENCE: _l("tidak ada bukti"),
        Completion.NOT_STARTED: _l("belum dimulai"),
        Completion.LIMITED: _l("terbatas"),
        Completion.SUBSTANTIAL: _l("substansial"),
        Completion.COMPLETE: _l("selesai"),
    },
    {
        Uncounted.NO_FIGURE: _l("belum ada angka"),
        Uncounted.NO_TARGET: _l("target belum diisi"),
        Uncounted.NO_BASELINE: _l("data dasar belum diisi"),
        Uncounted.NOT_A_NUMBER: _l("bukan angka"),
        Uncounted.NEGATIVE: _l("di bawah nol"),
        Uncounted.ZERO_DIVISOR: _l("pembaginya nol"),
        Uncounted.BASELINE_IS_TARGET: _l("targetnya sama dengan data dasar"),
        Uncounted.MIDTERM: _l("arah jangka menengah, tidak dinilai"),
        Uncounted.DROPPED: _l("indikator dihapus"),
    },
    {
        AchievementStatus.ON_TARGET: _l("sesuai target"),
        AchievementStatus.ATTENTION: _l("perlu perhatian"),
        AchievementStatus.OFF_TARGET: _l("tidak tercapai"),
        AchievementStatus.NO_PROGRESS: _l("tidak ada kemajuan"),
        AchievementStatus.NOT_REPORTED: _l("belum dilaporkan"),
        AchievementStatus.WITHOUT_TARGET: _l("tanpa target"),
        AchievementStatus.NOT_COUNTED: _l("tidak dapat dihitung"),
        AchievementStatus.NOT_SCORED: _l("tidak dinilai"),
    },
)

WORDS: dict[str, Any] = {
    "evidence_attached_already": _l("Data dukung ini sudah terlampir pada laporan ini: “%(title)s”."),
    "evidence_handed_in": _l(
        "Data dukung ini sudah diajukan dalam sebuah laporan, jadi keterangannya tidak berubah. "
        "Lepas dari draf, lalu tambahkan yang baru; siapa yang dapat membukanya tetap dapat diubah."
    ),
    "calendar_has_no_periods": _l("Kalender ini tidak memberi periode; tambahkan periodenya satu per satu."),
    "period_ends_before_start": _l("Hari terakhir harus sama dengan atau sesudah hari pertama."),
    "period_opens_before_start": _l("Formulir dibuka paling cepat pada hari pertama periode."),
    "period_due_too_early": _l("Batas waktu tidak boleh sebelum periode berakhir atau formulir dibuka."),
    "period_locks_before_due": _l("Formulir dikunci paling cepat pada batas waktu."),
    "date_outside_plan": _l("Tanggal harus di antara tahun %(first)s dan %(last)s, masa rencana aksi ini."),
    "period_code_used": _l("Kode %(period)s sudah dipakai periode lain."),
    "period_overlaps": _l("Periode ini bertumpang tindih dengan %(period)s."),
    "exception_reason_missing": _l("Tulis alasan pengecualian ini."),
    "exception_is_past": _l("Pengecualian harus berlaku sedikitnya sampai hari ini."),
    "exception_is_over": _l("Pengecualian ini sudah berakhir."),
    "silence_reason_missing": _l("Tulis alasan pengingatnya dihentikan."),
    "reminders_silenced_already": _l("Pengingat laporan ini sudah dihentikan. Muat ulang halamannya."),
    "silence_is_over": _l("Pengingat laporan ini sudah berjalan lagi."),
    "report_step_not_possible": _l(
        "Langkah ini tidak dapat diambil pada keadaan laporan yang sekarang. Muat ulang halamannya."
    ),
    "date_not_come_yet": _l("Tanggal ini belum tiba. Laporkan yang sudah terjadi."),
    "indicator_not_stated": _l("Isi capaiannya, atau nyatakan tidak ada kemajuan."),
    "no_progress_with_figure": _l(
        "Tidak ada kemajuan sudah dinyatakan. Kosongkan isian ini, atau pilih mengisi capaian."
    ),
    "input_of_another_kind": _l("Indikator ini tidak diukur dengan isian ini. Kosongkan."),
    "denominator_below_numerator": _l(
        "Penyebut %(denominator)s lebih kecil daripada pembilang %(numerator)s, padahal pembilang "
        "adalah bagiannya. Periksa keduanya."
    ),
    "value_negative": _l("Angka ini tidak boleh kurang dari nol."),
    "stage_goes_back": _l(
        "Laporan sebelumnya sudah sampai tahap %(before)s; tahap tidak dapat mundur. Jika laporan "
        "itu keliru, ajukan koreksinya."
    ),
    "aspect_half_filled": _l("Setiap aspek memerlukan nama dan tingkatnya."),
    "aspect_named_twice": _l("Setiap aspek hanya boleh disebut sekali."),
    "milestone_not_stated": _l("Pilih keadaan tonggak capaian ini."),
    "milestone_goes_back": _l(
        "Laporan sebelumnya menyatakan %(before)s. Jika laporan itu keliru, ajukan koreksinya."
    ),
    "obstacle_category_missing": _l("Pilih kategori kendalanya."),
    "restriction_reason_missing": _l("Tulis alasan pembatasannya: alasan ini terbuka untuk umum."),
    "completion_missing": _l("Pilih tingkat penyelesaiannya."),
    "report_placeholder_text": _l(
        "“%(text)s” hanya teks sementara. Laporan terbuka untuk umum: tulis isinya."
    ),
    "complete_without_evidence": _l(
        "Selesai memerlukan data dukung yang dapat dibuka siapa pun, atau data dukung terbatas "
        "dengan alasan yang terbuka."
    ),
    "verifier_wrote_report": _l(
        "Anda ikut menulis atau mengajukan laporan ini, jadi orang lain yang memverifikasinya."
    ),
    "verifier_of_reporting_organisation": _l(
        "Laporan ini milik instansi Anda sendiri, jadi orang dari instansi lain yang memverifikasinya."
    ),
    "report_has_warnings": _l(
        "Laporan ini memuat %(count)s peringatan. Verifikasi satu per satu, tidak sekaligus."
    ),
    "no_report_chosen": _l("Pilih sedikitnya satu laporan."),
    "return_note_missing": _l("Tulis catatan: pada isian yang perlu diperbaiki, atau secara umum."),
    "note_without_field": _l("Laporan ini tidak memuat isian untuk catatan itu. Tulis sebagai catatan umum."),
    "verified_value_reason_missing": _l(
        "Hasil verifikasi berbeda dari yang dilaporkan. Tulis alasannya; keduanya tetap ditampilkan."
    ),
    "withdrawal_after_lock": _l(
        "Formulir periode ini sudah terkunci, jadi laporan yang ditarik tidak dapat diajukan lagi. "
        "Mintalah pembukaan kunci dahulu."
    ),
    "correction_of_unverified": _l("Hanya laporan terverifikasi yang dikoreksi dengan versi baru."),
    "correction_reason_missing": _l("Tulis alasan koreksi: alasan ini terbuka untuk umum."),
    "period_code_reserved": _l("Kode ini dipakai alamat halaman lain. Pilih kode lain, misalnya 2022-TW1."),
    "period_has_reports": _l("Periode ini sudah ada laporannya, jadi tidak dapat dihapus."),
    "report_locked": _l("Laporan ini tidak dapat ditulis: %(why)s."),
    "organisation_not_involved": _l("Lembaga ini tidak ikut dalam komitmen ini, jadi tidak melapor."),
    "period_of_another_plan": _l("Periode ini milik rencana aksi lain."),
    "choice_not_known": _l("“%(text)s” bukan salah satu pilihannya."),
    "reported_number_not_exact": _l(
        "“%(text)s” bukan angka pasti. Tulis angka yang sebenarnya, tanpa sekitar, minimal, atau hampir."
    ),
    "reported_number_is_percent": _l(
        "“%(text)s” adalah persen. Tulis jumlahnya; persennya dihitung dari pembilang dan penyebut."
    ),
    "account_is_not_rewritten": _l(
        "Kata-kata laporan tidak diubah oleh yang memverifikasi. Kembalikan laporannya dengan catatan."
    ),
    "odd_worse_than_baseline": _l("Capaian %(value)s lebih buruk daripada data dasar %(baseline)s."),
    "odd_worse_than_before": _l(
        "Capaian kumulatif %(value)s lebih buruk daripada yang dilaporkan sebelumnya, %(before)s."
    ),
    "odd_far_over_target": _l("Capaiannya %(capaian)s%% dari target yang disepakati, jauh di atasnya."),
    "odd_whole_moved": _l("Penyebut %(denominator)s berbeda lebih dari sepersepuluh dari %(before)s."),
    "odd_same_as_before": _l(
        "Angkanya sama persis dengan laporan sebelumnya. Jika memang tidak bergerak, "
        "nyatakan tidak ada kemajuan."
    ),
    "odd_same_narrative": _l("Uraiannya sama persis dengan laporan sebelumnya."),
    "odd_completion_back": _l("Tingkat penyelesaian mundur dari yang dilaporkan sebelumnya: %(before)s."),
    "odd_complete_with_open_milestones": _l("Dinyatakan selesai, tetapi tonggak ini belum: %(milestones)s."),
    "odd_without_evidence": _l("Kemajuan dilaporkan tanpa data dukung."),
    "odd_dead_links": _l("%(count)s tautan data dukung tidak dapat dibuka ketika terakhir diperiksa."),
}
