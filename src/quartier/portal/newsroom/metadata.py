"""What machines read about a piece of news: Open Graph for previews in messengers, JSON-LD for search engines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from quartier.portal.newsroom.models import NewsPage
from quartier.portal.newsroom.pictures import MACHINE_SIZE, alt_text
from quartier.portal.newsroom.sharing import absolute

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@dataclass(frozen=True, slots=True)
class MachinePicture:
    """An image as feeds and messengers want it: full address, size in pixels, kind, alternative text, its file."""

    url: str
    width: int
    height: int
    alt: str
    file: Any
    kind: str = "image/jpeg"


def machine_picture(page: NewsPage) -> MachinePicture | None:
    """The main image as JPEG; None without image."""
    if page.image is None:
        return None
    made = page.image.get_rendition(MACHINE_SIZE)
    alt = alt_text(page.image, page.image_alt)
    return MachinePicture(absolute(made.url), made.width, made.height, alt, made.file)


def json_ld(page: NewsPage, url: str) -> SafeString:
    """A schema.org NewsArticle, safe inside a script element."""
    picture = machine_picture(page)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.title,
        "alternativeHeadline": page.kicker,
        "description": page.lead,
        "inLanguage": page.locale.language_code,
        "datePublished": page.date.isoformat(),
        "dateModified": (page.last_published_at or page.latest_revision_created_at or page.date).isoformat(),
        "author": {"@type": "Organization", "name": page.office},
        "publisher": {
            "@type": "Organization",
            "name": settings.OPERATOR["name"] or settings.WAGTAIL_SITE_NAME,
            "logo": {"@type": "ImageObject", "url": absolute(static("quartier/img/mark.svg"))},
        },
        "mainEntityOfPage": url,
        "url": url,
        "timeRequired": f"PT{max(page.reading_seconds, 1)}S",
        "about": [str(topic) for topic in page.topics.all()],
    }
    if picture:
        data["image"] = {"@type": "ImageObject", "url": picture.url, "width": picture.width, "height": picture.height}
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(text)  # noqa: S308 - <, > and & are escaped, so that no value can end the element
