"""What a matrix is made of: plain rows out of the tables, commitment by commitment in the plan's order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from tracker.accounts.states import OrganisationKind
from tracker.core.bilingual import Bilingual
from tracker.core.quantities import Comparator, Qualifier
from tracker.plans.states import Direction, IndicatorKind
from tracker.reports.duty_rules import Involved
from tracker.reports.published_rules import PlanReports
from tracker.targets.states import DropReason, PositionKind, Stance


class PlanFacts(NamedTuple):
    """The plan itself."""

    code: str
    title: Bilingual
    first_year: int
    last_year: int

    @property
    def years(self) -> range:
        """The years it is carried out."""
        return range(self.first_year, self.last_year + 1)


class OrganisationFacts(NamedTuple):
    """An organisation under its newest name."""

    id: int
    code: str
    kind: OrganisationKind
    short_name: str
    name_ind: str
    name_eng: str


class CommitmentFacts(NamedTuple):
    """A commitment."""

    id: int
    code: str
    title_ind: str
    title_eng: str
    ogp_id: str | None
    lead_id: int
    lead_unit: str | None


class IndicatorFacts(NamedTuple):
    """An indicator with its baseline."""

    id: int
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

    @property
    def name(self) -> Bilingual:
        """What the indicator is called in it."""
        return Bilingual(self.name_ind, self.name_eng)


class TargetFacts(NamedTuple):
    """The place of a yearly target."""

    indicator_id: int
    year: int
    due_on: date


class PositionFacts(NamedTuple):
    """An entry of the ledger, with its place among the plan's and the number of its official mark, if any."""

    id: int
    sequence: int
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
    indicator_id: int | None
    name_ind: str
    name_eng: str
    year: int
    value: Decimal | None


class AnswerFacts(NamedTuple):
    """A warning somebody set aside."""

    fingerprint: str
    reason: str
    name: str | None


@dataclass(frozen=True, slots=True)
class CommitmentMaterial:
    """A commitment and all that is said in it, each list in the order in which it was entered."""

    facts: CommitmentFacts
    involved: Involved
    indicators: Sequence[IndicatorFacts]
    definitions: Sequence[DefinitionFacts]
    targets: Sequence[TargetFacts]
    positions: Sequence[PositionFacts]
    levels: Sequence[LevelFacts]

    @property
    def party_ids(self) -> Sequence[int]:
        """The organisations that take part beside the lead."""
        return [organisation_id for organisation_id, _involvement in self.involved.parties]


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a matrix is made of. `commitments` come one after the other and can be read once.

    `answers` are the warnings somebody set aside, by fingerprint. `reports` is None when the matrix is not to
    show what was achieved, or there is nothing to show.
    """

    plan: PlanFacts
    as_of: datetime
    organisations: Mapping[int, OrganisationFacts]
    answers: Mapping[str, AnswerFacts]
    commitments: Iterable[CommitmentMaterial]
    reports: PlanReports | None = None
