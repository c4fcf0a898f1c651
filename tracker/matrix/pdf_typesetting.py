"""From HTML to PDF/A-3a by WeasyPrint, with nothing but the fonts we ship.

It is a program of its own, which `pdf_press` starts with the environment that typesetting needs. It imports
nothing of the application, which would take three times as long to load as all that is done here.
"""

import gc
import json
import os
import sys
import unicodedata
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypedDict

import fontpkg_plus_jakarta_sans
import fontpkg_source_sans_3
from fontTools.ttLib import TTFont

try:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")
        import pydyf
        from weasyprint import CSS, HTML, Attachment
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher, URLFetcherResponse
except OSError:
    # That is how the import fails on a machine without Pango.
    if __name__ == "__main__":
        sys.exit(os.EX_UNAVAILABLE)
    raise

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Marks of the matrix that neither font has, and what is set for them.
_STAND_INS = {"⇄": "↔", "⊘": "∅", "⚠": "▲", "＋": "+", "✎": "≠", "◔": "○"}
_NOT_IN_FONTS = "□"


class Attached(TypedDict):
    """A file inside the PDF, with the moment it shall carry (ISO 8601)."""

    path: str
    name: str
    description: str
    dated: str


@dataclass(frozen=True)
class _Face:
    family: str
    style: str
    path: Path


_FACES = (
    _Face("Source Sans 3", "normal", fontpkg_source_sans_3.ROOT / "files/SourceSans3[wght].ttf"),
    _Face("Source Sans 3", "italic", fontpkg_source_sans_3.ROOT / "files/SourceSans3-Italic[wght].ttf"),
    _Face("Plus Jakarta Sans", "normal", fontpkg_plus_jakarta_sans.ROOT / "files/PlusJakartaSans[wght].ttf"),
)
_SHIPPED = {face.path.as_uri(): face for face in _FACES}


class ShippedFiles(URLFetcher):  # type: ignore[misc]
    """Gives WeasyPrint our fonts and nothing else: no network, no other file."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The font at `url`; ValueError for any other address."""
        if url not in _SHIPPED:
            raise ValueError(f"not shipped: {url}")
        return URLFetcherResponse(url, _SHIPPED[url].path.read_bytes(), {"Content-Type": "font/ttf"})


def typeset(
    *, html: str, css: str, variant: str, target: str, identifier: str, attached: Attached | None = None
) -> None:
    """Write a tagged PDF/A-3a whose bytes depend on the arguments and the environment's epoch alone.

    `identifier` becomes the file's /ID and makes the names of its table cells unique among bound volumes.
    """
    fonts = FontConfiguration()
    fetcher = ShippedFiles()
    style = CSS(string=face_rules() + settable(css), font_config=fonts, url_fetcher=fetcher)
    HTML(string=settable(html), url_fetcher=fetcher).write_pdf(
        target,
        finisher=lambda _document, pdf: _finish(pdf, identifier),
        font_config=fonts,
        stylesheets=[style],
        attachments=[_attachment(attached)] if attached else None,
        pdf_variant=variant,
        pdf_identifier=identifier.encode(),
    )


def settable(text: str) -> str:
    """The text in characters our fonts have: marks get a stand-in, invisible ones go, others become □."""
    strange = {ord(char): _stand_in(char) for char in set(text) if char > "~" and ord(char) not in _charset()}
    return text.translate(strange) if strange else text


def _stand_in(char: str) -> str | None:
    if unicodedata.category(char) in {"Cf", "Cc", "Mn"}:
        return None
    return _STAND_INS.get(char, _NOT_IN_FONTS)


@cache
def _charset() -> frozenset[int]:
    codes = set[int]()
    for face in _FACES:
        if face.style == "normal":
            with TTFont(face.path) as font:
                codes |= font.getBestCmap().keys()
    # Direction marks are in the fonts, but would let a text read differently from what is stored.
    return frozenset(code for code in codes if unicodedata.category(chr(code)) != "Cf")


def face_rules() -> str:
    """The style rules that name our fonts."""
    return "".join(
        f"@font-face {{ font-family: '{face.family}'; font-style: {face.style}; src: url('{address}') }}\n"
        for address, face in _SHIPPED.items()
    )


def _attachment(attached: Attached) -> Attachment:
    moment = datetime.fromisoformat(attached["dated"])
    return Attachment(
        filename=attached["path"],
        name=attached["name"],
        description=attached["description"],
        created=moment,
        modified=moment,
        relationship="Source",
    )


def _finish(pdf: pydyf.PDF, identifier: str) -> None:
    """Put right what WeasyPrint leaves open: names and index of cells, type and listing of the workbook."""
    if "StructTreeRoot" in pdf.catalog:
        _dissolve_wrappers(pdf)
    names: dict[str, bytes] = {}
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Stream) and thing.extra.get("Type") == "/EmbeddedFile":
            # It asks the machine for the type, and machines differ.
            thing.extra["Subtype"] = "/" + WORKBOOK_TYPE.replace("/", "#2f")
        elif isinstance(thing, dict) and thing.get("S") in ("/TH", "/TD"):
            _name_cell(thing, identifier[:12], names)
    if names:
        _index(pdf, names)
    if "AF" in pdf.catalog:
        # Each attachment is listed twice, once for its name.
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def _dissolve_wrappers(pdf: pydyf.PDF) -> None:
    """Hang what stands in elements without a meaning under the next one with one: they are three in four."""
    elements = {thing.reference: thing for thing in pdf.objects if _is_element(thing)}
    wrappers = {name: element for name, element in elements.items() if _is_wrapper(element, elements)}
    for name, element in elements.items():
        if name not in wrappers:
            element["K"] = pydyf.Array(_kids(element, wrappers))
            element["P"] = _owner(element["P"], wrappers)
    for entry in _at(pdf, _at(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]:
        if isinstance(entry, list):
            entry[:] = [_owner(name, wrappers) for name in entry]
    for element in wrappers.values():
        element.clear()


def _owner(name: bytes, wrappers: Mapping[bytes, Any]) -> bytes:
    while name in wrappers:
        name = wrappers[name]["P"]
    return name


def _kids(element: Any, wrappers: Mapping[bytes, Any]) -> Iterator[Any]:
    for kid in element["K"]:
        if kid in wrappers:
            yield from _kids(wrappers[kid], wrappers)
        else:
            yield kid


def _is_element(thing: Any) -> bool:
    return isinstance(thing, pydyf.Dictionary) and thing.get("Type") == "/StructElem"


def _is_wrapper(element: Any, elements: Mapping[bytes, Any]) -> bool:
    # What hangs under the document itself stays: only below it is everything on the page of its parent.
    return element["S"] in ("/Span", "/NonStruct") and "Pg" in elements.get(element["P"], {})


def _name_cell(cell: Any, prefix: str, names: dict[str, bytes]) -> None:
    if "ID" in cell:
        name = f"{prefix}-{cell['ID'].string}"
        cell["ID"] = pydyf.String(name)
        names[name] = cell.reference
    if headers := cell.get("A", {}).get("Headers"):
        headers[:] = [pydyf.String(f"{prefix}-{header.string}") for header in headers]


def _index(pdf: pydyf.PDF, names: dict[str, bytes]) -> None:
    ordered = sorted(names)
    pairs = [part for name in ordered for part in (pydyf.String(name), names[name])]
    limits = pydyf.Array([pydyf.String(ordered[0]), pydyf.String(ordered[-1])])
    leaf = pydyf.Dictionary({"Names": pydyf.Array(pairs), "Limits": limits})
    pdf.add_object(leaf)
    _at(pdf, pdf.catalog["StructTreeRoot"])["IDTree"] = pydyf.Dictionary(
        {"Kids": pydyf.Array([leaf.reference])}
    )


def _at(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def main() -> None:
    """Do each job that comes in as a line of JSON, the arguments of `typeset`, and say when it is done."""
    # The collector would look through millions of living boxes again and again, so it runs between jobs.
    gc.disable()
    jobs = SimpleQueue[str]()
    Thread(target=_listen, args=(jobs,), daemon=True).start()
    while True:
        typeset(**json.loads(jobs.get()))
        gc.collect()
        sys.stdout.write("done\n")
        sys.stdout.flush()


def _listen(jobs: SimpleQueue[str]) -> None:
    for line in sys.stdin:
        jobs.put(line)
    # Whoever asked is gone, so there is nobody to finish for.
    os._exit(os.EX_OK)


if __name__ == "__main__":
    main()
