"""Reporting periods of a plan, and what single organisations were granted for them (D24)."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.accounts.models import Organisation, User
from tracker.core.database import Base, Revised, code_text, long_text, pk
from tracker.plans.models import Plan
from tracker.reports.period_rules import Period, PeriodException
from tracker.reports.states import ExceptionKind


class ReportingPeriod(Revised, Base):
    """What is reported about and when; all days are included."""

    __tablename__ = "reporting_period"
    __table_args__ = (
        sa.UniqueConstraint("plan_id", "code"),
        sa.CheckConstraint("starts_on <= ends_on", name="days"),
        sa.CheckConstraint("opens_on <= due_on AND due_on <= locks_on", name="form_days"),
    )

    id: Mapped[pk]
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plan.id"))
    code: Mapped[code_text]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    opens_on: Mapped[date]
    due_on: Mapped[date]
    locks_on: Mapped[date]
    plan: Mapped[Plan] = relationship()
    grants: Mapped[list["ExceptionGrant"]] = relationship(
        back_populates="period", order_by="ExceptionGrant.id", cascade="all, delete-orphan"
    )

    @property
    def days(self) -> Period:
        """As the rules know it."""
        return Period(self.code, self.starts_on, self.ends_on, self.opens_on, self.due_on, self.locks_on)

    def exceptions_of(self, organisation_id: int) -> list[PeriodException]:
        """What an organisation was granted for it."""
        return [grant.exception for grant in self.grants if grant.organisation_id == organisation_id]


class ExceptionGrant(Base):
    """An extension, an unlocking or an exemption for one organisation, until a day, with its reason."""

    __tablename__ = "exception_grant"
    __table_args__ = (sa.CheckConstraint("length(trim(reason)) > 0", name="reason_given"),)

    id: Mapped[pk]
    period_id: Mapped[int] = mapped_column(sa.ForeignKey("reporting_period.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"))
    kind: Mapped[ExceptionKind]
    until_on: Mapped[date]
    reason: Mapped[long_text]
    granted_at: Mapped[datetime]
    granted_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user_account.id"))
    period: Mapped[ReportingPeriod] = relationship(back_populates="grants")
    organisation: Mapped[Organisation] = relationship()
    granted_by: Mapped[User | None] = relationship()

    @property
    def exception(self) -> PeriodException:
        """As the rules know it."""
        return PeriodException(self.kind, self.until_on)
