"""The shape of what is entered in the negotiation."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from tracker.accounts.models import Organisation
from tracker.core.errors import DomainError, RuleBroken
from tracker.core.text import clean_text
from tracker.minutes.models import Clause
from tracker.minutes.queries import first_words
from tracker.plans.models import Indicator
from tracker.plans.rules import levels_of
from tracker.plans.states import IndicatorKind
from tracker.targets.entries import Amount
from tracker.targets.queries import Choices
from tracker.targets.series_text import read_levels
from tracker.targets.states import DropReason, PositionKind, Sourcing, Stance
from tracker.targets.wording import sentence
from tracker.web.fields import (
    DateField,
    EnumChoice,
    IdChoice,
    LongText,
    NumberField,
    ShortText,
    TextChoice,
    Tick,
    YearField,
)
from tracker.web.forms import BaseForm
from tracker.web.labels import label

_KINDS = (PositionKind.PROPOSAL, PositionKind.COUNTER, PositionKind.INITIAL)
_STANCES = (Stance.DROP, Stance.REWORD, Stance.RETAIN, Stance.REMARK)
_LONGEST_LEVEL = 40

_SOURCE_FIELDS = ("reason", "clause", "source_text", "without_source", "taken_on")
_HOLDER_FIELDS = ("organisation", "unit", "person")


class SourcedForm(BaseForm):
    """Where something stands: a clause, another source, or the statement that there is none (D11, D21)."""

    clause = IdChoice(_l("Butir notula"), required=False, blank=_l("Bukan dari notula"))
    source_text = ShortText(
        _l("Sumber lain"), required=False, description=_l("Misalnya surat, laporan, atau alamat dokumen.")
    )
    without_source = Tick(_l("Tidak ada sumber: catat sebagai “tanpa sumber”"))

    def offer_clauses(self, clauses: Sequence[Clause]) -> None:
        """Fill the clauses to choose from."""
        self.clauses = {clause.id: clause for clause in clauses}
        self.clause.offer([(clause.id, _clause_name(clause)) for clause in clauses])

    def sourced(self) -> dict[str, Any]:
        """Clause, other source, and whether it is stated that there is none."""
        sourcing = Sourcing.STATED_MISSING if self.without_source.data else Sourcing.REQUIRED
        return {
            "clause": self.clauses.get(self.clause.data),
            "source_text": self.source_text.data or "",
            "sourcing": sourcing,
        }


def _clause_name(clause: Clause) -> str:
    return " · ".join((clause.meeting.code, clause.label, first_words(clause.text)))


class WarrantForm(SourcedForm):
    """Why something happens, when, and where that stands."""

    reason = LongText(_l("Alasan"), description=_l("Alasan ikut terbaca oleh umum."))
    taken_on = DateField(_l("Tanggal"), description=_l("Kapan ini disampaikan atau diputuskan."))
    shown: tuple[str, ...] = _SOURCE_FIELDS

    def warrant(self) -> dict[str, Any]:
        """As services want it."""
        return {"reason": self.reason.data, "taken_on": self.taken_on.data, **self.sourced()}


class AgreedWordingForm(WarrantForm):
    """Agreement to a rewording, spelt out."""

    name_ind = LongText(_l("Nama indikator yang disepakati"))
    definition_ind = LongText(_l("Definisi operasional yang disepakati"), required=False)
    shown = ("name_ind", "definition_ind", *_SOURCE_FIELDS)


class ReasonForm(BaseForm):
    """A reason and nothing else."""

    reason = LongText(_l("Alasan"))


class PositionForm(WarrantForm):
    """What every position has. The ledger is for ever, so what was understood is shown before it is kept.

    `seen` holds the sentence that the person was shown; `preview` is the one to show now.
    """

    organisation = IdChoice(_l("Organisasi pemilik posisi"))
    unit = IdChoice(_l("Unit kerja yang diwakili"), required=False, blank=_l("Tidak disebut"))
    person = IdChoice(
        _l("Penutur"),
        required=False,
        blank=_l("Tidak disebut"),
        description=_l("Nama hanya terbaca oleh orang yang sudah masuk."),
    )
    replaces = IdChoice(
        _l("Menggantikan posisi"),
        required=False,
        blank=_l("Tidak menggantikan posisi mana pun"),
        description=_l("Hanya posisi organisasi, unit kerja, dan pokok yang sama."),
    )
    seen = HiddenField()
    preview: str = ""

    def offer(self, choices: Choices) -> None:
        """Fill what can be chosen."""
        self.choices = choices
        self.organisation.offer([(known.id, known.short_name) for known in choices.organisations])
        self.unit.offer(
            [(unit.id, f"{unit.organisation.short_name} · {unit.short_name}") for unit in choices.units]
        )
        self.person.offer([(person.id, person.full_name) for person in choices.people])
        self.replaces.offer([(position.id, sentence(position)) for position in choices.replaceable])
        self.offer_clauses(choices.clauses)

    @property
    def chosen_organisation(self) -> Organisation:
        """The organisation whose position it is."""
        found = self.choices.find(self.choices.organisations, self.organisation.data)
        assert found is not None  # the field accepts only what was offered
        return found

    def grounds(self) -> dict[str, Any]:
        """Whose position it is, why, and where it stands."""
        find, choices = self.choices.find, self.choices
        return {
            **self.warrant(),
            "organisation": self.chosen_organisation,
            "unit": find(choices.units, self.unit.data),
            "person": find(choices.people, self.person.data),
            "replaces": find(choices.replaceable, self.replaces.data),
        }

    def check_seen(self, preview: str) -> None:
        """Refuse to keep what the person has not been shown as it was understood (D4)."""
        # A browser sends line ends of its own kind.
        if clean_text(self.seen.data or "") != clean_text(preview):
            self.seen.data = preview
            self.preview = preview
            raise RuleBroken("position_not_yet_seen")

    def refuse(self, error: DomainError) -> None:
        """A first look is no mistake: it is shown as a question, not as an error."""
        if error.code != "position_not_yet_seen":
            super().refuse(error)


class ValueForm(PositionForm):
    """A value for one year."""

    kind = EnumChoice(_l("Jenis posisi"), PositionKind, only=_KINDS)
    year = YearField(_l("Tahun target"), description=_l("Empat angka, misalnya 2022."))
    as_written = ShortText(
        _l("Kata-kata aslinya"),
        required=False,
        description=_l("Seperti yang tertulis atau terucap. Kosongkan bila sama dengan nilainya."),
    )
    value_fields: tuple[str, ...] = ()

    @property
    def shown(self) -> tuple[str, ...]:  # type: ignore[override]
        """The fields in the order of the page."""
        return (
            "kind",
            "year",
            *self.value_fields,
            "as_written",
            *_HOLDER_FIELDS,
            *_SOURCE_FIELDS,
            "replaces",
        )

    def amount(self) -> Amount:
        """The value as services want it."""
        raise NotImplementedError

    def content(self) -> dict[str, Any]:
        """Everything but kind and stance."""
        return {**self.grounds(), **self.amount(), "year": self.year.data}


class NumericForm(ValueForm):
    """A number, with its unit at the field's end."""

    value = NumberField(_l("Nilai"))
    value_fields: tuple[str, ...] = ("value",)

    def amount(self) -> Amount:
        """The number as it was read; its own wording stands when no other is given."""
        reading = self.value.data
        assert reading is not None  # the field is required
        return {"as_written": self.as_written.data or reading.as_written, "reading": reading}


class RatioForm(NumericForm):
    """A number in which "1.234" reads two ways and is asked about."""

    value = NumberField(_l("Nilai"), decimals_usual=True)


class PercentageForm(RatioForm):
    """A percentage, which may say what it is of (D5)."""

    denominator = NumberField(
        _l("Penyebut"),
        required=False,
        description=_l("Bila disebut: persen dari berapa, misalnya 653 atau lebih dari 623."),
    )
    value_fields = ("value", "denominator")

    def amount(self) -> Amount:
        """Number and denominator. A bare number is a percent."""
        return {**super().amount(), "denominator": self.denominator.data}


class LevelForm(ValueForm):
    """A level of a scale that is known."""

    level = TextChoice(_l("Tingkat"))
    value_fields = ("level",)

    def offer_levels(self, kind: IndicatorKind) -> None:
        """Fill the levels of the indicator's scale, in order."""
        self.names = {level.value: label(level) for level in levels_of(kind)}
        self.level.offer(list(self.names.items()))

    def amount(self) -> Amount:
        """The level; its word is the wording when no other is given."""
        as_written = self.as_written.data or self.names[self.level.data]
        return {"as_written": as_written, "level": self.level.data}


class QualityForm(ValueForm):
    """A level in words of its own."""

    level = ShortText(_l("Tingkat mutu"), limit=_LONGEST_LEVEL)
    value_fields = ("level",)

    def amount(self) -> Amount:
        """The level, which is its own wording when no other is given."""
        return {"as_written": self.as_written.data or self.level.data, "level": self.level.data}


_VALUE_FORMS: dict[IndicatorKind, type[ValueForm]] = {
    IndicatorKind.PERCENTAGE: PercentageForm,
    IndicatorKind.COUNT: NumericForm,
    IndicatorKind.RATIO: RatioForm,
    IndicatorKind.QUALITY: QualityForm,
}


def value_form(indicator: Indicator, *, data: dict[str, Any]) -> ValueForm:
    """The form for a value of this indicator (D6)."""
    form = _VALUE_FORMS.get(indicator.kind, LevelForm)(data=data, own_units=[indicator.unit_ind])
    if isinstance(form, LevelForm):
        form.offer_levels(indicator.kind)
    return form


def agreed_value_form(indicator: Indicator, choices: Choices, *, data: dict[str, Any]) -> ValueForm:
    """The form for a value that was agreed: the same value, but nobody's position."""
    form = value_form(indicator, data=data)
    form.offer(choices)
    for name in ("kind", "unit", "person", "replaces"):
        del form[name]
    form.organisation.label.text = _l("Organisasi yang terikat")
    return form


class StatementForm(PositionForm):
    """What is said about the indicator as a whole (D13, D14)."""

    stance = EnumChoice(_l("Yang diminta"), Stance, only=_STANCES)
    drop_reason = EnumChoice(
        _l("Sebab penghapusan"),
        DropReason,
        required=False,
        blank=_l("Bukan usulan penghapusan"),
    )
    as_written = ShortText(_l("Kata-kata aslinya"), description=_l("Seperti yang tertulis atau terucap."))
    definition = IdChoice(
        _l("Rumusan yang diusulkan"),
        required=False,
        blank=_l("Belum dirumuskan"),
        description=_l("Bila rumusan lengkapnya sudah dicatat sebagai usulan."),
    )
    shown = (
        "stance", "drop_reason", "as_written", "definition", *_HOLDER_FIELDS, *_SOURCE_FIELDS, "replaces",
    )  # fmt: skip

    def offer(self, choices: Choices) -> None:
        """Fill what can be chosen, suggested wordings included."""
        super().offer(choices)
        self.definition.offer([(version.id, version.name_ind) for version in choices.suggested])

    def content(self) -> dict[str, Any]:
        """Everything but kind and stance."""
        is_rewording = self.stance.data is Stance.REWORD
        suggested = self.choices.find(self.choices.suggested, self.definition.data)
        return {
            **self.grounds(),
            "as_written": self.as_written.data,
            "drop_reason": self.drop_reason.data,
            "definition": suggested if is_rewording else None,
        }


class SeriesForm(SourcedForm):
    """Yearly levels published earlier."""

    name_ind = ShortText(_l("Nama deret"), description=_l("Misalnya nama peta jalan atau rencana strategis."))
    name_eng = ShortText(_l("Nama deret dalam bahasa Inggris"), required=False)
    points = LongText(
        _l("Angka per tahun"),
        limit=2_000,
        description=_l("Satu baris satu tahun: tahun, titik dua, nilainya. Misalnya 2020: 227.995."),
    )
    is_shared = Tick(_l("Angka ini milik komitmen secara keseluruhan, bukan indikator ini saja"))
    unit_ind = ShortText(_l("Satuan"))
    unit_eng = ShortText(_l("Satuan dalam bahasa Inggris"), required=False)
    shown = (
        "name_ind", "name_eng", "points", "unit_ind", "unit_eng", "is_shared",
        "clause", "source_text", "without_source",
    )  # fmt: skip

    def content(self, indicator: Indicator) -> dict[str, Any]:
        """As services want it; raises RuleBroken for a line that cannot be read."""
        names = ("name_ind", "name_eng", "unit_ind", "unit_eng")
        texts = {name: self[name].data or "" for name in names}
        own = None if self.is_shared.data else indicator
        levels = read_levels(self.points.data, own.kind if own else None, own_units=[texts["unit_ind"]])
        return {**texts, **self.sourced(), "points": levels, "indicator": own}
