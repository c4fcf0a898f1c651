"""The shape of what people enter about minutes."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import HiddenField

from tracker.minutes.rules import read_participant_number
from tracker.minutes.states import OpenItemKind
from tracker.web.fields import DateField, EnumChoice, IdChoice, LongText, ReadField, ShortText
from tracker.web.forms import BaseForm, FilterForm

# A paper of some eighty pages.
LONGEST_PAPER = 200_000


def _paper(text: Any, *, description: Any) -> LongText:
    return LongText(
        text, required=False, limit=LONGEST_PAPER, render_kw={"rows": 14}, description=description
    )


class SearchForm(FilterForm):
    """What the list of minutes is narrowed by."""

    text = ShortText(_l("Kata yang dicari"), required=False)


class SourceForm(BaseForm):
    """The paper itself: a file, its text, or neither when everything is typed by hand."""

    file = FileField(
        _l("Berkas notula"),
        description=_l(
            "Teks (.txt), PDF, DOCX, atau ODT, paling besar 10 MB. Berkas disimpan apa adanya. Hanya berkas "
            "teks yang dapat dibaca; untuk jenis lain, tempel juga teksnya di bawah."
        ),
    )
    text = _paper(
        _l("Teks notula"),
        description=_l("Salin seluruh notula ke sini. Jika diisi, teks inilah yang dibaca."),
    )


class CodeForm(BaseForm):
    """What the minutes will be called."""

    code = ShortText(
        _l("Kode"),
        description=_l(
            "Menjadi bagian dari alamat notula dan tidak dapat diubah lagi, misalnya NOTULA-2020-09-21."
        ),
    )


class HeaderForm(BaseForm):
    """The header of minutes, each entry as written on the paper."""

    title = ShortText(_l("Judul"))
    date_text = ShortText(
        _l("Hari dan tanggal, seperti tertulis"),
        required=False,
        description=_l("Salin apa adanya, juga bila hari dan tanggalnya tidak cocok."),
    )
    time_text = ShortText(_l("Pukul"), required=False)
    place = ShortText(_l("Tempat"), required=False)
    agenda = LongText(_l("Agenda"), required=False)
    moderator = ShortText(_l("Moderator"), required=False)


class EditMeetingForm(HeaderForm):
    """The header, and another source file if there is one."""

    file = FileField(
        _l("Ganti berkas sumber"),
        description=_l(
            "Teks (.txt), PDF, DOCX, atau ODT, paling besar 10 MB. Kosongkan bila berkasnya tetap."
        ),
    )


class ListForm(BaseForm):
    """The participant list, a line each."""

    participants = LongText(
        _l("Peserta"),
        required=False,
        render_kw={"rows": 7},
        description=_l("Satu baris satu peserta, dengan nomornya. Nomor yang kosong tetap dicatat."),
    )


class PaperForm(BaseForm):
    """The text that clauses are cut from; `seen` is the fingerprint of the clauses that were shown."""

    text = _paper(
        _l("Teks notula"),
        description=_l(
            "Tempel teks notula. Butir yang terbaca diperlihatkan lebih dulu; simpan sekali lagi bila sudah "
            "benar."
        ),
    )
    seen = HiddenField()


class RecordForm(CodeForm, HeaderForm, ListForm, PaperForm):
    """A whole paper as it was read, to be corrected and confirmed."""

    text = _paper(
        _l("Teks notula"),
        description=_l("Butir dipotong dari teks ini. Perbaiki di sini bila ada yang keliru terbaca."),
    )
    document_id = HiddenField()


class NumberForm(BaseForm):
    """Which line of the participant list."""

    number = ReadField(_l("Nomor"), read_participant_number, str)


class ParticipantForm(BaseForm):
    """What stands on a line of the participant list, and which organisation that is."""

    as_written = ShortText(
        _l("Seperti tertulis"),
        required=False,
        description=_l("Kosongkan bila nomornya tertulis tanpa nama."),
    )
    organisation_id = IdChoice(_l("Organisasi"), required=False)


class NewParticipantForm(NumberForm, ParticipantForm):
    """A line and its number."""


class LabelForm(BaseForm):
    """The address of a clause."""

    label = ShortText(
        _l("Nomor butir"),
        limit=40,
        description=_l("Bagian, nomor, dan huruf: II, II.6, atau II.6.b. Nomor tidak dapat diubah lagi."),
    )


class ClauseForm(BaseForm):
    """What a clause says, who spoke, and for which organisation and unit."""

    text = LongText(_l("Isi butir"))
    speaker_id = IdChoice(_l("Pembicara"), required=False)
    organisation_id = IdChoice(_l("Organisasi"), required=False)
    unit_id = IdChoice(
        _l("Berbicara untuk unit kerja"),
        required=False,
        description=_l("Unit kerja yang diwakili, walaupun pembicaranya dari unit lain."),
    )


class NewClauseForm(LabelForm, ClauseForm):
    """A clause and its label."""


class FollowUpForm(BaseForm):
    """What is to be done; who and until when may still be unknown."""

    text = LongText(_l("Tindak lanjut"))
    clause_id = IdChoice(_l("Butir"), required=False)
    owner_id = IdChoice(
        _l("Penanggung jawab"),
        required=False,
        description=_l("Boleh menyusul; sementara itu ditandai tanpa penanggung jawab."),
    )
    due_on = DateField(
        _l("Tenggat"), required=False, description=_l("Misalnya 31 Desember 2020. Boleh menyusul.")
    )


class OpenItemForm(BaseForm):
    """A remark that belongs to no indicator."""

    kind = EnumChoice(_l("Jenis"), OpenItemKind)
    text = LongText(_l("Isi"))
    clause_id = IdChoice(_l("Butir"), required=False)


class ResolutionForm(BaseForm):
    """What became of an open item."""

    resolution = LongText(_l("Hasilnya"), description=_l("Apa yang diputuskan atau diketahui, dan di mana."))
