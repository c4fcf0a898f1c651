"""The extensions, made once and bound in `create_app`, and the one way to commit."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import sqlalchemy as sa
from flask_babel import Babel
from flask_compress import Compress
from flask_mailman import Mail as Mailman
from flask_migrate import Migrate
from flask_security import Security
from flask_session import Session as ServerSession
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy.engine import Connection, Engine

from tracker.core.database import Base

db = SQLAlchemy(metadata=Base.metadata)
migrate = Migrate(render_as_batch=False)
babel = Babel()
compress = Compress()
csrf = CSRFProtect()
security = Security()
mailman = Mailman()
server_session = ServerSession()

# A read that turns into a write half-way can lose the race for SQLite's only write lock without being
# able to wait for it; so whoever is about to write says so before the first SELECT.
_is_writing: ContextVar[bool] = ContextVar("is_writing", default=False)


def expect_writes() -> None:
    """Say that this context (a POST, a command) is going to write: SQLite then takes its write lock first."""
    _is_writing.set(True)


def expect_reads() -> None:
    """Say that this context only reads, as a server's thread must before each request it serves."""
    _is_writing.set(False)


def turn_to_writing() -> None:
    """End a transaction that has only read, so that the next query takes the write lock first."""
    db.session.rollback()
    expect_writes()


@contextmanager
def writing() -> Iterator[None]:
    """Let transactions that begin inside take SQLite's write lock first."""
    before = _is_writing.set(True)
    try:
        yield
    finally:
        _is_writing.reset(before)


@contextmanager
def reading() -> Iterator[None]:
    """Only read inside, also in a POST or a command: a transaction that was begun to write ends unsaved."""
    before = _is_writing.set(False)
    db.session.rollback()
    try:
        yield
    finally:
        db.session.rollback()
        _is_writing.reset(before)


@contextmanager
def unit_of_work() -> Iterator[None]:
    """Commit everything done inside, or nothing at all."""
    with writing():
        try:
            yield
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise


def first_row(statement: sa.Executable, **values: object) -> Any:
    """The first row of a SELECT of plain columns, or None.

    For what every request asks: without objects of the ORM the same answer takes half the time.
    """
    return db.session.connection().execute(statement, values).first()


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # Transactions are begun by `_begin_sqlite`, not by the driver's own guess.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _is_writing.get() else "BEGIN")


def prepare_engine(engine: Engine) -> None:
    """Give SQLite the guarantees that PostgreSQL has by itself."""
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
