"""Copies of pictures tell nobody where they were taken, and no picture costs more than it may."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest
from flask import Flask
from PIL import ExifTags, Image, ImageFile

from tests.evidence.samples import picture, png_claiming, taken_outside
from tracker.core.errors import RuleBroken
from tracker.evidence.pictures import LONGEST_SIDE, PREVIEW_SIDE, check_picture, preview, public_copy
from tracker.web.errors import words_for

Make = Callable[[BinaryIO], object]
KINDS = ["JPEG", "PNG", "WEBP"]


def opened(content: bytes) -> Image.Image:
    """The picture that these bytes are."""
    return Image.open(io.BytesIO(content))


def is_red(colour: object) -> bool:
    """Whether a pixel is red, as far as a lossy format keeps it so."""
    return isinstance(colour, tuple) and colour[0] > 200 and colour[2] < 60


@pytest.mark.parametrize("kind", KINDS)
def test_a_photograph_says_where_it_was_taken_and_its_copies_do_not(kind: str) -> None:
    original = taken_outside(kind)
    assert opened(original).getexif().get_ifd(ExifTags.IFD.GPSInfo)
    for copy in (public_copy(io.BytesIO(original)), preview(io.BytesIO(original))):
        assert dict(opened(copy).getexif()) == {}
        assert b"Telepon Ibu Sari" in original
        assert b"Telepon Ibu Sari" not in copy
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(opened(copy).info)


@pytest.mark.parametrize("kind", KINDS)
def test_a_public_copy_keeps_its_format_and_its_size(kind: str) -> None:
    copy = opened(public_copy(io.BytesIO(picture(kind))))
    assert (copy.format, copy.size) == (kind, (64, 32))
    assert is_red(copy.convert("RGB").getpixel((3, 16)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_taken_upside_down_is_shown_upright(kind: str) -> None:
    copy = opened(public_copy(io.BytesIO(taken_outside(kind, orientation=3)))).convert("RGB")
    assert is_red(copy.getpixel((60, 16)))
    assert not is_red(copy.getpixel((3, 16)))


def test_a_picture_taken_sideways_changes_its_sides() -> None:
    sideways = taken_outside(orientation=6)
    assert opened(public_copy(io.BytesIO(sideways))).size == (32, 64)
    assert opened(preview(io.BytesIO(sideways))).size == (32, 64)


def test_what_a_picture_says_of_its_position_may_be_nonsense() -> None:
    spoiled = picture(exif=b"Exif\0\0no such thing")
    assert opened(public_copy(io.BytesIO(spoiled))).size == (64, 32)


def test_comments_and_texts_in_a_picture_are_not_copied() -> None:
    commented = picture("JPEG", comment=b"rumah Ibu Sari")
    assert b"Ibu Sari" not in public_copy(io.BytesIO(commented))


def test_large_pictures_are_copied_smaller() -> None:
    wide = picture("JPEG", (LONGEST_SIDE + 904, 60))
    assert opened(public_copy(io.BytesIO(wide))).width == LONGEST_SIDE
    assert opened(preview(io.BytesIO(wide))).width == PREVIEW_SIDE


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pictures_of_every_depth_are_copied_and_previewed(mode: str) -> None:
    target = io.BytesIO()
    Image.new(mode, (8, 8)).save(target, "PNG")
    assert opened(public_copy(target)).size == opened(preview(target)).size == (8, 8)


def test_pictures_for_printing_are_copied_in_the_colours_of_a_screen() -> None:
    target = io.BytesIO()
    Image.new("CMYK", (8, 8)).save(target, "JPEG")
    assert opened(public_copy(target)).mode == "RGB"


def test_what_is_transparent_stays_so_and_is_white_in_a_preview() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (8, 8), (255, 0, 0, 0)).save(target, "PNG")
    assert opened(public_copy(target)).getpixel((4, 4)) == (255, 0, 0, 0)
    assert opened(preview(target)).getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize("make", [check_picture, public_copy, preview])
@pytest.mark.parametrize("side", [50_000, 10_000, 6_400])
def test_a_picture_that_claims_too_many_pixels_is_refused_by_its_header(
    app: Flask, make: Make, side: int
) -> None:
    with pytest.raises(RuleBroken) as refusal:
        make(io.BytesIO(png_claiming(side, side)))
    assert refusal.value.code == "evidence_picture_too_many_pixels"
    with app.test_request_context():
        assert "40 juta piksel" in words_for(refusal.value)


@pytest.mark.parametrize("make", [check_picture, public_copy, preview])
@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG\r\n\x1a\n", picture("GIF"), picture()[:300], b"%!PS-Adobe-3.0\n"]
)
def test_what_is_no_whole_picture_is_refused(make: Make, content: bytes) -> None:
    with pytest.raises(RuleBroken, match="evidence_picture_broken"):
        make(io.BytesIO(content))


def test_looking_at_a_picture_leaves_the_file_at_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "foto.jpg"
    path.write_bytes(picture())
    with path.open("rb") as source:
        check_picture(source)
        assert source.tell() == 0


def test_a_picture_that_was_cut_off_is_refused_whatever_others_in_the_process_let_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = io.BytesIO()
    Image.effect_noise((300, 300), 80).save(whole, "PNG")
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(RuleBroken, match="evidence_picture_broken"):
        check_picture(io.BytesIO(whole.getvalue()[:-20_000]))
    assert ImageFile.LOAD_TRUNCATED_IMAGES
