"""The shape of what is entered in a review round."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import EmailField
from wtforms.validators import Email, InputRequired

from tracker.matrix.answers import AnswerContent
from tracker.matrix.rows import MatrixRow, Quantity
from tracker.matrix.states import AnswerKind
from tracker.plans.rules import levels_of
from tracker.plans.states import IndicatorKind
from tracker.reviews.states import AskScope, Decision
from tracker.targets.states import DropReason
from tracker.web.fields import (
    DateField,
    DaysField,
    EnumChoice,
    IdChoice,
    IdChoices,
    LongText,
    NumberField,
    ShortText,
    TextChoices,
    Tick,
)
from tracker.web.forms import BaseForm
from tracker.web.labels import label

_LANGUAGES = ((0, "Indonesia"), (1, "English"))
_ASKED = (AskScope.OWN, AskScope.ALL)
_ANSWERS = tuple(kind for kind in AnswerKind if kind is not AnswerKind.CLEARED)
_DECISIONS = (Decision.ACCEPTED, Decision.PARTIAL, Decision.REJECTED)
_NOT_AN_ADDRESS = _l("Tulis alamat surel yang lengkap, misalnya nama@instansi.go.id.")


class RoundForm(BaseForm):
    """A round before it is opened, or its words and days afterwards."""

    version = IdChoice(_l("Versi matriks"), description=_l("Versi beku inilah yang dibahas penerima."))
    title = ShortText(
        _l("Judul putaran"), description=_l("Misalnya: Tanggapan atas hasil rapat 21 September.")
    )
    due_on = DateField(_l("Batas waktu menjawab"))
    grace_days = DaysField(
        _l("Masa tenggang (hari)"),
        default=14,
        description=_l("Sesudah batas waktu, tautan masih menerima jawaban selama ini."),
    )
    letter_ind = LongText(_l("Surat pengantar (Indonesia)"), required=False)
    letter_eng = LongText(_l("Surat pengantar (Inggris)"), required=False)

    def round_values(self) -> dict[str, Any]:
        """As services want them; the version is for the view to find."""
        names = ("title", "due_on", "grace_days", "letter_ind", "letter_eng")
        return {name: self[name].data for name in names}


class RecipientForm(BaseForm):
    """One more person or mailbox to ask."""

    organisation = IdChoice(_l("Lembaga"))
    unit = IdChoice(_l("Unit kerja"), required=False, blank=_l("Tidak disebut"))
    name = ShortText(
        _l("Nama penerima"), description=_l("Orang atau kotak surat, misalnya Tata Usaha Biro MKOK.")
    )
    email = EmailField(_l("Alamat surel"), [InputRequired(_NOT_AN_ADDRESS), Email(_NOT_AN_ADDRESS)])
    language = IdChoice(_l("Bahasa surat"))
    scope = EnumChoice(_l("Ditanya tentang"), AskScope, only=_ASKED)
    is_coordinator = Tick(
        _l("Koordinator lembaga"),
        description=_l("Boleh menandai jawaban resmi bila jawaban rekannya berbeda."),
    )

    def offer(self, organisations: Sequence[tuple[int, str]], units: Sequence[tuple[int, str]]) -> None:
        """Fill what can be chosen."""
        self.organisation.offer(organisations)
        self.unit.offer(units)
        self.language.offer(_LANGUAGES)

    def recipient_values(self) -> dict[str, Any]:
        """As services want them; organisation and unit are for the view to find."""
        language = "en" if self.language.data else "id"
        names = ("name", "email", "scope", "is_coordinator")
        return {name: self[name].data for name in names} | {"language": language}


class RowsForm(BaseForm):
    """Which rows a recipient is asked about."""

    row_keys = TextChoices(
        _l("Baris yang ditanyakan"),
        description=_l("Baris yang sudah dijawab penerima ini tidak dapat dilepas."),
    )


class RoundReasonForm(BaseForm):
    """Why a round is cancelled or a link revoked."""

    reason = LongText(_l("Alasan"), description=_l("Terbaca oleh penerima putaran."))


class ReopenForm(RoundReasonForm):
    """A round is opened again until another day."""

    due_on = DateField(_l("Batas waktu baru"))


class AnswerForm(BaseForm):
    """What a reviewer says about one row. `value_…` fields are added for the row's years."""

    kind = EnumChoice(_l("Jawaban"), AnswerKind, only=_ANSWERS)
    drop_reason = EnumChoice(
        _l("Alasan penghapusan"), DropReason, required=False, blank=_l("Bukan usul hapus")
    )
    remark = LongText(
        _l("Alasan atau catatan"),
        required=False,
        description=_l("Wajib untuk setiap usul. Terbaca oleh sekretariat, lalu oleh semua pihak."),
    )
    note = LongText(
        _l("Catatan internal"), required=False, description=_l("Hanya terbaca oleh lembaga Anda sendiri.")
    )
    years: tuple[int, ...] = ()

    @property
    def shown(self) -> tuple[str, ...]:
        """The fields in the order of the page."""
        return ("kind", *map(_value_name, self.years), "drop_reason", "remark", "note")

    def content(self) -> AnswerContent:
        """What was said, as the rules know it."""
        values = tuple(
            (year, _quantity(self[_value_name(year)].data))
            for year in self.years
            if self[_value_name(year)].data is not None
        )
        remark, note = self.remark.data or "", self.note.data or "" if "note" in self else ""
        return AnswerContent(self.kind.data, values, self.drop_reason.data, remark, note)

    def typed(self) -> dict[str, str]:
        """Everything as it was typed, to be kept as a draft."""
        return {name: str(self[name]._value() if hasattr(self[name], "_value") else self[name].data or "")
                for name in self.shown}  # fmt: skip


def answer_form(row: MatrixRow) -> type[AnswerForm]:
    """The form for a row: with a field for each of its years, of the kind that its values have."""
    years = tuple(cell.year for cell in row.years if not cell.is_midterm)
    fields = {_value_name(year): _value_field(row.kind, year) for year in years}
    return type("RowAnswerForm", (AnswerForm,), {**fields, "years": years})


def answer_data(content: AnswerContent) -> dict[str, Any]:
    """An answer as the fields of its form."""
    values = {_value_name(year): _written(quantity) for year, quantity in content.values}
    shared = {"kind": content.kind, "drop_reason": content.drop_reason}
    return {**shared, "remark": content.remark, "note": content.note, **values}


def draft_data(fields: Mapping[str, str]) -> dict[str, Any]:
    """A kept draft as the fields of its form."""
    kinds = {"kind": AnswerKind, "drop_reason": DropReason}
    known = {name: kinds[name](text) for name, text in fields.items() if name in kinds and text}
    return {**{name: text for name, text in fields.items() if name not in kinds}, **known}


def _written(quantity: Quantity) -> str:
    return quantity.level or quantity.as_written


def _value_name(year: int) -> str:
    return f"value_{year}"


def _value_field(kind: IndicatorKind, year: int) -> Any:
    text = _l("Angka usulan untuk %(year)s", year=year)
    if kind.is_numeric:
        return NumberField(text, required=False, decimals_usual=kind is not IndicatorKind.COUNT)
    levels = levels_of(kind)
    if levels:
        return EnumChoice(text, type(levels[0]), required=False, blank=_l("Tidak diusulkan"))
    return ShortText(text, required=False, limit=40)


def _quantity(given: Any) -> Quantity:
    if hasattr(given, "as_written"):
        return Quantity(given.as_written, given.value, None, given.comparator, given.qualifier)
    if isinstance(given, str) and not hasattr(given, "value"):
        return Quantity(given, None, given)
    return Quantity(label(given), None, str(given))


class UploadForm(BaseForm):
    """A filled workbook."""

    file = FileField(
        _l("Buku kerja"),
        [FileRequired(_l("Pilih berkas .xlsx yang sudah diisi."))],
        render_kw={"accept": ".xlsx"},
        description=_l(
            "Nama berkas dan urutan baris boleh berubah; isinya dicocokkan dengan kunci tersembunyi."
        ),
    )


class ImportForm(BaseForm):
    """The word to save what an uploaded workbook says."""

    are_readings_right = Tick(_l("Ya, sel-sel itu dibaca dengan benar"))


class DispositionForm(BaseForm):
    """What the secretariat decides about one answer, with what that does to the talks."""

    decision = EnumChoice(_l("Tanggapan"), Decision, only=_DECISIONS)
    reason = LongText(_l("Alasan"), description=_l("Terbaca oleh semua pihak dan dikirim kepada pengusul."))
    enters_ledger = Tick(
        _l("Catat sebagai usulan balik lembaga ini dalam perundingan"),
        description=_l("Hanya untuk usul yang diterima."),
    )
    agrees = Tick(_l("Sekaligus catat kesepakatan"))
    new_name = LongText(
        _l("Nama indikator yang disepakati"), required=False, description=_l("Hanya untuk usul ubah redaksi.")
    )


class SeveralForm(BaseForm):
    """The same decision about several answers, for the same reason."""

    answers = IdChoices(_l("Jawaban"))
    decision = EnumChoice(_l("Tanggapan"), Decision, only=_DECISIONS)
    reason = LongText(_l("Alasan"), description=_l("Terbaca oleh semua pihak dan dikirim kepada pengusul."))


class SignatureForm(BaseForm):
    """Who signed the version for whom."""

    organisation = IdChoice(_l("Lembaga"))
    name = ShortText(_l("Nama penanda tangan"))
    position = ShortText(_l("Jabatan"), required=False)
