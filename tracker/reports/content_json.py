"""How what a report says, and what it was asked, is kept: as JSON that reads back into the same values."""

from typing import Any

from pydantic import TypeAdapter

from tracker.reports.asked import Asked
from tracker.reports.content import Content

_CONTENT = TypeAdapter(Content)
_ASKED = TypeAdapter(Asked)


def content_to_json(content: Content) -> dict[str, Any]:
    """What a report says, of plain JSON values; numbers are texts, digit for digit."""
    kept: dict[str, Any] = _CONTENT.dump_python(content, mode="json")
    return kept


def content_from_json(kept: dict[str, Any]) -> Content:
    """The inverse of `content_to_json`."""
    return _CONTENT.validate_python(kept)


def asked_to_json(asked: Asked) -> dict[str, Any]:
    """What a report was asked, of plain JSON values."""
    kept: dict[str, Any] = _ASKED.dump_python(asked, mode="json")
    return kept


def asked_from_json(kept: dict[str, Any]) -> Asked:
    """The inverse of `asked_to_json`."""
    return _ASKED.validate_python(kept)
