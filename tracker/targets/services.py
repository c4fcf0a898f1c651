"""Everything that can happen in the negotiation of targets. Every entry of the ledger is a new one (D10)."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Unpack

from tracker.accounts.actors import Actor, authorise
from tracker.accounts.models import Organisation
from tracker.audit.services import record
from tracker.core import clock
from tracker.core.errors import RuleBroken
from tracker.core.quantities import Reading
from tracker.core.text import SHORT_TEXT, check_length, clean_text
from tracker.extensions import db
from tracker.minutes.models import Clause
from tracker.plans import definition_services
from tracker.plans.models import Commitment, DefinitionVersion, Indicator
from tracker.targets import admission, policy, queries
from tracker.targets.entries import (
    Amount,
    OnYear,
    Spoken,
    Warrant,
    Wording,
    amount_of,
    grounds_of,
    record_entry,
    said_by,
    statement_of,
    warrant_of,
    write_entry,
)
from tracker.targets.models import (
    OfficialMark,
    Position,
    PublishedPoint,
    PublishedSeries,
    SetAsideWarning,
    Target,
)
from tracker.targets.plausibility import Anomaly
from tracker.targets.queries import Ledger, entry_of
from tracker.targets.rules import Entry
from tracker.targets.states import DropReason, PositionKind, Sourcing, Stance

# What a party says; agreements and withdrawals are acts of their own.
SPOKEN_KINDS = frozenset({PositionKind.INITIAL, PositionKind.PROPOSAL, PositionKind.COUNTER})

# A year, its number with its reading or its level, and the wording.
Level = tuple[int, Reading | str, str]


def open_target(actor: Actor, indicator: Indicator, *, year: int, due_on: date | None = None) -> Target:
    """The place of a yearly target, made when it is missing; due on 31 December unless said otherwise."""
    authorise(policy.can_speak, actor, indicator)
    admission.check_year(year, first=indicator.commitment.plan.period_start)
    found = queries.target_of(indicator, year)
    if found:
        return found
    target = Target(indicator=indicator, year=year, due_on=due_on or date(year, 12, 31))
    db.session.add(target)
    db.session.flush()
    return target


def take_position(
    actor: Actor, indicator: Indicator, *, kind: PositionKind, stance: Stance, **spoken: Unpack[Spoken]
) -> Position:
    """Write down what an organisation says; earlier positions stay as they are (D10 to D14, D20).

    `kind` is INITIAL, PROPOSAL or COUNTER. Refused on a dropped indicator.
    """
    if kind not in SPOKEN_KINDS:
        raise ValueError(kind)
    authorise(policy.can_take_position, actor, indicator, spoken["organisation"])
    year, replaced = spoken.get("year"), spoken.get("replaces")
    values = grounds_of(spoken) | statement_of(indicator, stance, spoken)
    ledger = queries.ledger_to_write(indicator.id)
    admission.check_not_dropped(ledger.talks)
    if replaced:
        newer = _draft(kind, stance, values, year=year)
        admission.check_may_replace(ledger.entries, newer, entry_of(replaced))
    if stance is Stance.VALUE and year is not None:
        values["target"] = open_target(actor, indicator, year=year, due_on=spoken.get("due_on"))
    position = write_entry(actor, indicator, kind=kind, stance=stance, refers_to=replaced, **values)
    is_counter_value = kind is PositionKind.COUNTER and stance is Stance.VALUE
    record_entry(actor, "target:counter" if is_counter_value else _ACTS[stance], position, before=replaced)
    return position


def propose_target(actor: Actor, indicator: Indicator, **spoken: Unpack[OnYear]) -> Position:
    """Propose a value for a year."""
    return take_position(actor, indicator, kind=PositionKind.PROPOSAL, stance=Stance.VALUE, **spoken)


def counter_target(actor: Actor, indicator: Indicator, **spoken: Unpack[OnYear]) -> Position:
    """Answer a proposal with another value; the proposal stays as it is."""
    return take_position(actor, indicator, kind=PositionKind.COUNTER, stance=Stance.VALUE, **spoken)


def propose_drop(
    actor: Actor, indicator: Indicator, *, drop_reason: DropReason, **grounds: Unpack[Wording]
) -> Position:
    """Propose that the indicator goes, with a reason code (D14)."""
    return take_position(
        actor, indicator, kind=PositionKind.COUNTER, stance=Stance.DROP, drop_reason=drop_reason, **grounds
    )


def propose_rewording(
    actor: Actor,
    indicator: Indicator,
    *,
    definition: DefinitionVersion | None = None,
    **grounds: Unpack[Wording],
) -> Position:
    """Propose another wording. `definition` is the suggested version that spells it out, if there is one."""
    return take_position(
        actor, indicator, kind=PositionKind.COUNTER, stance=Stance.REWORD, definition=definition, **grounds
    )


def ask_to_retain(actor: Actor, indicator: Indicator, **grounds: Unpack[Wording]) -> Position:
    """Ask that the indicator stays as it is."""
    return take_position(actor, indicator, kind=PositionKind.COUNTER, stance=Stance.RETAIN, **grounds)


def remark(actor: Actor, indicator: Indicator, **grounds: Unpack[Wording]) -> Position:
    """Note what was said about the indicator without asking for anything."""
    return take_position(actor, indicator, kind=PositionKind.COUNTER, stance=Stance.REMARK, **grounds)


def withdraw_position(actor: Actor, position: Position, **warrant: Unpack[Warrant]) -> Position:
    """Take a position back, or cancel an agreement, by a new entry; what was said stays readable (D10)."""
    authorise(policy.can_withdraw, actor, position)
    values = warrant_of(warrant)
    ledger = queries.ledger_to_write(position.indicator_id)
    admission.check_may_withdraw(ledger.entries, entry_of(position))
    entry = write_entry(
        actor,
        position.indicator,
        kind=PositionKind.WITHDRAWN,
        refers_to=position,
        **said_by(position) | values,
    )
    act = "target:cancel-agreement" if position.kind is PositionKind.AGREED else "target:withdraw"
    record_entry(actor, act, entry, before=position)
    return entry


def mark_official(actor: Actor, position: Position, *, reason: str) -> OfficialMark:
    """Say which of an organisation's positions is its official one (D12)."""
    authorise(policy.can_mark_official, actor, position)
    admission.check_reason(reason)
    ledger = queries.ledger_to_write(position.indicator_id)
    admission.check_may_mark(ledger.entries, entry_of(position))
    mark = OfficialMark(
        position=position, reason=clean_text(reason), marked_at=clock.now(), marked_by_id=actor.user_id
    )
    db.session.add(mark)
    record_entry(actor, "target:mark-official", position, before=None, reason=mark.reason)
    return mark


def agree_position(actor: Actor, position: Position, **warrant: Unpack[Warrant]) -> Position:
    """Write down that a position was agreed: an act and an entry of its own (D10).

    Agreeing to a drop strikes the indicator out (D14); agreeing to a rewording adopts the version it suggests
    (D13), see `agree_rewording` for one that nobody has spelt out.
    """
    authorise(policy.can_agree, actor, position.indicator)
    values = warrant_of(warrant)
    ledger = _agreeable(position)
    if position.stance is Stance.REWORD:
        if position.definition.is_adopted:
            raise RuleBroken("rewording_not_spelt_out", field="name_ind")
        definition_services.adopt_definition(actor, position.definition, reason=values["reason"])
    return _settle(actor, ledger, position, **values)


def agree_rewording(
    actor: Actor,
    position: Position,
    *,
    name_ind: str,
    definition_ind: str | None = None,
    **warrant: Unpack[Warrant],
) -> Position:
    """Agree to a rewording in these words, which become a new definition version in force (D13)."""
    authorise(policy.can_agree, actor, position.indicator)
    values = warrant_of(warrant)
    ledger = _agreeable(position)
    if position.stance is not Stance.REWORD:
        raise RuleBroken("nothing_to_agree")
    texts: definition_services.DefinitionDetails = (
        {} if definition_ind is None else {"definition_ind": definition_ind}
    )
    version = definition_services.redefine(
        actor,
        position.indicator,
        name_ind=name_ind,
        reason=values["reason"],
        clause=values["clause"],
        **texts,
    )
    return _settle(actor, ledger, position, definition=version, **values)


def agree_value(
    actor: Actor,
    indicator: Indicator,
    *,
    year: int,
    amount: Amount,
    organisation: Organisation | None = None,
    **warrant: Unpack[Warrant],
) -> Position:
    """Write down that a value was agreed which nobody proposed exactly so.

    `organisation` is the one bound by it, the commitment's lead unless said otherwise.
    """
    authorise(policy.can_agree, actor, indicator)
    values = warrant_of(warrant) | amount_of(indicator, amount)
    ledger = queries.ledger_to_write(indicator.id)
    admission.check_single(ledger.talks)
    entry = write_entry(
        actor,
        indicator,
        kind=PositionKind.AGREED,
        stance=Stance.VALUE,
        target=open_target(actor, indicator, year=year),
        organisation=organisation or indicator.commitment.lead,
        definition=indicator.definition,
        **values,
    )
    record_entry(actor, "target:agree", entry, before=ledger.position(ledger.talks.agreed(year)))
    return entry


def publish_series(
    actor: Actor,
    commitment: Commitment,
    *,
    name_ind: str,
    unit_ind: str,
    points: Sequence[Level],
    indicator: Indicator | None = None,
    name_eng: str = "",
    unit_eng: str = "",
    clause: Clause | None = None,
    source_text: str = "",
    sourcing: Sourcing = Sourcing.REQUIRED,
) -> PublishedSeries:
    """Keep yearly levels that were published earlier, such as a road map's, to hold targets against (D9).

    `indicator` is the one they measure; without one they belong to the commitment as a whole.
    """
    authorise(policy.can_publish_series, actor, commitment)
    texts = {"name_ind": name_ind, "name_eng": name_eng, "unit_ind": unit_ind, "unit_eng": unit_eng}
    values = _short_texts(texts | {"source_text": source_text})
    admission.check_series(values["name_ind"], [year for year, _level, _wording in points])
    admission.check_sourced(clause=clause, source_text=values["source_text"], sourcing=sourcing)
    series = PublishedSeries(commitment=commitment, indicator=indicator, clause=clause, **values)
    series.points = [_point(*point) for point in points]
    db.session.add(series)
    levels = {str(point.year): (None, point.as_written) for point in series.points}
    record(actor, "series:publish", series, label=f"{commitment.code}: {series.name_ind}", changes=levels)
    return series


def remove_series(actor: Actor, series: PublishedSeries, *, reason: str) -> None:
    """Take back a series that was entered by mistake; its numbers stay in the audit trail."""
    authorise(policy.can_publish_series, actor, series.commitment)
    admission.check_reason(reason)
    levels = {str(point.year): (point.as_written, None) for point in series.points}
    label = f"{series.commitment.code}: {series.name_ind}"
    record(actor, "series:remove", series, label=label, changes=levels, reason=reason)
    db.session.delete(series)
    db.session.flush()


def set_aside(actor: Actor, commitment: Commitment, warning: Anomaly, *, reason: str) -> SetAsideWarning:
    """Answer for a warning by name and reason; it comes back when one of its values changes (D9)."""
    authorise(policy.can_set_aside, actor, commitment)
    admission.check_reason(reason)
    if queries.is_set_aside(warning.fingerprint):
        raise RuleBroken("warning_already_set_aside", field="reason")
    kept = SetAsideWarning(
        commitment_id=commitment.id,
        rule=warning.rule,
        fingerprint=warning.fingerprint,
        reason=clean_text(reason),
        set_aside_at=clock.now(),
        set_aside_by_id=actor.user_id,
    )
    db.session.add(kept)
    changes: dict[str, tuple[object, object]] = {name: (None, value) for name, value in warning.params}
    record(actor, "warning:set-aside", kept, label=warning.subject, changes=changes, reason=kept.reason)
    return kept


def _agreeable(position: Position) -> Ledger:
    ledger = queries.ledger_to_write(position.indicator_id)
    admission.check_may_agree(ledger.talks, entry_of(position))
    return ledger


def _settle(actor: Actor, ledger: Ledger, position: Position, **values: Any) -> Position:
    year = position.target.year if position.target else None
    before = ledger.position(ledger.talks.agreed(year)) if year else None
    columns = said_by(position) | values
    entry = write_entry(actor, position.indicator, kind=PositionKind.AGREED, refers_to=position, **columns)
    record_entry(actor, _AGREEMENTS[position.stance], entry, before=before)
    return entry


def _draft(kind: PositionKind, stance: Stance, values: dict[str, Any], *, year: int | None) -> Entry:
    unit = values["unit"]
    return Entry(0, kind, stance, values["organisation"].id, clock.now(), unit.id if unit else None, year)


def _short_texts(texts: dict[str, str]) -> dict[str, str]:
    cleaned = {name: clean_text(text) for name, text in texts.items()}
    for name, text in cleaned.items():
        check_length(text, field=name, limit=SHORT_TEXT)
    return cleaned


def _point(year: int, level: Reading | str, as_written: str) -> PublishedPoint:
    if isinstance(level, Reading):
        return PublishedPoint(year=year, value=level.value, as_written=as_written)
    return PublishedPoint(year=year, level=level, as_written=as_written)


_ACTS = {
    Stance.VALUE: "target:propose",
    Stance.RETAIN: "indicator:ask-to-retain",
    Stance.REWORD: "indicator:propose-rewording",
    Stance.DROP: "indicator:propose-drop",
    Stance.REMARK: "indicator:remark",
}
_AGREEMENTS = {
    Stance.VALUE: "target:agree",
    Stance.RETAIN: "indicator:agree-retain",
    Stance.REWORD: "indicator:agree-rewording",
    Stance.DROP: "indicator:agree-drop",
}
