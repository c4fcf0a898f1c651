"""One indicator with everything that is about it, read out of its ledger."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker.core.bilingual import Bilingual
from tracker.matrix.material import (
    CommitmentFacts,
    DefinitionFacts,
    IndicatorFacts,
    OrganisationFacts,
    PlanFacts,
    PositionFacts,
    TargetFacts,
)
from tracker.matrix.rows import Party, Quantity, Source
from tracker.matrix.shared_parts import SharedParts
from tracker.targets.rules import Cell, Entry, Mark, Talks, cell, read_talks, wording_key
from tracker.targets.states import Stance


@dataclass(frozen=True, slots=True)
class Statement:
    """What an entry of the ledger says, whoever shows it: cell, reason and history share it."""

    facts: PositionFacts
    quantity: Quantity
    party: Party
    source: Source
    wording: DefinitionFacts


@dataclass(frozen=True, slots=True)
class CommitmentParties:
    """A commitment and who takes part in it, by short name."""

    facts: CommitmentFacts
    lead: Party
    supporters: tuple[str, ...]
    csos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndicatorLedger:
    """An indicator: its wordings, its targets, and what is said about it.

    `definition` is the newest adopted wording (D13); `statements` are by the id of their entry.
    """

    facts: IndicatorFacts
    key: str
    commitment: CommitmentParties
    definition: DefinitionFacts
    definitions: Sequence[DefinitionFacts]
    targets: Sequence[TargetFacts]
    statements: Mapping[int, Statement]
    talks: Talks
    cells: Sequence[Cell]

    @property
    def former_names(self) -> tuple[Bilingual, ...]:
        """The names it bore before, oldest first."""
        now = self.definition.number
        return self._other_names(
            wording for wording in self.definitions if wording.is_adopted and wording.number < now
        )

    @property
    def suggested_names(self) -> tuple[Bilingual, ...]:
        """The names in drafts about which nothing is decided yet (D13).

        A draft is still open while a position asks for it; one that no position ever asked for stays open
        until a later wording is adopted.
        """
        drafts = [wording for wording in self.definitions if not wording.is_adopted]
        return self._other_names(wording for wording in drafts if self._is_open(wording)) if drafts else ()

    def _is_open(self, draft: DefinitionFacts) -> bool:
        asked = {
            number
            for number, said in self.statements.items()
            if said.facts.stance is Stance.REWORD and said.wording.id == draft.id
        }
        if not asked:
            return draft.number > self.definition.number
        return any(entry.number in asked for entry in self.talks.open)

    def _other_names(self, wordings: Iterable[DefinitionFacts]) -> tuple[Bilingual, ...]:
        names = dict.fromkeys(wording.name for wording in wordings)
        return tuple(name for name in names if name != self.definition.name)


def read_indicator(
    facts: IndicatorFacts,
    commitment: CommitmentParties,
    plan: PlanFacts,
    *,
    definitions: Sequence[DefinitionFacts],
    targets: Sequence[TargetFacts],
    statements: Mapping[int, Statement],
) -> IndicatorLedger:
    """Read the ledger: where the talks stand, and what each year's cell shows."""
    positions = [statement.facts for statement in statements.values()]
    entries = [_entry(statement) for statement in statements.values()]
    talks = read_talks(entries, [_mark(position) for position in positions if position.marked_at])
    # A cell for every year of the plan, filled or not, and for every other year with a target (D7, D8).
    years = sorted({*plan.years, *(target.year for target in targets)})
    return IndicatorLedger(
        facts,
        f"{commitment.facts.code}/{facts.number}",
        commitment,
        _in_force(definitions),
        definitions,
        targets,
        statements,
        talks,
        [cell(talks, year) for year in years],
    )


def _in_force(definitions: Sequence[DefinitionFacts]) -> DefinitionFacts:
    adopted = [wording for wording in definitions if wording.is_adopted]
    return (adopted or definitions)[-1]


def read_statements(
    positions: Iterable[PositionFacts],
    wordings: Mapping[int, DefinitionFacts],
    organisations: Mapping[int, OrganisationFacts],
    parts: SharedParts,
) -> dict[int, Statement]:
    """What each entry says, by its id."""
    return {
        facts.id: Statement(
            facts,
            parts.quantity(facts),
            parts.party(facts, organisations[facts.organisation_id].short_name),
            parts.source(facts.document, facts.clause, facts.source_text),
            wordings[facts.definition_id],
        )
        for facts in positions
    }


def _entry(statement: Statement) -> Entry:
    facts = statement.facts
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
        wording=_wording_key(statement) if facts.stance is Stance.REWORD else "",
        refers_to=facts.refers_to_id,
    )


def _wording_key(statement: Statement) -> str:
    wording = statement.wording
    return wording_key(
        number=wording.number, is_adopted=wording.is_adopted, as_written=statement.facts.as_written
    )


def _mark(facts: PositionFacts) -> Mark:
    assert facts.mark_number is not None
    assert facts.marked_at is not None
    return Mark(facts.mark_number, facts.id, facts.marked_at)
