"""What an accepted answer puts into the ledger: the organisation's position, and perhaps its agreement."""

from collections.abc import Sequence

from tracker.accounts.actors import Actor
from tracker.core import clock
from tracker.core.errors import RuleBroken
from tracker.core.quantities import Reading
from tracker.matrix.states import AnswerKind
from tracker.plans.models import Indicator
from tracker.reviews import answer_queries, queries
from tracker.reviews.models import Answer, AnswerValue
from tracker.reviews.rounds import round_label
from tracker.targets import services as targets
from tracker.targets.entries import Warrant
from tracker.targets.models import Position


def enter_position(actor: Actor, answer: Answer) -> list[Position]:
    """Write a counter-value, a wish to drop or a wish to reword down as the organisation's position (D10).

    What its people say with one voice, or its coordinator marked, is official: it overrules what the
    organisation said before (D12). Taken back, it overrules nothing any more.
    """
    positions = _positions(actor, answer)
    if answer_queries.stands_for_organisation(answer):
        reason = f"{round_label(answer.recipient.round)}: jawaban lembaga"
        for position in positions:
            targets.mark_official(actor, position, reason=reason)
    return positions


def _positions(actor: Actor, answer: Answer) -> list[Position]:
    indicator = queries.indicator_of(answer.recipient.round.plan, answer.row_key)
    if answer.kind is AnswerKind.COUNTER:
        return [_counter(actor, answer, indicator, value) for value in answer.values]
    if answer.kind is AnswerKind.DROP:
        return [_drop(actor, answer, indicator)]
    if answer.kind is AnswerKind.REWORD:
        return [_reword(actor, answer, indicator)]
    raise RuleBroken("nothing_for_the_ledger")


def agree(
    actor: Actor, answer: Answer, positions: Sequence[Position], *, reason: str, new_name: str
) -> list[Position]:
    """Write the agreement to these positions down; `new_name` is the wording agreed on, for a rewording."""
    warrant = warrant_of(answer, reason)
    if answer.kind is AnswerKind.REWORD:
        agreed = targets.agree_rewording(actor, positions[0], name_ind=new_name, **warrant)
        return [agreed]
    return [targets.agree_position(actor, position, **warrant) for position in positions]


def withdraw(actor: Actor, answer: Answer, entries: Sequence[Position], *, reason: str) -> list[Position]:
    """Take entries back by new ones, the last first; what was said stays readable (D10)."""
    warrant = warrant_of(answer, reason)
    return [targets.withdraw_position(actor, entry, **warrant) for entry in reversed(entries)]


def warrant_of(answer: Answer, reason: str) -> Warrant:
    """Why and where: the round itself is the source (D11, D21)."""
    recipient = answer.recipient
    source = f"{round_label(recipient.round)}, tanggapan {recipient.organisation.short_name}"
    return {"reason": reason, "taken_on": clock.today(), "source_text": source}


def _counter(actor: Actor, answer: Answer, indicator: Indicator, value: AnswerValue) -> Position:
    reading = None
    if value.value is not None:
        reading = Reading(value.as_written, value.value, value.comparator, value.qualifier)
    return targets.counter_target(
        actor,
        indicator,
        year=value.year,
        as_written=value.as_written,
        reading=reading,
        level=value.level,
        organisation=answer.recipient.organisation,
        unit=answer.recipient.unit,
        **warrant_of(answer, answer.remark),
    )


def _drop(actor: Actor, answer: Answer, indicator: Indicator) -> Position:
    if answer.drop_reason is None:
        raise ValueError("an answer that wants to drop has a reason code")
    return targets.propose_drop(
        actor,
        indicator,
        as_written=answer.remark,
        drop_reason=answer.drop_reason,
        organisation=answer.recipient.organisation,
        unit=answer.recipient.unit,
        **warrant_of(answer, answer.remark),
    )


def _reword(actor: Actor, answer: Answer, indicator: Indicator) -> Position:
    return targets.propose_rewording(
        actor,
        indicator,
        as_written=answer.remark,
        organisation=answer.recipient.organisation,
        unit=answer.recipient.unit,
        **warrant_of(answer, answer.remark),
    )
