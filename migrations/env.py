"""Runs the migrations over the app's own engine, all of them in one transaction."""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy.types import TypeEngine

from tracker.core.database import ExactDecimal, UtcDateTime
from tracker.extensions import writing

database = current_app.extensions["migrate"].db


def written_plainly(kind: str, item: Any, _autogenerate_context: Any) -> str | bool:
    """Write our own column types by name, so that a migration needs only `tracker.core.database`."""
    if kind == "type" and isinstance(item, UtcDateTime | ExactDecimal):
        return f"{type(item).__name__}()"
    return False


def same_type(
    _context: Any,
    _inspected: Any,
    _metadata: Any,
    inspected_type: TypeEngine[Any],
    metadata_type: TypeEngine[Any],
) -> bool | None:
    """Our own types look different in each database on purpose."""
    return False if isinstance(metadata_type, UtcDateTime | ExactDecimal) else None


with writing(), database.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=database.metadata,
        render_item=written_plainly,
        compare_type=same_type,
        render_as_batch=False,
    )
    with context.begin_transaction():
        context.run_migrations()
