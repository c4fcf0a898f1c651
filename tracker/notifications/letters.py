"""The letters there are: each feature adds its own, and they are worded when they are sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from tracker.core.bilingual import Language


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of plain text."""

    kind: ClassVar[str] = "paragraph"
    text: str


@dataclass(frozen=True)
class Quote:
    """What somebody wrote, with its own line breaks, under a heading that says whose words they are."""

    kind: ClassVar[str] = "quote"
    heading: str
    text: str


@dataclass(frozen=True)
class Facts:
    """What there is to know at a glance: pairs of name and value."""

    kind: ClassVar[str] = "facts"
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Action:
    """Where to go: the words of the button, and the whole address."""

    kind: ClassVar[str] = "action"
    text: str
    address: str


@dataclass(frozen=True)
class Letter:
    """A letter in words, from which its plain text and its HTML are made alike.

    `reason` says why one receives it.
    """

    subject: str
    blocks: tuple[Paragraph | Quote | Facts | Action, ...]
    reason: str


@dataclass(frozen=True)
class Addressee:
    """Whom a letter goes to, and in which language it is."""

    address: str
    name: str
    language: Language


def addressee(address: str, name: str, language: str) -> Addressee:
    """Whom a letter goes to, as stored; who chose no language of ours is written to in Indonesian."""
    return Addressee(address, name, "en" if language == "en" else "id")


# Writes in the addressee's language, which is set around it. What it changes in the database is committed
# before the letter leaves. Returns None when nothing is left to say: the thing is gone, done or taken back.
Writer = Callable[[Addressee, Mapping[str, Any]], Letter | None]


@dataclass(frozen=True)
class LetterKind:
    """What a letter is called, for the secretariat's eyes (a lazy text), and how it is worded."""

    title: Any
    write: Writer


_KINDS: dict[str, LetterKind] = {}


def add_letters(kinds: Mapping[str, LetterKind]) -> None:
    """Take over a feature's letters, by the name under which `write_down` is told of them."""
    _KINDS.update(kinds)


def writer_of(name: str) -> Writer:
    """How a letter is worded. KeyError when no feature knows it, which is a programming error."""
    return _KINDS[name].write


def title_of(name: str) -> str:
    """What a letter is called, in the language of the page; its plain name when no feature knows it."""
    return str(_KINDS[name].title) if name in _KINDS else name
