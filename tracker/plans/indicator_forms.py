"""The shape of what is entered about an indicator and its wording."""

from typing import Any

from flask_babel import lazy_gettext as _l

from tracker.plans import rules
from tracker.plans.states import DefinitionStanding, Direction, IndicatorKind
from tracker.plans.thing_forms import SourcedForm, ThingsForm
from tracker.web.fields import EnumChoice, LongText, ShortText, Tick

_NATURE = ("kind", "direction", "is_cumulative", "unit_ind", "unit_eng", "outside_monitor")
_NAME = ("name_ind", "name_eng")
_DEFINITION = (
    "definition_ind", "definition_eng",
    "numerator_ind", "numerator_eng", "denominator_ind", "denominator_eng",
)  # fmt: skip


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


class WordingForm(SourcedForm):
    """The name and definition of an indicator."""

    name_ind = LongText(_l("Nama indikator"), limit=rules.LONGEST_TITLE)
    name_eng = LongText(_l("Nama indikator dalam bahasa Inggris"), required=False, limit=rules.LONGEST_TITLE)
    definition_ind = LongText(_l("Definisi operasional"), required=False)
    definition_eng = LongText(_l("Definisi operasional dalam bahasa Inggris"), required=False)
    numerator_ind = LongText(_l("Arti pembilang"), required=False)
    numerator_eng = LongText(_l("Arti pembilang dalam bahasa Inggris"), required=False)
    denominator_ind = LongText(_l("Arti penyebut"), required=False)
    denominator_eng = LongText(_l("Arti penyebut dalam bahasa Inggris"), required=False)


class IndicatorForm(NatureForm, WordingForm):
    """A new indicator, whole."""

    shown = (*_NAME, *_NATURE, *_DEFINITION, "clause")


class DefinitionForm(WordingForm):
    """Another wording of an indicator: what changes, and why."""

    shown = (*_NAME, *_DEFINITION, "standing", "reason", "clause")
    standing = EnumChoice(_l("Kedudukan rumusan ini"), DefinitionStanding)
    reason = LongText(
        _l("Alasan"), description=_l("Apa yang berubah, dan mengapa. Terbaca di riwayat indikator.")
    )

    def values(self) -> dict[str, Any]:
        """What it says; its standing decides which act it is, and is not part of it."""
        return {name: value for name, value in super().values().items() if name != "standing"}
