"""The archive, a piece of news, plain pages, and the way to the own Mastodon server."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page as PageOfRows
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from quartier.portal.frame.caching import mark_public
from quartier.portal.newsroom import queries
from quartier.portal.newsroom.forms import ArchiveForm, MastodonForm
from quartier.portal.newsroom.metadata import json_ld, machine_picture
from quartier.portal.newsroom.models import NewsIndexPage, NewsPage
from quartier.portal.newsroom.pictures import LEAD_SIZES, alt_text, credit_line, drawn
from quartier.portal.newsroom.sharing import Share, absolute

PER_PAGE = 12


def language() -> str:
    """The language of the answer."""
    return get_language() or "de"


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The archive in the language of the address."""
    return archive(request, queries.index(language()))


def archive(request: HttpRequest, page: NewsIndexPage | None) -> HttpResponse:
    """All news, or those about a topic or of a year; an unknown topic, year or page is not found."""
    lang = page.locale.language_code if page else language()
    topics, years = queries.topics(), queries.years(lang)
    form = ArchiveForm(request.GET, [(topic.key, str(topic)) for topic in topics], years)
    if not form.is_valid():
        raise Http404
    topic, year = form.cleaned_data["thema"], form.cleaned_data["jahr"]
    rows = _page_of(request, queries.archive(lang, topic, year))
    context = {
        "page": page,
        "form": form,
        "rows": rows,
        "chosen_topic": next((str(one) for one in topics if one.key == topic), ""),
        "chosen_year": year,
        "filter_query": "&".join(f"{name}={value}" for name, value in (("thema", topic), ("jahr", year)) if value),
    }
    return mark_public(render(request, "newsroom/archive.html", context))


def _page_of(request: HttpRequest, rows: Any) -> PageOfRows[Any]:  # noqa: ANN401 - pages of Wagtail have no type
    number = request.GET.get("seite", "1")
    pages = Paginator(rows, PER_PAGE)
    if not (number.isascii() and number.isdecimal() and 1 <= int(number[:6]) <= pages.num_pages):
        raise Http404
    return pages.page(int(number[:6]))


@require_safe
def item(request: HttpRequest, slug: str) -> HttpResponse:
    """A piece of news by its address; anything else below the archive is left to Wagtail."""
    page = queries.by_slug(language(), slug)
    if page is None:
        return wagtail_serve(request, f"aktuelles/{slug}/")  # type: ignore[no-any-return] # Wagtail ships no types
    if page.was_withdrawn:
        return render(request, "410.html", status=410)
    if not page.live:
        raise Http404
    # Wagtail finds the page by our one query instead of its ten, and still asks all its hooks, such as who may see it.
    request._wagtail_route_for_request = RouteResult(page)  # type: ignore[attr-defined] # noqa: SLF001 - its documented cache
    return wagtail_serve(request, "")  # type: ignore[no-any-return] # as above


def news(request: HttpRequest, page: NewsPage) -> HttpResponse:
    """A piece of news with what goes with it."""
    url = absolute(page.address)
    others = queries.translations(page)
    context = {
        "page": page,
        "index_url": reverse("newsroom:start"),
        "picture": drawn(page.image, LEAD_SIZES, alt_text(page.image, page.image_alt)) if page.image else None,
        "credit": credit_line(page.image, page.image_credit),
        "machine_picture": machine_picture(page),
        "json_ld": json_ld(page, url),
        "canonical": url,
        "share": Share(page.title, url),
        "related": queries.related(page),
        "other_languages": _other_languages(page, others, request),
    }
    return mark_public(render(request, "newsroom/news.html", context))


def _other_languages(page: Any, others: dict[str, Any], request: HttpRequest) -> list[dict[str, object]]:  # noqa: ANN401 - as above
    """This page in the other language, or where to go on in that language if it was not translated."""
    code = "en" if page.locale.language_code == "de" else "de"
    if code in others:
        other = others[code]
        return [{"code": code, "url": other.address if isinstance(other, NewsPage) else other.get_url(request)}]
    prefix = "/en" if code == "en" else ""
    section = "/aktuelles/" if isinstance(page, NewsPage) else "/"
    return [{"code": code, "url": prefix + section, "elsewhere": True}]


def content(request: HttpRequest, page: Any) -> HttpResponse:  # noqa: ANN401 - pages of Wagtail have no type
    """A plain page with the pages below it."""
    context = {
        "page": page,
        "canonical": absolute(page.get_url(request) or request.path),
        "children": queries.open_to_all(page.get_children()).order_by("title"),
        "other_languages": _other_languages(page, queries.translations(page), request),
    }
    return mark_public(render(request, "newsroom/content.html", context))


@require_safe
def mastodon(request: HttpRequest, pk: int) -> HttpResponse:
    """From the name of the own server to a link to its page for new posts; nothing is sent there from here."""
    page = get_object_or_404(queries.published(language()).select_related("locale"), pk=pk)
    share = Share(page.title, absolute(page.address))
    form = MastodonForm(request.GET if "server" in request.GET else None)
    target = share.mastodon(form.cleaned_data["server"]) if form.is_valid() else ""
    context = {"page": page, "form": form, "target": target, "server": form.data.get("server", "")}
    # News are written in one language: there is nothing to switch to.
    context |= {"other_languages": []}
    return render(request, "newsroom/mastodon.html", context, status=400 if form.errors else 200)
