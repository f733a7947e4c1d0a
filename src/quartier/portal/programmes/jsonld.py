"""A programme for search engines: schema.org's MonetaryGrant, and GovernmentService where a public body gives it."""

from __future__ import annotations

import json

from django.utils.safestring import SafeString, mark_safe

from quartier.model.edition import Edition
from quartier.model.money import euros_text
from quartier.model.pays import PUBLIC_LEVELS
from quartier.portal.programmes.figures import Figures
from quartier.portal.programmes.texts import text_said

_ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})
"""So that no text ends the script element."""


def json_ld(edition: Edition, figures: Figures, url: str) -> SafeString:
    """The description as the content of a script element; `url` is the page's full address."""
    grant: dict[str, object] = {
        "@type": "MonetaryGrant",
        "@id": f"{url}#grant",
        "name": text_said(edition.name).text,
        "description": text_said(edition.summary).text,
        "url": url,
        "funder": {"@type": "Organization", "name": edition.funder},
    }
    if edition.url:
        grant["sameAs"] = edition.url
    if figures.most is not None and figures.per == "project":
        value = euros_text(figures.most)
        grant["amount"] = {"@type": "MonetaryAmount", "currency": "EUR", "maxValue": value}
    graph = [grant, *([_service(edition, url)] if edition.level in PUBLIC_LEVELS else [])]
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 - what could end the element is escaped


def _service(edition: Edition, url: str) -> dict[str, object]:
    provider: dict[str, object] = {"@type": "GovernmentOrganization", "name": edition.authority.name}
    if edition.authority.url:
        provider["url"] = edition.authority.url
    return {
        "@type": "GovernmentService",
        "@id": f"{url}#service",
        "name": text_said(edition.name).text,
        "serviceType": "Förderprogramm",
        "provider": provider,
        "url": url,
    }
