"""What the secretariat does with minutes as a whole. Each act is judged, done and written into the trail."""

from typing import TypedDict, Unpack

import sqlalchemy as sa

from tracker.accounts.actors import Actor, authorise
from tracker.audit.services import from_nothing, record, record_change
from tracker.core import clock
from tracker.core.digest import sha256_of
from tracker.core.errors import RuleBroken
from tracker.core.revisions import check_revision
from tracker.extensions import db
from tracker.minutes import documents, policy, reading, rules
from tracker.minutes.clause_services import add_clauses_from_text
from tracker.minutes.models import Meeting, SourceDocument
from tracker.minutes.participant_services import add_participant

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
        actor,
        "minutes:record",
        meeting,
        label=meeting.code,
        changes=from_nothing(written | {"document": document}),
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
    record_change(actor, "minutes:edit", meeting, values, label=meeting.code)


def _free_code(code: str) -> str:
    read = rules.read_code(code)
    if db.session.scalar(sa.select(Meeting.id).filter_by(code=read)):
        raise RuleBroken("meeting_code_taken", field="code", params={"code": read})
    return read
