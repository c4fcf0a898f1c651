"""The shape of what is entered as a baseline, for each kind of indicator (D2 to D6)."""

from decimal import Decimal
from typing import Any, Self

from flask_babel import lazy_gettext as _l

from tracker.core.errors import RuleBroken
from tracker.core.numbers import read_number
from tracker.core.quantities import NumberProblem, Reading, format_quantity
from tracker.plans import rules
from tracker.plans.models import Baseline
from tracker.plans.states import IndicatorKind, RegulationStage, YesNo
from tracker.plans.thing_forms import SourcedForm
from tracker.web.fields import EnumChoice, NumberField, ShortText, YearField


class BaselineForm(SourcedForm):
    """What every baseline has: its year and its source. `shown` puts the fields of all kinds in order."""

    shown = ("as_written", "value", "level", "numerator", "denominator", "year", "clause", "source_text")
    year = YearField(_l("Tahun data dasar"), required=False)
    source_text = ShortText(
        _l("Sumber lain"),
        required=False,
        description=_l("Dokumen atau sistem, bila bukan notula. Tanpa sumber akan ditandai."),
    )

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
