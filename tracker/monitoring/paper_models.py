"""Files of the monitoring report of a period, made from what the reports say at a moment."""

from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.accounts.models import Organisation
from tracker.core.database import Base, sha256_text
from tracker.matrix.models import FileInMaking
from tracker.matrix.states import Audience, FileFormat
from tracker.reports.models import ReportingPeriod
from tracker.reports.states import Voice


class PeriodFile(FileInMaking, Base):
    """A file of a period; made anew once what it says has changed.

    `basis` is the SHA-256 of which file it is and of its `content`, kept until it is thrown away. An INTERNAL
    file has names (D36) and what nobody has verified yet: of everybody for the secretariat, or of one
    `organisation` for its own people, who read it as those of an agency or of civil society (`voice`).
    """

    __tablename__ = "period_file"
    __table_args__ = (
        sa.CheckConstraint("state <> 'ready' OR sha256 IS NOT NULL", name="ready_has_file"),
        sa.CheckConstraint("audience <> 'public' OR organisation_id IS NULL", name="public_is_for_all"),
        sa.CheckConstraint("(organisation_id IS NULL) = (voice IS NULL)", name="organisation_has_voice"),
    )
    shelf: ClassVar[str] = "periods"

    # A period that nobody has reported about can be removed, and its files go with it.
    period_id: Mapped[int] = mapped_column(
        sa.ForeignKey("reporting_period.id", ondelete="CASCADE"), index=True
    )
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"))
    voice: Mapped[Voice | None]
    format: Mapped[FileFormat]
    language: Mapped[str] = mapped_column(sa.String(2))
    audience: Mapped[Audience]
    content: Mapped[str] = mapped_column(sa.Text(), deferred=True)
    basis: Mapped[sha256_text] = mapped_column(unique=True)
    period: Mapped[ReportingPeriod] = relationship()
    organisation: Mapped[Organisation | None] = relationship()

    def throw_away(self) -> None:
        """Forget the file, and what it said."""
        super().throw_away()
        self.content = ""
