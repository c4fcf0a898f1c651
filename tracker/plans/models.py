"""Plans, commitments, milestones, indicators, definitions, baselines."""

from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.accounts.models import Organisation, Unit
from tracker.core.database import Base, Revised, code_text, long_text, pk, short_text
from tracker.core.quantities import Comparator, Qualifier
from tracker.minutes.models import Clause, Meeting
from tracker.plans.states import Direction, IndicatorKind, Involvement, OgpValue, PlanState

plan_meeting = sa.Table(
    "plan_meeting",
    Base.metadata,
    sa.Column("plan_id", sa.ForeignKey("plan.id"), primary_key=True),
    sa.Column("meeting_id", sa.ForeignKey("meeting.id"), primary_key=True),
)


class Translated:
    """Mixin: a row with bilingual texts; names the sides left behind when the other was edited (D37)."""

    stale_translations: Mapped[list[str]] = mapped_column(sa.JSON, default=list)

    @property
    def texts(self) -> dict[str, str]:
        """All bilingual texts by column name."""
        names = sa.inspect(type(self)).column_attrs.keys()
        return {name: getattr(self, name) or "" for name in names if name.endswith(("_ind", "_eng"))}


class Plan(Revised, Translated, Base):
    """A national action plan: its ordinal, its OGP period and the years it is carried out (D35)."""

    __tablename__ = "plan"
    __table_args__ = (
        sa.CheckConstraint("period_start <= period_end", name="period"),
        sa.CheckConstraint("first_year <= last_year", name="years"),
    )

    id: Mapped[pk]
    code: Mapped[code_text] = mapped_column(unique=True)
    ordinal: Mapped[int]
    title_ind: Mapped[short_text]
    title_eng: Mapped[short_text] = mapped_column(default="")
    period_start: Mapped[int]
    period_end: Mapped[int]
    first_year: Mapped[int]
    last_year: Mapped[int]
    state: Mapped[PlanState] = mapped_column(default=PlanState.NEGOTIATION)
    published_at: Mapped[datetime | None]
    commitments: Mapped[list["Commitment"]] = relationship(
        back_populates="plan", order_by="Commitment.position", cascade="all, delete-orphan"
    )
    meetings: Mapped[list[Meeting]] = relationship(secondary=plan_meeting, order_by=Meeting.held_on)


class Commitment(Revised, Translated, Base):
    """One promise of the plan. Its local code comes first; OGP's id may follow later (D35)."""

    __tablename__ = "commitment"
    __table_args__ = (sa.UniqueConstraint("plan_id", "code"),)

    id: Mapped[pk]
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plan.id"), index=True)
    code: Mapped[code_text]
    position: Mapped[int]
    ogp_id: Mapped[str | None] = mapped_column(sa.String(6), unique=True)
    title_ind: Mapped[long_text]
    title_eng: Mapped[long_text] = mapped_column(default="")
    problem_ind: Mapped[long_text] = mapped_column(default="")
    problem_eng: Mapped[long_text] = mapped_column(default="")
    solution_ind: Mapped[long_text] = mapped_column(default="")
    solution_eng: Mapped[long_text] = mapped_column(default="")
    ogp_values: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    rpjmn_link: Mapped[short_text] = mapped_column(default="")
    sdg_links: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    contact: Mapped[short_text] = mapped_column(default="")
    lead_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    lead_unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"))
    plan: Mapped[Plan] = relationship(back_populates="commitments")
    lead: Mapped[Organisation] = relationship()
    lead_unit: Mapped[Unit | None] = relationship()
    parties: Mapped[list["CommitmentParty"]] = relationship(
        back_populates="commitment", order_by="CommitmentParty.id", cascade="all, delete-orphan"
    )
    milestones: Mapped[list["Milestone"]] = relationship(
        back_populates="commitment", order_by="Milestone.number", cascade="all, delete-orphan"
    )
    indicators: Mapped[list["Indicator"]] = relationship(
        back_populates="commitment", order_by="Indicator.number", cascade="all, delete-orphan"
    )

    def organisations_as(self, involvement: Involvement) -> list[Organisation]:
        """Who supports, proposed or accompanies it, in the order in which they were named."""
        return [party.organisation for party in self.parties if party.involvement is involvement]

    def party_of(self, organisation: Organisation, involvement: Involvement) -> "CommitmentParty | None":
        """The row that names an organisation in one involvement, if it is named."""
        found = [p for p in self.parties if p.organisation is organisation and p.involvement is involvement]
        return found[0] if found else None

    @property
    def values_of_ogp(self) -> list[OgpValue]:
        """Its OGP values as members of the enum."""
        return [OgpValue(value) for value in self.ogp_values]

    @property
    def supporters(self) -> list[Organisation]:
        """Instansi pendukung."""
        return self.organisations_as(Involvement.SUPPORTER)

    @property
    def proposers(self) -> list[Organisation]:
        """OMS pengusul."""
        return self.organisations_as(Involvement.PROPOSER)

    @property
    def companions(self) -> list[Organisation]:
        """OMS pendamping."""
        return self.organisations_as(Involvement.COMPANION)


class CommitmentParty(Base):
    """An organisation that supports, proposed or accompanies a commitment."""

    __tablename__ = "commitment_party"
    __table_args__ = (sa.UniqueConstraint("commitment_id", "organisation_id", "involvement"),)

    id: Mapped[pk]
    commitment_id: Mapped[int] = mapped_column(sa.ForeignKey("commitment.id"))
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    involvement: Mapped[Involvement]
    commitment: Mapped[Commitment] = relationship(back_populates="parties")
    organisation: Mapped[Organisation] = relationship()


class Milestone(Revised, Translated, Base):
    """A step with a due date, kept as a date and in the words used for it."""

    __tablename__ = "milestone"
    __table_args__ = (
        sa.UniqueConstraint("commitment_id", "number"),
        sa.CheckConstraint("start_on IS NULL OR due_on IS NULL OR start_on <= due_on", name="dates"),
    )

    id: Mapped[pk]
    commitment_id: Mapped[int] = mapped_column(sa.ForeignKey("commitment.id"))
    number: Mapped[int]
    text_ind: Mapped[long_text]
    text_eng: Mapped[long_text] = mapped_column(default="")
    start_on: Mapped[date | None]
    due_on: Mapped[date | None]
    due_text: Mapped[short_text] = mapped_column(default="")
    responsible_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"))
    responsible_unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"))
    commitment: Mapped[Commitment] = relationship(back_populates="milestones")
    responsible: Mapped[Organisation | None] = relationship()
    responsible_unit: Mapped[Unit | None] = relationship()

    @property
    def key(self) -> str:
        """Its name in the audit trail: "RAN7-01/T2", T for tonggak."""
        return f"{self.commitment.code}/T{self.number}"


class Indicator(Revised, Translated, Base):
    """What is measured. Its number is never given to another one, even after it is dropped (D14)."""

    __tablename__ = "indicator"
    __table_args__ = (sa.UniqueConstraint("commitment_id", "number"),)

    id: Mapped[pk]
    commitment_id: Mapped[int] = mapped_column(sa.ForeignKey("commitment.id"))
    number: Mapped[int]
    kind: Mapped[IndicatorKind]
    direction: Mapped[Direction] = mapped_column(default=Direction.RISE)
    is_cumulative: Mapped[bool] = mapped_column(default=True)
    unit_ind: Mapped[short_text]
    unit_eng: Mapped[short_text] = mapped_column(default="")
    outside_monitor: Mapped[short_text] = mapped_column(default="")
    commitment: Mapped[Commitment] = relationship(back_populates="indicators")
    definitions: Mapped[list["DefinitionVersion"]] = relationship(
        back_populates="indicator", order_by="DefinitionVersion.number", cascade="all, delete-orphan"
    )
    baseline: Mapped["Baseline | None"] = relationship(
        back_populates="indicator", cascade="all, delete-orphan"
    )

    @property
    def key(self) -> str:
        """Its name for ever, in files as well: "RAN7-01/3"."""
        return f"{self.commitment.code}/{self.number}"

    @property
    def definition(self) -> "DefinitionVersion":
        """The newest adopted definition; a suggested wording does not count until it is adopted (D13)."""
        adopted = [version for version in self.definitions if version.is_adopted]
        return (adopted or self.definitions)[-1]


class DefinitionVersion(Translated, Base):
    """One wording of an indicator. Targets stay bound to the version they were set for (D13)."""

    __tablename__ = "definition_version"
    __table_args__ = (sa.UniqueConstraint("indicator_id", "number"),)

    id: Mapped[pk]
    indicator_id: Mapped[int] = mapped_column(sa.ForeignKey("indicator.id"))
    number: Mapped[int]
    name_ind: Mapped[long_text]
    name_eng: Mapped[long_text] = mapped_column(default="")
    definition_ind: Mapped[long_text] = mapped_column(default="")
    definition_eng: Mapped[long_text] = mapped_column(default="")
    numerator_ind: Mapped[long_text] = mapped_column(default="")
    numerator_eng: Mapped[long_text] = mapped_column(default="")
    denominator_ind: Mapped[long_text] = mapped_column(default="")
    denominator_eng: Mapped[long_text] = mapped_column(default="")
    is_adopted: Mapped[bool] = mapped_column(default=True)
    reason: Mapped[long_text] = mapped_column(default="")
    clause_id: Mapped[int | None] = mapped_column(sa.ForeignKey("clause.id"))
    created_at: Mapped[datetime]
    indicator: Mapped[Indicator] = relationship(back_populates="definitions")
    clause: Mapped[Clause | None] = relationship()


class Baseline(Revised, Base):
    """Where an indicator starts: as written and as read, with its source (D2, D3, D5, D21)."""

    __tablename__ = "baseline"

    id: Mapped[pk]
    indicator_id: Mapped[int] = mapped_column(sa.ForeignKey("indicator.id"), unique=True)
    as_written: Mapped[short_text]
    value: Mapped[Decimal | None]
    level: Mapped[code_text | None]
    comparator: Mapped[Comparator] = mapped_column(default=Comparator.EQUAL)
    qualifier: Mapped[Qualifier | None]
    numerator: Mapped[Decimal | None]
    denominator: Mapped[Decimal | None]
    year: Mapped[int | None]
    source_text: Mapped[short_text] = mapped_column(default="")
    clause_id: Mapped[int | None] = mapped_column(sa.ForeignKey("clause.id"))
    indicator: Mapped[Indicator] = relationship(back_populates="baseline")
    clause: Mapped[Clause | None] = relationship()
