"""Yearly targets, the append-only ledger of positions on them, published series, set-aside warnings."""

from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.accounts.models import Organisation, Person, Unit, User
from tracker.core.append_only import append_only
from tracker.core.database import Base, code_text, long_text, pk, sha256_text, short_text
from tracker.core.quantities import Comparator, Qualifier
from tracker.minutes.models import Clause
from tracker.plans.models import Commitment, DefinitionVersion, Indicator
from tracker.targets.states import DropReason, PlausibilityRule, PositionKind, Stance


class Target(Base):
    """The place of a yearly target; what is asked for there stands in the ledger (D1)."""

    __tablename__ = "target"
    __table_args__ = (sa.UniqueConstraint("indicator_id", "year"),)

    id: Mapped[pk]
    indicator_id: Mapped[int] = mapped_column(sa.ForeignKey("indicator.id"))
    year: Mapped[int]
    due_on: Mapped[date]
    indicator: Mapped[Indicator] = relationship()
    positions: Mapped[list["Position"]] = relationship(back_populates="target", order_by="Position.id")


class Position(Base):
    """One party's position on a yearly target or on an indicator. Never edited, never deleted (D10, D11).

    `organisation` holds the position, `unit` is the unit it is held for, `person` spoke: three things (D20).
    """

    __tablename__ = "position"
    __table_args__ = (
        sa.CheckConstraint("length(trim(reason)) > 0", name="reason_given"),
        sa.CheckConstraint("stance <> 'value' OR target_id IS NOT NULL", name="value_has_target"),
        sa.CheckConstraint("stance <> 'value' OR value IS NOT NULL OR level IS NOT NULL", name="value_given"),
        sa.CheckConstraint("stance <> 'drop' OR drop_reason IS NOT NULL", name="drop_has_reason_code"),
        sa.CheckConstraint("kind <> 'withdrawn' OR refers_to_id IS NOT NULL", name="withdrawn_refers"),
    )

    id: Mapped[pk]
    indicator_id: Mapped[int] = mapped_column(sa.ForeignKey("indicator.id"), index=True)
    target_id: Mapped[int | None] = mapped_column(sa.ForeignKey("target.id"), index=True)
    definition_id: Mapped[int] = mapped_column(sa.ForeignKey("definition_version.id"))
    kind: Mapped[PositionKind]
    stance: Mapped[Stance]
    comparator: Mapped[Comparator] = mapped_column(default=Comparator.EQUAL)
    value: Mapped[Decimal | None]
    level: Mapped[code_text | None]
    qualifier: Mapped[Qualifier | None]
    denominator: Mapped[Decimal | None]
    denominator_comparator: Mapped[Comparator | None] = mapped_column(
        sa.Enum(
            Comparator,
            native_enum=False,
            length=40,
            name="denominator_comparator",
            create_constraint=True,
            values_callable=lambda members: [member.value for member in members],
        )
    )
    as_written: Mapped[short_text]
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"))
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    drop_reason: Mapped[DropReason | None]
    reason: Mapped[long_text]
    clause_id: Mapped[int | None] = mapped_column(sa.ForeignKey("clause.id"), index=True)
    source_text: Mapped[short_text] = mapped_column(default="")
    taken_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    refers_to_id: Mapped[int | None] = mapped_column(sa.ForeignKey("position.id"))
    target: Mapped[Target | None] = relationship(back_populates="positions")
    indicator: Mapped[Indicator] = relationship()
    definition: Mapped[DefinitionVersion] = relationship()
    organisation: Mapped[Organisation] = relationship()
    unit: Mapped[Unit | None] = relationship()
    person: Mapped[Person | None] = relationship()
    clause: Mapped[Clause | None] = relationship()
    recorded_by: Mapped[User | None] = relationship()
    refers_to: Mapped["Position | None"] = relationship(remote_side="Position.id")


class OfficialMark(Base):
    """An organisation's word that this one of its positions is the official one (D12). Append-only."""

    __tablename__ = "official_mark"
    __table_args__ = (sa.CheckConstraint("length(trim(reason)) > 0", name="reason_given"),)

    id: Mapped[pk]
    position_id: Mapped[int] = mapped_column(sa.ForeignKey("position.id"), index=True)
    reason: Mapped[long_text]
    marked_at: Mapped[datetime]
    marked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    position: Mapped[Position] = relationship()
    marked_by: Mapped[User | None] = relationship()


class PublishedSeries(Base):
    """A series of yearly levels published earlier, such as a ministry's road map."""

    __tablename__ = "published_series"

    id: Mapped[pk]
    commitment_id: Mapped[int] = mapped_column(sa.ForeignKey("commitment.id"), index=True)
    indicator_id: Mapped[int | None] = mapped_column(sa.ForeignKey("indicator.id"), index=True)
    name_ind: Mapped[short_text]
    name_eng: Mapped[short_text] = mapped_column(default="")
    unit_ind: Mapped[short_text]
    unit_eng: Mapped[short_text] = mapped_column(default="")
    source_text: Mapped[short_text] = mapped_column(default="")
    clause_id: Mapped[int | None] = mapped_column(sa.ForeignKey("clause.id"))
    commitment: Mapped[Commitment] = relationship()
    indicator: Mapped[Indicator | None] = relationship()
    clause: Mapped[Clause | None] = relationship()
    points: Mapped[list["PublishedPoint"]] = relationship(
        back_populates="series", order_by="PublishedPoint.year", cascade="all, delete-orphan"
    )


class PublishedPoint(Base):
    """The published level of one year."""

    __tablename__ = "published_point"
    __table_args__ = (sa.UniqueConstraint("series_id", "year"),)

    id: Mapped[pk]
    series_id: Mapped[int] = mapped_column(sa.ForeignKey("published_series.id"))
    year: Mapped[int]
    value: Mapped[Decimal | None]
    level: Mapped[code_text | None]
    as_written: Mapped[short_text]
    series: Mapped[PublishedSeries] = relationship(back_populates="points")


class SetAsideWarning(Base):
    """A plausibility warning somebody answered for, by name and reason (D9). Append-only.

    `fingerprint` is of the warning's own values: when they change, the warning is raised anew.
    """

    __tablename__ = "set_aside_warning"
    __table_args__ = (
        sa.UniqueConstraint("fingerprint"),
        sa.CheckConstraint("length(trim(reason)) > 0", name="reason_given"),
    )

    id: Mapped[pk]
    commitment_id: Mapped[int] = mapped_column(sa.ForeignKey("commitment.id"), index=True)
    rule: Mapped[PlausibilityRule]
    fingerprint: Mapped[sha256_text]
    reason: Mapped[long_text]
    set_aside_at: Mapped[datetime]
    set_aside_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    set_aside_by: Mapped[User | None] = relationship()


append_only(Position.__table__)
append_only(OfficialMark.__table__)
append_only(SetAsideWarning.__table__)
