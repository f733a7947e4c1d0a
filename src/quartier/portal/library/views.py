"""The Mediathek for visitors: searching, single pictures and documents, albums, downloads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quartier.portal.frame.caching import mark_public
from quartier.portal.library import queries, renditions
from quartier.portal.library.bundles import MOST_FILES, BundleError, bundle
from quartier.portal.library.checks.names import safe_stem
from quartier.portal.library.forms import FilterForm
from quartier.portal.library.metadata import json_ld
from quartier.portal.library.models import Paper, Picture

PER_PAGE = 24
_LONGEST_NUMBER = 15


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Pictures or documents, by words and filters; an unknown filter or page is not found."""
    albums = list(queries.albums())
    form = FilterForm(request.GET, queries.years(), [(album.slug, str(album)) for album in albums])
    if not form.is_valid():
        raise Http404
    wanted = form.wanted()
    pictures, papers = queries.pictures(wanted), queries.papers(wanted)
    show_papers = form.cleaned_data["art"] == "dokumente"
    shown: Any = papers if show_papers else queries.with_cards(pictures)
    page = _page_of(request, shown)
    other = (pictures if show_papers else papers).count()
    here = page.paginator.count
    context = {
        "form": form,
        "albums": albums,
        "page": page,
        "show_papers": show_papers,
        "cards": [] if show_papers else _cards(list(page.object_list)),
        "number": {"pictures": other, "papers": here} if show_papers else {"pictures": here, "papers": other},
        "tabs": {"pictures": form.query(art=""), "papers": form.query(art="dokumente")},
        "filter_query": form.query(),
        "filtered": bool(form.query(art="")),
        "chosen": bool(form.query(art="", suche="")),
        "most": MOST_FILES,
    }
    return mark_public(render(request, "library/start.html", context))


@require_safe
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """One picture with its licence and its downloads."""
    found = _or_404(queries.picture(pk))
    shown = renditions.drawn(found, renditions.PAGE)
    context = {
        "picture": found,
        "drawn": shown,
        "downloads": list(renditions.downloads(found)),
        "albums": [entry.album for entry in found.entries.all()],
        "json_ld": json_ld(found, shown),
    }
    return mark_public(render(request, "library/picture.html", context))


@require_safe
def picture_file(_request: HttpRequest, pk: int, size: str, kind: str) -> HttpResponseBase:
    """A picture to save, in a size and format that its page offers."""
    found = _or_404(queries.picture(pk))
    wanted = (one for one in renditions.downloads(found) if (one.size.key, one.format) == (size, kind))
    download = _or_404(next(wanted, None))
    is_original = download.size is renditions.ORIGINAL
    file = found.file if is_original else renditions.rendition(found, download).file
    name = f"{safe_stem(found.title)}-{found.pk}-{download.width}x{download.height}.{kind}"
    response = FileResponse(
        file.storage.open(file.name, "rb"), as_attachment=True, filename=name, content_type=renditions.MIMETYPES[kind]
    )
    response["Cache-Control"] = "public, max-age=3600"
    return response


@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """One document with its licence."""
    found = _or_404(Paper.objects.filter(public=True, pk=pk).first())
    return mark_public(render(request, "library/paper.html", {"paper": found}))


@require_safe
def albums(request: HttpRequest) -> HttpResponse:
    """All albums, each with its first picture."""
    found = queries.albums_with_covers()
    cards = [(album, renditions.drawn(album.cover, renditions.GRID)) for album in found]
    return mark_public(render(request, "library/albums.html", {"cards": cards}))


@require_safe
def album(request: HttpRequest, slug: str) -> HttpResponse:
    """The pictures of an album in their order."""
    found = _or_404(queries.album(slug))
    rows = queries.with_cards(queries.pictures(queries.Wanted(album=slug)))
    page = _page_of(request, rows)
    context = {"album": found, "page": page, "cards": _cards(list(page.object_list)), "most": MOST_FILES}
    return mark_public(render(request, "library/album.html", context))


@require_safe
def album_zip(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All pictures of an album as a ZIP archive."""
    found = _or_404(queries.album(slug))
    pictures = list(queries.pictures(queries.Wanted(album=slug))[: MOST_FILES + 1])
    return _zip(request, pictures, [], safe_stem(found.title, "album"))


@require_safe
def selection_zip(request: HttpRequest) -> HttpResponseBase:
    """The pictures and documents that were ticked as a ZIP archive; what is not public is left out."""
    pictures = _ticked(Picture, request.GET.getlist("bild"))
    papers = _ticked(Paper, request.GET.getlist("dokument"))
    return _zip(request, pictures, papers, "mediathek-auswahl")


def _ticked(model: type[Any], values: Sequence[str]) -> list[Any]:
    """What was ticked, in the order of its numbers; one more than allowed is enough to say so."""
    if any(not (value.isascii() and value.isdecimal() and len(value) <= _LONGEST_NUMBER) for value in values):
        raise Http404
    numbers = sorted({int(value) for value in values})[: MOST_FILES + 1]
    return list(model.objects.filter(public=True, pk__in=numbers).order_by("pk"))


def _zip(request: HttpRequest, pictures: list[Picture], papers: list[Paper], name: str) -> HttpResponseBase:
    try:
        archive = bundle(pictures, papers)
    except BundleError as error:
        return render(request, "library/refused.html", {"reason": str(error)}, status=400)
    return FileResponse(archive, as_attachment=True, filename=f"{name}.zip", content_type="application/zip")


def _cards(pictures: Sequence[Picture]) -> list[tuple[Picture, renditions.Drawn]]:
    return [(picture, renditions.drawn(picture, renditions.GRID)) for picture in pictures]


def _page_of(request: HttpRequest, rows: Any) -> Page[Any]:  # noqa: ANN401 - pictures or documents
    number = request.GET.get("seite", "1")
    pages = Paginator(rows, PER_PAGE)
    if not (number.isascii() and number.isdecimal() and 1 <= int(number[:6]) <= pages.num_pages):
        raise Http404
    return pages.page(int(number[:6]))


def _or_404(found: Any) -> Any:  # noqa: ANN401 - whatever was looked for
    if found is None:
        raise Http404
    return found
