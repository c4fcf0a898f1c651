"""Content in two languages, Indonesian first (D37)."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = ("id", "en")


@dataclass(frozen=True)
class Bilingual:
    """A text in Indonesian and, once translated, in English."""

    ind: str
    eng: str = ""

    def in_language(self, language: str) -> str:
        """The text in `language`, or the other one when that is missing."""
        first, second = (self.eng, self.ind) if language == "en" else (self.ind, self.eng)
        return first or second

    def is_borrowed(self, language: str) -> bool:
        """Whether `in_language` has to fall back on the other language."""
        return not (self.eng if language == "en" else self.ind) and bool(self.ind or self.eng)


def bilingual(thing: object, field: str) -> Bilingual:
    """The pair of columns `field_ind` and `field_eng` of a model or dataclass."""
    return Bilingual(getattr(thing, f"{field}_ind") or "", getattr(thing, f"{field}_eng") or "")
