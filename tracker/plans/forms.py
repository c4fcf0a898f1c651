"""The shape of what is entered about plans."""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import Any, Self

from flask_babel import lazy_gettext as _l

from tracker.accounts.models import Organisation, Unit
from tracker.core.dates import DateProblem, read_point_in_year
from tracker.core.errors import DomainError, RuleBroken, StaleEdit
from tracker.core.numbers import read_number
from tracker.core.quantities import NumberProblem, Reading, format_quantity
from tracker.minutes.models import Clause, Meeting
from tracker.plans import rules
from tracker.plans.models import Baseline, Commitment
from tracker.plans.queries import CommitmentFilter
from tracker.plans.states import (
    DefinitionStanding,
    Direction,
    IndicatorKind,
    OgpValue,
    RegulationStage,
    YesNo,
)
from tracker.web.forms import (
    BaseForm,
    DateField,
    EnumChoice,
    EnumChoices,
    FilterForm,
    IdChoice,
    IdChoices,
    LongText,
    NumberField,
    ReadField,
    ShortText,
    Tick,
    YearField,
)

_LONG_TITLE = 1_000
_FIRST_WORDS = 70


class ThingsForm(BaseForm):
    """A form about a stored thing whose attributes bear the names of the form's fields."""

    @classmethod
    def about(cls, thing: object, **options: Any) -> Self:
        """The form filled with what is stored, in the shape in which it is entered."""
        fields = [
            name for name in dir(cls) if hasattr(getattr(cls, name), "_formfield") and hasattr(thing, name)
        ]
        return cls(data={name: _as_entered(getattr(thing, name)) for name in fields}, **options)

    def refuse(self, error: DomainError) -> None:
        """As every form, but with what others saved in the shape in which it is entered."""
        super().refuse(self._comparable(error) if isinstance(error, StaleEdit) else error)

    def _comparable(self, error: StaleEdit) -> StaleEdit:
        newest = {name: _as_entered(value) for name, value in error.current.items()}
        differing = {name: value for name, value in newest.items() if self._differs(name, value)}
        return StaleEdit(differing, error.revision)

    def _differs(self, name: str, value: object) -> bool:
        entered = self._fields[name].data if name in self._fields else value
        if isinstance(entered, list) and isinstance(value, list):
            return set(entered) != set(value)
        if isinstance(entered, Reading):
            return value not in {entered.as_written, entered.value}
        return (entered or None) != (value or None)


def _as_entered(value: object) -> Any:
    if isinstance(value, Organisation | Unit | Clause | Meeting):
        return value.id
    return [_as_entered(part) for part in value] if isinstance(value, list) else value


class ThingChoice(IdChoice):
    """One of the things offered; `chosen` is that thing, or None."""

    def offer_things(self, named: Iterable[tuple[str, Any]]) -> None:
        """Offer things, each with the name it goes by."""
        pairs = list(named)
        self._things = {thing.id: thing for _name, thing in pairs}
        self.offer([(thing.id, name) for name, thing in pairs])

    @property
    def chosen(self) -> Any:
        """The thing that was chosen."""
        return self._things.get(self.data)


class ThingChoices(IdChoices):
    """Several of the things offered; `chosen` lists them in the order offered."""

    def offer_things(self, named: Iterable[tuple[str, Any]]) -> None:
        """Offer things, each with the name it goes by."""
        pairs = list(named)
        self._things = [thing for _name, thing in pairs]
        self.offer([(thing.id, name) for name, thing in pairs])

    @property
    def chosen(self) -> list[Any]:
        """The things that were chosen."""
        return [thing for thing in self._things if thing.id in set(self.data or [])]


def organisations_named(organisations: Iterable[Organisation]) -> list[tuple[str, Organisation]]:
    """Organisations by their short names."""
    return [(organisation.short_name, organisation) for organisation in organisations]


def units_named(organisations: Iterable[Organisation]) -> list[tuple[str, Unit]]:
    """The units of these organisations, each with its organisation's name before it."""
    return [(f"{home.short_name} · {unit.short_name}", unit) for home in organisations for unit in home.units]


def clauses_named(clauses: Iterable[Clause]) -> list[tuple[str, Clause]]:
    """Clauses by minutes, label and first words."""
    return [
        (f"{clause.meeting.code} · {clause.label} · {_beginning(clause.text)}", clause) for clause in clauses
    ]


def meetings_named(meetings: Iterable[Meeting]) -> list[tuple[str, Meeting]]:
    """Minutes by code and title."""
    return [(f"{meeting.code} · {meeting.title}", meeting) for meeting in meetings]


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _FIRST_WORDS else line[:_FIRST_WORDS].rsplit(" ", 1)[0] + " …"


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


class ReasonForm(BaseForm):
    """Why."""

    reason = LongText(_l("Alasan"), description=_l("Masuk ke jejak audit."))


class StepForm(BaseForm):
    """Why a plan moves on; the rules ask for it where they must."""

    reason = LongText(_l("Alasan atau keterangan"), required=False, description=_l("Masuk ke jejak audit."))


class ConfirmForm(BaseForm):
    """Nothing but the consent to go on."""


class CommitmentForm(ThingsForm):
    """A commitment and who takes part in it."""

    code = ShortText(
        _l("Kode"), limit=rules.LONGEST_CODE, description=_l("Misalnya RAN7-01. Tetap sama di semua berkas.")
    )
    ogp_id = ShortText(
        _l("Nomor OGP"), required=False, limit=6, description=_l("Misalnya ID0112. Boleh menyusul.")
    )
    title_ind = LongText(_l("Judul"), limit=_LONG_TITLE)
    title_eng = LongText(_l("Judul dalam bahasa Inggris"), required=False, limit=_LONG_TITLE)
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

    def content(self) -> dict[str, Any]:
        """What the commitment says, as its services take it."""
        parts = {"supporters", "proposers", "companions"}
        content = {name: value for name, value in self.values().items() if name not in parts}
        things = {"lead": self.lead.chosen, "lead_unit": self.lead_unit.chosen}
        return content | things | {"sdg_links": self.sdg_links.data or []}


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

    def content(self) -> dict[str, Any]:
        """What the milestone says, as its services take it."""
        whom = {"responsible": self.responsible.chosen, "responsible_unit": self.responsible_unit.chosen}
        return self.values() | whom | {"due_on": self.due_on.data or self._due_from_words()}

    def _due_from_words(self) -> Any:
        try:
            return read_point_in_year(self.due_text.data or "").on
        except DateProblem:
            return None


class NatureForm(ThingsForm):
    """What an indicator is, apart from its name and definition."""

    kind = EnumChoice(
        _l("Jenis"),
        IndicatorKind,
        description=_l("Tidak dapat diubah setelah data dasar atau target tercatat."),
    )
    direction = EnumChoice(_l("Arah"), Direction)
    is_cumulative = Tick(_l("Angkanya kumulatif: tahun berikut mencakup tahun sebelumnya"))
    unit_ind = ShortText(
        _l("Satuan"), required=False, description=_l("Misalnya persen atau instansi. Wajib untuk angka.")
    )
    unit_eng = ShortText(_l("Satuan dalam bahasa Inggris"), required=False)
    outside_monitor = ShortText(
        _l("Pemantau lain"),
        required=False,
        description=_l("Bila sudah dipantau di tempat lain, misalnya Stranas PK."),
    )


class WordingForm(ThingsForm):
    """The name and definition of an indicator."""

    name_ind = LongText(_l("Nama indikator"), limit=_LONG_TITLE)
    name_eng = LongText(_l("Nama indikator dalam bahasa Inggris"), required=False, limit=_LONG_TITLE)
    definition_ind = LongText(_l("Definisi operasional"), required=False)
    definition_eng = LongText(_l("Definisi operasional dalam bahasa Inggris"), required=False)
    numerator_ind = LongText(_l("Arti pembilang"), required=False)
    numerator_eng = LongText(_l("Arti pembilang dalam bahasa Inggris"), required=False)
    denominator_ind = LongText(_l("Arti penyebut"), required=False)
    denominator_eng = LongText(_l("Arti penyebut dalam bahasa Inggris"), required=False)
    clause = ThingChoice(
        _l("Sumber: butir notula"),
        required=False,
        description=_l("Butir dari notula yang ditautkan ke rencana aksi ini."),
    )

    def offer(self, clauses: Collection[Clause]) -> None:
        """Offer the clauses that can be named as its source."""
        self.clause.offer_things(clauses_named(clauses))

    def content(self) -> dict[str, Any]:
        """What it says, as its services take it."""
        return self.values() | {"clause": self.clause.chosen}


class IndicatorForm(NatureForm, WordingForm):
    """A new indicator, whole."""


class DefinitionForm(WordingForm):
    """Another wording of an indicator: what changes, and why."""

    standing = EnumChoice(_l("Kedudukan rumusan ini"), DefinitionStanding)
    reason = LongText(
        _l("Alasan"), description=_l("Apa yang berubah, dan mengapa. Terbaca di riwayat indikator.")
    )

    def content(self) -> dict[str, Any]:
        """What it says; its standing decides which act it is, and is not part of it."""
        return {name: value for name, value in super().content().items() if name != "standing"}


class BaselineForm(ThingsForm):
    """What every baseline has: its year and its source. `shown` puts the fields of all kinds in order."""

    shown = ("as_written", "value", "level", "numerator", "denominator", "year", "clause", "source_text")
    year = YearField(_l("Tahun data dasar"), required=False)
    clause = ThingChoice(
        _l("Sumber: butir notula"),
        required=False,
        description=_l("Butir dari notula yang ditautkan ke rencana aksi ini."),
    )
    source_text = ShortText(
        _l("Sumber lain"),
        required=False,
        description=_l("Dokumen atau sistem, bila bukan notula. Tanpa sumber akan ditandai."),
    )

    def offer(self, clauses: Collection[Clause]) -> None:
        """Offer the clauses that can be named as its source."""
        self.clause.offer_things(clauses_named(clauses))

    def content(self, kind: IndicatorKind) -> dict[str, Any]:
        """What is known, as the service takes it; refuses a unit that the kind cannot have."""
        known = {
            "year": self.year.data,
            "source_text": self.source_text.data or "",
            "clause": self.clause.chosen,
        }
        return known | self._value_of(kind)

    def _value_of(self, kind: IndicatorKind) -> dict[str, Any]:
        raise NotImplementedError


_AS_WRITTEN = _l("Dengan kata-katanya, misalnya “sekitar 19%” atau “lebih dari 623 instansi”.")
_THE_NUMBER = _l("Hanya bila kata-kata di atas memuat lebih dari satu angka; kalau kosong, dibaca dari sana.")


class WordedNumber(ShortText):
    """A number in the words of its source, read when the form is used (D2, D4); `data` is the wording."""

    def __init__(self, *, decimals_usual: bool = False, **options: Any) -> None:
        self.decimals_usual = decimals_usual
        self.reads_number = "decimal" if decimals_usual else "count"
        super().__init__(_l("Data dasar, seperti tertulis"), description=_AS_WRITTEN, **options)

    def read(self) -> Reading:
        """The number it states; a NumberProblem when it is not exactly one."""
        units = getattr(self._form, "own_units", ())
        return read_number(self.data or "", decimals_usual=self.decimals_usual, own_units=units)


class NumericBaselineForm(BaselineForm):
    """A baseline in figures: the wording, and the number in it where the wording alone does not say."""

    as_written = WordedNumber()
    value = NumberField(_l("Angka yang dimaksud"), required=False, description=_THE_NUMBER)
    numerator = NumberField(
        _l("Pembilang"), required=False, description=_l("Angka di balik persen atau rasio.")
    )
    denominator = NumberField(_l("Penyebut"), required=False)

    @classmethod
    def about(cls, thing: object, **options: Any) -> Self:
        """The form filled with what is stored; the number only when the wording does not state it."""
        form = super().about(thing, **options)
        if form.value.typed is None:
            form.value.data = form.number_beside(thing) if isinstance(thing, Baseline) else None
        return form

    def number_beside(self, baseline: Baseline) -> str | None:
        """The stored number, as one writes it, unless the wording reads so by itself."""
        try:
            alone = self.as_written.read().value
        except NumberProblem:
            alone = None
        if baseline.value is None or alone == baseline.value:
            return None
        return format_quantity(baseline.value, comparator=baseline.comparator, qualifier=baseline.qualifier)

    @property
    def reading(self) -> Reading:
        """The number that is meant. Refuses a wording that states none, or another than stands beside it."""
        beside = self.value.data if isinstance(self.value.data, Reading) else None
        try:
            alone = self.as_written.read()
        except NumberProblem as problem:
            if beside is None:
                raise RuleBroken(problem.code, field="as_written", params=problem.params) from None
            return beside
        if beside is not None and beside.value != alone.value:
            raise RuleBroken("number_beside_differs", field="value", params={"written": alone})
        return alone

    def _value_of(self, kind: IndicatorKind) -> dict[str, Any]:
        reading = self.reading
        rules.check_unit_read(kind, reading.unit)
        return {
            "as_written": self.as_written.data,
            "value": reading.value,
            "comparator": reading.comparator,
            "qualifier": reading.qualifier,
            "numerator": _value(self.numerator.data),
            "denominator": _value(self.denominator.data),
        }


class ExactBaselineForm(NumericBaselineForm):
    """A baseline in figures that often have decimals, so that "1.234" is asked about (D4)."""

    as_written = WordedNumber(decimals_usual=True)
    value = NumberField(
        _l("Angka yang dimaksud"), required=False, decimals_usual=True, description=_THE_NUMBER
    )


class LevelBaselineForm(BaselineForm):
    """A baseline on a scale of levels; the kinds of scale below bring the field `level`."""

    level: Any

    as_written = ShortText(_l("Data dasar, seperti tertulis"))

    def _value_of(self, kind: IndicatorKind) -> dict[str, Any]:
        level = self.level.data
        return {"as_written": self.as_written.data, "level": level and str(level)}


class YesNoBaselineForm(LevelBaselineForm):
    """Already so, or not."""

    level = EnumChoice(_l("Keadaan awal"), YesNo)


class RegulationBaselineForm(LevelBaselineForm):
    """How far a regulation is."""

    level = EnumChoice(_l("Tahap awal"), RegulationStage)


class QualityBaselineForm(LevelBaselineForm):
    """A figure, or a level of the indicator's own scale."""

    value = NumberField(
        _l("Angka"),
        required=False,
        decimals_usual=True,
        description=_l("Isi angka atau tingkat, salah satu."),
    )
    level = ShortText(_l("Tingkat"), required=False, limit=40)

    def _value_of(self, kind: IndicatorKind) -> dict[str, Any]:
        return super()._value_of(kind) | {"value": _value(self.value.data)}


def _value(entered: Reading | Decimal | None) -> Decimal | None:
    # What was not sent at all is still the stored number.
    return entered.value if isinstance(entered, Reading) else entered


BASELINE_FORMS: dict[IndicatorKind, type[BaselineForm]] = {
    IndicatorKind.PERCENTAGE: ExactBaselineForm,
    IndicatorKind.RATIO: ExactBaselineForm,
    IndicatorKind.COUNT: NumericBaselineForm,
    IndicatorKind.YES_NO: YesNoBaselineForm,
    IndicatorKind.REGULATION: RegulationBaselineForm,
    IndicatorKind.QUALITY: QualityBaselineForm,
}
