"""What search engines ask for: robots.txt and sitemap.xml."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from quartier.portal.frame.caching import mark_public
from quartier.portal.frame.offers import OFFERS
from quartier.portal.frame.services import sitemaps

PAGES = ("start", "legal", "privacy", "accessibility", "feedback", "easy", "sign")
CLOSED = ("/redaktion/", "/konto/", "/suche/", "/en/konto/", "/en/suche/")


class FrameSitemap(Sitemap[Any]):
    """Start page, fixed pages and the first page of every offer that works, in both languages."""

    i18n = True
    alternates = True

    def items(self) -> list[str]:
        """Names of addresses."""
        offers = [offer.route for offer in OFFERS if offer.url() is not None]
        return [*(f"frame:{name}" for name in PAGES), *offers]

    def location(self, item: str) -> str:
        """The path in the language of the moment."""
        return reverse(item)


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """All public pages of the portal."""
    response = sitemap(request, {"frame": FrameSitemap, **sitemaps()})
    return mark_public(response.render())


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """What search engines need not visit, and where the list of all pages is."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in CLOSED),
        "",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return mark_public(HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"))
