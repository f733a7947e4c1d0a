"""Files for tests of the Mediathek, good and hostile, made of real bytes; and pictures and documents that are kept."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

if TYPE_CHECKING:
    from quartier.portal.library.models import Paper, Picture

_numbers = count(1)
DEVICE, PLACE, SECRET = b"SpyCam 3000", (48.0, 46.0, 59.25), b"written by an editing program"
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><exif:GPSLatitude>48,46.9N</exif:GPSLatitude></rdf:RDF></x:xmpmeta>'
)
PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"


@cache
def colours() -> bytes:
    """A colour profile; the library writes the time into each it makes."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def exif(orientation: int = 1) -> Image.Exif:
    """What a camera writes: device, time, orientation, place."""
    data = Image.Exif()
    data[0x010F] = DEVICE.decode()
    data[0x0112] = orientation
    data[0x9003] = "2026:05:01 10:00:00"
    gps = data.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", PLACE, "E", (9.0, 10.0, 47.5)
    return data


def image(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    """A picture whose left half differs from its right, so that turning shows."""
    made = Image.new("RGB", size, (200, 60, 40))
    made.paste((30, 80, 160), (size[0] // 2, 0, size[0], size[1]))
    return made.convert(mode)


def saved(made: Image.Image, kind: str, **options: Any) -> bytes:  # noqa: ANN401 - options of Pillow
    """The bytes of a picture."""
    out = io.BytesIO()
    made.save(out, kind, **options)
    return out.getvalue()


def jpeg(orientation: int = 1, size: tuple[int, int] = (64, 48), **options: Any) -> bytes:  # noqa: ANN401 - as above
    """A photograph with all a camera and an editing program write into it."""
    data = saved(image(size), "JPEG", exif=exif(orientation), comment=SECRET, icc_profile=colours(), **options)
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x1c" + SECRET
    return data[:2] + _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + XMP) + _segment(0xED, iptc) + data[2:]


def _segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def png() -> bytes:
    """A drawing with texts, place and time in chunks of its own."""
    texts = PngInfo()
    texts.add_text("Author", SECRET.decode())
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=True)
    return saved(image(mode="RGBA"), "PNG", pnginfo=texts, exif=exif(), icc_profile=colours())


def webp(*, lossless: bool = False) -> bytes:
    """The same as WebP."""
    return saved(image(), "WEBP", exif=exif(), xmp=XMP, icc_profile=colours(), lossless=lossless)


def huge_png(width: int = 20_000, height: int = 10_000) -> bytes:
    """A real picture of 200 million pixels in a few kilobytes."""
    rows = zlib.compress(b"\0" * ((width // 8 + 1) * height), 9)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    packed = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def huge_jpeg() -> bytes:
    """A small JPEG that claims to be large."""
    data = saved(image(), "JPEG")
    place = data.index(b"\xff\xc0")
    return data[: place + 5] + struct.pack(">HH", 20_000, 10_000) + data[place + 9 :]


def huge_webp() -> bytes:
    """A WebP whose canvas is larger than any decoder should make."""
    canvas = (16_000 - 1).to_bytes(3, "little") + (16_000 - 1).to_bytes(3, "little")
    data = saved(image(mode="RGBA"), "WEBP", exif=exif())
    return data[:24] + canvas + data[30:]


def archive(files: dict[str, bytes], *, pack: bool = True) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if pack else zipfile.ZIP_STORED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def office(folder: str = "word", **more: bytes) -> bytes:
    """The bones of an office document."""
    files = {"[Content_Types].xml": b"<Types/>", f"{folder}/document.xml": b"<document/>", **more}
    return archive(files)


def bomb(names: dict[str, bytes] | None = None, megabytes: int = 30) -> bytes:
    """An archive of some kilobytes that becomes many megabytes."""
    return archive({**(names or {}), "word/media/image1.bmp": b"\0" * megabytes * 1_000_000})


def make_picture(content: bytes | None = None, **more: Any) -> Picture:  # noqa: ANN401 - fields of Details
    """A picture that is kept; public unless said otherwise."""
    from quartier.portal.library.services import Details, add_picture  # noqa: PLC0415 - needs Django set up

    number = next(_numbers)
    texts = {"title": f"Bild {number}", "alt": f"Zwei Farbflächen {number}", "credit": "Foto: Ada Beispiel"}
    common = {"name": f"bild{number}.jpg", "licence": "cc-by-4.0", "consent": "none", "public": True}
    return add_picture(content or jpeg(), Details(**{**texts, **common, **more}), actor=None)


def make_paper(content: bytes = PDF, **more: Any) -> Paper:  # noqa: ANN401 - as above
    """A document that is kept; public unless said otherwise."""
    from quartier.portal.library.services import Details, add_paper  # noqa: PLC0415 - as above

    number = next(_numbers)
    texts = {"title": f"Dokument {number}", "description": "Ein Merkblatt.", "credit": "Landkreis Beispiel"}
    common = {"name": f"merkblatt{number}.pdf", "licence": "cc0-1.0", "public": True}
    return add_paper(content, Details(**{**texts, **common, **more}), actor=None)
