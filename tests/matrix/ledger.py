"""The negotiation of the minutes, written straight into the tables."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tests.factories import (
    SECRETARY,
    make_commitment,
    make_indicator,
    make_organisation,
    make_person,
    make_plan,
    make_unit,
)
from tracker.accounts.models import Organisation, Person, Unit
from tracker.accounts.states import OrganisationKind
from tracker.audit.services import record
from tracker.core.quantities import Comparator, Qualifier
from tracker.extensions import db
from tracker.matrix.services import freeze
from tracker.minutes.models import Clause, Meeting
from tracker.plans.models import Baseline, Commitment, CommitmentParty, Indicator, Plan
from tracker.plans.states import Involvement
from tracker.targets.models import Position, PublishedPoint, PublishedSeries, Target
from tracker.targets.states import PositionKind, Stance

MEETING_DAY = date(2020, 9, 21)
DAY_AFTER = datetime(2020, 9, 22, 1, tzinfo=UTC)


@dataclass
class Story:
    """A plan with one commitment, one indicator, its proposal and the answer to it."""

    plan: Plan
    commitment: Commitment
    indicator: Indicator
    ministry: Organisation
    bureau: Unit
    cso: Organisation
    speaker: Person
    clauses: dict[str, Clause]
    proposal: Position
    counter: Position


def make_story(code: str = "RAN7", *, published: bool = False) -> Story:
    """Pattiro proposes minimal 80% for 2022, Biro MKOK of KemenPAN-RB answers 45%."""
    plan = make_plan(code, published=published)
    ministry = make_organisation(f"{code}-PANRB", name="KemenPAN-RB")
    cso = make_organisation(f"{code}-PATTIRO", kind=OrganisationKind.CSO, name="Pattiro")
    commitment = make_commitment(plan, lead=ministry, code=f"{code}-01")
    commitment.parties.append(CommitmentParty(organisation=cso, involvement=Involvement.PROPOSER))
    indicator = make_indicator(commitment, name="Pengaduan ditindaklanjuti")
    bureau, speaker = make_unit(ministry, "Biro MKOK"), make_person(ministry, "Septiana")
    clauses = make_clauses(f"{code}-NOTULA", "II.2.e", "II.6.b")
    proposal = make_position(
        indicator,
        "80",
        kind=PositionKind.INITIAL,
        as_written="minimal 80%",
        comparator=Comparator.AT_LEAST,
        organisation=cso,
        clause=clauses["II.2.e"],
    )
    counter = make_position(
        indicator,
        "45",
        kind=PositionKind.COUNTER,
        organisation=ministry,
        unit=bureau,
        person=speaker,
        reason="Naik bertahap hingga 2024",
        clause=clauses["II.6.b"],
    )
    return Story(plan, commitment, indicator, ministry, bureau, cso, speaker, clauses, proposal, counter)


def make_clauses(code: str, *labels: str) -> dict[str, Clause]:
    """Minutes with these clauses."""
    meeting = Meeting(code=code, title="Notula", date_text="21 September 2020", held_on=MEETING_DAY)
    for place, label in enumerate(labels, start=1):
        meeting.clauses.append(Clause(position=place, label=label, text=f"Butir {label}"))
    db.session.add(meeting)
    db.session.flush()
    return {clause.label: clause for clause in meeting.clauses}


def make_target(indicator: Indicator, year: int = 2022) -> Target:
    """The place of a yearly target, made once."""
    found: Target | None = db.session.scalar(
        db.select(Target).filter_by(indicator_id=indicator.id, year=year)
    )
    if found is None:
        found = Target(indicator=indicator, year=year, due_on=date(year, 12, 31))
        db.session.add(found)
        db.session.flush()
    return found


def make_position(
    indicator: Indicator, value: str | None = None, *, year: int = 2022, **given: Any
) -> Position:
    """An entry of the ledger: a value for a year, unless another stance is given."""
    if value is not None:
        given |= {"target": make_target(indicator, year), "value": Decimal(value)}
    known: dict[str, Any] = {
        "kind": PositionKind.PROPOSAL,
        "stance": Stance.VALUE,
        "as_written": f"{value}%" if value else "",
        "reason": "Alasan",
        "definition": indicator.definitions[0],
        "taken_on": MEETING_DAY,
        "recorded_at": DAY_AFTER,
    }
    position = Position(indicator=indicator, **known | given)
    db.session.add(position)
    db.session.flush()
    return position


def make_baseline(indicator: Indicator, value: str = "19") -> Baseline:
    """Sekitar 19%, without a denominator."""
    baseline = Baseline(
        indicator=indicator,
        as_written=f"sekitar {value}%",
        value=Decimal(value),
        qualifier=Qualifier.ABOUT,
        year=2019,
    )
    db.session.add(baseline)
    db.session.flush()
    return baseline


def make_series(
    commitment: Commitment, levels: dict[int, str], indicator: Indicator | None = None
) -> PublishedSeries:
    """A road map's levels, year by year."""
    series = PublishedSeries(
        commitment=commitment, indicator=indicator, name_ind="Peta jalan", unit_ind="persen"
    )
    for year, level in levels.items():
        series.points.append(PublishedPoint(year=year, value=Decimal(level), as_written=level))
    db.session.add(series)
    db.session.flush()
    return series


def make_rows(plan: Plan, count: int) -> None:
    """That many more indicators, each with a proposal and an answer, four to a commitment."""
    ministry, cso = make_organisation(), make_organisation(kind=OrganisationKind.CSO)
    commitment = make_commitment(plan, lead=ministry)
    for number in range(count):
        if number % 4 == 0 and number:
            commitment = make_commitment(plan, lead=ministry)
        indicator = make_indicator(commitment, name=f"Indikator {number}")
        make_baseline(indicator)
        make_position(indicator, "80", kind=PositionKind.INITIAL, organisation=cso)
        make_position(indicator, "45", kind=PositionKind.COUNTER, organisation=ministry)


def counter_again(story: Story, value: str) -> None:
    """Another answer to the story's target, recorded and committed as services record it."""
    db.session.rollback()
    make_position(story.indicator, value, kind=PositionKind.COUNTER, organisation=story.cso)
    record(SECRETARY, "target:counter", story.indicator)
    db.session.commit()


def frozen(story: Story, title: str = "Versi rapat") -> str:
    """The SHA-256 of the story's next version, committed."""
    version = freeze(SECRETARY, story.plan, title=title)
    db.session.commit()
    return version.sha256
