"""What the secretariat does with minutes. Each act is judged, done and written into the trail."""

from collections.abc import Mapping
from datetime import date
from typing import TypedDict, Unpack

import sqlalchemy as sa

from tracker.accounts.actors import Actor, authorise
from tracker.accounts.models import Organisation, Person, Unit
from tracker.audit.services import Subject, differences, record
from tracker.core import clock
from tracker.core.digest import sha256_of
from tracker.core.errors import RuleBroken
from tracker.core.revisions import check_revision
from tracker.extensions import db
from tracker.minutes import documents, policy, reading, rules
from tracker.minutes.models import Clause, FollowUp, Meeting, OpenItem, Participant, SourceDocument
from tracker.minutes.states import OpenItemKind

HEADER_FIELDS = ("title", "date_text", "time_text", "place", "agenda", "moderator")


class MeetingFields(TypedDict, total=False):
    """What can be changed in the header of minutes; what is not named stays."""

    title: str
    date_text: str
    time_text: str
    place: str
    agenda: str
    moderator: str
    document: SourceDocument | None


class Voices(TypedDict):
    """Who is behind a clause: who spoke, for which organisation and unit (D20)."""

    speaker: Person | None
    organisation: Organisation | None
    unit: Unit | None


class FollowUpFields(TypedDict):
    """What a follow-up says."""

    text: str
    clause: Clause | None
    owner: Organisation | None
    due_on: date | None


class OpenItemFields(TypedDict):
    """What an open item says."""

    kind: OpenItemKind
    text: str
    clause: Clause | None


def store_document(actor: Actor, *, file_name: str, media_type: str, content: bytes) -> SourceDocument:
    """Keep a file byte for byte under its SHA-256; the same bytes are kept once (D21).

    Refuses an empty file, one over 10 MB, and what is not text, PDF, DOCX or ODT by its content.
    """
    authorise(policy.can_record_minutes, actor)
    found_type = documents.check_document(content, media_type)
    sha256 = sha256_of(content)
    kept = db.session.scalar(sa.select(SourceDocument).filter_by(sha256=sha256))
    if kept:
        return kept
    document = SourceDocument(
        file_name=documents.kept_name(file_name),
        media_type=found_type,
        sha256=sha256,
        size=len(content),
        content=content,
        received_at=clock.now(),
    )
    db.session.add(document)
    record(actor, "document:store", document, label=document.file_name, changes={"sha256": (None, sha256)})
    return document


def record_meeting(
    actor: Actor,
    *,
    code: str,
    title: str,
    date_text: str,
    time_text: str = "",
    place: str = "",
    agenda: str = "",
    moderator: str = "",
    document: SourceDocument | None = None,
) -> Meeting:
    """Open the minutes of a meeting with their header as written; an unreadable date blocks nothing (D22)."""
    authorise(policy.can_record_minutes, actor)
    written = rules.tidied(
        {
            "title": title,
            "date_text": date_text,
            "time_text": time_text,
            "place": place,
            "agenda": agenda,
            "moderator": moderator,
        }
    )
    rules.check_given("title", written["title"])
    meeting = Meeting(code=_free_code(code), document=document, held_on=rules.day_of(date_text), **written)
    db.session.add(meeting)
    record(
        actor, "minutes:record", meeting, label=meeting.code, changes=_new(written | {"document": document})
    )
    return meeting


def record_minutes(
    actor: Actor, *, code: str, header: reading.Header, text: str = "", document: SourceDocument | None = None
) -> Meeting:
    """Record a whole paper: header, participants, and the clauses cut from `text`, when there is any."""
    meeting = record_meeting(
        actor,
        code=code,
        title=header.title,
        date_text=header.date_text,
        time_text=header.time_text,
        place=header.place,
        agenda=header.agenda,
        moderator=header.moderator,
        document=document,
    )
    for line in header.participants:
        add_participant(actor, meeting, number=line.number, as_written=line.as_written)
    if text.strip():
        add_clauses_from_text(actor, meeting, text)
    return meeting


def edit_meeting(
    actor: Actor, meeting: Meeting, *, seen_revision: int, **fields: Unpack[MeetingFields]
) -> None:
    """Change the header; the date is read again from its text. Raises StaleEdit."""
    authorise(policy.can_edit_minutes, actor, meeting)
    check_revision(meeting, seen_revision, HEADER_FIELDS)
    values = rules.tidied(fields)
    if "title" in values:
        rules.check_given("title", values["title"])
    if "date_text" in values:
        values["held_on"] = rules.day_of(str(values["date_text"]))
    _change(actor, "minutes:edit", meeting, values, label=meeting.code)


def add_participant(
    actor: Actor,
    meeting: Meeting,
    *,
    number: int,
    as_written: str = "",
    organisation: Organisation | None = None,
) -> Participant:
    """Add a line of the participant list, also an empty one: it is part of the paper (D22)."""
    authorise(policy.can_edit_minutes, actor, meeting)
    rules.check_participant_number(number, (line.number for line in meeting.participants))
    values = rules.tidied({"as_written": as_written}) | {"organisation": organisation}
    participant = Participant(number=number, **values)
    meeting.participants.append(participant)
    record(actor, "participant:add", participant, label=f"{meeting.code} {number}", changes=_new(values))
    return participant


def edit_participant(
    actor: Actor,
    participant: Participant,
    *,
    seen_revision: int,
    as_written: str,
    organisation: Organisation | None,
) -> None:
    """Correct a line of the participant list. Raises StaleEdit."""
    authorise(policy.can_edit_minutes, actor, participant.meeting)
    check_revision(participant, seen_revision, ("as_written", "organisation_id"))
    values = rules.tidied({"as_written": as_written}) | {"organisation": organisation}
    _change(
        actor,
        "participant:edit",
        participant,
        values,
        label=f"{participant.meeting.code} {participant.number}",
    )


def add_clause(
    actor: Actor,
    meeting: Meeting,
    *,
    label: str,
    text: str,
    speaker: Person | None = None,
    organisation: Organisation | None = None,
    unit: Unit | None = None,
) -> Clause:
    """Add the clause `label` ("II.6.b"); who spoke and the unit spoken for are two things (D20, D21)."""
    authorise(policy.can_edit_minutes, actor, meeting)
    values = _clause_values(text, speaker, organisation, unit)
    return _place_clause(actor, meeting, rules.parse_label(label), values)


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
    record(actor, "clause:add", clause, label=_address(clause), changes=_new(values))
    return clause


def edit_clause(
    actor: Actor,
    clause: Clause,
    *,
    seen_revision: int,
    text: str,
    speaker: Person | None = None,
    organisation: Organisation | None = None,
    unit: Unit | None = None,
) -> None:
    """Correct what a clause says or who spoke; its label stays: others point to it. Raises StaleEdit."""
    authorise(policy.can_edit_minutes, actor, clause.meeting)
    check_revision(clause, seen_revision, ("text", "speaker_id", "organisation_id", "unit_id"))
    values = _clause_values(text, speaker, organisation, unit)
    _change(actor, "clause:edit", clause, values, label=_address(clause))


def add_follow_up(
    actor: Actor,
    meeting: Meeting,
    *,
    text: str,
    clause: Clause | None = None,
    owner: Organisation | None = None,
    due_on: date | None = None,
) -> FollowUp:
    """Note what was decided to be done; owner and date may be missing and are shown as missing (D23)."""
    authorise(policy.can_edit_minutes, actor, meeting)
    values = _entry_values(meeting, {"text": text, "clause": clause, "owner": owner, "due_on": due_on})
    follow_up = FollowUp(**values)
    meeting.follow_ups.append(follow_up)
    record(actor, "follow_up:add", follow_up, label=meeting.code, changes=_new(values))
    return follow_up


def edit_follow_up(
    actor: Actor,
    follow_up: FollowUp,
    *,
    seen_revision: int,
    text: str,
    clause: Clause | None = None,
    owner: Organisation | None = None,
    due_on: date | None = None,
) -> None:
    """Change a follow-up: its words, its clause, who owns it, when it is due. Raises StaleEdit."""
    authorise(policy.can_edit_minutes, actor, follow_up.meeting)
    check_revision(follow_up, seen_revision, ("text", "clause_id", "owner_id", "due_on"))
    values = _entry_values(
        follow_up.meeting, {"text": text, "clause": clause, "owner": owner, "due_on": due_on}
    )
    _change(actor, "follow_up:edit", follow_up, values, label=follow_up.meeting.code)


def finish_follow_up(actor: Actor, follow_up: FollowUp, *, done_on: date) -> None:
    """Say that a follow-up is done, and on which day."""
    authorise(policy.can_edit_minutes, actor, follow_up.meeting)
    if follow_up.done_on:
        raise RuleBroken("follow_up_already_done")
    _change(actor, "follow_up:finish", follow_up, {"done_on": done_on}, label=follow_up.meeting.code)


def reopen_follow_up(actor: Actor, follow_up: FollowUp) -> None:
    """Take back that a follow-up is done."""
    authorise(policy.can_edit_minutes, actor, follow_up.meeting)
    _change(actor, "follow_up:reopen", follow_up, {"done_on": None}, label=follow_up.meeting.code)


def add_open_item(
    actor: Actor, meeting: Meeting, *, kind: OpenItemKind, text: str, clause: Clause | None = None
) -> OpenItem:
    """Keep a remark that belongs to no indicator (D23)."""
    authorise(policy.can_edit_minutes, actor, meeting)
    values = _entry_values(meeting, {"kind": kind, "text": text, "clause": clause})
    item = OpenItem(**values)
    meeting.open_items.append(item)
    record(actor, "open_item:add", item, label=meeting.code, changes=_new(values))
    return item


def edit_open_item(
    actor: Actor,
    item: OpenItem,
    *,
    seen_revision: int,
    kind: OpenItemKind,
    text: str,
    clause: Clause | None = None,
) -> None:
    """Change the words, kind or clause of an open item. Raises StaleEdit."""
    authorise(policy.can_edit_minutes, actor, item.meeting)
    check_revision(item, seen_revision, ("kind", "text", "clause_id"))
    values = _entry_values(item.meeting, {"kind": kind, "text": text, "clause": clause})
    _change(actor, "open_item:edit", item, values, label=item.meeting.code)


def resolve_open_item(actor: Actor, item: OpenItem, *, resolution: str, resolved_on: date) -> None:
    """Say what became of an open item; once."""
    authorise(policy.can_edit_minutes, actor, item.meeting)
    if item.resolved_on:
        raise RuleBroken("open_item_already_resolved")
    values = rules.tidied({"resolution": resolution})
    rules.check_given("resolution", values["resolution"])
    _change(actor, "open_item:resolve", item, values | {"resolved_on": resolved_on}, label=item.meeting.code)


def _free_code(code: str) -> str:
    read = rules.read_code(code)
    if db.session.scalar(sa.select(Meeting.id).filter_by(code=read)):
        raise RuleBroken("meeting_code_taken", field="code", params={"code": read})
    return read


def _entry_values(meeting: Meeting, values: Mapping[str, object]) -> dict[str, object]:
    """What a follow-up or an open item says, if it may stand in these minutes."""
    tidy = rules.tidied(values)
    rules.check_given("text", tidy["text"])
    clause = tidy["clause"]
    rules.check_same_meeting(meeting.id, clause.meeting_id if isinstance(clause, Clause) else None)
    return tidy


def _clause_values(
    text: str, speaker: Person | None, organisation: Organisation | None, unit: Unit | None
) -> dict[str, object]:
    """What a clause says and who said it, if it says something and the unit belongs to the organisation."""
    rules.check_unit_belongs(
        organisation.id if organisation else None, unit.organisation_id if unit else None
    )
    values = rules.tidied({"text": text})
    rules.check_given("text", values["text"])
    return values | {"speaker": speaker, "organisation": organisation, "unit": unit}


def _address(clause: Clause) -> str:
    return f"{clause.meeting.code} {clause.label}"


def _new(values: Mapping[str, object]) -> dict[str, tuple[object, object]]:
    return {field: (None, _called(value)) for field, value in values.items() if value not in (None, "")}


def _change(actor: Actor, act: str, thing: Subject, values: Mapping[str, object], *, label: str) -> None:
    """Change what differs, and record it with what it was; an edit that changes nothing leaves no trace."""
    changes = differences(thing, values)
    for field, (_before, after) in changes.items():
        setattr(thing, field, after)
    if changes:
        told = {field: (_called(before), _called(after)) for field, (before, after) in changes.items()}
        record(actor, act, thing, label=label, changes=told)


def _called(value: object) -> object:
    """What the trail calls a thing by, so that it can be read without looking up numbers."""
    match value:
        case Organisation() | Unit():
            return value.short_name
        case Person():
            return value.full_name
        case Clause():
            return value.label
        case SourceDocument():
            return value.sha256
        case _:
            return value
