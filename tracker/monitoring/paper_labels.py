"""The words of the paper of a period."""

from flask_babel import lazy_gettext as _l

from tracker.monitoring.paper_states import Arrival
from tracker.web.labels import Tables

PAPER_LABELS: Tables = (
    {
        Arrival.ON_TIME: _l("tepat waktu"),
        Arrival.LATE: _l("terlambat"),
        Arrival.MISSING: _l("belum masuk"),
        Arrival.AWAITED: _l("ditunggu"),
        Arrival.EXEMPT: _l("bebas dari laporan"),
    },
)
