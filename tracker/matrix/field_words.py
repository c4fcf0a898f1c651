"""Every field of a matrix row in words: what a comparison calls it, and what stands there (D19)."""

from collections.abc import Callable, Iterable
from enum import Enum

from flask_babel import gettext as _

from tracker.core.bilingual import Bilingual, Language
from tracker.core.dates import format_date
from tracker.matrix import wording
from tracker.matrix.achieved_wording import achieved_text
from tracker.matrix.rows import MatrixRow, YearCell
from tracker.matrix.states import Audience
from tracker.web.labels import label

FieldText = Callable[[MatrixRow, Language, Audience], str]


def field_heading(field: str) -> str:
    """What a reader calls a field of a comparison: name → Indikator, 2022.counter → 2022 · Usulan balik."""
    year, _dot, part = field.rpartition(".")
    heading = {**wording.columns(), **_other_headings()}.get(part, part)
    return f"{year} · {heading}" if year else heading


def _other_headings() -> dict[str, str]:
    return {
        "kind": _("Jenis indikator"),
        "direction": _("Arah"),
        "due_on": _("Batas waktu"),
        "is_midterm": _("Arah jangka menengah"),
        "definition_version": _("Versi definisi"),
        "former_names": _("Nama lama"),
        "suggested_names": _("Usulan nama"),
        "outside_monitor": _("Pemantau luar"),
    }


def field_text(row: MatrixRow | None, field: str, language: Language, audience: Audience) -> str:
    """What stands in a field named by a comparison, as the matrix itself shows it; nothing without a row."""
    if row is None:
        return ""
    year, _dot, part = field.rpartition(".")
    if year:
        cell = next((cell for cell in row.years if cell.year == int(year)), None)
        return _cell_text(row, cell, part, language, audience)
    write = _TEXTS.get(part)
    return write(row, language, audience) if write else _plain(getattr(row, part), language)


def _cell_text(
    row: MatrixRow, cell: YearCell | None, part: str, language: Language, audience: Audience
) -> str:
    if cell is None:
        return wording.missing_text()
    if part == "difference":
        return "" if cell.difference is None else wording.difference_text(cell.difference, row.kind, language)
    if part in ("initial", "counter", "agreed"):
        return _position(row, cell, part, language, audience)
    if part == "status":
        return wording.status_text(cell.status)
    if part == "due_on":
        return format_date(cell.due_on, locale=language)
    return _plain(getattr(cell, part), language)


def _position(row: MatrixRow, cell: YearCell, part: str, language: Language, audience: Audience) -> str:
    position = getattr(cell, part)
    if position is None:
        return {"initial": wording.missing_text(), "agreed": wording.not_agreed_text()}.get(part, "")
    value = wording.quantity_text(position.quantity, row.kind, language)
    party = wording.party_text(position.party, audience)
    return f"{value} · {party} · {wording.source_text(position.source)}"


def _plain(value: object, language: Language) -> str:
    if isinstance(value, bool):
        return str(_("ya") if value else _("tidak"))
    if isinstance(value, Enum):
        return label(value)
    if isinstance(value, Bilingual):
        return value.in_language(language)
    if isinstance(value, tuple):
        return "\n".join(_plain(part, language) for part in value)
    return str(value)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)


def _baseline(row: MatrixRow, language: Language, _audience: Audience) -> str:
    value = wording.baseline_text(row.baseline, row.kind, language)
    return f"{value}\n{wording.baseline_note(row.baseline, row.kind, language)}".strip()


_TEXTS: dict[str, FieldText] = {
    "achieved": lambda row, language, _audience: achieved_text(row, language),
    "status": lambda row, _language, _audience: wording.status_text(row.status),
    "baseline": _baseline,
    "lead": lambda row, _language, audience: wording.party_text(row.lead, audience),
    "reasons": lambda row, _language, audience: _lines(
        wording.reason_text(line, audience) for line in row.reasons
    ),
    "warnings": lambda row, _language, audience: _lines(
        wording.warning_text(line, audience) for line in row.warnings
    ),
}
