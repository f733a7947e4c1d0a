"""Pictures in the sizes and formats that pages and downloads need. Newer browsers get WebP, all others JPEG or PNG."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from quartier.portal.library.models import Picture, PictureRendition

MIMETYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
NAMES = {"jpeg": "JPEG", "jpg": "JPEG", "png": "PNG", "webp": "WebP"}
EXTENSIONS = {"jpeg": "jpg"}
_QUALITY = {"jpeg": "jpegquality-86", "webp": "webpquality-82"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a `picture` element needs; `width` and `height` belong to `src`, the picture for older browsers.

    `lang` is the language of `alt` where it is not that of the page.
    """

    src: str
    width: int
    height: int
    webp: str
    alt: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Size:
    """A size of download: its name in addresses and for people, and the longest side in pixels."""

    key: str
    name: str | Promise
    longest: int


SIZES = (
    Size("klein", _("Klein"), 640),
    Size("mittel", _("Mittel"), 1280),
    Size("gross", _("Groß"), 2560),
)
ORIGINAL = Size("original", _("Original"), 0)
GRID, PAGE = (480, 960), (960, 1920)


@dataclass(frozen=True, slots=True)
class Download:
    """One download of a picture: size, format for people and in addresses, width and height in pixels."""

    size: Size
    kind: str
    format: str
    width: int
    height: int


def spec(longest: int, kind: str) -> str:
    """Wagtail's words for a size and format."""
    parts = [f"max-{longest}x{longest}", f"format-{kind}", _QUALITY.get(kind, "")]
    return "|".join(part for part in parts if part)


def plain_kind(picture: Picture) -> str:
    """The format that every program reads: PNG stays, all else becomes JPEG."""
    return "png" if str(picture.file.name).endswith(".png") else "jpeg"


def specs(sides: tuple[int, int]) -> tuple[str, ...]:
    """All specs that drawing pictures in these sizes may need."""
    return (*(spec(side, "webp") for side in sides), spec(sides[0], "jpeg"), spec(sides[0], "png"))


def drawn(picture: Picture, sides: tuple[int, int]) -> Drawn:
    """A picture for a page; sizes that do not exist yet are made."""
    wanted = [*(spec(side, "webp") for side in sides), spec(sides[0], plain_kind(picture))]
    made: dict[str, PictureRendition] = picture.get_renditions(*wanted)
    plain = made[wanted[-1]]
    by_width = {made[name].width: made[name].url for name in wanted[:-1]}
    webp = ", ".join(f"{url} {width}w" for width, url in by_width.items())
    alt = picture.default_alt_text
    lang = "de" if get_language() != "de" and alt == picture.description else ""
    return Drawn(plain.url, plain.width, plain.height, webp, alt, lang)


def warm(picture: Picture) -> None:
    """Make what pages need, so that no visitor waits for it."""
    drawn(picture, GRID)
    drawn(picture, PAGE)


def downloads(picture: Picture) -> Iterator[Download]:
    """All downloads of a picture, smallest first; no size is larger than the original."""
    plain = plain_kind(picture)
    for size in SIZES:
        if size.longest < max(picture.width, picture.height):
            width, height = _fitted(picture, size.longest)
            for kind in (plain, "webp"):
                yield Download(size, NAMES[kind], EXTENSIONS.get(kind, kind), width, height)
    extension = str(picture.file.name).rsplit(".", 1)[-1]
    yield Download(ORIGINAL, NAMES[extension], extension, picture.width, picture.height)


def _fitted(picture: Picture, longest: int) -> tuple[int, int]:
    """The size within a square, cut to whole pixels as Wagtail does."""
    if picture.width >= picture.height:
        return longest, int(picture.height * (longest / picture.width))
    return int(picture.width * (longest / picture.height)), longest


def rendition(picture: Picture, download: Download) -> PictureRendition:
    """The file of a download that is not the original."""
    kind = "jpeg" if download.format == "jpg" else download.format
    made: PictureRendition = picture.get_rendition(spec(download.size.longest, kind))
    return made
