"""The words of reporting: what its states are called, and what its rules say."""

from typing import Any

from flask_babel import lazy_gettext as _l

from tracker.reports.states import ExceptionKind, PeriodCalendar
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
)

WORDS: dict[str, Any] = {
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
}
