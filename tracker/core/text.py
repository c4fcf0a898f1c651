"""Text as people and machines send it: what is stored, and what is refused."""

import re
import unicodedata

from tracker.core.errors import RuleBroken

SHORT_TEXT = 300
LONG_TEXT = 10_000

# Bidirectional overrides and isolates can make a number read differently from what is stored.
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean_text(text: str) -> str:
    """The text in NFC with Unix line ends and without outer blanks, control or direction marks."""
    unified = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _CONTROL.sub("", _INVISIBLE.sub("", unified)).strip()


def paragraphs(text: str) -> list[str]:
    """The text in paragraphs; a single line end inside one is a blank."""
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def check_length(text: str, *, field: str, limit: int) -> None:
    """Refuse a text longer than `limit` characters, saying by how much."""
    if len(text) > limit:
        raise RuleBroken("text_too_long", field=field, params={"limit": limit, "length": len(text)})
