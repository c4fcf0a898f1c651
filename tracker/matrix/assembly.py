"""From the plain rows of the tables, which `queries.load_material` fetches, to the matrix. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple, TypeVar

from tracker.accounts.states import OrganisationKind
from tracker.core.bilingual import Bilingual
from tracker.core.quantities import Comparator, Qualifier
from tracker.matrix.rows import (
    BaselineCell,
    CellPosition,
    CommitmentHeading,
    DefinitionLine,
    HistoryLine,
    Matrix,
    MatrixRow,
    OrganisationLine,
    Party,
    Quantity,
    ReasonLine,
    Source,
    WarningLine,
    YearCell,
)
from tracker.plans.states import Direction, IndicatorKind
from tracker.targets import plausibility
from tracker.targets.plausibility import Anomaly, assess, assess_series
from tracker.targets.rules import (
    Cell,
    Entry,
    Mark,
    Talks,
    cell,
    in_force,
    indicator_status,
    read_talks,
    wording_key,
)
from tracker.targets.series import Point, Series
from tracker.targets.states import DropReason, PositionKind, Stance


class PlanFacts(NamedTuple):
    """The plan itself."""

    code: str
    title: Bilingual
    first_year: int
    last_year: int


class OrganisationFacts(NamedTuple):
    """An organisation under its newest name."""

    id: int
    code: str
    kind: OrganisationKind
    short_name: str
    name_ind: str
    name_eng: str


class CommitmentFacts(NamedTuple):
    """A commitment and one of the organisations in it; one without any comes once, with None."""

    id: int
    code: str
    title_ind: str
    title_eng: str
    ogp_id: str | None
    lead_id: int
    lead_unit: str | None
    party_id: int | None


class IndicatorFacts(NamedTuple):
    """An indicator with its baseline."""

    id: int
    commitment_id: int
    number: int
    kind: IndicatorKind
    direction: Direction
    unit_ind: str
    unit_eng: str
    outside_monitor: str
    baseline_wording: str | None
    baseline_value: Decimal | None
    baseline_level: str | None
    baseline_comparator: Comparator | None
    baseline_qualifier: Qualifier | None
    baseline_numerator: Decimal | None
    baseline_denominator: Decimal | None
    baseline_year: int | None
    baseline_source: str | None
    baseline_clause: str | None
    baseline_document: str | None


class DefinitionFacts(NamedTuple):
    """One wording of an indicator; `is_adopted` at the moment asked about."""

    id: int
    indicator_id: int
    number: int
    name_ind: str
    name_eng: str
    definition_ind: str
    definition_eng: str
    numerator_ind: str
    numerator_eng: str
    denominator_ind: str
    denominator_eng: str
    is_adopted: bool
    reason: str
    clause: str | None
    document: str | None


class TargetFacts(NamedTuple):
    """The place of a yearly target."""

    indicator_id: int
    year: int
    due_on: date


class PositionFacts(NamedTuple):
    """An entry of the ledger, with the number of its official mark, if any."""

    id: int
    indicator_id: int
    year: int | None
    definition_id: int
    kind: PositionKind
    stance: Stance
    comparator: Comparator
    value: Decimal | None
    level: str | None
    qualifier: Qualifier | None
    denominator: Decimal | None
    denominator_comparator: Comparator | None
    as_written: str
    organisation_id: int
    unit_id: int | None
    unit: str | None
    honorific: str | None
    person: str | None
    is_name_released: bool | None
    drop_reason: DropReason | None
    reason: str
    source_text: str
    clause: str | None
    document: str | None
    taken_on: date
    recorded_at: datetime
    refers_to_id: int | None
    mark_number: int | None
    marked_at: datetime | None


class LevelFacts(NamedTuple):
    """One year of a series published earlier."""

    series_id: int
    commitment_id: int
    indicator_id: int | None
    name: str
    year: int
    value: Decimal | None


class AnswerFacts(NamedTuple):
    """A warning somebody set aside."""

    fingerprint: str
    reason: str
    name: str | None


@dataclass(frozen=True)
class Material:
    """Everything a matrix is made of, each list in the order in which it was entered."""

    plan: PlanFacts
    as_of: datetime
    organisations: Sequence[OrganisationFacts]
    commitments: Sequence[CommitmentFacts]
    indicators: Sequence[IndicatorFacts]
    definitions: Sequence[DefinitionFacts]
    targets: Sequence[TargetFacts]
    positions: Sequence[PositionFacts]
    levels: Sequence[LevelFacts]
    answers: Sequence[AnswerFacts]


@dataclass(frozen=True)
class RowLinks:
    """What forms need to know about a row and a frozen version must not hold: ids of the database.

    `positions` are those that a target cell shows, by year and part ("initial", "counter", "agreed").
    """

    indicator_id: int
    positions: Mapping[tuple[int, str], int]


@dataclass(frozen=True)
class Draft:
    """The matrix as it stands, and for each row key where its forms are."""

    matrix: Matrix
    links: Mapping[str, RowLinks]


@dataclass(frozen=True)
class _Series:
    commitment_id: int
    plain: Series


@dataclass(frozen=True)
class _Lookup:
    """The material by what it belongs to."""

    plan: PlanFacts
    organisations: Mapping[int, OrganisationFacts]
    commitments: Mapping[int, "_Commitment"]
    definitions: Mapping[int, list[DefinitionFacts]]
    targets: Mapping[int, list[TargetFacts]]
    positions: Mapping[int, list[PositionFacts]]
    series: Mapping[int | None, list[_Series]]
    answers: Mapping[str, AnswerFacts]
    wordings: Mapping[int, DefinitionFacts]
    statements: Mapping[int, "_Statement"]


@dataclass(frozen=True)
class _Statement:
    """What an entry of the ledger says, whoever shows it: cell, reason and history share it."""

    quantity: Quantity
    party: Party
    source: Source


@dataclass(frozen=True)
class _Commitment:
    facts: CommitmentFacts
    lead: Party
    supporters: tuple[str, ...]
    csos: tuple[str, ...]


@dataclass(frozen=True)
class _Indicator:
    """One indicator with everything that is about it."""

    facts: IndicatorFacts
    key: str
    commitment: _Commitment
    definitions: Sequence[DefinitionFacts]
    targets: Sequence[TargetFacts]
    positions: Mapping[int, PositionFacts]
    talks: Talks
    cells: Sequence[Cell]

    @property
    def definition(self) -> DefinitionFacts:
        """The newest adopted wording (D13)."""
        adopted = [wording for wording in self.definitions if wording.is_adopted]
        return (adopted or self.definitions)[-1]


Fact = TypeVar("Fact")


def assemble(material: Material) -> Draft:
    """Put the matrix together. The same rows give the same matrix, whatever their ids are."""
    lookup = _lookup(material)
    indicators = [_indicator(facts, lookup) for facts in material.indicators]
    links = {one.key: _links(one) for one in indicators}
    return Draft(_matrix(material, lookup, indicators), links)


def _links(one: "_Indicator") -> RowLinks:
    entries = {
        (found.year, part): entry
        for found in one.cells
        for part, entry in (("initial", found.initial), ("counter", found.counter), ("agreed", found.agreed))
    }
    return RowLinks(one.facts.id, {place: entry.number for place, entry in entries.items() if entry})


def _lookup(material: Material) -> _Lookup:
    organisations = {facts.id: facts for facts in material.organisations}
    return _Lookup(
        plan=material.plan,
        organisations=organisations,
        commitments=_commitments(material.commitments, organisations),
        definitions=_by_indicator(material.definitions),
        targets=_by_indicator(material.targets),
        positions=_by_indicator(material.positions),
        series=_series(material.levels),
        answers={facts.fingerprint: facts for facts in material.answers},
        wordings={facts.id: facts for facts in material.definitions},
        statements=_statements(material.positions, organisations),
    )


def _statements(
    positions: Sequence[PositionFacts], organisations: Mapping[int, OrganisationFacts]
) -> dict[int, _Statement]:
    # A plan repeats a few parties and sources thousands of times; one object of each is enough.
    parties: dict[Party, Party] = {}
    sources: dict[Source, Source] = {}
    found = {}
    for facts in positions:
        party = _party(facts, organisations[facts.organisation_id].short_name)
        source = _source(facts.document, facts.clause, facts.source_text)
        found[facts.id] = _Statement(
            _quantity(facts), parties.setdefault(party, party), sources.setdefault(source, source)
        )
    return found


def _by_indicator(facts: Sequence[Fact]) -> dict[int, list[Fact]]:
    found: defaultdict[int, list[Fact]] = defaultdict(list)
    for one in facts:
        found[one.indicator_id].append(one)  # type: ignore[attr-defined]
    return dict(found)


def _series(levels: Sequence[LevelFacts]) -> dict[int | None, list[_Series]]:
    found: defaultdict[int | None, list[_Series]] = defaultdict(list)
    for _series_id, group in groupby(levels, key=lambda level: level.series_id):
        known = list(group)
        points = tuple(Point(level.year, level.value) for level in known if level.value is not None)
        found[known[0].indicator_id].append(_Series(known[0].commitment_id, Series(known[0].name, points)))
    return dict(found)


def _commitments(
    facts: Sequence[CommitmentFacts], organisations: Mapping[int, OrganisationFacts]
) -> dict[int, _Commitment]:
    parties: defaultdict[int, list[OrganisationFacts]] = defaultdict(list)
    for one in facts:
        if one.party_id is not None:
            parties[one.id].append(organisations[one.party_id])
    return {one.id: _commitment(one, parties[one.id], organisations[one.lead_id]) for one in facts}


def _commitment(
    facts: CommitmentFacts, parties: Sequence[OrganisationFacts], lead: OrganisationFacts
) -> _Commitment:
    is_cso = {party.short_name: party.kind is OrganisationKind.CSO for party in parties}
    names = sorted(is_cso, key=lambda name: (name.casefold(), name))
    return _Commitment(
        facts,
        Party(lead.short_name, facts.lead_unit or ""),
        supporters=tuple(name for name in names if not is_cso[name] and name != lead.short_name),
        csos=tuple(name for name in names if is_cso[name]),
    )


def _indicator(facts: IndicatorFacts, lookup: _Lookup) -> _Indicator:
    commitment = lookup.commitments[facts.commitment_id]
    positions, wordings = lookup.positions.get(facts.id, []), lookup.definitions[facts.id]
    entries = [_entry(one, lookup) for one in positions]
    talks = read_talks(entries, [_mark(one) for one in positions if one.marked_at])
    targets = lookup.targets.get(facts.id, [])
    # A cell for every year of the plan, filled or not, and for every other year with a target (D7, D8).
    years = sorted({*_plan_years(lookup.plan), *(target.year for target in targets)})
    return _Indicator(
        facts,
        f"{commitment.facts.code}/{facts.number}",
        commitment,
        wordings,
        targets,
        {one.id: one for one in positions},
        talks,
        [cell(talks, year) for year in years],
    )


def _entry(facts: PositionFacts, lookup: _Lookup) -> Entry:
    return Entry(
        number=facts.id,
        kind=facts.kind,
        stance=facts.stance,
        organisation=facts.organisation_id,
        recorded_at=facts.recorded_at,
        unit=facts.unit_id,
        year=facts.year,
        value=facts.value,
        level=facts.level,
        comparator=facts.comparator,
        wording=_wording_key(facts, lookup) if facts.stance is Stance.REWORD else "",
        refers_to=facts.refers_to_id,
    )


def _wording_key(facts: PositionFacts, lookup: _Lookup) -> str:
    wording = lookup.wordings[facts.definition_id]
    return wording_key(number=wording.number, is_adopted=wording.is_adopted, as_written=facts.as_written)


def _mark(facts: PositionFacts) -> Mark:
    assert facts.mark_number is not None
    assert facts.marked_at is not None
    return Mark(facts.mark_number, facts.id, facts.marked_at)


def _matrix(material: Material, lookup: _Lookup, indicators: Sequence[_Indicator]) -> Matrix:
    plan = lookup.plan
    known = {one.facts.id: one for one in indicators}
    rows = tuple(_row(one, lookup) for one in indicators)
    return Matrix(
        plan_code=plan.code,
        plan_title=plan.title,
        first_year=plan.first_year,
        last_year=plan.last_year,
        as_of=material.as_of.astimezone(UTC),
        years=tuple(sorted({*_plan_years(plan), *(cell.year for row in rows for cell in row.years)})),
        commitments=tuple(_heading(one.facts, lookup) for one in lookup.commitments.values()),
        rows=rows,
        history=tuple(
            _history(facts, sequence, known[facts.indicator_id].key, lookup)
            for sequence, facts in enumerate(material.positions, start=1)
        ),
        definitions=tuple(_definition(wording, one.key) for one in indicators for wording in one.definitions),
        organisations=tuple(_organisations(lookup)),
    )


def _plan_years(plan: PlanFacts) -> range:
    return range(plan.first_year, plan.last_year + 1)


def _heading(facts: CommitmentFacts, lookup: _Lookup) -> CommitmentHeading:
    return CommitmentHeading(
        facts.code,
        Bilingual(facts.title_ind, facts.title_eng),
        facts.ogp_id or "",
        tuple(_answered(_shared_anomalies(facts, lookup), lookup)),
    )


def _shared_anomalies(facts: CommitmentFacts, lookup: _Lookup) -> Iterable[Anomaly]:
    for series in lookup.series.get(None, ()):
        if series.commitment_id == facts.id:
            yield from assess_series(series.plain, scope=lookup.plan.code, subject=facts.code)


def _organisations(lookup: _Lookup) -> Iterable[OrganisationLine]:
    """Those that take part in the plan or hold a position in it, by code."""
    named = {one.lead.organisation for one in lookup.commitments.values()}
    named |= {name for one in lookup.commitments.values() for name in (*one.supporters, *one.csos)}
    holders = {facts.organisation_id for positions in lookup.positions.values() for facts in positions}
    for facts in sorted(lookup.organisations.values(), key=lambda facts: facts.code):
        if facts.short_name in named or facts.id in holders:
            yield OrganisationLine(facts.code, facts.short_name, Bilingual(facts.name_ind, facts.name_eng))


def _row(one: _Indicator, lookup: _Lookup) -> MatrixRow:
    facts, wording = one.facts, one.definition
    return MatrixRow(
        key=one.key,
        commitment=one.commitment.facts.code,
        number=facts.number,
        name=_name(wording),
        definition=Bilingual(wording.definition_ind, wording.definition_eng),
        definition_version=wording.number,
        kind=facts.kind,
        direction=facts.direction,
        unit=Bilingual(facts.unit_ind, facts.unit_eng),
        status=indicator_status(one.talks),
        baseline=_baseline(facts),
        years=tuple(_cells(one, lookup)),
        lead=one.commitment.lead,
        supporters=one.commitment.supporters,
        csos=one.commitment.csos,
        reasons=tuple(_reasons(one, lookup)),
        warnings=tuple(_warnings(one, lookup)),
        former_names=_other_names(one, map(_name, _former(one))),
        suggested_names=_other_names(one, _suggested(one, lookup)),
        outside_monitor=facts.outside_monitor,
    )


def _name(wording: DefinitionFacts) -> Bilingual:
    return Bilingual(wording.name_ind, wording.name_eng)


def _former(one: _Indicator) -> list[DefinitionFacts]:
    now = one.definition.number
    return [wording for wording in one.definitions if wording.is_adopted and wording.number < now]


def _suggested(one: _Indicator, lookup: _Lookup) -> Iterable[Bilingual]:
    """The names in drafts that an open position asks for and nobody has adopted (D13)."""
    for entry in one.talks.open:
        if entry.stance is Stance.REWORD:
            wording = lookup.wordings[one.positions[entry.number].definition_id]
            yield from () if wording.is_adopted else (_name(wording),)


def _other_names(one: _Indicator, names: Iterable[Bilingual]) -> tuple[Bilingual, ...]:
    return tuple(name for name in dict.fromkeys(names) if name != _name(one.definition))


def _baseline(facts: IndicatorFacts) -> BaselineCell | None:
    if facts.baseline_wording is None:
        return None
    quantity = Quantity(
        facts.baseline_wording,
        facts.baseline_value,
        facts.baseline_level,
        facts.baseline_comparator or Comparator.EQUAL,
        facts.baseline_qualifier,
    )
    source = _source(facts.baseline_document, facts.baseline_clause, facts.baseline_source)
    return BaselineCell(
        quantity, facts.baseline_year, source, facts.baseline_numerator, facts.baseline_denominator
    )


def _source(document: str | None, clause: str | None, text: str | None) -> Source:
    return Source(document or "", clause or "", text or "")


def _cells(one: _Indicator, lookup: _Lookup) -> Iterable[YearCell]:
    due = {target.year: target.due_on for target in one.targets}
    for found in one.cells:
        yield YearCell(
            year=found.year,
            due_on=due.get(found.year, date(found.year, 12, 31)),
            status=found.status,
            initial=_shown(found.initial, one, lookup),
            counter=_shown(found.counter, one, lookup),
            agreed=_shown(found.agreed, one, lookup),
            difference=found.difference,
            is_midterm=found.year > lookup.plan.last_year,
        )


def _shown(entry: Entry | None, one: _Indicator, lookup: _Lookup) -> CellPosition | None:
    if entry is None:
        return None
    statement = lookup.statements[entry.number]
    number = lookup.wordings[one.positions[entry.number].definition_id].number
    return CellPosition(statement.quantity, statement.party, statement.source, number)


def _quantity(facts: PositionFacts) -> Quantity:
    return Quantity(facts.as_written, facts.value, facts.level, facts.comparator, facts.qualifier)


def _party(facts: PositionFacts, organisation: str) -> Party:
    person = f"{facts.honorific or ''} {facts.person or ''}".strip()
    return Party(organisation, facts.unit or "", person, bool(facts.is_name_released))


def _reasons(one: _Indicator, lookup: _Lookup) -> Iterable[ReasonLine]:
    """Why everybody stands where they stand now; what is withdrawn or replaced has no say."""
    for entry in sorted((*one.talks.held, *one.talks.agreements), key=lambda entry: entry.number):
        facts, statement = one.positions[entry.number], lookup.statements[entry.number]
        said = "" if facts.stance is Stance.VALUE else facts.as_written
        yield ReasonLine(
            statement.party, facts.stance, facts.kind, facts.reason, statement.source, facts.drop_reason, said
        )


def _warnings(one: _Indicator, lookup: _Lookup) -> Iterable[WarningLine]:
    """What is odd about the row's numbers; a dropped one is no longer judged (D9, D14)."""
    return () if one.talks.is_dropped else _answered(_anomalies(one, lookup), lookup)


def _anomalies(one: _Indicator, lookup: _Lookup) -> Iterable[Anomaly]:
    published = tuple(series.plain for series in lookup.series.get(one.facts.id, ()))
    yield from assess(_judged(one, lookup, published))
    for series in published:
        yield from assess_series(series, scope=lookup.plan.code, subject=one.key)


def _answered(anomalies: Iterable[Anomaly], lookup: _Lookup) -> Iterable[WarningLine]:
    for anomaly in anomalies:
        # Most matrices have no answers, and a fingerprint costs a hash.
        answer = lookup.answers.get(anomaly.fingerprint) if lookup.answers else None
        yield WarningLine(
            anomaly.rule,
            anomaly.params,
            set_aside_by=(answer.name or "") if answer else "",
            set_aside_reason=answer.reason if answer else "",
        )


def _judged(one: _Indicator, lookup: _Lookup, published: tuple[Series, ...]) -> plausibility.IndicatorFacts:
    wording = one.definition
    return plausibility.IndicatorFacts(
        scope=lookup.plan.code,
        subject=one.key,
        kind=one.facts.kind,
        direction=one.facts.direction,
        name=wording.name_ind,
        definition=wording.definition_ind,
        numerator=wording.numerator_ind,
        baseline=_baseline_facts(one.facts),
        published=published,
        claims=tuple(_claim(one.positions[entry.number], lookup) for entry in in_force(one.talks)),
    )


def _baseline_facts(facts: IndicatorFacts) -> plausibility.BaselineFacts | None:
    if facts.baseline_wording is None:
        return None
    return plausibility.BaselineFacts(
        value=facts.baseline_value,
        as_written=facts.baseline_wording,
        year=facts.baseline_year,
        numerator=facts.baseline_numerator,
        denominator=facts.baseline_denominator,
    )


def _claim(facts: PositionFacts, lookup: _Lookup) -> plausibility.Claim:
    assert facts.year is not None  # the database keeps no value without its year
    return plausibility.Claim(
        party=lookup.organisations[facts.organisation_id].short_name,
        year=facts.year,
        value=facts.value,
        as_written=facts.as_written,
        denominator=facts.denominator,
        denominator_comparator=facts.denominator_comparator or Comparator.EQUAL,
    )


def _history(facts: PositionFacts, sequence: int, key: str, lookup: _Lookup) -> HistoryLine:
    statement = lookup.statements[facts.id]
    return HistoryLine(
        row_key=key,
        sequence=sequence,
        taken_on=facts.taken_on,
        kind=facts.kind,
        stance=facts.stance,
        year=facts.year,
        quantity=statement.quantity,
        party=statement.party,
        reason=facts.reason,
        source=statement.source,
        drop_reason=facts.drop_reason,
        is_official=facts.mark_number is not None,
        definition_version=lookup.wordings[facts.definition_id].number,
    )


def _definition(wording: DefinitionFacts, key: str) -> DefinitionLine:
    return DefinitionLine(
        row_key=key,
        version=wording.number,
        name=_name(wording),
        definition=Bilingual(wording.definition_ind, wording.definition_eng),
        numerator=Bilingual(wording.numerator_ind, wording.numerator_eng),
        denominator=Bilingual(wording.denominator_ind, wording.denominator_eng),
        is_adopted=wording.is_adopted,
        reason=wording.reason,
        source=_source(wording.document, wording.clause, ""),
    )
