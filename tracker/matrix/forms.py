"""What is asked for on the pages of the matrix."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from tracker.core.text import LONG_TEXT
from tracker.matrix.rules import Selection
from tracker.targets.states import TalkStatus
from tracker.web.fields import EnumChoice, LongText, ShortText, Tick
from tracker.web.forms import BaseForm, FilterForm


class CodeChoice(SelectField):  # type: ignore[misc]
    """One of the things on the page by its code; the view offers (code, name) pairs. `data` is "" for all."""

    def __init__(self, text: Any, **options: Any) -> None:
        super().__init__(text, [Optional()], choices=[], coerce=lambda given: given or "", **options)

    def offer(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Fill the choices, after one for all of them; only what is offered is accepted."""
        self.choices = [SelectChoice("", str(_l("Semua"))), *(SelectChoice(*pair) for pair in pairs)]


class FingerprintForm(FilterForm):
    """Asks about a copy by what is printed at its foot."""

    fingerprint = ShortText(
        _l("Sidik jari"), limit=64, description=_l("Kedua belas angka dan huruf di kaki halaman.")
    )


class CheckFileForm(BaseForm):
    """Asks about a copy by the file itself."""

    file = FileField(
        _l("Berkas Excel atau PDF"),
        [FileRequired(_l("Pilih berkas yang ingin diperiksa."))],
        render_kw={"accept": ".xlsx,.pdf"},
        description=_l("Berkas ini hanya dibaca, tidak disimpan."),
    )


class MatrixFilterForm(FilterForm):
    """Narrows the rows of a matrix."""

    text = ShortText(_l("Cari kata"), required=False, limit=100)
    commitment = CodeChoice(_l("Komitmen"))
    organisation = CodeChoice(_l("Instansi atau OMS"))
    status = EnumChoice(_l("Status pembahasan"), TalkStatus, required=False, blank=_l("Semua"))
    year = CodeChoice(_l("Tahun"))

    def selection(self) -> Selection:
        """What was asked for, as far as it was understood."""
        asked = self.values()
        return Selection(
            commitment=asked["commitment"] or "",
            organisation=asked["organisation"] or "",
            status=asked["status"],
            year=int(asked["year"]) if asked["year"] else None,
            text=asked["text"] or "",
        )


class FreezeForm(BaseForm):
    """A title for the new version, what should be known about it, and what it shows."""

    title = ShortText(
        _l("Judul versi"), description=_l("Misalnya: Setelah rapat 21 September 2020. Tercetak di berkas.")
    )
    note = LongText(_l("Catatan"), required=False, limit=LONG_TEXT)
    with_achieved = Tick(
        _l("Sertakan capaian yang sudah diverifikasi"),
        description=_l(
            "Versi ini dan semua berkasnya lalu memuat kolom capaian dan statusnya seperti keadaannya kini."
        ),
    )
