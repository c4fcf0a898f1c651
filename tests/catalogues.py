"""The interface's texts and their two catalogues. `python -m tests.catalogues` (make catalogue) gathers them.

The texts in the code are Indonesian, so the Indonesian catalogue repeats them; a new text waits in the
English one, empty, for its translation.
"""

import tomllib
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from tracker.config import ROOT

TRANSLATIONS = ROOT / "tracker" / "translations"
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "_pl": ((1, "c"), 2),
}


def texts_in_code() -> list[Message]:
    """Every text of the interface, in alphabetical order."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["babel"]["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in settings]
    gathered = Catalog()
    for part in ("tracker", "templates"):
        here = [
            (pattern.removeprefix(f"{part}/"), method)
            for pattern, method in methods
            if pattern.startswith(part)
        ]
        for _file, _line, text, _comments, context in extract_from_dir(ROOT / part, here, keywords=KEYWORDS):
            gathered.add(text, context=context)
    return sorted((message for message in gathered if message.id), key=lambda message: str(message.id))


def catalogue(language: str) -> Catalog:
    """The catalogue of a language as it is on disk."""
    with _path(language).open("rb") as file:
        return read_po(file, locale=language)


def _path(language: str) -> Path:
    return TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"


def _renewed(language: str, old: Catalog) -> Catalog:
    new = Catalog(
        locale=language,
        project="RAN OGI Tracker",
        header_comment=f"# RAN OGI Tracker, {language}",
        fuzzy=False,
    )
    for message in texts_in_code():
        known = old.get(message.id if isinstance(message.id, str) else message.id[0], message.context)
        # What was one form and has become two waits for both of them.
        string = known.string if known and known.pluralizable == message.pluralizable else ""
        if language == "id":
            string = message.id
        new.add(message.id, string, flags=message.flags, context=message.context)
    return new


def gather() -> None:
    """Bring both catalogues up to date with the code."""
    for language in ("id", "en"):
        renewed = _renewed(language, catalogue(language))
        with _path(language).open("wb") as file:
            write_po(file, renewed, width=110, no_location=True, sort_output=True, omit_header=False)
        _drop_dates(_path(language))


def _drop_dates(path: Path) -> None:
    # The day somebody gathered texts is noise in every change.
    lines = path.read_text().splitlines(keepends=True)
    kept = (line for line in lines if not line.startswith(('"POT-Creation-Date', '"PO-Revision-Date')))
    path.write_text("".join(kept))


if __name__ == "__main__":
    gather()
