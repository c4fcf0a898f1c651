"""The words of this feature: enum members and error codes."""

from typing import Any

from flask_babel import lazy_gettext as _l

from tracker.matrix.states import Audience, ExportState, FileFormat, Paper, RowChange
from tracker.web.labels import Tables

LABELS: Tables = (
    {
        RowChange.ADDED: _l("ditambahkan"),
        RowChange.REMOVED: _l("tidak ada lagi"),
        RowChange.CHANGED: _l("berubah"),
        RowChange.SAME: _l("sama"),
    },
    {
        ExportState.WAITING: _l("menunggu dibuat"),
        ExportState.WORKING: _l("sedang dibuat"),
        ExportState.READY: _l("siap diunduh"),
        ExportState.FAILED: _l("gagal dibuat"),
    },
    {
        FileFormat.XLSX: _l("Excel"),
        FileFormat.PDF: _l("PDF"),
    },
    {
        Paper.A3: _l("A3"),
        Paper.A4: _l("A4"),
    },
    {
        Audience.PUBLIC: _l("untuk umum"),
        Audience.INTERNAL: _l("untuk internal"),
    },
)
WORDS: dict[str, Any] = {
    "matrix_is_empty": _l("Matriks ini belum berisi indikator. Catat indikatornya dahulu, lalu bekukan."),
    "nothing_changed": _l(
        "Tidak ada yang berubah sejak versi %(number)s, jadi tidak ada yang perlu dibekukan."
    ),
    "version_title_missing": _l("Beri judul pada versi ini, misalnya rapat yang mendahuluinya."),
    "pango_missing": _l(
        "PDF belum dapat dibuat: server ini tidak memiliki Pango. Pasang dengan: apt-get install -y "
        "--no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    ),
    "export_failed": _l("Berkas ini gagal dibuat. Coba lagi; bila tetap gagal, hubungi sekretariat."),
}
