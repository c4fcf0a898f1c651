"""Source documents, meetings, clauses, participants, follow-ups, open items."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.accounts.models import Organisation, Person, Unit
from tracker.core.database import Base, Revised, code_text, long_text, pk, sha256_text, short_text
from tracker.minutes.states import OpenItemKind


class SourceDocument(Base):
    """The file as received, byte for byte, under its hash."""

    __tablename__ = "source_document"

    id: Mapped[pk]
    file_name: Mapped[short_text]
    media_type: Mapped[short_text]
    sha256: Mapped[sha256_text] = mapped_column(unique=True)
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(deferred=True)
    received_at: Mapped[datetime]

    @property
    def key(self) -> str:
        """Its name in the audit trail: files of one name are told apart by their bytes."""
        return self.sha256


class Meeting(Revised, Base):
    """Minutes of one meeting: header as written, and as read (D21, D22)."""

    __tablename__ = "meeting"

    id: Mapped[pk]
    code: Mapped[code_text] = mapped_column(unique=True)
    title: Mapped[short_text]
    date_text: Mapped[short_text]
    held_on: Mapped[date | None] = mapped_column(index=True)
    time_text: Mapped[short_text] = mapped_column(default="")
    place: Mapped[short_text] = mapped_column(default="")
    agenda: Mapped[long_text] = mapped_column(default="")
    moderator: Mapped[short_text] = mapped_column(default="")
    document_id: Mapped[int | None] = mapped_column(sa.ForeignKey("source_document.id"))
    document: Mapped[SourceDocument | None] = relationship()
    participants: Mapped[list["Participant"]] = relationship(
        back_populates="meeting", order_by="Participant.number", cascade="all, delete-orphan"
    )
    clauses: Mapped[list["Clause"]] = relationship(
        back_populates="meeting", order_by="Clause.position", cascade="all, delete-orphan"
    )
    follow_ups: Mapped[list["FollowUp"]] = relationship(
        back_populates="meeting", order_by="FollowUp.id", cascade="all, delete-orphan"
    )
    open_items: Mapped[list["OpenItem"]] = relationship(
        back_populates="meeting", order_by="OpenItem.id", cascade="all, delete-orphan"
    )


class Participant(Revised, Base):
    """A line of the participant list, also when nothing stands on it."""

    __tablename__ = "participant"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "number"),)

    id: Mapped[pk]
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"))
    number: Mapped[int]
    as_written: Mapped[short_text] = mapped_column(default="")
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"))
    meeting: Mapped[Meeting] = relationship(back_populates="participants")
    organisation: Mapped[Organisation | None] = relationship()

    @property
    def key(self) -> str:
        """Its name in the audit trail: "NOTULA-2020-09-21 5"."""
        return f"{self.meeting.code} {self.number}"


class Clause(Revised, Base):
    """An addressable clause such as II.6.b, with who spoke and for which unit (D20, D21)."""

    __tablename__ = "clause"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "label"),)

    id: Mapped[pk]
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"))
    position: Mapped[int]
    label: Mapped[code_text]
    text: Mapped[long_text]
    speaker_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"))
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"))
    meeting: Mapped[Meeting] = relationship(back_populates="clauses")
    speaker: Mapped[Person | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    unit: Mapped[Unit | None] = relationship()

    @property
    def key(self) -> str:
        """Its name in the audit trail: "NOTULA-2020-09-21 II.6.b"."""
        return f"{self.meeting.code} {self.label}"

    @property
    def depth(self) -> int:
        """How deep it is nested: 1 for II, 3 for II.6.b."""
        return self.label.count(".") + 1

    @property
    def anchor(self) -> str:
        """Its id on the page of the minutes: "butir-II-6-b"."""
        return "butir-" + self.label.replace(".", "-")


class FollowUp(Revised, Base):
    """What was decided to be done; owner and due date may be missing and are then shown as missing (D23)."""

    __tablename__ = "follow_up"

    id: Mapped[pk]
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"), index=True)
    clause_id: Mapped[int | None] = mapped_column(sa.ForeignKey("clause.id"))
    text: Mapped[long_text]
    owner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"))
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    meeting: Mapped[Meeting] = relationship(back_populates="follow_ups")
    clause: Mapped[Clause | None] = relationship()
    owner: Mapped[Organisation | None] = relationship()


class OpenItem(Revised, Base):
    """Something said that belongs to no indicator and must not get lost (D23)."""

    __tablename__ = "open_item"

    id: Mapped[pk]
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"), index=True)
    clause_id: Mapped[int | None] = mapped_column(sa.ForeignKey("clause.id"))
    kind: Mapped[OpenItemKind]
    text: Mapped[long_text]
    resolved_on: Mapped[date | None]
    resolution: Mapped[long_text] = mapped_column(default="")
    meeting: Mapped[Meeting] = relationship(back_populates="open_items")
    clause: Mapped[Clause | None] = relationship()
