"""Optimistic locking: nobody saves over what they have not seen."""

from collections.abc import Iterable
from typing import Protocol

from sqlalchemy import inspect
from sqlalchemy.orm import Mapper
from sqlalchemy.orm.attributes import flag_modified

from tracker.core.errors import StaleEdit


class HasRevision(Protocol):
    """Anything with a counted revision; a `Revised` row."""

    @property
    def revision(self) -> int:
        """How often it has been saved."""


def check_revision(thing: HasRevision, seen: int, fields: Iterable[str]) -> None:
    """Refuse an edit of `thing` by somebody who saw another revision than the present one.

    The StaleEdit carries the present value of each of `fields` (names of the form's fields, which `thing`
    must have as attributes) and the present revision, so that both can be shown and the next attempt counts.
    """
    if seen != thing.revision:
        raise StaleEdit({field: getattr(thing, field) for field in fields}, thing.revision)


def count_revision(thing: HasRevision) -> None:
    """Make an edit count that changes only rows belonging to `thing`, such as a name of an organisation."""
    mapper: Mapper[object] = inspect(thing).mapper
    counted = {*mapper.primary_key, mapper.version_id_col}
    # SQLAlchemy counts only rows that have something to write, and cannot be told to write the count itself.
    flag_modified(thing, next(a.key for a in mapper.column_attrs if not counted & {*a.columns}))
