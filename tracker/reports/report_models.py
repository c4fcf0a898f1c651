"""Reports: drafts as typed, what was handed in, what was decided about it. What was handed in never changes.

`content`, `verified` and `asked` hold `content.Content` and `asked.Asked` as JSON (`content_json`): a report
is read and printed as it was, whatever becomes of the plan (D29, D30).
"""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.accounts.models import Organisation, User
from tracker.core.append_only import append_only
from tracker.core.database import Base, Revised, code_text, long_text, pk, sha256_text
from tracker.evidence.models import EvidenceItem
from tracker.plans.models import Commitment
from tracker.reports.models import ReportingPeriod
from tracker.reports.states import ReportState, ReportStep, Voice


class Report(Base):
    """One organisation's account of one commitment in one period; begun when somebody first writes in it."""

    __tablename__ = "report"
    __table_args__ = (sa.UniqueConstraint("commitment_id", "period_id", "organisation_id"),)

    id: Mapped[pk]
    commitment_id: Mapped[int] = mapped_column(sa.ForeignKey("commitment.id"))
    period_id: Mapped[int] = mapped_column(sa.ForeignKey("reporting_period.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    voice: Mapped[Voice]
    commitment: Mapped[Commitment] = relationship()
    period: Mapped[ReportingPeriod] = relationship()
    organisation: Mapped[Organisation] = relationship()
    versions: Mapped[list["ReportVersion"]] = relationship(
        back_populates="report", order_by="ReportVersion.number"
    )

    @property
    def newest(self) -> "ReportVersion":
        """The version that is worked on, or the last one verified."""
        return self.versions[-1]

    @property
    def verified(self) -> "ReportVersion | None":
        """The newest verified version: what stays public while it is corrected (D30)."""
        found = [one for one in self.versions if one.state is ReportState.VERIFIED]
        return found[-1] if found else None


class ReportVersion(Revised, Base):
    """The report itself (1), or a correction of it (from 2 on) with its reason (D30)."""

    __tablename__ = "report_version"
    __table_args__ = (
        sa.UniqueConstraint("report_id", "number"),
        sa.CheckConstraint("number = 1 OR length(trim(reason)) > 0", name="correction_has_reason"),
    )

    id: Mapped[pk]
    report_id: Mapped[int] = mapped_column(sa.ForeignKey("report.id"))
    number: Mapped[int]
    state: Mapped[ReportState] = mapped_column(default=ReportState.DRAFT)
    reason: Mapped[long_text] = mapped_column(default="")
    begun_at: Mapped[datetime]
    begun_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    report: Mapped[Report] = relationship(back_populates="versions")
    saves: Mapped[list["DraftSave"]] = relationship(
        back_populates="version", order_by="DraftSave.number", cascade="all, delete-orphan"
    )
    submissions: Mapped[list["Submission"]] = relationship(
        back_populates="version", order_by="Submission.round"
    )
    evidence: Mapped[list["AttachedEvidence"]] = relationship(
        back_populates="version", order_by="AttachedEvidence.id", cascade="all, delete-orphan"
    )

    @property
    def standing(self) -> list["Submission"]:
        """The rounds that were handed in and not withdrawn, oldest first."""
        return [one for one in self.submissions if not one.is_withdrawn]

    @property
    def last(self) -> "Submission | None":
        """The newest round that was not withdrawn."""
        return self.standing[-1] if self.standing else None


class DraftSave(Base):
    """The draft as it was saved once, field by field as typed. The newest one is the draft."""

    __tablename__ = "draft_save"
    __table_args__ = (sa.UniqueConstraint("version_id", "number"),)

    id: Mapped[pk]
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("report_version.id"))
    number: Mapped[int]
    fields: Mapped[dict[str, str]] = mapped_column(sa.JSON)
    saved_at: Mapped[datetime]
    saved_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    version: Mapped[ReportVersion] = relationship(back_populates="saves")
    saved_by: Mapped[User | None] = relationship()


class AttachedEvidence(Base):
    """Evidence that the draft of a version names; `place` is the key of what it shows, "" for all of it."""

    __tablename__ = "attached_evidence"
    __table_args__ = (sa.UniqueConstraint("version_id", "item_id"),)

    id: Mapped[pk]
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("report_version.id"))
    item_id: Mapped[int] = mapped_column(sa.ForeignKey("evidence_item.id"), index=True)
    place: Mapped[code_text] = mapped_column(default="")
    version: Mapped[ReportVersion] = relationship(back_populates="evidence")
    item: Mapped[EvidenceItem] = relationship()


class Submission(Base):
    """What was handed in, once for every round (D25). Append-only.

    `draft` is the number of the draft it was made from; `due_on` the last day in time as it was then.
    `authors` are the ids of all users who wrote in it. `is_on_behalf`: it was handed in by somebody of
    another organisation.
    """

    __tablename__ = "submission"
    __table_args__ = (sa.UniqueConstraint("version_id", "round"),)

    id: Mapped[pk]
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("report_version.id"))
    round: Mapped[int]
    draft: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    asked: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    digest: Mapped[sha256_text]
    due_on: Mapped[date]
    submitted_at: Mapped[datetime]
    submitted_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    is_on_behalf: Mapped[bool]
    authors: Mapped[list[int]] = mapped_column(sa.JSON)
    version: Mapped[ReportVersion] = relationship(back_populates="submissions")
    submitted_by: Mapped[User | None] = relationship()
    decisions: Mapped[list["Decision"]] = relationship(back_populates="submission", order_by="Decision.id")

    def decision(self, step: ReportStep) -> "Decision | None":
        """The decision of this kind about it, if there is one."""
        return next((one for one in self.decisions if one.step is step), None)

    @property
    def is_withdrawn(self) -> bool:
        """Whether its reporter took it back."""
        return self.decision(ReportStep.WITHDRAW) is not None

    @property
    def verification(self) -> "Decision | None":
        """The decision that verified it."""
        return self.decision(ReportStep.VERIFY)


class Decision(Base):
    """What was done with a submission: withdrawn, taken up, returned with notes, verified. Append-only.

    `notes` are by field, `note` is in general. What was verified is in `verified`, with the reason for each
    value that differs from the reported one in `reasons`, and the targets as they stood then in `asked`.
    """

    __tablename__ = "decision"
    id: Mapped[pk]
    submission_id: Mapped[int] = mapped_column(sa.ForeignKey("submission.id"), index=True)
    step: Mapped[ReportStep]
    note: Mapped[long_text] = mapped_column(default="")
    notes: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)
    verified: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    reasons: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)
    asked: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    submission: Mapped[Submission] = relationship(back_populates="decisions")
    decided_by: Mapped[User | None] = relationship()


class ReminderLetter(Base):
    """A reminder that was written for one owed report; `number` counts those of the report. Append-only."""

    __tablename__ = "reminder_letter"
    __table_args__ = (
        sa.UniqueConstraint(
            "commitment_id", "period_id", "organisation_id", "number", name="uq_reminder_letter_once"
        ),
    )

    id: Mapped[pk]
    commitment_id: Mapped[int] = mapped_column(sa.ForeignKey("commitment.id"))
    period_id: Mapped[int] = mapped_column(sa.ForeignKey("reporting_period.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"))
    number: Mapped[int]
    day: Mapped[date]
    written_at: Mapped[datetime]
    commitment: Mapped[Commitment] = relationship()
    period: Mapped[ReportingPeriod] = relationship()
    organisation: Mapped[Organisation] = relationship()


class ReminderSilence(Base):
    """That one organisation is not reminded of one report, with the reason; ended by `ended_at`."""

    __tablename__ = "reminder_silence"
    __table_args__ = (sa.CheckConstraint("length(trim(reason)) > 0", name="reason_given"),)

    id: Mapped[pk]
    commitment_id: Mapped[int] = mapped_column(sa.ForeignKey("commitment.id"))
    period_id: Mapped[int] = mapped_column(sa.ForeignKey("reporting_period.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"))
    reason: Mapped[long_text]
    silenced_at: Mapped[datetime]
    silenced_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    ended_at: Mapped[datetime | None]
    commitment: Mapped[Commitment] = relationship()
    period: Mapped[ReportingPeriod] = relationship()
    organisation: Mapped[Organisation] = relationship()
    silenced_by: Mapped[User | None] = relationship()


append_only(Submission.__table__)
append_only(Decision.__table__)
append_only(ReminderLetter.__table__)
