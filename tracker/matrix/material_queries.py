"""The SELECTs that fetch what a matrix is made of: seven, each read side by side in the plan's order.

What was achieved is three more, by `reports.published_queries`.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from tracker.accounts.models import Organisation, OrganisationName, Person, Unit, User
from tracker.core.bilingual import bilingual
from tracker.core.dates import day_in_wib
from tracker.extensions import db
from tracker.matrix.material import (
    AnswerFacts,
    CommitmentFacts,
    CommitmentMaterial,
    DefinitionFacts,
    IndicatorFacts,
    LevelFacts,
    Material,
    OrganisationFacts,
    PlanFacts,
    PositionFacts,
    TargetFacts,
)
from tracker.minutes.models import Clause, Meeting
from tracker.plans.models import Baseline, Commitment, CommitmentParty, DefinitionVersion, Indicator, Plan
from tracker.reports.duty_rules import Involved
from tracker.reports.published_queries import plan_reports
from tracker.reports.published_rules import PlanReports
from tracker.targets.models import (
    OfficialMark,
    Position,
    PublishedPoint,
    PublishedSeries,
    SetAsideWarning,
    Target,
)
from tracker.targets.states import PositionKind, Stance

Columns = sa.Select[*tuple[Any, ...]]
Rows = Sequence[sa.Row[Any]]

# The order of the matrix. The code is unique in its plan.
_IN_ORDER = (Commitment.position, Commitment.code)
# How many rows of a query are in memory at once.
_AT_ONCE = 500
_COMMITMENT_WIDTH, _INDICATOR_WIDTH = len(CommitmentFacts._fields), len(IndicatorFacts._fields)


def load_material(plan: Plan, moment: datetime, *, with_reports: bool = False) -> Material:
    """The rows a matrix is made of. What is not kept in a ledger (names, baselines) comes as it is today.

    So do reports: the newest verified ones, and what is awaited on the day of the moment. Commitments are
    fetched while they are read, so that a large plan is never in memory as rows.
    """
    db.session.flush()
    organisations = (OrganisationFacts._make(row) for row in _stream(_organisations()))
    answers = (AnswerFacts._make(row) for row in _stream(_answers(plan, moment)))
    return Material(
        plan=PlanFacts(plan.code, bilingual(plan, "title"), plan.first_year, plan.last_year),
        as_of=moment,
        organisations={facts.id: facts for facts in organisations},
        answers={facts.fingerprint: facts for facts in answers},
        commitments=_read_commitments(plan, moment),
        reports=_read_reports(plan, moment) if with_reports else None,
    )


def _read_reports(plan: Plan, moment: datetime) -> PlanReports | None:
    found = plan_reports(plan, today=day_in_wib(moment))
    return None if found.is_empty else found


def _read_commitments(plan: Plan, moment: datetime) -> Iterator[CommitmentMaterial]:
    indicators = _Strand(_indicators(plan, moment))
    targets = _Strand(_targets(plan))
    positions = _Strand(_positions(plan, moment))
    levels = _Strand(_levels(plan))
    for commitment_id, group in groupby(_stream(_commitments(plan)), key=_first):
        rows, known = list(group), indicators.of(commitment_id)
        yield CommitmentMaterial(
            facts=CommitmentFacts._make(rows[0][:_COMMITMENT_WIDTH]),
            involved=_involved(rows),
            indicators=_distinct_indicators(known),
            definitions=[DefinitionFacts._make(row[1 + _INDICATOR_WIDTH :]) for row in known],
            targets=[TargetFacts._make(row[1:]) for row in targets.of(commitment_id)],
            positions=[PositionFacts._make(row[1:]) for row in positions.of(commitment_id)],
            levels=[LevelFacts._make(row[1:]) for row in levels.of(commitment_id)],
        )
    # Each statement may see a later moment of the plan; better no matrix than one that lacks rows.
    if not all(strand.is_read for strand in (indicators, targets, positions, levels)):
        raise RuntimeError("the plan changed while it was read")


def _involved(rows: Rows) -> Involved:
    """A commitment and its parties out of rows that repeat it for each of them."""
    parties = ((row.organisation_id, row.involvement) for row in rows if row.organisation_id is not None)
    return Involved(rows[0].id, rows[0].lead_id, tuple(parties))


def _distinct_indicators(rows: Rows) -> list[IndicatorFacts]:
    """The indicators out of rows that repeat them for every wording."""
    known = dict.fromkeys(tuple(row[1 : 1 + _INDICATOR_WIDTH]) for row in rows)
    return [IndicatorFacts._make(values) for values in known]


class _Strand:
    """The rows of a query whose first column is the commitment, handed out one commitment at a time.

    All strands run in the same order, so none of them has to be kept.
    """

    def __init__(self, query: Columns) -> None:
        self._groups = groupby(_stream(query), key=_first)
        self._next = next(self._groups, None)

    @property
    def is_read(self) -> bool:
        """Whether every row has been handed out."""
        return self._next is None

    def of(self, commitment_id: int) -> Rows:
        """The rows of the commitment, which is the next one with any rows, or has none."""
        if self._next is None or self._next[0] != commitment_id:
            return ()
        rows = list(self._next[1])
        self._next = next(self._groups, None)
        return rows


def _stream(query: Columns) -> sa.CursorResult[Any]:
    # Straight from the connection: the ORM would make every row a second time.
    return db.session.connection().execute(query, execution_options={"yield_per": _AT_ONCE})


def _first(row: sa.Row[Any]) -> int:
    commitment_id: int = row[0]
    return commitment_id


def _organisations() -> Columns:
    newest = sa.func.row_number().over(
        partition_by=OrganisationName.organisation_id,
        order_by=(OrganisationName.valid_from.desc().nulls_last(), OrganisationName.id.desc()),
    )
    names = sa.select(OrganisationName, newest.label("place")).subquery()
    return (
        sa.select(Organisation.id, Organisation.code, Organisation.kind)
        .add_columns(names.c.short_name, names.c.name_ind, names.c.name_eng)
        .join(names, sa.and_(names.c.organisation_id == Organisation.id, names.c.place == 1))
    )


def _commitments(plan: Plan) -> Columns:
    return (
        sa.select(
            Commitment.id, Commitment.code, Commitment.title_ind, Commitment.title_eng, Commitment.ogp_id
        )
        .add_columns(Commitment.lead_id, Unit.short_name, CommitmentParty.organisation_id)
        .add_columns(CommitmentParty.involvement)
        .outerjoin(Unit, Unit.id == Commitment.lead_unit_id)
        .outerjoin(CommitmentParty, CommitmentParty.commitment_id == Commitment.id)
        .where(Commitment.plan_id == plan.id)
        .order_by(*_IN_ORDER, CommitmentParty.id)
    )


def _indicators(plan: Plan, moment: datetime) -> Columns:
    stated, defined = aliased(Clause), aliased(Clause)
    stated_in, defined_in = aliased(Meeting), aliased(Meeting)
    adopted = _adoptions()
    wording = DefinitionVersion
    return (
        sa.select(Commitment.id)
        .add_columns(Indicator.id, Indicator.number, Indicator.kind, Indicator.direction)
        .add_columns(Indicator.unit_ind, Indicator.unit_eng, Indicator.outside_monitor)
        .add_columns(
            Baseline.as_written, Baseline.value, Baseline.level, Baseline.comparator, Baseline.qualifier
        )
        .add_columns(Baseline.numerator, Baseline.denominator, Baseline.year, Baseline.source_text)
        .add_columns(stated.label, stated_in.code)
        .add_columns(wording.id, wording.indicator_id, wording.number, wording.name_ind, wording.name_eng)
        .add_columns(
            wording.definition_ind, wording.definition_eng, wording.numerator_ind, wording.numerator_eng
        )
        .add_columns(wording.denominator_ind, wording.denominator_eng)
        .add_columns(sa.and_(wording.is_adopted, sa.func.coalesce(adopted.c.adopted_at <= moment, sa.true())))
        .add_columns(wording.reason, defined.label, defined_in.code)
        .select_from(Indicator)
        .join(Commitment, Commitment.id == Indicator.commitment_id)
        .join(wording, wording.indicator_id == Indicator.id)
        .outerjoin(Baseline, Baseline.indicator_id == Indicator.id)
        .outerjoin(stated, stated.id == Baseline.clause_id)
        .outerjoin(stated_in, stated_in.id == stated.meeting_id)
        .outerjoin(defined, defined.id == wording.clause_id)
        .outerjoin(defined_in, defined_in.id == defined.meeting_id)
        .outerjoin(adopted, adopted.c.definition_id == wording.id)
        .where(Commitment.plan_id == plan.id, wording.created_at <= moment)
        .order_by(*_IN_ORDER, Indicator.number, wording.number)
    )


def _adoptions() -> sa.Subquery:
    """When an agreement adopted a wording that had been suggested (D13)."""
    return (
        sa.select(Position.definition_id, sa.func.min(Position.recorded_at).label("adopted_at"))
        .where(Position.kind == PositionKind.AGREED, Position.stance == Stance.REWORD)
        .group_by(Position.definition_id)
        .subquery()
    )


def _targets(plan: Plan) -> Columns:
    return (
        sa.select(Commitment.id, Target.indicator_id, Target.year, Target.due_on)
        .select_from(Target)
        .join(Indicator, Indicator.id == Target.indicator_id)
        .join(Commitment, Commitment.id == Indicator.commitment_id)
        .where(Commitment.plan_id == plan.id)
        .order_by(*_IN_ORDER)
    )


def _positions(plan: Plan, moment: datetime) -> Columns:
    marks = _marks(moment)
    sequence = sa.func.row_number().over(order_by=Position.id)
    return (
        sa.select(Commitment.id, Position.id, sequence)
        .add_columns(Position.indicator_id, Target.year, Position.definition_id)
        .add_columns(Position.kind, Position.stance, Position.comparator, Position.value, Position.level)
        .add_columns(Position.qualifier, Position.denominator, Position.denominator_comparator)
        .add_columns(Position.as_written, Position.organisation_id, Position.unit_id, Unit.short_name)
        .add_columns(Person.honorific, Person.name, Person.is_name_released, Position.drop_reason)
        .add_columns(Position.reason, Position.source_text, Clause.label, Meeting.code)
        .add_columns(Position.taken_on, Position.recorded_at, Position.refers_to_id)
        .add_columns(marks.c.number, marks.c.marked_at)
        .select_from(Position)
        .join(Indicator, Indicator.id == Position.indicator_id)
        .join(Commitment, Commitment.id == Indicator.commitment_id)
        .join(DefinitionVersion, DefinitionVersion.id == Position.definition_id)
        .outerjoin(Target, Target.id == Position.target_id)
        .outerjoin(Unit, Unit.id == Position.unit_id)
        .outerjoin(Person, Person.id == Position.person_id)
        .outerjoin(Clause, Clause.id == Position.clause_id)
        .outerjoin(Meeting, Meeting.id == Clause.meeting_id)
        .outerjoin(marks, marks.c.position_id == Position.id)
        .where(Commitment.plan_id == plan.id, Position.recorded_at <= moment)
        .where(DefinitionVersion.created_at <= moment)
        .order_by(*_IN_ORDER, Position.id)
    )


def _marks(moment: datetime) -> sa.Subquery:
    """The newest official mark on each position (D12)."""
    marked_at = sa.func.max(OfficialMark.marked_at).label("marked_at")
    return (
        sa.select(OfficialMark.position_id, sa.func.max(OfficialMark.id).label("number"), marked_at)
        .where(OfficialMark.marked_at <= moment)
        .group_by(OfficialMark.position_id)
        .subquery()
    )


def _levels(plan: Plan) -> Columns:
    return (
        sa.select(Commitment.id, PublishedSeries.id, PublishedSeries.indicator_id)
        .add_columns(PublishedSeries.name_ind, PublishedSeries.name_eng)
        .add_columns(PublishedPoint.year, PublishedPoint.value)
        .select_from(PublishedSeries)
        .join(PublishedPoint, PublishedPoint.series_id == PublishedSeries.id)
        .join(Commitment, Commitment.id == PublishedSeries.commitment_id)
        .where(Commitment.plan_id == plan.id)
        .order_by(*_IN_ORDER, PublishedSeries.id, PublishedPoint.year)
    )


def _answers(plan: Plan, moment: datetime) -> Columns:
    return (
        sa.select(SetAsideWarning.fingerprint, SetAsideWarning.reason, User.name)
        .outerjoin(User, User.id == SetAsideWarning.set_aside_by_id)
        .join(Commitment, Commitment.id == SetAsideWarning.commitment_id)
        .where(Commitment.plan_id == plan.id, SetAsideWarning.set_aside_at <= moment)
    )
