"""Files that somebody might hand in: good ones, wrong ones, hostile ones."""

import io
import zlib
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import ExifTags, Image

MEDAN_MERDEKA: dict[int, object] = {
    ExifTags.GPS.GPSLatitudeRef: "S",
    ExifTags.GPS.GPSLatitude: (6.0, 10.0, 31.0),
    ExifTags.GPS.GPSLongitudeRef: "E",
    ExifTags.GPS.GPSLongitude: (106.0, 49.0, 37.0),
}
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n"
OOXML = '<Types><Override PartName="/x.xml" ContentType="application/vnd.{}.main+xml"/></Types>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def ooxml(kind: str, **more: str | bytes) -> bytes:
    """An Office file, such as ooxml("wordprocessingml.document")."""
    types = OOXML.format(f"openxmlformats-officedocument.{kind}")
    return zipped({"[Content_Types].xml": types, "docProps/app.xml": "<x/>"} | more)


def odf(kind: str, **more: str | bytes) -> bytes:
    """An OpenDocument file, such as odf("text")."""
    return zipped(
        {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "META-INF/manifest.xml": "<m/>"} | more
    )


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 32), **options: object) -> bytes:
    """A picture that is red on its left and blue on its right."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def taken_outside(kind: str = "JPEG", *, orientation: int = 1) -> bytes:
    """A picture that says where, when and with what it was taken."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Model] = "Telepon Ibu Sari"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(MEDAN_MERDEKA)
    return picture(kind, exif=exif.tobytes(), xmp=b"<x:xmpmeta>Telepon Ibu Sari</x:xmpmeta>")


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header claims a size."""
    content = picture("PNG")
    header = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + content[24:29]
    return content[:12] + header + zlib.crc32(header).to_bytes(4, "big") + content[33:]
