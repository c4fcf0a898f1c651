"""The forms of a report's workbook."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired

from tracker.web.fields import Tick
from tracker.web.forms import BaseForm


class UploadForm(BaseForm):
    """A filled workbook."""

    file = FileField(
        _l("Buku kerja"),
        [FileRequired(_l("Pilih berkas .xlsx yang sudah diisi."))],
        render_kw={"accept": ".xlsx"},
        description=_l("Berkas .xlsx yang diunduh dari laporan ini; namanya boleh berubah."),
    )


class ConfirmSheetForm(BaseForm):
    """The word to save what an uploaded workbook says; `revision` is the draft it was shown beside."""

    are_readings_right = Tick(_l("Ya, sel-sel itu dibaca dengan benar"))
