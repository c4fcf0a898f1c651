"""From what was said to a row of the ledger: its words cleaned and checked, its row written and recorded."""

from datetime import date
from typing import Any, Required, TypedDict

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation, Person, Unit
from tracker.audit.services import record
from tracker.core import clock
from tracker.core.quantities import Comparator, Reading
from tracker.core.text import SHORT_TEXT, check_length, clean_text
from tracker.extensions import db
from tracker.minutes.models import Clause
from tracker.plans.models import DefinitionVersion, Indicator
from tracker.plans.rules import check_unit_belongs
from tracker.targets import admission
from tracker.targets.models import Position
from tracker.targets.states import DropReason, Sourcing, Stance


class Warrant(TypedDict, total=False):
    """Why something happened, when, and where that stands (D11, D21).

    When neither clause nor source_text says where, `sourcing` must state that nothing does.
    """

    reason: Required[str]
    taken_on: Required[date]
    clause: Clause | None
    source_text: str
    sourcing: Sourcing


class Grounds(Warrant, total=False):
    """Whose position it is: `unit` is the unit it is held for, `person` who spoke (D20).

    `replaces` is an earlier position of the same organisation, unit and subject.
    """

    organisation: Required[Organisation]
    unit: Unit | None
    person: Person | None
    replaces: Position | None


class Wording(Grounds, total=False):
    """A position about the indicator as a whole, in the words it was put in."""

    as_written: Required[str]


class Amount(TypedDict, total=False):
    """A value for a year: a number with its reading, or a level; the wording is always kept (D1 to D3).

    `denominator` is what a percentage is meant to be of, "lebih dari 623" included (D5).
    """

    as_written: Required[str]
    reading: Reading | None
    level: str | None
    denominator: Reading | None


class OnYear(Wording, total=False):
    """A value for one year, as in `Amount`. `due_on` is only heeded by the first position on that year."""

    reading: Reading | None
    level: str | None
    denominator: Reading | None
    year: Required[int | None]
    due_on: date | None


class Spoken(Wording, total=False):
    """Everything a position can hold."""

    reading: Reading | None
    level: str | None
    denominator: Reading | None
    year: int | None
    due_on: date | None
    drop_reason: DropReason | None
    definition: DefinitionVersion | None


def warrant_of(warrant: Warrant) -> dict[str, Any]:
    """The columns that say why and where; refuses a missing reason or source and a day to come."""
    reason, source_text = clean_text(warrant["reason"]), clean_text(warrant.get("source_text") or "")
    clause = warrant.get("clause")
    sourcing = warrant.get("sourcing") or Sourcing.REQUIRED
    admission.check_reasoned(reason, clause=clause, source_text=source_text, sourcing=sourcing)
    check_length(source_text, field="source_text", limit=SHORT_TEXT)
    admission.check_taken_on(warrant["taken_on"], today=clock.today())
    return {"reason": reason, "clause": clause, "source_text": source_text, "taken_on": warrant["taken_on"]}


def grounds_of(grounds: Grounds) -> dict[str, Any]:
    """The columns that say whose, why and where; refuses another organisation's unit as well."""
    organisation, unit = grounds["organisation"], grounds.get("unit")
    check_unit_belongs(organisation.id, unit.organisation_id if unit else None, field="unit")
    held = {"organisation": organisation, "unit": unit, "person": grounds.get("person")}
    return warrant_of(grounds) | held


def statement_of(indicator: Indicator, stance: Stance, spoken: Spoken) -> dict[str, Any]:
    """The columns that say what is asked for, bound to the definition it is asked for under (D13)."""
    drop_reason = spoken.get("drop_reason")
    admission.check_drop_reason(stance, drop_reason)
    common = {"drop_reason": drop_reason, "definition": spoken.get("definition") or indicator.definition}
    if stance is not Stance.VALUE:
        return common | {"as_written": _wording(spoken["as_written"])}
    admission.check_year(spoken.get("year"), first=indicator.commitment.plan.period_start)
    return common | amount_of(indicator, spoken)


def amount_of(indicator: Indicator, amount: Amount) -> dict[str, Any]:
    """The columns of a value; refuses one that the indicator's kind cannot have (D6)."""
    reading, level, denominator = amount.get("reading"), amount.get("level"), amount.get("denominator")
    value = reading.value if reading else None
    admission.check_amount(indicator.kind, value=value, level=level, unit=reading.unit if reading else None)
    admission.check_denominator(indicator.kind, denominator.value if denominator else None)
    return {
        "as_written": _wording(amount["as_written"]),
        "value": value,
        "level": level or None,
        "comparator": reading.comparator if reading else Comparator.EQUAL,
        "qualifier": reading.qualifier if reading else None,
        "denominator": denominator.value if denominator else None,
        "denominator_comparator": denominator.comparator if denominator else None,
    }


def _wording(text: str) -> str:
    cleaned = clean_text(text)
    check_length(cleaned, field="as_written", limit=SHORT_TEXT)
    admission.check_wording(cleaned)
    return cleaned


def said_by(position: Position) -> dict[str, Any]:
    """What a position says and for whom, to be said again by the entry that settles or withdraws it."""
    names = ("stance", "target", "definition", "as_written", "value", "level", "comparator", "qualifier")
    more = ("denominator", "denominator_comparator", "drop_reason", "organisation", "unit")
    return {name: getattr(position, name) for name in names + more}


def write_entry(actor: Actor, indicator: Indicator, **columns: Any) -> Position:
    """Add a row to the ledger, now and by this actor."""
    position = Position(indicator=indicator, recorded_at=clock.now(), recorded_by_id=actor.user_id, **columns)
    db.session.add(position)
    db.session.flush()
    return position


def record_entry(
    actor: Actor, act: str, position: Position, *, before: Position | None, reason: str = ""
) -> None:
    """Write the act into the trail: what stood there before, and what stands there now."""
    year = f" {position.target.year}" if position.target else ""
    record(
        actor,
        act,
        position,
        label=position.indicator.key + year,
        changes={position.stance.value: (before.as_written if before else None, position.as_written)},
        reason=reason or position.reason,
        on_behalf_of=position.organisation,
    )
