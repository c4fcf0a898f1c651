"""Everything that can be done to a plan and to what it holds."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from sqlalchemy.orm.attributes import flag_modified

from tracker.accounts.actors import Actor, authorise
from tracker.accounts.models import Organisation, Unit
from tracker.audit.services import differences, record
from tracker.core import clock
from tracker.core.errors import RuleBroken
from tracker.core.quantities import Comparator, Qualifier
from tracker.core.revisions import check_revision
from tracker.extensions import db
from tracker.minutes.models import Clause, Meeting
from tracker.plans import policy, queries, rules
from tracker.plans.models import (
    Baseline,
    Commitment,
    CommitmentParty,
    DefinitionVersion,
    Indicator,
    Milestone,
    Plan,
    Translated,
)
from tracker.plans.states import Direction, IndicatorKind, Involvement, PlanState, PlanStep, next_state


class PlanFields(TypedDict, total=False):
    """What a plan says about itself; the years are calendar years."""

    code: str
    ordinal: int
    title_ind: str
    title_eng: str
    period_start: int
    period_end: int
    first_year: int
    last_year: int


class CommitmentDetails(TypedDict, total=False):
    """What a commitment may say besides its code, title and lead. `ogp_values` are values of `OgpValue`."""

    title_eng: str
    problem_ind: str
    problem_eng: str
    solution_ind: str
    solution_eng: str
    ogp_values: Sequence[str]
    rpjmn_link: str
    sdg_links: Sequence[str]
    contact: str
    ogp_id: str | None
    lead_unit: Unit | None


class CommitmentFields(CommitmentDetails, total=False):
    """Everything that can be edited on a commitment."""

    code: str
    title_ind: str
    lead: Organisation


class MilestoneDetails(TypedDict, total=False):
    """What a milestone may say besides its text: `due_text` is the wording that `due_on` was read from."""

    text_eng: str
    start_on: date | None
    due_on: date | None
    due_text: str
    responsible: Organisation | None
    responsible_unit: Unit | None


class MilestoneFields(MilestoneDetails, total=False):
    """Everything that can be edited on a milestone."""

    text_ind: str


class IndicatorFields(TypedDict, total=False):
    """What can be edited on an indicator; its name and definition change by a new version (D13)."""

    kind: IndicatorKind
    direction: Direction
    is_cumulative: bool
    unit_ind: str
    unit_eng: str
    outside_monitor: str


class DefinitionDetails(TypedDict, total=False):
    """What a definition may say besides its name in Indonesian."""

    name_eng: str
    definition_ind: str
    definition_eng: str
    numerator_ind: str
    numerator_eng: str
    denominator_ind: str
    denominator_eng: str


class BaselineDetails(TypedDict, total=False):
    """A baseline's value or level, what its percentage is made of, its year and its source."""

    value: Decimal | None
    level: str | None
    comparator: Comparator
    qualifier: Qualifier | None
    numerator: Decimal | None
    denominator: Decimal | None
    year: int | None
    source_text: str
    clause: Clause | None


_NO_BASELINE: BaselineDetails = {
    "value": None,
    "level": None,
    "comparator": Comparator.EQUAL,
    "qualifier": None,
    "numerator": None,
    "denominator": None,
    "year": None,
    "source_text": "",
    "clause": None,
}


def create_plan(
    actor: Actor,
    *,
    code: str,
    ordinal: int,
    title_ind: str,
    title_eng: str = "",
    period_start: int,
    period_end: int,
    first_year: int,
    last_year: int,
) -> Plan:
    """Begin a plan: its ordinal ("the sixth"), its OGP period and the years it is carried out (D35)."""
    authorise(policy.can_create_plan, actor)
    years = {
        "period_start": period_start,
        "period_end": period_end,
        "first_year": first_year,
        "last_year": last_year,
    }
    values = _plan_values(
        None, {"code": code, "ordinal": ordinal, "title_ind": title_ind, "title_eng": title_eng} | years
    )
    plan = Plan(state=PlanState.NEGOTIATION, **values)
    db.session.add(plan)
    record(actor, "plan:create", plan, label=plan.code, changes=_made(values))
    return plan


def edit_plan(actor: Actor, plan: Plan, *, seen_revision: int, **fields: Unpack[PlanFields]) -> None:
    """Change what a plan says about itself. Raises StaleEdit when somebody else was faster."""
    authorise(policy.can_edit_plan, actor, plan)
    check_revision(plan, seen_revision, fields)
    _change(actor, "plan:edit", plan, _plan_values(plan, fields), label=plan.code)


_PLAN_YEARS = ("period_start", "period_end", "first_year", "last_year")


def _plan_values(plan: Plan | None, fields: Mapping[str, object]) -> dict[str, Any]:
    values = rules.tidied(fields, short={"title_ind", "title_eng"})
    whole = _as_will_be(plan, values, "code", "ordinal", "title_ind", *_PLAN_YEARS)
    rules.check_code(whole["code"])
    rules.check_ordinal(whole["ordinal"])
    rules.check_given("title_ind", whole["title_ind"])
    rules.check_plan_years(**{name: whole[name] for name in _PLAN_YEARS})
    if queries.is_plan_code_taken(whole["code"], apart_from=plan):
        raise RuleBroken("code_taken", field="code", params={"code": whole["code"]})
    _check_public_texts(plan, values)
    return values


def publish_plan(actor: Actor, plan: Plan) -> None:
    """Let everybody read the plan. Refused while a text in it only keeps a place (D38)."""
    authorise(policy.can_publish_plan, actor, plan)
    if plan.published_at is not None:
        raise RuleBroken("plan_already_published")
    rules.check_publishable(queries.texts_of(plan))
    _change(actor, "plan:publish", plan, {"published_at": clock.now()}, label=plan.code)


def unpublish_plan(actor: Actor, plan: Plan, *, reason: str) -> None:
    """Take the plan back from the public; those who are signed in keep reading it."""
    authorise(policy.can_publish_plan, actor, plan)
    rules.check_reason(reason)
    if plan.published_at is None:
        raise RuleBroken("plan_not_published")
    _change(actor, "plan:unpublish", plan, {"published_at": None}, label=plan.code, reason=reason)


def step_plan(actor: Actor, plan: Plan, step: PlanStep, *, reason: str = "") -> None:
    """Move the plan on: submit to OGP, start, close, reopen. Reopening needs a reason (D34)."""
    authorise(policy.can_step_plan, actor, plan)
    state = next_state(plan.state, step)
    if step is PlanStep.REOPEN:
        rules.check_reason(reason)
    _change(actor, f"plan:{step}", plan, {"state": state}, label=plan.code, reason=reason)


def link_meeting(actor: Actor, plan: Plan, meeting: Meeting) -> None:
    """Say that a meeting was about this plan, so that its clauses can be named as sources (D21)."""
    authorise(policy.can_edit_plan, actor, plan)
    if meeting in plan.meetings:
        return
    plan.meetings.append(meeting)
    record(actor, "plan:link_meeting", plan, label=plan.code, changes={"meetings": (None, meeting.code)})


def unlink_meeting(actor: Actor, plan: Plan, meeting: Meeting) -> None:
    """Take back `link_meeting`; sources already named stay."""
    authorise(policy.can_edit_plan, actor, plan)
    if meeting not in plan.meetings:
        return
    plan.meetings.remove(meeting)
    record(actor, "plan:unlink_meeting", plan, label=plan.code, changes={"meetings": (meeting.code, None)})


def set_meetings(actor: Actor, plan: Plan, meetings: Collection[Meeting]) -> None:
    """Let exactly these meetings be about the plan; each change is recorded by itself."""
    authorise(policy.can_edit_plan, actor, plan)
    for meeting in [meeting for meeting in plan.meetings if meeting not in meetings]:
        unlink_meeting(actor, plan, meeting)
    for meeting in meetings:
        link_meeting(actor, plan, meeting)


def create_commitment(
    actor: Actor,
    plan: Plan,
    *,
    code: str,
    title_ind: str,
    lead: Organisation,
    **details: Unpack[CommitmentDetails],
) -> Commitment:
    """Add a commitment at the end of the plan."""
    authorise(policy.can_edit_plan, actor, plan)
    values = _commitment_values(plan, None, {"code": code, "title_ind": title_ind, "lead": lead, **details})
    commitment = Commitment(plan=plan, position=queries.next_position(plan), **values)
    db.session.add(commitment)
    record(actor, "commitment:create", commitment, label=commitment.code, changes=_made(values))
    return commitment


def edit_commitment(
    actor: Actor, commitment: Commitment, *, seen_revision: int, **fields: Unpack[CommitmentFields]
) -> None:
    """Change what a commitment says. Raises StaleEdit when somebody else was faster."""
    authorise(policy.can_edit_plan, actor, commitment.plan)
    check_revision(commitment, seen_revision, [*fields, "supporters", "proposers", "companions"])
    values = _commitment_values(commitment.plan, commitment, fields)
    _change(actor, "commitment:edit", commitment, values, label=commitment.code)


def _commitment_values(
    plan: Plan, commitment: Commitment | None, fields: Mapping[str, object]
) -> dict[str, Any]:
    values = rules.tidied(fields, short={"rpjmn_link", "contact"})
    if "ogp_values" in values:
        values["ogp_values"] = rules.ordered_ogp_values(fields["ogp_values"])  # type: ignore[arg-type]
    if "sdg_links" in values:
        values["sdg_links"] = rules.tidied_links(fields["sdg_links"])  # type: ignore[arg-type]
    if "ogp_id" in values:
        values["ogp_id"] = values["ogp_id"] or None
    _check_commitment(
        plan, commitment, _as_will_be(commitment, values, "code", "title_ind", "ogp_id", "lead", "lead_unit")
    )
    _check_public_texts(plan, values)
    return values


def _check_commitment(plan: Plan, commitment: Commitment | None, whole: Mapping[str, Any]) -> None:
    rules.check_code(whole["code"])
    rules.check_given("title_ind", whole["title_ind"])
    rules.check_ogp_id(whole["ogp_id"])
    unit = whole["lead_unit"]
    rules.check_unit_belongs(whole["lead"].id, unit and unit.organisation_id, field="lead_unit")
    if queries.is_commitment_code_taken(plan, whole["code"], apart_from=commitment):
        raise RuleBroken("code_taken", field="code", params={"code": whole["code"]})
    if whole["ogp_id"] and queries.is_ogp_id_taken(whole["ogp_id"], apart_from=commitment):
        raise RuleBroken("ogp_id_taken", field="ogp_id", params={"ogp_id": whole["ogp_id"]})


def remove_commitment(actor: Actor, commitment: Commitment, *, reason: str) -> None:
    """Remove a commitment made by mistake, with its milestones and indicators.

    Refused as soon as the ledger or anything else holds something about it (D10, D14).
    """
    authorise(policy.can_edit_plan, actor, commitment.plan)
    rules.check_reason(reason)
    if queries.is_commitment_in_use(commitment):
        raise RuleBroken("commitment_in_use")
    changes = {name: (text, None) for name, text in commitment.texts.items() if text}
    record(actor, "commitment:remove", commitment, label=commitment.code, changes=changes, reason=reason)
    db.session.delete(commitment)
    db.session.flush()


def add_party(
    actor: Actor, commitment: Commitment, *, organisation: Organisation, involvement: Involvement
) -> CommitmentParty:
    """Name an organisation that supports, proposed or accompanies the commitment."""
    authorise(policy.can_edit_plan, actor, commitment.plan)
    if organisation in commitment.organisations_as(involvement):
        raise RuleBroken("party_named_twice", params={"organisation": organisation.short_name})
    party = CommitmentParty(organisation=organisation, involvement=involvement)
    commitment.parties.append(party)
    _touch(commitment)
    changes = {involvement.value: (None, organisation.short_name)}
    record(actor, "commitment:add_party", commitment, label=commitment.code, changes=changes)
    return party


def remove_party(
    actor: Actor, commitment: Commitment, *, organisation: Organisation, involvement: Involvement
) -> None:
    """Take back `add_party`; an organisation that was not named stays so."""
    authorise(policy.can_edit_plan, actor, commitment.plan)
    party = commitment.party_of(organisation, involvement)
    if party is None:
        return
    commitment.parties.remove(party)
    _touch(commitment)
    changes = {involvement.value: (organisation.short_name, None)}
    record(actor, "commitment:remove_party", commitment, label=commitment.code, changes=changes)


def set_parties(
    actor: Actor, commitment: Commitment, *, involvement: Involvement, organisations: Collection[Organisation]
) -> None:
    """Let exactly these organisations be involved in this way; each change is recorded by itself."""
    authorise(policy.can_edit_plan, actor, commitment.plan)
    present = commitment.organisations_as(involvement)
    for organisation in present:
        if organisation not in organisations:
            remove_party(actor, commitment, organisation=organisation, involvement=involvement)
    for organisation in organisations:
        if organisation not in present:
            add_party(actor, commitment, organisation=organisation, involvement=involvement)


def _touch(commitment: Commitment) -> None:
    # Parties are rows of their own: without this a form opened before would not notice the change.
    flag_modified(commitment, "position")


def create_milestone(
    actor: Actor, commitment: Commitment, *, text_ind: str, **details: Unpack[MilestoneDetails]
) -> Milestone:
    """Add a milestone after the last one."""
    authorise(policy.can_edit_plan, actor, commitment.plan)
    values = _milestone_values(commitment.plan, None, {"text_ind": text_ind, **details})
    milestone = Milestone(number=rules.next_number(step.number for step in commitment.milestones), **values)
    commitment.milestones.append(milestone)
    record(actor, "milestone:create", milestone, label=milestone.key, changes=_made(values))
    return milestone


def edit_milestone(
    actor: Actor, milestone: Milestone, *, seen_revision: int, **fields: Unpack[MilestoneFields]
) -> None:
    """Change a milestone. Raises StaleEdit when somebody else was faster."""
    authorise(policy.can_edit_plan, actor, milestone.commitment.plan)
    check_revision(milestone, seen_revision, fields)
    values = _milestone_values(milestone.commitment.plan, milestone, fields)
    _change(actor, "milestone:edit", milestone, values, label=milestone.key)


def _milestone_values(
    plan: Plan, milestone: Milestone | None, fields: Mapping[str, object]
) -> dict[str, Any]:
    values = rules.tidied(fields, short={"due_text"})
    whole = _as_will_be(
        milestone, values, "text_ind", "start_on", "due_on", "responsible", "responsible_unit"
    )
    rules.check_given("text_ind", whole["text_ind"])
    rules.check_milestone_dates(whole["start_on"], whole["due_on"])
    organisation, unit = whole["responsible"], whole["responsible_unit"]
    rules.check_unit_belongs(
        organisation and organisation.id, unit and unit.organisation_id, field="responsible_unit"
    )
    _check_public_texts(plan, values)
    return values


def remove_milestone(actor: Actor, milestone: Milestone, *, reason: str) -> None:
    """Remove a milestone; its text stays in the audit trail."""
    authorise(policy.can_edit_plan, actor, milestone.commitment.plan)
    rules.check_reason(reason)
    changes = {name: (text, None) for name, text in milestone.texts.items() if text}
    record(actor, "milestone:remove", milestone, label=milestone.key, changes=changes, reason=reason)
    milestone.commitment.milestones.remove(milestone)
    db.session.flush()


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
    texts = _definition_values(commitment.plan, {"name_ind": name_ind, **details})
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
        changes=_made(values | texts | {"clause": clause}),
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
    _change(actor, "indicator:edit", indicator, values, label=indicator.key)


def _indicator_values(plan: Plan, fields: Mapping[str, object]) -> dict[str, Any]:
    values: dict[str, Any] = rules.tidied(fields, short={"unit_ind", "unit_eng", "outside_monitor"})
    if values["kind"].is_numeric:
        rules.check_given("unit_ind", values["unit_ind"])
    _check_public_texts(plan, values)
    return values


def suggest_definition(
    actor: Actor,
    indicator: Indicator,
    *,
    name_ind: str,
    reason: str,
    clause: Clause | None = None,
    **details: Unpack[DefinitionDetails],
) -> DefinitionVersion:
    """Keep another wording beside the one in force, unadopted (D13). What is not given stays as it is."""
    authorise(policy.can_edit_plan, actor, indicator.commitment.plan)
    version = _next_definition(indicator, {"name_ind": name_ind, **details}, reason=reason, clause=clause)
    return _record_definition(actor, "definition:suggest", version)


def redefine(
    actor: Actor,
    indicator: Indicator,
    *,
    name_ind: str,
    reason: str,
    clause: Clause | None = None,
    **details: Unpack[DefinitionDetails],
) -> DefinitionVersion:
    """Put a new wording in force; targets stay bound to the one they were set for (D13)."""
    authorise(policy.can_edit_plan, actor, indicator.commitment.plan)
    version = _next_definition(indicator, {"name_ind": name_ind, **details}, reason=reason, clause=clause)
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


def _next_definition(
    indicator: Indicator, fields: Mapping[str, object], *, reason: str, clause: Clause | None
) -> DefinitionVersion:
    rules.check_reason(reason)
    in_force = indicator.definition
    texts = in_force.texts | _definition_values(indicator.commitment.plan, fields)
    changed = differences(in_force, texts)
    if not changed:
        raise RuleBroken("definition_unchanged", field="name_ind")
    number = rules.next_number(known.number for known in indicator.definitions)
    version = DefinitionVersion(number=number, is_adopted=False, created_at=clock.now(), **texts)
    version.reason, version.clause = reason, clause
    version.stale_translations = rules.stale_sides(in_force.stale_translations, changed, texts)
    indicator.definitions.append(version)
    return version


def _definition_values(plan: Plan, fields: Mapping[str, object]) -> dict[str, Any]:
    values: dict[str, Any] = rules.tidied(fields)
    rules.check_given("name_ind", values["name_ind"])
    _check_public_texts(plan, values)
    return values


def _record_definition(actor: Actor, act: str, version: DefinitionVersion) -> DefinitionVersion:
    before = version.indicator.definitions[-2]
    label = f"{version.indicator.key} v{version.number}"
    record(
        actor, act, version, label=label, changes=differences(before, version.texts), reason=version.reason
    )
    return version


def set_baseline(
    actor: Actor,
    indicator: Indicator,
    *,
    as_written: str,
    seen_revision: int = 0,
    **details: Unpack[BaselineDetails],
) -> Baseline:
    """Write down where the indicator starts (D2, D3, D5, D21), or replace what was written.

    `seen_revision` is that of the baseline as it was seen, 0 when there was none. Raises StaleEdit when
    somebody else was faster. Odd values only warn, in the targets' pages (D9).
    """
    authorise(policy.can_edit_plan, actor, indicator.commitment.plan)
    fields = {**_NO_BASELINE, "as_written": as_written, **details}
    if indicator.baseline is not None:
        check_revision(indicator.baseline, seen_revision, fields)
    return _save_baseline(actor, indicator, _baseline_values(indicator, fields))


def _baseline_values(indicator: Indicator, fields: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = rules.tidied(fields, short={"as_written", "source_text", "level"})
    values["level"] = values["level"] or None
    rules.check_given("as_written", values["as_written"])
    rules.check_value_of_kind(indicator.kind, values["value"], values["level"])
    rules.check_fraction(values["numerator"], values["denominator"])
    _check_public_texts(indicator.commitment.plan, values)
    return values


def _save_baseline(actor: Actor, indicator: Indicator, values: Mapping[str, Any]) -> Baseline:
    if indicator.baseline is not None:
        _change(actor, "baseline:set", indicator.baseline, values, label=indicator.key)
        return indicator.baseline
    indicator.baseline = Baseline(**values)
    record(actor, "baseline:set", indicator.baseline, label=indicator.key, changes=_made(values))
    return indicator.baseline


def _as_will_be(thing: object | None, values: Mapping[str, object], *names: str) -> dict[str, Any]:
    return {name: values.get(name, getattr(thing, name, None)) for name in names}


def _check_public_texts(plan: Plan | None, values: Mapping[str, object]) -> None:
    if plan is not None and plan.published_at is not None:
        rules.check_no_placeholder(values)


def _change(
    actor: Actor, act: str, thing: Any, values: Mapping[str, object], *, label: str, reason: str = ""
) -> None:
    changes = differences(thing, values)
    if not changes:
        return
    for field, (_before, after) in changes.items():
        setattr(thing, field, after)
    if isinstance(thing, Translated):
        thing.stale_translations = rules.stale_sides(thing.stale_translations, changes, thing.texts)
    record(actor, act, thing, label=label, changes=_readable(changes), reason=reason)


def _made(values: Mapping[str, object]) -> dict[str, tuple[object, object]]:
    return _readable(
        {field: (None, value) for field, value in values.items() if value not in (None, "", [], ())}
    )


def _readable(changes: Mapping[str, tuple[object, object]]) -> dict[str, tuple[object, object]]:
    return {field: (_by_name(before), _by_name(after)) for field, (before, after) in changes.items()}


def _by_name(value: object) -> object:
    if isinstance(value, Organisation | Unit):
        return value.short_name
    return f"{value.meeting.code} {value.label}" if isinstance(value, Clause) else value
