"""The words of this feature: enum members and error codes."""

from typing import Any

from flask_babel import lazy_gettext as _l

from tracker.monitoring.desk_states import DeskList
from tracker.monitoring.paper_states import Arrival
from tracker.monitoring.progress_states import Look
from tracker.web.labels import Tables

LABELS: Tables = (
    {
        DeskList.TO_VERIFY: _l("Menunggu verifikasi"),
        DeskList.RETURNED: _l("Dikembalikan dan ditunggu"),
        DeskList.OVERDUE: _l("Lewat batas waktu"),
        DeskList.DENIED: _l("Dibantah OMS"),
        DeskList.WITHOUT_EVIDENCE: _l("Tanpa data dukung"),
        DeskList.CONTESTED: _l("Target belum disepakati"),
        DeskList.WITHOUT_TARGET: _l("Tanpa target tahun berjalan"),
        DeskList.WITHOUT_SOURCE: _l("Tanpa sumber"),
    },
    {
        Look.ON_TRACK: _l("sesuai target"),
        Look.ATTENTION: _l("perlu perhatian"),
        Look.OFF_TRACK: _l("tidak tercapai"),
        Look.NO_PROGRESS: _l("tidak ada kemajuan"),
        Look.WITHOUT_TARGET: _l("tanpa target"),
        Look.UNSCORED: _l("tidak dinilai"),
        Look.AWAITED: _l("menunggu verifikasi"),
        Look.SENT_BACK: _l("dikembalikan"),
        Look.NOT_REPORTED: _l("belum dilaporkan"),
        Look.EXCUSED: _l("bebas dari laporan"),
        Look.NOT_DUE: _l("belum jatuh tempo"),
        Look.DROPPED: _l("dihapus"),
    },
    {
        Arrival.ON_TIME: _l("tepat waktu"),
        Arrival.LATE: _l("terlambat"),
        Arrival.MISSING: _l("belum masuk"),
        Arrival.AWAITED: _l("ditunggu"),
        Arrival.EXEMPT: _l("bebas dari laporan"),
    },
)
WORDS: dict[str, Any] = {}
