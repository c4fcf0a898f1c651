"""Finding minutes, their clauses and their source files. Strangers find nothing."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload, undefer
from sqlalchemy.sql.base import ExecutableOption

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation, OrganisationName, Unit
from tracker.core.database import is_referred_to
from tracker.core.errors import NotFound
from tracker.core.text import clean_text
from tracker.extensions import db
from tracker.minutes import policy
from tracker.minutes.models import Clause, FollowUp, Meeting, OpenItem, Participant, SourceDocument
from tracker.minutes.rules import Flag, KnownOrganisation, MinutesFacts, ParticipantLine, consistency_flags

_FIRST_WORDS = 60

Thing = TypeVar("Thing")
Entry = TypeVar("Entry", FollowUp, OpenItem)


@dataclass(frozen=True)
class MeetingRow:
    """One line of the list of minutes."""

    code: str
    title: str
    date_text: str
    held_on: date | None
    clauses: int
    flags: int
    open_follow_ups: int


def count_meetings(actor: Actor, *, search: str = "") -> int:
    """How many minutes the actor would find."""
    if not policy.can_read_minutes(actor):
        return 0
    found = db.session.scalar(sa.select(sa.func.count(Meeting.id)).where(*_holding(search)))
    return found or 0


def list_meetings(
    actor: Actor, *, search: str = "", limit: int | None = None, offset: int = 0
) -> list[MeetingRow]:
    """Minutes whose header or clauses hold `search`, newest first; those without a readable date last."""
    if not policy.can_read_minutes(actor):
        return []
    chosen = (
        sa.select(Meeting)
        .where(*_holding(search))
        .order_by(Meeting.held_on.desc().nulls_last(), Meeting.id.desc())
        .options(*_what_flags_need(), selectinload(Meeting.follow_ups))
        .limit(limit)
        .offset(offset)
    )
    known = known_organisations()
    return [_row(meeting, known) for meeting in db.session.scalars(chosen)]


def _holding(search: str) -> list[sa.ColumnElement[bool]]:
    if not search:
        return []
    header = (Meeting.code, Meeting.title, Meeting.date_text, Meeting.place, Meeting.agenda)
    inside = Meeting.clauses.any(Clause.text.icontains(search, autoescape=True))
    return [sa.or_(inside, *(column.icontains(search, autoescape=True) for column in header))]


def _row(meeting: Meeting, known: Iterable[KnownOrganisation]) -> MeetingRow:
    return MeetingRow(
        code=meeting.code,
        title=meeting.title,
        date_text=meeting.date_text,
        held_on=meeting.held_on,
        clauses=len(meeting.clauses),
        flags=len(flags_of(meeting, known)),
        open_follow_ups=sum(follow_up.done_on is None for follow_up in meeting.follow_ups),
    )


def get_meeting(actor: Actor, meeting_id: int) -> Meeting:
    """These minutes with everything their page shows. Raises NotFound, also for strangers."""
    return _whole_meeting(actor, Meeting.id == meeting_id)


def get_meeting_by_code(actor: Actor, code: str) -> Meeting:
    """As `get_meeting`, by the code in the address, in any case of letters."""
    return _whole_meeting(actor, _is_called(code))


def _whole_meeting(actor: Actor, condition: sa.ColumnElement[bool]) -> Meeting:
    chosen = (
        sa.select(Meeting)
        .where(condition, _for_readers(actor))
        .options(
            joinedload(Meeting.document),
            *_what_flags_need(),
            selectinload(Meeting.participants)
            .joinedload(Participant.organisation)
            .selectinload(Organisation.names),
            selectinload(Meeting.clauses).joinedload(Clause.organisation).selectinload(Organisation.names),
            selectinload(Meeting.clauses).joinedload(Clause.unit).joinedload(Unit.organisation),
            selectinload(Meeting.follow_ups).joinedload(FollowUp.owner).selectinload(Organisation.names),
            selectinload(Meeting.follow_ups).joinedload(FollowUp.clause),
            selectinload(Meeting.open_items).joinedload(OpenItem.clause),
        )
    )
    return _found(db.session.scalars(chosen).one_or_none(), "meeting")


def _what_flags_need() -> tuple[ExecutableOption, ...]:
    return (
        selectinload(Meeting.participants),
        selectinload(Meeting.clauses).joinedload(Clause.speaker),
    )


def _is_called(code: str) -> sa.ColumnElement[bool]:
    # Cleaned: PostgreSQL refuses to look for what an address can hold, such as %00.
    return Meeting.code == clean_text(code).upper()


def _for_readers(actor: Actor) -> sa.ColumnElement[bool]:
    return sa.literal(policy.can_read_minutes(actor))


def _found(thing: Thing | None, what: str) -> Thing:
    if thing is None:
        raise NotFound(what)
    return thing


def get_clause(actor: Actor, meeting_code: str, label: str) -> Clause:
    """The clause "II.6.b" of some minutes, with speaker, organisation and unit. Raises NotFound."""
    chosen = (
        sa.select(Clause)
        .join(Clause.meeting)
        .where(_is_called(meeting_code), Clause.label == clean_text(label), _for_readers(actor))
        .options(
            joinedload(Clause.meeting),
            joinedload(Clause.speaker),
            joinedload(Clause.organisation).selectinload(Organisation.names),
            joinedload(Clause.unit),
        )
    )
    return _found(db.session.scalars(chosen).one_or_none(), "clause")


def find_clauses(places: Collection[tuple[str, str]]) -> Sequence[Clause]:
    """The clauses at these places, each the code of minutes and a label; places without one are left out."""
    minutes = {code for code, _label in places}
    chosen = (
        sa.select(Clause)
        .join(Clause.meeting)
        .where(Meeting.code.in_(minutes))
        .options(contains_eager(Clause.meeting))
    )
    return [clause for clause in db.session.scalars(chosen) if (clause.meeting.code, clause.label) in places]


def is_clause_cited(clause: Clause) -> bool:
    """Whether anything names this clause as its source, in whatever feature."""
    return bool(db.session.scalar(sa.select(is_referred_to(Clause, clause.id))))


def clauses_for_choice(actor: Actor) -> list[tuple[int, str]]:
    """Every clause as (id, "NOTULA-2020-09-21 · II.6.b · first words"), newest minutes first."""
    chosen = (
        sa.select(Clause.id, Meeting.code, Clause.label, sa.func.substr(Clause.text, 1, _FIRST_WORDS + 1))
        .join(Clause.meeting)
        .where(_for_readers(actor))
        .order_by(Meeting.held_on.desc().nulls_last(), Meeting.id.desc(), Clause.position)
    )
    return [
        (id_, " · ".join((code, label, first_words(text))))
        for id_, code, label, text in db.session.execute(chosen)
    ]


def first_words(text: str) -> str:
    """The beginning of a text, cut between words."""
    if len(text) <= _FIRST_WORDS:
        return text
    return text[:_FIRST_WORDS].rsplit(" ", 1)[0] + " …"


def get_participant(actor: Actor, meeting_code: str, number: int) -> Participant:
    """A line of the participant list. Raises NotFound."""
    chosen = (
        sa.select(Participant)
        .join(Participant.meeting)
        .where(_is_called(meeting_code), Participant.number == number, _for_readers(actor))
        .options(joinedload(Participant.meeting))
    )
    return _found(db.session.scalars(chosen).one_or_none(), "participant")


def get_follow_up(actor: Actor, meeting_code: str, follow_up_id: int) -> FollowUp:
    """A follow-up of these minutes and no others. Raises NotFound."""
    return _entry(actor, FollowUp, meeting_code, follow_up_id)


def get_open_item(actor: Actor, meeting_code: str, open_item_id: int) -> OpenItem:
    """An open item of these minutes and no others. Raises NotFound."""
    return _entry(actor, OpenItem, meeting_code, open_item_id)


def _entry(actor: Actor, kind: type[Entry], meeting_code: str, entry_id: int) -> Entry:
    chosen = (
        sa.select(kind)
        .join(kind.meeting)
        .where(_is_called(meeting_code), kind.id == entry_id, _for_readers(actor))
        .options(joinedload(kind.meeting).selectinload(Meeting.clauses))
    )
    return _found(db.session.scalars(chosen).one_or_none(), kind.__tablename__)


def get_document(actor: Actor, document_id: int) -> SourceDocument:
    """A source file that minutes are being recorded from; only for those who do that. Raises NotFound."""
    chosen = sa.select(SourceDocument).where(
        SourceDocument.id == document_id, sa.literal(policy.can_record_minutes(actor))
    )
    return _found(db.session.scalars(chosen).one_or_none(), "document")


def get_source(actor: Actor, meeting_code: str) -> SourceDocument:
    """The source file of these minutes with its bytes. Raises NotFound."""
    chosen = (
        sa.select(SourceDocument)
        .join(Meeting, Meeting.document_id == SourceDocument.id)
        .where(_is_called(meeting_code), _for_readers(actor))
        .options(undefer(SourceDocument.content))
    )
    return _found(db.session.scalars(chosen).one_or_none(), "document")


def known_organisations() -> tuple[KnownOrganisation, ...]:
    """Every organisation by all its names, for the flags."""
    columns = (OrganisationName.short_name, OrganisationName.name_ind, OrganisationName.name_eng)
    names: dict[int, list[str]] = {}
    for organisation_id, *written in db.session.execute(
        sa.select(OrganisationName.organisation_id, *columns).order_by(OrganisationName.id)
    ):
        names.setdefault(organisation_id, []).extend(written)
    return tuple(KnownOrganisation(id_, tuple(written)) for id_, written in names.items())


def flags_of(meeting: Meeting, known: Iterable[KnownOrganisation]) -> tuple[Flag, ...]:
    """Where these minutes disagree with themselves (D22)."""
    facts = MinutesFacts(
        title=meeting.title,
        date_text=meeting.date_text,
        agenda=meeting.agenda,
        moderator=meeting.moderator,
        participants=tuple(
            ParticipantLine(line.number, line.as_written, line.organisation_id)
            for line in meeting.participants
        ),
        speaking_ids=frozenset(id_ for clause in meeting.clauses for id_ in _speaking(clause)),
        texts=tuple(clause.text for clause in meeting.clauses),
    )
    return consistency_flags(facts, known)


def _speaking(clause: Clause) -> Iterable[int]:
    """The organisation the clause stands for, and the speaker's own; a unit spoken for took no part."""
    ids = (clause.organisation_id, clause.speaker.organisation_id if clause.speaker else None)
    return [id_ for id_ in ids if id_ is not None]
