"""The outbox: what is to be sent, written down in the transaction of the act that causes it."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from tracker.core.database import Base, code_text, long_text, pk, short_text
from tracker.notifications.states import MailState


class Mail(Base):
    """One letter to one address. `key` is unique, so the same event is never written down twice.

    Only what the letter is about is kept (`params`, ids); it is worded when it is sent, because a personal
    link must not lie in the database. What may wait for the day's digest is not `is_personal`.
    """

    __tablename__ = "mail"
    __table_args__ = (
        sa.UniqueConstraint("key"),
        sa.CheckConstraint("state <> 'sent' OR sent_at IS NOT NULL", name="sent_has_moment"),
        sa.Index("ix_mail_state_due", "state", "due_at"),
    )

    id: Mapped[pk]
    key: Mapped[short_text]
    letter: Mapped[code_text]
    params: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    to_address: Mapped[str] = mapped_column(sa.String(254), index=True)
    to_name: Mapped[short_text] = mapped_column(default="")
    language: Mapped[str] = mapped_column(sa.String(2))
    is_personal: Mapped[bool] = mapped_column(default=True)
    state: Mapped[MailState] = mapped_column(default=MailState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    problem: Mapped[short_text] = mapped_column(default="")
    written_at: Mapped[datetime]
    due_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]


class DemoLetter(Base):
    """What the demo would have sent, kept to be read on a page. Not written where mail really leaves."""

    __tablename__ = "demo_letter"

    id: Mapped[pk]
    to_address: Mapped[str] = mapped_column(sa.String(254))
    subject: Mapped[short_text]
    text: Mapped[long_text]
    html: Mapped[long_text]
    sent_at: Mapped[datetime]
