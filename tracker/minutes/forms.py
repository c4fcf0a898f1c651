"""The shape of what people enter about minutes."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import HiddenField

from tracker.minutes.rules import read_participant_number
from tracker.minutes.states import OpenItemKind
from tracker.web.forms import (
    BaseForm,
    DateField,
    EnumChoice,
    FilterForm,
    IdChoice,
    LongText,
    ReadField,
    ShortText,
)

# A paper of some eighty pages.
LONGEST_PAPER = 200_000


class SearchForm(FilterForm):
    """What the list of minutes is narrowed by."""

    text = ShortText(_l("Kata yang dicari"), required=False)


class SourceForm(BaseForm):
    """The paper itself: a file, its text, or neither when everything is typed by hand."""

    file = FileField(_l("Berkas notula"))
    text = LongText(_l("Teks notula"), required=False, limit=LONGEST_PAPER, render_kw={"rows": 14})


class CodeForm(BaseForm):
    """What the minutes will be called."""

    code = ShortText(_l("Kode"))


class HeaderForm(BaseForm):
    """The header of minutes, each entry as written on the paper."""

    title = ShortText(_l("Judul"))
    date_text = ShortText(_l("Hari dan tanggal, seperti tertulis"), required=False)
    time_text = ShortText(_l("Pukul"), required=False)
    place = ShortText(_l("Tempat"), required=False)
    agenda = LongText(_l("Agenda"), required=False)
    moderator = ShortText(_l("Moderator"), required=False)


class EditMeetingForm(HeaderForm):
    """The header, and another source file if there is one."""

    file = FileField(_l("Ganti berkas sumber"))


class ListForm(BaseForm):
    """The participant list, a line each."""

    participants = LongText(_l("Peserta"), required=False, render_kw={"rows": 7})


class PaperForm(BaseForm):
    """The text that clauses are cut from; `seen` is the fingerprint of the clauses that were shown."""

    text = LongText(_l("Teks notula"), required=False, limit=LONGEST_PAPER, render_kw={"rows": 14})
    seen = HiddenField()


class RecordForm(CodeForm, HeaderForm, ListForm, PaperForm):
    """A whole paper as it was read, to be corrected and confirmed."""

    document_id = HiddenField()


class NumberForm(BaseForm):
    """Which line of the participant list."""

    number = ReadField(_l("Nomor"), read_participant_number, str)


class ParticipantForm(BaseForm):
    """What stands on a line of the participant list, and which organisation that is."""

    as_written = ShortText(_l("Seperti tertulis"), required=False)
    organisation_id = IdChoice(_l("Organisasi"), required=False)


class NewParticipantForm(NumberForm, ParticipantForm):
    """A line and its number."""


class LabelForm(BaseForm):
    """The address of a clause."""

    label = ShortText(_l("Nomor butir"), limit=40)


class ClauseForm(BaseForm):
    """What a clause says, who spoke, and for which organisation and unit."""

    text = LongText(_l("Isi butir"))
    speaker_id = IdChoice(_l("Pembicara"), required=False)
    organisation_id = IdChoice(_l("Organisasi"), required=False)
    unit_id = IdChoice(_l("Berbicara untuk unit kerja"), required=False)


class NewClauseForm(LabelForm, ClauseForm):
    """A clause and its label."""


class FollowUpForm(BaseForm):
    """What is to be done; who and until when may still be unknown."""

    text = LongText(_l("Tindak lanjut"))
    clause_id = IdChoice(_l("Butir"), required=False)
    owner_id = IdChoice(_l("Penanggung jawab"), required=False)
    due_on = DateField(_l("Tenggat"), required=False)


class OpenItemForm(BaseForm):
    """A remark that belongs to no indicator."""

    kind = EnumChoice(_l("Jenis"), OpenItemKind)
    text = LongText(_l("Isi"))
    clause_id = IdChoice(_l("Butir"), required=False)


class ResolutionForm(BaseForm):
    """What became of an open item."""

    resolution = LongText(_l("Hasilnya"))
