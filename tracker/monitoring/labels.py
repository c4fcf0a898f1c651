"""The words of this feature: enum members and error codes."""

from typing import Any

from tracker.monitoring.paper_labels import PAPER_LABELS
from tracker.web.labels import Tables

LABELS: Tables = (*PAPER_LABELS,)
WORDS: dict[str, Any] = {}
