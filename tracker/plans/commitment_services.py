"""What can be done to a commitment, and who takes part in it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypedDict, Unpack

from sqlalchemy.orm.attributes import flag_modified

from tracker.accounts.actors import Actor, authorise
from tracker.accounts.models import Organisation, Unit
from tracker.audit.services import from_nothing, record, to_nothing
from tracker.core.errors import RuleBroken
from tracker.core.revisions import check_revision
from tracker.extensions import db
from tracker.plans import policy, queries, rules
from tracker.plans.edits import as_will_be, change, check_public_texts
from tracker.plans.models import Commitment, CommitmentParty, Plan
from tracker.plans.states import Involvement


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
    record(actor, "commitment:create", commitment, label=commitment.code, changes=from_nothing(values))
    return commitment


def edit_commitment(
    actor: Actor, commitment: Commitment, *, seen_revision: int, **fields: Unpack[CommitmentFields]
) -> None:
    """Change what a commitment says. Raises StaleEdit when somebody else was faster."""
    authorise(policy.can_edit_plan, actor, commitment.plan)
    check_revision(commitment, seen_revision, [*fields, "supporters", "proposers", "companions"])
    values = _commitment_values(commitment.plan, commitment, fields)
    change(actor, "commitment:edit", commitment, values, label=commitment.code)


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
        plan, commitment, as_will_be(commitment, values, "code", "title_ind", "ogp_id", "lead", "lead_unit")
    )
    check_public_texts(plan, values)
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
    changes = to_nothing(commitment.texts)
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
