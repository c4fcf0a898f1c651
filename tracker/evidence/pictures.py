"""Pictures for everybody's eyes: without the place where they were taken, and no larger than needed.

A picture's header is judged before its pixels are read, so that a small file cannot become a large one.
Copies hold the pixels and nothing else; the original stays as it was handed in.
"""

import io
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from PIL import Image, ImageFile, ImageOps

from tracker.core.errors import RuleBroken

_log = logging.getLogger(__name__)

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2560
PREVIEW_SIDE = 480

_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITY = 88
# A picture at the limit may take 500 MB while a copy is made, so a process reads one at a time.
_reading = threading.Lock()


def check_picture(source: BinaryIO) -> None:
    """Refuse a picture of too many pixels, or one that did not arrive whole; it is left at its beginning.

    Raises evidence_picture_too_many_pixels, evidence_picture_broken.
    """
    with _opened(source) as picture:
        _load(picture, PREVIEW_SIDE)
    source.seek(0)


def public_copy(source: BinaryIO) -> bytes:
    """The picture in its own format, upright, at most LONGEST_SIDE pixels a side, without any other data.

    Of one that moves, its first picture.

    Raises as `check_picture` does.
    """
    with _opened(source) as picture:
        # Some telephones put several pictures into one JPEG; the first is what one sees.
        kind = "JPEG" if picture.format == "MPO" else str(picture.format)
        shown = _shown(picture, LONGEST_SIDE)
        return _written(_on_white(shown) if kind == "JPEG" else shown, kind)


def preview(source: BinaryIO) -> bytes:
    """A small JPEG of the picture on white, upright, at most PREVIEW_SIDE pixels a side, without other data.

    Raises as `check_picture` does.
    """
    with _opened(source) as picture:
        return _written(_on_white(_shown(picture, PREVIEW_SIDE)), "JPEG")


@contextmanager
def _opened(source: BinaryIO) -> Iterator[Image.Image]:
    """The picture, whose pixels are not read yet; whatever goes wrong with it is told in words."""
    source.seek(0)
    try:
        with _reading, _whole_pictures_only(), Image.open(source, formats=_FORMATS) as picture:
            _check_pixels(*picture.size)
            yield picture
    except RuleBroken:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except Exception:  # The readers raise whatever they stumble over, of many kinds.
        _log.info("A picture could not be read", exc_info=True)
        raise RuleBroken("evidence_picture_broken", field="file") from None


@contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """WeasyPrint lets every picture of its process pass that was cut off; one of evidence must be whole."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _check_pixels(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> RuleBroken:
    limit = MOST_PIXELS // 1_000_000
    return RuleBroken("evidence_picture_too_many_pixels", field="file", params={"limit": limit})


def _load(picture: Image.Image, side: int) -> None:
    # Of a JPEG only as much is worked out as the size asks for.
    picture.draft(None, (side, side))
    picture.load()


def _shown(picture: Image.Image, side: int) -> Image.Image:
    """The pixels in colour, the right way up, at most `side` a side."""
    _load(picture, side)
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    shown = picture if picture.mode == mode else picture.convert(mode)
    shown.thumbnail((side, side))
    return _upright(shown)


def _upright(picture: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # What is said beside the pixels may be nonsense; they are shown as they lie.
        return picture


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGB":
        return picture
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture)
    return ground


def _written(picture: Image.Image, kind: str) -> bytes:
    # A new picture knows nothing but its pixels.
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    target = io.BytesIO()
    bare.save(target, kind, quality=_QUALITY)
    return target.getvalue()
