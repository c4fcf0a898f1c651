"""The append-only trail."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from tracker.core.append_only import append_only
from tracker.core.database import Base, code_text, long_text, pk, short_text


class AuditEntry(Base):
    """One act. The database refuses to change or remove it."""

    __tablename__ = "audit_entry"
    __table_args__ = (sa.Index("ix_audit_entry_subject", "subject_type", "subject_id"),)

    id: Mapped[pk]
    recorded_at: Mapped[datetime] = mapped_column(index=True)
    act: Mapped[code_text] = mapped_column(index=True)
    subject_type: Mapped[code_text]
    subject_id: Mapped[int]
    subject_label: Mapped[short_text]
    actor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    actor_name: Mapped[short_text]
    on_behalf_of_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"))
    changes: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    reason: Mapped[long_text] = mapped_column(default="")
    origin: Mapped[short_text]


append_only(AuditEntry.__table__)
