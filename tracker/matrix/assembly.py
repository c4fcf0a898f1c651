"""From the plain rows of the tables, which `material_queries` fetches, to the matrix. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from itertools import chain
from typing import TypeVar

from tracker.accounts.states import OrganisationKind
from tracker.core.bilingual import Bilingual
from tracker.matrix.assembly_reports import CommitmentReports, read_reports
from tracker.matrix.assembly_rows import assemble_row
from tracker.matrix.assembly_warnings import Judgement, read_series
from tracker.matrix.indicator_ledger import (
    CommitmentParties,
    IndicatorLedger,
    Statement,
    read_indicator,
    read_statements,
)
from tracker.matrix.material import (
    CommitmentMaterial,
    DefinitionFacts,
    Material,
    OrganisationFacts,
    PositionFacts,
    TargetFacts,
)
from tracker.matrix.rows import (
    FORMAT_WITH_ACHIEVED,
    PLAIN_FORMAT,
    CommitmentHeading,
    DefinitionLine,
    HistoryLine,
    Matrix,
    MatrixRow,
    OrganisationLine,
    Party,
)
from tracker.matrix.shared_parts import SharedParts

Facts = TypeVar("Facts", DefinitionFacts, TargetFacts, PositionFacts)


@dataclass(frozen=True, slots=True)
class RowLinks:
    """What forms need to know about a row and a frozen version must not hold: ids of the database.

    `positions` are those that a target cell shows, by year and part ("initial", "counter", "agreed");
    `reports` the published ones, by the short name of the organisation.
    """

    indicator_id: int
    positions: Mapping[tuple[int, str], int]
    reports: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Draft:
    """The matrix as it stands, and for each row key where its forms are."""

    matrix: Matrix
    links: Mapping[str, RowLinks]


@dataclass(frozen=True, slots=True)
class _Section:
    """A commitment's part of the matrix. `organisation_ids` are those that take part or hold a position."""

    heading: CommitmentHeading
    rows: Sequence[MatrixRow]
    history: Sequence[HistoryLine]
    definitions: Sequence[DefinitionLine]
    links: Mapping[str, RowLinks]
    organisation_ids: frozenset[int]


def assemble(material: Material) -> Draft:
    """Put the matrix together. The same rows give the same matrix, whatever their ids are."""
    parts = SharedParts()
    sections = [_section(found, material, parts) for found in material.commitments]
    return Draft(
        _matrix(material, sections), dict(chain.from_iterable(one.links.items() for one in sections))
    )


def _matrix(material: Material, sections: Sequence[_Section]) -> Matrix:
    plan = material.plan
    rows = tuple(row for section in sections for row in section.rows)
    history = chain.from_iterable(section.history for section in sections)
    return Matrix(
        plan_code=plan.code,
        plan_title=plan.title,
        first_year=plan.first_year,
        last_year=plan.last_year,
        as_of=material.as_of.astimezone(UTC),
        years=tuple(sorted({*plan.years, *(cell.year for row in rows for cell in row.years)})),
        commitments=tuple(section.heading for section in sections),
        rows=rows,
        history=tuple(sorted(history, key=lambda line: line.sequence)),
        definitions=tuple(line for section in sections for line in section.definitions),
        organisations=tuple(_organisations(material, sections)),
        format_version=FORMAT_WITH_ACHIEVED if material.reports else PLAIN_FORMAT,
    )


def _organisations(material: Material, sections: Sequence[_Section]) -> Iterator[OrganisationLine]:
    """Those that take part in the plan or hold a position in it, by code."""
    taking_part = frozenset[int]().union(*(section.organisation_ids for section in sections))
    for facts in sorted(material.organisations.values(), key=lambda facts: facts.code):
        if facts.id in taking_part:
            yield OrganisationLine(facts.code, facts.short_name, Bilingual(facts.name_ind, facts.name_eng))


def _section(found: CommitmentMaterial, material: Material, parts: SharedParts) -> _Section:
    judgement = Judgement(material.plan.code, read_series(found.levels), material.answers)
    indicators, reports = _indicators(found, material, parts), _reports(found, material)
    holders = (facts.organisation_id for facts in found.positions)
    return _Section(
        heading=_heading(found, judgement),
        rows=[
            assemble_row(
                one, material.plan, judgement, parts, achieved=reports.about(one) if reports else None
            )
            for one in indicators
        ],
        history=[_history(said, one.key) for one in indicators for said in one.statements.values()],
        definitions=[
            _definition(wording, one.key, parts) for one in indicators for wording in one.definitions
        ],
        links={one.key: _links(one, reports) for one in indicators},
        organisation_ids=frozenset((found.facts.lead_id, *found.party_ids, *holders)),
    )


def _reports(found: CommitmentMaterial, material: Material) -> CommitmentReports | None:
    return (
        read_reports(found.involved, material.organisations, material.reports) if material.reports else None
    )


def _indicators(found: CommitmentMaterial, material: Material, parts: SharedParts) -> list[IndicatorLedger]:
    commitment = _parties(found, material.organisations, parts)
    wordings = {wording.id: wording for wording in found.definitions}
    definitions, targets = _by_indicator(found.definitions), _by_indicator(found.targets)
    positions = _by_indicator(found.positions)
    return [
        read_indicator(
            facts,
            commitment,
            material.plan,
            definitions=definitions[facts.id],
            targets=targets.get(facts.id, ()),
            statements=read_statements(positions.get(facts.id, ()), wordings, material.organisations, parts),
        )
        for facts in found.indicators
    ]


def _by_indicator(facts: Iterable[Facts]) -> Mapping[int, list[Facts]]:
    found: defaultdict[int, list[Facts]] = defaultdict(list)
    for one in facts:
        found[one.indicator_id].append(one)
    return found


def _parties(
    found: CommitmentMaterial, organisations: Mapping[int, OrganisationFacts], parts: SharedParts
) -> CommitmentParties:
    lead = organisations[found.facts.lead_id].short_name
    taking_part = (organisations[party_id] for party_id in found.party_ids)
    is_cso = {party.short_name: party.kind is OrganisationKind.CSO for party in taking_part}
    names = sorted(is_cso, key=lambda name: (name.casefold(), name))
    return CommitmentParties(
        found.facts,
        parts.one(Party, lead, found.facts.lead_unit or ""),
        supporters=parts.names(name for name in names if not is_cso[name] and name != lead),
        csos=parts.names(name for name in names if is_cso[name]),
    )


def _heading(found: CommitmentMaterial, judgement: Judgement) -> CommitmentHeading:
    facts = found.facts
    title = Bilingual(facts.title_ind, facts.title_eng)
    return CommitmentHeading(facts.code, title, facts.ogp_id or "", judgement.about_commitment(facts))


def _history(said: Statement, key: str) -> HistoryLine:
    facts: PositionFacts = said.facts
    return HistoryLine(
        row_key=key,
        sequence=facts.sequence,
        taken_on=facts.taken_on,
        kind=facts.kind,
        stance=facts.stance,
        year=facts.year,
        quantity=said.quantity,
        party=said.party,
        reason=facts.reason,
        source=said.source,
        drop_reason=facts.drop_reason,
        is_official=facts.mark_number is not None,
        definition_version=said.wording.number,
    )


def _definition(wording: DefinitionFacts, key: str, parts: SharedParts) -> DefinitionLine:
    return DefinitionLine(
        row_key=key,
        version=wording.number,
        name=wording.name,
        definition=Bilingual(wording.definition_ind, wording.definition_eng),
        numerator=parts.one(Bilingual, wording.numerator_ind, wording.numerator_eng),
        denominator=parts.one(Bilingual, wording.denominator_ind, wording.denominator_eng),
        is_adopted=wording.is_adopted,
        reason=wording.reason,
        source=parts.source(wording.document, wording.clause, ""),
    )


def _links(one: IndicatorLedger, reports: CommitmentReports | None) -> RowLinks:
    entries = {
        (found.year, part): entry
        for found in one.cells
        for part, entry in (("initial", found.initial), ("counter", found.counter), ("agreed", found.agreed))
    }
    positions = {place: entry.number for place, entry in entries.items() if entry}
    return RowLinks(one.facts.id, positions, reports.ids if reports else {})
