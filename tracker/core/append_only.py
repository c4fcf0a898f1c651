"""Tables whose rows the database itself refuses to change or remove (D10)."""

import sqlalchemy as sa

_SQLITE = """CREATE TRIGGER {table}_no_{verb_lower} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""

_POSTGRESQL_FUNCTION = """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$ LANGUAGE plpgsql"""

_POSTGRESQL = """CREATE TRIGGER {table}_no_{verb_lower} BEFORE {verb} ON {table}
FOR EACH {level} EXECUTE FUNCTION refuse_change()"""


def append_only_statements(table: str, dialect: str) -> list[str]:
    """The DDL that makes `table` append-only on "sqlite" or "postgresql".

    PostgreSQL could also empty a table by TRUNCATE, so that is refused as well.
    """
    if dialect == "sqlite":
        return [
            _SQLITE.format(table=table, verb=verb, verb_lower=verb.lower()) for verb in ("UPDATE", "DELETE")
        ]
    verbs = (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT"))
    return [
        _POSTGRESQL_FUNCTION,
        *(
            _POSTGRESQL.format(table=table, verb=verb, verb_lower=verb.lower(), level=level)
            for verb, level in verbs
        ),
    ]


def append_only(table: sa.FromClause) -> None:
    """Make a mapped table append-only wherever it is created from the metadata."""
    assert isinstance(table, sa.Table)

    @sa.event.listens_for(table, "after_create")
    def add_triggers(target: sa.Table, connection: sa.Connection, **_options: object) -> None:
        for statement in append_only_statements(target.name, connection.dialect.name):
            connection.exec_driver_sql(
                statement.replace("%", "%%") if connection.dialect.name != "sqlite" else statement
            )
