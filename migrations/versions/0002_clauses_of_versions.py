"""Each frozen version keeps the clauses that its content names, so that none of them can be removed."""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from tracker.core.append_only import append_only_statements

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "version_clause",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["frozen_version.id"], name=op.f("fk_version_clause_version_id")
        ),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_version_clause_clause_id")),
        sa.PrimaryKeyConstraint("version_id", "clause_id", name=op.f("pk_version_clause")),
    )
    op.create_index(op.f("ix_version_clause_clause_id"), "version_clause", ["clause_id"])
    _fill(op.get_bind())
    for statement in append_only_statements("version_clause", op.get_bind().dialect.name):
        op.execute(statement)


def _fill(connection: sa.Connection) -> None:
    clauses = {
        (code, label): id_
        for id_, code, label in connection.execute(
            sa.text("SELECT clause.id, code, label FROM clause JOIN meeting ON meeting.id = meeting_id")
        )
    }
    for version in connection.execute(sa.text("SELECT id FROM frozen_version")).scalars().all():
        content = connection.execute(
            sa.text("SELECT content FROM frozen_version WHERE id = :id"), {"id": version}
        ).scalar_one()
        cited = {clauses[place] for place in _places(json.loads(content)) if place in clauses}
        for clause in sorted(cited):
            connection.execute(
                sa.text("INSERT INTO version_clause (version_id, clause_id) VALUES (:version, :clause)"),
                {"version": version, "clause": clause},
            )


def _places(tree: Any) -> Iterator[tuple[str, str]]:
    if isinstance(tree, dict):
        if tree.get("clause") and "document" in tree:
            yield tree["document"], tree["clause"]
        for branch in tree.values():
            yield from _places(branch)
    elif isinstance(tree, list):
        for branch in tree:
            yield from _places(branch)


def downgrade() -> None:
    op.drop_index(op.f("ix_version_clause_clause_id"), table_name="version_clause")
    op.drop_table("version_clause")
