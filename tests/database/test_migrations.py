"""The database's history leads to exactly the tables the code expects, empty or filled."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade

from tests.database.conftest import DATABASES
from tracker.accounts.actors import command_line_actor
from tracker.core.database import ExactDecimal, UtcDateTime
from tracker.demo.seed import seed_minutes
from tracker.extensions import db, unit_of_work
from tracker.matrix.models import FrozenVersion, version_clause
from tracker.targets.models import Position

# Each with a column of its own.
APPEND_ONLY = {
    "position": "id",
    "official_mark": "id",
    "set_aside_warning": "id",
    "audit_entry": "id",
    "frozen_version": "id",
    "version_clause": "version_id",
}


def _ignore_own_types(_c: object, _i: object, _m: object, _inspected: object, wanted: object) -> bool | None:
    return False if isinstance(wanted, UtcDateTime | ExactDecimal) else None


@pytest.mark.parametrize("kind", DATABASES)
def test_an_upgraded_database_has_the_tables_the_models_describe(
    migrated: Callable[[str], Flask], kind: str
) -> None:
    with migrated(kind).app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": _ignore_own_types})
        assert compare_metadata(context, db.metadata) == []


@pytest.mark.parametrize("kind", DATABASES)
def test_an_upgraded_database_refuses_to_rewrite_what_is_append_only(
    migrated: Callable[[str], Flask], kind: str
) -> None:
    with migrated(kind).app_context():
        with unit_of_work():
            seed_minutes(command_line_actor())
        with unit_of_work():
            db.session.execute(
                sa.text(
                    "INSERT INTO set_aside_warning (commitment_id, rule, fingerprint, reason, "
                    "set_aside_at) VALUES (1, 'over_hundred', 'x', 'diperiksa', '2024-01-01')"
                )
            )
            db.session.execute(sa.text("INSERT INTO official_mark (position_id, reason, marked_at) "
                                       "VALUES (1, 'resmi', '2024-01-01')"))  # fmt: skip
        for table, column in APPEND_ONLY.items():
            for change in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
                with pytest.raises(sa.exc.DBAPIError, match="append-only"):
                    db.session.execute(sa.text(change))
                db.session.rollback()


@pytest.mark.parametrize("kind", DATABASES)
def test_an_upgraded_database_guards_every_table_that_is_append_only(
    migrated: Callable[[str], Flask], kind: str
) -> None:
    triggers = {"sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
                "postgresql": "SELECT tgname FROM pg_trigger"}  # fmt: skip
    tables = (*APPEND_ONLY, "submission", "decision", "reminder_letter")
    with migrated(kind).app_context():
        found = set(db.session.scalars(sa.text(triggers[kind])))
    assert {f"{table}_no_{verb}" for table in tables for verb in ("update", "delete")} <= found


@pytest.mark.postgresql
def test_postgresql_does_not_empty_the_ledger_either(migrated: Callable[[str], Flask]) -> None:
    with migrated("postgresql").app_context():
        with pytest.raises(sa.exc.DBAPIError, match="append-only"):
            db.session.execute(sa.text("TRUNCATE position CASCADE"))
        db.session.rollback()


@pytest.mark.parametrize("kind", DATABASES)
def test_upgrading_a_filled_database_loses_nothing(migrated: Callable[[str], Flask], kind: str) -> None:
    with migrated(kind).app_context():
        with unit_of_work():
            seed_minutes(command_line_actor())
        before = db.session.scalar(sa.select(sa.func.count()).select_from(Position))
        db.session.rollback()
        upgrade()
        assert before
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Position)) == before


@pytest.mark.parametrize("kind", DATABASES)
def test_versions_frozen_earlier_get_to_know_their_clauses(
    migrated: Callable[[str], Flask], kind: str
) -> None:
    with migrated(kind).app_context():
        with unit_of_work():
            seed_minutes(command_line_actor())
        known = set(db.session.execute(sa.select(version_clause)))
        db.session.rollback()
        downgrade(revision="0001")
        upgrade()
        assert known
        assert set(db.session.execute(sa.select(version_clause))) == known


@pytest.mark.postgresql
def test_the_demo_has_the_same_fingerprints_in_both_databases(migrated: Callable[[str], Flask]) -> None:
    fingerprints = []
    for kind in ("sqlite", "postgresql"):
        with migrated(kind).app_context():
            with unit_of_work():
                seed_minutes(command_line_actor())
            order = sa.select(FrozenVersion.sha256).order_by(FrozenVersion.plan_id, FrozenVersion.number)
            fingerprints.append(list(db.session.scalars(order)))
    assert fingerprints[0] == fingerprints[1]
    assert len(fingerprints[0]) == 2
