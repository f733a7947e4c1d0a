"""Pictures: what is refused, and the picture made anew from its pixels, so that nothing else of the file is left.

Kept are the pixels, turned upright, and the colour profile. Gone are place, time and device of the shot, texts of
editing programs, previews, comments, and whatever was hidden behind the picture.
"""

from __future__ import annotations

import io
import threading
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageFile, ImageOps
from PIL.JpegImagePlugin import get_sampling

from quartier.portal.library.checks.headers import Header, header
from quartier.portal.library.checks.names import safe_name
from quartier.portal.library.checks.refusing import CheckedFile, RefusedError, already_checked, read_at_most, remember

MOST_MEGABYTES = 30
MOST_MEGAPIXELS = 60
MOST_SCANS = 100
"""Progressive JPEG come with about ten passes; thousands are made only to keep a server busy."""
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
_QUALITY = 92
_PROFILE_LIMIT = 4_000_000

_WRONG_KIND = _("Das ist kein Bild, das wir annehmen. Bitte laden Sie ein Bild als JPEG, PNG oder WebP hoch.")
_SVG = _("SVG-Dateien nehmen wir nicht an, weil sie Programme enthalten können. Bitte laden Sie das Bild als PNG hoch.")
_HEIC = _("Dieses Format können nicht alle öffnen. Bitte speichern Sie das Bild als JPEG und laden Sie es neu hoch.")
_BROKEN = _("Das Bild ist beschädigt oder nicht vollständig. Bitte speichern Sie es neu und laden Sie es hoch.")
_MOVING = _("Bewegte Bilder nehmen wir nicht an. Bitte laden Sie ein einzelnes Bild hoch.")
_TOO_MANY_PIXELS = _(
    "Das Bild hat zu viele Bildpunkte: %(width)s × %(height)s. Erlaubt sind höchstens %(megapixels)s Millionen. "
    "Bitte verkleinern Sie es."
)

_READING = threading.Lock()


def cleaned(content: File[Any], name: str | None = None) -> CheckedFile:
    """The picture of an upload without anything but its pixels and colours; raises `RefusedError`."""
    known = already_checked(content)
    if known is not None:
        return known
    data = read_at_most(content, MOST_MEGABYTES)
    head = _checked_header(data)
    try:
        made = _made_anew(data, head)
    except RefusedError:
        raise
    except Exception as error:  # broken pictures make decoders raise almost anything
        raise RefusedError(_BROKEN) from error
    clean = CheckedFile(made, name=safe_name(name or content.name or "", EXTENSIONS[head.format]))
    return remember(content, clean)


def _checked_header(data: bytes) -> Header:
    head = header(data)
    if head is None:
        raise RefusedError(_reason(data))
    _check_size(head.width, head.height)
    if head.format == "JPEG" and data.count(b"\xff\xda") > MOST_SCANS:
        raise RefusedError(_BROKEN)
    return head


def _reason(data: bytes) -> Any:  # noqa: ANN401 - a text that is translated later
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in start or start.startswith(b"\x1f\x8b"):
        return _SVG
    if data[4:8] == b"ftyp":
        return _HEIC
    return _BROKEN if data.startswith((b"\xff\xd8\xff", b"\x89PNG", b"RIFF")) else _WRONG_KIND


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_MEGAPIXELS * 1_000_000:
        params = {"width": width, "height": height, "megapixels": MOST_MEGAPIXELS}
        raise RefusedError(_TOO_MANY_PIXELS, params=params)
    if not width or not height:
        raise RefusedError(_BROKEN)


def _load_whole(source: Image.Image) -> None:
    """Read every pixel or fail. WeasyPrint switches off for the whole process that half a picture is an error."""
    with _READING:
        lenient = ImageFile.LOAD_TRUNCATED_IMAGES
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        try:
            source.load()
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _made_anew(data: bytes, head: Header) -> bytes:
    with Image.open(io.BytesIO(data), formats=[head.format]) as source:
        _check_size(*source.size)
        if head.format != "JPEG" and getattr(source, "n_frames", 1) > 1:
            raise RefusedError(_MOVING)
        _load_whole(source)
        options = _options(source, data)
        profile = _profile(source)
        picture = ImageOps.exif_transpose(source)
    if picture.mode == "CMYK":
        picture, profile, options = _to_screen(picture, profile), None, {"quality": _QUALITY}
    picture.info = {key: value for key, value in picture.info.items() if key == "transparency"}
    out = io.BytesIO()
    picture.save(out, head.format, icc_profile=profile, **options)
    return out.getvalue()


def _options(source: Image.Image, data: bytes) -> dict[str, Any]:
    """How to write so that the picture keeps its quality and about its size."""
    if source.format in {"JPEG", "MPO"}:
        tables = getattr(source, "quantization", None)
        how = {"qtables": tables} if tables and len(tables) <= 4 else {"quality": _QUALITY}  # noqa: PLR2004 - JPEG has four
        return {**how, "subsampling": get_sampling(source), "optimize": True, "progressive": True}
    if source.format == "WEBP":
        return {"lossless": b"VP8L" in data, "quality": _QUALITY, "method": 4}
    return {}


def _profile(source: Image.Image) -> bytes | None:
    """The colour profile, if it is one and of sensible size."""
    profile = source.info.get("icc_profile")
    if not profile or len(profile) > _PROFILE_LIMIT:
        return None
    try:
        ImageCms.ImageCmsProfile(io.BytesIO(profile))
    except (OSError, ImageCms.PyCMSError):
        return None
    return bytes(profile)


def _to_screen(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours of print as those of screens."""
    if profile:
        try:
            wanted = ImageCms.createProfile("sRGB")
            turned = ImageCms.profileToProfile(picture, io.BytesIO(profile), wanted, outputMode="RGB")
        except ImageCms.PyCMSError:
            turned = None
        if turned is not None:
            return turned
    return picture.convert("RGB")
