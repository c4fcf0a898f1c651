"""Reporting periods of a plan, and exceptions from them."""

import sqlalchemy as sa
from alembic import op

from tracker.core.database import UtcDateTime

revision = "0005"
down_revision = "0004"


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "reporting_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("locks_on", sa.Date(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_reporting_period_days")),
        sa.CheckConstraint(
            "opens_on <= due_on AND due_on <= locks_on", name=op.f("ck_reporting_period_form_days")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_reporting_period_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reporting_period")),
        sa.UniqueConstraint("plan_id", "code", name=op.f("uq_reporting_period_plan_id_code")),
    )
    op.create_table(
        "exception_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", _choice("exceptionkind", "extension", "unlock", "exemption"), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("granted_at", UtcDateTime(), nullable=False),
        sa.Column("granted_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_exception_grant_reason_given")),
        sa.ForeignKeyConstraint(
            ["period_id"], ["reporting_period.id"], name=op.f("fk_exception_grant_period_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_exception_grant_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["granted_by_id"], ["user_account.id"], name=op.f("fk_exception_grant_granted_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exception_grant")),
    )
    op.create_index(op.f("ix_exception_grant_period_id"), "exception_grant", ["period_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_exception_grant_period_id"), table_name="exception_grant")
    op.drop_table("exception_grant")
    op.drop_table("reporting_period")
