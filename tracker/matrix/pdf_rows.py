"""What the PDF prints of a matrix: every row, entry and definition as ready words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape

from tracker.core.bilingual import Language
from tracker.core.dates import format_date
from tracker.matrix import achieved_wording, wording
from tracker.matrix.achieved_wording import Account
from tracker.matrix.rows import (
    CellPosition,
    DefinitionLine,
    HistoryLine,
    MatrixRow,
    ReasonLine,
    Source,
    YearCell,
)
from tracker.matrix.rules import warnings_in
from tracker.matrix.states import Audience, RowChange
from tracker.plans.states import IndicatorKind
from tracker.targets.states import PositionKind, Stance, TalkStatus
from tracker.web.labels import label, meaning


@dataclass(frozen=True)
class Reader:
    """For whom is printed. Clauses of `document`, the one cited most, are printed without naming it."""

    language: Language
    audience: Audience
    document: str = ""


@dataclass(frozen=True)
class PrintedHolder:
    """Who holds the figure of a part (awal, usulan balik, disepakati), and where; `wording` says more."""

    part: str
    party: str
    wording: str
    clause: Markup


@dataclass(frozen=True)
class PrintedCell:
    """A target cell: its value or that there is none, proposal → counter, who holds them, what is odd."""

    value: str
    tone: str
    figures: str
    difference: str
    holders: tuple[PrintedHolder, ...]
    due: str
    has_warning: bool


@dataclass(frozen=True)
class PrintedReason:
    """Who says what in which role, why, and where."""

    who: str
    text: str
    source: Markup


@dataclass(frozen=True)
class PrintedAccount:
    """What an organisation achieved, and in which tone its status is printed."""

    words: Account
    tone: str


@dataclass(frozen=True)
class PrintedRow:
    """One indicator, column by column; `accounts` is None where the column is not printed."""

    number: int
    change: str
    name: str
    definition: str
    notes: tuple[str, ...]
    unit: str
    baseline: str
    baseline_note: Markup
    is_baseline_missing: bool
    cells: tuple[PrintedCell, ...]
    status: str
    tone: str
    warnings: tuple[str, ...]
    reasons: tuple[PrintedReason, ...]
    is_dropped: bool
    accounts: tuple[PrintedAccount, ...] | None


@dataclass(frozen=True)
class PrintedEntry:
    """One entry of the ledger as a sentence."""

    row: str
    day: str
    sentence: str
    wording: str
    reason: str
    source: Markup


@dataclass(frozen=True)
class PrintedDefinition:
    """One wording of an indicator."""

    row: str
    version: int
    status: str
    name: str
    text: str
    fraction: str
    reason: str
    source: Markup


# A clause with the word before it; where a line can end inside it: after the full stop before a digit.
_CLAUSE = re.compile(r"\(?(?:\b\w+ )?\b\w+\.\d[\w.]*\w\)?")
_PARTS = ("initial", "counter", "agreed")


def print_row(
    row: MatrixRow, years: Iterable[int], reader: Reader, change: RowChange = RowChange.SAME
) -> PrintedRow:
    """The row with one cell for each of `years`."""
    cells = {cell.year: cell for cell in row.years}
    return PrintedRow(
        number=row.number,
        change=wording.change_text(change),
        name=row.name.in_language(reader.language),
        definition=row.definition.in_language(reader.language),
        notes=tuple(_notes(row, reader)),
        unit=row.unit.in_language(reader.language),
        baseline=wording.baseline_text(row.baseline, row.kind, reader.language),
        baseline_note=_unbroken(" · ".join(_baseline_notes(row, reader))),
        is_baseline_missing=row.baseline is None,
        cells=tuple(_cell(row, cells.get(year), reader) for year in years),
        status=wording.status_text(row.status),
        tone=meaning(row.status).tone,
        warnings=tuple(wording.warning_text(line, reader.audience) for line in row.warnings),
        reasons=tuple(_reason(line, reader) for line in row.reasons),
        is_dropped=row.is_dropped,
        accounts=None if row.achieved is None else tuple(_accounts(row, reader)),
    )


def _accounts(row: MatrixRow, reader: Reader) -> Iterator[PrintedAccount]:
    for words in achieved_wording.accounts(row, reader.language):
        yield PrintedAccount(words, meaning(words.status).tone if words.status else "")


def parties_text(row: MatrixRow, reader: Reader) -> str:
    """Who takes care of a row: its lead, then those who support it and the OMS, if there are any."""
    named = {
        "lead": wording.party_text(row.lead, reader.audience),
        "supporters": ", ".join(row.supporters),
        "csos": ", ".join(row.csos),
    }
    headings = wording.columns()
    return " · ".join(f"{headings[part]}: {names}" for part, names in named.items() if names)


def _notes(row: MatrixRow, reader: Reader) -> Iterable[str]:
    for names, words in ((row.former_names, _("Nama lama")), (row.suggested_names, _("Usulan nama"))):
        for name in names:
            yield f"{words}: {name.in_language(reader.language)}"
    if row.outside_monitor:
        yield _("Dipantau juga oleh %(name)s", name=row.outside_monitor)


def _baseline_notes(row: MatrixRow, reader: Reader) -> Iterator[str]:
    if row.baseline is None:
        return
    shown = wording.baseline_text(row.baseline, row.kind, reader.language)
    written = wording.own_wording(row.baseline.quantity.as_written, shown)
    if written:
        yield f"“{written}”"
    short = replace(row.baseline, source=_shortened(row.baseline.source, reader))
    yield from wording.baseline_note(short, row.kind, reader.language).splitlines()


def _shortened(source: Source, reader: Reader) -> Source:
    """The same place as text that leaves the document out when it is the usual one."""
    return source if source.is_missing else Source(text=_clause(source, reader))


def _clause(source: Source, reader: Reader) -> str:
    if source.clause and not source.text and source.document == reader.document:
        return str(_("butir %(clause)s", clause=source.clause))
    return wording.source_text(source)


def _unbroken(text: str) -> Markup:
    """The text as HTML in which no line ends inside "butir II.6.b"."""
    return Markup(_CLAUSE.sub(r'<span class="clause">\g<0></span>', str(escape(text))))


def _cell(row: MatrixRow, cell: YearCell | None, reader: Reader) -> PrintedCell:
    if cell is None:
        return PrintedCell(wording.missing_text(), "missing", "", "", (), "", False)
    value, tone = _value(row, cell, reader)
    return PrintedCell(
        value=value,
        tone=tone,
        figures=" → ".join(_figures(row, cell, reader)),
        difference=wording.cell_difference(cell, row.kind, reader.language),
        holders=tuple(_holders(row, cell, reader)),
        due="" if (cell.due_on.month, cell.due_on.day) == (12, 31) else _due(cell.due_on, reader),
        has_warning=bool(warnings_in(row, cell.year)),
    )


def _value(row: MatrixRow, cell: YearCell, reader: Reader) -> tuple[str, str]:
    if row.is_dropped:
        return wording.status_text(TalkStatus.DROPPED), "dropped"
    if cell.agreed:
        value = wording.agreed_text(cell, row.kind, reader.language)
        # A figure is printed large; a word would not fit its column.
        return f"{meaning(TalkStatus.AGREED).mark} {value}", "agreed large" if len(value) < 9 else "agreed"
    if not any(getattr(cell, part) for part in _PARTS):
        return wording.missing_text(), "missing"
    return f"{meaning(TalkStatus.CONTESTED).mark} {wording.not_agreed_text()}", "contested"


def _figures(row: MatrixRow, cell: YearCell, reader: Reader) -> list[str]:
    places = (cell.initial, cell.counter)
    return [wording.position_text(place, row.kind, reader.language) for place in places if place]


def _due(on: date, reader: Reader) -> str:
    return str(_("paling lambat %(day)s", day=format_date(on, locale=reader.language)))


def _holders(row: MatrixRow, cell: YearCell, reader: Reader) -> Iterator[PrintedHolder]:
    headings = wording.columns()
    for part in _PARTS:
        position: CellPosition | None = getattr(cell, part)
        if position:
            figure = wording.quantity_text(position.quantity, row.kind, reader.language)
            yield PrintedHolder(
                part=headings[part],
                party=wording.party_text(replace(position.party, person=""), reader.audience),
                wording=wording.own_wording(position.quantity.as_written, figure),
                clause=_unbroken(_clause(position.source, reader)),
            )


def _reason(line: ReasonLine, reader: Reader) -> PrintedReason:
    who = f"{wording.party_text(line.party, reader.audience)} · {wording.said_text(line)}"
    return PrintedReason(who, line.text, _unbroken(f"({_clause(line.source, reader)})"))


def print_entry(line: HistoryLine, kind: IndicatorKind, reader: Reader) -> PrintedEntry:
    """An entry of the ledger: when, who said what, why and where (D10, D11)."""
    figure = wording.quantity_text(line.quantity, kind, reader.language)
    return PrintedEntry(
        row=line.row_key,
        day=format_date(line.taken_on, locale=reader.language),
        sentence=_sentence(line, figure, wording.party_text(line.party, reader.audience)),
        wording=wording.own_wording(line.quantity.as_written, figure),
        reason=line.reason,
        source=_unbroken(wording.source_text(line.source)),
    )


def _sentence(line: HistoryLine, figure: str, party: str) -> str:
    if line.stance is not Stance.VALUE:
        return str(_STANCE_SENTENCES[line.stance]) % {"party": party} + _drop_words(line)
    text = str(_VALUE_SENTENCES[line.kind]) % {"party": party, "figure": figure}
    until = _("%(said)s untuk tahun %(year)s", said=text, year=line.year) if line.year else text
    return str(_("%(said)s sebagai posisi resmi", said=until)) if line.is_official else str(until)


def _drop_words(line: HistoryLine) -> str:
    return f" ({label(line.drop_reason)})" if line.drop_reason else ""


_VALUE_SENTENCES = {
    PositionKind.INITIAL: _l("%(party)s mengusulkan %(figure)s"),
    PositionKind.PROPOSAL: _l("%(party)s mengajukan %(figure)s"),
    PositionKind.COUNTER: _l("%(party)s mengusulkan balik %(figure)s"),
    PositionKind.AGREED: _l("%(party)s mencatat %(figure)s disepakati"),
    PositionKind.WITHDRAWN: _l("%(party)s menarik %(figure)s"),
}
_STANCE_SENTENCES = {
    Stance.RETAIN: _l("%(party)s meminta indikator tetap dimasukkan"),
    Stance.REWORD: _l("%(party)s mengusulkan perubahan redaksi"),
    Stance.DROP: _l("%(party)s mengusulkan indikator dihapus"),
    Stance.REMARK: _l("%(party)s memberi catatan"),
}


def print_definition(line: DefinitionLine, reader: Reader) -> PrintedDefinition:
    """A wording of an indicator, whether in force or suggested (D13)."""
    above, below = (part.in_language(reader.language) for part in (line.numerator, line.denominator))
    return PrintedDefinition(
        row=line.row_key,
        version=line.version,
        status=wording.definition_status(line),
        name=line.name.in_language(reader.language),
        text=line.definition.in_language(reader.language),
        fraction=f"{above} ÷ {below}" if above and below else above or below,
        reason=line.reason,
        source=_unbroken(wording.source_text(line.source)),
    )
