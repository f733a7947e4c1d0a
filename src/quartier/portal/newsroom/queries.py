"""Reading news: the archive with its filters, related news, what is found by words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
)
from wagtail.images import get_image_model
from wagtail.models import PageViewRestriction

from quartier.portal.newsroom.models import ContentPage, NewsIndexPage, NewsPage, Topic
from quartier.portal.newsroom.pictures import CARD_SIZES, LEAD_SIZES, MACHINE_SIZE
from quartier.portal.newsroom.searching import query_stems

RELATED_FROM = 50
"""Related news is chosen among the newest that share a topic."""


def pictures(sizes: Iterable[str]) -> Prefetch[Any]:
    """Loads main images together with their renditions of some sizes."""
    return Prefetch("image", queryset=get_image_model().objects.prefetch_renditions(*sizes))


def open_to_all(pages: QuerySet[Any]) -> QuerySet[Any]:
    """The live pages that neither they themselves nor a page above them close to some visitors; in one query."""
    here = OuterRef("path")
    closed = PageViewRestriction.objects.annotate(below=ExpressionWrapper(here, CharField()))
    return pages.filter(~Exists(closed.filter(below__startswith=F("page__path"))), live=True)


def published(language: str) -> QuerySet[Any]:
    """All public news in a language, newest first, without images and topics."""
    rows = open_to_all(NewsPage.objects.filter(locale__language_code=language))
    return rows.order_by("-date", "-first_published_at", "-pk")


def cards(rows: QuerySet[Any]) -> QuerySet[Any]:
    """News with all that a card shows."""
    return rows.select_related("locale").prefetch_related(pictures(CARD_SIZES)).defer("body", "search_text")


def archive(language: str, topic: str = "", year: int | None = None) -> QuerySet[Any]:
    """Cards of the news about a topic, of a year."""
    rows = published(language)
    if topic:
        rows = rows.filter(topics__key=topic)
    if year:
        rows = rows.filter(date__range=(date(year, 1, 1), date(year, 12, 31)))
    return cards(rows)


def years(language: str) -> list[int]:
    """The years with news, newest first."""
    return [day.year for day in published(language).order_by().dates("date", "year", order="DESC")]


def topics() -> list[Topic]:
    """All topics in their order."""
    return list(Topic.objects.all())


def index(language: str) -> NewsIndexPage | None:
    """The archive's page in a language."""
    page: NewsIndexPage | None = (
        NewsIndexPage.objects.live().filter(locale__language_code=language).select_related("locale").first()
    )
    return page


def by_slug(language: str, slug: str) -> NewsPage | None:
    """A piece of news by its address, also one that was withdrawn, with all its page shows."""
    rows = NewsPage.objects.filter(locale__language_code=language, slug=slug).select_related("locale")
    page: NewsPage | None = rows.prefetch_related("topics", pictures((*LEAD_SIZES, MACHINE_SIZE))).first()
    return page


def related(page: NewsPage, limit: int = 3) -> list[NewsPage]:
    """„Weitere Meldungen“: most topics in common first, then nearest in time; filled up with the newest others."""
    keys = [topic.pk for topic in page.topics.all()]
    others = published(page.locale.language_code).exclude(pk=page.pk)
    near = others.annotate(shared=Count("topics", filter=Q(topics__in=keys))).order_by("-shared", "-date", "-pk")
    candidates = list(near.values_list("pk", "shared", "date")[:RELATED_FROM])
    candidates.sort(key=lambda row: (-row[1], abs((row[2] - page.date).days)))
    chosen = [row[0] for row in candidates[:limit]]
    found = cards(NewsPage.objects.filter(pk__in=chosen)).in_bulk()
    return [found[pk] for pk in chosen if pk in found]


def translations(page: Any) -> dict[str, Any]:  # noqa: ANN401 - pages of Wagtail have no type
    """The public versions of a page in other languages, by language."""
    rows = open_to_all(page.get_translations()).select_related("locale")
    return {row.locale.language_code: row for row in rows}


def found(language: str, text: str) -> QuerySet[Any]:
    """News with every word of a text, those with a word in the title first, then the newest."""
    stems = query_stems(text)
    rows = published(language)
    if not stems:
        return rows.none()
    rows = _with_all(rows, stems)
    in_title = Q(*(Q(title__icontains=stem) for stem in stems), _connector=Q.OR)
    rank = Case(When(in_title, then=Value(0)), default=Value(1), output_field=IntegerField())
    ranked: QuerySet[Any] = rows.annotate(rank=rank).order_by("rank", "-date", "-pk")
    return ranked.defer("body")


def found_pages(language: str, text: str) -> QuerySet[Any]:
    """Plain pages with every word of a text."""
    stems = query_stems(text)
    rows = open_to_all(ContentPage.objects.filter(locale__language_code=language)).order_by("title")
    return _with_all(rows, stems).defer("body") if stems else rows.none()


def _with_all(rows: QuerySet[Any], stems: list[str]) -> QuerySet[Any]:
    for stem in stems:
        rows = rows.filter(search_text__contains=stem)
    return rows
