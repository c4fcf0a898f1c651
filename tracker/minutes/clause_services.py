"""What the secretariat does with the clauses of minutes."""

from collections.abc import Mapping
from typing import Required, TypedDict, Unpack

from tracker.accounts.actors import Actor, authorise
from tracker.accounts.models import Organisation, Person, Unit
from tracker.audit.services import from_nothing, record, record_change, to_nothing
from tracker.core.errors import RuleBroken
from tracker.core.revisions import check_revision
from tracker.extensions import db
from tracker.minutes import policy, queries, reading, rules
from tracker.minutes.models import Clause, Meeting


class ClauseFields(TypedDict, total=False):
    """What a clause says and who is behind it: who spoke, and for which organisation and unit (D20)."""

    text: Required[str]
    speaker: Person | None
    organisation: Organisation | None
    unit: Unit | None


def add_clause(actor: Actor, meeting: Meeting, *, label: str, **fields: Unpack[ClauseFields]) -> Clause:
    """Add the clause `label` ("II.6.b"); who spoke and the unit spoken for are two things (D20, D21)."""
    authorise(policy.can_edit_minutes, actor, meeting)
    return _place_clause(actor, meeting, rules.parse_label(label), _clause_values(fields))


def add_clauses_from_text(actor: Actor, meeting: Meeting, text: str) -> list[Clause]:
    """Cut the text of minutes into clauses and add them all; none when one of them is refused.

    Raises no_clauses_found when the text has no heading such as "II. Diskusi Rapat".
    """
    authorise(policy.can_edit_minutes, actor, meeting)
    found = reading.split_clauses(text)
    if not found:
        raise RuleBroken("no_clauses_found", field="text")
    return [
        _place_clause(actor, meeting, rules.parse_label(clause.label), rules.tidied({"text": clause.text}))
        for clause in found
    ]


def _place_clause(actor: Actor, meeting: Meeting, label: rules.Label, values: Mapping[str, object]) -> Clause:
    rules.check_free_label(label.text, (clause.label for clause in meeting.clauses))
    clause = Clause(label=label.text, position=label.position, **values)
    meeting.clauses.append(clause)
    record(actor, "clause:add", clause, label=clause.key, changes=from_nothing(values))
    return clause


def edit_clause(actor: Actor, clause: Clause, *, seen_revision: int, **fields: Unpack[ClauseFields]) -> None:
    """Correct what a clause says or who spoke; its label stays: others point to it. Raises StaleEdit."""
    authorise(policy.can_edit_minutes, actor, clause.meeting)
    check_revision(clause, seen_revision, ("text", "speaker_id", "organisation_id", "unit_id"))
    record_change(actor, "clause:edit", clause, _clause_values(fields), label=clause.key)


def _clause_values(fields: ClauseFields) -> dict[str, object]:
    """What a clause says and who said it, if it says something and the unit belongs to the organisation."""
    organisation, unit = fields.get("organisation"), fields.get("unit")
    rules.check_unit_belongs(
        organisation.id if organisation else None, unit.organisation_id if unit else None
    )
    values = rules.tidied({"text": fields["text"]})
    rules.check_given("text", values["text"])
    return values | {"speaker": fields.get("speaker"), "organisation": organisation, "unit": unit}


def remove_clause(actor: Actor, clause: Clause, *, reason: str) -> None:
    """Remove a clause; what it said stays in the trail.

    Refused while anything names it as its source: the ledger would rest on nothing (D10, D21).
    """
    authorise(policy.can_edit_minutes, actor, clause.meeting)
    rules.check_given("reason", reason)
    check_uncited(clause)
    voices = {"speaker": clause.speaker, "organisation": clause.organisation, "unit": clause.unit}
    said = to_nothing({"text": clause.text, **voices})
    record(actor, "clause:remove", clause, label=clause.key, changes=said, reason=reason)
    clause.meeting.clauses.remove(clause)
    db.session.flush()


def check_uncited(clause: Clause) -> None:
    """Refuse to let go of a clause that something names as its source."""
    if queries.is_clause_cited(clause):
        raise RuleBroken("clause_cited", params={"label": clause.label})
