"""The words of this feature: enum members and error codes."""

from typing import Any

from tracker.web.labels import Tables

LABELS: Tables = ()
WORDS: dict[str, Any] = {}
