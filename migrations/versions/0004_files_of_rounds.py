"""Files of some rows of a matrix, and files made from what a round says at a moment."""

import sqlalchemy as sa
from alembic import op

from tracker.core.database import UtcDateTime

revision = "0004"
down_revision = "0003"


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.add_column("export", sa.Column("row_keys", sa.JSON(none_as_null=True), nullable=True))
    op.create_table(
        "round_file",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=True),
        sa.Column("kind", _choice("roundfilekind", "answer_book", "record", "dispositions"), nullable=False),
        sa.Column("format", _choice("fileformat", "xlsx", "pdf"), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("audience", _choice("audience", "public", "internal"), nullable=False),
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
            "state <> 'ready' OR sha256 IS NOT NULL", name=op.f("ck_round_file_ready_has_file")
        ),
        sa.CheckConstraint(
            "(kind = 'answer_book') = (recipient_id IS NOT NULL)",
            name=op.f("ck_round_file_book_has_recipient"),
        ),
        sa.ForeignKeyConstraint(["round_id"], ["review_round.id"], name=op.f("fk_round_file_round_id")),
        sa.ForeignKeyConstraint(["recipient_id"], ["recipient.id"], name=op.f("fk_round_file_recipient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_file")),
        sa.UniqueConstraint("basis", name=op.f("uq_round_file_basis")),
    )
    op.create_index(op.f("ix_round_file_round_id"), "round_file", ["round_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_round_file_round_id"), table_name="round_file")
    op.drop_table("round_file")
    op.drop_column("export", "row_keys")
