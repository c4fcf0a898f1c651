"""Review rounds, who is asked, what they answer, what is decided about it, and who signed."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.accounts.models import Organisation, Unit, User
from tracker.core.append_only import append_only
from tracker.core.database import Base, Revised, code_text, long_text, pk, sha256_text, short_text
from tracker.core.dates import WIB
from tracker.core.quantities import Comparator, Qualifier
from tracker.matrix.models import FrozenVersion
from tracker.matrix.states import AnswerKind
from tracker.plans.models import Plan
from tracker.reviews import rules
from tracker.reviews.states import AnswerSource, AskScope, Decision, ImportState, RoundState, RoundStep
from tracker.targets.models import Position
from tracker.targets.states import DropReason


class ReviewRound(Revised, Base):
    """One frozen version on its way to K/L and OMS and back (D16). `number` counts within the plan from 1.

    `due_on` is the last day to answer without being late; `grace_days` more are given.
    """

    __tablename__ = "review_round"
    __table_args__ = (
        sa.UniqueConstraint("plan_id", "number"),
        sa.CheckConstraint("state = 'draft' OR state = 'cancelled' OR opened_at IS NOT NULL", name="opened"),
        sa.CheckConstraint("state NOT IN ('closed', 'final') OR closed_at IS NOT NULL", name="closed"),
        sa.CheckConstraint("state <> 'final' OR finalised_at IS NOT NULL", name="finalised"),
        sa.CheckConstraint("grace_days >= 0", name="grace_not_negative"),
    )

    id: Mapped[pk]
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plan.id"), index=True)
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("frozen_version.id"))
    number: Mapped[int]
    title: Mapped[short_text]
    letter_ind: Mapped[long_text] = mapped_column(default="")
    letter_eng: Mapped[long_text] = mapped_column(default="")
    due_on: Mapped[date]
    grace_days: Mapped[int] = mapped_column(default=14)
    state: Mapped[RoundState] = mapped_column(default=RoundState.DRAFT)
    created_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    finalised_at: Mapped[datetime | None]
    plan: Mapped[Plan] = relationship()
    version: Mapped[FrozenVersion] = relationship()
    recipients: Mapped[list["Recipient"]] = relationship(
        back_populates="round", order_by="Recipient.id", cascade="all, delete-orphan"
    )
    events: Mapped[list["RoundEvent"]] = relationship(back_populates="round", order_by="RoundEvent.id")

    @property
    def last_day_of_links(self) -> date:
        """The last day the personal links of the round open anything."""
        ended = self.finalised_at or self.closed_at
        ended_on = ended.astimezone(WIB).date() if ended else None
        return rules.last_day_of_links(due_on=self.due_on, grace_days=self.grace_days, ended_on=ended_on)


class RoundEvent(Base):
    """A step in the life of a round, with its reason. Append-only."""

    __tablename__ = "round_event"

    id: Mapped[pk]
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("review_round.id"), index=True)
    step: Mapped[RoundStep]
    reason: Mapped[long_text] = mapped_column(default="")
    happened_at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    round: Mapped[ReviewRound] = relationship(back_populates="events")
    by: Mapped[User | None] = relationship()


class Recipient(Revised, Base):
    """A person or mailbox that is asked, and the personal link that lets it in without an account.

    The link's secret is never stored, only its SHA-256; whoever came in by it before `sessions_from` has to
    come again by a newer one. `row_keys` are fixed when the round opens. `user` is somebody who answers with
    an account instead.
    """

    __tablename__ = "recipient"
    __table_args__ = (sa.UniqueConstraint("round_id", "email"),)

    id: Mapped[pk]
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("review_round.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"))
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"))
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    name: Mapped[short_text]
    email: Mapped[str] = mapped_column(sa.String(254))
    language: Mapped[str] = mapped_column(sa.String(2), default="id")
    is_coordinator: Mapped[bool] = mapped_column(default=False)
    scope: Mapped[AskScope] = mapped_column(default=AskScope.OWN)
    row_keys: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    link_sha256: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    link_made_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    sessions_from: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    downloaded_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    round: Mapped[ReviewRound] = relationship(back_populates="recipients")
    organisation: Mapped[Organisation] = relationship()
    unit: Mapped[Unit | None] = relationship()
    user: Mapped[User | None] = relationship()


class WorkbookImport(Base):
    """A workbook that came back: the file by its hash, what was read, and what became of it (D42).

    `report` is the dry run as JSON, made again at the moment of confirming. `choices` are the uploader's,
    row by row, where somebody had answered since ("theirs" or "mine").
    """

    __tablename__ = "workbook_import"

    id: Mapped[pk]
    recipient_id: Mapped[int] = mapped_column(sa.ForeignKey("recipient.id"), index=True)
    file_name: Mapped[short_text]
    sha256: Mapped[sha256_text]
    size: Mapped[int]
    state: Mapped[ImportState] = mapped_column(default=ImportState.WAITING)
    problem: Mapped[code_text] = mapped_column(default="")
    report: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    choices: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)
    uploaded_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    recipient: Mapped[Recipient] = relationship()


class Answer(Base):
    """What one recipient says about one row. The newest of a recipient counts. Append-only (D10, D16).

    `remark` is for the secretariat and then for all; `note` stays within the organisation.
    """

    __tablename__ = "answer"
    __table_args__ = (
        sa.Index("ix_answer_recipient_row", "recipient_id", "row_key"),
        sa.CheckConstraint("kind <> 'drop' OR drop_reason IS NOT NULL", name="drop_has_reason_code"),
        sa.CheckConstraint("kind <> 'remark' OR length(trim(remark)) > 0", name="remark_given"),
    )

    id: Mapped[pk]
    recipient_id: Mapped[int] = mapped_column(sa.ForeignKey("recipient.id"))
    row_key: Mapped[code_text]
    kind: Mapped[AnswerKind]
    drop_reason: Mapped[DropReason | None]
    remark: Mapped[long_text] = mapped_column(default="")
    note: Mapped[long_text] = mapped_column(default="")
    source: Mapped[AnswerSource]
    import_id: Mapped[int | None] = mapped_column(sa.ForeignKey("workbook_import.id"), index=True)
    given_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    recipient: Mapped[Recipient] = relationship()
    values: Mapped[list["AnswerValue"]] = relationship(back_populates="answer", order_by="AnswerValue.year")
    recorded_by: Mapped[User | None] = relationship()


class AnswerValue(Base):
    """A counter-value for one year, as written and as read (D1 to D4). Append-only."""

    __tablename__ = "answer_value"
    __table_args__ = (
        sa.UniqueConstraint("answer_id", "year"),
        sa.CheckConstraint("value IS NOT NULL OR level IS NOT NULL", name="value_given"),
    )

    id: Mapped[pk]
    answer_id: Mapped[int] = mapped_column(sa.ForeignKey("answer.id"))
    year: Mapped[int]
    as_written: Mapped[short_text]
    comparator: Mapped[Comparator] = mapped_column(default=Comparator.EQUAL)
    value: Mapped[Decimal | None]
    level: Mapped[code_text | None]
    qualifier: Mapped[Qualifier | None]
    answer: Mapped[Answer] = relationship(back_populates="values")


class AnswerDraft(Base):
    """What somebody is typing and has not given yet: the form's fields as they are."""

    __tablename__ = "answer_draft"
    __table_args__ = (sa.UniqueConstraint("recipient_id", "row_key"),)

    id: Mapped[pk]
    recipient_id: Mapped[int] = mapped_column(sa.ForeignKey("recipient.id"))
    row_key: Mapped[code_text]
    fields: Mapped[dict[str, str]] = mapped_column(sa.JSON)
    saved_at: Mapped[datetime]


class OfficialAnswer(Base):
    """A coordinator's word that this answer is the organisation's (D12). Append-only; the newest counts."""

    __tablename__ = "official_answer"

    id: Mapped[pk]
    answer_id: Mapped[int] = mapped_column(sa.ForeignKey("answer.id"), index=True)
    marked_at: Mapped[datetime]
    marked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    coordinator_id: Mapped[int | None] = mapped_column(sa.ForeignKey("recipient.id"))
    answer: Mapped[Answer] = relationship()


class Disposition(Base):
    """What was decided about an answer, with a public reason (D17). Append-only; the newest counts."""

    __tablename__ = "disposition"
    __table_args__ = (sa.CheckConstraint("length(trim(reason)) > 0", name="reason_given"),)

    id: Mapped[pk]
    answer_id: Mapped[int] = mapped_column(sa.ForeignKey("answer.id"), index=True)
    decision: Mapped[Decision]
    reason: Mapped[long_text]
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    answer: Mapped[Answer] = relationship()
    decided_by: Mapped[User | None] = relationship()
    entries: Mapped[list["DispositionEntry"]] = relationship(
        back_populates="disposition", order_by="DispositionEntry.id"
    )


class DispositionEntry(Base):
    """An entry of the ledger that a disposition led to. Append-only."""

    __tablename__ = "disposition_entry"

    id: Mapped[pk]
    disposition_id: Mapped[int] = mapped_column(sa.ForeignKey("disposition.id"), index=True)
    position_id: Mapped[int] = mapped_column(sa.ForeignKey("position.id"))
    disposition: Mapped[Disposition] = relationship(back_populates="entries")
    position: Mapped[Position] = relationship()


class NonResponse(Base):
    """NO RESPONSE, written down when a round closes: an organisation was asked about a row and was silent.

    Append-only; `event` is the closing that wrote it, so that a reopened round keeps what the first closing
    found.
    """

    __tablename__ = "non_response"
    __table_args__ = (sa.UniqueConstraint("event_id", "organisation_id", "row_key"),)

    id: Mapped[pk]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("round_event.id"))
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"))
    row_key: Mapped[code_text]
    event: Mapped[RoundEvent] = relationship()
    organisation: Mapped[Organisation] = relationship()


class Signature(Base):
    """A named signer's word on a version, by its hash (D18). Append-only."""

    __tablename__ = "signature"
    __table_args__ = (sa.UniqueConstraint("round_id", "organisation_id", "name"),)

    id: Mapped[pk]
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("review_round.id"), index=True)
    sha256: Mapped[sha256_text]
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"))
    name: Mapped[short_text]
    position: Mapped[short_text] = mapped_column(default="")
    signed_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    round: Mapped[ReviewRound] = relationship()
    organisation: Mapped[Organisation] = relationship()
    recorded_by: Mapped[User | None] = relationship()


for _model in (
    RoundEvent, Answer, AnswerValue, OfficialAnswer, Disposition, DispositionEntry, NonResponse, Signature,
):  # fmt: skip
    append_only(_model.__table__)
