"""Files made from what a round says at a moment: answer books, records, tables of dispositions."""

from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.core.database import Base, sha256_text
from tracker.matrix.models import FileInMaking
from tracker.matrix.states import Audience, FileFormat
from tracker.reviews.models import Recipient, ReviewRound
from tracker.reviews.states import RoundFileKind


class RoundFile(FileInMaking, Base):
    """A file of a round, or of one recipient for an answer book; made anew once what it says has changed.

    `basis` is the SHA-256 of which file it is and what it was made from. An INTERNAL book has the notes that
    stay within the organisation, an INTERNAL record the names of those who signed (D36).
    """

    __tablename__ = "round_file"
    __table_args__ = (
        sa.CheckConstraint("state <> 'ready' OR sha256 IS NOT NULL", name="ready_has_file"),
        sa.CheckConstraint("(kind = 'answer_book') = (recipient_id IS NOT NULL)", name="book_has_recipient"),
    )
    shelf: ClassVar[str] = "rounds"

    round_id: Mapped[int] = mapped_column(sa.ForeignKey("review_round.id"), index=True)
    recipient_id: Mapped[int | None] = mapped_column(sa.ForeignKey("recipient.id"))
    kind: Mapped[RoundFileKind]
    format: Mapped[FileFormat]
    language: Mapped[str] = mapped_column(sa.String(2))
    audience: Mapped[Audience]
    basis: Mapped[sha256_text] = mapped_column(unique=True)
    round: Mapped[ReviewRound] = relationship()
    recipient: Mapped[Recipient | None] = relationship()
