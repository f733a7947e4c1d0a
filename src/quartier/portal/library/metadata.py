"""What search engines read about a picture: whose it is, and under which licence."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from quartier.portal.library.models import Picture
from quartier.portal.library.renditions import MIMETYPES, Drawn

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def json_ld(picture: Picture, shown: Drawn) -> SafeString:
    """A schema.org ImageObject, safe inside a script element."""
    page = settings.SITE_URL + reverse("library:picture", args=[picture.pk])
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ImageObject",
        "name": picture.title,
        "description": picture.description,
        "contentUrl": settings.SITE_URL + shown.src,
        "encodingFormat": MIMETYPES[shown.src.rsplit(".", 1)[-1]],
        "width": shown.width,
        "height": shown.height,
        "creditText": picture.credit,
        "license": picture.terms.url or f"{page}#licence",
        "acquireLicensePage": page,
        "url": page,
    }
    if picture.date:
        data["dateCreated"] = picture.date.isoformat()
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(text)  # noqa: S308 - <, > and & are escaped, so that no value can end the element
