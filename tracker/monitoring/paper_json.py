"""How the content of a paper is kept: as JSON that reads back into the same values, one spelling for each."""

from pydantic import TypeAdapter

from tracker.core.digest import canonical_json
from tracker.monitoring.paper_content import PaperContent

_PAPER = TypeAdapter(PaperContent)


def paper_to_json(content: PaperContent) -> str:
    """The same text for the same content; its SHA-256 is the paper's fingerprint."""
    return canonical_json(_PAPER.dump_python(content, mode="json"))


def paper_from_json(text: str) -> PaperContent:
    """The inverse of `paper_to_json`."""
    return _PAPER.validate_json(text)
