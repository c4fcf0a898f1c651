"""The declarative base and the column types every table is made of."""

from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, ClassVar

import sqlalchemy as sa
from sqlalchemy import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from tracker.core.text import LONG_TEXT, SHORT_TEXT

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC. A naive value is a programming error and is refused."""

    impl = sa.DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL keeps the zone; SQLite keeps UTC without saying so."""
        return dialect.type_descriptor(sa.DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class ExactDecimal(TypeDecorator[Decimal]):
    """A Decimal that comes back digit for digit (D3): SQLite's own numbers are binary, so it keeps text."""

    impl = sa.String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Unbounded NUMERIC on PostgreSQL, text elsewhere."""
        kept_as: TypeEngine[Any] = sa.Numeric() if dialect.name == "postgresql" else sa.String(60)
        return dialect.type_descriptor(kept_as)

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Decimal | str | None:
        if value is None or dialect.name == "postgresql":
            return value
        return format(value, "f")

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


pk = Annotated[int, mapped_column(primary_key=True)]
short_text = Annotated[str, mapped_column(sa.String(SHORT_TEXT))]
long_text = Annotated[str, mapped_column(sa.Text())]
code_text = Annotated[str, mapped_column(sa.String(40))]
sha256_text = Annotated[str, mapped_column(sa.String(64))]


class Base(DeclarativeBase):
    """The base of every table. Enums are stored by value with a CHECK; moments are aware."""

    metadata = sa.MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {
        datetime: UtcDateTime(),
        Decimal: ExactDecimal(),
        Enum: sa.Enum(
            Enum,
            native_enum=False,
            length=40,
            create_constraint=True,
            validate_strings=True,
            values_callable=lambda members: [member.value for member in members],
        ),
    }


def is_referred_to(model: type[Base], row_id: int) -> sa.ColumnElement[bool]:
    """A condition for a SELECT: whether any row of any table points at this row of `model`."""
    keys = (key for table in Base.metadata.tables.values() for key in table.foreign_keys)
    pointing = (key.parent for key in keys if key.column.table is model.__table__)
    return sa.or_(sa.false(), *(sa.exists().where(column == row_id) for column in pointing))


class Revised:
    """Mixin: a row edited by people. `revision` grows with each edit, for optimistic locking."""

    revision: Mapped[int] = mapped_column(sa.Integer, default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.revision}


def length_check(column: str, limit: int = LONG_TEXT) -> sa.CheckConstraint:
    """A CHECK that keeps `column` within `limit` characters whatever path it came by."""
    return sa.CheckConstraint(f"length({column}) <= {limit}", name=f"{column}_length")
