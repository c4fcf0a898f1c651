"""The words of the matrix: one spelling for page, workbook and PDF, in the language of the moment."""

from datetime import datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from flask_babel import get_locale, gettext

from tracker.core.bilingual import Language
from tracker.core.dates import format_date, format_datetime_wib
from tracker.core.quantities import PERCENT, format_number, format_quantity
from tracker.matrix.rows import (
    BaselineCell,
    CellPosition,
    DefinitionLine,
    Matrix,
    MatrixRow,
    Party,
    Quantity,
    ReasonLine,
    Source,
    VersionStamp,
    WarningLine,
    YearCell,
)
from tracker.matrix.states import Audience, RowChange
from tracker.plans.states import IndicatorKind, RegulationStage, YesNo
from tracker.targets.labels import explain
from tracker.targets.states import PositionKind, Stance, TalkStatus
from tracker.web.labels import label, meaning

WARNING_MARK = "⚠"
_LEVELS = {IndicatorKind.REGULATION: RegulationStage, IndicatorKind.YES_NO: YesNo}
_MINUS = "−"


def _(text: str, **values: object) -> str:
    """A text in the language of the moment. A large file asks for the same few a million times."""
    translated = _translated(str(get_locale()), text)
    return translated % values if values else translated


@lru_cache(maxsize=2_000)
def _translated(_locale: str, text: str) -> str:
    return str(gettext(text))


def _label(member: Enum) -> str:
    return _translated_label(str(get_locale()), member)


# Members of different enums can be equal, being texts: agreed is a kind of position and a state of the talks.
@lru_cache(maxsize=500, typed=True)
def _translated_label(_locale: str, member: Enum) -> str:
    return label(member)


def columns() -> dict[str, str]:
    """The headings, keyed by the field of `MatrixRow` or `YearCell` that the column shows."""
    return {
        "number": _("No"),
        "change": _("Perubahan"),
        "commitment": _("Komitmen"),
        "name": _("Indikator"),
        "definition": _("Definisi operasional"),
        "unit": _("Satuan"),
        "baseline": _("Data dasar"),
        "initial": _("Awal"),
        "counter": _("Usulan balik"),
        "agreed": _("Disepakati"),
        "difference": _("Selisih"),
        "status": _("Status pembahasan"),
        "lead": _("Penanggung jawab"),
        "supporters": _("Instansi pendukung"),
        "csos": _("OMS"),
        "reasons": _("Alasan"),
        "sources": _("Sumber"),
        "warnings": _("Peringatan"),
        "ministry_remark": _("Catatan K/L"),
        "cso_remark": _("Catatan OMS"),
        "achieved": _("Capaian (lapor / verifikasi / OMS)"),
        "achieved_status": _("Status capaian"),
        "key": _("Kunci baris"),
    }


def legend() -> tuple[tuple[str, str], ...]:
    """What the marks and the kinds of figures mean: mark or word, then its meaning."""
    return (*mark_legend(), *figure_legend())


def mark_legend() -> tuple[tuple[str, str], ...]:
    """Each mark with its word."""
    marks = tuple((meaning(status).mark, _label(status)) for status in TalkStatus)
    return (*marks, (WARNING_MARK, _("perlu perhatian")))


def figure_legend() -> tuple[tuple[str, str], ...]:
    """Each kind of figure with what it is."""
    return (
        (_("Awal"), _("angka pertama yang diusulkan")),
        (_("Usulan balik"), _("angka lain yang diajukan atas usulan awal")),
        (_("Disepakati"), _("angka yang disetujui semua pihak")),
        (_("Selisih"), _("usulan balik dikurangi awal")),
    )


def change_legend() -> tuple[tuple[str, str], ...]:
    """What the marks of a comparison mean."""
    shown = (RowChange.ADDED, RowChange.CHANGED, RowChange.REMOVED)
    return tuple((meaning(change).mark, _label(change)) for change in shown)


def status_text(status: TalkStatus) -> str:
    """The mark and the word of a status, so that it survives black and white."""
    return f"{meaning(status).mark} {_label(status)}"


def change_text(change: RowChange) -> str:
    """The mark and the word of what happened to a row; nothing when nothing did."""
    return "" if change is RowChange.SAME else f"{meaning(change).mark} {_label(change)}"


def quantity_text(quantity: Quantity, kind: IndicatorKind, language: Language) -> str:
    """A value with what belongs to it: "≥ 80%", "sekitar 19%", "penetapan"; else as written (D1, D2)."""
    if quantity.value is not None:
        return format_quantity(
            quantity.value,
            unit=PERCENT if kind is IndicatorKind.PERCENTAGE else None,
            comparator=quantity.comparator,
            qualifier=quantity.qualifier,
            locale=language,
        )
    return level_text(quantity.level, kind) if quantity.level else quantity.as_written


def level_text(level: str, kind: IndicatorKind) -> str:
    """The word for a level of a regulation or of yes/no; a quality level is a word already."""
    scale = _LEVELS.get(kind)
    return _label(scale(level)) if scale else level


def initial_text(cell: YearCell | None, kind: IndicatorKind, language: Language) -> str:
    """The first proposal, or that none was made (D7)."""
    return position_text(cell.initial, kind, language) if cell and cell.initial else missing_text()


def agreed_text(cell: YearCell | None, kind: IndicatorKind, language: Language) -> str:
    """The agreed value, or that nothing is agreed yet (D7)."""
    return position_text(cell.agreed, kind, language) if cell and cell.agreed else not_agreed_text()


def position_text(position: CellPosition | None, kind: IndicatorKind, language: Language) -> str:
    """The value of a position; nothing when nobody took one."""
    return quantity_text(position.quantity, kind, language) if position else ""


def missing_text() -> str:
    """What stands where a value should be: blank is not zero (D7)."""
    return _("belum diisi")


def not_agreed_text() -> str:
    """What stands in an empty agreed field."""
    return _("belum disepakati")


def difference_text(difference: Decimal, kind: IndicatorKind, language: Language) -> str:
    """A difference with its sign: "−35 poin" between percentages, else "+1.200"."""
    figure = format_number(abs(difference), locale=language)
    sign = _MINUS if difference < 0 else "+" if difference > 0 else ""
    signed = f"{sign}{figure}"
    return _("%(number)s poin", number=signed) if kind is IndicatorKind.PERCENTAGE else signed


def cell_difference(cell: YearCell, kind: IndicatorKind, language: Language) -> str:
    """The difference that a cell shows; nothing when its figures cannot be compared."""
    return "" if cell.difference is None else difference_text(cell.difference, kind, language)


def own_wording(written: str, shown: str) -> str:
    """What was written, unless it says no more than what is shown: "45" of "45%"."""
    return "" if _bare(written) == _bare(shown) else written


def _bare(text: str) -> str:
    return text.replace(" ", "").removesuffix("%")


def baseline_text(baseline: BaselineCell | None, kind: IndicatorKind, language: Language) -> str:
    """The baseline's value, or that there is none (D7)."""
    return quantity_text(baseline.quantity, kind, language) if baseline else missing_text()


def baseline_note(baseline: BaselineCell | None, kind: IndicatorKind, language: Language) -> str:
    """What stands behind the baseline: its fraction, its year, its source; empty without a baseline (D5)."""
    if baseline is None:
        return ""
    year = str(baseline.year) if baseline.year else _("tahun belum diisi")
    parts = (_fraction_text(baseline, kind, language), year, source_text(baseline.source))
    return "\n".join(part for part in parts if part)


def _fraction_text(baseline: BaselineCell, kind: IndicatorKind, language: Language) -> str:
    if kind is not IndicatorKind.PERCENTAGE and baseline.numerator is None:
        return ""
    above, below = (
        missing_text() if figure is None else format_number(figure, locale=language)
        for figure in (baseline.numerator, baseline.denominator)
    )
    return _("pembilang %(above)s, penyebut %(below)s", above=above, below=below)


def party_text(party: Party | None, audience: Audience) -> str:
    """ "Biro MKOK (KemenPAN-RB)", with the speaker where the reader may see names (D20, D36)."""
    if party is None:
        return missing_text()
    body = f"{party.unit} ({party.organisation})" if party.unit else party.organisation
    person = speaker_text(party, audience)
    return _("%(body)s, disampaikan %(person)s", body=body, person=person) if person else body


def speaker_text(party: Party, audience: Audience) -> str:
    """The person who spoke, for readers who may see officials' names; else nothing (D36)."""
    return party.person if audience is Audience.INTERNAL or party.is_person_public else ""


def source_text(source: Source) -> str:
    """Document and clause, "Notula 2020-09-21, butir II.6.b", or "tanpa sumber" (D21)."""
    if source.is_missing:
        return _("tanpa sumber")
    place = source.document
    if source.clause:
        place = _("%(document)s, butir %(clause)s", document=source.document, clause=source.clause)
    return "; ".join(part for part in (place, source.text) if part)


def reason_text(line: ReasonLine, audience: Audience) -> str:
    """Who says what and why: "Biro MKOK (KemenPAN-RB) · usulan balik: … (Notula …, butir II.6.b)"."""
    return f"{party_text(line.party, audience)} · {said_text(line)}: {line.text} ({source_text(line.source)})"


def said_text(line: ReasonLine) -> str:
    """The part a reason plays, with the code of a deletion proposal (D14) and the words said (D1)."""
    said = stance_text(line.stance, line.kind)
    code = f" ({_label(line.drop_reason)})" if line.drop_reason else ""
    return f"{said}{code} “{line.as_written}”" if line.as_written else f"{said}{code}"


def stance_text(stance: Stance, kind: PositionKind) -> str:
    """The part a statement plays: that of its figure, else what it says about the indicator."""
    return _label(kind) if stance is Stance.VALUE else _label(stance)


def warning_text(line: WarningLine, audience: Audience) -> str:
    """A warning with its mark, and who answered for it and why (D9, D36)."""
    text = f"{WARNING_MARK} {explain(line.rule, line.params)}"
    if not line.is_set_aside:
        return text
    name = line.set_aside_by if audience is Audience.INTERNAL else ""
    answered = _("dikesampingkan %(name)s", name=name) if name else _("dikesampingkan")
    return f"{text} ({answered}: {line.set_aside_reason})"


def cell_sources(row: MatrixRow, language: Language, audience: Audience) -> tuple[str, ...]:
    """For each figure of the row its time, part, holder and clause, one line each (D1, D20, D21)."""
    parts = {"initial": _("awal"), "counter": _("usulan balik"), "agreed": _("disepakati")}
    return tuple(
        f"{due_text(cell, language)} {word}: "
        f"{party_text(position.party, audience)} · {source_text(position.source)}"
        for cell in row.years
        for part, word in parts.items()
        if (position := getattr(cell, part)) is not None
    )


def due_text(cell: YearCell, language: Language) -> str:
    """The year when a target is due at its end, else the day (D1)."""
    is_year_end = (cell.due_on.month, cell.due_on.day) == (12, 31)
    return str(cell.year) if is_year_end else format_date(cell.due_on, locale=language)


def year_heading(year: int, matrix: Matrix) -> str:
    """The heading over a year's figures; a year after the plan's end is shown but not scored (D8)."""
    if year > matrix.last_year:
        return _("Target %(year)s · arah jangka menengah, tidak dinilai", year=year)
    return _("Target %(year)s", year=year)


def name_text(row: MatrixRow, language: Language) -> str:
    """The indicator's name, with its former names and those suggested for it (D13)."""
    others = (
        *(_("Nama lama: %(name)s", name=name.in_language(language)) for name in row.former_names),
        *(_("Usulan nama: %(name)s", name=name.in_language(language)) for name in row.suggested_names),
    )
    return "\n".join((row.name.in_language(language), *others))


def definition_text(row: MatrixRow, language: Language) -> str:
    """The operational definition with its version, and who else watches the indicator (D13, D15)."""
    text = row.definition.in_language(language) or missing_text()
    if row.definition_version > 1:
        text += " " + _("(definisi versi %(number)s)", number=row.definition_version)
    if row.outside_monitor:
        text += "\n" + _("Dipantau juga oleh %(monitor)s", monitor=row.outside_monitor)
    return text


def definition_status(line: DefinitionLine) -> str:
    """Whether a wording is in force or only suggested (D13)."""
    return _("berlaku") if line.is_adopted else _("usulan")


def document_title() -> str:
    """What the document is."""
    return _("Matriks target capaian")


def period_text(matrix: Matrix) -> str:
    """The years the plan is carried out."""
    return _("Pelaksanaan %(first)s–%(last)s", first=matrix.first_year, last=matrix.last_year)


def version_text(stamp: VersionStamp) -> str:
    """ "Versi 2 · Setelah rapat 21 September 2020", or that this is a draft."""
    if stamp.is_draft:
        return _("DRAF · belum dibekukan")
    version = _("Versi %(number)s", number=stamp.number)
    return f"{version} · {stamp.title}" if stamp.title else version


def version_short(stamp: VersionStamp) -> str:
    """ "Versi 2", or "DRAF": for footers."""
    return _("DRAF") if stamp.is_draft else _("Versi %(number)s", number=stamp.number)


def moment_text(matrix: Matrix, stamp: VersionStamp, language: Language) -> str:
    """When the version was frozen; for a draft, which moment it shows."""
    if stamp.is_draft:
        return _("Keadaan per %(moment)s", moment=_moment(matrix.as_of, language))
    return _("Dibekukan %(moment)s", moment=_moment(stamp.frozen_at, language))


def fingerprint_text(stamp: VersionStamp) -> str:
    """The fingerprint that people compare by eye."""
    return _("Sidik jari %(fingerprint)s", fingerprint=stamp.fingerprint)


def language_text(language: Language) -> str:
    """The language the document is written in."""
    return _("Bahasa Inggris") if language == "en" else _("Bahasa Indonesia")


def as_of_text(moment: datetime, language: Language) -> str:
    """Which moment a matrix shows."""
    return _("keadaan per %(moment)s", moment=_moment(moment, language))


def _moment(moment: datetime, language: Language) -> str:
    return format_datetime_wib(moment, locale=language)
