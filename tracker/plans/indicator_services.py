"""What can be done to an indicator itself; its wording and its baseline have services of their own."""

from collections.abc import Mapping
from typing import Any, TypedDict, Unpack

from tracker.accounts.actors import Actor, authorise
from tracker.audit.services import from_nothing, record
from tracker.core import clock
from tracker.core.errors import RuleBroken
from tracker.core.revisions import check_revision
from tracker.minutes.models import Clause
from tracker.plans import policy, queries, rules
from tracker.plans.definition_services import DefinitionDetails, definition_values
from tracker.plans.edits import change, check_public_texts
from tracker.plans.models import Commitment, DefinitionVersion, Indicator, Plan
from tracker.plans.states import Direction, IndicatorKind


class IndicatorFields(TypedDict, total=False):
    """What can be edited on an indicator; its name and definition change by a new version (D13)."""

    kind: IndicatorKind
    direction: Direction
    is_cumulative: bool
    unit_ind: str
    unit_eng: str
    outside_monitor: str


def create_indicator(
    actor: Actor,
    commitment: Commitment,
    *,
    kind: IndicatorKind,
    name_ind: str,
    unit_ind: str,
    unit_eng: str = "",
    direction: Direction = Direction.RISE,
    is_cumulative: bool = True,
    outside_monitor: str = "",
    clause: Clause | None = None,
    number: int | None = None,
    **details: Unpack[DefinitionDetails],
) -> Indicator:
    """Add an indicator with its first definition.

    `number` is the next free one unless given, as when a paper already numbers them; never a used one (D14).
    """
    authorise(policy.can_edit_plan, actor, commitment.plan)
    nature = {"kind": kind, "direction": direction, "is_cumulative": is_cumulative, "unit_ind": unit_ind}
    values = _indicator_values(
        commitment.plan, nature | {"unit_eng": unit_eng, "outside_monitor": outside_monitor}
    )
    texts = definition_values(commitment.plan, {"name_ind": name_ind, **details})
    indicator = Indicator(number=_free_number(commitment, number), **values)
    indicator.definitions.append(
        DefinitionVersion(number=1, is_adopted=True, clause=clause, created_at=clock.now(), **texts)
    )
    commitment.indicators.append(indicator)
    record(
        actor,
        "indicator:create",
        indicator,
        label=indicator.key,
        changes=from_nothing(values | texts | {"clause": clause}),
    )
    return indicator


def _free_number(commitment: Commitment, wanted: int | None) -> int:
    used = [indicator.number for indicator in commitment.indicators]
    number = rules.next_number(used) if wanted is None else wanted
    rules.check_number(number, used)
    return number


def edit_indicator(
    actor: Actor, indicator: Indicator, *, seen_revision: int, **fields: Unpack[IndicatorFields]
) -> None:
    """Change what an indicator is. Its kind only until it has a baseline or a target. May raise StaleEdit."""
    authorise(policy.can_edit_plan, actor, indicator.commitment.plan)
    check_revision(indicator, seen_revision, fields)
    kind = fields.get("kind", indicator.kind)
    if kind is not indicator.kind and (indicator.baseline or queries.is_indicator_in_use(indicator)):
        raise RuleBroken("kind_in_use", field="kind")
    values = _indicator_values(
        indicator.commitment.plan, {"kind": kind, "unit_ind": indicator.unit_ind, **fields}
    )
    change(actor, "indicator:edit", indicator, values, label=indicator.key)


def _indicator_values(plan: Plan, fields: Mapping[str, object]) -> dict[str, Any]:
    values: dict[str, Any] = rules.tidied(fields, short={"unit_ind", "unit_eng", "outside_monitor"})
    if values["kind"].is_numeric:
        rules.check_given("unit_ind", values["unit_ind"])
    check_public_texts(plan, values)
    return values
