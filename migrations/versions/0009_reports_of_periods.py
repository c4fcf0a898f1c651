"""Files of the monitoring report of a period."""

import sqlalchemy as sa
from alembic import op

from tracker.core.database import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "period_file",
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("voice", _choice("voice", "government", "society"), nullable=True),
        sa.Column("format", _choice("fileformat", "xlsx", "pdf"), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("audience", _choice("audience", "public", "internal"), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("basis", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=300), nullable=False),
        sa.Column("state", _choice("exportstate", "waiting", "working", "ready", "failed"), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("requested_at", UtcDateTime(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=True),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "state <> 'ready' OR sha256 IS NOT NULL", name=op.f("ck_period_file_ready_has_file")
        ),
        sa.CheckConstraint(
            "audience <> 'public' OR organisation_id IS NULL",
            name=op.f("ck_period_file_public_is_for_all"),
        ),
        sa.CheckConstraint(
            "(organisation_id IS NULL) = (voice IS NULL)",
            name=op.f("ck_period_file_organisation_has_voice"),
        ),
        sa.ForeignKeyConstraint(
            ["period_id"],
            ["reporting_period.id"],
            name=op.f("fk_period_file_period_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_period_file_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period_file")),
        sa.UniqueConstraint("basis", name=op.f("uq_period_file_basis")),
    )
    op.create_index(op.f("ix_period_file_period_id"), "period_file", ["period_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_period_file_period_id"), table_name="period_file")
    op.drop_table("period_file")
