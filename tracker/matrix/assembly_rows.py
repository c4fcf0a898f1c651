"""A row of the matrix out of an indicator and its ledger."""

from collections.abc import Iterator
from datetime import date

from tracker.core.bilingual import Bilingual
from tracker.matrix.assembly_warnings import Judgement
from tracker.matrix.indicator_ledger import IndicatorLedger, Statement
from tracker.matrix.material import IndicatorFacts, PlanFacts
from tracker.matrix.rows import (
    AchievedCell,
    BaselineCell,
    CellPosition,
    MatrixRow,
    ReasonLine,
    YearCell,
)
from tracker.matrix.shared_parts import SharedParts
from tracker.targets.rules import Entry, indicator_status
from tracker.targets.states import Stance


def assemble_row(
    one: IndicatorLedger,
    plan: PlanFacts,
    judgement: Judgement,
    parts: SharedParts,
    *,
    achieved: tuple[AchievedCell, ...] | None = None,
) -> MatrixRow:
    """The indicator's row."""
    facts, wording = one.facts, one.definition
    return MatrixRow(
        key=one.key,
        commitment=one.commitment.facts.code,
        number=facts.number,
        name=wording.name,
        definition=Bilingual(wording.definition_ind, wording.definition_eng),
        definition_version=wording.number,
        kind=facts.kind,
        direction=facts.direction,
        unit=parts.one(Bilingual, facts.unit_ind, facts.unit_eng),
        status=indicator_status(one.talks),
        baseline=_baseline(facts, parts),
        years=tuple(_cells(one, plan)),
        lead=one.commitment.lead,
        supporters=one.commitment.supporters,
        csos=one.commitment.csos,
        reasons=tuple(_reasons(one)),
        warnings=judgement.about_indicator(one),
        former_names=one.former_names,
        suggested_names=one.suggested_names,
        outside_monitor=facts.outside_monitor,
        achieved=achieved,
    )


def _baseline(facts: IndicatorFacts, parts: SharedParts) -> BaselineCell | None:
    if facts.baseline_wording is None:
        return None
    return BaselineCell(
        parts.baseline(facts),
        facts.baseline_year,
        parts.source(facts.baseline_document, facts.baseline_clause, facts.baseline_source),
        facts.baseline_numerator,
        facts.baseline_denominator,
    )


def _cells(one: IndicatorLedger, plan: PlanFacts) -> Iterator[YearCell]:
    due = {target.year: target.due_on for target in one.targets}
    for found in one.cells:
        yield YearCell(
            year=found.year,
            due_on=due.get(found.year, date(found.year, 12, 31)),
            status=found.status,
            initial=_shown(found.initial, one),
            counter=_shown(found.counter, one),
            agreed=_shown(found.agreed, one),
            difference=found.difference,
            is_midterm=found.year > plan.last_year,
        )


def _shown(entry: Entry | None, one: IndicatorLedger) -> CellPosition | None:
    if entry is None:
        return None
    said = one.statements[entry.number]
    return CellPosition(said.quantity, said.party, said.source, said.wording.number)


def _reasons(one: IndicatorLedger) -> Iterator[ReasonLine]:
    """Why everybody stands where they stand now; what is withdrawn or replaced has no say."""
    for entry in sorted((*one.talks.held, *one.talks.agreements), key=lambda entry: entry.number):
        yield _reason(one.statements[entry.number])


def _reason(said: Statement) -> ReasonLine:
    facts = said.facts
    words = "" if facts.stance is Stance.VALUE else facts.as_written
    return ReasonLine(
        said.party, facts.stance, facts.kind, facts.reason, said.source, facts.drop_reason, words
    )
