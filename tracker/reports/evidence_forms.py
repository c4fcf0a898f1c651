"""Forms of evidence. A form shows its fields in the order in which they were made."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired

from tracker.evidence.link_rules import LONGEST_LINK
from tracker.evidence.models import EvidenceItem
from tracker.evidence.rules import LARGEST_DOCUMENT, LARGEST_PICTURE, LARGEST_TEXT
from tracker.evidence.states import MEDIA_TYPES, Access, FileKind
from tracker.reports.evidence_services import Caption
from tracker.web.fields import DateField, EnumChoice, LongText, ShortText, TextChoice
from tracker.web.forms import BaseForm

_FILE = FileField(
    _l("Berkas"),
    [FileRequired(_l("Pilih berkas yang menjadi data dukung."))],
    render_kw={"accept": ",".join(sorted({*MEDIA_TYPES.values(), *(f".{kind.value}" for kind in FileKind)}))},
    description=_l(
        "PDF, docx, xlsx, pptx, odt, ods, odp paling besar %(document)s MB; JPEG, PNG, WebP paling besar "
        "%(picture)s MB; CSV dan teks biasa paling besar %(text)s MB.",
        document=LARGEST_DOCUMENT >> 20,
        picture=LARGEST_PICTURE >> 20,
        text=LARGEST_TEXT >> 20,
    ),
)
_LINK = ShortText(
    _l("Tautan"),
    limit=LONGEST_LINK,
    description=_l("Alamat lengkap yang dapat dibuka semua orang tanpa masuk dengan akun."),
)


class CaptionForm(BaseForm):
    """What is said of a piece of evidence."""

    title = ShortText(
        _l("Judul data dukung"), required=False, description=_l("Jika kosong: nama berkas atau tautannya.")
    )
    place = TextChoice(_l("Data dukung untuk"), required=False, blank=_l("seluruh laporan"))
    issued_by = ShortText(_l("Lembaga penerbit"), required=False)
    number = ShortText(_l("Nomor dokumen"), required=False)
    dated = DateField(_l("Tanggal dokumen"), required=False)
    access = EnumChoice(_l("Dapat dibuka oleh"), Access, default=Access.PUBLIC)
    reason = LongText(
        _l("Alasan pembatasan"),
        required=False,
        description=_l("Wajib untuk data dukung terbatas; alasannya terbaca oleh umum."),
    )

    def offer(self, places: Sequence[tuple[str, str]]) -> None:
        """Fill what the evidence can be for."""
        self.place.offer(places)

    def caption(self) -> Caption:
        """As the services take it."""
        said: dict[str, Any] = self.values()
        return Caption(**{name: said[name] for name in Caption.__dataclass_fields__})


class AccessForm(BaseForm):
    """Who may open a piece of evidence."""

    access = CaptionForm.access
    reason = CaptionForm.reason


class FileForm(CaptionForm):
    """A file and what is said of it."""

    file = _FILE


class LinkForm(CaptionForm):
    """A link and what is said of it."""

    link = _LINK


def caption_data(item: EvidenceItem, place: str) -> dict[str, Any]:
    """What is said of a piece of evidence, as the fields of its form."""
    names = ("title", "issued_by", "number", "dated", "access", "revision")
    data = {name: getattr(item, name) for name in names}
    return {**data, "place": place, "reason": item.restriction_reason}
