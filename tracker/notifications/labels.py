"""The words of this feature: enum members and error codes."""

from typing import Any

from flask_babel import lazy_gettext as _l

from tracker.notifications.states import MailState
from tracker.web.labels import Tables

LABELS: Tables = (
    {
        MailState.WAITING: _l("menunggu"),
        MailState.SENDING: _l("sedang dikirim"),
        MailState.SENT: _l("terkirim"),
        MailState.FAILED: _l("gagal"),
        MailState.CANCELLED: _l("tidak jadi dikirim"),
    },
)
# What can go wrong with a letter; the server's own words may follow.
PROBLEMS: dict[str, Any] = {
    "mail_server_unreachable": _l("Server surel tidak dapat dihubungi."),
    "mail_refused": _l("Server surel menolak surat ini."),
    "mail_address_refused": _l("Alamat ini ditolak."),
    "mail_fate_unknown": _l("Sambungan terputus saat dikirim; surat ini mungkin sudah sampai."),
    "letter_not_worded": _l("Isi surat ini gagal ditulis. Sebabnya ada di log server."),
}
CUT_OFF = _l("Terhenti saat dikirim; surat ini mungkin sudah sampai.")
WORDS: dict[str, Any] = {
    "mail_not_stuck": _l("Surat ini tidak tersangkut, jadi tidak perlu dikirim lagi."),
}
