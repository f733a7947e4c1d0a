"""The list of programmes, and the page of each with its editions. No login, no database."""

from __future__ import annotations

from difflib import get_close_matches

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import condition, require_safe

from quartier.model.edition import Edition
from quartier.portal.frame.caching import mark_public
from quartier.portal.programmes.forms import FilterForm
from quartier.portal.programmes.jsonld import json_ld
from quartier.portal.programmes.keeping import etag, kept, today
from quartier.portal.programmes.page import page_of
from quartier.portal.programmes.rows import Row, find, shown_edition
from quartier.service.catalogue import the_catalogue

RESULTS = "programme-results"
"""The element that htmx replaces."""


@require_safe
@condition(etag_func=etag)
def programme_list(request: HttpRequest) -> HttpResponse:
    """All programmes, or those that answer the filters."""
    form = FilterForm(request.GET)
    wanted = form.wanted()
    result = find(wanted, today())
    grouped = not wanted.text and not wanted.sort
    cards = {row.edition.programme: _card(row, "h4" if grouped else "h3") for row in result.rows}
    context = {
        "form": form,
        "wanted": wanted,
        "result": result,
        "total": len(the_catalogue().by_programme),
        "groups": [(level, _with_cards(rows, cards)) for level, rows in result.groups()] if grouped else [],
        "cards": []
        if grouped
        else [(row, cards[row.edition.programme], result.hits.get(row.edition.programme)) for row in result.rows],
    }
    part = getattr(request, "htmx", None)
    only_results = part and part.target == RESULTS and not part.history_restore_request
    context["only_results"] = only_results
    response = render(request, f"programmes/{'results' if only_results else 'list'}.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response if only_results else _public(response)


def _with_cards(rows: list[Row], cards: dict[str, str]) -> list[tuple[Row, str]]:
    return [(row, cards[row.edition.programme]) for row in rows]


def _card(row: Row, heading: str) -> str:
    return kept("programmes/card.html", "|".join((*row.edition.key, heading)), lambda: {"row": row, "heading": heading})


@require_safe
@condition(etag_func=etag)
def programme_detail(request: HttpRequest, programme: str) -> HttpResponse:
    """A programme by the edition that counts today, or its newest."""
    edition = shown_edition(the_catalogue(), programme, today())
    return _detail(request, edition) if edition else _unknown(request, programme)


@require_safe
@condition(etag_func=etag)
def programme_edition(request: HttpRequest, programme: str, edition: str) -> HttpResponse:
    """One edition of a programme, also an old one: applications of its time are judged by it."""
    editions = the_catalogue().by_programme.get(programme, ())
    found = next((entry for entry in editions if entry.edition == edition), None)
    return _detail(request, found) if found else _unknown(request, programme)


def _detail(request: HttpRequest, edition: Edition) -> HttpResponse:
    page = page_of(edition, the_catalogue(), today())
    body = kept("programmes/detail_body.html", "|".join(edition.key), lambda: {"page": page})
    url = settings.SITE_URL + request.path
    context = {"page": page, "edition": edition, "body": body, "json_ld": json_ld(edition, page.figures, url)}
    return _public(render(request, "programmes/detail.html", context))


def _unknown(request: HttpRequest, programme: str) -> HttpResponse:
    """No such programme, or none any more: say so and name those that are called alike."""
    known = the_catalogue().by_programme
    near = [known[name][-1] for name in get_close_matches(programme, known, n=5, cutoff=0.5)]
    return render(request, "programmes/unknown.html", {"near": near}, status=404)


def _public(response: HttpResponse) -> HttpResponse:
    """The browser may keep the page but asks each time whether it still holds."""
    patch_cache_control(response, private=True, no_cache=True)
    return mark_public(response)
