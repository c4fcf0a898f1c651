"""Organisations, units, people, users."""

from datetime import date, datetime

import sqlalchemy as sa
from flask_security import RoleMixin, UserMixin
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.accounts.actors import Actor
from tracker.accounts.states import OrganisationKind, Role
from tracker.core.database import Base, Revised, code_text, pk, short_text


class Organisation(Revised, Base):
    """A ministry or agency, a civil-society organisation, the secretariat, a partner, a local government."""

    __tablename__ = "organisation"

    id: Mapped[pk]
    code: Mapped[code_text] = mapped_column(unique=True)
    kind: Mapped[OrganisationKind]
    names: Mapped[list["OrganisationName"]] = relationship(
        back_populates="organisation",
        # PostgreSQL puts NULL last, SQLite first; the name without a beginning is the oldest.
        order_by="OrganisationName.valid_from.asc().nulls_first(), OrganisationName.id",
        cascade="all, delete-orphan",
    )
    units: Mapped[list["Unit"]] = relationship(
        back_populates="organisation", order_by="Unit.short_name", cascade="all, delete-orphan"
    )
    people: Mapped[list["Person"]] = relationship(back_populates="organisation", order_by="Person.name")

    def name_on(self, on: date) -> "OrganisationName":
        """The name in force on a day; the earliest known one for days before any."""
        in_force = [name for name in self.names if name.valid_from is None or name.valid_from <= on]
        return in_force[-1] if in_force else self.names[0]

    @property
    def short_name(self) -> str:
        """The newest short name, as used on the matrix ("KemenPAN-RB")."""
        return self.names[-1].short_name

    @property
    def name_ind(self) -> str:
        """The newest full name in Indonesian."""
        return self.names[-1].name_ind

    @property
    def name_eng(self) -> str:
        """The newest full name in English, "" when not translated."""
        return self.names[-1].name_eng


class OrganisationName(Base):
    """A name an organisation bore during a time; ministries are renamed with every cabinet."""

    __tablename__ = "organisation_name"
    __table_args__ = (
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_from IS NULL OR valid_from <= valid_until", name="validity"
        ),
    )

    id: Mapped[pk]
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    short_name: Mapped[short_text]
    name_ind: Mapped[short_text]
    name_eng: Mapped[short_text] = mapped_column(default="")
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    organisation: Mapped[Organisation] = relationship(back_populates="names")


class Unit(Revised, Base):
    """A work unit inside an organisation. An acronym nobody has explained yet is allowed (D20)."""

    __tablename__ = "unit"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "short_name"),)

    id: Mapped[pk]
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"))
    short_name: Mapped[short_text]
    name_ind: Mapped[short_text] = mapped_column(default="")
    name_eng: Mapped[short_text] = mapped_column(default="")
    organisation: Mapped[Organisation] = relationship(back_populates="units")

    @property
    def is_unexplained(self) -> bool:
        """Whether its full name still has to be asked for."""
        return not self.name_ind


class Person(Revised, Base):
    """Somebody who speaks or is named; need not have an account. Officials' names are not public (D36)."""

    __tablename__ = "person"

    id: Mapped[pk]
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    name: Mapped[short_text]
    honorific: Mapped[short_text] = mapped_column(default="")
    position: Mapped[short_text] = mapped_column(default="")
    is_name_released: Mapped[bool] = mapped_column(default=False)
    organisation: Mapped[Organisation | None] = relationship(back_populates="people")

    @property
    def full_name(self) -> str:
        """Honorific and name, as one addresses the person."""
        return f"{self.honorific} {self.name}".strip()


user_role = sa.Table(
    "user_role",
    Base.metadata,
    sa.Column("user_id", sa.ForeignKey("user_account.id"), primary_key=True),
    sa.Column("role_id", sa.ForeignKey("role.id"), primary_key=True),
)


class RoleRecord(Base, RoleMixin):
    """A role as Flask-Security wants it: a row. Its name is a `Role`."""

    __tablename__ = "role"

    id: Mapped[pk]
    name: Mapped[Role] = mapped_column(unique=True)
    description: Mapped[short_text] = mapped_column(default="")


class User(Base, UserMixin):
    """A person with an account. The columns named by Flask-Security keep its names."""

    __tablename__ = "user_account"

    id: Mapped[pk]
    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
    password: Mapped[str | None] = mapped_column(sa.String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(sa.String(64), unique=True)
    name: Mapped[short_text]
    language: Mapped[str] = mapped_column(sa.String(2), default="id")
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"))
    created_at: Mapped[datetime]
    organisation: Mapped[Organisation | None] = relationship()
    roles: Mapped[list[RoleRecord]] = relationship(  # type: ignore[assignment]
        secondary=user_role, lazy="selectin"
    )

    @property
    def role(self) -> Role | None:
        """The one role this house gives a user, where Flask-Security could hold several."""
        return self.roles[0].name if self.roles else None

    def as_actor(self, origin: str) -> Actor:
        """The plain values that policies judge by."""
        return Actor(self.name, self.role, self.id, self.organisation_id, origin)
