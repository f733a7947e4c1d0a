"""The Mediathek for search engines."""

from __future__ import annotations

from typing import Any

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from quartier.portal.library import queries


class LibrarySitemap(Sitemap[Any]):
    """Albums, pictures and documents that are public, in all languages."""

    i18n = True

    def items(self) -> list[tuple[str, list[Any]]]:
        """Names of addresses with what they need."""
        everything = queries.Wanted()
        return [
            *(("library:album", [slug]) for slug in queries.albums().values_list("slug", flat=True)),
            *(("library:picture", [pk]) for pk in queries.pictures(everything).values_list("pk", flat=True)),
            *(("library:paper", [pk]) for pk in queries.papers(everything).values_list("pk", flat=True)),
        ]

    def location(self, item: tuple[str, list[Any]]) -> str:
        """Its path."""
        return reverse(item[0], args=item[1])
