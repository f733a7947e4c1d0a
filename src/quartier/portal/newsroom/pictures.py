"""Images in the sizes that pages need, with width and height so that nothing jumps while they load."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

CARD_SIZES = ("fill-400x225|format-webp", "fill-800x450|format-webp")
LEAD_SIZES = ("fill-800x450|format-webp", "fill-1600x900|format-webp")
BODY_SIZES = ("max-800x1200|format-webp", "max-1600x2400|format-webp")
MACHINE_SIZE = "fill-1200x630|format-jpeg"
"""For feeds and for previews in messengers, which may not know WebP."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """An image for an `img` element: the smallest size, and all sizes for the browser to choose from."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str


def drawn(image: Any, sizes: tuple[str, ...], alt: str = "") -> Drawn:  # noqa: ANN401 - Wagtail ships no types
    """An image in some sizes, smallest first; sizes that do not exist yet are made."""
    made = list(image.get_renditions(*sizes).values())
    return Drawn(
        src=made[0].url,
        srcset=", ".join(f"{one.url} {one.width}w" for one in made),
        width=made[0].width,
        height=made[0].height,
        alt=alt,
    )


def alt_text(image: Any, own: str = "") -> str:  # noqa: ANN401 - as above
    """The alternative text: the page's own, else the Mediathek's."""
    return own or (image.default_alt_text if image else "")


def credit_line(image: Any, own: str = "") -> str:  # noqa: ANN401 - as above
    """Whose image it is: the page's own words, else the Mediathek's."""
    return own or (getattr(image, "credit", "") if image else "")
