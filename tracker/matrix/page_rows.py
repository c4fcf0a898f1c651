"""A matrix row as the page shows it: every text made, every link known, nothing left to decide."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from textwrap import shorten

from flask import url_for
from flask_babel import gettext as _

from tracker.core.bilingual import Language
from tracker.matrix import wording
from tracker.matrix.achieved_wording import Account, account
from tracker.matrix.assembly import RowLinks
from tracker.matrix.rows import (
    AchievedCell,
    CellPosition,
    Matrix,
    MatrixRow,
    ReasonLine,
    Source,
    WarningLine,
    YearCell,
)
from tracker.matrix.rules import Group, sources_of, unsourced, warnings_in
from tracker.matrix.states import Audience
from tracker.targets.states import TalkStatus

# The page is given a matrix without the names its reader may not see, so what is left may be shown.
_SHOWN = Audience.INTERNAL
_SETTLED = {TalkStatus.DROPPED, TalkStatus.NOT_SINGLE}
_LONGEST_OPEN, _OPENING = 400, 200
_PARTS = ("initial", "counter", "agreed")


@dataclass(frozen=True)
class Reader:
    """Who reads: in which language, whether clauses can be opened, and where forms lead back to.

    `links` are the ids that pages and forms need, by row key; a frozen version has none. Clauses of
    `document`, the one cited most, are named without it.
    """

    language: Language
    opens_clauses: bool
    may_act: bool
    links: Mapping[str, RowLinks]
    here: str = ""
    document: str = ""


@dataclass(frozen=True)
class Place:
    """A clause or another source; `address` is "" where it cannot be opened."""

    text: str
    address: str
    is_missing: bool = False


@dataclass(frozen=True)
class Talk:
    """One side of the talks. `wording` is what was written, where that says more than the figure."""

    part: str
    figure: str
    party: str
    wording: str
    place: Place


@dataclass(frozen=True)
class Act:
    """Something staff can do to a row."""

    text: str
    address: str


@dataclass(frozen=True)
class TargetCell:
    """A yearly target: agreed, or what is said about it. `due` is "" at the end of the year."""

    year: int
    heading: str
    agreed: str
    agreed_talk: Talk | None
    is_blank: bool
    is_midterm: bool
    talks: tuple[Talk, ...]
    difference: str
    due: str
    warnings: tuple[str, ...]
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class Reason:
    """Who says what, why, and where. `opening`: the first words of a text too long to stand open, else ""."""

    who: str
    said: str
    opening: str
    text: str
    place: Place


@dataclass(frozen=True)
class ShownAccount:
    """What an organisation achieved, in its words; `address` is that of its report, "" where it has none."""

    words: Account
    address: str


@dataclass(frozen=True)
class Row:
    """One indicator. `accounts` is None in a matrix that does not show what was achieved."""

    anchor: str
    key: str
    number: int
    name: str
    address: str
    definition: str
    notes: tuple[str, ...]
    unit: str
    baseline: str
    baseline_note: str
    is_baseline_missing: bool
    cells: tuple[TargetCell, ...]
    status: TalkStatus
    lead: str
    supporters: tuple[str, ...]
    csos: tuple[str, ...]
    reasons: tuple[Reason, ...]
    sources: tuple[Place, ...]
    without_source: int
    warnings: tuple[str, ...]
    acts: tuple[Act, ...]
    is_dropped: bool
    accounts: tuple[ShownAccount, ...] | None


@dataclass(frozen=True)
class Section:
    """A commitment and its rows."""

    code: str
    title: str
    ogp_id: str
    warnings: tuple[str, ...]
    rows: tuple[Row, ...]


def show_sections(groups: Iterable[Group], matrix: Matrix, reader: Reader) -> Iterator[Section]:
    """The groups of one page, in the reader's language."""
    for group in groups:
        yield Section(
            code=group.heading.code,
            title=group.heading.title.in_language(reader.language),
            ogp_id=group.heading.ogp_id,
            warnings=_warnings(group.heading.warnings),
            rows=tuple(_row(row, matrix, reader) for row in group.rows),
        )


def _row(row: MatrixRow, matrix: Matrix, reader: Reader) -> Row:
    language = reader.language
    known = {cell.year: cell for cell in row.years}
    return Row(
        anchor="row-" + row.key.replace("/", "-"),
        key=row.key,
        number=row.number,
        name=row.name.in_language(language),
        address=_indicator_address(row, reader),
        definition=wording.definition_text(row, language),
        notes=tuple(wording.name_text(row, language).splitlines()[1:]),
        unit=row.unit.in_language(language),
        baseline=wording.baseline_text(row.baseline, row.kind, language),
        baseline_note=wording.baseline_note(row.baseline, row.kind, language),
        is_baseline_missing=row.baseline is None,
        cells=tuple(_cell(row, known.get(year), year, matrix, reader) for year in matrix.years),
        status=row.status,
        lead=wording.party_text(row.lead, _SHOWN),
        supporters=row.supporters,
        csos=row.csos,
        reasons=tuple(_reason(line, reader) for line in row.reasons),
        sources=tuple(_place(source, reader) for source in sources_of(row)),
        without_source=unsourced(row),
        warnings=_warnings(row.warnings),
        acts=tuple(_row_acts(row, reader)),
        is_dropped=row.is_dropped,
        accounts=None if row.achieved is None else tuple(_account(one, row, reader) for one in row.achieved),
    )


def _account(cell: AchievedCell, row: MatrixRow, reader: Reader) -> ShownAccount:
    links = reader.links.get(row.key)
    report_id = links.reports.get(cell.organisation) if links and cell.is_published else None
    address = url_for("reports.report", report_id=report_id) if report_id else ""
    return ShownAccount(account(cell, row.kind, reader.language), address)


def _cell(row: MatrixRow, cell: YearCell | None, year: int, matrix: Matrix, reader: Reader) -> TargetCell:
    heading, is_midterm = wording.year_heading(year, matrix), year > matrix.last_year
    if cell is None:
        return TargetCell(year, heading, "", None, True, is_midterm, (), "", "", (), ())
    return TargetCell(
        year=year,
        heading=heading,
        agreed=wording.position_text(cell.agreed, row.kind, reader.language),
        agreed_talk=_talk(row, cell, "agreed", reader),
        is_blank=not any(getattr(cell, part) for part in _PARTS),
        is_midterm=is_midterm,
        talks=tuple(talk for part in ("initial", "counter") if (talk := _talk(row, cell, part, reader))),
        difference=wording.cell_difference(cell, row.kind, reader.language),
        due=_unusual_day(cell, reader),
        warnings=_warnings(warnings_in(row, cell.year)),
        acts=tuple(_cell_acts(row, cell, reader)),
    )


def _talk(row: MatrixRow, cell: YearCell, part: str, reader: Reader) -> Talk | None:
    position: CellPosition | None = getattr(cell, part)
    if position is None:
        return None
    figure = wording.quantity_text(position.quantity, row.kind, reader.language)
    return Talk(
        part=wording.columns()[part],
        figure=figure,
        party=wording.party_text(replace(position.party, person=""), _SHOWN),
        wording=wording.own_wording(position.quantity.as_written, figure),
        place=_short_place(position.source, reader),
    )


def _unusual_day(cell: YearCell, reader: Reader) -> str:
    text = wording.due_text(cell, reader.language)
    return "" if text == str(cell.year) else text


def _warnings(lines: Iterable[WarningLine]) -> tuple[str, ...]:
    return tuple(wording.warning_text(line, _SHOWN) for line in lines)


def _reason(line: ReasonLine, reader: Reader) -> Reason:
    return Reason(
        who=wording.party_text(line.party, _SHOWN),
        said=wording.said_text(line),
        opening="" if len(line.text) <= _LONGEST_OPEN else shorten(line.text, _OPENING, placeholder="…"),
        text=line.text,
        place=_short_place(line.source, reader),
    )


def _place(source: Source, reader: Reader) -> Place:
    address = ""
    if reader.opens_clauses and source.document and source.clause:
        address = url_for("minutes.clause", code=source.document, label=source.clause)
    return Place(wording.source_text(source), address, source.is_missing)


def _short_place(source: Source, reader: Reader) -> Place:
    place = _place(source, reader)
    is_usual = source.clause and source.document == reader.document and not source.text
    return replace(place, text=source.clause) if is_usual else place


def _indicator_address(row: MatrixRow, reader: Reader) -> str:
    links = reader.links.get(row.key)
    return url_for("targets.indicator", indicator_id=links.indicator_id) if links else ""


def _row_acts(row: MatrixRow, reader: Reader) -> Iterator[Act]:
    links = reader.links.get(row.key)
    if links and reader.may_act and not row.is_dropped:
        address = url_for("targets.new_position", indicator_id=links.indicator_id, next=reader.here)
        yield Act(str(_("Tambah posisi")), address)


def _cell_acts(row: MatrixRow, cell: YearCell, reader: Reader) -> Iterator[Act]:
    """One may agree to what stands in the cell, unless an organisation contradicts itself (D12)."""
    if row.status in _SETTLED or cell.status is TalkStatus.AGREED or not reader.may_act:
        return
    for part in ("initial", "counter"):
        position: CellPosition | None = getattr(cell, part)
        number = reader.links[row.key].positions.get((cell.year, part)) if row.key in reader.links else None
        if position and number:
            figure = wording.quantity_text(position.quantity, row.kind, reader.language)
            address = url_for("targets.agree", position_id=number, next=reader.here)
            yield Act(str(_("Setujui %(figure)s", figure=figure)), address)
