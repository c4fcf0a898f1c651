"""Review rounds with recipients, answers and dispositions; the outbox of mail."""

import sqlalchemy as sa
from alembic import op

from tracker.core.append_only import append_only_statements
from tracker.core.database import ExactDecimal, UtcDateTime

revision = "0003"
down_revision = "0002"

APPEND_ONLY = (
    "round_event",
    "answer",
    "answer_value",
    "official_answer",
    "disposition",
    "disposition_entry",
    "non_response",
    "signature",
)


def upgrade() -> None:
    op.create_table(
        "demo_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("to_address", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demo_letter")),
    )
    op.create_table(
        "mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("letter", sa.String(length=40), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("to_address", sa.String(length=254), nullable=False),
        sa.Column("to_name", sa.String(length=300), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("is_personal", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "sending",
                "sent",
                "failed",
                "cancelled",
                name="mailstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=300), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("claimed_at", UtcDateTime(), nullable=True),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("state <> 'sent' OR sent_at IS NOT NULL", name=op.f("ck_mail_sent_has_moment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("key", name=op.f("uq_mail_key")),
    )
    op.create_index("ix_mail_state_due", "mail", ["state", "due_at"], unique=False)
    op.create_index(op.f("ix_mail_to_address"), "mail", ["to_address"], unique=False)
    op.create_table(
        "review_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("letter_ind", sa.Text(), nullable=False),
        sa.Column("letter_eng", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("grace_days", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "open",
                "closed",
                "final",
                "cancelled",
                name="roundstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("finalised_at", UtcDateTime(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'final' OR finalised_at IS NOT NULL", name=op.f("ck_review_round_finalised")
        ),
        sa.CheckConstraint(
            "state = 'draft' OR state = 'cancelled' OR opened_at IS NOT NULL",
            name=op.f("ck_review_round_opened"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('closed', 'final') OR closed_at IS NOT NULL", name=op.f("ck_review_round_closed")
        ),
        sa.CheckConstraint("grace_days >= 0", name=op.f("ck_review_round_grace_not_negative")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_review_round_plan_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["frozen_version.id"], name=op.f("fk_review_round_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_round")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_review_round_plan_id_number")),
    )
    op.create_index(op.f("ix_review_round_plan_id"), "review_round", ["plan_id"], unique=False)
    op.create_table(
        "recipient",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("is_coordinator", sa.Boolean(), nullable=False),
        sa.Column(
            "scope",
            sa.Enum(
                "own", "all", "chosen", name="askscope", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("row_keys", sa.JSON(), nullable=False),
        sa.Column("link_sha256", sa.String(length=64), nullable=True),
        sa.Column("link_made_at", UtcDateTime(), nullable=True),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.Column("sessions_from", UtcDateTime(), nullable=True),
        sa.Column("opened_at", UtcDateTime(), nullable=True),
        sa.Column("downloaded_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_recipient_organisation_id")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["review_round.id"], name=op.f("fk_recipient_round_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_recipient_unit_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_recipient_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipient")),
        sa.UniqueConstraint("link_sha256", name=op.f("uq_recipient_link_sha256")),
        sa.UniqueConstraint("round_id", "email", name=op.f("uq_recipient_round_id_email")),
    )
    op.create_index(op.f("ix_recipient_round_id"), "recipient", ["round_id"], unique=False)
    op.create_table(
        "round_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "open",
                "close",
                "reopen",
                "finalise",
                "cancel",
                name="roundstep",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("happened_at", UtcDateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_round_event_by_id")),
        sa.ForeignKeyConstraint(["round_id"], ["review_round.id"], name=op.f("fk_round_event_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_event")),
    )
    op.create_index(op.f("ix_round_event_round_id"), "round_event", ["round_id"], unique=False)
    op.create_table(
        "signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("position", sa.String(length=300), nullable=False),
        sa.Column("signed_at", UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_signature_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_signature_recorded_by_id")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["review_round.id"], name=op.f("fk_signature_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
        sa.UniqueConstraint(
            "round_id", "organisation_id", "name", name=op.f("uq_signature_round_id_organisation_id_name")
        ),
    )
    op.create_index(op.f("ix_signature_round_id"), "signature", ["round_id"], unique=False)
    op.create_table(
        "answer_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("row_key", sa.String(length=40), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["recipient.id"], name=op.f("fk_answer_draft_recipient_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_draft")),
        sa.UniqueConstraint("recipient_id", "row_key", name=op.f("uq_answer_draft_recipient_id_row_key")),
    )
    op.create_table(
        "non_response",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("row_key", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["round_event.id"], name=op.f("fk_non_response_event_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_non_response_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_non_response")),
        sa.UniqueConstraint(
            "event_id",
            "organisation_id",
            "row_key",
            name=op.f("uq_non_response_event_id_organisation_id_row_key"),
        ),
    )
    op.create_table(
        "workbook_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=300), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "refused",
                "read",
                "confirmed",
                "undone",
                name="importstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("problem", sa.String(length=40), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("uploaded_at", UtcDateTime(), nullable=False),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["recipient.id"], name=op.f("fk_workbook_import_recipient_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workbook_import")),
    )
    op.create_index(
        op.f("ix_workbook_import_recipient_id"), "workbook_import", ["recipient_id"], unique=False
    )
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("row_key", sa.String(length=40), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "agree",
                "counter",
                "drop",
                "reword",
                "remark",
                "no_objection",
                "cleared",
                name="answerkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "drop_reason",
            sa.Enum(
                "achieved",
                "duplicate",
                "outside_authority",
                "merged",
                "other",
                name="dropreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "web",
                "workbook",
                "on_behalf",
                "undo",
                name="answersource",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind <> 'drop' OR drop_reason IS NOT NULL", name=op.f("ck_answer_drop_has_reason_code")
        ),
        sa.CheckConstraint(
            "kind <> 'remark' OR length(trim(remark)) > 0", name=op.f("ck_answer_remark_given")
        ),
        sa.ForeignKeyConstraint(["import_id"], ["workbook_import.id"], name=op.f("fk_answer_import_id")),
        sa.ForeignKeyConstraint(["recipient_id"], ["recipient.id"], name=op.f("fk_answer_recipient_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_answer_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
    )
    op.create_index(op.f("ix_answer_import_id"), "answer", ["import_id"], unique=False)
    op.create_index("ix_answer_recipient_row", "answer", ["recipient_id", "row_key"], unique=False)
    op.create_table(
        "answer_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("as_written", sa.String(length=300), nullable=False),
        sa.Column(
            "comparator",
            sa.Enum(
                "equal",
                "at_least",
                "more_than",
                "at_most",
                "less_than",
                name="comparator",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", ExactDecimal(), nullable=True),
        sa.Column("level", sa.String(length=40), nullable=True),
        sa.Column(
            "qualifier",
            sa.Enum(
                "about", "nearly", name="qualifier", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.CheckConstraint(
            "value IS NOT NULL OR level IS NOT NULL", name=op.f("ck_answer_value_value_given")
        ),
        sa.ForeignKeyConstraint(["answer_id"], ["answer.id"], name=op.f("fk_answer_value_answer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_value")),
        sa.UniqueConstraint("answer_id", "year", name=op.f("uq_answer_value_answer_id_year")),
    )
    op.create_table(
        "disposition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column(
            "decision",
            sa.Enum(
                "accepted",
                "partial",
                "rejected",
                "reopened",
                name="decision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_disposition_reason_given")),
        sa.ForeignKeyConstraint(["answer_id"], ["answer.id"], name=op.f("fk_disposition_answer_id")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user_account.id"], name=op.f("fk_disposition_decided_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposition")),
    )
    op.create_index(op.f("ix_disposition_answer_id"), "disposition", ["answer_id"], unique=False)
    op.create_table(
        "official_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("marked_at", UtcDateTime(), nullable=False),
        sa.Column("marked_by_id", sa.Integer(), nullable=True),
        sa.Column("coordinator_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["answer_id"], ["answer.id"], name=op.f("fk_official_answer_answer_id")),
        sa.ForeignKeyConstraint(
            ["coordinator_id"], ["recipient.id"], name=op.f("fk_official_answer_coordinator_id")
        ),
        sa.ForeignKeyConstraint(
            ["marked_by_id"], ["user_account.id"], name=op.f("fk_official_answer_marked_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_answer")),
    )
    op.create_index(op.f("ix_official_answer_answer_id"), "official_answer", ["answer_id"], unique=False)
    op.create_table(
        "disposition_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("disposition_id", sa.Integer(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["disposition_id"], ["disposition.id"], name=op.f("fk_disposition_entry_disposition_id")
        ),
        sa.ForeignKeyConstraint(
            ["position_id"], ["position.id"], name=op.f("fk_disposition_entry_position_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposition_entry")),
    )
    op.create_index(
        op.f("ix_disposition_entry_disposition_id"), "disposition_entry", ["disposition_id"], unique=False
    )
    for table in APPEND_ONLY:
        for statement in append_only_statements(table, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    op.drop_index(op.f("ix_disposition_entry_disposition_id"), table_name="disposition_entry")
    op.drop_table("disposition_entry")
    op.drop_index(op.f("ix_official_answer_answer_id"), table_name="official_answer")
    op.drop_table("official_answer")
    op.drop_index(op.f("ix_disposition_answer_id"), table_name="disposition")
    op.drop_table("disposition")
    op.drop_table("answer_value")
    op.drop_index("ix_answer_recipient_row", table_name="answer")
    op.drop_index(op.f("ix_answer_import_id"), table_name="answer")
    op.drop_table("answer")
    op.drop_index(op.f("ix_workbook_import_recipient_id"), table_name="workbook_import")
    op.drop_table("workbook_import")
    op.drop_table("non_response")
    op.drop_table("answer_draft")
    op.drop_index(op.f("ix_signature_round_id"), table_name="signature")
    op.drop_table("signature")
    op.drop_index(op.f("ix_round_event_round_id"), table_name="round_event")
    op.drop_table("round_event")
    op.drop_index(op.f("ix_recipient_round_id"), table_name="recipient")
    op.drop_table("recipient")
    op.drop_index(op.f("ix_review_round_plan_id"), table_name="review_round")
    op.drop_table("review_round")
    op.drop_index(op.f("ix_mail_to_address"), table_name="mail")
    op.drop_index("ix_mail_state_due", table_name="mail")
    op.drop_table("mail")
    op.drop_table("demo_letter")
