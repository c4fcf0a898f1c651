"""The canonical content of a matrix: what a frozen version keeps, and what its fingerprint is of (D18)."""

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Any, get_type_hints

from pydantic import TypeAdapter

from tracker.core.digest import canonical_json
from tracker.core.memory import collector_paused
from tracker.matrix.rows import Matrix


def to_content(matrix: Matrix) -> str:
    """The matrix as canonical JSON: sorted keys, dates in ISO 8601, numbers as the digits that were entered.

    A list is written line by line: a plan of 20,000 rows then never stands in memory a second time as dicts.
    """
    members = (f"{canonical_json(name)}:{_member(matrix, name)}" for name in sorted(_member_types()))
    return "{" + ",".join(members) + "}"


def from_content(content: str) -> Matrix:
    """The matrix that was frozen. Content that is not of this shape raises `pydantic.ValidationError`."""
    with collector_paused():
        matrix: Matrix = _adapter(Matrix).validate_json(content)
    return matrix


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


@cache
def _member_types() -> dict[str, Any]:
    hints = get_type_hints(Matrix)
    return {field.name: hints[field.name] for field in fields(Matrix)}


def _member(matrix: Matrix, name: str) -> str:
    value = getattr(matrix, name)
    if isinstance(value, tuple):
        return "[" + ",".join(_lines(value)) + "]"
    return _canonical(_member_types()[name], value)


def _lines(values: tuple[Any, ...]) -> Iterator[str]:
    return (_canonical(type(value), value) for value in values)


def _canonical(shape: Any, value: Any) -> str:
    return canonical_json(_adapter(shape).dump_python(value, mode="json"))
