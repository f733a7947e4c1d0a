"""News as RSS and Atom, in the language of the address, with the whole lead and the main image."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any, ClassVar
from uuid import uuid5

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quartier.portal.frame.caching import mark_public
from quartier.portal.newsroom import queries
from quartier.portal.newsroom.metadata import machine_picture
from quartier.portal.newsroom.models import NewsPage
from quartier.portal.newsroom.pictures import MACHINE_SIZE
from quartier.portal.newsroom.sharing import absolute

NEWEST = 30


class RssFeed(Feed[NewsPage, None]):
    """The newest news as RSS 2.0."""

    feed_type: type[SyndicationFeed] = Rss201rev2Feed
    route: ClassVar[str] = "newsroom:rss"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 - Django's own
        """The feed; anonymous readers may get it from the cache."""
        return mark_public(super().__call__(request, *args, **kwargs))

    def title(self) -> str:
        """The name of the feed."""
        return _("Quartier – Aktuelles")

    def description(self) -> str:
        """What the feed is about."""
        return _("Meldungen rund um das Quartier.")

    def link(self) -> str:
        """The archive."""
        return absolute(reverse("newsroom:start"))

    def feed_url(self) -> str:
        """The feed's own address."""
        return absolute(reverse(self.route))

    def items(self) -> list[NewsPage]:
        """The newest first."""
        rows = queries.published(get_language() or "de").select_related("locale").defer("body", "search_text")
        return list(rows.prefetch_related("topics", queries.pictures((MACHINE_SIZE,)))[:NEWEST])

    def item_title(self, item: NewsPage) -> str:
        """Kicker and title."""
        return f"{item.kicker}: {item.title}"

    def item_description(self, item: NewsPage) -> str:
        """The whole lead."""
        return item.lead

    def item_link(self, item: NewsPage) -> str:
        """The full address of the page."""
        return absolute(item.address)

    def item_guid(self, item: NewsPage) -> str:
        """What stays the same when title and address change."""
        return uuid5(item.translation_key, item.locale.language_code).urn

    item_guid_is_permalink = False

    def item_author_name(self, item: NewsPage) -> str:
        """The office."""
        return item.office

    def item_pubdate(self, item: NewsPage) -> datetime:
        """The start of its day."""
        return timezone.make_aware(datetime.combine(item.date, time()))

    def item_updateddate(self, item: NewsPage) -> datetime:
        """When it was last published."""
        return item.last_published_at or self.item_pubdate(item)

    def item_categories(self, item: NewsPage) -> list[str]:
        """Its topics."""
        return [str(topic) for topic in item.topics.all()]

    def item_enclosures(self, item: NewsPage) -> list[Enclosure]:
        """The main image."""
        picture = machine_picture(item)
        if picture is None:
            return []
        return [Enclosure(picture.url, str(picture.file.size), picture.kind)]


class AtomFeed(RssFeed):
    """The same as Atom."""

    feed_type = Atom1Feed
    route = "newsroom:atom"

    def subtitle(self) -> str:
        """What the feed is about."""
        return self.description()
