"""The first tables: organisations, minutes, plans, the ledger, frozen versions."""

import sqlalchemy as sa
from alembic import op

from tracker.core.append_only import append_only_statements
from tracker.core.database import ExactDecimal, UtcDateTime

revision = "0001"
down_revision = None

APPEND_ONLY = ("audit_entry", "position", "official_mark", "set_aside_warning", "frozen_version")


def upgrade() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "secretariat",
                "ministry",
                "cso",
                "local_government",
                "development_partner",
                name="organisationkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("code", name=op.f("uq_organisation_code")),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("title_ind", sa.String(length=300), nullable=False),
        sa.Column("title_eng", sa.String(length=300), nullable=False),
        sa.Column("period_start", sa.Integer(), nullable=False),
        sa.Column("period_end", sa.Integer(), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "negotiation",
                "submitted",
                "running",
                "closed",
                name="planstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("stale_translations", sa.JSON(), nullable=False),
        sa.CheckConstraint("first_year <= last_year", name=op.f("ck_plan_years")),
        sa.CheckConstraint("period_start <= period_end", name=op.f("ck_plan_period")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("code", name=op.f("uq_plan_code")),
    )
    op.create_table(
        "role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "name",
            sa.Enum(
                "administrator",
                "secretariat",
                "ministry",
                "cso",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("description", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
        sa.UniqueConstraint("name", name=op.f("uq_role_name")),
    )
    op.create_table(
        "source_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=300), nullable=False),
        sa.Column("media_type", sa.String(length=300), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_document")),
        sa.UniqueConstraint("sha256", name=op.f("uq_source_document_sha256")),
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("date_text", sa.String(length=300), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("time_text", sa.String(length=300), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.Column("moderator", sa.String(length=300), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["source_document.id"], name=op.f("fk_meeting_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("code", name=op.f("uq_meeting_code")),
    )
    op.create_index(op.f("ix_meeting_held_on"), "meeting", ["held_on"], unique=False)
    op.create_table(
        "organisation_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("short_name", sa.String(length=300), nullable=False),
        sa.Column("name_ind", sa.String(length=300), nullable=False),
        sa.Column("name_eng", sa.String(length=300), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_from IS NULL OR valid_from <= valid_until",
            name=op.f("ck_organisation_name_validity"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_organisation_name_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_name")),
    )
    op.create_index(
        op.f("ix_organisation_name_organisation_id"), "organisation_name", ["organisation_id"], unique=False
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("honorific", sa.String(length=300), nullable=False),
        sa.Column("position", sa.String(length=300), nullable=False),
        sa.Column("is_name_released", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_person_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_organisation_id"), "person", ["organisation_id"], unique=False)
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("short_name", sa.String(length=300), nullable=False),
        sa.Column("name_ind", sa.String(length=300), nullable=False),
        sa.Column("name_eng", sa.String(length=300), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_unit_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("organisation_id", "short_name", name=op.f("uq_unit_organisation_id_short_name")),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_user_account_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("email", name=op.f("uq_user_account_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_user_account_fs_uniquifier")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("subject_type", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("subject_label", sa.String(length=300), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(length=300), nullable=False),
        sa.Column("on_behalf_of_id", sa.Integer(), nullable=True),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user_account.id"], name=op.f("fk_audit_entry_actor_id")),
        sa.ForeignKeyConstraint(
            ["on_behalf_of_id"], ["organisation.id"], name=op.f("fk_audit_entry_on_behalf_of_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    op.create_index(op.f("ix_audit_entry_act"), "audit_entry", ["act"], unique=False)
    op.create_index(op.f("ix_audit_entry_recorded_at"), "audit_entry", ["recorded_at"], unique=False)
    op.create_index("ix_audit_entry_subject", "audit_entry", ["subject_type", "subject_id"], unique=False)
    op.create_table(
        "clause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_clause_meeting_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_clause_organisation_id")
        ),
        sa.ForeignKeyConstraint(["speaker_id"], ["person.id"], name=op.f("fk_clause_speaker_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_clause_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause")),
        sa.UniqueConstraint("meeting_id", "label", name=op.f("uq_clause_meeting_id_label")),
    )
    op.create_table(
        "commitment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("ogp_id", sa.String(length=6), nullable=True),
        sa.Column("title_ind", sa.Text(), nullable=False),
        sa.Column("title_eng", sa.Text(), nullable=False),
        sa.Column("problem_ind", sa.Text(), nullable=False),
        sa.Column("problem_eng", sa.Text(), nullable=False),
        sa.Column("solution_ind", sa.Text(), nullable=False),
        sa.Column("solution_eng", sa.Text(), nullable=False),
        sa.Column("ogp_values", sa.JSON(), nullable=False),
        sa.Column("rpjmn_link", sa.String(length=300), nullable=False),
        sa.Column("sdg_links", sa.JSON(), nullable=False),
        sa.Column("contact", sa.String(length=300), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("lead_unit_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("stale_translations", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["organisation.id"], name=op.f("fk_commitment_lead_id")),
        sa.ForeignKeyConstraint(["lead_unit_id"], ["unit.id"], name=op.f("fk_commitment_lead_unit_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_commitment_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
        sa.UniqueConstraint("ogp_id", name=op.f("uq_commitment_ogp_id")),
        sa.UniqueConstraint("plan_id", "code", name=op.f("uq_commitment_plan_id_code")),
    )
    op.create_index(op.f("ix_commitment_lead_id"), "commitment", ["lead_id"], unique=False)
    op.create_index(op.f("ix_commitment_plan_id"), "commitment", ["plan_id"], unique=False)
    op.create_table(
        "frozen_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("frozen_at", UtcDateTime(), nullable=False),
        sa.Column("frozen_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["frozen_by_id"], ["user_account.id"], name=op.f("fk_frozen_version_frozen_by_id")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_frozen_version_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_version")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_frozen_version_plan_id_number")),
    )
    op.create_index(op.f("ix_frozen_version_sha256"), "frozen_version", ["sha256"], unique=False)
    op.create_table(
        "participant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("as_written", sa.String(length=300), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_participant_meeting_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_participant_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_participant_meeting_id_number")),
    )
    op.create_table(
        "plan_meeting",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_plan_meeting_meeting_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_meeting_plan_id")),
        sa.PrimaryKeyConstraint("plan_id", "meeting_id", name=op.f("pk_plan_meeting")),
    )
    op.create_table(
        "user_role",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_user_role_role_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_user_role_user_id")),
        sa.PrimaryKeyConstraint("user_id", "role_id", name=op.f("pk_user_role")),
    )
    op.create_table(
        "commitment_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "involvement",
            sa.Enum(
                "supporter",
                "proposer",
                "companion",
                name="involvement",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_commitment_party_commitment_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_commitment_party_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_party")),
        sa.UniqueConstraint(
            "commitment_id",
            "organisation_id",
            "involvement",
            name=op.f("uq_commitment_party_commitment_id_organisation_id_involvement"),
        ),
    )
    op.create_index(
        op.f("ix_commitment_party_organisation_id"), "commitment_party", ["organisation_id"], unique=False
    )
    op.create_table(
        "export",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("wish", sa.String(length=300), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("file_name", sa.String(length=300), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "working",
                "ready",
                "failed",
                name="exportstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("requested_at", UtcDateTime(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=True),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("state <> 'ready' OR sha256 IS NOT NULL", name=op.f("ck_export_ready_has_file")),
        sa.CheckConstraint(
            "version_id IS NOT NULL OR content IS NOT NULL", name=op.f("ck_export_has_source")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_export_plan_id")),
        sa.ForeignKeyConstraint(["version_id"], ["frozen_version.id"], name=op.f("fk_export_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export")),
        sa.UniqueConstraint("version_id", "wish", name=op.f("uq_export_version_id_wish")),
    )
    op.create_index(op.f("ix_export_plan_id"), "export", ["plan_id"], unique=False)
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_follow_up_clause_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_follow_up_meeting_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["organisation.id"], name=op.f("fk_follow_up_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
    )
    op.create_index(op.f("ix_follow_up_meeting_id"), "follow_up", ["meeting_id"], unique=False)
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "percentage",
                "count",
                "ratio",
                "yes_no",
                "regulation",
                "quality",
                name="indicatorkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "direction",
            sa.Enum(
                "rise", "fall", "keep", name="direction", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("is_cumulative", sa.Boolean(), nullable=False),
        sa.Column("unit_ind", sa.String(length=300), nullable=False),
        sa.Column("unit_eng", sa.String(length=300), nullable=False),
        sa.Column("outside_monitor", sa.String(length=300), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("stale_translations", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_indicator_commitment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("commitment_id", "number", name=op.f("uq_indicator_commitment_id_number")),
    )
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text_ind", sa.Text(), nullable=False),
        sa.Column("text_eng", sa.Text(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_text", sa.String(length=300), nullable=False),
        sa.Column("responsible_id", sa.Integer(), nullable=True),
        sa.Column("responsible_unit_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("stale_translations", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "start_on IS NULL OR due_on IS NULL OR start_on <= due_on", name=op.f("ck_milestone_dates")
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_milestone_commitment_id")
        ),
        sa.ForeignKeyConstraint(
            ["responsible_id"], ["organisation.id"], name=op.f("fk_milestone_responsible_id")
        ),
        sa.ForeignKeyConstraint(
            ["responsible_unit_id"], ["unit.id"], name=op.f("fk_milestone_responsible_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint("commitment_id", "number", name=op.f("uq_milestone_commitment_id_number")),
    )
    op.create_table(
        "open_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "request",
                "dependency",
                "question",
                "offer",
                "information",
                name="openitemkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("resolved_on", sa.Date(), nullable=True),
        sa.Column("resolution", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_open_item_clause_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_open_item_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_item")),
    )
    op.create_index(op.f("ix_open_item_meeting_id"), "open_item", ["meeting_id"], unique=False)
    op.create_table(
        "set_aside_warning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column(
            "rule",
            sa.Enum(
                "below_baseline",
                "below_published",
                "not_monotonic",
                "over_hundred",
                "percent_mismatch",
                "baseline_without_denominator",
                "open_denominator",
                "broken_doubling",
                "name_and_aim_differ",
                name="plausibilityrule",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_aside_at", UtcDateTime(), nullable=False),
        sa.Column("set_aside_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_set_aside_warning_reason_given")),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_set_aside_warning_commitment_id")
        ),
        sa.ForeignKeyConstraint(
            ["set_aside_by_id"], ["user_account.id"], name=op.f("fk_set_aside_warning_set_aside_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_aside_warning")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_set_aside_warning_fingerprint")),
    )
    op.create_index(
        op.f("ix_set_aside_warning_commitment_id"), "set_aside_warning", ["commitment_id"], unique=False
    )
    op.create_table(
        "baseline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("as_written", sa.String(length=300), nullable=False),
        sa.Column("value", ExactDecimal(), nullable=True),
        sa.Column("level", sa.String(length=40), nullable=True),
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
        sa.Column(
            "qualifier",
            sa.Enum(
                "about", "nearly", name="qualifier", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("numerator", ExactDecimal(), nullable=True),
        sa.Column("denominator", ExactDecimal(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("source_text", sa.String(length=300), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_baseline_clause_id")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_baseline_indicator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_baseline")),
        sa.UniqueConstraint("indicator_id", name=op.f("uq_baseline_indicator_id")),
    )
    op.create_table(
        "definition_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name_ind", sa.Text(), nullable=False),
        sa.Column("name_eng", sa.Text(), nullable=False),
        sa.Column("definition_ind", sa.Text(), nullable=False),
        sa.Column("definition_eng", sa.Text(), nullable=False),
        sa.Column("numerator_ind", sa.Text(), nullable=False),
        sa.Column("numerator_eng", sa.Text(), nullable=False),
        sa.Column("denominator_ind", sa.Text(), nullable=False),
        sa.Column("denominator_eng", sa.Text(), nullable=False),
        sa.Column("is_adopted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("stale_translations", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_definition_version_clause_id")),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_definition_version_indicator_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_definition_version")),
        sa.UniqueConstraint("indicator_id", "number", name=op.f("uq_definition_version_indicator_id_number")),
    )
    op.create_table(
        "published_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=True),
        sa.Column("name_ind", sa.String(length=300), nullable=False),
        sa.Column("name_eng", sa.String(length=300), nullable=False),
        sa.Column("unit_ind", sa.String(length=300), nullable=False),
        sa.Column("unit_eng", sa.String(length=300), nullable=False),
        sa.Column("source_text", sa.String(length=300), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_published_series_clause_id")),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_published_series_commitment_id")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_published_series_indicator_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_series")),
    )
    op.create_index(
        op.f("ix_published_series_commitment_id"), "published_series", ["commitment_id"], unique=False
    )
    op.create_index(
        op.f("ix_published_series_indicator_id"), "published_series", ["indicator_id"], unique=False
    )
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_target_indicator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint("indicator_id", "year", name=op.f("uq_target_indicator_id_year")),
    )
    op.create_table(
        "position",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=True),
        sa.Column("definition_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "initial",
                "proposal",
                "counter",
                "agreed",
                "withdrawn",
                name="positionkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "stance",
            sa.Enum(
                "value",
                "retain",
                "reword",
                "drop",
                "remark",
                name="stance",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
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
        sa.Column("denominator", ExactDecimal(), nullable=True),
        sa.Column(
            "denominator_comparator",
            sa.Enum(
                "equal",
                "at_least",
                "more_than",
                "at_most",
                "less_than",
                name="denominator_comparator",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("as_written", sa.String(length=300), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
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
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=True),
        sa.Column("source_text", sa.String(length=300), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("refers_to_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind <> 'withdrawn' OR refers_to_id IS NOT NULL", name=op.f("ck_position_withdrawn_refers")
        ),
        sa.CheckConstraint(
            "stance <> 'drop' OR drop_reason IS NOT NULL", name=op.f("ck_position_drop_has_reason_code")
        ),
        sa.CheckConstraint(
            "stance <> 'value' OR target_id IS NOT NULL", name=op.f("ck_position_value_has_target")
        ),
        sa.CheckConstraint(
            "stance <> 'value' OR value IS NOT NULL OR level IS NOT NULL",
            name=op.f("ck_position_value_given"),
        ),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_position_reason_given")),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_position_clause_id")),
        sa.ForeignKeyConstraint(
            ["definition_id"], ["definition_version.id"], name=op.f("fk_position_definition_id")
        ),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_position_indicator_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_position_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_position_person_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_position_recorded_by_id")
        ),
        sa.ForeignKeyConstraint(["refers_to_id"], ["position.id"], name=op.f("fk_position_refers_to_id")),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_position_target_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_position_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_position")),
    )
    op.create_index(op.f("ix_position_clause_id"), "position", ["clause_id"], unique=False)
    op.create_index(op.f("ix_position_indicator_id"), "position", ["indicator_id"], unique=False)
    op.create_index(op.f("ix_position_organisation_id"), "position", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_position_target_id"), "position", ["target_id"], unique=False)
    op.create_table(
        "published_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value", ExactDecimal(), nullable=True),
        sa.Column("level", sa.String(length=40), nullable=True),
        sa.Column("as_written", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["series_id"], ["published_series.id"], name=op.f("fk_published_point_series_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_point")),
        sa.UniqueConstraint("series_id", "year", name=op.f("uq_published_point_series_id_year")),
    )
    op.create_table(
        "official_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("marked_at", UtcDateTime(), nullable=False),
        sa.Column("marked_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_official_mark_reason_given")),
        sa.ForeignKeyConstraint(
            ["marked_by_id"], ["user_account.id"], name=op.f("fk_official_mark_marked_by_id")
        ),
        sa.ForeignKeyConstraint(["position_id"], ["position.id"], name=op.f("fk_official_mark_position_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_mark")),
    )
    op.create_index(op.f("ix_official_mark_position_id"), "official_mark", ["position_id"], unique=False)
    for table in APPEND_ONLY:
        for statement in append_only_statements(table, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    op.drop_index(op.f("ix_official_mark_position_id"), table_name="official_mark")
    op.drop_table("official_mark")
    op.drop_table("published_point")
    op.drop_index(op.f("ix_position_target_id"), table_name="position")
    op.drop_index(op.f("ix_position_organisation_id"), table_name="position")
    op.drop_index(op.f("ix_position_indicator_id"), table_name="position")
    op.drop_index(op.f("ix_position_clause_id"), table_name="position")
    op.drop_table("position")
    op.drop_table("target")
    op.drop_index(op.f("ix_published_series_indicator_id"), table_name="published_series")
    op.drop_index(op.f("ix_published_series_commitment_id"), table_name="published_series")
    op.drop_table("published_series")
    op.drop_table("definition_version")
    op.drop_table("baseline")
    op.drop_index(op.f("ix_set_aside_warning_commitment_id"), table_name="set_aside_warning")
    op.drop_table("set_aside_warning")
    op.drop_index(op.f("ix_open_item_meeting_id"), table_name="open_item")
    op.drop_table("open_item")
    op.drop_table("milestone")
    op.drop_table("indicator")
    op.drop_index(op.f("ix_follow_up_meeting_id"), table_name="follow_up")
    op.drop_table("follow_up")
    op.drop_index(op.f("ix_export_plan_id"), table_name="export")
    op.drop_table("export")
    op.drop_index(op.f("ix_commitment_party_organisation_id"), table_name="commitment_party")
    op.drop_table("commitment_party")
    op.drop_table("user_role")
    op.drop_table("plan_meeting")
    op.drop_table("participant")
    op.drop_index(op.f("ix_frozen_version_sha256"), table_name="frozen_version")
    op.drop_table("frozen_version")
    op.drop_index(op.f("ix_commitment_plan_id"), table_name="commitment")
    op.drop_index(op.f("ix_commitment_lead_id"), table_name="commitment")
    op.drop_table("commitment")
    op.drop_table("clause")
    op.drop_index("ix_audit_entry_subject", table_name="audit_entry")
    op.drop_index(op.f("ix_audit_entry_recorded_at"), table_name="audit_entry")
    op.drop_index(op.f("ix_audit_entry_act"), table_name="audit_entry")
    op.drop_table("audit_entry")
    op.drop_table("user_account")
    op.drop_table("unit")
    op.drop_index(op.f("ix_person_organisation_id"), table_name="person")
    op.drop_table("person")
    op.drop_index(op.f("ix_organisation_name_organisation_id"), table_name="organisation_name")
    op.drop_table("organisation_name")
    op.drop_index(op.f("ix_meeting_held_on"), table_name="meeting")
    op.drop_table("meeting")
    op.drop_table("source_document")
    op.drop_table("role")
    op.drop_table("plan")
    op.drop_table("organisation")
