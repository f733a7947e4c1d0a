"""Start page, search, legal pages, theme."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from quartier.portal.frame.context import THEME_COOKIE, THEMES
from quartier.portal.frame.services import search_everything

ONE_YEAR = 365 * 24 * 3600
LONGEST_SEARCH = 200


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What the strategy offers, the Förderbaukasten first."""
    return render(request, "frame/start.html")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything that is found for `q`, by kind."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    return render(
        request, "frame/search.html", {"search_text": text, "groups": search_everything(text) if text else []}
    )


def page(name: str) -> Callable[[HttpRequest], HttpResponse]:
    """A view of one fixed page."""

    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        return render(request, f"frame/pages/{name}.html")

    return view


@csrf_exempt
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep whether the user wants light or dark; anything else means: as the device says.

    Needs no token, so that the form in the header of every page leaves pages without a cookie and they can be kept;
    another site could at most change the colours, and browsers that say where a form came from prevent even that.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return HttpResponseForbidden()
    wanted = request.POST.get("theme", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if wanted in THEMES:
        response.set_cookie(THEME_COOKIE, wanted, max_age=ONE_YEAR, samesite="Lax", secure=request.is_secure())
    else:
        response.delete_cookie(THEME_COOKIE)
    return response
