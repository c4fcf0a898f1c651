"""The shape of what is entered about plans, commitments and milestones."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from tracker.accounts.models import Organisation
from tracker.core.dates import DateProblem, read_point_in_year
from tracker.core.errors import RuleBroken
from tracker.plans import rules
from tracker.plans.models import Commitment
from tracker.plans.queries import CommitmentFilter
from tracker.plans.states import OgpValue
from tracker.plans.thing_forms import ThingChoice, ThingChoices, ThingsForm, organisations_named, units_named
from tracker.web.fields import (
    DateField,
    EnumChoice,
    EnumChoices,
    IdChoice,
    LongText,
    ReadField,
    ShortText,
    YearField,
)
from tracker.web.forms import BaseForm, FilterForm


class OrdinalField(ReadField):
    """Which in a row of plans; `data` is an int."""

    def __init__(self, text: Any, **options: Any) -> None:
        super().__init__(text, _read_ordinal, str, **options)


def _read_ordinal(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 4):
        raise RuleBroken("ordinal_out_of_range")
    return int(typed)


class LinksField(ReadField):
    """References separated by commas; `data` is a list of texts."""

    def __init__(self, text: Any, **options: Any) -> None:
        super().__init__(text, _read_links, ", ".join, required=False, **options)


def _read_links(typed: str) -> list[str]:
    return rules.tidied_links(typed.replace(";", ",").replace("\n", ",").split(","))


class CommitmentFilterForm(FilterForm):
    """Narrows the commitments of a plan."""

    lead = IdChoice(_l("Penanggung jawab"), required=False, blank=_l("Semua"))
    value = EnumChoice(_l("Nilai OGP"), OgpValue, required=False, blank=_l("Semua"))
    text = ShortText(_l("Cari kata"), required=False, limit=100)

    def chosen(self) -> CommitmentFilter:
        """What was asked for, as far as it was understood."""
        asked = self.values()
        return CommitmentFilter(lead_id=asked["lead"], value=asked["value"], text=asked["text"] or "")


class PlanForm(ThingsForm):
    """A plan about itself."""

    code = ShortText(
        _l("Kode"), limit=rules.LONGEST_CODE, description=_l("Misalnya RAN-OGI-7. Dipakai di alamat halaman.")
    )
    ordinal = OrdinalField(_l("Rencana aksi ke-"), description=_l("Bilangan bulat, misalnya 7."))
    title_ind = ShortText(_l("Judul"))
    title_eng = ShortText(_l("Judul dalam bahasa Inggris"), required=False)
    period_start = YearField(_l("Periode OGP: tahun awal"))
    period_end = YearField(_l("Periode OGP: tahun akhir"))
    first_year = YearField(
        _l("Pelaksanaan: tahun awal"), description=_l("Dapat lebih lambat daripada periode OGP.")
    )
    last_year = YearField(_l("Pelaksanaan: tahun akhir"))


class MeetingsForm(BaseForm):
    """The minutes that are about a plan."""

    meetings = ThingChoices(_l("Notula"))


class StepForm(BaseForm):
    """Why a plan moves on; the rules ask for it where they must."""

    reason = LongText(_l("Alasan atau keterangan"), required=False, description=_l("Masuk ke jejak audit."))


class CommitmentForm(ThingsForm):
    """A commitment and who takes part in it."""

    code = ShortText(
        _l("Kode"), limit=rules.LONGEST_CODE, description=_l("Misalnya RAN7-01. Tetap sama di semua berkas.")
    )
    ogp_id = ShortText(
        _l("Nomor OGP"), required=False, limit=6, description=_l("Misalnya ID0112. Boleh menyusul.")
    )
    title_ind = LongText(_l("Judul"), limit=rules.LONGEST_TITLE)
    title_eng = LongText(_l("Judul dalam bahasa Inggris"), required=False, limit=rules.LONGEST_TITLE)
    problem_ind = LongText(_l("Masalah yang dijawab"), required=False)
    problem_eng = LongText(_l("Masalah, dalam bahasa Inggris"), required=False)
    solution_ind = LongText(_l("Langkah penyelesaian"), required=False)
    solution_eng = LongText(_l("Langkah penyelesaian, dalam bahasa Inggris"), required=False)
    ogp_values = EnumChoices(_l("Nilai OGP"), OgpValue)
    lead = ThingChoice(_l("Penanggung jawab"))
    lead_unit = ThingChoice(_l("Unit kerja penanggung jawab"), required=False)
    supporters = ThingChoices(_l("Instansi pendukung"))
    proposers = ThingChoices(_l("Pengusul"))
    companions = ThingChoices(_l("OMS pendamping"))
    rpjmn_link = ShortText(_l("Kaitan dengan RPJMN"), required=False)
    sdg_links = LinksField(
        _l("Kaitan dengan TPB/SDG"), description=_l("Pisahkan dengan koma, misalnya 16.6, 16.10.")
    )
    contact = ShortText(
        _l("Narahubung"), required=False, description=_l("Hanya terlihat oleh orang yang sudah masuk.")
    )

    def offer(self, organisations: Sequence[Organisation], commitment: Commitment | None) -> None:
        """Offer every organisation as lead and supporter, those outside government for the other parts."""
        involved = [] if commitment is None else [*commitment.proposers, *commitment.companions]
        outside = [home for home in organisations if not home.kind.is_government or home in involved]
        self.lead.offer_things(organisations_named(organisations))
        self.lead_unit.offer_things(units_named(organisations))
        self.supporters.offer_things(organisations_named(organisations))
        self.proposers.offer_things(organisations_named(outside))
        self.companions.offer_things(organisations_named(outside))

    def values(self) -> dict[str, Any]:
        """What the commitment says itself; who else takes part in it is written by services of their own."""
        parts = {"supporters", "proposers", "companions"}
        content = {name: value for name, value in super().values().items() if name not in parts}
        return content | {"sdg_links": self.sdg_links.data or []}


class MilestoneForm(ThingsForm):
    """A milestone. A due date left blank is taken from its wording, when that says one."""

    text_ind = LongText(_l("Tonggak capaian"))
    text_eng = LongText(_l("Tonggak capaian dalam bahasa Inggris"), required=False)
    start_on = DateField(_l("Tanggal mulai"), required=False)
    due_text = ShortText(
        _l("Tenggat, seperti tertulis"),
        required=False,
        description=_l("Misalnya “akhir 2022” atau “triwulan II 2022”."),
    )
    due_on = DateField(
        _l("Tanggal tenggat"),
        required=False,
        description=_l("Bila dikosongkan, dibaca dari kata-kata di atas selama jelas."),
    )
    responsible = ThingChoice(_l("Penanggung jawab"), required=False)
    responsible_unit = ThingChoice(_l("Unit kerja"), required=False)

    def offer(self, organisations: Sequence[Organisation]) -> None:
        """Offer whom it can be given to."""
        self.responsible.offer_things(organisations_named(organisations))
        self.responsible_unit.offer_things(units_named(organisations))

    def values(self) -> dict[str, Any]:
        """What the milestone says, its due date from the words where they are all there is."""
        return super().values() | {"due_on": self.due_on.data or self._due_from_words()}

    def _due_from_words(self) -> Any:
        try:
            return read_point_in_year(self.due_text.data or "").on
        except DateProblem:
            return None
