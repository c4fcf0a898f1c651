"""Frozen versions of the target matrix, and the files made from them."""

from datetime import datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.accounts.models import User
from tracker.core.append_only import append_only
from tracker.core.database import Base, code_text, long_text, pk, sha256_text, short_text
from tracker.matrix.states import GONE, ExportState
from tracker.minutes.models import Clause
from tracker.plans.models import Plan

version_clause = sa.Table(
    "version_clause",
    Base.metadata,
    sa.Column("version_id", sa.ForeignKey("frozen_version.id"), primary_key=True),
    sa.Column("clause_id", sa.ForeignKey("clause.id"), primary_key=True, index=True),
)


class FrozenVersion(Base):
    """The matrix as it stood at one moment: canonical content and its SHA-256 (D18). Append-only.

    `clauses` are those its content names: they stay as long as it does (D21).
    """

    __tablename__ = "frozen_version"
    __table_args__ = (sa.UniqueConstraint("plan_id", "number"),)

    id: Mapped[pk]
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plan.id"))
    number: Mapped[int]
    title: Mapped[short_text]
    note: Mapped[long_text] = mapped_column(default="")
    content: Mapped[long_text] = mapped_column(deferred=True)
    sha256: Mapped[sha256_text] = mapped_column(index=True)
    row_count: Mapped[int]
    frozen_at: Mapped[datetime]
    frozen_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    plan: Mapped[Plan] = relationship()
    frozen_by: Mapped[User | None] = relationship()
    clauses: Mapped[list[Clause]] = relationship(secondary=version_clause)


class FileInMaking:
    """Mixin: a file that is marked, made, and marked again; once READY it lies under its own hash.

    `done` of `total` steps shows progress; `problem` is an error code. `shelf` is the folder, among the files
    that were made, in which those of one table lie.
    """

    shelf: ClassVar[str] = ""

    id: Mapped[pk]
    file_name: Mapped[short_text]
    state: Mapped[ExportState] = mapped_column(default=ExportState.WAITING)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    problem: Mapped[code_text] = mapped_column(default="")
    sha256: Mapped[str | None] = mapped_column(sa.String(64))
    size: Mapped[int | None]
    requested_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    @property
    def is_ready(self) -> bool:
        """Whether it can be sent."""
        return self.state is ExportState.READY

    @property
    def is_waiting(self) -> bool:
        """Whether somebody is making it, or will."""
        return self.state in {ExportState.WAITING, ExportState.WORKING}

    @property
    def is_gone(self) -> bool:
        """Whether it was there and was thrown away."""
        return self.problem == GONE

    def throw_away(self) -> None:
        """Forget the file. The row stays, so that whoever opens its address is told what happened."""
        self.state, self.problem = ExportState.FAILED, GONE
        self.sha256, self.size = None, None


class Export(FileInMaking, Base):
    """A file made from a matrix; for a frozen version made once, then served by its hash.

    `wish` spells out which file of that version it is, `row_keys` the rows it was cut down to, if it was. A
    draft's export keeps the `content` it shows, since the plan goes on changing.
    """

    __tablename__ = "export"
    __table_args__ = (
        sa.UniqueConstraint("version_id", "wish"),
        sa.CheckConstraint("version_id IS NOT NULL OR content IS NOT NULL", name="has_source"),
        sa.CheckConstraint("state <> 'ready' OR sha256 IS NOT NULL", name="ready_has_file"),
    )

    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plan.id"), index=True)
    version_id: Mapped[int | None] = mapped_column(sa.ForeignKey("frozen_version.id"))
    wish: Mapped[short_text]
    row_keys: Mapped[list[str] | None] = mapped_column(sa.JSON(none_as_null=True))
    content: Mapped[str | None] = mapped_column(sa.Text(), deferred=True)
    plan: Mapped[Plan] = relationship()
    version: Mapped[FrozenVersion | None] = relationship()

    def throw_away(self) -> None:
        """Forget the file, and for a draft what it showed."""
        super().throw_away()
        self.content = ""


append_only(FrozenVersion.__table__)
append_only(version_clause)
