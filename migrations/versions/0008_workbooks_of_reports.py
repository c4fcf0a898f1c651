"""Workbooks of reports that came back."""

import sqlalchemy as sa
from alembic import op

from tracker.core.database import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=300), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sheets", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("uploaded_at", UtcDateTime(), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("save", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(confirmed_at IS NULL) = (save IS NULL)", name=op.f("ck_report_upload_confirmed_with_save")
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["user_account.id"], name=op.f("fk_report_upload_uploaded_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["report_version.id"], name=op.f("fk_report_upload_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_upload")),
    )
    op.create_index(op.f("ix_report_upload_version_id"), "report_upload", ["version_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_report_upload_version_id"), table_name="report_upload")
    op.drop_table("report_upload")
