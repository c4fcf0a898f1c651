"""Bilingual texts as a page shows them: in its language or borrowed from the other, up to date or not."""

from dataclasses import dataclass

from tracker.core.bilingual import bilingual
from tracker.core.text import paragraphs
from tracker.plans.models import Translated
from tracker.web.filters import language


@dataclass(frozen=True)
class Wording:
    """A text for the page. `language` is the one it is written in; `is_stale` asks for an update (D37)."""

    text: str
    language: str
    is_borrowed: bool
    is_stale: bool

    @property
    def paragraphs(self) -> list[str]:
        """The text in paragraphs."""
        return paragraphs(self.text)


_SUFFIX = {"id": "ind", "en": "eng"}
_OTHER = {"id": "en", "en": "id"}


def wording(thing: Translated, field: str) -> Wording:
    """The bilingual text `field` of a plan, commitment, milestone, indicator or definition, for this page."""
    wanted = language()
    pair = bilingual(thing, field)
    is_borrowed = pair.is_borrowed(wanted)
    shown = _OTHER[wanted] if is_borrowed else wanted
    return Wording(
        pair.in_language(wanted), shown, is_borrowed, f"{field}_{_SUFFIX[shown]}" in thing.stale_translations
    )
