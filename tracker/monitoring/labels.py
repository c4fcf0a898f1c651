"""The words of this feature: enum members and error codes."""

from typing import Any

from flask_babel import lazy_gettext as _l

from tracker.monitoring.desk_states import DeskList
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
)
WORDS: dict[str, Any] = {}
