"""The words of this feature: enum members and error codes."""

from typing import Any

LABELS: dict[Any, Any] = {}
WORDS: dict[str, Any] = {}
