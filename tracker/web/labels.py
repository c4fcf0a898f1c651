"""The words for enum members. Each feature keeps its own table and hands it over in `create_app`."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

_LABELS: dict[Enum, Any] = {}


def add_labels(labels: Mapping[Any, Any]) -> None:
    """Take over a feature's table: enum member → lazy text."""
    _LABELS.update(labels)


def label(member: Enum) -> str:
    """The word people see for a state or a kind, in the language of the request."""
    return str(_LABELS[member])
