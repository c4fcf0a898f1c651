"""Each file once for an organisation and a commitment."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        op.f("ix_evidence_item_file_once"),
        "evidence_item",
        ["commitment_id", "organisation_id", "sha256"],
        unique=True,
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_evidence_item_file_once"), table_name="evidence_item")
