"""What can be done to the wording of an indicator: each wording is a version of its own (D13)."""

from collections.abc import Mapping
from typing import Any, Required, TypedDict, Unpack

from tracker.accounts.actors import Actor, authorise
from tracker.audit.services import differences, record
from tracker.core import clock
from tracker.core.errors import RuleBroken
from tracker.minutes.models import Clause
from tracker.plans import policy, rules
from tracker.plans.edits import check_public_texts
from tracker.plans.models import DefinitionVersion, Indicator, Plan


class DefinitionDetails(TypedDict, total=False):
    """What a definition may say besides its name in Indonesian."""

    name_eng: str
    definition_ind: str
    definition_eng: str
    numerator_ind: str
    numerator_eng: str
    denominator_ind: str
    denominator_eng: str


class Rewording(DefinitionDetails, total=False):
    """Another wording: what is not given stays as it is. `clause` is where it was said."""

    name_ind: Required[str]
    reason: Required[str]
    clause: Clause | None


def suggest_definition(actor: Actor, indicator: Indicator, **wording: Unpack[Rewording]) -> DefinitionVersion:
    """Keep another wording beside the one in force, unadopted (D13)."""
    authorise(policy.can_edit_plan, actor, indicator.commitment.plan)
    return _record_definition(actor, "definition:suggest", _next_definition(indicator, wording))


def redefine(actor: Actor, indicator: Indicator, **wording: Unpack[Rewording]) -> DefinitionVersion:
    """Put a new wording in force; targets stay bound to the one they were set for (D13)."""
    authorise(policy.can_edit_plan, actor, indicator.commitment.plan)
    version = _next_definition(indicator, wording)
    version.is_adopted = True
    return _record_definition(actor, "definition:redefine", version)


def adopt_definition(actor: Actor, version: DefinitionVersion, *, reason: str) -> None:
    """Put a suggested wording in force (D13)."""
    indicator = version.indicator
    authorise(policy.can_edit_plan, actor, indicator.commitment.plan)
    rules.check_reason(reason)
    rules.check_adoptable(version.number, indicator.definition.number)
    changes = {"in_force": (indicator.definition.number, version.number)}
    version.is_adopted = True
    record(actor, "definition:adopt", version, label=indicator.key, changes=changes, reason=reason)


def _next_definition(indicator: Indicator, wording: Rewording) -> DefinitionVersion:
    fields = {name: text for name, text in wording.items() if name not in {"reason", "clause"}}
    rules.check_reason(wording["reason"])
    in_force = indicator.definition
    texts = in_force.texts | definition_values(indicator.commitment.plan, fields)
    changed = differences(in_force, texts)
    if not changed:
        raise RuleBroken("definition_unchanged", field="name_ind")
    number = rules.next_number(known.number for known in indicator.definitions)
    version = DefinitionVersion(number=number, is_adopted=False, created_at=clock.now(), **texts)
    version.reason, version.clause = wording["reason"], wording.get("clause")
    version.stale_translations = rules.stale_sides(in_force.stale_translations, changed, texts)
    indicator.definitions.append(version)
    return version


def definition_values(plan: Plan, fields: Mapping[str, object]) -> dict[str, Any]:
    """The texts of a definition, cleaned, if they may stand in this plan."""
    values: dict[str, Any] = rules.tidied(fields)
    rules.check_given("name_ind", values["name_ind"])
    check_public_texts(plan, values)
    return values


def _record_definition(actor: Actor, act: str, version: DefinitionVersion) -> DefinitionVersion:
    before = version.indicator.definitions[-2]
    label = f"{version.indicator.key} v{version.number}"
    record(
        actor, act, version, label=label, changes=differences(before, version.texts), reason=version.reason
    )
    return version
