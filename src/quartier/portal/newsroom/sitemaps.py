"""The editors' pages for search engines."""

from __future__ import annotations

from datetime import datetime
from itertools import chain
from typing import Any

from django.contrib.sitemaps import Sitemap

from quartier.portal.newsroom.models import ContentPage, NewsPage
from quartier.portal.newsroom.queries import open_to_all

LONG = ("body", "search_text")


class PagesSitemap(Sitemap[Any]):
    """All public news and plain pages, in all languages."""

    def items(self) -> list[Any]:
        """News first, newest first."""
        news = (
            open_to_all(NewsPage.objects.select_related("locale")).order_by("-date", "-pk").defer("body", "search_text")
        )
        plain = open_to_all(ContentPage.objects.all()).order_by("pk").defer("body", "search_text")
        return list(chain(news, plain))

    def lastmod(self, item: Any) -> datetime | None:  # noqa: ANN401 - pages of Wagtail have no type
        """When it was last published."""
        when: datetime | None = item.last_published_at
        return when

    def location(self, item: Any) -> str:  # noqa: ANN401 - as above
        """Its path."""
        return item.address if isinstance(item, NewsPage) else (item.get_url() or "/")
