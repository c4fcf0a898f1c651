"""Workbooks of reports that came back."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.accounts.models import User
from tracker.core.database import Base, pk, sha256_text, short_text
from tracker.reports.report_models import ReportVersion


class ReportUpload(Base):
    """A workbook that came back for a version of a report: the file by its hash, and what stood in it.

    `sheets` are its marked cells as JSON; what they would do to the draft is computed whenever it is asked.
    None once the file is thrown away. `save` is the number of the draft that confirming it led to.
    """

    __tablename__ = "report_upload"
    __table_args__ = (
        sa.CheckConstraint("(confirmed_at IS NULL) = (save IS NULL)", name="confirmed_with_save"),
    )

    id: Mapped[pk]
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("report_version.id"), index=True)
    file_name: Mapped[short_text]
    sha256: Mapped[sha256_text]
    size: Mapped[int]
    sheets: Mapped[list[Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    confirmed_at: Mapped[datetime | None]
    save: Mapped[int | None]
    version: Mapped[ReportVersion] = relationship()
    uploaded_by: Mapped[User | None] = relationship()

    @property
    def is_gone(self) -> bool:
        """Whether the file, and what stood in it, has been thrown away."""
        return self.sheets is None
