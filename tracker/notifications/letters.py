"""The letters there are: each feature adds its own, and they are worded when they are sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tracker.core.bilingual import Language


@dataclass(frozen=True)
class Letter:
    """A mail in words: subject, plain text, and the same as HTML."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Addressee:
    """Whom a letter goes to, and in which language it is."""

    address: str
    name: str
    language: Language


# Returns None when there is nothing left to say: the thing is gone, done or taken back.
Writer = Callable[[Addressee, Mapping[str, Any]], Letter | None]

_WRITERS: dict[str, Writer] = {}


def add_letter(name: str, write: Writer) -> None:
    """Say how the letter `name` is worded. Called once by the feature it belongs to."""
    _WRITERS[name] = write


def writer_of(name: str) -> Writer:
    """How a letter is worded. KeyError when no feature knows it, which is a programming error."""
    return _WRITERS[name]
