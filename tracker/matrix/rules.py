"""What is decided from a matrix alone: its parts, what a reader asked for, whether it can be frozen. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby

from tracker.core.errors import RuleBroken
from tracker.matrix.rows import (
    CellPosition,
    CommitmentHeading,
    Matrix,
    MatrixRow,
    Party,
    ReasonLine,
    Source,
    WarningLine,
    YearCell,
)
from tracker.targets.states import TalkStatus

ROWS_PER_PAGE = 150


@dataclass(frozen=True)
class Selection:
    """What a reader asked to see; "" and None mean everything."""

    commitment: str = ""
    organisation: str = ""
    status: TalkStatus | None = None
    year: int | None = None
    text: str = ""

    @property
    def is_everything(self) -> bool:
        """Whether nothing was asked for in particular."""
        return self == Selection()


@dataclass(frozen=True)
class Group:
    """A commitment's heading with those of its rows that are shown."""

    heading: CommitmentHeading
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True)
class Overview:
    """How a matrix stands, in rows unless said otherwise.

    `without_source` counts values and reasons (D21), `empty_years` years of the plan without any value (D7).
    """

    rows: int
    by_status: tuple[tuple[TalkStatus, int], ...]
    open_warnings: int
    without_baseline: int
    empty_years: int
    without_source: int


def restrict(
    matrix: Matrix,
    *,
    commitment: str | None = None,
    organisation: str | None = None,
    keys: Collection[str] | None = None,
) -> Matrix:
    """The part of a matrix about one commitment or organisation (by code, or short name), or of these rows.

    An organisation takes part in a row as its lead, its supporter or its OMS. The years stay the plan's.
    """
    if not commitment and not organisation and keys is None:
        return matrix
    name = _short_name(matrix, organisation) if organisation else None
    wanted = None if keys is None else frozenset(keys)
    rows = tuple(
        row
        for row in matrix.rows
        if _concerns(row, commitment, name) and (wanted is None or row.key in wanted)
    )
    found, codes = {row.key for row in rows}, {row.commitment for row in rows}
    codes |= {commitment} if commitment and not organisation and keys is None else set()
    return replace(
        matrix,
        rows=rows,
        commitments=tuple(heading for heading in matrix.commitments if heading.code in codes),
        history=tuple(line for line in matrix.history if line.row_key in found),
        definitions=tuple(line for line in matrix.definitions if line.row_key in found),
    )


def taking_part(row: MatrixRow) -> tuple[str, ...]:
    """The short names of the organisations that take part in a row, the lead first."""
    return (*((row.lead.organisation,) if row.lead else ()), *row.supporters, *row.csos)


def organisations_of(matrix: Matrix) -> list[str]:
    """Every organisation that takes part in some row, by name."""
    return sorted({name for row in matrix.rows for name in taking_part(row)}, key=str.casefold)


def sources_of(row: MatrixRow) -> tuple[Source, ...]:
    """Where the row's statements stand, each place once, the baseline's first (D21)."""
    return tuple(dict.fromkeys(source for source in _all_sources(row) if not source.is_missing))


def clauses_of(matrix: Matrix) -> frozenset[tuple[str, str]]:
    """Every clause that the matrix names as a source: code of the minutes, and label (D21)."""
    sources = chain(
        chain.from_iterable(map(sources_of, matrix.rows)),
        (line.source for line in matrix.history),
        (line.source for line in matrix.definitions),
    )
    return frozenset((source.document, source.clause) for source in sources if source.clause)


def most_cited(matrix: Matrix) -> str:
    """The document that most clauses of the matrix stand in; of equals the first by name."""
    cited = Counter(source.document for row in matrix.rows for source in sources_of(row) if source.clause)
    return min(cited, key=lambda document: (-cited[document], document), default="")


def warnings_in(row: MatrixRow, year: int) -> tuple[WarningLine, ...]:
    """The open warnings about the row's figures for a year."""
    return tuple(line for line in row.open_warnings if ("year", str(year)) in line.params)


def unsourced(row: MatrixRow) -> int:
    """How many of the row's values and reasons are "tanpa sumber" (D21)."""
    return sum(source.is_missing for source in _all_sources(row))


def overview(matrix: Matrix) -> Overview:
    """Count what is agreed, what is open and what is missing."""
    standing = [row for row in matrix.rows if not row.is_dropped]
    statuses = Counter(row.status for row in matrix.rows)
    shared = sum(not line.is_set_aside for heading in matrix.commitments for line in heading.warnings)
    return Overview(
        rows=len(matrix.rows),
        by_status=tuple((status, statuses[status]) for status in TalkStatus if statuses[status]),
        open_warnings=shared + sum(len(row.open_warnings) for row in matrix.rows),
        without_baseline=sum(row.baseline is None for row in standing),
        empty_years=sum(_is_blank(cell) for row in standing for cell in row.years if not cell.is_midterm),
        without_source=sum(unsourced(row) for row in matrix.rows),
    )


def _is_blank(cell: YearCell) -> bool:
    return not _positions(cell)


def without_names(matrix: Matrix) -> Matrix:
    """The matrix for people who may not see officials' names (D36); released names stay."""
    return replace(
        matrix,
        rows=tuple(_nameless_row(row) for row in matrix.rows),
        history=tuple(replace(line, party=_nameless(line.party)) for line in matrix.history),
    )


def select(matrix: Matrix, selection: Selection) -> Matrix:
    """The rows a reader asked for, and the column of one year alone when a year was asked for."""
    if selection.is_everything:
        return matrix
    part = restrict(
        matrix, commitment=selection.commitment or None, organisation=selection.organisation or None
    )
    rows = tuple(_in_year(row, selection.year) for row in part.rows if _answers(row, selection))
    codes = {row.commitment for row in rows}
    return replace(
        part,
        rows=rows,
        years=tuple(year for year in part.years if selection.year in (None, year)),
        commitments=tuple(heading for heading in part.commitments if heading.code in codes),
    )


def sections(matrix: Matrix) -> Iterator[tuple[CommitmentHeading, Iterable[MatrixRow]]]:
    """Each commitment with its rows, which are to be read before the next one: they may be in a file."""
    groups = groupby(matrix.rows, key=lambda row: row.commitment)
    code, rows = next(groups, ("", iter(())))
    for heading in matrix.commitments:
        if heading.code != code:
            yield heading, ()
            continue
        yield heading, rows
        code, rows = next(groups, ("", iter(())))


def pages(matrix: Matrix, *, limit: int = ROWS_PER_PAGE) -> list[tuple[Group, ...]]:
    """The rows under their headings, in pages of whole commitments of at most `limit` rows if that can be."""
    found: list[list[Group]] = [[]]
    count = 0
    for group in (Group(heading, tuple(rows)) for heading, rows in sections(matrix)):
        if found[-1] and count + len(group.rows) > limit:
            found.append([])
            count = 0
        found[-1].append(group)
        count += len(group.rows)
    return [tuple(page) for page in found]


def check_freezable(matrix: Matrix) -> None:
    """Refuse to freeze a matrix in which nothing stands."""
    if not matrix.rows:
        raise RuleBroken("matrix_is_empty")


def _short_name(matrix: Matrix, organisation: str) -> str:
    return next((line.short_name for line in matrix.organisations if line.code == organisation), organisation)


def _concerns(row: MatrixRow, commitment: str | None, organisation: str | None) -> bool:
    return commitment in (None, row.commitment) and (organisation is None or organisation in taking_part(row))


def _answers(row: MatrixRow, selection: Selection) -> bool:
    if selection.status and selection.status not in _statuses(row, selection.year):
        return False
    if selection.year and all(cell.year != selection.year for cell in row.years):
        return False
    return not selection.text or selection.text.casefold() in _searchable(row)


def _statuses(row: MatrixRow, year: int | None) -> set[TalkStatus]:
    cells = {cell.status for cell in row.years if cell.year == year}
    return {row.status} | cells


def _searchable(row: MatrixRow) -> str:
    texts = (row.key, row.name.ind, row.name.eng, row.definition.ind, row.definition.eng)
    return "\n".join((*texts, *(reason.text for reason in row.reasons))).casefold()


def _in_year(row: MatrixRow, year: int | None) -> MatrixRow:
    if year is None:
        return row
    return replace(row, years=tuple(cell for cell in row.years if cell.year == year))


def _all_sources(row: MatrixRow) -> Iterator[Source]:
    if row.baseline:
        yield row.baseline.source
    for cell in row.years:
        yield from (position.source for position in _positions(cell))
    yield from (reason.source for reason in row.reasons)


def _positions(cell: YearCell) -> Sequence[CellPosition]:
    return [position for position in (cell.initial, cell.counter, cell.agreed) if position]


def _nameless(party: Party) -> Party:
    return party if party.is_person_public or not party.person else replace(party, person="")


def _nameless_row(row: MatrixRow) -> MatrixRow:
    return replace(
        row,
        years=tuple(_nameless_cell(cell) for cell in row.years),
        lead=_nameless(row.lead) if row.lead else None,
        reasons=tuple(_nameless_reason(reason) for reason in row.reasons),
        warnings=tuple(_nameless_warning(warning) for warning in row.warnings),
    )


def _nameless_cell(cell: YearCell) -> YearCell:
    def hidden(position: CellPosition | None) -> CellPosition | None:
        return replace(position, party=_nameless(position.party)) if position else None

    return replace(
        cell, initial=hidden(cell.initial), counter=hidden(cell.counter), agreed=hidden(cell.agreed)
    )


def _nameless_reason(reason: ReasonLine) -> ReasonLine:
    return replace(reason, party=_nameless(reason.party))


def _nameless_warning(warning: WarningLine) -> WarningLine:
    return replace(warning, set_aside_by="")
