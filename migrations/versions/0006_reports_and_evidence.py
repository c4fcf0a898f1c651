"""Evidence, reports with their rounds, and reminders of them."""

import sqlalchemy as sa
from alembic import op

from tracker.core.append_only import append_only_statements
from tracker.core.database import UtcDateTime

revision = "0006"
down_revision = "0005"

_APPEND_ONLY = ("submission", "decision", "reminder_letter")


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "evidence_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column(
            "kind",
            _choice(
                "filekind",
                "pdf",
                "jpg",
                "png",
                "webp",
                "docx",
                "xlsx",
                "pptx",
                "odt",
                "ods",
                "odp",
                "csv",
                "txt",
            ),
            nullable=True,
        ),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(length=300), nullable=False),
        sa.Column("copy_sha256", sa.String(length=64), nullable=True),
        sa.Column("preview_sha256", sa.String(length=64), nullable=True),
        sa.Column("url", sa.String(length=2000), nullable=True),
        sa.Column("link_state", _choice("linkstate", "unchecked", "alive", "dead"), nullable=True),
        sa.Column("link_note", sa.String(length=300), nullable=False),
        sa.Column("checked_at", UtcDateTime(), nullable=True),
        sa.Column("issued_by", sa.String(length=300), nullable=False),
        sa.Column("number", sa.String(length=300), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("access", _choice("access", "public", "restricted"), nullable=False),
        sa.Column("restriction_reason", sa.Text(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("released_at", UtcDateTime(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "access <> 'restricted' OR length(trim(restriction_reason)) > 0",
            name=op.f("ck_evidence_item_restriction_explained"),
        ),
        sa.CheckConstraint("(sha256 IS NULL) <> (url IS NULL)", name=op.f("ck_evidence_item_file_or_link")),
        sa.CheckConstraint("(sha256 IS NULL) = (kind IS NULL)", name=op.f("ck_evidence_item_file_has_kind")),
        sa.CheckConstraint("(sha256 IS NULL) = (size IS NULL)", name=op.f("ck_evidence_item_file_has_size")),
        sa.CheckConstraint(
            "(url IS NULL) = (link_state IS NULL)", name=op.f("ck_evidence_item_link_has_state")
        ),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["user_account.id"], name=op.f("fk_evidence_item_added_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_evidence_item_commitment_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_evidence_item_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_item")),
    )
    op.create_index(op.f("ix_evidence_item_commitment_id"), "evidence_item", ["commitment_id"])
    op.create_index(op.f("ix_evidence_item_sha256"), "evidence_item", ["sha256"])
    op.create_table(
        "reminder_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_reminder_letter_commitment_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_reminder_letter_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["period_id"], ["reporting_period.id"], name=op.f("fk_reminder_letter_period_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_letter")),
        sa.UniqueConstraint(
            "commitment_id", "period_id", "organisation_id", "number", name="uq_reminder_letter_once"
        ),
    )
    op.create_index(op.f("ix_reminder_letter_period_id"), "reminder_letter", ["period_id"])
    op.create_table(
        "reminder_silence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("silenced_at", UtcDateTime(), nullable=False),
        sa.Column("silenced_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_reminder_silence_reason_given")),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_reminder_silence_commitment_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_reminder_silence_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["period_id"], ["reporting_period.id"], name=op.f("fk_reminder_silence_period_id")
        ),
        sa.ForeignKeyConstraint(
            ["silenced_by_id"], ["user_account.id"], name=op.f("fk_reminder_silence_silenced_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_silence")),
    )
    op.create_index(op.f("ix_reminder_silence_period_id"), "reminder_silence", ["period_id"])
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("voice", _choice("voice", "government", "society"), nullable=False),
        sa.ForeignKeyConstraint(["commitment_id"], ["commitment.id"], name=op.f("fk_report_commitment_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_report_organisation_id")
        ),
        sa.ForeignKeyConstraint(["period_id"], ["reporting_period.id"], name=op.f("fk_report_period_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint(
            "commitment_id",
            "period_id",
            "organisation_id",
            name=op.f("uq_report_commitment_id_period_id_organisation_id"),
        ),
    )
    op.create_index(op.f("ix_report_organisation_id"), "report", ["organisation_id"])
    op.create_index(op.f("ix_report_period_id"), "report", ["period_id"])
    op.create_table(
        "report_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            _choice("reportstate", "draft", "submitted", "under_verification", "returned", "verified"),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("begun_at", UtcDateTime(), nullable=False),
        sa.Column("begun_by_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "number = 1 OR length(trim(reason)) > 0", name=op.f("ck_report_version_correction_has_reason")
        ),
        sa.ForeignKeyConstraint(
            ["begun_by_id"], ["user_account.id"], name=op.f("fk_report_version_begun_by_id")
        ),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_report_version_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_version")),
        sa.UniqueConstraint("report_id", "number", name=op.f("uq_report_version_report_id_number")),
    )
    op.create_table(
        "attached_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["evidence_item.id"], name=op.f("fk_attached_evidence_item_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["report_version.id"], name=op.f("fk_attached_evidence_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attached_evidence")),
        sa.UniqueConstraint("version_id", "item_id", name=op.f("uq_attached_evidence_version_id_item_id")),
    )
    op.create_index(op.f("ix_attached_evidence_item_id"), "attached_evidence", ["item_id"])
    op.create_table(
        "draft_save",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["saved_by_id"], ["user_account.id"], name=op.f("fk_draft_save_saved_by_id")),
        sa.ForeignKeyConstraint(["version_id"], ["report_version.id"], name=op.f("fk_draft_save_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_save")),
        sa.UniqueConstraint("version_id", "number", name=op.f("uq_draft_save_version_id_number")),
    )
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("draft", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("submitted_at", UtcDateTime(), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("is_on_behalf", sa.Boolean(), nullable=False),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["user_account.id"], name=op.f("fk_submission_submitted_by_id")
        ),
        sa.ForeignKeyConstraint(["version_id"], ["report_version.id"], name=op.f("fk_submission_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("version_id", "round", name=op.f("uq_submission_version_id_round")),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            _choice("reportstep", "submit", "withdraw", "begin_verification", "return", "verify"),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("verified", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("asked", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user_account.id"], name=op.f("fk_decision_decided_by_id")
        ),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_decision_submission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_submission_id"), "decision", ["submission_id"])
    for table in _APPEND_ONLY:
        for statement in append_only_statements(table, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    op.drop_index(op.f("ix_decision_submission_id"), table_name="decision")
    op.drop_table("decision")
    op.drop_table("submission")
    op.drop_table("draft_save")
    op.drop_index(op.f("ix_attached_evidence_item_id"), table_name="attached_evidence")
    op.drop_table("attached_evidence")
    op.drop_table("report_version")
    op.drop_index(op.f("ix_report_period_id"), table_name="report")
    op.drop_index(op.f("ix_report_organisation_id"), table_name="report")
    op.drop_table("report")
    op.drop_index(op.f("ix_reminder_silence_period_id"), table_name="reminder_silence")
    op.drop_table("reminder_silence")
    op.drop_index(op.f("ix_reminder_letter_period_id"), table_name="reminder_letter")
    op.drop_table("reminder_letter")
    op.drop_index(op.f("ix_evidence_item_sha256"), table_name="evidence_item")
    op.drop_index(op.f("ix_evidence_item_commitment_id"), table_name="evidence_item")
    op.drop_table("evidence_item")
