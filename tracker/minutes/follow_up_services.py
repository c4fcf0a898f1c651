"""What the secretariat does with what a meeting leaves to be done: follow-ups and open items (D23)."""

from collections.abc import Mapping
from datetime import date
from typing import Required, TypedDict, Unpack

from tracker.accounts.actors import Actor, authorise
from tracker.accounts.models import Organisation
from tracker.audit.services import from_nothing, record, record_change, to_nothing
from tracker.core.errors import RuleBroken
from tracker.core.revisions import check_revision
from tracker.extensions import db
from tracker.minutes import policy, rules
from tracker.minutes.models import Clause, FollowUp, Meeting, OpenItem
from tracker.minutes.states import OpenItemKind


class FollowUpFields(TypedDict, total=False):
    """What a follow-up says."""

    text: Required[str]
    clause: Clause | None
    owner: Organisation | None
    due_on: date | None


class OpenItemFields(TypedDict, total=False):
    """What an open item says."""

    kind: Required[OpenItemKind]
    text: Required[str]
    clause: Clause | None


# What is not given is open: nobody yet, no day yet, no clause.
_FOLLOW_UP = dict.fromkeys(("text", "clause", "owner", "due_on"))
_OPEN_ITEM = dict.fromkeys(("kind", "text", "clause"))


def add_follow_up(actor: Actor, meeting: Meeting, **fields: Unpack[FollowUpFields]) -> FollowUp:
    """Note what was decided to be done; owner and date may be missing and are shown as missing (D23)."""
    authorise(policy.can_edit_minutes, actor, meeting)
    values = _entry_values(meeting, {**_FOLLOW_UP, **fields})
    follow_up = FollowUp(**values)
    meeting.follow_ups.append(follow_up)
    record(actor, "follow_up:add", follow_up, label=meeting.code, changes=from_nothing(values))
    return follow_up


def edit_follow_up(
    actor: Actor, follow_up: FollowUp, *, seen_revision: int, **fields: Unpack[FollowUpFields]
) -> None:
    """Change a follow-up: its words, its clause, who owns it, when it is due. Raises StaleEdit."""
    authorise(policy.can_edit_minutes, actor, follow_up.meeting)
    check_revision(follow_up, seen_revision, ("text", "clause_id", "owner_id", "due_on"))
    values = _entry_values(follow_up.meeting, {**_FOLLOW_UP, **fields})
    record_change(actor, "follow_up:edit", follow_up, values, label=follow_up.meeting.code)


def finish_follow_up(actor: Actor, follow_up: FollowUp, *, done_on: date) -> None:
    """Say that a follow-up is done, and on which day."""
    authorise(policy.can_edit_minutes, actor, follow_up.meeting)
    if follow_up.done_on:
        raise RuleBroken("follow_up_already_done")
    record_change(actor, "follow_up:finish", follow_up, {"done_on": done_on}, label=follow_up.meeting.code)


def reopen_follow_up(actor: Actor, follow_up: FollowUp) -> None:
    """Take back that a follow-up is done."""
    authorise(policy.can_edit_minutes, actor, follow_up.meeting)
    record_change(actor, "follow_up:reopen", follow_up, {"done_on": None}, label=follow_up.meeting.code)


def remove_follow_up(actor: Actor, follow_up: FollowUp, *, reason: str) -> None:
    """Remove a follow-up that was noted by mistake; what it said stays in the trail."""
    authorise(policy.can_edit_minutes, actor, follow_up.meeting)
    rules.check_given("reason", reason)
    meeting = follow_up.meeting
    said = {"text": follow_up.text, "clause": follow_up.clause, "owner": follow_up.owner}
    days = {"due_on": follow_up.due_on, "done_on": follow_up.done_on}
    changes = to_nothing({**said, **days})
    record(actor, "follow_up:remove", follow_up, label=meeting.code, changes=changes, reason=reason)
    meeting.follow_ups.remove(follow_up)
    db.session.flush()


def add_open_item(actor: Actor, meeting: Meeting, **fields: Unpack[OpenItemFields]) -> OpenItem:
    """Keep a remark that belongs to no indicator (D23)."""
    authorise(policy.can_edit_minutes, actor, meeting)
    values = _entry_values(meeting, {**_OPEN_ITEM, **fields})
    item = OpenItem(**values)
    meeting.open_items.append(item)
    record(actor, "open_item:add", item, label=meeting.code, changes=from_nothing(values))
    return item


def edit_open_item(
    actor: Actor, item: OpenItem, *, seen_revision: int, **fields: Unpack[OpenItemFields]
) -> None:
    """Change the words, kind or clause of an open item. Raises StaleEdit."""
    authorise(policy.can_edit_minutes, actor, item.meeting)
    check_revision(item, seen_revision, ("kind", "text", "clause_id"))
    values = _entry_values(item.meeting, {**_OPEN_ITEM, **fields})
    record_change(actor, "open_item:edit", item, values, label=item.meeting.code)


def resolve_open_item(actor: Actor, item: OpenItem, *, resolution: str, resolved_on: date) -> None:
    """Say what became of an open item; once."""
    authorise(policy.can_edit_minutes, actor, item.meeting)
    if item.resolved_on:
        raise RuleBroken("open_item_already_resolved")
    values = rules.tidied({"resolution": resolution})
    rules.check_given("resolution", values["resolution"])
    record_change(
        actor, "open_item:resolve", item, values | {"resolved_on": resolved_on}, label=item.meeting.code
    )


def remove_open_item(actor: Actor, item: OpenItem, *, reason: str) -> None:
    """Remove an open item that was noted by mistake; what it said stays in the trail."""
    authorise(policy.can_edit_minutes, actor, item.meeting)
    rules.check_given("reason", reason)
    meeting = item.meeting
    said = {"kind": item.kind, "text": item.text, "clause": item.clause, "resolution": item.resolution}
    record(actor, "open_item:remove", item, label=meeting.code, changes=to_nothing(said), reason=reason)
    meeting.open_items.remove(item)
    db.session.flush()


def _entry_values(meeting: Meeting, values: Mapping[str, object]) -> dict[str, object]:
    """What a follow-up or an open item says, if it may stand in these minutes."""
    tidy = rules.tidied(values)
    rules.check_given("text", tidy["text"])
    clause = tidy["clause"]
    rules.check_same_meeting(meeting.id, clause.meeting_id if isinstance(clause, Clause) else None)
    return tidy
