"""The editors' pages for search engines."""

from __future__ import annotations

from datetime import datetime
from itertools import chain
from typing import Any

from django.contrib.sitemaps import Sitemap

from quartier.portal.newsroom.models import ContentPage, NewsPage


class PagesSitemap(Sitemap[Any]):
    """All public news and plain pages, in all languages."""

    def items(self) -> list[Any]:
        """News first, newest first."""
        news = NewsPage.objects.live().public().order_by("-date", "-pk").defer("body", "search_text")
        plain = ContentPage.objects.live().public().order_by("pk").defer("body", "search_text")
        return list(chain(news, plain))

    def lastmod(self, item: Any) -> datetime | None:  # noqa: ANN401 - pages of Wagtail have no type
        """When it was last published."""
        when: datetime | None = item.last_published_at
        return when

    def location(self, item: Any) -> str:  # noqa: ANN401 - as above
        """Its path."""
        return item.get_url() or "/"
