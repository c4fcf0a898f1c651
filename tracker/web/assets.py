"""What the pages are dressed in and the repository does not hold: web fonts, made from packages at set-up."""

import shutil
from dataclasses import dataclass
from importlib.metadata import files
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import AxisTriple, instantiateVariableFont
from whitenoise.compress import Compressor

from tracker.web.marks import build_marks

# Latin with the signs that Indonesian texts and our own marks use; the rest falls back on the system's fonts.
_LETTERS = range(0x20, 0x7F), range(0xA0, 0x100)
_SIGNS = "‐‑‒–—‘’“”‚„•…′″−×÷±≤≥≠≈→←↑↓Δ€✓✗○●△"

_FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum", "sups")


@dataclass(frozen=True)
class WebFont:
    """A variable font of a package, and the part of its weights that our pages use."""

    package: str
    file: str
    name: str
    lightest: int
    heaviest: int


TEXT_FONT = WebFont("fontpkg-source-sans-3", "SourceSans3[wght].ttf", "source-sans-3.woff2", 400, 700)
HEADING_FONT = WebFont(
    "fontpkg-plus-jakarta-sans", "PlusJakartaSans[wght].ttf", "plus-jakarta-sans.woff2", 600, 700
)
WEB_FONTS = (TEXT_FONT, HEADING_FONT)
MARKS_FONT = "ran-ogi-marks.woff2"


def font_file(font: WebFont) -> Path:
    """The whole variable font in its installed package, as PDFs embed it."""
    for file in files(font.package) or ():
        if file.name == font.file:
            return Path(str(file.locate()))
    raise FileNotFoundError(f"{font.file} is not in the package {font.package}")


def build_styles(target: Path) -> None:
    """Copy Bootstrap's style sheet out of its package into `target`."""
    target.mkdir(parents=True, exist_ok=True)
    for file in files("bootstrap-flask") or ():
        if file.match("static/bootstrap5/css/bootstrap.min.css"):
            shutil.copyfile(str(file.locate()), target / file.name)


def compile_catalogues(translations: Path) -> None:
    """Compile each language's texts."""
    for path in translations.glob("*/LC_MESSAGES/messages.po"):
        with path.open("rb") as source, path.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source))


def compress_files(folder: Path) -> None:
    """Put a gzip and a Brotli copy beside each style sheet and script, to be sent instead."""
    compressor = Compressor(quiet=True)
    for path in folder.rglob("*"):
        if path.suffix in {".css", ".js", ".svg"}:
            compressor.compress(str(path))


def build_fonts(target: Path) -> list[Path]:
    """Write the web fonts and our own marks as woff2 into `target`: the same bytes on every machine."""
    target.mkdir(parents=True, exist_ok=True)
    return [*(_build_font(font, target / font.name) for font in WEB_FONTS), build_marks(target / MARKS_FONT)]


def _build_font(font: WebFont, path: Path) -> Path:
    with TTFont(font_file(font), recalcTimestamp=False) as whole:
        _subsetter().subset(whole)
        weights = AxisTriple(font.lightest, None, font.heaviest)
        instantiateVariableFont(whole, {"wght": weights}, inplace=True)
        whole.flavor = "woff2"
        whole.save(path)
    return path


def _subsetter() -> Subsetter:
    options = Options(layout_features=list(_FEATURES), hinting=False)
    options.name_IDs = [1, 2]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for part in _LETTERS for code in part], text=_SIGNS)
    return subsetter
