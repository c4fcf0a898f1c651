"""What shows that something was done: files and links, each of one organisation for one commitment (D32)."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.accounts.models import Organisation, User
from tracker.core.database import Base, Revised, long_text, pk, sha256_text, short_text
from tracker.evidence.link_rules import LONGEST_LINK
from tracker.evidence.states import Access, FileKind, LinkFinding, LinkState
from tracker.plans.models import Commitment


class EvidenceItem(Revised, Base):
    """A file (by its SHA-256) or a link, with what is said of it.

    `released_at` is when it first stood in a report that was handed in: from then on it is never removed.
    Who may open it follows from `access`, once the report is public. `copy_sha256` is the public copy of a
    picture, `preview_sha256` a small one; both are made by the worker, and until then nobody but its own side
    sees the picture.
    """

    __tablename__ = "evidence_item"
    __table_args__ = (
        sa.Index("ix_evidence_item_file_once", "commitment_id", "organisation_id", "sha256", unique=True),
        sa.CheckConstraint("(sha256 IS NULL) <> (url IS NULL)", name="file_or_link"),
        sa.CheckConstraint("(sha256 IS NULL) = (kind IS NULL)", name="file_has_kind"),
        sa.CheckConstraint("(sha256 IS NULL) = (size IS NULL)", name="file_has_size"),
        sa.CheckConstraint("(url IS NULL) = (link_state IS NULL)", name="link_has_state"),
        sa.CheckConstraint(
            "access <> 'restricted' OR length(trim(restriction_reason)) > 0", name="restriction_explained"
        ),
    )

    id: Mapped[pk]
    commitment_id: Mapped[int] = mapped_column(sa.ForeignKey("commitment.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"))
    title: Mapped[short_text]
    sha256: Mapped[sha256_text | None] = mapped_column(index=True)
    kind: Mapped[FileKind | None]
    size: Mapped[int | None]
    file_name: Mapped[short_text] = mapped_column(default="")
    copy_sha256: Mapped[sha256_text | None]
    preview_sha256: Mapped[sha256_text | None]
    url: Mapped[str | None] = mapped_column(sa.String(LONGEST_LINK))
    link_state: Mapped[LinkState | None]
    link_note: Mapped[short_text] = mapped_column(default="")
    checked_at: Mapped[datetime | None]
    issued_by: Mapped[short_text] = mapped_column(default="")
    number: Mapped[short_text] = mapped_column(default="")
    dated: Mapped[date | None]
    access: Mapped[Access] = mapped_column(default=Access.PUBLIC)
    restriction_reason: Mapped[long_text] = mapped_column(default="")
    added_at: Mapped[datetime]
    added_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    released_at: Mapped[datetime | None]
    commitment: Mapped[Commitment] = relationship()
    organisation: Mapped[Organisation] = relationship()
    added_by: Mapped[User | None] = relationship()

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture, of which others see a copy."""
        return self.kind is not None and self.kind.is_picture

    @property
    def link_finding(self) -> LinkFinding | None:
        """What was found at the link when it was last looked at."""
        return LinkFinding(self.link_note) if self.link_note else None

    @property
    def identity(self) -> str:
        """What makes it this evidence and no other: the file's hash, or the address."""
        return self.sha256 or self.url or ""
