"""How many statements something costs."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from tracker.extensions import db


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that the database was asked inside."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    yield statements
    sa.event.remove(db.engine, "before_cursor_execute", note)
